//! Consents as they are begun, changed while they are drafts, and read with their history.

use cairn_db::{Error, Row, Tx, params};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{Stamp, history, signatures};
use crate::access::{ConsentFile, Seat};
use crate::consents::{Consent, Kind, Terms};
use crate::ids::{ConsentId, ParticipantId, PersonId};
use crate::web::PageRequest;

pub struct NewConsent<'a> {
    pub id: ConsentId,
    pub kind: Kind,
    pub elements_version: &'a str,
    pub wording_version: &'a str,
    pub terms: &'a Terms,
    /// `page` or `import`.
    pub origin: &'a str,
}

fn written(terms: &Terms) -> Result<String, Error> {
    serde_json::to_string(terms).map_err(|_| Error::Statement("terms that cannot be written".to_string()))
}

/// Begins a consent of a participant, who is this person.
pub fn add(
    tx: &mut Tx<'_>,
    (participant, person): (ParticipantId, PersonId),
    new: &NewConsent<'_>,
    stamp: Stamp,
) -> Result<(), Error> {
    let terms = tx.seal_data(person, written(new.terms)?)?;
    tx.execute(
        "INSERT INTO consents (id, participant_id, kind, elements_version, wording_version, terms, origin, begun_at,
            begun_by, changed_at, changed_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8, $9)",
        params![
            new.id,
            participant,
            new.kind.code(),
            new.elements_version,
            new.wording_version,
            terms,
            new.origin,
            stamp.at,
            stamp.by
        ],
    )?;
    Ok(())
}

/// Writes a draft anew; whether it was one: a signature locks the terms.
pub fn change_terms(
    tx: &mut Tx<'_>,
    file: &ConsentFile,
    id: ConsentId,
    terms: &Terms,
    stamp: Stamp,
) -> Result<bool, Error> {
    let terms = tx.seal_data(file.person(), written(terms)?)?;
    let changed = tx.execute(
        "UPDATE consents SET terms = $3, changed_at = $4, changed_by = $5
         WHERE id = $1 AND participant_id = $2
         AND NOT EXISTS (SELECT 1 FROM consent_signatures s WHERE s.consent_id = consents.id)
         AND NOT EXISTS (SELECT 1 FROM consent_discardings d WHERE d.consent_id = consents.id)",
        params![id, file.participant(), terms, stamp.at, stamp.by],
    )?;
    Ok(changed > 0)
}

pub fn discard(tx: &mut Tx<'_>, consent: &Consent, stamp: Stamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO consent_discardings (consent_id, discarded_at, discarded_by) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING",
        params![consent.id, stamp.at, stamp.by],
    )?;
    Ok(())
}

/// Whose consent it is: not proof, only where to ask for it.
pub fn participant_of(tx: &mut Tx<'_>, id: ConsentId) -> Result<Option<ParticipantId>, Error> {
    tx.maybe("SELECT participant_id FROM consents WHERE id = $1", params![id], |row| {
        row.get("participant_id")
    })
}

macro_rules! consents {
    ($rest:literal) => {
        concat!(
            "SELECT c.id, c.participant_id, c.kind, c.elements_version, c.wording_version, c.terms, c.origin, c.begun_at,
                d.discarded_at
             FROM consents c LEFT JOIN consent_discardings d ON d.consent_id = c.id ",
            $rest
        )
    };
}

fn read(row: &Row<'_>) -> Result<Consent, Error> {
    let kind = Kind::from_code(&row.get::<String>("kind")?).ok_or_else(|| Error::Column {
        column: "kind".to_string(),
        reason: "not a kind of consent".to_string(),
    })?;
    Ok(Consent {
        id: row.get("id")?,
        participant: row.get("participant_id")?,
        kind,
        elements_version: row.get("elements_version")?,
        wording_version: row.get("wording_version")?,
        // Terms whose key is gone say nothing, and authorize nothing.
        terms: row
            .get::<Option<String>>("terms")?
            .and_then(|terms| serde_json::from_str(&terms).ok())
            .unwrap_or_default(),
        origin: row.get("origin")?,
        begun_at: row.get("begun_at")?,
        discarded_at: row.get("discarded_at")?,
        signatures: Vec::new(),
        revocations: Vec::new(),
        events: Vec::new(),
        doubts: Vec::new(),
    })
}

/// Puts its history to each consent.
fn complete(tx: &mut Tx<'_>, mut consents: Vec<Consent>) -> Result<Vec<Consent>, Error> {
    for consent in &mut consents {
        consent.signatures = signatures::of_consent(tx, consent.id)?;
        if consent.signatures.is_empty() {
            continue;
        }
        consent.revocations = history::revocations(tx, consent.id)?;
        consent.events = history::events(tx, consent.id)?;
        consent.doubts = history::doubts(tx, consent.id)?;
    }
    Ok(consents)
}

