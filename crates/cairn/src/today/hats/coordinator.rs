//! The coordinator: nobody who called or waits may fall out.

use super::caller;
use super::crises;
use super::looks;
use crate::access::{Desk, Role};
use crate::outcomes::{days_between, start_of};
use crate::today::line::{Line, Link, Section};
use crate::today::store::{flow, house};
use crate::web::{Problem, Text};

/// Days without a session after which somebody should ask: two missed weekly sessions.
const QUIET_DAYS: i64 = 14;

pub fn sections(desk: &mut Desk<'_, '_>, t: &Text) -> Result<Vec<Section>, Problem> {
    let seat = desk.seat(&[Role::Coordinator])?;
    let policies = house::policies_due(desk.tx, &seat, desk.today())?;
    let policies = policies.into_iter().map(|policy| super::biller::line(t, policy, true)).collect();
    Ok(vec![
        looks::section(desk, &seat, t)?,
        crises::calls(desk, &seat, t)?,
        super::here::section(desk, t)?,
        calls(desk, t)?,
        caller::follow_ups(desk, &seat, t)?,
        caller::outreach(desk, &seat, t)?,
        caller::due(desk, &seat, t)?,
        caller::hand_overs(desk, &seat, t)?,
        super::repairs::to_carry(desk, &seat, t)?,
        waiting(desk, t)?,
        Section::new(t.get("today-policies-due"), policies)
            .see_all(Link::new("/policies", t.get("today-see-all"))),
        quiet(desk, t)?,
    ])
}

/// Calls whose next step is late or due today, or that told of immediate risk.
fn calls(desk: &mut Desk<'_, '_>, t: &Text) -> Result<Section, Problem> {
    let seat = desk.seat(&[Role::Coordinator])?;
    let now = desk.now;
    let until = start_of(desk.today().tomorrow().unwrap_or(desk.today()), &desk.program.zone);
    let lines = flow::urgent_calls(desk.tx, &seat, until)?
        .into_iter()
        .map(|call| {
            let late = call.due_at < now;
            let risk = call.immediate_risk != "none";
            let key = match (risk, late) {
                (true, _) => "today-call-risk",
                (false, true) => "today-call-late",
                (false, false) => "today-call-due",
            };
            let href = format!("/first-calls/{}", call.id);
            Line {
                when: t.on_day(&call.due_at),
                small: t.at_time(&call.due_at),
                title: call.name.unwrap_or_else(|| t.get("today-call-no-name")),
                text: t.args(key, [("what", call.what.into()), ("owner", call.owner.into())]),
                links: vec![Link::new(href.clone(), t.get("today-open"))],
                now: risk || late,
                href,
                ..Line::default()
            }
        })
        .collect();
    Ok(Section::new(t.get("today-calls"), lines)
        .see_all(Link::new("/first-calls", t.get("today-see-all")))
        .nothing(t.get("today-no-calls")))
}

fn waiting(desk: &mut Desk<'_, '_>, t: &Text) -> Result<Section, Problem> {
    let seat = desk.seat(&[Role::Coordinator])?;
    let today = desk.today();
    let lines = flow::waiting_for_match(desk.tx, &seat)?
        .into_iter()
        .map(|person| {
            let href = format!("/participants/{}", person.id);
            Line {
                title: person.name,
                text: t.with("today-waiting-days", "n", days_between(person.since, today)),
                links: vec![Link::new(format!("{href}/supporter"), t.get("today-find-supporter"))],
                href,
                ..Line::default()
            }
        })
        .collect();
    Ok(Section::new(t.get("today-waiting"), lines)
        .see_all(Link::new("/matches", t.get("today-see-all")))
        .nothing(t.get("today-nobody-waits")))
}

fn quiet(desk: &mut Desk<'_, '_>, t: &Text) -> Result<Section, Problem> {
    let seat = desk.seat(&[Role::Coordinator])?;
    let since = desk.now - jiff::SignedDuration::from_hours(24 * QUIET_DAYS);
    let lines = flow::quiet_since(desk.tx, &seat, since)?
        .into_iter()
        .map(|person| {
            let href = format!("/participants/{}", person.id);
            let text = match person.last_session {
                Some(at) => t.with("today-last-session", "when", t.on_day(&at)),
                None => t.get("today-no-session-yet"),
            };
            Line {
                title: person.name,
                text: format!("{text} {}", t.with("today-with-supporter", "name", person.supporter)),
                links: vec![Link::new(format!("{href}/sessions/new"), t.get("today-schedule"))],
                href,
                ..Line::default()
            }
        })
        .collect();
    Ok(Section::new(t.with("today-quiet", "n", QUIET_DAYS), lines)
        .see_all(Link::new("/participants", t.get("today-see-all"))))
}
