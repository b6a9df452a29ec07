//! Every definition there is: those that Cairn ships, and the packs that the program brought itself.
//!
//! A definition never changes: another word is another version. So one that was read once is kept for as long as the
//! process runs, by its hash, and every page that shows an answer reads the very text that was asked. The catalog that
//! ships comes first; the database is asked only for what is not in it.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use cairn_db::{Error, Tx, params};
use cairn_instruments::Definition;

/// By hash. It grows by one for each version that a program adds, a handful over the years.
static KEPT: LazyLock<Mutex<BTreeMap<String, &'static Definition>>> = LazyLock::new(Mutex::default);

fn kept(hash: &str) -> Option<&'static Definition> {
    KEPT.lock().unwrap_or_else(PoisonError::into_inner).get(hash).copied()
}

/// Keeps a definition; the one that is there already for the same hash.
fn keep(definition: Definition) -> &'static Definition {
    let mut all = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = all.get(definition.hash()).copied() {
        return known;
    }
    let hash = definition.hash().to_string();
    let kept: &'static Definition = Box::leak(Box::new(definition));
    all.insert(hash, kept);
    kept
}

/// A version as it is known here; none when nobody ever brought it.
pub fn find(tx: &mut Tx<'_>, id: &str, version: &str) -> Result<Option<&'static Definition>, Error> {
    if let Ok(shipped) = cairn_instruments::find(id, Some(version)) {
        return Ok(Some(shipped));
    }
    let pack: Option<String> = tx.maybe(
        "SELECT definition_hash FROM instrument_packs WHERE instrument = $1 AND version = $2",
        params![id, version],
        |row| row.get("definition_hash"),
    )?;
    let Some(hash) = pack else { return Ok(None) };
    if let Some(known) = kept(&hash) {
        return Ok(Some(known));
    }
    let source: String = tx.one(
        "SELECT source FROM instrument_packs WHERE instrument = $1 AND version = $2",
        params![id, version],
        |row| row.get("source"),
    )?;
    // What was taken in was read whole before it was stored.
    Ok(Definition::from_questionnaire(&source).ok().map(keep))
}

/// Every version, shipped ones first, then packs in the order in which they came.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<&'static Definition>, Error> {
    let mut found: Vec<&'static Definition> = cairn_instruments::all().iter().collect();
    let packs: Vec<(String, String)> =
        tx.all("SELECT instrument, version FROM instrument_packs ORDER BY added_at, id", &[], |row| {
            Ok((row.get("instrument")?, row.get("version")?))
        })?;
    for (id, version) in packs {
        found.extend(find(tx, &id, &version)?);
    }
    Ok(found)
}

/// The newest version: of what the program brought, or else of what ships.
pub fn newest(tx: &mut Tx<'_>, id: &str) -> Result<Option<&'static Definition>, Error> {
    Ok(all(tx)?.into_iter().rfind(|definition| definition.id == id))
}

/// A version that ships or was read before ([`all`] reads every one), for words that are made away from the database.
pub fn known(id: &str, version: &str) -> Option<&'static Definition> {
    if let Ok(shipped) = cairn_instruments::find(id, Some(version)) {
        return Some(shipped);
    }
    let all = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    all.values().find(|one| one.id == id && one.version == version).copied()
}
