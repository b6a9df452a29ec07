//! A series: what it is, its next occurrences and exceptions; ended, or changed from a day on.

use askama::Template;
use axum::extract::Path;
use jiff::ToSpan;
use jiff::civil::Date;

use super::clash::{self, Found};
use super::eye::Eye;
use super::of_group::words;
use super::planned::{self, Lists, Planned};
use super::series::{self, Of, Series};
use super::store;
use super::store::lines::Line;
use crate::access::{Desk, Record, Role};
use crate::audit::Act;
use crate::ids::{PersonId, SeriesId};
use crate::web::{Answer, Form, Page, PageRequest, Problem, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "calendar/series.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    f: Form,
    series: Series,
    head: Head,
    when: String,
    lines: Page<Line>,
}

/// What a series is called, and where it belongs.
pub struct Head {
    pub title: String,
    pub leader: Option<String>,
    pub site: Option<String>,
    pub room: Option<String>,
    /// Where what repeats is at home.
    pub home: Option<String>,
}

#[derive(Template)]
#[template(path = "calendar/series_change.html")]
struct ChangePage {
    t: Text,
    shell: Shell,
    f: Form,
    series: Series,
    head: Head,
    when: String,
    lists: Lists,
    clashes: Vec<String>,
}

/// A series, for who may change it: who coordinates; who leads the group or the event; for sessions and meetings with a
/// family whoever may plan them.
fn open(desk: &mut Desk<'_, '_>, id: SeriesId) -> Result<(Eye, Series, Option<Record>), Problem> {
    let eye = Eye::of(desk)?;
    let series = store::series::one(desk.tx, id)?.ok_or(Problem::NotFound)?;
    let mut record = None;
    let may = match &series.of {
        Of::Group(group) => eye.sees_all() || store::lines::leads(desk.tx, *group, eye.person())?,
        Of::Event(of) => eye.sees_all() || of.leader == eye.person(),
        Of::Family(of) => match desk.open_family(of.family)?.role() {
            Role::Coordinator => true,
            Role::PeerSupporter => desk.viewer.supporter == Some(of.supporter),
            _ => false,
        },
        Of::Session(of) => {
            if !desk.reaches(of.participant)? {
                return Err(Problem::NotFound);
            }
            let opened = desk.open_record(of.participant)?;
            record = Some(opened);
            match opened.acting_as() {
                Role::PeerSupporter => desk.viewer.supporter == Some(of.supporter),
                Role::Participant | Role::Coordinator => true,
                _ => false,
            }
        }
    };
    if may { Ok((eye, series, record)) } else { Err(Problem::NotFound) }
}

fn enter(
    desk: &mut Desk<'_, '_>,
    (eye, record): (&Eye, Option<Record>),
    act: Act,
    id: SeriesId,
) -> Result<(), Problem> {
    match record {
        Some(record) => desk.enter(&record, act, "series", Some(id.to_string())),
        None => desk.enter_seated(eye.seat(), act, "series", id.to_string()),
    }
}

pub async fn show(visit: Visit, Path(id): Path<SeriesId>, page: PageRequest) -> Answer {
    let mut form = visit.new_form();
    form.set("until", "");
    draw(visit, id, page, form).await
}

async fn draw(visit: Visit, id: SeriesId, page: PageRequest, form: Form) -> Answer {
    let (visitor, (series, head, lines)) = visit
        .write(move |desk| {
            let (eye, series, record) = open(desk, id)?;
            enter(desk, (&eye, record), Act::Opened, id)?;
            let head = store::lines::head(desk.tx, &series, &eye)?;
            let lines = store::lines::lines(desk.tx, &series, desk.now, page)?;
            Ok((series, head, page.page(lines)))
        })
        .await?;
    let (t, shell) = visitor.shell("series-title");
    let when = words(&t, &series);
    visitor.show_form(&form.clone(), ShowPage { t, shell, f: form, series, head, when, lines })
}

pub async fn end(visit: Visit, Path(id): Path<SeriesId>, mut form: Form) -> Answer {
    let until = form.required_date("until");
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (eye, series, record) = open(desk, id)?;
                check_open(&series)?;
                let yesterday = desk.today().yesterday().unwrap_or(desk.today());
                if until < yesterday {
                    return Err(Refusal { field: "until", key: "series-until-past" }.into());
                }
                series::end(desk.tx, &series, until, desk.stamp())?;
                enter(desk, (&eye, record), Act::Ended, id)?;
                Ok(format!("/calendar/series/{id}"))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, id, PageRequest::first(), form).await
}

