//! Writing a note, in two minutes: what is known stands in the form already.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use jiff::Timestamp;

use super::draft::{self, Draft};
use super::language::{self, Said};
use super::note::{DEEDS, NON_BILLABLE, SavedNote};
use super::note_tier;
use super::schedule::{NO_SUPPORTER, companion};
use super::session::{self, MODES, NewSession, Session};
use super::setting::{self, SETTINGS};
use super::status::{NoteStatus, Trail};
use super::store;
use crate::access::{Circle, Desk, Record, Role, Tier};
use crate::audit::Act;
use crate::ids::{GoalId, ParticipantId, SessionId};
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

/// What the note is about.
#[derive(Debug, Clone, Copy)]
pub(super) enum Subject {
    Session(SessionId),
    /// A session that nobody planned, with this participant.
    Now(ParticipantId),
}

#[derive(Template)]
#[template(path = "sessions/write.html")]
struct WritePage {
    t: Text,
    shell: Shell,
    back: String,
    name: String,
    /// Whom the note goes to, besides the supporter and the participant.
    supervised: bool,
    comment: Option<String>,
    /// What was saved since the form was taken: it stands beside what was typed.
    newer: Option<SavedNote>,
    said: Vec<Said>,
    over: Option<i64>,
    note: NoteForm,
}

/// The form of a note, which a device without a network can hold too.
#[derive(Template)]
#[template(path = "sessions/note_form.html")]
pub struct NoteForm {
    t: Text,
    f: Form,
    action: String,
    now: bool,
    /// The version that it was drawn from: when there is a newer one on its way back, both are shown.
    base: i64,
    needs_reason: bool,
    tiers: Vec<Choice>,
    goals: Vec<Choice>,
    deeds: Vec<Choice>,
    modes: Vec<Choice>,
    settings: Vec<Choice>,
    billings: Vec<Choice>,
    unit_minutes: i64,
    preview: String,
}

/// Drawn by its own template, in which everything is escaped.
impl askama::filters::HtmlSafe for NoteForm {}

pub async fn edit(visit: Visit, Path(id): Path<SessionId>) -> Answer {
    let form = visit.new_form();
    draw(visit, Subject::Session(id), form, true).await
}

pub async fn update(visit: Visit, Path(id): Path<SessionId>, mut form: Form) -> Answer {
    let draft = Draft::read(&mut form);
    let send = draft.send;
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let record = desk.open_session(id)?;
                let session = store::one(desk.tx, &record, id)?.ok_or(Problem::NotFound)?;
                draft.keep(desk, &record, &session)
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, flash(send));
        }
    }
    draw(visit, Subject::Session(id), form, false).await
}

/// Keeps a session that nobody planned, and its note, in one.
pub(super) async fn create_now(visit: Visit, id: ParticipantId, mut form: Form) -> Answer {
    let draft = Draft::read(&mut form);
    let send = draft.send;
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let record = desk.open_record(id)?;
                let standing = own_standing(desk, &record)?.ok_or(NO_SUPPORTER)?;
                let new: NewSession = draft.session(desk, &standing)?;
                store::add(desk.tx, &record, &new, desk.now, desk.viewer.person)?;
                desk.enter(&record, Act::Created, "session", Some(new.id.to_string()))?;
                store::walk_in(desk.tx, desk.id(), &record, (new.id, new.starts_at), desk.stamp())?;
                let session = store::one(desk.tx, &record, new.id)?.ok_or(Problem::NotFound)?;
                draft.keep(desk, &record, &session)
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, flash(send));
        }
    }
    draw(visit, Subject::Now(id), form, false).await
}

fn flash(send: bool) -> &'static str {
    if send { "note-sent" } else { "note-kept" }
}

fn own_standing(desk: &mut Desk<'_, '_>, record: &Record) -> Result<Option<store::Standing>, Problem> {
    if record.acting_as() != Role::PeerSupporter {
        return Err(Problem::NotFound);
    }
    companion(desk, record)
}

