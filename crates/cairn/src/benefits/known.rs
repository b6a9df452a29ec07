//! Yes, no, or not known: not knowing is an answer, and never the same as no.

use cairn_db::{FromValue, Value};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    Yes,
    No,
    Unknown,
}

impl Known {
    pub const CODES: [&'static str; 3] = ["yes", "no", "unknown"];

    pub fn code(self) -> &'static str {
        match self {
            Known::Yes => "yes",
            Known::No => "no",
            Known::Unknown => "unknown",
        }
    }

    /// Anything but yes and no is not known.
    pub fn from_code(code: &str) -> Known {
        match code {
            "yes" => Known::Yes,
            "no" => Known::No,
            _ => Known::Unknown,
        }
    }
}

impl From<Known> for Value {
    fn from(known: Known) -> Value {
        Value::from(known.code())
    }
}

impl FromValue for Known {
    fn from_value(value: Value) -> Result<Self, String> {
        String::from_value(value).map(|code| Known::from_code(&code))
    }
}
