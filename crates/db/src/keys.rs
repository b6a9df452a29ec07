//! Data keys: made at first use, opened once, kept in memory.
//!
//! All are loaded when the database is opened. A key that a transaction makes is the transaction's own until it has
//! committed: what is rolled back takes its keys along, and nobody else seals with them meanwhile. A key that another
//! node made is fetched over a connection of its own, never from the query whose rows need it.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use cairn_seal::{DataKey, Keyring, Kind, Wrapped, sealed};
use uuid::Uuid;

use crate::tx::Inner;
use crate::{Error, Result, Row, Tx, Value, dialect, params, postgres, sqlite};

/// What a person reads in the place of words whose key was destroyed.
pub const DESTROYED: &str = "—";

const KEY: &str = "SELECT wrapped, program_key FROM data_keys WHERE subject_id = $1";
const MAKE: &str = "INSERT INTO data_keys (subject_id, wrapped, program_key)
    SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT)
    WHERE NOT EXISTS (SELECT 1 FROM retired_program_keys WHERE id = $3)
    ON CONFLICT (subject_id) DO NOTHING";

/// Shared by all threads of one database handle.
#[derive(Clone)]
pub(crate) struct Keys(Arc<Shared>);

struct Shared {
    ring: Keyring,
    known: RwLock<HashMap<Uuid, Known>>,
    source: Mutex<Source>,
}

#[derive(Clone)]
enum Known {
    Key(Arc<DataKey>),
    /// Destroyed, or not there at all.
    Gone,
}

/// Where keys that are not in memory are fetched. Connected at the first need.
pub(crate) enum Source {
    Sqlite(PathBuf, Option<rusqlite::Connection>),
    Postgres(String, Option<::postgres::Client>),
}

impl Keys {
    /// Loads every key; refuses when the ring does not fit the database.
    pub(crate) fn open(ring: Keyring, source: Source) -> Result<Keys> {
        let keys = Keys(Arc::new(Shared { ring, known: RwLock::default(), source: Mutex::new(source) }));
        keys.at_source(|tx| {
            let tables = tx.all(dialect::tables(tx.dialect()), &[], |row| row.get::<String>("name"))?;
            if !tables.iter().any(|name| name == "data_keys") {
                return Ok(());
            }
            compare_mark(tx)?;
            let mut missing = std::collections::BTreeSet::new();
            let sql = "SELECT subject_id, wrapped, program_key FROM data_keys WHERE wrapped IS NOT NULL";
            tx.each(sql, &[], |row| {
                let subject = row.get("subject_id")?;
                match read_key(&keys.0.ring, subject, row)? {
                    Ok(known) => keys.keep(subject, known),
                    Err(cairn_seal::Error::UnknownProgramKey(id)) => drop(missing.insert(id)),
                    Err(error) => return Err(Error::Sealing(error.to_string())),
                }
                Ok(())
            })?;
            if missing.is_empty() {
                return Ok(());
            }
            let missing: Vec<_> = missing.into_iter().collect();
            Err(Error::Sealing(format!(
                "the database is sealed with keys that are not in the key file ({}): put back the key file that \
                 belongs to it",
                missing.join(", ")
            )))
        })?;
        keys.disconnect();
        Ok(keys)
    }

    /// No keys at all: what is sealed cannot be opened, what is not can be read.
    pub(crate) fn none(source: Source) -> Keys {
        let ring = Keyring::new([0; 32], ("none".to_string(), [0; 32]));
        Keys(Arc::new(Shared { ring, known: RwLock::default(), source: Mutex::new(source) }))
    }

    /// The connection for keys is seldom needed: a server's places are few.
    fn disconnect(&self) {
        match &mut *self.0.source.lock().unwrap_or_else(PoisonError::into_inner) {
            Source::Sqlite(_, open) => *open = None,
            Source::Postgres(_, open) => *open = None,
        }
    }

    fn cached(&self, subject: Uuid) -> Option<Known> {
        self.0.known.read().unwrap_or_else(PoisonError::into_inner).get(&subject).cloned()
    }

    fn keep(&self, subject: Uuid, known: Known) {
        self.0.known.write().unwrap_or_else(PoisonError::into_inner).insert(subject, known);
    }