/// What the form is drawn from.
struct Sheet {
    name: String,
    supervised: bool,
    trail: Option<Trail>,
    saved: Option<SavedNote>,
    goals: Vec<(GoalId, String)>,
    /// When it was planned, or when it begins now without an end.
    planned: (Timestamp, Option<Timestamp>),
    mode: String,
    setting: String,
    /// Units of this participant on that day, when they are more than the program's limit.
    over: Option<i64>,
    circle: Circle,
    tier: Tier,
}

impl Sheet {
    /// None when there is nothing for the viewer to write: the session's page tells more. A form that was filled in
    /// already is drawn again in any state, so that no word is lost.
    fn of_session(desk: &mut Desk<'_, '_>, id: SessionId, filled: bool) -> Result<Option<Sheet>, Problem> {
        let record = desk.open_session(id)?;
        let session = store::one(desk.tx, &record, id)?.ok_or(Problem::NotFound)?;
        let writes = record.acting_as() == Role::PeerSupporter;
        if !session.note_is_for(record.acting_as()) || (filled && !writes) {
            return Err(Problem::NotFound);
        }
        let trail = store::trail(desk.tx, id)?.unwrap_or_else(|| Trail::begin(session.supporter_person));
        let locked = trail.status() == NoteStatus::Sent || session.cancellation.is_some();
        if !writes || (locked && !filled) {
            return Ok(None);
        }
        let end = session.starts_at.checked_add(jiff::SignedDuration::from_mins(session.planned_minutes));
        Ok(Some(Sheet {
            saved: store::saved(desk.tx, &record, id, trail.newest())?,
            goals: draft::citable(desk, &record, &session, &trail)?,
            over: over_limit(desk, &record, &session)?,
            circle: Circle::load(desk.tx, &record)?,
            tier: store::note_tier(desk.tx, &record, id)?
                .map_or(desk.program.settings.privacy.note_tier, |(_, tier)| tier),
            planned: (session.starts_at, end.ok()),
            name: session.participant_name,
            supervised: session.supervisor.is_some(),
            mode: session.mode,
            setting: session.setting,
            trail: Some(trail),
        }))
    }

    fn of_now(desk: &mut Desk<'_, '_>, id: ParticipantId) -> Result<Option<Sheet>, Problem> {
        let record = desk.open_record(id)?;
        own_standing(desk, &record)?.ok_or(Problem::NotFound)?;
        Ok(Some(Sheet {
            name: crate::intake::RecordHead::load(desk.tx, &record)?.name,
            supervised: true,
            circle: Circle::load(desk.tx, &record)?,
            tier: desk.program.settings.privacy.note_tier,
            goals: store::citable(desk.tx, &record, None)?,
            planned: (desk.now, None),
            mode: "in_person".to_string(),
            setting: "recovery_center".to_string(),
            trail: None,
            saved: None,
            over: None,
        }))
    }

    fn fill(&self, form: &mut Form, zone: &jiff::tz::TimeZone) {
        if let Some(saved) = &self.saved {
            return Draft::fill(form, saved, zone);
        }
        let (start, end) = self.planned;
        match end {
            Some(end) => draft::fill_times(form, (start, end), zone),
            None => {
                let start = start.to_zoned_datetime(zone.clone());
                form.set("date", start.date());
                form.set("start", start.strftime("%H:%M"));
            }
        }
        form.set("mode", &self.mode);
        form.set("setting", setting::current(&self.setting));
        form.set("billing", "billable");
    }
}

/// Units of this participant on the session's day, when they are more than the program's daily limit.
pub(super) fn over_limit(
    desk: &mut Desk<'_, '_>,
    record: &Record,
    session: &Session,
) -> Result<Option<i64>, Problem> {
    let limit = desk.program.settings.units.daily_limit;
    if limit == 0 || session.held.is_none() {
        return Ok(None);
    }
    let day = session.begin().to_zoned_datetime(desk.program.zone.clone()).date();
    let units = store::units_on(desk.tx, record, session::bounds(day, &desk.program.zone)?)?;
    Ok(Some(units).filter(|units| *units > limit))
}

