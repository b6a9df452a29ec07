//! What a participant wishes for and will not do without, and everything else that decides who may be offered.

use std::collections::BTreeSet;

use cairn_db::{Error, Tx, params};
use cairn_matching::{Conflict, ConflictKind, Kind, Musts, Participant, Slot, Wish};
use jiff::Timestamp;

use super::supporters::{set_times, times};
use crate::access::{Record, Seat};
use crate::ids::{ParticipantId, PersonId, RowId, SupporterId};

/// What matters to a participant, as their page shows it.
pub struct Wishes {
    pub wishes: Vec<Wish>,
    pub language: String,
    pub supporter_gender: Option<String>,
    pub times: BTreeSet<Slot>,
}

pub fn wishes(tx: &mut Tx<'_>, record: &Record) -> Result<Wishes, Error> {
    let (language, supporter_gender) = limits(tx, record.participant())?;
    Ok(Wishes {
        wishes: told_wishes(tx, record.participant())?,
        language,
        supporter_gender,
        times: times(tx, record.person())?,
    })
}

/// Puts what was told now in the place of what was told earlier.
pub fn save(
    tx: &mut Tx<'_>,
    record: &Record,
    new: &Wishes,
    now: Timestamp,
    mut id: impl FnMut() -> RowId,
) -> Result<(), Error> {
    let participant = record.participant();
    tx.execute("DELETE FROM wishes WHERE participant_id = $1", params![participant])?;
    for wish in &new.wishes {
        tx.execute(
            "INSERT INTO wishes (id, participant_id, kind, value, weight, told_at) VALUES ($1, $2, $3, $4, $5, $6)",
            params![
                id(),
                participant,
                wish.kind.code(),
                tx.seal_data(record.person(), &wish.value)?,
                i64::from(wish.weight),
                now
            ],
        )?;
    }
    tx.execute(
        "INSERT INTO match_limits (participant_id, language, supporter_gender, told_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (participant_id) DO UPDATE SET language = excluded.language,
             supporter_gender = excluded.supporter_gender, told_at = excluded.told_at",
        params![participant, &new.language, new.supporter_gender.clone(), now],
    )?;
    set_times(tx, record.person(), &new.times)
}

/// Whether anything was told at all: offers made without it follow language and room alone.
pub fn are_told(tx: &mut Tx<'_>, record: &Record) -> Result<bool, Error> {
    let told = "SELECT COUNT(*) AS n FROM match_limits WHERE participant_id = $1";
    Ok(tx.count(told, params![record.participant()])? > 0)
}

/// A participant as the rules of matching see them, and as a person: nobody supports themself.
pub fn request(tx: &mut Tx<'_>, _seat: &Seat, id: ParticipantId) -> Result<(PersonId, Participant), Error> {
    let (person, language): (PersonId, String) = tx.one(
        "SELECT p.id, p.language FROM participants pa JOIN people p ON p.id = pa.person_id WHERE pa.id = $1",
        params![id],
        |row| Ok((row.get("id")?, row.get("language")?)),
    )?;
    let (needed, gender) = limits(tx, id)?;
    let participant = Participant {
        id: id.to_string(),
        languages: [language, needed.clone()].into(),
        wishes: told_wishes(tx, id)?,
        shares: told_at_intake(tx, id)?,
        must: Musts { language: needed, gender, experiences: Vec::new() },
        availability: times(tx, person)?,
        conflicts: conflicts_between(tx, id)?,
        past_supporters: past_supporters(tx, id)?,
        declined: declined(tx, id)?,
    };
    Ok((person, participant))
}

/// The language needed and the supporter's gender if one is wanted; the person's own language until they say.
fn limits(tx: &mut Tx<'_>, id: ParticipantId) -> Result<(String, Option<String>), Error> {
    tx.one(
        "SELECT COALESCE(l.language, p.language) AS language, l.supporter_gender
         FROM participants pa JOIN people p ON p.id = pa.person_id
         LEFT JOIN match_limits l ON l.participant_id = pa.id WHERE pa.id = $1",
        params![id],
        |row| Ok((row.get("language")?, row.get("supporter_gender")?)),
    )
}

fn told_wishes(tx: &mut Tx<'_>, id: ParticipantId) -> Result<Vec<Wish>, Error> {
    let rows = tx.all(
        "SELECT kind, value, weight FROM wishes WHERE participant_id = $1 ORDER BY kind",
        params![id],
        |row| {
            let weight = u8::try_from(row.get::<i64>("weight")?).unwrap_or(1);
            let value: Option<String> = row.get("value")?;
            let kind = Kind::from_code(&row.get::<String>("kind")?);
            Ok(kind.zip(value).map(|(kind, value)| Wish { kind, value, weight }))
        },
    )?;
    let mut wishes: Vec<Wish> = rows.into_iter().flatten().collect();
    wishes.sort_by(|one, other| (one.kind.code(), &one.value).cmp(&(other.kind.code(), &other.value)));
    Ok(wishes)
}

