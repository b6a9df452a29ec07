//! One group and its meetings.

use askama::Template;
use axum::extract::Path;
use jiff::SignedDuration;

use super::store::{self, Meeting};
use super::{Group, open, place};
use crate::access::Role;
use crate::calendar::clash::Found;
use crate::ids::GroupId;
use crate::web::{Answer, Choice, Form, Page, PageRequest, Shell, Text, Visit};

/// Of a series the page lists the meetings of these days ahead; the calendar has the rest.
const SOON_DAYS: i64 = 14;

#[derive(Template)]
#[template(path = "groups/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    f: Form,
    group: Group,
    meetings: Page<Meeting>,
    topics: Vec<Choice>,
    /// A place is free, and somebody waits.
    to_offer: bool,
    may_edit: bool,
    /// What stands in the way of a meeting that was to be planned.
    clashes: Vec<String>,
}

pub async fn show(visit: Visit, Path(id): Path<GroupId>, page: PageRequest) -> Answer {
    let mut form = visit.new_form();
    form.set("minutes", 60);
    draw(visit, id, page, (form, Found::default())).await
}

pub(super) async fn draw(
    visit: Visit,
    id: GroupId,
    page: PageRequest,
    (form, found): (Form, Found),
) -> Answer {
    let (visitor, (group, meetings, topics, to_offer, may_edit)) = visit
        .read(move |desk| {
            let (seat, group) = open(desk, id)?;
            let soon = desk.now + SignedDuration::from_hours(24 * SOON_DAYS);
            let meetings = page.page(store::meetings(desk.tx, &seat, &group, (page, soon))?);
            let topics = if group.is_curriculum() { store::topics(desk.tx, &group)? } else { Vec::new() };
            let free = place::free(desk, &group)?;
            let waits = store::waits(desk.tx, id)?;
            let to_offer = free > 0 && super::waiting::next(&waits, desk.now).is_some();
            Ok((group, meetings, topics, to_offer, seat.role() == Role::Coordinator))
        })
        .await?;
    let (t, shell) = visitor.shell("nav-groups");
    let topics = topics.into_iter().map(|topic| Choice::new(topic.id.to_string(), topic.title)).collect();
    let clashes = found.sentences(&t);
    let page = ShowPage { f: form.clone(), group, meetings, topics, to_offer, may_edit, clashes, t, shell };
    visitor.show_form(&form, page)
}