fn check_open(series: &Series) -> Result<(), Refusal> {
    match series.until {
        Some(_) => Err(Refusal { field: "until", key: "series-ended-already" }),
        None => Ok(()),
    }
}

pub async fn edit(visit: Visit, Path(id): Path<SeriesId>, query: Form) -> Answer {
    let mut form = visit.new_form();
    form.set_some("date", query.value("from").parse::<Date>().ok());
    draw_change(visit, id, form, (Found::default(), true)).await
}

async fn draw_change(visit: Visit, id: SeriesId, mut form: Form, (found, fill): (Found, bool)) -> Answer {
    let (visitor, (series, head, lists, today)) = visit
        .write(move |desk| {
            let (eye, series, record) = open(desk, id)?;
            enter(desk, (&eye, record), Act::Opened, id)?;
            let head = store::lines::head(desk.tx, &series, &eye)?;
            Ok((series, head, Lists::load(desk)?, desk.today()))
        })
        .await?;
    if fill {
        if form.value("date").is_empty() {
            form.set("date", today.saturating_add(1.day()));
        }
        form.set("time", series.rule.start().strftime("%H:%M"));
        form.set("minutes", series.minutes);
        form.set("repeat", "rule");
        form.set("rule", series.rule.shown());
        form.set_some("room", series.spot.room);
        form.set_some("site", series.spot.site.filter(|_| series.spot.room.is_none()));
        form.set_some("capacity", series.spot.capacity);
    }
    let (t, shell) = visitor.shell("series-title");
    let page = ChangePage {
        when: words(&t, &series),
        lists: lists.in_words(&t),
        clashes: found.sentences(&t),
        f: form.clone(),
        series,
        head,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

/// "This and all that follow": the series ends before a day, and another one goes on from there.
pub async fn update(visit: Visit, Path(id): Path<SeriesId>, mut form: Form) -> Answer {
    let planned = Planned::read(&mut form);
    if planned.repeat.rule().is_none() && form.error("repeat").is_none() {
        form.wrong("repeat", "form-choose");
    }
    let found = Found::default();
    if form.is_valid() {
        let shared = found.clone();
        let outcome = visit
            .submit(&form, move |desk| {
                let (eye, old, record) = open(desk, id)?;
                let next = change(desk, (&old, record.as_ref()), &planned, &shared)?;
                enter(desk, (&eye, record), Act::Changed, id)?;
                Ok(format!("/calendar/series/{next}"))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw_change(visit, id, form, (found, false)).await
}

fn change(
    desk: &mut Desk<'_, '_>,
    (old, record): (&Series, Option<&Record>),
    planned: &Planned,
    found: &Found,
) -> Result<SeriesId, Problem> {
    check_open(old).map_err(|refusal| Refusal { field: "date", ..refusal })?;
    if planned.date < desk.today() {
        return Err(Refusal { field: "date", key: "series-change-past" }.into());
    }
    planned.check_date(desk)?;
    let series = planned.series(desk, old.of.clone(), Some(old.id))?;
    let series = series.ok_or(Refusal { field: "repeat", key: "form-choose" })?;
    let mut wanted = planned::wanted(&series, people(desk, old)?, desk.now);
    if let Some(record) = record {
        wanted = wanted.with(record);
    }
    if let Of::Family(of) = &old.of {
        planned.check_ahead(desk)?;
        wanted.families = vec![(of.family, None)];
    }
    found.unless(planned.anyway, clash::find(desk.tx, &wanted)?)?;
    let before = planned.date.yesterday().unwrap_or(planned.date);
    series::end(desk.tx, old, before, desk.stamp())?;
    series::begin(desk.tx, desk.chance, &series, desk.stamp())?;
    Ok(series.id)
}

/// Whose time it takes.
fn people(desk: &mut Desk<'_, '_>, series: &Series) -> Result<Vec<PersonId>, Problem> {
    Ok(match &series.of {
        Of::Group(group) => store::lines::leaders(desk.tx, *group)?,
        Of::Event(of) => [Some(of.leader), of.with].into_iter().flatten().collect(),
        Of::Session(of) => vec![store::lines::supporter(desk.tx, of.supporter)?],
        Of::Family(of) => vec![store::lines::supporter(desk.tx, of.supporter)?],
    })
}
