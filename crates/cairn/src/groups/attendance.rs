//! Who was at a meeting.
//!
//! The page lists who came before, and finds others by name; it never shows the list of everybody in the program.

use askama::Template;
use axum::extract::Path;
use std::collections::BTreeSet;

use super::new::settle;
use super::store::{self, Attendee, Meeting};
use super::{Group, open};
use crate::access::{Desk, Seat};
use crate::audit::Act;
use crate::ids::{GroupId, MeetingId, PersonId};
use crate::web::{Answer, Form, Problem, Refusal, Shell, Text, Visit};

/// Letters of a name before the search lists anybody.
const LEAST_LETTERS: usize = 2;

#[derive(Template)]
#[template(path = "groups/attendance.html")]
struct AttendancePage {
    t: Text,
    shell: Shell,
    f: Form,
    group: Group,
    meeting: Meeting,
    search: String,
    /// Regulars first, then who was found by name.
    people: Vec<Attendee>,
    over: bool,
}

pub async fn show(visit: Visit, Path((id, meeting)): Path<(GroupId, MeetingId)>, query: Form) -> Answer {
    let mut form = visit.new_form();
    form.set("search", query.value("search"));
    draw(visit, (id, meeting), form).await
}

async fn draw(visit: Visit, (id, meeting): (GroupId, MeetingId), mut form: Form) -> Answer {
    let search: String = form.value("search").trim().chars().take(80).collect();
    let wanted = search.clone();
    let (visitor, (group, meeting, people)) = visit
        .read(move |desk| {
            let (seat, group) = open(desk, id)?;
            let found = store::meeting(desk.tx, &seat, &group, meeting)?.ok_or(Problem::NotFound)?;
            let mut people = store::regulars(desk.tx, &seat, &group, meeting)?;
            if wanted.chars().count() >= LEAST_LETTERS {
                let others = store::search(desk.tx, &seat, &group, meeting, &wanted)?;
                people.extend(
                    others.into_iter().filter(|new| !listed(&people, new.person)).collect::<Vec<_>>(),
                );
            }
            Ok((group, found, people))
        })
        .await?;
    let (t, shell) = visitor.shell("nav-groups");
    if form.value("minutes").is_empty() {
        form.set("minutes", meeting.minutes);
    }
    let over = meeting.present > group.size_limit;
    let page = AttendancePage { t, shell, f: form.clone(), group, meeting, search, people, over };
    visitor.show_form(&form, page)
}

fn listed(people: &[Attendee], person: PersonId) -> bool {
    people.iter().any(|known| known.person == person)
}

pub async fn update(visit: Visit, Path((id, meeting)): Path<(GroupId, MeetingId)>, mut form: Form) -> Answer {
    let ids = |form: &Form, field: &str| -> Option<BTreeSet<PersonId>> {
        form.values(field).into_iter().map(|text| text.parse().ok()).collect()
    };
    let (shown, present) = (ids(&form, "shown"), ids(&form, "present"));
    let minutes = form.required_integer("minutes", 1..=480);
    if shown.is_none() || present.is_none() {
        form.wrong("present", "form-choose-listed");
    }
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let (seat, group) = open(desk, id)?;
            let found = store::meeting(desk.tx, &seat, &group, meeting)?.ok_or(Problem::NotFound)?;
            let (Some(shown), Some(present), true) = (shown, present, valid) else {
                return Err(Problem::BadRequest);
            };
            if found.starts_at.to_zoned_datetime(desk.program.zone.clone()).date() > desk.today() {
                return Err(Refusal { field: "present", key: "groups-not-yet" }.into());
            }
            for person in shown.union(&present) {
                let now_there = if present.contains(person) { minutes } else { 0 };
                record(desk, &seat, (&group, meeting), (*person, now_there))?;
            }
            desk.enter_seated(&seat, Act::Changed, "group_meeting", meeting.to_string())?;
            Ok(format!("/groups/{id}/meetings/{meeting}"))
        })
        .await;
    if let Some(location) = settle(&mut form, outcome)? {
        return visit.redirect(&location, "saved");
    }
    draw(visit, (id, meeting), form).await
}

/// Writes down one person's attendance if it is new or differs.
fn record(
    desk: &mut Desk<'_, '_>,
    seat: &Seat,
    (group, meeting): (&Group, MeetingId),
    (person, minutes): (PersonId, i64),
) -> Result<(), Problem> {
    let known = store::could_attend(desk.tx, seat, group, meeting, person)?;
    let known = known.ok_or(Refusal { field: "present", key: "form-choose-listed" })?;
    if known.minutes == minutes {
        return Ok(());
    }
    store::attend(desk.tx, seat, meeting, (person, minutes), desk.now)?;
    let act = if minutes == 0 { Act::Removed } else { Act::Created };
    if let Some(participant) = known.participant {
        desk.enter_about(seat, participant, act, "attendance")?;
    }
    Ok(())
}
