//! The form of a backup inside its encryption: gzip, and in it one JSON value a line.
//!
//! ```text
//! {"backup":1,"cairn":"0.1.0","made_at":1772463600000,"migrations":[1,2,3],"head":"…signed head of the audit log…"}
//! {"file":"keys/program.keys","base64":"…"}
//! {"table":"people","columns":["id","name"]}
//! ["0195…","…sealed…"]
//! {"end":"people","rows":1}
//! {"done":1,"sha256":"…of every line before…"}
//! ```
//!
//! A cell is `null`, a whole number, a text, `{"real":"…bits in hexadecimal…"}` or `{"base64":"…"}`.

use cairn_db::Value;
use data_encoding::BASE64;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use super::{Failure, damaged};

pub(super) const FORMAT: u32 = 1;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Head {
    pub backup: u32,
    /// The version that wrote it.
    pub cairn: String,
    /// Milliseconds since 1970.
    pub made_at: i64,
    /// The schema's steps.
    pub migrations: Vec<u32>,
    /// The audit log's newest signed head, if there was an entry.
    pub head: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Line {
    File { file: String, base64: String },
    Table { table: String, columns: Vec<String> },
    End { end: String, rows: u64 },
    Done { done: u32, sha256: String },
    Row(Vec<Json>),
}

pub(super) fn cell(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Integer(number) => json!(number),
        Value::Real(number) => json!({ "real": format!("{:016x}", number.to_bits()) }),
        Value::Text(text) => json!(text),
        Value::Blob(bytes) => json!({ "base64": BASE64.encode(bytes) }),
    }
}

pub(super) fn value(cell: &Json) -> Result<Value, Failure> {
    let unreadable = || damaged("a cell cannot be read");
    Ok(match cell {
        Json::Null => Value::Null,
        Json::Number(number) => Value::Integer(number.as_i64().ok_or_else(unreadable)?),
        Json::String(text) => Value::Text(text.clone()),
        Json::Object(fields) => {
            let text = |name: &str| fields.get(name).and_then(Json::as_str);
            if let Some(bits) = text("real") {
                Value::Real(f64::from_bits(u64::from_str_radix(bits, 16).map_err(damaged)?))
            } else {
                let bytes = text("base64").ok_or_else(unreadable)?;
                Value::Blob(BASE64.decode(bytes.as_bytes()).map_err(damaged)?)
            }
        }
        _ => return Err(unreadable()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_value() -> impl Strategy<Value = Value> {
        prop_oneof![
            Just(Value::Null),
            any::<i64>().prop_map(Value::Integer),
            any::<f64>().prop_filter("a number", |n| !n.is_nan()).prop_map(Value::Real),
            ".*".prop_map(Value::Text),
            proptest::collection::vec(any::<u8>(), 0..40).prop_map(Value::Blob),
        ]
    }

    proptest! {
        #[test]
        fn a_row_comes_back_as_it_went(values in proptest::collection::vec(any_value(), 0..6)) {
            let line = serde_json::to_string(&Line::Row(values.iter().map(cell).collect())).unwrap();
            prop_assert!(!line.contains('\n'));
            let Line::Row(cells) = serde_json::from_str(&line).unwrap() else { panic!("a row reads as a row") };
            let again: Vec<Value> = cells.iter().map(|cell| value(cell).unwrap()).collect();
            prop_assert_eq!(again, values);
        }
    }

    #[test]
    fn lines_are_told_apart() {
        let read = |text: &str| serde_json::from_str::<Line>(text).unwrap();
        assert!(matches!(read(r#"{"table":"people","columns":["id"]}"#), Line::Table { .. }));
        assert!(matches!(read(r#"{"end":"people","rows":3}"#), Line::End { rows: 3, .. }));
        assert!(matches!(read(r#"{"done":1,"sha256":"00"}"#), Line::Done { .. }));
        assert!(matches!(read("[]"), Line::Row(_)));
        assert!(serde_json::from_str::<Line>(r#"{"else":1}"#).is_err());
    }
}
