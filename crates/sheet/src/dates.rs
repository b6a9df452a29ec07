//! Dates as spreadsheets hold them.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::problem::Reason;
use crate::written::{Number, Written};

/// The years a four-digit year may name: every living person was born in them, and every plan ends in them.
const FIRST_YEAR: i16 = 1900;
const LAST_YEAR: i16 = 2100;

/// Excel counts days so that 36526 is 2000-01-01 (its "1900 date system"; from 61 on, the count runs from
/// 1899-12-30). Only five digits are taken, 1927-05-18 to 2099-12-31, so that no year is read as a count.
/// Sheets of Excel for Mac before 2011 may count from 1904 and read four years early: nothing tells them apart.
const SERIAL_ORIGIN: Date = date(1899, 12, 30);

/// The order of the parts of a date written in numbers only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    YearMonthDay,
    DayMonthYear,
    MonthDayYear,
}

impl DateOrder {
    /// `ymd`, `dmy` or `mdy`, as an operator writes it.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "ymd" => Some(Self::YearMonthDay),
            "dmy" => Some(Self::DayMonthYear),
            "mdy" => Some(Self::MonthDayYear),
            _ => None,
        }
    }
}

/// How the dates of a column are read.
///
/// Whatever the order, these are read for what they are: a date that begins with a four-digit year
/// (`1990-01-31`, `1990/1/31`, `19900131`), one that names the month in English or Spanish (`31 Jan 1990`,
/// `January 31st, 1990`, `31 de enero de 1990`, `31-ene-90`), and a count of days as Excel keeps it (`32904`).
/// `order` decides the rest, with `/`, `.` or `-` between the parts: `31/1/90`. A time of day after the date is
/// allowed and left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateFormat {
    pub order: DateOrder,
    /// The pivot of two-digit years: each is taken as the last such year that is not after this one. With this
    /// year's date for births and past sessions, in 2026 `26` is 2026 and `27` is 1927.
    pub latest_year: i16,
}

impl DateFormat {
    /// Reads one date.
    ///
    /// # Errors
    /// [`Reason::NotDate`] for anything else, a day that the month does not have among them, and
    /// [`Reason::DateOutOfRange`] for a year before 1900 or after 2100.
    pub fn parse(&self, text: &str) -> Result<Date, Reason> {
        let written = Written::read(text).ok_or(Reason::NotDate)?;
        let (year, month, day) = match written {
            Written::Serial(days) => {
                return SERIAL_ORIGIN.checked_add(days.days()).map_err(|_| Reason::NotDate);
            }
            Written::Known { year, month, day } => (year, month, day),
            Written::Numbers([a, b, c]) => match self.order {
                DateOrder::YearMonthDay => (a, b.value, c),
                DateOrder::DayMonthYear => (c, b.value, a),
                DateOrder::MonthDayYear => (c, a.value, b),
            },
        };
        if day.digits > 2 {
            return Err(Reason::NotDate);
        }
        let year = self.year(year)?;
        let part = |value: i16| i8::try_from(value).map_err(|_| Reason::NotDate);
        let date = Date::new(year, part(month)?, part(day.value)?).map_err(|_| Reason::NotDate)?;
        if (FIRST_YEAR..=LAST_YEAR).contains(&year) {
            Ok(date)
        } else {
            Err(Reason::DateOutOfRange { first: FIRST_YEAR, last: LAST_YEAR })
        }
    }

