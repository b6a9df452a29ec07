//! One incident of three people under assessment, one that turned out a breach and is closed, one that was secured.

use cairn_db::Error;

use super::{Officer, morning};
use crate::demo::rows;
use crate::demo::world::World;
use crate::ids::{ParticipantId, RowId};

pub fn write(w: &mut World<'_, '_>, officer: Officer, known: &[ParticipantId]) -> Result<(), Error> {
    let fax = add(
        w,
        officer,
        ("misdirected", 12, "unsecured"),
        "A sign-in sheet with three names went to the fax number of another clinic.",
    )?;
    for participant in known.iter().take(3) {
        affect(w, officer, (fax, 11), (Some(*participant), 1, "VA"))?;
    }
    let folder = add(
        w,
        officer,
        ("paper", 210, "unsecured"),
        "A folder with old attendance lists was left in a rented room and read by the next group.",
    )?;
    affect(w, officer, (folder, 209), (known.get(3).copied(), 1, "VA"))?;
    affect(w, officer, (folder, 209), (None, 14, "VA"))?;
    affect(w, officer, (folder, 209), (None, 2, "WV"))?;
    assess(w, officer, folder, ("breach", "Two people told us what they had read."))?;
    for (kind, how) in [("individuals", "By letter, copies in drawer 2"), ("hhs", "Through the HHS page")] {
        let (given_on, recorded_at) = (w.ago(190), morning(w, 190));
        let how = officer.seal(w, how)?;
        let id = w.id(recorded_at);
        let (incident_id, recorded_by) = (folder, officer.person);
        rows::IncidentNotice { id, incident_id, kind, given_on, how, recorded_at, recorded_by }.put(w.tx)?;
    }
    let learned = officer.seal(w, "No papers leave the office any more; attendance is on the tablet.")?;
    let closed_at = morning(w, 180);
    rows::IncidentClosing { incident_id: folder, learned, closed_at, closed_by: officer.person }.put(w.tx)?;
    let laptop = add(
        w,
        officer,
        ("lost_device", 95, "encrypted"),
        "A laptop was stolen from a car. Its disk was encrypted and the key was not in it.",
    )?;
    affect(w, officer, (laptop, 95), (None, 620, "VA"))
}

fn add(
    w: &mut World<'_, '_>,
    officer: Officer,
    (kind, days, safeguard): (&'static str, i64, &'static str),
    what: &str,
) -> Result<RowId, Error> {
    let recorded_at = morning(w, days);
    let (id, what) = (w.id(recorded_at), officer.seal(w, what)?);
    let (discovered_on, recorded_by) = (w.ago(days), officer.person);
    rows::Incident { id, kind, discovered_on, what, safeguard, recorded_at, recorded_by }.put(w.tx)?;
    Ok(id)
}

fn affect(
    w: &mut World<'_, '_>,
    officer: Officer,
    (incident_id, days): (RowId, i64),
    (participant_id, people, state): (Option<ParticipantId>, i64, &'static str),
) -> Result<(), Error> {
    let added_at = morning(w, days);
    let (id, added_by) = (w.id(added_at), officer.person);
    rows::IncidentAffected { id, incident_id, participant_id, people, state, added_at, added_by }.put(w.tx)
}

fn assess(
    w: &mut World<'_, '_>,
    officer: Officer,
    incident_id: RowId,
    (conclusion, reason): (&'static str, &str),
) -> Result<(), Error> {
    let assessed_at = morning(w, 205);
    rows::IncidentAssessment {
        id: w.id(assessed_at),
        incident_id,
        nature_rating: "high",
        nature_words: officer.seal(w, "Names and days of attendance")?,
        recipient_rating: "high",
        recipient_words: officer.seal(w, "A group of strangers, bound to nothing")?,
        viewed_rating: "high",
        viewed_words: officer.seal(w, "It was read")?,
        mitigation_rating: "medium",
        mitigation_words: officer.seal(w, "The folder came back whole; they promised silence")?,
        conclusion,
        reason: officer.seal(w, reason)?,
        assessed_at,
        assessed_by: officer.person,
    }
    .put(w.tx)
}
