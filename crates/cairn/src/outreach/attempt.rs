//! Writing down an attempt, and what follows from it.

use axum::extract::Path;
use jiff::civil::Date;

use super::plan::{self, Next, OUTCOMES, WAYS};
use super::reach::{Reach, Subject, open};
use super::store::{self, NewAttempt, Wish};
use super::{reach, show};
use crate::access::{Desk, Seat};
use crate::audit::Act;
use crate::follow_up;
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

struct Tried {
    way: String,
    outcome: String,
    remark: Option<String>,
    next_on: Option<Date>,
}

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let tried = Tried {
        way: form.required_choice("way", &WAYS),
        outcome: form.required_choice("outcome", &OUTCOMES),
        remark: form.text("remark", 1000),
        next_on: form.date("next_on"),
    };
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (seat, reach) = open(desk, id)?;
                tried.keep(desk, &seat, &reach)
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    show::draw(visit, id, form).await
}

impl Tried {
    fn keep(self, desk: &mut Desk<'_, '_>, seat: &Seat, reach: &Reach) -> Result<String, Problem> {
        if reach.ended.is_some() {
            return Err(Refusal { field: "outcome", key: "outreach-has-ended" }.into());
        }
        let facts = store::facts(desk.tx, seat, reach.subject)?.ok_or(Problem::NotFound)?;
        plan::may(&self.way, &self.outcome, &facts.safety)?;
        let today = desk.today();
        if let Some(on) = self.next_on {
            reach.plan.takes(on, today)?;
        }
        let next = reach.plan.after(&self.outcome, today, self.next_on);
        let new = NewAttempt {
            id: desk.id(),
            way: self.way.clone(),
            outcome: self.outcome.clone(),
            remark: self.remark,
            next_on: next.on(),
        };
        store::attempt(desk.tx, seat, reach, &new, desk.now)?;
        reach::enter(desk, seat, reach, Act::Changed)?;
        if self.outcome == "asked_not_to" {
            let said_how = match self.way.as_str() {
                "phone" | "text" | "letter" => self.way.as_str(),
                _ => "in_person",
            };
            let wish = Wish { wish: "no_contact".into(), said_how: said_how.into(), said_at: desk.now };
            let wish_id = desk.id();
            store::add_wish(desk.tx, reach.subject, wish_id, &wish, seat.person())?;
        }
        if let (Subject::Participant(id), Some(reason)) = (reach.subject, follow_up::reason_of(&self.outcome))
        {
            follow_up::note_silence(desk, seat, id, (reason, today))?;
        }
        if let Next::End(reason) = next {
            store::end(desk.tx, seat, reach.id, reason, desk.now)?;
            reach::enter(desk, seat, reach, Act::Ended)?;
        }
        Ok(reach.path())
    }
}
