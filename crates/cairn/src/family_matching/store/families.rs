//! Families as matching sees them: for ranking, not for showing.

use std::collections::{BTreeMap, BTreeSet};

use cairn_db::{Error, Tx, params};
use cairn_matching::{Family, SaidTrait, Showing, Trait};
use jiff::Timestamp;

use crate::access::Seat;
use crate::ids::{FamilyId, PersonId, RowId, SupporterId};

/// A family with what only one side of the rules needs.
#[derive(Debug, Clone, Default)]
pub struct Known {
    pub profile: Family,
    /// The language of whoever came first.
    pub first_language: String,
    /// Everybody in it: nobody supports their own family.
    pub people: BTreeSet<PersonId>,
    pub supporter_conflicts: Vec<String>,
    pub past_supporters: BTreeSet<String>,
    /// Has a supporter, or waits for one that was chosen.
    pub has_supporter: bool,
}

/// Every family whose support has not ended, by id.
pub fn all(tx: &mut Tx<'_>, _seat: &Seat) -> Result<BTreeMap<FamilyId, Known>, Error> {
    let mut known: BTreeMap<FamilyId, Known> = BTreeMap::new();
    tx.each(
        "SELECT f.id, COALESCE(p.meets_families, 0) AS meets FROM families f
         LEFT JOIN family_profiles p ON p.family_id = f.id
         WHERE NOT EXISTS (SELECT 1 FROM family_endings e LEFT JOIN family_returns r ON r.ending_id = e.id
                           WHERE e.family_id = f.id AND r.ending_id IS NULL)",
        &[],
        |row| {
            let id: FamilyId = row.get("id")?;
            let profile = Family { id: id.to_string(), is_open: row.get("meets")?, ..Family::default() };
            known.insert(id, Known { profile, ..Known::default() });
            Ok(())
        },
    )?;
    members(tx, &mut known)?;
    tx.each("SELECT family_id, kind, value, showing FROM family_traits", &[], |row| {
        let kind = Trait::from_code(&row.get::<String>("kind")?);
        let showing = Showing::from_code(&row.get::<String>("showing")?);
        let value: Option<String> = row.get("value")?;
        let said = kind.zip(showing).zip(value);
        if let (Some(family), Some(((kind, showing), value))) = (known.get_mut(&row.get("family_id")?), said)
        {
            family.profile.traits.retain(|one| {
                !(one.kind == Trait::Relation && kind == Trait::Relation && one.value == value)
            });
            family.profile.traits.push(SaidTrait { kind, value, showing });
        }
        Ok(())
    })?;
    standing(tx, &mut known)?;
    Ok(known)
}

/// Languages, and what each member is to the person they care about: for matching only, until the family says more.
fn members(tx: &mut Tx<'_>, known: &mut BTreeMap<FamilyId, Known>) -> Result<(), Error> {
    tx.each(
        "SELECT m.family_id, m.person_id, m.relation, p.language FROM family_members m
         JOIN people p ON p.id = m.person_id ORDER BY m.registered_at, m.id",
        &[],
        |row| {
            let Some(family) = known.get_mut(&row.get("family_id")?) else { return Ok(()) };
            let language: String = row.get("language")?;
            if family.first_language.is_empty() {
                family.first_language.clone_from(&language);
            }
            family.profile.languages.insert(language);
            family.people.insert(row.get("person_id")?);
            let (value, showing) = (row.get("relation")?, Showing::MatchingOnly);
            family.profile.traits.push(SaidTrait { kind: Trait::Relation, value, showing });
            Ok(())
        },
    )
}

/// What stands between families, and between a family and supporters: conflicts, offers and matches, from both sides.
fn standing(tx: &mut Tx<'_>, known: &mut BTreeMap<FamilyId, Known>) -> Result<(), Error> {
    let mut pair = |one: FamilyId, other: Option<FamilyId>, mark: &dyn Fn(&mut Known, &str)| {
        let Some(other) = other else { return };
        for (left, right) in [(one, other), (other, one)] {
            if let Some(family) = known.get_mut(&left) {
                mark(family, &right.to_string());
            }
        }
    };
    tx.each("SELECT family_id, other_family_id FROM family_conflicts", &[], |row| {
        pair(row.get("family_id")?, row.get("other_family_id")?, &|family, other| {
            family.profile.conflicts.insert(other.to_string());
        });
        Ok(())
    })?;
    tx.each(
        "SELECT m.family_id, m.other_family_id, e.match_id AS ended FROM family_matches m
         LEFT JOIN family_match_endings e ON e.match_id = m.id",
        &[],
        |row| {
            let ended = row.get::<Option<RowId>>("ended")?.is_some();
            pair(row.get("family_id")?, row.get("other_family_id")?, &|family, other| {
                let list = if ended { &mut family.profile.past } else { &mut family.profile.current };
                list.insert(other.to_string());
            });
            Ok(())
        },
    )?;
    tx.each(
        "SELECT o.family_id, o.other_family_id, a.answer, c.answer AS acceptance FROM family_offers o
         JOIN family_offer_answers a ON a.offer_id = o.id LEFT JOIN family_acceptances c ON c.offer_id = o.id",
        &[],
        |row| {
            let (answer, accepted) = (row.get::<String>("answer")?, row.get::<Option<String>>("acceptance")?);
            let no = answer == "declined" || accepted.as_deref() == Some("declined");
            let waits = answer == "chosen" && accepted.is_none();
            pair(row.get("family_id")?, row.get("other_family_id")?, &|family, other| {
                if no {
                    family.profile.past.insert(other.to_string());
                } else if waits {
                    family.profile.current.insert(other.to_string());
                }
            });
            Ok(())
        },
    )?;
    with_supporters(tx, known)
}

