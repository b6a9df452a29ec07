//! That a grant's form was gone through, or why not. The form itself and its answers are not kept here.

use axum::extract::Path;
use jiff::civil::Date;

use super::store::facts::{self, Scope};
use super::store::written::{self, Suprt};
use super::window::SUPRT;
use super::{show, silence};
use crate::access::{Desk, Record, Seat};
use crate::audit::Act;
use crate::ids::{EnrollmentId, ParticipantId};
use crate::web::{Answer, Form, Problem, Refusal, Visit};

pub const STATUSES: [&str; 3] = ["completed", "declined", "not_offered"];

pub async fn create(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    let kind = form.required_choice("suprt", &SUPRT);
    let status = form.required_choice("status", &STATUSES);
    let on = form.date("done_on");
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (seat, record) = silence::open(desk, id)?;
                let on = on.unwrap_or_else(|| desk.today());
                if on > desk.today() {
                    return Err(Refusal { field: "done_on", key: "silence-future" }.into());
                }
                let enrollment = within(desk, &seat, &record, (&kind, on))?;
                let new = Suprt { id: desk.id(), enrollment, kind, status, done_on: on };
                written::add_suprt(desk.tx, &record, &new, (desk.now, seat.person()))?;
                desk.enter(&record, Act::Created, "suprt_record", Some(new.id.to_string()))?;
                Ok(format!("/participants/{id}/follow-up"))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    show::draw(visit, id, form).await
}

/// The time in the program whose window of this kind holds the day; outside of every window it would count for nothing.
fn within(
    desk: &mut Desk<'_, '_>,
    seat: &Seat,
    record: &Record,
    (kind, on): (&str, Date),
) -> Result<EnrollmentId, Problem> {
    let zone = desk.program.zone.clone();
    let scope = Scope::One(record.participant());
    let people = facts::people(desk.tx, seat, scope, (desk.now, &zone))?;
    let episodes = people.into_values().flat_map(|known| known.episodes);
    let mut holding = episodes.filter(|(_, episode)| {
        episode.windows(on).iter().any(|window| window.code == kind && window.holds(on))
    });
    let found = holding.next().map(|(id, _)| id);
    found.ok_or_else(|| Refusal { field: "done_on", key: "suprt-outside" }.into())
}
