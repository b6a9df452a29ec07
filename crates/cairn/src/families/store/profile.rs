//! What a family says of itself. Each saving replaces the earlier one: these are settings of theirs.

use cairn_db::{Error, Tx, params};
use cairn_matching::{SaidTrait, Showing, Trait};
use jiff::Timestamp;

use crate::access::Seat;
use crate::ids::{FamilyId, RowId};

/// A family's own settings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// How another family may call them.
    pub called: Option<String>,
    pub meets_families: bool,
    pub traits: Vec<SaidTrait>,
}

pub fn profile(tx: &mut Tx<'_>, family: FamilyId) -> Result<Profile, Error> {
    let own = tx.maybe(
        "SELECT called, meets_families FROM family_profiles WHERE family_id = $1",
        params![family],
        |row| Ok((row.get::<Option<String>>("called")?, row.get::<bool>("meets_families")?)),
    )?;
    let (called, meets_families) = own.unwrap_or_default();
    let told = tx.all(
        "SELECT kind, value, showing FROM family_traits WHERE family_id = $1 ORDER BY id",
        params![family],
        |row| {
            let kind = Trait::from_code(&row.get::<String>("kind")?);
            let showing = Showing::from_code(&row.get::<String>("showing")?);
            let value: Option<String> = row.get("value")?;
            Ok(kind.zip(showing).zip(value).map(|((kind, showing), value)| SaidTrait {
                kind,
                value,
                showing,
            }))
        },
    )?;
    Ok(Profile { called, meets_families, traits: told.into_iter().flatten().collect() })
}

pub fn save(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (family, new): (FamilyId, &Profile),
    now: Timestamp,
    mut id: impl FnMut() -> RowId,
) -> Result<(), Error> {
    tx.execute("DELETE FROM family_traits WHERE family_id = $1", params![family])?;
    for told in &new.traits {
        tx.execute(
            "INSERT INTO family_traits (id, family_id, kind, value, showing, told_at, told_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            params![
                id(),
                family,
                told.kind.code(),
                tx.seal_data(family, &told.value)?,
                told.showing.code(),
                now,
                seat.person()
            ],
        )?;
    }
    tx.execute(
        "INSERT INTO family_profiles (family_id, called, meets_families, told_at, told_by)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (family_id) DO UPDATE SET called = excluded.called, meets_families = excluded.meets_families,
            told_at = excluded.told_at, told_by = excluded.told_by",
        params![family, tx.seal_some(family, new.called.as_deref())?, new.meets_families, now, seat.person()],
    )?;
    Ok(())
}