    fn fetch(&self, subject: Uuid) -> Result<Known> {
        let found =
            self.at_source(|tx| tx.maybe(KEY, params![subject], |row| read_key(&self.0.ring, subject, row)))?;
        let known = found.unwrap_or(Ok(Known::Gone)).map_err(not_in_this_ring)?;
        self.keep(subject, known.clone());
        Ok(known)
    }

    /// Runs `work` on the connection for keys, on a new one if the old one has gone away.
    fn at_source<T>(&self, work: impl Fn(&mut Tx<'_>) -> Result<T>) -> Result<T> {
        let sealing = Sealing::new(self.clone());
        let mut source = self.0.source.lock().unwrap_or_else(PoisonError::into_inner);
        match &mut *source {
            Source::Sqlite(path, open) => {
                let connection = match open {
                    Some(connection) => connection,
                    None => open.insert(sqlite::open(path, true)?),
                };
                work(&mut Tx::new(Inner::Sqlite(connection), &sealing))
            }
            Source::Postgres(url, open) => {
                if open.as_mut().is_none_or(|client| client.is_valid(postgres::PATIENCE).is_err()) {
                    *open = Some(postgres::connect(url)?);
                }
                let Some(client) = open else { return Err(Error::Unavailable("no connection".to_string())) };
                postgres::once(client, &sealing, work)
            }
        }
    }
}

fn read_key(
    ring: &Keyring,
    subject: Uuid,
    row: &Row<'_>,
) -> Result<std::result::Result<Known, cairn_seal::Error>> {
    let Some(text) = row.get::<Option<String>>("wrapped")? else { return Ok(Ok(Known::Gone)) };
    let wrapped = Wrapped { program_key: row.get("program_key")?, text };
    Ok(ring.unwrap(subject, &wrapped).map(|key| Known::Key(Arc::new(key))))
}

/// A data key that was made after this server had read its ring.
fn not_in_this_ring(error: cairn_seal::Error) -> Error {
    Error::Sealing(format!("{error}: start this server again, so that it reads the key file as it is now"))
}

fn compare_mark(tx: &mut Tx<'_>) -> Result<()> {
    let kept =
        tx.maybe("SELECT mark FROM key_marks WHERE name = 'index'", &[], |row| row.get::<Value>("mark"))?;
    match kept {
        Some(mark) if mark != tx.blind("key_marks", "index") => Err(Error::Sealing(
            "the index key in the key file is not the one this database was made with: put back the key file that \
             belongs to it"
                .to_string(),
        )),
        _ => Ok(()),
    }
}

/// What transactions that commit together know of keys.
pub(crate) struct Sealing {
    keys: Keys,
    made: RefCell<Made>,
}

#[derive(Default)]
struct Made {
    /// Made or destroyed here and not committed yet.
    known: HashMap<Uuid, Known>,
    /// What stood in `known` before each change, for going back.
    before: Vec<(Uuid, Option<Known>)>,
}

impl Sealing {
    pub(crate) fn new(keys: Keys) -> Sealing {
        Sealing { keys, made: RefCell::default() }
    }

    /// A point to go back to.
    pub(crate) fn mark(&self) -> usize {
        self.made.borrow().before.len()
    }

    pub(crate) fn roll_back(&self, mark: usize) {
        let mut made = self.made.borrow_mut();
        while made.before.len() > mark {
            match made.before.pop() {
                Some((subject, Some(known))) => drop(made.known.insert(subject, known)),
                Some((subject, None)) => drop(made.known.remove(&subject)),
                None => return,
            }
        }
    }

    /// The transaction has committed: from now on its keys are everybody's.
    pub(crate) fn publish(&self) {
        let made = self.made.take();
        for (subject, known) in made.known {
            self.keys.keep(subject, known);
        }
    }

    fn change(&self, subject: Uuid, known: Known) {
        let mut made = self.made.borrow_mut();
        let before = made.known.insert(subject, known);
        made.before.push((subject, before));
    }

