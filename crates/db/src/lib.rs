//! The one place where a database driver is named.
//!
//! The rooms of the application write SQL once, with `$1` placeholders, in the subset that SQLite and
//! PostgreSQL share, and run it on a [`Tx`]. What differs between the two stands in [`dialect`], both texts side
//! by side. Store functions are ordinary synchronous functions; [`Db::read`] and [`Db::write`] carry a closure to
//! a database thread and bring its answer back, so no room knows about connections, pools or async.
//!
//! Promise: when [`Db::write`] has returned `Ok`, the change survives `kill -9` and power loss. On SQLite that is
//! WAL with `synchronous=FULL`; writes that wait while another commit is on its way to the disk share the next
//! one (group commit), each in a savepoint of its own, so that one refusal does not undo its neighbors.
//!
//! What people said is sealed: [`Tx::seal`] on the way in, and [`Row::get`] opens it on the way out, with data keys that
//! are kept wrapped in the database and the [`cairn_seal::Keyring`] of [`Options`], which is not in it.
//!
//! What this crate may never do: build SQL from values, log a value, or put a value into an error.

pub mod dialect;
mod error;
mod keys;
mod migrate;
mod pool;
mod postgres;
mod row;
mod sqlite;
mod tx;
mod value;

pub use dialect::Dialect;
pub use error::{Error, Result};
pub use keys::DESTROYED;
pub use migrate::{Migration, MigrationState, migrate, migration_states};
pub use pool::{Db, Options};
pub use row::Row;
pub use tx::Tx;
pub use value::{FromValue, Value};

/// The values of a statement, in the order of its placeholders: `params![id, name, at]`.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => { &[$($crate::Value::from($value)),*] as &[$crate::Value] };
}
