//! One line of the file, by the rules of safe harbor: 45 CFR 164.514(b)(2)(i). Free of a database.

use jiff::civil::Date;

use super::Row;

/// The columns after the id, in their order: what each is stands in docs/operating/deidentified.md and on the page.
pub const COLUMNS: [&str; 18] = [
    "year",
    "age",
    "gender",
    "language",
    "first_session_week",
    "sessions",
    "weeks",
    "ending",
    "barc10_intake",
    "barc10_day_30",
    "barc10_day_90",
    "barc10_day_180",
    "barc10_day_365",
    "who5_intake",
    "who5_day_30",
    "who5_day_90",
    "who5_day_180",
    "who5_day_365",
];
/// Where `ending` stands among what is told besides the marks.
pub const ENDING: usize = 3;

pub const INSTRUMENTS: [&str; 2] = ["barc10", "who5"];
pub const WINDOWS: [&str; 5] = ["intake", "day_30", "day_90", "day_180", "day_365"];
const GENDERS: [&str; 3] = ["woman", "man", "nonbinary"];
const LANGUAGES: [&str; 2] = ["en", "es"];

/// One enrollment as the database has it.
#[derive(Debug, Clone, Default)]
pub struct Stay {
    pub enrolled_on: Date,
    pub born_on: Option<Date>,
    pub gender: Option<String>,
    pub language: String,
    /// Days of the sessions that took place while it lasted.
    pub held: Vec<Date>,
    /// Code of the reason and last day.
    pub ending: Option<(String, Date)>,
    /// Instrument, window, total.
    pub totals: Vec<(String, String, f64)>,
}

/// (C): ages by the years of birth and enrollment, in bands; 90 and over are one band.
pub fn age_band(born: Date, enrolled: Date) -> &'static str {
    match i32::from(enrolled.year()) - i32::from(born.year()) {
        ..18 => "under 18",
        18..25 => "18-24",
        25..35 => "25-34",
        35..45 => "35-44",
        45..55 => "45-54",
        55..65 => "55-64",
        65..75 => "65-74",
        75..90 => "75-89",
        _ => "90+",
    }
}

/// How often they met, in bands: an unusual number would point at somebody.
pub fn session_band(sessions: usize) -> &'static str {
    match sessions {
        0 => "0",
        1..5 => "1-4",
        5..10 => "5-9",
        10..20 => "10-19",
        20..40 => "20-39",
        _ => "40+",
    }
}

/// Whole weeks from one day to another: an interval tells no date without its begin, and of that only the year leaves.
fn weeks(from: Date, to: Date) -> String {
    (from.duration_until(to).as_hours().max(0) / (24 * 7)).to_string()
}

fn listed(code: &str, list: &[&str]) -> String {
    list.iter().find(|known| **known == code).map(|known| (*known).to_string()).unwrap_or_default()
}

/// (A)–(R): of dates the year (C), no place smaller than a state (B), only codes from closed lists, no text (R).
pub fn line(stay: &Stay) -> Row {
    let age = stay.born_on.map(|born| age_band(born, stay.enrolled_on)).unwrap_or_default();
    let marks = [
        stay.enrolled_on.year().to_string(),
        age.to_string(),
        listed(stay.gender.as_deref().unwrap_or_default(), &GENDERS),
        listed(&stay.language, &LANGUAGES),
    ];
    let first = stay.held.iter().min().map(|day| weeks(stay.enrolled_on, *day)).unwrap_or_default();
    let (ending, stayed) = match &stay.ending {
        Some((reason, on)) => (reason.clone(), weeks(stay.enrolled_on, *on)),
        None => ("here".to_string(), String::new()),
    };
    let mut told = vec![first, session_band(stay.held.len()).to_string(), stayed, ending];
    for instrument in INSTRUMENTS {
        for window in WINDOWS {
            let found = stay.totals.iter().find(|(of, at, _)| of == instrument && at == window);
            told.push(found.map(|(.., total)| total.to_string()).unwrap_or_default());
        }
    }
    Row { marks, told }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn ages_of_ninety_and_more_are_one_band() {
        let enrolled = date(2025, 6, 1);
        for (born, band) in [
            (date(2008, 1, 1), "under 18"),
            (date(2007, 12, 31), "18-24"),
            (date(1936, 1, 1), "75-89"),
            (date(1935, 1, 1), "90+"),
            (date(1915, 1, 1), "90+"),
        ] {
            assert_eq!(age_band(born, enrolled), band, "{born}");
        }
    }

    #[test]
    fn every_column_is_filled_and_nothing_off_the_lists_passes() {
        let stay = Stay {
            enrolled_on: date(2025, 3, 4),
            gender: Some("Quillfeather".to_string()),
            language: "xx-quill".to_string(),
            held: vec![date(2025, 3, 20), date(2025, 3, 11)],
            ending: Some(("moved".to_string(), date(2025, 4, 9))),
            totals: vec![("who5".to_string(), "day_30".to_string(), 40.0)],
            ..Stay::default()
        };
        let row = line(&stay);
        assert_eq!(row.marks, ["2025", "", "", ""]);
        assert_eq!(row.told[..4], ["1", "1-4", "5", "moved"]);
        assert_eq!(row.marks.len() + row.told.len(), COLUMNS.len());
        let at = COLUMNS.iter().position(|column| *column == "who5_day_30").unwrap();
        assert_eq!(row.told[at - row.marks.len()], "40");
        assert_eq!(COLUMNS[ENDING + row.marks.len()], "ending");
        let named: Vec<String> =
            INSTRUMENTS.iter().flat_map(|i| WINDOWS.iter().map(move |w| format!("{i}_{w}"))).collect();
        assert_eq!(named, COLUMNS[8..]);
    }
}