    /// A value as it was before it was sealed; others as they are.
    pub(crate) fn open(&self, column: &str, value: Value) -> Result<Value> {
        let Value::Text(text) = value else { return Ok(value) };
        if !sealed::is_sealed(&text) {
            return Ok(Value::Text(text));
        }
        let changed = || Error::Column {
            column: column.to_string(),
            reason: "was changed after it was sealed".to_string(),
        };
        let parsed = sealed::parse(&text).ok_or_else(changed)?;
        let known = self.made.borrow().known.get(&parsed.subject).cloned();
        let known = match known.or_else(|| self.keys.cached(parsed.subject)) {
            Some(known) => known,
            None => self.keys.fetch(parsed.subject)?,
        };
        match (known, parsed.kind) {
            (Known::Key(key), kind) => parsed.open(&key).ok().and_then(|bytes| value_from(kind, bytes)),
            (Known::Gone, Kind::Words) => Some(Value::Text(DESTROYED.to_string())),
            (Known::Gone, _) => Some(Value::Null),
        }
        .ok_or_else(changed)
    }
}

fn value_from(kind: Kind, bytes: Vec<u8>) -> Option<Value> {
    Some(match kind {
        Kind::Words | Kind::Data => Value::Text(String::from_utf8(bytes).ok()?),
        Kind::Integer => Value::Integer(i64::from_le_bytes(bytes.as_slice().try_into().ok()?)),
        Kind::Real => Value::Real(f64::from_le_bytes(bytes.as_slice().try_into().ok()?)),
    })
}

impl Tx<'_> {
    /// Words of a subject (a person, a first call, a family), sealed with the subject's key, which is made at first use.
    /// Reading a column opens it; SQL cannot compare, sort or search it. A destroyed key leaves [`DESTROYED`].
    pub fn seal(&self, subject: impl Into<Uuid>, words: &str) -> Result<Value> {
        self.close(subject.into(), Kind::Words, words.as_bytes())
    }

    /// [`Self::seal`] for words that may be missing.
    pub fn seal_some(&self, subject: impl Into<Uuid>, words: Option<&str>) -> Result<Value> {
        words.map_or(Ok(Value::Null), |words| self.seal(subject, words))
    }

    /// Seals what the program reads rather than a person: a date, a code, JSON, a number. Nothing stays nothing, and a
    /// destroyed key leaves nothing. The column is TEXT whatever the value is.
    pub fn seal_data(&self, subject: impl Into<Uuid>, value: impl Into<Value>) -> Result<Value> {
        let subject = subject.into();
        match value.into() {
            Value::Null => Ok(Value::Null),
            Value::Text(text) => self.close(subject, Kind::Data, text.as_bytes()),
            Value::Integer(number) => self.close(subject, Kind::Integer, &number.to_le_bytes()),
            Value::Real(number) => self.close(subject, Kind::Real, &number.to_le_bytes()),
            Value::Blob(_) => Err(Error::Sealing("bytes are not sealed in a column".to_string())),
        }
    }

    /// A mark for exact look-ups in an indexed column: equal texts of one index have equal marks, and a mark tells
    /// nothing. `index` names table and column ("people.email"); the caller brings `text` into one form first.
    pub fn blind(&self, index: &str, text: &str) -> Value {
        Value::Text(self.sealing.keys.0.ring.blind(index, text))
    }

    /// Destroys a subject's key: nothing sealed with it opens again, here or in a later copy of the database. Other
    /// nodes hold what they have in memory until they start anew. Whether there was a key to destroy.
    pub fn destroy_key(&mut self, subject: impl Into<Uuid>, at: jiff::Timestamp) -> Result<bool> {
        let subject = subject.into();
        let sql = "UPDATE data_keys SET wrapped = NULL, destroyed_at = $2
            WHERE subject_id = $1 AND wrapped IS NOT NULL";
        let destroyed = self.execute(sql, params![subject, at])?;
        self.sealing.change(subject, Known::Gone);
        Ok(destroyed > 0)
    }

    fn close(&self, subject: Uuid, kind: Kind, content: &[u8]) -> Result<Value> {
        let key = self.key_for(subject)?;
        Ok(Value::Text(sealed::seal(&key, subject, (kind, content), random()?)))
    }