/// What the newest intake says of stage of life and pathway, where it says it in the codes of matching.
fn told_at_intake(tx: &mut Tx<'_>, id: ParticipantId) -> Result<Vec<(Kind, String)>, Error> {
    let newest = tx.maybe(
        "SELECT life_stage, pathway FROM intakes WHERE participant_id = $1 ORDER BY taken_at DESC, id DESC LIMIT 1",
        params![id],
        |row| Ok([(Kind::LifeStage, row.get::<Option<String>>("life_stage")?), (Kind::Pathway, row.get("pathway")?)]),
    )?;
    let told = newest.into_iter().flatten().filter_map(|(kind, value)| Some((kind, value?)));
    Ok(told.filter(|(kind, value)| kind.values().contains(&value.as_str())).collect())
}

fn conflicts_between(tx: &mut Tx<'_>, id: ParticipantId) -> Result<Vec<Conflict>, Error> {
    tx.all(
        "SELECT supporter_id, kind FROM conflicts_of_interest WHERE participant_id = $1",
        params![id],
        |row| {
            let supporter: SupporterId = row.get("supporter_id")?;
            // A code that this version does not know is a conflict all the same.
            let kind = ConflictKind::from_code(&row.get::<String>("kind")?).unwrap_or(ConflictKind::Other);
            Ok(Conflict { supporter_id: supporter.to_string(), kind })
        },
    )
}

fn past_supporters(tx: &mut Tx<'_>, id: ParticipantId) -> Result<BTreeSet<String>, Error> {
    let ended = tx.all(
        "SELECT DISTINCT m.supporter_id FROM matches m JOIN endings e ON e.match_id = m.id
         WHERE m.participant_id = $1",
        params![id],
        |row| row.get("supporter_id"),
    )?;
    Ok(ended.into_iter().collect())
}

/// Whoever of the two said no: the pair is not brought together again.
fn declined(tx: &mut Tx<'_>, id: ParticipantId) -> Result<BTreeSet<String>, Error> {
    let declined = tx.all(
        "SELECT DISTINCT o.supporter_id FROM offers o LEFT JOIN offer_answers a ON a.offer_id = o.id
         LEFT JOIN acceptances c ON c.offer_id = o.id
         WHERE o.participant_id = $1 AND (a.answer = 'declined' OR c.answer = 'declined')",
        params![id],
        |row| row.get("supporter_id"),
    )?;
    Ok(declined.into_iter().collect())
}

/// A known conflict, as the coordinator reads it.
pub struct ConflictLine {
    pub supporter: String,
    pub kind: String,
    pub recorded_at: Timestamp,
}

pub fn conflicts(tx: &mut Tx<'_>, record: &Record) -> Result<Vec<ConflictLine>, Error> {
    tx.all(
        "SELECT p.name, c.kind, c.recorded_at FROM conflicts_of_interest c
         JOIN peer_supporters s ON s.id = c.supporter_id JOIN people p ON p.id = s.person_id
         WHERE c.participant_id = $1 ORDER BY c.recorded_at, c.id",
        params![record.participant()],
        |row| {
            Ok(ConflictLine {
                supporter: row.get("name")?,
                kind: row.get("kind")?,
                recorded_at: row.get("recorded_at")?,
            })
        },
    )
}

pub fn has_conflict(
    tx: &mut Tx<'_>,
    participant: ParticipantId,
    supporter: SupporterId,
) -> Result<bool, Error> {
    let known =
        "SELECT COUNT(*) AS n FROM conflicts_of_interest WHERE participant_id = $1 AND supporter_id = $2";
    Ok(tx.count(known, params![participant, supporter])? > 0)
}

/// A conflict of interest between two people.
pub struct NewConflict {
    pub id: RowId,
    pub participant: ParticipantId,
    pub supporter: SupporterId,
    pub kind: ConflictKind,
    pub by: PersonId,
}

/// Writes a conflict down; one that is known already stays as it was told first.
pub fn add_conflict(tx: &mut Tx<'_>, new: &NewConflict, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO conflicts_of_interest (id, participant_id, supporter_id, kind, recorded_at, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (participant_id, supporter_id) DO NOTHING",
        params![new.id, new.participant, new.supporter, new.kind.code(), now, new.by],
    )?;
    Ok(())
}
