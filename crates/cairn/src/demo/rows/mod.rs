//! One struct a table, its fields named as the table's columns: what the history is written with.
//!
//! The rooms' own store functions ask for proof that somebody opened a record at a desk. Two years of made-up
//! history have no desk, so the demo writes rows; that they fit the schema is checked by the database itself.

macro_rules! rows {
    ($($name:ident in $table:ident { $($column:ident: $kind:ty),* $(,)? })*) => {$(
        pub struct $name { $(pub $column: $kind),* }

        impl $name {
            pub fn put(self, tx: &mut cairn_db::Tx<'_>) -> Result<(), cairn_db::Error> {
                static TEXT: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| {
                    super::insertion(stringify!($table), &[$(stringify!($column)),*])
                });
                let mut values = [$(cairn_db::Value::from(self.$column)),*];
                crate::sealing::seal_row(tx, stringify!($table), &[$(stringify!($column)),*], &mut values)?;
                tx.execute(&TEXT, &values).map(drop)
            }
        }
    )*};
}
mod calls;
mod contact;
mod crisis;
mod dyads;
mod follow_up;
mod groups;
mod matching;
mod measures;
mod messages;
mod need;
mod phone;
mod privacy;
mod reciprocity;
mod relationships;
mod reminders;
mod sessions;
mod tablets;
mod tools;

pub use calls::*;
pub use contact::*;
pub use crisis::*;
pub use dyads::*;
pub use follow_up::*;
pub use groups::*;
pub use matching::*;
pub use measures::*;
pub use messages::*;
pub use need::*;
pub use phone::*;
pub use privacy::*;
pub use reciprocity::*;
pub use relationships::*;
pub use reminders::*;
pub use sessions::*;
pub use tablets::*;
pub use tools::*;

/// The text of an insertion into every named column.
fn insertion(table: &str, columns: &[&str]) -> String {
    let places: Vec<String> = (1..=columns.len()).map(|place| format!("${place}")).collect();
    ["INSERT INTO ", table, " (", &columns.join(", "), ") VALUES (", &places.join(", "), ")"].concat()
}
