//! What a column can hold, on both databases: five kinds, and how the types of the application map to them.
//!
//! Instants are integers (milliseconds since 1970-01-01T00:00Z), calendar dates ISO text, identifiers the
//! hyphenated text of a UUID, booleans 0 and 1. They compare and sort alike on both databases.

use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Null,
    Integer(i64),
    Real(f64),
    Text(String),
    Blob(Vec<u8>),
}

macro_rules! value_from {
    ($($type:ty, $value:ident => $expression:expr;)*) => {
        $(impl From<$type> for Value { fn from($value: $type) -> Value { $expression } })*
    };
}

value_from! {
    i64, value => Value::Integer(value);
    i32, value => Value::Integer(value.into());
    u32, value => Value::Integer(value.into());
    bool, value => Value::Integer(value.into());
    f64, value => Value::Real(value);
    String, value => Value::Text(value);
    &String, value => Value::Text(value.clone());
    &str, value => Value::Text(value.to_string());
    Vec<u8>, value => Value::Blob(value);
    &[u8], value => Value::Blob(value.to_vec());
    Timestamp, value => Value::Integer(value.as_millisecond());
    Date, value => Value::Text(value.to_string());
    Uuid, value => Value::Text(value.hyphenated().to_string());
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Null, Into::into)
    }
}

/// A type that a column can be read as. The error is the reason, without the value.
pub trait FromValue: Sized {
    fn from_value(value: Value) -> Result<Self, String>;
}

fn unexpected<T>(expected: &str, value: &Value) -> Result<T, String> {
    let found = match value {
        Value::Null => "nothing",
        Value::Integer(_) => "an integer",
        Value::Real(_) => "a real number",
        Value::Text(_) => "text",
        Value::Blob(_) => "bytes",
    };
    Err(format!("expected {expected}, found {found}"))
}

impl FromValue for Value {
    fn from_value(value: Value) -> Result<Self, String> {
        Ok(value)
    }
}

impl FromValue for i64 {
    fn from_value(value: Value) -> Result<Self, String> {
        match value {
            Value::Integer(number) => Ok(number),
            other => unexpected("an integer", &other),
        }
    }
}

impl FromValue for u32 {
    fn from_value(value: Value) -> Result<Self, String> {
        u32::try_from(i64::from_value(value)?).map_err(|_| "an integer out of range".to_string())
    }
}

impl FromValue for bool {
    fn from_value(value: Value) -> Result<Self, String> {
        Ok(i64::from_value(value)? != 0)
    }
}

impl FromValue for f64 {
    fn from_value(value: Value) -> Result<Self, String> {
        match value {
            Value::Real(number) => Ok(number),
            Value::Integer(number) => Ok(number as f64),
            other => unexpected("a number", &other),
        }
    }
}

impl FromValue for String {
    fn from_value(value: Value) -> Result<Self, String> {
        match value {
            Value::Text(text) => Ok(text),
            other => unexpected("text", &other),
        }
    }
}

impl FromValue for Vec<u8> {
    fn from_value(value: Value) -> Result<Self, String> {
        match value {
            Value::Blob(bytes) => Ok(bytes),
            other => unexpected("bytes", &other),
        }
    }
}

impl FromValue for Timestamp {
    fn from_value(value: Value) -> Result<Self, String> {
        Timestamp::from_millisecond(i64::from_value(value)?)
            .map_err(|_| "an instant out of range".to_string())
    }
}

impl FromValue for Date {
    fn from_value(value: Value) -> Result<Self, String> {
        String::from_value(value)?.parse().map_err(|_| "text that is not a date".to_string())
    }
}

impl FromValue for Uuid {
    fn from_value(value: Value) -> Result<Self, String> {
        Uuid::parse_str(&String::from_value(value)?).map_err(|_| "text that is not an identifier".to_string())
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: Value) -> Result<Self, String> {
        match value {
            Value::Null => Ok(None),
            value => T::from_value(value).map(Some),
        }
    }
}
