//! Meetings of a group, planned as a series or as one with its room.

use askama::Template;
use axum::extract::Path;
use jiff::ToSpan;

use super::clash::{self, Found};
use super::planned::{self, Lists, Planned};
use super::series::{self, Of, Series};
use super::{repeat, store};
use crate::access::{Desk, Seat};
use crate::audit::Act;
use crate::groups::{self, Group};
use crate::ids::{GroupId, RowId};
use crate::web::{Answer, Form, Problem, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "calendar/of_group.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
    group: Group,
    lists: Lists,
    /// The series that go on: each in words, with its address.
    running: Vec<(String, String)>,
    clashes: Vec<String>,
}

pub async fn new(visit: Visit, Path(id): Path<GroupId>) -> Answer {
    let mut form = visit.new_form();
    form.set("minutes", 60);
    form.set("repeat", "weekly");
    draw(visit, id, form, (Found::default(), true)).await
}

async fn draw(visit: Visit, id: GroupId, mut form: Form, (found, fill): (Found, bool)) -> Answer {
    let (visitor, (group, running, lists, today)) = visit
        .read(move |desk| {
            let (_, group) = groups::open(desk, id)?;
            let running = store::series::of_group(desk.tx, id)?;
            Ok((group, running, Lists::load(desk)?, desk.today()))
        })
        .await?;
    if fill {
        form.set("date", today.saturating_add(1.day()));
        form.set("time", "18:00");
    }
    let (t, shell) = visitor.shell("groups-series");
    let running = running
        .iter()
        .map(|series| (["/calendar/series/", &series.id.to_string()].concat(), words(&t, series)));
    let page = NewPage {
        running: running.collect(),
        lists: lists.in_words(&t),
        clashes: found.sentences(&t),
        f: form.clone(),
        group,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

/// `Every week on Tue, 6:30 PM`.
pub(super) fn words(t: &Text, series: &Series) -> String {
    let time = t.time(&series.rule.start().time());
    t.args("series-when", [("rule", repeat::words(t, &series.rule).into()), ("time", time.into())])
}

pub async fn create(visit: Visit, Path(id): Path<GroupId>, mut form: Form) -> Answer {
    let planned = Planned::read(&mut form);
    let found = Found::default();
    if form.is_valid() {
        let shared = found.clone();
        let outcome = visit
            .submit(&form, move |desk| {
                let (seat, group) = groups::open(desk, id)?;
                group.still_meets()?;
                planned.check_date(desk)?;
                let Some(series) = planned.series(desk, Of::Group(id), None)? else {
                    return once(desk, &seat, (id, &planned), &shared);
                };
                let people = store::lines::leaders(desk.tx, id)?;
                let wanted = planned::wanted(&series, people, desk.now);
                found_none(desk.tx, &shared, planned.anyway, &wanted)?;
                series::begin(desk.tx, desk.chance, &series, desk.stamp())?;
                desk.enter_seated(&seat, Act::Created, "series", series.id.to_string())?;
                Ok(format!("/calendar/series/{}", series.id))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, id, form, (found, false)).await
}

/// One meeting, with its room.
fn once(
    desk: &mut Desk<'_, '_>,
    seat: &Seat,
    (group, planned): (GroupId, &Planned),
    found: &Found,
) -> Result<String, Problem> {
    let (starts_at, spot) = (planned.instant(desk)?, planned.spot(desk)?);
    let people = store::lines::leaders(desk.tx, group)?;
    let wanted = clash::Wanted { people, room: spot.room, ..clash::Wanted::at([starts_at], planned.minutes) };
    found_none(desk.tx, found, planned.anyway, &wanted)?;
    let id: RowId = desk.id();
    let when = (starts_at, planned.minutes, spot);
    if !store::events::add_meeting(desk.tx, (id, group), when, desk.stamp())? {
        return Err(Refusal { field: "time", key: "groups-meeting-there" }.into());
    }
    desk.enter_seated(seat, Act::Created, "group_meeting", id.to_string())?;
    Ok(format!("/calendar/meetings/{id}"))
}

fn found_none(
    tx: &mut cairn_db::Tx<'_>,
    found: &Found,
    anyway: bool,
    wanted: &clash::Wanted,
) -> Result<(), Problem> {
    Ok(found.unless(anyway, clash::find(tx, wanted)?)?)
}
