//! One group as the viewer knows it.

use askama::Template;
use axum::extract::Path;
use jiff::Timestamp;

use super::super::store::{self, OwnGroup, OwnMeeting, Rules};
use super::super::waiting::{self, Wait};
use super::open;
use crate::ids::{GroupId, MeetingId};
use crate::web::{Answer, Form, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "groups/own/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    f: Form,
    own: OwnGroup,
    rules: Option<Rules>,
    accepted: bool,
    topics: Vec<String>,
    meetings: Vec<OwnMeeting>,
    wait: Option<Wait>,
    /// The viewer's place on the list.
    place: Option<i64>,
    now: Timestamp,
}

impl ShowPage {
    fn here(&self) -> String {
        format!("/my-groups/{}", self.own.group.id)
    }

    /// The place on the list; only drawn for who is on it.
    fn number(&self) -> i64 {
        self.place.unwrap_or(1)
    }

    /// The last meeting to which the viewer came: the one that they can rate.
    fn last(&self) -> Option<MeetingId> {
        self.meetings.iter().find(|meeting| meeting.starts_at <= self.now).map(|meeting| meeting.id)
    }
}

pub async fn show(visit: Visit, Path(id): Path<GroupId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form).await
}

/// What the page is drawn from.
struct View {
    own: OwnGroup,
    rules: Option<Rules>,
    accepted: bool,
    topics: Vec<String>,
    meetings: Vec<OwnMeeting>,
    wait: Option<Wait>,
    place: Option<i64>,
    now: Timestamp,
}

pub(super) async fn draw(visit: Visit, id: GroupId, form: Form) -> Answer {
    let (visitor, view) = visit
        .read(move |desk| {
            let (seat, own) = open(desk, id)?;
            let rules = store::newest_rules(desk.tx, id)?;
            let accepted = match &rules {
                Some(rules) => store::has_accepted(desk.tx, rules.id, seat.person())?,
                None => false,
            };
            let topics =
                if own.group.is_curriculum() { store::topics(desk.tx, &own.group)? } else { Vec::new() };
            let waits = store::waits(desk.tx, id)?;
            let place = waiting::place(&waits, seat.person());
            Ok(View {
                meetings: store::own_meetings(desk.tx, &seat, id)?,
                topics: topics.into_iter().map(|topic| topic.title).collect(),
                wait: waits.into_iter().find(|wait| wait.person == seat.person()),
                now: desk.now,
                own,
                rules,
                accepted,
                place,
            })
        })
        .await?;
    let (t, shell) = visitor.shell("nav-my-groups");
    let View { own, rules, accepted, topics, meetings, wait, place, now } = view;
    let page =
        ShowPage { f: form.clone(), own, rules, accepted, topics, meetings, wait, place, now, t, shell };
    visitor.show_form(&form, page)
}