    fn year(&self, year: Number) -> Result<i16, Reason> {
        match year.digits {
            4 => Ok(year.value),
            2 => {
                let back = self.latest_year.saturating_sub(year.value).rem_euclid(100);
                Ok(self.latest_year.saturating_sub(back))
            }
            _ => Err(Reason::NotDate),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(text: &str, order: DateOrder) -> Result<Date, Reason> {
        DateFormat { order, latest_year: 2026 }.parse(text)
    }

    use DateOrder::{DayMonthYear as Dmy, MonthDayYear as Mdy, YearMonthDay as Ymd};

    #[test]
    fn dates_that_say_themselves_what_they_are() {
        let texts = [
            "1990-01-31",
            "1990/1/31",
            "1990.01.31",
            "19900131",
            "31 Jan 1990",
            "31-ENE-90",
            "Jan. 31, 1990",
            "January 31st, 1990",
            "31 de enero de 1990",
            "31 de enero del 1990",
            "1990 Jan 31",
            "31/Jan/1990",
            "32904",
            "32904.5",
            "1990-01-31T12:30:00Z",
            "1990-01-31 00:00:00.000",
            "1990-01-31T23:59:59-05:00",
        ];
        for text in texts {
            for order in [Ymd, Dmy, Mdy] {
                assert_eq!(parse(text, order), Ok(date(1990, 1, 31)), "{text}");
            }
        }
    }

    #[test]
    fn the_order_decides_what_numbers_mean() {
        assert_eq!(parse("1/2/1990", Dmy), Ok(date(1990, 2, 1)));
        assert_eq!(parse("1/2/1990", Mdy), Ok(date(1990, 1, 2)));
        assert_eq!(parse("90-01-02", Ymd), Ok(date(1990, 1, 2)));
        assert_eq!(parse("31.12.1990 0:00", Dmy), Ok(date(1990, 12, 31)));
        assert_eq!(parse("12-31-90 11:05 pm", Mdy), Ok(date(1990, 12, 31)));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        let texts = [
            "",
            "31/31/1990",
            "30/02/1990",
            "1990-02-30",
            "1/2",
            "1/2/3/4",
            "1/2-1990",
            "1990",
            "9999",
            "99999",
            "73051",
            "1/2/990",
            "1/2/19900",
            "Smarch 1 1990",
            "Jan Feb 1990",
            "Jan 1990",
            "1 Jan",
            "-1/2/1990",
            "+1/2/1990",
            "1/2/1990 25:00",
            "1/2/1990 x",
            "1e4",
            "10000.",
            "１/２/1990",
            "unknown",
            "100/1/1990",
        ];
        for text in texts {
            for order in [Ymd, Dmy, Mdy] {
                assert_eq!(parse(text, order), Err(Reason::NotDate), "{text}");
            }
        }
        assert_eq!(parse("1/2/1990", Ymd), Err(Reason::NotDate));
    }

    #[test]
    fn years_far_off_are_refused() {
        let refusal = Err(Reason::DateOutOfRange { first: 1900, last: 2100 });
        assert_eq!(parse("0190-01-31", Ymd), refusal);
        assert_eq!(parse("1/2/2101", Dmy), refusal);
        assert_eq!(parse("1/2/1900", Dmy), Ok(date(1900, 2, 1)));
    }

    #[test]
    fn two_digit_years_end_with_the_latest() {
        assert_eq!(parse("1/2/26", Dmy), Ok(date(2026, 2, 1)));
        assert_eq!(parse("1/2/27", Dmy), Ok(date(1927, 2, 1)));
        assert_eq!(parse("1/2/00", Dmy), Ok(date(2000, 2, 1)));
        let later = DateFormat { order: Dmy, latest_year: 2031 };
        assert_eq!(later.parse("1/2/31"), Ok(date(2031, 2, 1)));
    }

    #[test]
    fn excel_counts_days() {
        for (text, day) in
            [("36526", date(2000, 1, 1)), ("10000", date(1927, 5, 18)), ("73050", date(2099, 12, 31))]
        {
            assert_eq!(parse(text, Ymd), Ok(day));
        }
    }

    proptest! {
        #[test]
        fn a_date_written_in_its_order_is_read_back(days in 0i32..73_000, separator in "[/.-]", padded: bool) {
            let day = date(1900, 1, 1).checked_add(days.days()).unwrap();
            let (y, m, d) = (day.year(), day.month(), day.day());
            let (m, d) = if padded { (format!("{m:02}"), format!("{d:02}")) } else { (m.to_string(), d.to_string()) };
            for (order, parts) in [(Ymd, [y.to_string(), m.clone(), d.clone()]),
                (Dmy, [d.clone(), m.clone(), y.to_string()]), (Mdy, [m.clone(), d.clone(), y.to_string()])] {
                prop_assert_eq!(parse(&parts.join(&separator), order), Ok(day));
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC*|[0-9/.:TZ+ -]{0,30}|[0-9]{1,2}[ /-](jan|de|ene.|st| ){1,3}[0-9]{2,4}") {
            for order in [Ymd, Dmy, Mdy] {
                if let Ok(day) = parse(&text, order) {
                    prop_assert!((1900..=2100).contains(&day.year()));
                }
            }
        }
    }
}
