//! A first call: what is asked, the codes of the answers, and the rules of the queue.

use jiff::{SignedDuration, Timestamp, civil::Date, civil::Time, tz::TimeZone};

use super::store::calls;
use crate::access::{Desk, Role, Seat};
use crate::ids::{FirstCallId, PersonId, SiteId};
use crate::people;
use crate::web::{Choice, Form, Problem, Refusal, Text};

pub const CALLER_KINDS: [&str; 8] =
    ["self", "family", "friend", "professional", "court", "hospital", "alumni", "other"];
pub const YES_NO_UNKNOWN: [&str; 3] = ["yes", "no", "unknown"];
pub const RISKS: [&str; 3] = ["none", "unsure", "yes"];
pub const INSURANCE: [&str; 3] = ["named", "none", "not_asked"];
/// How people hear of a program, as intake forms of peer programs ask it.
pub const HEARD_FROM: [&str; 8] =
    ["family_or_friend", "participant", "website", "hospital", "clinician", "court", "insurer", "other"];
/// What a person recording a step can say; `closed` is written by closing the call.
pub const OUTCOMES: [&str; 5] = ["reached", "message_left", "no_answer", "done", "replaced"];
/// What a person closing a call can say; `enrolled` is written by enrolling.
pub const CLOSING_REASONS: [&str; 5] =
    ["referred_elsewhere", "declined", "could_not_reach", "information_only", "duplicate"];
pub const LANGUAGES: [&str; 2] = ["en", "es"];

/// A next step later than this is no next step: the call would fall out of sight.
const FURTHEST: SignedDuration = SignedDuration::from_hours(24 * 180);

/// What was told in a first call. Everything about the caller may be missing.
#[derive(Debug, Clone, Default)]
pub struct Told {
    pub site: Option<SiteId>,
    pub caller_kind: String,
    pub caller_name: Option<String>,
    pub caller_phone: Option<String>,
    pub caller_email: Option<String>,
    pub relation: Option<String>,
    pub about_name: Option<String>,
    pub language: String,
    pub safe_to_call: String,
    pub safe_to_leave_message: String,
    pub best_times: Option<String>,
    pub needs: String,
    pub immediate_risk: String,
    pub heard_from: Option<String>,
    pub insurance: String,
    pub payer_name: Option<String>,
}

impl Told {
    pub fn read(form: &mut Form) -> Told {
        let told = Told {
            site: form.id("site"),
            caller_kind: form.required_choice("caller_kind", &CALLER_KINDS),
            caller_name: form.text("caller_name", 120),
            caller_phone: form.phone("caller_phone"),
            caller_email: form.email("caller_email"),
            relation: form.text("relation", 80),
            about_name: form.text("about_name", 120),
            language: form.required_choice("language", &LANGUAGES),
            safe_to_call: form.required_choice("safe_to_call", &YES_NO_UNKNOWN),
            safe_to_leave_message: form.required_choice("safe_to_leave_message", &YES_NO_UNKNOWN),
            best_times: form.text("best_times", 200),
            needs: form.required_text("needs", 4000),
            immediate_risk: form.required_choice("immediate_risk", &RISKS),
            heard_from: form.choice("heard_from", &HEARD_FROM),
            insurance: form.required_choice("insurance", &INSURANCE),
            payer_name: form.text("payer_name", 120),
        };
        if told.insurance == "named" && told.payer_name.is_none() {
            form.wrong("payer_name", "first-call-payer-missing");
        }
        told
    }

    /// Whom the program would support: the caller, or the person they call about.
    pub fn about(&self) -> Option<&str> {
        let about = self.about_name.as_deref();
        if self.caller_kind == "self" { about.or(self.caller_name.as_deref()) } else { about }
    }
}

/// Who does what next, by when, as a form says it.
#[derive(Debug, Clone)]
pub struct NextStep {
    what: String,
    owner: Option<PersonId>,
    day: Date,
    time: Time,
}

impl NextStep {
    pub fn read(form: &mut Form) -> NextStep {
        let what = form.required_text("what", 300);
        let owner = form.id("owner");
        if form.value("owner").is_empty() {
            form.wrong("owner", "form-choose");
        }
        let day = form.required_date("due_date");
        if form.value("due_time").trim().is_empty() {
            form.wrong("due_time", "form-required");
        }
        let time = form.time("due_time").unwrap_or_default();
        NextStep { what, owner, day, time }
    }

