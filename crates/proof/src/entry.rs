//! How a row becomes the bytes of a leaf: every column by name, in a fixed order, with its kind and length, so that no
//! two different rows give the same bytes and anybody can write the encoding again in ten lines.
//!
//! ```text
//! cairn.audit.entry.v1⏎          the format's name
//! seq=i7⏎                        a whole number
//! actor_id=n⏎                    nothing
//! action=t6:opened⏎              text: its length in bytes, a colon, the bytes (UTF-8)
//! ```

use serde::{Deserialize, Serialize};

use crate::hash::{self, Hash};

/// The value of a column. In JSON: `null`, a number, a string.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Field {
    Nothing,
    Integer(i64),
    Text(String),
}

/// The bytes of a row under the name of its format.
pub fn encode<'a>(format: &str, fields: impl IntoIterator<Item = (&'a str, &'a Field)>) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(512);
    bytes.extend_from_slice(format.as_bytes());
    bytes.push(b'\n');
    for (name, field) in fields {
        bytes.extend_from_slice(name.as_bytes());
        match field {
            Field::Nothing => bytes.extend_from_slice(b"=n"),
            Field::Integer(number) => {
                bytes.extend_from_slice(b"=i");
                bytes.extend_from_slice(number.to_string().as_bytes());
            }
            Field::Text(text) => {
                bytes.extend_from_slice(b"=t");
                bytes.extend_from_slice(text.len().to_string().as_bytes());
                bytes.push(b':');
                bytes.extend_from_slice(text.as_bytes());
            }
        }
        bytes.push(b'\n');
    }
    bytes
}

/// The leaf hash of a row.
pub fn leaf_of<'a>(format: &str, fields: impl IntoIterator<Item = (&'a str, &'a Field)>) -> Hash {
    hash::leaf(&encode(format, fields))
}