/// One consent of an opened file; none when it belongs to another.
pub fn one(tx: &mut Tx<'_>, file: &ConsentFile, id: ConsentId) -> Result<Option<Consent>, Error> {
    let found = tx.all(
        consents!("WHERE c.id = $1 AND c.participant_id = $2"),
        params![id, file.participant()],
        read,
    )?;
    Ok(complete(tx, found)?.pop())
}

/// A page of a participant's consents, the newest first.
pub fn list(tx: &mut Tx<'_>, file: &ConsentFile, page: PageRequest) -> Result<Vec<Consent>, Error> {
    let found = tx.all(
        consents!("WHERE c.participant_id = $1 ORDER BY c.begun_at DESC, c.id DESC LIMIT $2 OFFSET $3"),
        params![file.participant(), page.limit(), page.offset()],
        read,
    )?;
    complete(tx, found)
}

/// All that was not put away, the newest first.
pub fn of_participant(tx: &mut Tx<'_>, file: &ConsentFile) -> Result<Vec<Consent>, Error> {
    candidates(tx, file.participant())
}

/// Every consent that could matter to a decision about this participant: for the gate, which decides itself. Not
/// proof of anything; nothing of it is shown.
pub fn candidates(tx: &mut Tx<'_>, participant: ParticipantId) -> Result<Vec<Consent>, Error> {
    let found = tx.all(
        consents!(
            "WHERE c.participant_id = $1 AND d.consent_id IS NULL ORDER BY c.begun_at DESC, c.id DESC LIMIT 500"
        ),
        params![participant],
        read,
    )?;
    complete(tx, found)
}

/// The same in the form that `cairn_part2` decides with; days are those of the program's clocks.
pub fn in_force_candidates(
    tx: &mut Tx<'_>,
    participant: ParticipantId,
) -> Result<Vec<cairn_part2::Consent>, Error> {
    let zone = crate::program::current(tx)?.map_or(TimeZone::UTC, |program| program.zone);
    Ok(candidates(tx, participant)?.iter().map(|consent| consent.to_part2(&zone)).collect())
}

/// A consent in the privacy officer's list.
pub struct ProgramLine {
    pub consent: Consent,
    pub name: String,
}

/// A page of all consents of the program, the newest first, for the privacy officer.
pub fn all_of_program(tx: &mut Tx<'_>, _seat: &Seat, page: PageRequest) -> Result<Vec<ProgramLine>, Error> {
    let found = tx.all(
        consents!("ORDER BY c.begun_at DESC, c.id DESC LIMIT $1 OFFSET $2"),
        params![page.limit(), page.offset()],
        read,
    )?;
    let mut lines = Vec::new();
    for consent in complete(tx, found)? {
        let name = tx.one(
            "SELECT COALESCE(p.goes_by, p.name) AS name FROM participants k JOIN people p ON p.id = k.person_id
             WHERE k.id = $1",
            params![consent.participant],
            |row| row.get("name"),
        )?;
        lines.push(ProgramLine { consent, name });
    }
    Ok(lines)
}

/// Id or e-mail address of a participant, as a file from elsewhere names them.
pub fn find_participant(tx: &mut Tx<'_>, named: &str) -> Result<Option<(ParticipantId, PersonId)>, Error> {
    let read = |row: &Row<'_>| Ok((row.get("id")?, row.get("person_id")?));
    if let Ok(id) = named.parse::<ParticipantId>() {
        return tx.maybe("SELECT id, person_id FROM participants WHERE id = $1", params![id], read);
    }
    let Some(person) = crate::people::store::by_email(tx, named)? else { return Ok(None) };
    tx.maybe("SELECT id, person_id FROM participants WHERE person_id = $1", params![person.id], read)
}

/// When somebody was born, and whether they have died: who may sign.
pub fn life(tx: &mut Tx<'_>, file: &ConsentFile) -> Result<(Option<Date>, bool), Error> {
    life_of(tx, file.person(), file.participant())
}

/// Like [`life`], for a consent that is taken in by a command.
pub fn life_of(
    tx: &mut Tx<'_>,
    person: PersonId,
    participant: ParticipantId,
) -> Result<(Option<Date>, bool), Error> {
    let born_on =
        tx.one("SELECT born_on FROM people WHERE id = $1", params![person], |row| row.get("born_on"))?;
    let died = tx.count(
        "SELECT COUNT(*) AS n FROM discharges d JOIN enrollments e ON e.id = d.enrollment_id
         WHERE e.participant_id = $1 AND d.reason = 'died'",
        params![participant],
    )?;
    Ok((born_on, died > 0))
}

/// The participant's full name and language.
pub fn name_and_language(tx: &mut Tx<'_>, file: &ConsentFile) -> Result<(String, String), Error> {
    tx.one("SELECT name, language FROM people WHERE id = $1", params![file.person()], |row| {
        Ok((row.get("name")?, row.get("language")?))
    })
}
