//! Telling the order of a sheet's dates from the dates themselves, and asking where they do not tell.

use crate::dates::DateOrder;
use crate::problem::{Problem, Reason};
use crate::written::Written;

/// What the dates seen so far say about their order. One for each column of dates, or one for all the columns
/// of a sheet whose dates are known to come from one program; it takes no more memory for more rows.
#[derive(Debug, Clone, Default)]
pub struct DateOrderGuess {
    /// The first line with a date that can only be read this way.
    day_first: Option<u64>,
    month_first: Option<u64>,
    /// The first date that reads both ways, and differently.
    either: Option<(u64, String)>,
    /// Whether any date needs an order at all.
    numbers: bool,
}

impl DateOrderGuess {
    /// Takes one cell into account; what is no date, or says itself which part is which, decides nothing.
    pub fn see(&mut self, line: u64, text: &str) {
        let Some(Written::Numbers([first, second, _])) = Written::read(text) else {
            return;
        };
        let could_be_month = |value: i16| (1..=12).contains(&value);
        let could_be_day = |value: i16| (1..=31).contains(&value);
        match (first.value, second.value) {
            (day, month) if could_be_month(month) && !could_be_month(day) && could_be_day(day) => {
                self.numbers = true;
                self.day_first.get_or_insert(line);
            }
            (month, day) if could_be_month(month) && !could_be_month(day) && could_be_day(day) => {
                self.numbers = true;
                self.month_first.get_or_insert(line);
            }
            (a, b) if could_be_month(a) && could_be_month(b) => {
                self.numbers = true;
                if a != b && self.either.is_none() {
                    self.either = Some((line, text.to_owned()));
                }
            }
            _ => {}
        }
    }

    /// The order of the dates seen. Where none needs an order, it is year first; where every one reads the same
    /// both ways (5/5/1990), day first.
    ///
    /// # Errors
    /// [`Reason::DatesConflict`] when some can only be read day first and others only month first;
    /// [`Reason::DatesAmbiguous`] when all can be read both ways: the operator has to say.
    pub fn order(&self) -> Result<DateOrder, Problem> {
        match (self.day_first, self.month_first, &self.either) {
            (Some(day_first), Some(month_first), _) => {
                let line = day_first.min(month_first);
                Err(Problem::new(line, Reason::DatesConflict { day_first, month_first }))
            }
            (Some(_), None, _) => Ok(DateOrder::DayMonthYear),
            (None, Some(_), _) => Ok(DateOrder::MonthDayYear),
            (None, None, Some((line, text))) => {
                Err(Problem::new(*line, Reason::DatesAmbiguous).showing(text))
            }
            (None, None, None) if self.numbers => Ok(DateOrder::DayMonthYear),
            (None, None, None) => Ok(DateOrder::YearMonthDay),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dates::DateFormat;

    fn order(dates: &[&str]) -> Result<DateOrder, String> {
        let mut guess = DateOrderGuess::default();
        for (line, date) in (2..).zip(dates) {
            guess.see(line, date);
        }
        guess.order().map_err(|problem| problem.in_column("Born").to_string())
    }

    #[test]
    fn one_certain_date_decides() {
        assert_eq!(order(&["1/2/1990", "31/1/1990", "3/4/90"]), Ok(DateOrder::DayMonthYear));
        assert_eq!(order(&["1.2.1990", "1.31.1990"]), Ok(DateOrder::MonthDayYear));
    }

    #[test]
    fn what_says_nothing_decides_nothing() {
        let dates = ["", "1990-01-31", "31 Jan 1990", "31/31/1990", "0/5/1990", "32904", "n/a", "90-01-31"];
        assert_eq!(order(&dates), Ok(DateOrder::YearMonthDay));
        assert_eq!(order(&["5/5/1990"]), Ok(DateOrder::DayMonthYear));
    }

    #[test]
    fn dates_that_read_both_ways_are_a_question() {
        let question = order(&["1990-01-31", "1/2/1990", "3/4/1990"]).unwrap_err();
        assert!(
            question.starts_with("line 3, column \"Born\": 1/2/1990 can be read day first or month first")
        );
        assert!(question.contains("--dates dmy") && question.contains("--dates mdy"));
    }

    #[test]
    fn dates_that_disagree_are_named_one_line_each() {
        let problem = order(&["1/2/1990", "1/31/1990", "31/1/1990", "30/1/1990"]).unwrap_err();
        assert!(problem.contains("line 4 has the day first, line 3 the month"), "{problem}");
    }

    proptest! {
        #[test]
        fn a_certain_order_reads_every_real_date(
            dates in prop::collection::vec((1i16..=31, 1i16..=12, 1930i16..2020), 1..20), day_first: bool
        ) {
            let real = |&(day, month, year): &(i16, i16, i16)| {
                jiff::civil::Date::new(year, month as i8, day as i8).ok()
            };
            let dates: Vec<_> = dates.iter().filter_map(|date| real(date).map(|real| (date, real))).collect();
            let mut guess = DateOrderGuess::default();
            let write = |&(d, m, y): &(i16, i16, i16)| if day_first { format!("{d}/{m}/{y}") } else { format!("{m}/{d}/{y}") };
            for (date, _) in &dates {
                guess.see(1, &write(date));
            }
            let order = match guess.order() {
                Ok(order) => order,
                Err(problem) => {
                    prop_assert_eq!(problem.reason, Reason::DatesAmbiguous);
                    prop_assert!(dates.iter().all(|((day, _, _), _)| *day <= 12));
                    return Ok(());
                }
            };
            for (date, real) in &dates {
                prop_assert_eq!(DateFormat { order, latest_year: 2026 }.parse(&write(date)), Ok(*real));
            }
        }
    }
}
