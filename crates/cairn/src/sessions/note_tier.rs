//! Whether a note may ever leave: chosen when it is written, narrowed at any time by the one it is about.

use axum::extract::Path;

use super::store;
use crate::access::{Circle, Desk, Record, Role, Tier};
use crate::audit::Act;
use crate::ids::SessionId;
use crate::web::{Answer, Choice, Form, Problem, Text, Visit};

/// What a note can be: read by the two and the supervisor, and staying here; or the same, and part of the record.
pub const TIERS: [Tier; 2] = [Tier::Supervised, Tier::Record];
pub const CODES: [&str; 2] = ["supervised", "record"];

/// The two, each with those who read it. Coordinators never read a note, whatever its tier.
pub fn choices(t: &Text, circle: &Circle) -> Vec<Choice> {
    let people = circle.readers(t, Tier::Supervised);
    TIERS
        .iter()
        .map(|tier| {
            let key = format!("note-tier-{}", tier.code());
            let hint = t.with(&format!("{key}-readers"), "people", people.as_str());
            Choice { hint, ..Choice::new(tier.code(), t.get(&key)) }
        })
        .collect()
}

/// Gives the note a tier, and writes down that it changed.
pub fn change(desk: &mut Desk<'_, '_>, record: &Record, session: SessionId, to: Tier) -> Result<(), Problem> {
    let (note, from) = store::note_tier(desk.tx, record, session)?.ok_or(Problem::NotFound)?;
    if from == to {
        return Ok(());
    }
    from.change(to, record.acting_as() == Role::PeerSupporter)?;
    desk.change_tier(record, ("note", note.into()), (from, to))?;
    Ok(store::set_note_tier(desk.tx, record, note, to)?)
}

pub async fn update(visit: Visit, Path(id): Path<SessionId>, form: Form) -> Answer {
    let to = Tier::from_code(form.value("tier")).filter(|tier| TIERS.contains(tier));
    let location = visit
        .submit(&form, move |desk| {
            let record = desk.open_session(id)?;
            let session = store::one(desk.tx, &record, id)?.ok_or(Problem::NotFound)?;
            let wrote =
                record.acting_as() == Role::PeerSupporter && session.supporter_person == desk.viewer.person;
            if !record.is_own() && !wrote {
                return Err(Problem::NotFound);
            }
            change(desk, &record, id, to.ok_or(Problem::BadRequest)?)?;
            desk.enter(&record, Act::Changed, "tier", Some(id.to_string()))?;
            Ok(format!("/sessions/{id}"))
        })
        .await?;
    visit.redirect(&location, "saved")
}