    /// Sets the step as the call's open one. The caller has made sure that there is no other.
    pub fn save(self, desk: &mut Desk<'_, '_>, seat: &Seat, call: FirstCallId) -> Result<(), Problem> {
        let coordinators = people::store::holders(desk.tx, seat, Role::Coordinator)?;
        let owner = self.owner.filter(|id| coordinators.iter().any(|(known, _)| known == id));
        let owner = owner.ok_or(Refusal { field: "owner", key: "form-choose-listed" })?;
        let due_at = due(self.day, self.time, &desk.program.zone, desk.now)?;
        let step = calls::NewStep { id: desk.id(), call, what: self.what, owner, due_at };
        calls::add_step(desk.tx, seat, &step, desk.now)?;
        Ok(())
    }
}

/// The instant of a due day and time on the program's clock; from this minute on, within half a year.
fn due(day: Date, time: Time, zone: &TimeZone, now: Timestamp) -> Result<Timestamp, Refusal> {
    let refusal = Refusal { field: "due_date", key: "first-call-due-range" };
    let at = day.to_datetime(time).to_zoned_datetime(zone.clone()).map_err(|_| refusal)?.timestamp();
    let earliest = now - SignedDuration::from_mins(1);
    if at < earliest || at > now + FURTHEST { Err(refusal) } else { Ok(at) }
}

/// Puts the usual next step into a fresh form: call back within the program's hours, by whoever fills it in.
pub fn suggest_step(form: &mut Form, t: &Text, owner: PersonId, now: Timestamp, answer_hours: i64) {
    let due = now + SignedDuration::from_hours(answer_hours.clamp(0, 24 * 30));
    let due = due.to_zoned_datetime(t.zone.clone());
    form.set("what", t.get("first-call-what-usual"));
    form.set("owner", owner);
    form.set("due_date", due.date());
    form.set("due_time", due.strftime("%H:%M"));
}

pub fn owners(people: Vec<(PersonId, String)>) -> Vec<Choice> {
    people.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect()
}

/// Whole hours between two instants, for "waiting since".
pub fn hours_between(from: &Timestamp, to: &Timestamp) -> i64 {
    to.duration_since(*from).as_hours().max(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: &str = "2026-03-02T15:00:30Z";

    fn new_york() -> TimeZone {
        TimeZone::get("America/New_York").unwrap()
    }

    #[test]
    fn due_is_read_on_the_program_s_clock() {
        let at =
            due("2026-03-02".parse().unwrap(), "18:00".parse().unwrap(), &new_york(), NOW.parse().unwrap());
        assert_eq!(at.unwrap().to_string(), "2026-03-02T23:00:00Z");
    }

    #[test]
    fn due_in_the_past_or_out_of_sight_is_refused() {
        for day in ["2026-03-01", "2027-03-02", "1999-01-01"] {
            let at = due(day.parse().unwrap(), "18:00".parse().unwrap(), &new_york(), NOW.parse().unwrap());
            assert_eq!(at.unwrap_err().field, "due_date", "{day}");
        }
    }

    #[test]
    fn the_running_minute_is_not_the_past() {
        let at =
            due("2026-03-02".parse().unwrap(), "10:00".parse().unwrap(), &new_york(), NOW.parse().unwrap());
        assert!(at.is_ok());
    }

    #[test]
    fn a_caller_about_themselves_is_whom_the_call_is_about() {
        let name = |text: &str| Some(text.to_string());
        let own = Told { caller_kind: "self".into(), caller_name: name("Ana"), ..Told::default() };
        let mother = Told { caller_kind: "family".into(), caller_name: name("Mia"), ..Told::default() };
        assert_eq!(own.about(), Some("Ana"));
        assert_eq!(mother.about(), None, "a mother's name is not her daughter's");
    }

    proptest! {
        #[test]
        fn a_due_time_that_is_taken_is_never_past_nor_out_of_sight(days in -400_i64..400, minute in 0_i8..60, hour in 0_i8..24) {
            let now: Timestamp = NOW.parse().unwrap();
            let day = (now + SignedDuration::from_hours(24 * days)).to_zoned_datetime(new_york()).date();
            if let Ok(at) = due(day, Time::constant(hour, minute, 0, 0), &new_york(), now) {
                prop_assert!(at >= now - SignedDuration::from_mins(1) && at <= now + FURTHEST);
            }
        }
    }
}