    fn key_for(&self, subject: Uuid) -> Result<Arc<DataKey>> {
        let made = self.sealing.made.borrow().known.get(&subject).cloned();
        match made.or_else(|| self.sealing.keys.cached(subject)) {
            Some(Known::Key(key)) => Ok(key),
            _ => self.make_key(subject),
        }
    }

    fn make_key(&self, subject: Uuid) -> Result<Arc<DataKey>> {
        let (key, ring) = (Arc::new(DataKey::new(random()?)), &self.sealing.keys.0.ring);
        let wrapped = ring.wrap(subject, &key, random()?);
        if self.inner.execute(MAKE, params![subject, &wrapped.text, &wrapped.program_key])? > 0 {
            self.sealing.change(subject, Known::Key(key.clone()));
            return Ok(key);
        }
        let mut found = None;
        self.inner.each(KEY, params![subject], self.sealing, &mut |row| {
            found = Some(read_key(ring, subject, row)?);
            Ok(())
        })?;
        match found {
            Some(Ok(Known::Key(key))) => {
                self.sealing.change(subject, Known::Key(key.clone()));
                Ok(key)
            }
            Some(Ok(Known::Gone)) => Err(Error::Sealing("the key of what is to be kept was destroyed".to_string())),
            Some(Err(error)) => Err(not_in_this_ring(error)),
            None => Err(Error::Sealing(
                "the program key was retired while this server ran: start it again, so that it reads the new one"
                    .to_string(),
            )),
        }
    }

    /// Notes which keyring this database belongs to, at the first start, and compares at every later one.
    pub fn remember_keyring(&mut self) -> Result<()> {
        let sql = "INSERT INTO key_marks (name, mark) VALUES ('index', $1) ON CONFLICT (name) DO NOTHING";
        let mark = self.blind("key_marks", "index");
        self.execute(sql, &[mark])?;
        compare_mark(self)
    }

    /// The program keys that data keys are wrapped with, and how many with each.
    pub fn program_keys_in_use(&mut self) -> Result<Vec<(String, i64)>> {
        let sql = "SELECT program_key, COUNT(*) AS n FROM data_keys WHERE wrapped IS NOT NULL
            GROUP BY program_key ORDER BY program_key";
        self.all(sql, &[], |row| Ok((row.get("program_key")?, row.get("n")?)))
    }

    /// Wraps up to `most` data keys anew that are not wrapped with the current program key; how many those were.
    pub fn rewrap(&mut self, most: i64) -> Result<usize> {
        let ring = self.sealing.keys.0.ring.clone();
        let sql = "SELECT subject_id, wrapped, program_key FROM data_keys
            WHERE program_key <> $1 AND wrapped IS NOT NULL ORDER BY subject_id LIMIT $2";
        let old = self.all(sql, params![ring.current(), most], |row| {
            let wrapped = Wrapped { program_key: row.get("program_key")?, text: row.get("wrapped")? };
            Ok((row.get::<Uuid>("subject_id")?, wrapped))
        })?;
        for (subject, wrapped) in &old {
            let key = ring.unwrap(*subject, wrapped).map_err(|error| Error::Sealing(error.to_string()))?;
            let again = ring.wrap(*subject, &key, random()?);
            // Unchanged since: a key destroyed meanwhile must stay destroyed.
            self.execute(
                "UPDATE data_keys SET wrapped = $2, program_key = $3 WHERE subject_id = $1 AND wrapped = $4",
                params![*subject, &again.text, &again.program_key, &wrapped.text],
            )?;
        }
        Ok(old.len())
    }

    /// From here on no data key may be wrapped with this program key.
    pub fn retire_program_key(&mut self, id: &str, at: jiff::Timestamp) -> Result<()> {
        let sql =
            "INSERT INTO retired_program_keys (id, retired_at) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING";
        self.execute(sql, params![id, at]).map(drop)
    }
}

/// Random bytes for keys and nonces: of the operating system always, for the demo and for tests too. A nonce from a
/// seed would be the same twice.
fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map_err(|_| Error::Unavailable("the operating system gives no random bytes".to_string()))?;
    Ok(bytes)
}
