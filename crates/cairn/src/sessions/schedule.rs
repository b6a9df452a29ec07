//! Planning a session, or writing down one that happens now.

use askama::Template;
use axum::extract::Path;
use jiff::civil::{Date, Time};
use jiff::{Timestamp, ToSpan};

use super::session::{self, LONGEST_MINUTES, MODES, NewSession};
use super::setting::{self, SETTINGS};
use super::store::{self, Standing};
use super::write::{self, Subject};
use crate::access::{Desk, Record, Role};
use crate::audit::Act;
use crate::calendar::clash::{self, Found, Wanted};
use crate::calendar::planned::{self, Lists};
use crate::calendar::repeat::Repeat;
use crate::calendar::rule::Rule;
use crate::calendar::series::{self, Of, OfSession, Series, Spot};
use crate::calendar::store::lines;
use crate::contracts::{self, Channel};
use crate::ids::{ParticipantId, RoomId};
use crate::intake::RecordHead;
use crate::program;
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

/// Minutes of a session when nobody says otherwise.
const USUAL_MINUTES: i64 = 60;

#[derive(Template)]
#[template(path = "sessions/new.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: RecordHead,
    /// Who meets whom; none while the participant has no supporter.
    lead: Option<String>,
    /// Whether the viewer may hold a session now.
    holds: bool,
    modes: Vec<Choice>,
    settings: Vec<Choice>,
    lists: Lists,
    clashes: Vec<String>,
}

pub async fn new(visit: Visit, Path(id): Path<ParticipantId>, query: Form) -> Answer {
    if query.checked("now") {
        return write::draw(visit, Subject::Now(id), query, true).await;
    }
    let form = visit.new_form();
    draw(visit, id, form, (Found::default(), true)).await
}

pub async fn create(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    if form.checked("now") {
        return write::create_now(visit, id, form).await;
    }
    let planned = Planned::read(&mut form);
    let found = Found::default();
    if form.is_valid() {
        let shared = found.clone();
        let outcome = visit
            .submit(&form, move |desk| {
                let record = desk.open_record(id)?;
                let standing = companion(desk, &record)?.ok_or(NO_SUPPORTER)?;
                let session = planned.session(desk, standing)?;
                match planned.repeat.rule() {
                    Some(rule) => planned.begin(desk, &record, (session, rule), &shared),
                    None => {
                        let at = plan(desk, &record, &session, (planned.anyway, &shared))?;
                        Ok(if planned.accompany { [at.as_str(), "/accompaniment"].concat() } else { at })
                    }
                }
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "session-planned");
        }
    }
    draw(visit, id, form, (found, false)).await
}

pub(super) const NO_SUPPORTER: Refusal = Refusal { field: "", key: "session-no-supporter" };

/// The supporter with whom the viewer may plan for this participant: a supporter plans for themselves.
pub(super) fn companion(desk: &mut Desk<'_, '_>, record: &Record) -> Result<Option<Standing>, Problem> {
    let only = match record.acting_as() {
        Role::PeerSupporter => Some(desk.viewer.person),
        Role::Participant | Role::Coordinator => None,
        _ => return Err(Problem::NotFound),
    };
    Ok(store::current_supporter(desk.tx, record, only)?)
}

/// Adds a planned session, unless somebody's time is taken then; `anyway` adds it still.
pub(super) fn plan(
    desk: &mut Desk<'_, '_>,
    record: &Record,
    session: &NewSession,
    (anyway, found): (bool, &Found),
) -> Result<String, Problem> {
    check_start(desk, session.starts_at)?;
    let times = Wanted::at([session.starts_at], session.minutes);
    let wanted = wanted(desk, record, session, times)?;
    found.unless(anyway, clash::find(desk.tx, &wanted)?)?;
    store::add(desk.tx, record, session, desk.now, desk.viewer.person)?;
    desk.enter(record, Act::Created, "session", Some(session.id.to_string()))?;
    Ok(format!("/sessions/{}", session.id))
}

/// Whose time a session takes.
fn wanted(
    desk: &mut Desk<'_, '_>,
    record: &Record,
    session: &NewSession,
    times: Wanted,
) -> Result<Wanted, Problem> {
    let people = vec![lines::supporter(desk.tx, session.supporter)?];
    Ok(Wanted { people, room: session.room, ..times.with(record) })
}

/// A year that slipped: sessions are planned for the next year, or written down within three months.
fn check_start(desk: &Desk<'_, '_>, start: Timestamp) -> Result<(), Refusal> {
    let days = start.duration_since(desk.now).as_hours() / 24;
    if (-92..=366).contains(&days) { Ok(()) } else { Err(Refusal { field: "date", key: "session-far-date" }) }
}

struct Planned {
    date: Date,
    time: Time,
    minutes: i64,
    mode: String,
    setting: String,
    place: Option<String>,
    video_link: Option<String>,
    room: Option<RoomId>,
    repeat: Repeat,
    anyway: bool,
    /// The two go somewhere together: where is asked next.
    accompany: bool,
}

