//! A subpoena on hold, an order that qualifies with the subpoena that goes with it, and one that was quashed.

use cairn_db::{Error, Value};

use super::{Officer, morning};
use crate::demo::rows;
use crate::demo::world::{World, plus};
use crate::ids::{ParticipantId, RowId};

/// An order under 2.64 for attendance, with everything the rules ask for.
const READING: &str = r#"{"kind":"noncriminal","findings":["no_other_way","public_interest"],"limits":["essential_parts","needed_persons","protection"],"notice_given":true,"fictitious_name":true,"in_chambers":true,"categories":["attendance"],"ground":null}"#;

pub fn write(w: &mut World<'_, '_>, officer: Officer, known: &[ParticipantId]) -> Result<(), Error> {
    let (first, second) = (known.get(4).copied(), known.get(5).copied());
    let alone = add(w, officer, ("subpoena", 6, 15), (first, "Office of J. Marsh, attorney at law"))?;
    let set_at = morning(w, 5);
    let what = officer.seal(w, "May we answer at all, and by when do we object?")?;
    let (id, due_on) = (w.id(set_at), plus(w.today, 4));
    rows::CounselTask { id, demand_id: alone, what, due_on, set_at, set_by: officer.person }.put(w.tx)?;
    let reason =
        officer.seal(w, "The paper names a person; nothing is to be destroyed until the case is over.")?;
    let (id, placed_at) = (w.id(set_at), set_at);
    rows::LegalHold {
        id,
        participant_id: first,
        demand_id: alone,
        reason,
        placed_at,
        placed_by: officer.person,
    }
    .put(w.tx)?;
    let mandate = add(w, officer, ("subpoena", 20, 30), (second, "County court, family division"))?;
    let order = add(w, officer, ("court_order", 18, 30), (second, "County court, family division"))?;
    let read_at = morning(w, 17);
    rows::OrderReading {
        id: w.id(read_at),
        demand_id: order,
        reading: READING,
        court: officer.seal(w, "County court, family division")?,
        issued_on: w.ago(19),
        expires_on: plus(w.today, 40),
        mandate_id: mandate,
        read_at,
        read_by: officer.person,
    }
    .put(w.tx)
}

fn add(
    w: &mut World<'_, '_>,
    officer: Officer,
    (kind, days, due): (&'static str, i64, i64),
    (participant_id, issuer): (Option<ParticipantId>, &str),
) -> Result<RowId, Error> {
    let recorded_at = morning(w, days);
    let id = w.id(recorded_at);
    rows::LegalDemand {
        id,
        kind,
        issuer: officer.seal(w, issuer)?,
        reference: officer.seal(w, "Safe, folder of this year")?,
        words: Value::Null,
        participant_id,
        received_on: w.ago(days),
        respond_by: Some(plus(w.today, due - days)),
        recorded_at,
        recorded_by: officer.person,
    }
    .put(w.tx)?;
    Ok(id)
}
