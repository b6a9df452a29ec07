//! One row of an answer, read by column name.

use crate::{Error, FromValue, Result, Value, keys::Sealing};

pub struct Row<'a> {
    pub(crate) inner: Inner<'a>,
    pub(crate) sealing: &'a Sealing,
}

pub(crate) enum Inner<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a postgres::Row),
}

impl Row<'_> {
    /// The column as `T`, opened if it is sealed. Errors name the column and the kind found, never the value.
    pub fn get<T: FromValue>(&self, column: &str) -> Result<T> {
        let value = self.sealing.open(column, self.stored(column)?)?;
        T::from_value(value).map_err(|reason| Error::Column { column: column.to_string(), reason })
    }

    /// The column as it is stored: for hashes of rows, which must not depend on keys.
    pub fn stored(&self, column: &str) -> Result<Value> {
        match &self.inner {
            Inner::Sqlite(row) => crate::sqlite::column(row, column),
            Inner::Postgres(row) => crate::postgres::column(row, column),
        }
    }

    /// All columns in order, opened, for exports and comparisons.
    pub fn values(&self) -> Result<Vec<(String, Value)>> {
        let names: Vec<String> = match &self.inner {
            Inner::Sqlite(row) => row.as_ref().column_names().map(|name| name.to_string()).collect(),
            Inner::Postgres(row) => row.columns().iter().map(|column| column.name().to_string()).collect(),
        };
        names.into_iter().map(|name| Ok((name.clone(), self.get::<Value>(&name)?))).collect()
    }

    /// Every column in order as it is stored, sealed where it is sealed: for backups.
    pub fn all_stored(&self) -> Result<Vec<Value>> {
        let names: Vec<String> = match &self.inner {
            Inner::Sqlite(row) => row.as_ref().column_names().map(|name| name.to_string()).collect(),
            Inner::Postgres(row) => row.columns().iter().map(|column| column.name().to_string()).collect(),
        };
        names.iter().map(|name| self.stored(name)).collect()
    }
}
