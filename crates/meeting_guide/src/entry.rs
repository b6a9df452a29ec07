//! Reading one entry field by field. Each reading checks, and the first fault ends the entry.

use jiff::civil::Time;
use serde_json::{Map, Value};

use crate::{Fault, Reason};

pub struct Entry<'a> {
    number: usize,
    fields: &'a Map<String, Value>,
}

impl<'a> Entry<'a> {
    pub fn of(number: usize, value: &'a Value) -> Result<Entry<'a>, Fault> {
        match value.as_object() {
            Some(fields) => Ok(Entry { number, fields }),
            None => Err(Fault { entry: number, field: "entry", reason: Reason::NotAnObject }),
        }
    }

    pub fn fault<T>(&self, field: &'static str, reason: Reason) -> Result<T, Fault> {
        Err(Fault { entry: self.number, field, reason })
    }

    /// None for what is missing, null or empty.
    pub fn value(&self, field: &str) -> Option<&'a Value> {
        self.fields
            .get(field)
            .filter(|value| !value.is_null() && value.as_str().is_none_or(|text| !text.trim().is_empty()))
    }

    /// A text without markup around it, at most so many characters; numbers count as texts, as slugs may be both.
    pub fn text(&self, field: &'static str, longest: usize) -> Result<Option<String>, Fault> {
        let text = match self.value(field) {
            None => return Ok(None),
            Some(Value::String(text)) => plain(text),
            Some(Value::Number(number)) => number.to_string(),
            Some(_) => return self.fault(field, Reason::NotText),
        };
        if text.chars().count() > longest {
            return self.fault(field, Reason::TooLong(longest));
        }
        Ok((!text.is_empty()).then_some(text))
    }

    pub fn required_text(&self, field: &'static str, longest: usize) -> Result<String, Fault> {
        match self.text(field, longest)? {
            Some(text) => Ok(text),
            None => self.fault(field, Reason::Missing),
        }
    }

    /// A web address. Others would lead a reader of the page to who knows what.
    pub fn address(&self, field: &'static str) -> Result<Option<String>, Fault> {
        let address = self.text(field, 2000)?;
        match address {
            Some(address) if !(address.starts_with("https://") || address.starts_with("http://")) => {
                self.fault(field, Reason::NotAnAddress)
            }
            address => Ok(address),
        }
    }

    /// A list of texts, or one text of them with commas.
    pub fn list(&self, field: &'static str) -> Result<Vec<String>, Fault> {
        let texts: Vec<&str> = match self.value(field) {
            None => return Ok(Vec::new()),
            Some(Value::String(text)) => text.split(',').collect(),
            Some(Value::Array(list)) => match list.iter().map(Value::as_str).collect() {
                Some(texts) => texts,
                None => return self.fault(field, Reason::NotAList),
            },
            Some(_) => return self.fault(field, Reason::NotAList),
        };
        let mut list: Vec<String> = Vec::new();
        for text in texts.into_iter().map(plain).filter(|text| !text.is_empty()) {
            if text.chars().count() > 64 {
                return self.fault(field, Reason::TooLong(64));
            }
            if !list.contains(&text) {
                list.push(text);
            }
        }
        Ok(list)
    }

    /// `19:30`, or with seconds where they are allowed.
    pub fn time(&self, field: &'static str, with_seconds: bool) -> Result<Option<Time>, Fault> {
        let Some(text) = self.text(field, 40)? else { return Ok(None) };
        let digits = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
        let fits = digits && (text.len() == 5 || (with_seconds && text.len() == 8));
        match text.parse::<Time>().ok().filter(|_| fits) {
            Some(time) => Ok(Some(time)),
            None => self.fault(field, Reason::NotATime),
        }
    }

    /// Degrees, as a number or as digits in a text; none when the other half is missing or both are zero.
    pub fn coordinates(&self) -> Result<Option<(f64, f64)>, Fault> {
        let (lat, lon) = (self.degrees("latitude", 90.0)?, self.degrees("longitude", 180.0)?);
        Ok(lat.zip(lon).filter(|(lat, lon)| *lat != 0.0 || *lon != 0.0))
    }

    fn degrees(&self, field: &'static str, most: f64) -> Result<Option<f64>, Fault> {
        let degrees = match self.value(field) {
            None => return Ok(None),
            Some(Value::Number(number)) => number.as_f64(),
            Some(Value::String(text)) => text.trim().parse().ok(),
            Some(_) => None,
        };
        match degrees.filter(|degrees: &f64| degrees.is_finite() && degrees.abs() <= most) {
            Some(degrees) => Ok(Some(degrees)),
            None => self.fault(field, Reason::NotACoordinate),
        }
    }

    pub fn yes_or_no(&self, field: &'static str) -> Result<bool, Fault> {
        match self.value(field) {
            None => Ok(false),
            Some(Value::Bool(answer)) => Ok(*answer),
            Some(Value::String(text)) if text == "yes" => Ok(true),
            Some(Value::String(text)) if text == "no" => Ok(false),
            Some(_) => self.fault(field, Reason::NotYesOrNo),
        }
    }
}

/// Trimmed, without control characters and without tags: feeds of web sites carry both.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut inside = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '<' if letters
                .peek()
                .is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!')) =>
            {
                inside = true
            }
            '>' if inside => inside = false,
            _ if inside => {}
            '\n' | '\t' => plain.push(letter),
            _ if letter.is_control() => {}
            _ => plain.push(letter),
        }
    }
    plain.trim().to_string()
}
