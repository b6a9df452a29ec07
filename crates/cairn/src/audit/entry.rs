//! The columns of an entry, and how they become the bytes of a leaf.

use cairn_db::{Error, Row, Value};
use cairn_proof::entry::leaf_of;
use cairn_proof::{Field, Hash};

use super::{Because, Entry, Stamp};

/// The first line of every leaf. A change of the columns gets a new one.
pub const ENCODING: &str = "cairn.audit.entry.v1";

/// Every column of the table, in the order of the encoding.
pub const COLUMNS: [&str; 11] = [
    "seq",
    "id",
    "at",
    "actor_id",
    "acting_as",
    "action",
    "participant_id",
    "object_kind",
    "object_id",
    "why",
    "reason",
];

/// An entry without its number.
pub struct NewRow(Vec<Field>);

impl NewRow {
    pub fn new(stamp: Stamp, entry: Entry, because: Because) -> Result<NewRow, Error> {
        let values: [Value; 10] = [
            stamp.id.into(),
            stamp.at.into(),
            stamp.actor.into(),
            entry.acting_as.into(),
            entry.act.code().into(),
            entry.participant.into(),
            entry.kind.into(),
            entry.id.into(),
            because.why.code().into(),
            because.reason,
        ];
        Ok(NewRow(values.into_iter().map(field).collect::<Result<_, _>>()?))
    }

    /// An entry from before the tree, read as it is stored.
    pub fn of_earlier(row: &Row<'_>) -> Result<NewRow, Error> {
        let old = |name: &&str| if *name == "why" { Ok(Field::Nothing) } else { field(row.stored(name)?) };
        Ok(NewRow(COLUMNS.iter().skip(1).map(old).collect::<Result<_, _>>()?))
    }

    /// The entry at its place.
    pub fn at(self, seq: i64) -> Fields {
        let mut fields = vec![Field::Integer(seq)];
        fields.extend(self.0);
        Fields(fields)
    }
}

/// The columns of an entry as they are stored, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields(Vec<Field>);

impl Fields {
    /// Reads a row with all [`COLUMNS`].
    pub fn read(row: &Row<'_>) -> Result<Fields, Error> {
        Ok(Fields(COLUMNS.iter().map(|name| field(row.stored(name)?)).collect::<Result<_, _>>()?))
    }

    pub fn seq(&self) -> i64 {
        match self.0.first() {
            Some(Field::Integer(seq)) => *seq,
            _ => 0,
        }
    }

    /// The same entry, said to be at another place.
    pub fn moved_to(mut self, seq: i64) -> Fields {
        if let Some(first) = self.0.first_mut() {
            *first = Field::Integer(seq);
        }
        self
    }

    pub fn leaf(&self) -> Hash {
        leaf_of(ENCODING, COLUMNS.iter().copied().zip(&self.0))
    }

    pub fn named(self) -> Vec<(String, Field)> {
        COLUMNS.iter().map(|name| name.to_string()).zip(self.0).collect()
    }

    pub fn values(&self) -> Vec<Value> {
        self.0
            .iter()
            .map(|field| match field {
                Field::Nothing => Value::Null,
                Field::Integer(number) => Value::Integer(*number),
                Field::Text(text) => Value::Text(text.clone()),
            })
            .collect()
    }
}

fn field(value: Value) -> Result<Field, Error> {
    match value {
        Value::Null => Ok(Field::Nothing),
        Value::Integer(number) => Ok(Field::Integer(number)),
        Value::Text(text) => Ok(Field::Text(text)),
        Value::Real(_) | Value::Blob(_) => {
            Err(Error::Statement("an audit entry holds whole numbers and text only".to_string()))
        }
    }
}
