//! What stands in the note's form, and how it becomes a version.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use super::note::{Content, DEEDS, LONGEST_WORDS, NON_BILLABLE, SavedNote, check_times};
use super::note_tier;
use super::session::{self, MODES, NewSession, Session};
use super::setting;
use super::status::Trail;
use super::store::{self, NewVersion};
use crate::access::{Desk, Record, Role, Tier};
use crate::audit::Act;
use crate::ids::{GoalId, NoteId, SubmissionId};
use crate::web::{Form, Problem, Refusal};

/// A note as it was typed. Only times, mode, setting and billing have to be there for a draft; the words have to be
/// there before it is sent.
pub struct Draft {
    date: Date,
    start: Time,
    end: Time,
    after_midnight: bool,
    typed: Typed,
    goals: Vec<String>,
    amendment_reason: Option<String>,
    /// The version that the form was drawn from; none where a form does not say.
    base: Option<i64>,
    /// Whether it is part of the record; as the program has it, or as it was, when not said.
    tier: Option<Tier>,
    pub send: bool,
}

struct Typed {
    mode: String,
    setting: String,
    deeds: Vec<String>,
    did: String,
    response: String,
    next_step: String,
    together: bool,
    not_billed: Option<String>,
}

impl Typed {
    fn content(self, start: Timestamp, end: Timestamp) -> Content {
        Content {
            start,
            end,
            mode: self.mode,
            setting: self.setting,
            deeds: self.deeds,
            did: self.did,
            response: self.response,
            next_step: self.next_step,
            together: self.together,
            not_billed: self.not_billed,
        }
    }
}

impl Draft {
    pub fn read(form: &mut Form) -> Draft {
        let send = form.value("action") == "send";
        let date = form.required_date("date");
        let (start, end) = (required_time(form, "start"), required_time(form, "end"));
        let after_midnight = form.checked("after_midnight");
        if form.is_valid() && end <= start && !after_midnight {
            form.wrong("end", "note-end-before-start");
        }
        Draft {
            date,
            start,
            end,
            after_midnight,
            typed: Typed {
                mode: form.required_choice("mode", &MODES),
                setting: setting::read(form),
                deeds: form.choices("deeds", &DEEDS),
                did: words(form, "did", send),
                response: words(form, "response", send),
                next_step: words(form, "next_step", send),
                together: form.checked("together"),
                not_billed: billing(form),
            },
            goals: form.values("goals").into_iter().map(str::to_string).collect(),
            amendment_reason: form.text("amendment_reason", 500),
            base: form.value("base").parse().ok(),
            tier: form.choice("tier", &note_tier::CODES).as_deref().and_then(Tier::from_code),
            send,
        }
    }

    /// The form again, from what was saved last.
    pub fn fill(form: &mut Form, saved: &SavedNote, zone: &TimeZone) {
        let content = &saved.content;
        fill_times(form, (content.start, content.end), zone);
        form.set("mode", &content.mode);
        form.set("setting", setting::current(&content.setting));
        content.deeds.iter().for_each(|deed| form.set("deeds", deed));
        for (field, words) in content.words() {
            form.set(field, words);
        }
        if content.together {
            form.set("together", "yes");
        }
        form.set("billing", content.not_billed_code().unwrap_or("billable"));
        form.set_some("billing_words", content.not_billed_words());
        saved.goals.iter().for_each(|(id, _)| form.set("goals", id));
    }

    fn times(&self, zone: &TimeZone) -> Result<(Timestamp, Timestamp), Refusal> {
        let last = if self.after_midnight { self.date.tomorrow().unwrap_or(self.date) } else { self.date };
        Ok((session::instant(self.date, self.start, zone)?, session::instant(last, self.end, zone)?))
    }

    /// The session that this note is about, when it was not planned.
    pub fn session(&self, desk: &Desk<'_, '_>, with: &store::Standing) -> Result<NewSession, Problem> {
        let (start, end) = self.times(&desk.program.zone)?;
        Ok(NewSession {
            id: desk.id(),
            supporter: with.supporter,
            starts_at: start,
            minutes: session::minutes_between(start, end),
            mode: self.typed.mode.clone(),
            setting: self.typed.setting.clone(),
            place: None,
            video_link: None,
            room: None,
            moved_from: None,
        })
    }

