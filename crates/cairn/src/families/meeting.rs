//! Writing down a meeting with a family, or between families.

use axum::extract::Path;

use super::family::{MODES, With};
use super::new::settle;
use super::show::{self, Sent};
use super::store::{self, NewMeeting};
use super::{MODELS, open};
use crate::access::{Desk, Role};
use crate::audit::Act;
use crate::ids::{FamilyId, SupporterId};
use crate::web::{Answer, Form, PageRequest, Problem, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<FamilyId>, mut form: Form) -> Answer {
    let told = Told {
        model: form.required_choice("model", &MODELS),
        supporter: form.id("supporter"),
        other: form.id("other_family"),
        minutes: form.required_integer("minutes", 5..=480),
        mode: form.required_choice("mode", &MODES),
        words: form.text("words", 1000),
    };
    form.required_date("date");
    if form.time("time").is_none() && form.error("time").is_none() {
        form.wrong("time", "form-required");
    }
    let (valid, typed) = (form.is_valid(), form.clone());
    let outcome = visit.submit(&form, move |desk| told.save(desk, id, valid.then_some(typed))).await;
    if let Some(location) = settle(&mut form, outcome)? {
        return visit.redirect(&location, "saved");
    }
    show::draw(visit, id, PageRequest::first(), Sent { meeting: Some(form), ..Sent::default() }).await
}

/// What was typed.
struct Told {
    model: String,
    supporter: Option<SupporterId>,
    other: Option<FamilyId>,
    minutes: i64,
    mode: String,
    words: Option<String>,
}

impl Told {
    /// `typed` is the form when nothing in it was wrong; date and time become an instant in the program's zone.
    fn save(self, desk: &mut Desk<'_, '_>, id: FamilyId, typed: Option<Form>) -> Result<String, Problem> {
        let (seat, family) = open(desk, id)?;
        let mut typed = typed.ok_or(Problem::BadRequest)?;
        // A supporter writes down only meetings of their own.
        let coordinates = seat.role() == Role::Coordinator;
        let supporter = if coordinates { self.supporter } else { desk.viewer.supporter };
        let with = With::check(&self.model, id, supporter, self.other)?;
        let known = store::supporters(desk.tx, &seat)?;
        if supporter.is_some_and(|id| known.iter().all(|(other, _)| *other != id)) {
            return Err(Refusal { field: "supporter", key: "form-choose-listed" }.into());
        }
        if let With::Family(other, _) = with {
            let others = store::others(desk.tx, &seat, &family)?;
            if others.iter().all(|(known, _)| *known != other) {
                return Err(Refusal { field: "other_family", key: "form-choose-listed" }.into());
            }
        }
        let starts_at = typed.required_instant("date", "time", &desk.program.zone);
        let new = NewMeeting {
            id: desk.id(),
            with,
            starts_at,
            minutes: self.minutes,
            mode: self.mode,
            words: self.words,
        };
        store::add_meeting(desk.tx, &seat, &family, &new, desk.now)?;
        desk.enter_seated(&seat, Act::Created, "family_meeting", new.id.to_string())?;
        Ok(format!("/families/{id}"))
    }
}
