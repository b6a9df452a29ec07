//! Forming who is with whom: a proposal by rule, places changed by the leader, latecomers taken in, and the confirmation.

use axum::extract::Path;
use cairn_exchange::{Request, form};

use super::forming::{Current, NoSwap};
use super::store::{self, Plan};
use super::{open, show};
use crate::access::{Desk, Seat};
use crate::audit::Act;
use crate::groups::Group;
use crate::groups::store::Meeting;
use crate::ids::{GroupId, MeetingId, PersonId, RowId};
use crate::web::{Answer, Form, Problem, Refusal, Visit};

const NO_PLAN: Refusal = Refusal { field: "", key: "exchanges-plan-first" };

async fn settled(
    visit: Visit,
    ids: (GroupId, MeetingId),
    mut form: Form,
    outcome: Result<String, Problem>,
) -> Answer {
    match form.settle(outcome)? {
        Some(location) => visit.redirect(&location, ""),
        None => show::draw(visit, ids, form).await,
    }
}

/// Proposes groups of everybody who is there; with `late`, only whoever is not in them yet is taken in.
pub async fn create(visit: Visit, Path(ids): Path<(GroupId, MeetingId)>, form: Form) -> Answer {
    let late = form.value("how") == "late";
    let outcome = visit
        .submit(&form, move |desk| {
            let (seat, group, meeting) = open(desk, ids)?;
            let plan = store::plan_of(desk.tx, meeting.id)?.ok_or(NO_PLAN)?;
            let here = store::here(desk.tx, meeting.id)?;
            if here.len() < 2 {
                return Err(Refusal { field: "", key: "exchanges-too-few" }.into());
            }
            let current = match store::newest(desk.tx, meeting.id)? {
                Some(forming) if late => {
                    let history = store::history(desk.tx, group.id, meeting.starts_at)?;
                    let limits = store::limits(desk.tx, group.id)?;
                    forming.current.take_in(&here, (&history, &limits), plan.odd)
                }
                _ => formed(desk, (&group, &meeting), &plan, here)?,
            };
            keep(desk, &seat, &meeting, (&current, if late { "late" } else { "formed" }))?;
            Ok(format!("/groups/{}/meetings/{}/exchanges", group.id, meeting.id))
        })
        .await;
    settled(visit, ids, form, outcome).await
}

fn formed(
    desk: &mut Desk<'_, '_>,
    (group, meeting): (&Group, &Meeting),
    plan: &Plan,
    present: Vec<String>,
) -> Result<Current, Problem> {
    let history = store::history(desk.tx, group.id, meeting.starts_at)?;
    let limits = store::limits(desk.tx, group.id)?;
    let seed = desk.chance.secret().iter().take(8).fold(0_u64, |seed, byte| (seed << 8) | u64::from(*byte));
    let request = Request { present, shape: plan.shape, odd: plan.odd, seed };
    let formed = form(&request, &history, &limits)
        .map_err(|_| Problem::from(Refusal { field: "", key: "exchanges-too-many" }))?;
    Ok(Current { exchanges: formed.exchanges, watching: formed.left_out })
}

fn keep(
    desk: &mut Desk<'_, '_>,
    seat: &Seat,
    meeting: &Meeting,
    (current, how): (&Current, &'static str),
) -> Result<(), Problem> {
    let id: RowId = desk.id();
    let rows: Vec<RowId> = current.exchanges.iter().map(|_| desk.id()).collect();
    store::add_forming(desk.tx, seat, (id, meeting.id, how), (current, &rows), desk.now)?;
    desk.enter_seated(seat, Act::Created, "peer_exchange", meeting.id.to_string())
}

/// Lets two people change places.
pub async fn swap(visit: Visit, Path(ids): Path<(GroupId, MeetingId)>, mut form: Form) -> Answer {
    let (one, other): (Option<PersonId>, Option<PersonId>) = (form.id("one"), form.id("other"));
    let outcome = visit
        .submit(&form, move |desk| {
            let (seat, group, meeting) = open(desk, ids)?;
            let forming = store::newest(desk.tx, meeting.id)?;
            let forming = forming.ok_or(Refusal { field: "one", key: "exchanges-form-first" })?;
            let nobody = Refusal { field: "one", key: "exchanges-swap-two" };
            let (one, other) = (one.ok_or(nobody)?.to_string(), other.ok_or(nobody)?.to_string());
            let limits = store::limits(desk.tx, group.id)?;
            let current = forming.current.swap(&one, &other, &limits).map_err(|no| match no {
                NoSwap::Nobody => nobody,
                NoSwap::Limit => Refusal { field: "one", key: "exchanges-swap-limit" },
            })?;
            keep(desk, &seat, &meeting, (&current, "swapped"))?;
            Ok(format!("/groups/{}/meetings/{}/exchanges", group.id, meeting.id))
        })
        .await;
    settled(visit, ids, form, outcome).await
}

/// The leader takes the proposal: it takes place so.
pub async fn confirm(visit: Visit, Path(ids): Path<(GroupId, MeetingId)>, mut form: Form) -> Answer {
    let shown: Option<RowId> = form.id("forming");
    let outcome = visit
        .submit(&form, move |desk| {
            let (seat, group, meeting) = open(desk, ids)?;
            let forming = store::newest(desk.tx, meeting.id)?;
            let forming = forming.ok_or(Refusal { field: "", key: "exchanges-form-first" })?;
            if shown != Some(forming.id) {
                return Err(Refusal { field: "", key: "exchanges-formed-meanwhile" }.into());
            }
            store::confirm(desk.tx, &seat, forming.id, desk.now)?;
            desk.enter_seated(&seat, Act::Approved, "peer_exchange", meeting.id.to_string())?;
            Ok(format!("/groups/{}/meetings/{}/exchanges", group.id, meeting.id))
        })
        .await;
    settled(visit, ids, form, outcome).await
}