/// The form, filled with what is known when `fill`.
fn note_form(
    desk: &Desk<'_, '_>,
    t: &Text,
    subject: Subject,
    sheet: &Sheet,
    (mut form, fill): (Form, bool),
) -> NoteForm {
    if fill {
        sheet.fill(&mut form, &desk.program.zone);
        form.set("tier", sheet.tier.code());
    }
    let mut billings = vec![Choice::new("billable", t.get("note-billable"))];
    billings.extend(Choice::codes(t, "not-billed", &NON_BILLABLE));
    let goals = sheet.goals.iter().map(|(id, words)| Choice::new(id.to_string(), words));
    NoteForm {
        action: match subject {
            Subject::Session(id) => format!("/sessions/{id}/note"),
            Subject::Now(id) => format!("/participants/{id}/sessions"),
        },
        now: matches!(subject, Subject::Now(_)),
        base: sheet.trail.as_ref().map_or(0, Trail::newest),
        needs_reason: sheet.trail.as_ref().is_some_and(Trail::needs_reason),
        tiers: note_tier::choices(t, &sheet.circle),
        goals: goals.collect(),
        deeds: Choice::codes(t, "deed", &DEEDS),
        modes: Choice::codes(t, "mode", &MODES),
        settings: Choice::codes(t, "setting", &SETTINGS),
        billings,
        unit_minutes: desk.program.settings.units.minutes,
        preview: t.args("note-preview", [("minutes", "{minutes}".into()), ("units", "{units}".into())]),
        t: t.clone(),
        f: form,
    }
}

/// The notes that a supporter can write about somebody until `until`, each with what it is about: the sessions that are due
/// by then, and one that nobody planned.
pub fn forms_to_take(
    desk: &mut Desk<'_, '_>,
    t: &Text,
    record: &Record,
    until: Timestamp,
) -> Result<Vec<(String, NoteForm)>, Problem> {
    let due = store::to_take(desk.tx, record, desk.viewer.person, (desk.now, until))?;
    let mut forms = Vec::new();
    for session in due {
        let subject = Subject::Session(session.id);
        let Some(sheet) = Sheet::of_session(desk, session.id, false)? else { continue };
        let label = t.with("offline-note-of", "when", t.instant(session.begin()));
        let form = Form::empty(t.clone(), desk.id());
        forms.push((label, note_form(desk, t, subject, &sheet, (form, true))));
    }
    if let Some(sheet) = Sheet::of_now(desk, record.participant())? {
        let form = Form::empty(t.clone(), desk.id());
        let subject = Subject::Now(record.participant());
        forms.push((t.get("offline-note-now"), note_form(desk, t, subject, &sheet, (form, true))));
    }
    Ok(forms)
}

pub(super) async fn draw(visit: Visit, subject: Subject, form: Form, fill: bool) -> Answer {
    let (language, typed) = (visit.language, form.clone());
    let (visitor, drawn) = visit
        .write(move |desk| {
            let sheet = match subject {
                Subject::Session(id) => Sheet::of_session(desk, id, !fill)?,
                Subject::Now(id) => Sheet::of_now(desk, id)?,
            };
            let t = Text::new(language, desk.program.zone.clone());
            Ok(sheet.map(|sheet| (note_form(desk, &t, subject, &sheet, (form, fill)), sheet)))
        })
        .await?;
    let back = match subject {
        Subject::Session(id) => format!("/sessions/{id}"),
        Subject::Now(id) => format!("/participants/{id}/sessions"),
    };
    let Some((note, sheet)) = drawn else {
        return Ok(Redirect::to(&back).into_response());
    };
    let (t, shell) = visitor.shell("note-title");
    let taken_from = typed.value("base").parse().unwrap_or(note.base);
    let page = WritePage {
        supervised: sheet.supervised,
        comment: sheet.trail.as_ref().and_then(|trail| trail.comment().map(str::to_string)),
        said: if fill { sheet.saved.as_ref().map(language::said).unwrap_or_default() } else { Vec::new() },
        newer: sheet.saved.filter(|_| !fill && taken_from < note.base),
        over: sheet.over,
        name: sheet.name,
        back,
        note,
        t,
        shell,
    };
    visitor.show_form(&typed, page)
}