fn with_supporters(tx: &mut Tx<'_>, known: &mut BTreeMap<FamilyId, Known>) -> Result<(), Error> {
    tx.each(
        "SELECT c.family_id, c.supporter_id, 'conflict' AS how FROM family_conflicts c WHERE c.supporter_id IS NOT NULL
         UNION ALL
         SELECT m.family_id, m.supporter_id, CASE WHEN e.match_id IS NULL THEN 'now' ELSE 'past' END AS how
         FROM family_matches m LEFT JOIN family_match_endings e ON e.match_id = m.id
         WHERE m.supporter_id IS NOT NULL
         UNION ALL
         SELECT o.family_id, o.supporter_id,
            CASE WHEN a.answer = 'declined' OR c.answer = 'declined' THEN 'past'
                 WHEN a.answer = 'chosen' AND c.offer_id IS NULL THEN 'now' ELSE '' END AS how
         FROM family_offers o JOIN family_offer_answers a ON a.offer_id = o.id
         LEFT JOIN family_acceptances c ON c.offer_id = o.id WHERE o.supporter_id IS NOT NULL",
        &[],
        |row| {
            let Some(family) = known.get_mut(&row.get("family_id")?) else { return Ok(()) };
            let supporter = row.get::<SupporterId>("supporter_id")?.to_string();
            match row.get::<String>("how")?.as_str() {
                "conflict" => family.supporter_conflicts.push(supporter),
                "past" => {
                    family.past_supporters.insert(supporter);
                }
                "now" => family.has_supporter = true,
                _ => {}
            }
            Ok(())
        },
    )
}

/// A conflict that somebody wrote down, for whoever coordinates.
pub struct ConflictLine {
    pub with: String,
    pub kind: String,
    pub recorded_at: Timestamp,
}

pub fn conflicts(tx: &mut Tx<'_>, _seat: &Seat, family: FamilyId) -> Result<Vec<ConflictLine>, Error> {
    tx.all(
        "SELECT c.kind, c.recorded_at, COALESCE(p.name, f.name) AS with_name FROM family_conflicts c
         LEFT JOIN peer_supporters s ON s.id = c.supporter_id LEFT JOIN people p ON p.id = s.person_id
         LEFT JOIN families f ON f.id = CASE WHEN c.family_id = $1 THEN c.other_family_id ELSE c.family_id END
         WHERE c.family_id = $1 OR c.other_family_id = $1 ORDER BY c.id",
        params![family],
        |row| {
            Ok(ConflictLine {
                with: row.get("with_name")?,
                kind: row.get("kind")?,
                recorded_at: row.get("recorded_at")?,
            })
        },
    )
}

pub struct NewConflict {
    pub id: RowId,
    pub family: FamilyId,
    pub supporter: Option<SupporterId>,
    pub other: Option<FamilyId>,
    pub kind: String,
}

pub fn add_conflict(tx: &mut Tx<'_>, seat: &Seat, new: &NewConflict, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO family_conflicts (id, family_id, supporter_id, other_family_id, kind, recorded_at, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![new.id, new.family, new.supporter, new.other, &new.kind, now, seat.person()],
    )?;
    Ok(())
}

/// Other families by name, for whoever coordinates.
pub fn others(tx: &mut Tx<'_>, _seat: &Seat, family: FamilyId) -> Result<Vec<(FamilyId, String)>, Error> {
    let mut others: Vec<(FamilyId, String)> = tx.all(
        "SELECT f.id, f.name FROM families f WHERE f.id <> $1
           AND NOT EXISTS (SELECT 1 FROM data_keys k WHERE k.subject_id = f.id AND k.destroyed_at IS NOT NULL)",
        params![family],
        |row| Ok((row.get("id")?, row.get("name")?)),
    )?;
    crate::people::names::sort_by_name(&mut others, |(id, name)| (name, *id));
    Ok(others)
}