impl Planned {
    fn read(form: &mut Form) -> Planned {
        let (date, time) = read_start(form);
        let planned = Planned {
            date,
            time,
            minutes: form.required_integer("minutes", 5..=LONGEST_MINUTES),
            mode: form.required_choice("mode", &MODES),
            setting: setting::read(form),
            place: form.text("place", 200),
            video_link: form.text("video_link", 300),
            room: form.id("room"),
            repeat: Repeat::read(form, date),
            anyway: form.checked("anyway"),
            accompany: form.checked("accompany"),
        };
        if planned.video_link.as_ref().is_some_and(|link| !link.starts_with("https://")) {
            form.wrong("video_link", "session-link-https");
        }
        planned
    }

    fn session(&self, desk: &mut Desk<'_, '_>, with: Standing) -> Result<NewSession, Problem> {
        let open = program::rooms(desk.tx)?;
        let link = self.video_link.clone().or(with.video_link).filter(|link| link.starts_with("https://"));
        let video_link = link.filter(|_| self.mode == "video");
        if video_link.is_some() {
            // Somebody else carries the call: only while a service agreement with them is in force.
            contracts::channel_open(desk.tx, Channel::Video, desk.today()).map_err(
                |problem| match problem {
                    Problem::Refused(refusal) => Refusal { field: "mode", ..refusal }.into(),
                    other => other,
                },
            )?;
        }
        if self.room.is_some_and(|room| open.iter().all(|known| known.id != room)) {
            return Err(Refusal { field: "room", key: "form-choose-listed" }.into());
        }
        Ok(NewSession {
            id: desk.id(),
            supporter: with.supporter,
            starts_at: session::instant(self.date, self.time, &desk.program.zone)?,
            minutes: self.minutes,
            mode: self.mode.clone(),
            setting: self.setting.clone(),
            place: self.place.clone(),
            video_link,
            room: self.room,
            moved_from: None,
        })
    }

    /// Begins a series that takes place like this session.
    fn begin(
        &self,
        desk: &mut Desk<'_, '_>,
        record: &Record,
        (session, rule): (NewSession, &str),
        found: &Found,
    ) -> Result<String, Problem> {
        check_start(desk, session.starts_at)?;
        let zone = desk.program.zone.clone();
        let rule = Rule::read(rule, self.date.to_datetime(self.time), &zone)
            .map_err(|wrong| Refusal { field: "rule", key: wrong.key })?;
        let of = OfSession {
            participant: record.participant(),
            supporter: session.supporter,
            mode: session.mode.clone(),
            setting: session.setting.clone(),
            place: session.place.clone(),
            video_link: session.video_link.clone(),
        };
        let series = Series {
            id: desk.id(),
            of: Of::Session(of),
            rule,
            zone,
            minutes: session.minutes,
            spot: Spot { room: session.room, ..Spot::default() },
            previous: None,
            written_until: series::horizon(desk.now),
            begun_by: desk.viewer.person,
            until: None,
        };
        let times = planned::wanted(&series, Vec::new(), desk.now);
        let wanted = wanted(desk, record, &session, times)?;
        found.unless(self.anyway, clash::find(desk.tx, &wanted)?)?;
        series::begin(desk.tx, desk.chance, &series, desk.stamp())?;
        desk.enter(record, Act::Created, "series", Some(series.id.to_string()))?;
        Ok(format!("/calendar/series/{}", series.id))
    }
}

/// The fields `date` and `time`.
pub(super) fn read_start(form: &mut Form) -> (Date, Time) {
    let date = form.required_date("date");
    if form.value("time").trim().is_empty() {
        form.wrong("time", "form-required");
    }
    (date, form.time("time").unwrap_or_default())
}

async fn draw(visit: Visit, id: ParticipantId, mut form: Form, (found, fill): (Found, bool)) -> Answer {
    let (visitor, (head, standing, holds, now, lists)) = visit
        .write(move |desk| {
            let record = desk.open_record(id)?;
            let standing = companion(desk, &record)?;
            let holds = record.acting_as() == Role::PeerSupporter;
            let now = desk.now.to_zoned_datetime(desk.program.zone.clone()).datetime();
            let lists = Lists::load(desk)?;
            Ok((RecordHead::load(desk.tx, &record)?, standing, holds, now, lists))
        })
        .await?;
    if fill {
        let next_hour = now.checked_add(1.hour()).unwrap_or(now);
        form.set("date", next_hour.date());
        form.set("time", format!("{:02}:00", next_hour.hour()));
        form.set("minutes", USUAL_MINUTES);
        form.set("mode", "in_person");
        form.set("setting", "recovery_center");
        form.set("repeat", "once");
        form.set_some("video_link", standing.as_ref().and_then(|s| s.video_link.as_ref()));
    }
    let (t, shell) = visitor.shell("session-new-title");
    let page = NewPage {
        modes: Choice::codes(&t, "mode", &MODES),
        settings: Choice::codes(&t, "setting", &SETTINGS),
        lists: lists.in_words(&t),
        clashes: found.sentences(&t),
        lead: standing.map(|with| match head.own {
            true => t.with("session-new-with", "name", with.name),
            false => t.args(
                "session-new-of",
                [("name", head.name.as_str().into()), ("supporter", with.name.into())],
            ),
        }),
        f: form.clone(),
        head,
        holds,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}
