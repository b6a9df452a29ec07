//! A transaction: what a store function works on.

use std::cell::RefCell;
use std::collections::VecDeque;

use crate::{Dialect, Error, Result, Row, Value, keys::Sealing, postgres::PostgresTx};

/// A running transaction on one of the two databases. Reads see one consistent state; writes are all or nothing
/// and durable once the closure given to [`crate::Db::write`] has returned `Ok` and the call itself has.
///
/// A refused statement ends the transaction: PostgreSQL accepts nothing after one, so a store function checks
/// before it writes, or hands the error on.
pub struct Tx<'a> {
    pub(crate) inner: Inner<'a>,
    pub(crate) sealing: &'a Sealing,
    /// What is to be done when everything else is done.
    last: VecDeque<Last>,
}

type Last = Box<dyn FnOnce(&mut Tx<'_>) -> Result<()>>;

pub(crate) enum Inner<'a> {
    Sqlite(&'a rusqlite::Connection),
    /// In a cell, so that a value may be sealed while a statement's parameters are gathered.
    Postgres(RefCell<PostgresTx<'a>>),
}

impl Inner<'_> {
    pub(crate) fn execute(&self, sql: &str, params: &[Value]) -> Result<u64> {
        match self {
            Inner::Sqlite(connection) => crate::sqlite::execute(connection, sql, params),
            Inner::Postgres(tx) => tx.borrow_mut().execute(sql, params),
        }
    }

    pub(crate) fn each(
        &self,
        sql: &str,
        params: &[Value],
        sealing: &Sealing,
        each: &mut dyn FnMut(&Row<'_>) -> Result<()>,
    ) -> Result<()> {
        match self {
            Inner::Sqlite(connection) => crate::sqlite::each(connection, (sql, params), sealing, each),
            Inner::Postgres(tx) => tx.borrow_mut().each((sql, params), sealing, each),
        }
    }
}

impl<'a> Tx<'a> {
    pub(crate) fn new(inner: Inner<'a>, sealing: &'a Sealing) -> Tx<'a> {
        Tx { inner, sealing, last: VecDeque::new() }
    }
}

impl Tx<'_> {
    /// Leaves `work` for the end: it is done after everything else in this transaction has succeeded, right before
    /// the commit, in the order of the calls. For what takes a lock that others wait for. If it fails, nothing of the
    /// transaction is kept.
    pub fn before_commit(&mut self, work: impl FnOnce(&mut Tx<'_>) -> Result<()> + 'static) {
        self.last.push_back(Box::new(work));
    }

    pub(crate) fn finish(&mut self) -> Result<()> {
        while let Some(work) = self.last.pop_front() {
            work(self)?;
        }
        Ok(())
    }

    pub fn dialect(&self) -> Dialect {
        match self.inner {
            Inner::Sqlite(_) => Dialect::Sqlite,
            Inner::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Runs a statement; the number of rows it changed.
    pub fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64> {
        self.inner.execute(sql, params)
    }

    /// Runs a query and hands each row to `each`, without holding the whole answer in memory.
    pub fn each(
        &mut self,
        sql: &str,
        params: &[Value],
        mut each: impl FnMut(&Row<'_>) -> Result<()>,
    ) -> Result<()> {
        self.inner.each(sql, params, self.sealing, &mut each)
    }

    /// All rows of a query. Lists that people grow are asked for a page at a time.
    pub fn all<T>(
        &mut self,
        sql: &str,
        params: &[Value],
        mut read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut rows = Vec::new();
        self.each(sql, params, |row| {
            rows.push(read(row)?);
            Ok(())
        })?;
        Ok(rows)
    }

    /// The first row of a query, if there is one.
    pub fn maybe<T>(
        &mut self,
        sql: &str,
        params: &[Value],
        read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        Ok(self.all(sql, params, read)?.into_iter().next())
    }

    /// The one row of a query; [`Error::NoRow`] if there is none.
    pub fn one<T>(
        &mut self,
        sql: &str,
        params: &[Value],
        read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<T> {
        self.maybe(sql, params, read)?.ok_or(Error::NoRow)
    }

    /// A single number, for `SELECT COUNT(*) AS n …`: the column must be called `n`.
    pub fn count(&mut self, sql: &str, params: &[Value]) -> Result<i64> {
        self.one(sql, params, |row| row.get("n"))
    }

    /// Runs several statements without values: migrations.
    pub fn script(&mut self, sql: &str) -> Result<()> {
        match &mut self.inner {
            Inner::Sqlite(connection) => Ok(connection.execute_batch(sql)?),
            Inner::Postgres(tx) => tx.get_mut().script(sql),
        }
    }
}
