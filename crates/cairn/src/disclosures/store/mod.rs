//! Every statement of the room. A row of the ledger is appended and read; nothing changes or removes one.

pub(super) mod content;
pub mod emergencies;
pub(super) mod groups;
pub mod ledger;
pub mod links;
pub mod received;
pub mod recipients;
pub mod requests;
pub mod restrictions;
pub(super) mod worksheets;

use cairn_db::{Error, Row};

/// Codes in a column.
pub(super) fn codes(row: &Row<'_>, column: &str) -> Result<Vec<String>, Error> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text)
        .map_err(|_| Error::Column { column: column.to_string(), reason: "not a list of codes".to_string() })
}

/// Codes for a column.
pub(super) fn list(codes: &[String]) -> String {
    serde_json::Value::from(codes.to_vec()).to_string()
}
