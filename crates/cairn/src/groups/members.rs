//! Who belongs to a group and who waits: for those who lead it and the coordinator.

use askama::Template;
use axum::extract::Path;
use jiff::Timestamp;

use super::new::settle;
use super::store::{self, Attendee, Member};
use super::waiting::Wait;
use super::{Group, enter_about, open, place};
use crate::audit::Act;
use crate::ids::{GroupId, PersonId, RowId};
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

/// Letters of a name before the search lists anybody.
const LEAST_LETTERS: usize = 2;
/// Why somebody leaves, as far as it is asked.
pub const REASONS: [&str; 3] = ["own_wish", "finished", "other"];

#[derive(Template)]
#[template(path = "groups/members.html")]
struct MembersPage {
    t: Text,
    shell: Shell,
    f: Form,
    group: Group,
    members: Vec<Member>,
    waits: Vec<Wait>,
    free: i64,
    search: String,
    found: Vec<Attendee>,
    reasons: Vec<Choice>,
    now: Timestamp,
}

pub async fn index(visit: Visit, Path(id): Path<GroupId>, query: Form) -> Answer {
    let mut form = visit.new_form();
    form.set("search", query.value("search"));
    draw(visit, id, form).await
}

async fn draw(visit: Visit, id: GroupId, form: Form) -> Answer {
    let search: String = form.value("search").trim().chars().take(80).collect();
    let wanted = search.clone();
    let (visitor, (group, members, waits, free, found, now)) = visit
        .read(move |desk| {
            let (seat, group) = open(desk, id)?;
            let members = store::members(desk.tx, &seat, &group)?;
            let waits = store::waits(desk.tx, id)?;
            let free = place::free(desk, &group)?;
            let mut found = Vec::new();
            if wanted.chars().count() >= LEAST_LETTERS && !group.is_counted_by_heads() {
                found = store::search(desk.tx, &seat, &group, None, &wanted)?;
                found.retain(|one| !one.member && waits.iter().all(|wait| wait.person != one.person));
            }
            Ok((group, members, waits, free, found, desk.now))
        })
        .await?;
    let (t, shell) = visitor.shell("groups-members");
    let page = MembersPage {
        reasons: Choice::codes(&t, "groups-leaving", &REASONS),
        f: form.clone(),
        group,
        members,
        waits,
        free,
        search,
        found,
        now,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

/// Takes somebody in, or puts them on the waiting list.
pub async fn create(visit: Visit, Path(id): Path<GroupId>, mut form: Form) -> Answer {
    let person: Option<PersonId> = form.id("person");
    let waits = form.value("action") == "wait";
    if person.is_none() && form.is_valid() {
        form.wrong("person", "form-choose");
    }
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let (seat, group) = open(desk, id)?;
            let Some(person) = person.filter(|_| valid) else { return Err(Problem::BadRequest) };
            group.still_meets()?;
            group.is_by_name()?;
            let known = store::could_attend(desk.tx, &seat, &group, None, person)?;
            let known = known.ok_or(Refusal { field: "person", key: "form-choose-listed" })?;
            if known.member {
                return Err(Refusal { field: "person", key: "groups-member-already" }.into());
            }
            let kind = if waits { "group_wait" } else { "group_membership" };
            if waits {
                if store::wait_of(desk.tx, id, person)?.is_some() {
                    return Err(Refusal { field: "person", key: "groups-waits-already" }.into());
                }
                store::add_wait(desk.tx, (desk.id(), id), person, desk.now, seat.person())?;
            } else {
                if place::free(desk, &group)? == 0 {
                    return Err(Refusal { field: "person", key: "groups-full" }.into());
                }
                place::join(desk, &group, person)?;
            }
            enter_about(desk, &seat, (id, known.participant), Act::Created, kind)?;
            Ok(format!("/groups/{id}/members"))
        })
        .await;
    if let Some(location) = settle(&mut form, outcome)? {
        return visit.redirect(&location, "saved");
    }
    draw(visit, id, form).await
}

/// Ends a membership; the place goes to whoever waits longest.
pub async fn leave(visit: Visit, Path((id, membership)): Path<(GroupId, RowId)>, mut form: Form) -> Answer {
    let reason = form.choice("reason", &REASONS).unwrap_or_else(|| "other".to_string());
    let location = visit
        .submit(&form, move |desk| {
            let (seat, group) = open(desk, id)?;
            let member = store::membership(desk.tx, &seat, &group, membership)?.ok_or(Problem::NotFound)?;
            store::leave(desk.tx, membership, &reason, desk.now, seat.person())?;
            place::offer_free(desk, &group)?;
            enter_about(desk, &seat, (id, member), Act::Ended, "group_membership")?;
            Ok(format!("/groups/{id}/members"))
        })
        .await?;
    visit.redirect(&location, "saved")
}

pub async fn end_wait(visit: Visit, Path((id, wait)): Path<(GroupId, RowId)>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let (seat, group) = open(desk, id)?;
            let participant = store::waiting(desk.tx, &seat, &group, wait)?.ok_or(Problem::NotFound)?;
            store::end_wait(desk.tx, wait, "left", desk.now, seat.person())?;
            place::offer_free(desk, &group)?;
            enter_about(desk, &seat, (id, participant), Act::Ended, "group_wait")?;
            Ok(format!("/groups/{id}/members"))
        })
        .await?;
    visit.redirect(&location, "saved")
}

/// Offers the free places to those who wait longest.
pub async fn offer(visit: Visit, Path(id): Path<GroupId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let (seat, group) = open(desk, id)?;
            place::offer_free(desk, &group)?;
            desk.enter_seated(&seat, Act::Changed, "group", id.to_string())?;
            Ok(format!("/groups/{id}/members"))
        })
        .await?;
    visit.redirect(&location, "saved")
}
