//! The exchanges of a meeting as its leader sees them: the plan, who is with whom, the rounds and their time, and who has
//! not yet been asked.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use cairn_exchange::{Exchange, LeftOutBecause, Pair};
use jiff::Timestamp;

use super::balance::{NotAsked, not_asked};
use super::open;
use super::store::{self, Forming, Plan, Round};
use crate::access::{Desk, Role};
use crate::groups::Group;
use crate::groups::store::Meeting;
use crate::ids::{GroupId, MeetingId};
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "exchanges/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    f: Form,
    group: Group,
    meeting: Meeting,
    plan: Option<Plan>,
    forming: Option<Forming>,
    groups: Vec<Line>,
    watching: Vec<(String, &'static str)>,
    /// Names of pairs that were together last time too.
    again: Vec<String>,
    /// Who is there and in no group yet.
    late: Vec<String>,
    people: Vec<Choice>,
    balance: NotAsked,
    here: usize,
    limits: usize,
    /// A peer leads beside the clinician.
    peer_led: bool,
    now: Timestamp,
}

/// One group by name.
struct Line {
    giver: String,
    receiver: String,
    listener: Option<String>,
}

impl ShowPage {
    fn path(&self) -> String {
        format!("/groups/{}/meetings/{}", self.group.id, self.meeting.id)
    }

    fn is_confirmed(&self) -> bool {
        self.forming.as_ref().is_some_and(|forming| forming.confirmed_at.is_some())
    }

    fn time(&self, round: &Round) -> Option<Clock> {
        clock(&self.t, round, self.now)
    }
}

/// The time of a round that has begun, in words and for the script.
pub(super) struct Clock {
    pub words: String,
    pub seconds_left: i64,
}

/// None before a round has begun.
pub(super) fn clock(t: &Text, round: &Round, now: Timestamp) -> Option<Clock> {
    let (from, until) = (round.started_at?, round.ends_at()?);
    let words =
        t.args("exchanges-runs", [("from", t.at_time(&from).into()), ("until", t.at_time(&until).into())]);
    Some(Clock { words, seconds_left: until.duration_since(now).as_secs().max(0) })
}

pub async fn show(visit: Visit, Path(ids): Path<(GroupId, MeetingId)>) -> Answer {
    let form = visit.new_form();
    draw(visit, ids, form).await
}

/// What the page is drawn from.
struct View {
    group: Group,
    meeting: Meeting,
    plan: Option<Plan>,
    forming: Option<Forming>,
    names: BTreeMap<String, String>,
    here: Vec<String>,
    last: Vec<Pair>,
    balance: NotAsked,
    limits: usize,
    peer_led: bool,
    now: Timestamp,
}

impl View {
    fn load(desk: &mut Desk<'_, '_>, ids: (GroupId, MeetingId)) -> Result<View, Problem> {
        let (seat, group, meeting) = open(desk, ids)?;
        let names = store::names(desk.tx, &seat, &group)?;
        let history = store::history(desk.tx, group.id, meeting.starts_at)?;
        let last = history.meetings.last();
        let facilitators = crate::groups::store::facilitators(desk.tx, &group, meeting.id)?;
        let mut peer_led = false;
        for one in facilitators.iter().filter(|one| one.was_there && one.person != group.leader_id) {
            peer_led |= crate::people::store::roles(desk.tx, one.person)?.contains(&Role::PeerSupporter);
        }
        Ok(View {
            last: last
                .map(|last| last.exchanges.iter().flat_map(Exchange::pairs).collect())
                .unwrap_or_default(),
            balance: not_asked(&names, &history),
            plan: store::plan_of(desk.tx, meeting.id)?,
            forming: store::newest(desk.tx, meeting.id)?,
            here: store::here(desk.tx, meeting.id)?,
            limits: store::lines(desk.tx, &seat, group.id)?.len(),
            now: desk.now,
            peer_led,
            names,
            group,
            meeting,
        })
    }

    fn name(&self, id: &str) -> String {
        self.names.get(id).cloned().unwrap_or_default()
    }

    fn lines(&self) -> Vec<Line> {
        let exchanges = self.forming.iter().flat_map(|forming| &forming.current.exchanges);
        let line = |exchange: &Exchange| Line {
            giver: self.name(&exchange.giver),
            receiver: self.name(&exchange.receiver),
            listener: exchange.listener.as_deref().map(|id| self.name(id)),
        };
        exchanges.map(line).collect()
    }

    fn watching(&self) -> Vec<(String, &'static str)> {
        let watching = self.forming.iter().flat_map(|forming| &forming.current.watching);
        let why = |reason| match reason {
            LeftOutBecause::TakesNoPart => "exchanges-out-no-part",
            LeftOutBecause::TooFew => "exchanges-out-too-few",
            LeftOutBecause::OddNumber => "exchanges-out-odd",
            LeftOutBecause::Limits => "exchanges-out-limits",
            LeftOutBecause::NoPlace => "exchanges-out-no-place",
        };
        watching.map(|left| (self.name(&left.id), why(left.reason))).collect()
    }

    fn again(&self) -> Vec<String> {
        let pairs =
            self.forming.iter().flat_map(|forming| &forming.current.exchanges).flat_map(Exchange::pairs);
        let two = |pair: Pair| pair.both().map(|id| self.name(id)).join(", ");
        pairs.filter(|pair| self.last.contains(pair)).map(two).collect()
    }

    fn late(&self) -> Vec<String> {
        let Some(forming) = &self.forming else { return Vec::new() };
        let placed = forming.current.people();
        self.here.iter().filter(|id| !placed.contains(*id)).map(|id| self.name(id)).collect()
    }

    fn people(&self) -> Vec<Choice> {
        let placed = self.forming.iter().flat_map(|forming| forming.current.people());
        let mut people: Vec<Choice> = placed.map(|id| Choice::new(id.clone(), self.name(&id))).collect();
        people.sort_by_key(|choice| choice.label.to_lowercase());
        people
    }
}

pub(super) async fn draw(visit: Visit, ids: (GroupId, MeetingId), form: Form) -> Answer {
    let (visitor, view) = visit.read(move |desk| View::load(desk, ids)).await?;
    let (t, shell) = visitor.shell("exchanges-title");
    let page = ShowPage {
        groups: view.lines(),
        watching: view.watching(),
        again: view.again(),
        late: view.late(),
        people: view.people(),
        here: view.here.len(),
        f: form.clone(),
        group: view.group,
        meeting: view.meeting,
        plan: view.plan,
        forming: view.forming,
        balance: view.balance,
        limits: view.limits,
        peer_led: view.peer_led,
        now: view.now,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}