    /// Appends a version to the session's note, and sends it when asked to. Returns where to go.
    pub fn keep(
        self,
        desk: &mut Desk<'_, '_>,
        record: &Record,
        session: &Session,
    ) -> Result<String, Problem> {
        let author = desk.viewer.person;
        if record.acting_as() != Role::PeerSupporter || session.supporter_person != author {
            return Err(Problem::NotFound);
        }
        if session.cancellation.is_some() {
            return Err(Refusal { field: "", key: "note-session-called-off" }.into());
        }
        let trail = store::trail(desk.tx, session.id)?.unwrap_or_else(|| Trail::begin(author));
        if self.base.is_some_and(|base| base < trail.newest()) {
            return Err(Refusal { field: "", key: "note-saved-meanwhile" }.into());
        }
        let number = trail.next_version(author, self.amendment_reason.as_deref())?;
        let goals = self.cited(desk, record, (session, &trail))?;
        let (send, reason) = (self.send, self.amendment_reason.clone().filter(|_| trail.needs_reason()));
        let (start, end) = self.times(&desk.program.zone)?;
        check_times(start, end, desk.now)?;
        let content = self.typed.content(start, end);
        let first = trail.newest() == 0;
        let note = note_of(desk, record, session)?;
        let rule = &desk.program.settings.units;
        let new = NewVersion {
            id: desk.id(),
            note,
            number,
            goals: &goals,
            units: if content.not_billed.is_none() { rule.units(content.minutes()) } else { 0 },
            unit_rule: rule.code(),
            amendment_reason: reason,
            content: &content,
        };
        store::add_version(desk.tx, record, new, desk.now, author).map_err(|error| {
            // Two forms saved in the same moment: the second has to look at the first.
            let meanwhile = error.violates("note_versions", "note_id");
            if meanwhile {
                Refusal { field: "", key: "note-saved-meanwhile" }.into()
            } else {
                Problem::from(error)
            }
        })?;
        store::hold(desk.tx, session.id, (content.start, content.end), desk.now, author)?;
        let chosen = self.tier.or_else(|| first.then_some(desk.program.settings.privacy.note_tier));
        match chosen {
            Some(tier) if first => store::set_note_tier(desk.tx, record, note, tier)?,
            Some(tier) => note_tier::change(desk, record, session.id, tier)?,
            None => {}
        }
        let act = if number == 1 { Act::Created } else { Act::Changed };
        desk.enter(record, act, "note", Some(note.to_string()))?;
        if !send {
            return Ok(format!("/sessions/{}/note", session.id));
        }
        let submission: SubmissionId = desk.id();
        store::submit(desk.tx, record, (submission, note, number), desk.now, author)?;
        desk.enter(record, Act::Submitted, "note", Some(note.to_string()))?;
        Ok(format!("/sessions/{}", session.id))
    }

    /// The goals it cites, each of them one that may be cited.
    fn cited(
        &self,
        desk: &mut Desk<'_, '_>,
        record: &Record,
        (session, trail): (&Session, &Trail),
    ) -> Result<Vec<GoalId>, Problem> {
        let citable = citable(desk, record, session, trail)?;
        let mut goals = Vec::new();
        for chosen in &self.goals {
            let known = citable.iter().find(|(id, _)| id.to_string() == *chosen);
            let (id, _) = known.ok_or(Refusal { field: "goals", key: "note-goal-closed" })?;
            if !goals.contains(id) {
                goals.push(*id);
            }
        }
        Ok(goals)
    }
}

/// The goals that may be cited: open ones, and in an amendment those of the approved text.
pub fn citable(
    desk: &mut Desk<'_, '_>,
    record: &Record,
    session: &Session,
    trail: &Trail,
) -> Result<Vec<(GoalId, String)>, Problem> {
    let approved = match trail.approved() {
        Some(version) => store::saved(desk.tx, record, session.id, version)?.map(|note| note.id),
        None => None,
    };
    Ok(store::citable(desk.tx, record, approved)?)
}

/// Date, start and end as the form's fields.
pub fn fill_times(form: &mut Form, (start, end): (Timestamp, Timestamp), zone: &TimeZone) {
    let (start, end) = (start.to_zoned_datetime(zone.clone()), end.to_zoned_datetime(zone.clone()));
    form.set("date", start.date());
    form.set("start", start.strftime("%H:%M"));
    form.set("end", end.strftime("%H:%M"));
    if end.date() > start.date() {
        form.set("after_midnight", "yes");
    }
}

fn note_of(desk: &mut Desk<'_, '_>, record: &Record, session: &Session) -> Result<NoteId, Problem> {
    if let Some(note) = store::note_of(desk.tx, record, session.id)? {
        return Ok(note);
    }
    let note: NoteId = desk.id();
    store::add_note(desk.tx, record, (note, session.id), desk.viewer.person, desk.now).map_err(|error| {
        let meanwhile = error.violates("notes", "session_id");
        if meanwhile {
            Refusal { field: "", key: "note-saved-meanwhile" }.into()
        } else {
            Problem::from(error)
        }
    })?;
    Ok(note)
}

fn required_time(form: &mut Form, field: &str) -> Time {
    if form.value(field).trim().is_empty() {
        form.wrong(field, "form-required");
    }
    form.time(field).unwrap_or_default()
}

fn words(form: &mut Form, field: &str, required: bool) -> String {
    let words = form.text(field, LONGEST_WORDS);
    if words.is_none() && required {
        form.wrong(field, "note-words-before-sending");
    }
    words.unwrap_or_default()
}

/// Why it is not billed; none when it is.
fn billing(form: &mut Form) -> Option<String> {
    let mut codes = vec!["billable"];
    codes.extend(NON_BILLABLE);
    let reason = form.required_choice("billing", &codes);
    let words = form.text("billing_words", 200);
    match (reason.as_str(), words) {
        ("billable", _) => None,
        ("other", Some(words)) => Some(format!("other:{words}")),
        ("other", None) => {
            form.wrong("billing_words", "note-billing-words-missing");
            None
        }
        _ => Some(reason),
    }
}
