//! Beginning a hand-over: the two, or a coordinator, while they are matched.

use axum::extract::Path;
use jiff::{SignedDuration, Timestamp};

use super::hand_over::{WHYS, opened, path};
use super::show;
use super::store::{self, NewHandOver};
use crate::audit::Act;
use crate::ids::ParticipantId;
use crate::matching;
use crate::sessions::instant;
use crate::web::{Answer, Form, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    let why = form.required_choice("why", &WHYS);
    let joint = form.checked("joint");
    let (date, time) = (form.date("joint_date"), form.time("joint_time"));
    let place = form.text("joint_place", 200).filter(|_| joint);
    if joint && date.is_none() {
        form.wrong("joint_date", "form-required");
    }
    if joint && time.is_none() {
        form.wrong("joint_time", "form-required");
    }
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let record = opened(desk, id)?;
                matching::store::one_at_a_time(desk.tx)?;
                let current = matching::store::matches::current(desk.tx, &record)?;
                let current = current.ok_or(Refusal { field: "why", key: "hand-over-no-match" })?;
                if store::running(desk.tx, id)?.is_some() {
                    return Err(Refusal { field: "why", key: "hand-over-runs-already" }.into());
                }
                let joint_at = match date.zip(time).filter(|_| joint) {
                    Some((date, time)) => Some(ahead(instant(date, time, &desk.program.zone)?, desk.now)?),
                    None => None,
                };
                let new =
                    NewHandOver { id: desk.id(), old_match: current.id, why, joint_at, joint_place: place };
                store::begin(desk.tx, &record, &new, desk.now, desk.viewer.person)?;
                desk.enter(&record, Act::Created, "hand_over", Some(new.id.to_string()))?;
                Ok(path(id))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    show::draw(visit, id, form).await
}

/// The first session together is ahead, within three months.
fn ahead(at: Timestamp, now: Timestamp) -> Result<Timestamp, Refusal> {
    let fits = at > now && at < now + SignedDuration::from_hours(24 * 92);
    if fits { Ok(at) } else { Err(Refusal { field: "joint_date", key: "hand-over-joint-range" }) }
}
