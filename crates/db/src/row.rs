//! One row of an answer, read by column name.

use crate::{Error, FromValue, Result, Value};

pub struct Row<'a>(pub(crate) Inner<'a>);

pub(crate) enum Inner<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a postgres::Row),
}

impl Row<'_> {
    /// The column as `T`. Errors name the column and the kind found, never the value.
    pub fn get<T: FromValue>(&self, column: &str) -> Result<T> {
        let value = match &self.0 {
            Inner::Sqlite(row) => crate::sqlite::column(row, column)?,
            Inner::Postgres(row) => crate::postgres::column(row, column)?,
        };
        T::from_value(value).map_err(|reason| Error::Column { column: column.to_string(), reason })
    }

    /// The column as it is stored: for hashes of rows, which must not depend on keys.
    pub fn stored(&self, column: &str) -> Result<Value> {
        match &self.0 {
            Inner::Sqlite(row) => crate::sqlite::column(row, column),
            Inner::Postgres(row) => crate::postgres::column(row, column),
        }
    }

    /// All columns in order, for exports and comparisons.
    pub fn values(&self) -> Result<Vec<(String, Value)>> {
        match &self.0 {
            Inner::Sqlite(row) => {
                let names: Vec<String> = row.as_ref().column_names().map(|n| n.to_string()).collect();
                names.into_iter().map(|n| Ok((n.clone(), crate::sqlite::column(row, &n)?))).collect()
            }
            Inner::Postgres(row) => row
                .columns()
                .iter()
                .map(|c| Ok((c.name().to_string(), crate::postgres::column(row, c.name())?)))
                .collect(),
        }
    }
}
