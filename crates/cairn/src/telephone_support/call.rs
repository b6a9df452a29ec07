//! Writing down what came of a call.

use axum::extract::Path;
use jiff::civil::Date;

use super::said::{self, Answers};
use super::schedule::{Came, Next, OUTCOMES};
use super::show;
use super::store::{self, NewCall};
use super::support::{Schedule, Support, open};
use crate::access::{Desk, Seat, Tier};
use crate::audit::Act;
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

struct Told {
    outcome: String,
    minutes: Option<i64>,
    later_on: Option<Date>,
    go_on: Option<bool>,
    words: Option<String>,
    answers: Answers,
    tier: Tier,
    /// Which call this is about: of two who write one down at once, one is told.
    round: Option<i64>,
    attempt: Option<i64>,
}

impl Told {
    fn read(form: &mut Form) -> Told {
        let told = Told {
            outcome: form.required_choice("outcome", &OUTCOMES),
            minutes: form.integer("minutes", 1..=240),
            later_on: form.date("later_on"),
            go_on: form.choice("go_on", &["yes", "no"]).map(|answer| answer == "yes"),
            words: form.text("words", 4000),
            answers: Answers::read(form),
            tier: said::tier(form),
            round: form.integer("round", 1..=1000),
            attempt: form.integer("attempt", 1..=1000),
        };
        if told.outcome == "talked" && told.minutes.is_none() {
            form.wrong("minutes", "telephone-minutes-needed");
        }
        told
    }

    fn check(&self, support: &Support, today: Date) -> Result<(), Problem> {
        let refused = |field, key| Err(Refusal { field, key }.into());
        if support.ended.is_some() {
            return refused("outcome", "telephone-has-ended");
        }
        if self.round != Some(support.due.round) || self.attempt != Some(support.due.attempt) {
            return refused("outcome", "telephone-written-already");
        }
        if self.outcome == "message_left" && !support.may_leave_message() {
            return refused("outcome", "outreach-no-message");
        }
        if self.outcome == "talked" && support.is_last() && self.go_on.is_none() {
            return refused("go_on", "telephone-ask-to-go-on");
        }
        let furthest = today.saturating_add(jiff::ToSpan::days(90));
        if self.later_on.is_some_and(|on| on < today || on > furthest) {
            return refused("later_on", "telephone-later-range");
        }
        Ok(())
    }

    fn keep(self, desk: &mut Desk<'_, '_>, seat: &Seat, support: &Support) -> Result<String, Problem> {
        let today = desk.today();
        self.check(support, today)?;
        let rhythm = support.rhythm(&desk.program.settings.telephone);
        let came = Came { outcome: &self.outcome, later_on: self.later_on, go_on: self.go_on };
        let next = rhythm.after(support.due, came, today);
        let talked = self.outcome == "talked";
        let new = NewCall {
            id: desk.id(),
            support: support.id,
            due: support.due,
            minutes: self.minutes.filter(|_| talked).unwrap_or(0),
            tier: self.tier,
            words: self.words,
            answers: self.answers,
            next,
            outcome: self.outcome,
        };
        store::add_call(desk.tx, seat, &new, desk.now)?;
        store::release(desk.tx, seat, support.id, desk.now)?;
        desk.enter_about(seat, support.participant, Act::Created, "telephone_call")?;
        if talked && support.is_last() && self.go_on == Some(true) {
            go_on(desk, seat, support)?;
        }
        if let Next::End(reason) = next {
            store::end(desk.tx, support.id, reason, desk.now, seat.person())?;
            desk.enter_about(seat, support.participant, Act::Ended, "telephone_support")?;
        }
        Ok(support.path())
    }
}

/// As many calls again as the program plans for.
fn go_on(desk: &mut Desk<'_, '_>, seat: &Seat, support: &Support) -> Result<(), Problem> {
    let more = desk.program.settings.telephone.calls;
    let schedule = Schedule { calls: support.due.round + more, ..support.schedule.clone() };
    let new = (desk.id(), schedule);
    Ok(store::set_schedule(desk.tx, support.id, &new, desk.now, seat.person())?)
}

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let told = Told::read(&mut form);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (seat, support) = open(desk, id)?;
                if support.is_busy(&seat.person(), &desk.now) {
                    return Err(Refusal { field: "outcome", key: "telephone-claimed" }.into());
                }
                told.keep(desk, &seat, &support)
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    show::draw(visit, id, form).await
}
