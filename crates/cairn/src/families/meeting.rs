//! Writing down a meeting with a family, or between families.

use axum::extract::Path;

use super::family::{MODES, With};
use super::new::settle;
use super::show::{self, Sent};
use super::store::{self, NewMeeting, NewNote};
use super::{MODELS, open_to_write};
use crate::access::{Desk, FAMILY_TIERS, Role, Seat, Tier, family_tier_reads};
use crate::audit::Act;
use crate::ids::{FamilyId, FamilyMemberId, SupporterId};
use crate::web::{Answer, Form, PageRequest, Problem, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<FamilyId>, mut form: Form) -> Answer {
    let told = Told {
        model: form.required_choice("model", &MODELS),
        supporter: form.id("supporter"),
        other: form.id("other_family"),
        minutes: form.required_integer("minutes", 5..=480),
        mode: form.required_choice("mode", &MODES),
        there: form.values("there").into_iter().filter_map(|id| id.parse().ok()).collect(),
        words: form.text("words", 2000),
        tier: form.choice("tier", &tier_codes()).as_deref().and_then(Tier::from_code),
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
    there: Vec<FamilyMemberId>,
    words: Option<String>,
    tier: Option<Tier>,
}

/// The codes of the tiers that a form may send.
pub(super) fn tier_codes() -> Vec<&'static str> {
    FAMILY_TIERS.iter().map(|tier| tier.code()).collect()
}

/// The tiers that this seat may give to a note: those it reads itself, and its own eyes only.
pub(super) fn tiers_of(seat: &Seat) -> Vec<Tier> {
    let reads = |tier: &Tier| *tier == Tier::Mine || family_tier_reads(seat.role(), *tier);
    FAMILY_TIERS.into_iter().filter(reads).collect()
}

/// The tier of a note when none was chosen: as few as still do their work.
pub(super) fn usual_tier(seat: &Seat) -> Tier {
    if seat.role() == Role::Coordinator { Tier::Team } else { Tier::Supervised }
}

impl Told {
    /// `typed` is the form when nothing in it was wrong; date and time become an instant in the program's zone.
    fn save(self, desk: &mut Desk<'_, '_>, id: FamilyId, typed: Option<Form>) -> Result<String, Problem> {
        let (seat, family) = open_to_write(desk, id)?;
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
        let members = store::members(desk.tx, &seat, &family)?;
        if self.there.iter().any(|id| members.iter().all(|member| member.id != *id)) {
            return Err(Refusal { field: "there", key: "form-choose-listed" }.into());
        }
        let starts_at = typed.required_instant("date", "time", &desk.program.zone);
        let new = NewMeeting {
            id: desk.id(),
            with,
            starts_at,
            minutes: self.minutes,
            mode: self.mode,
            there: self.there,
        };
        store::add_meeting(desk.tx, &seat, &family, &new, desk.now)?;
        desk.enter_seated(&seat, Act::Created, "family_meeting", new.id.to_string())?;
        if let Some(words) = self.words {
            let tier = self.tier.filter(|tier| tiers_of(&seat).contains(tier));
            let tier = tier.unwrap_or_else(|| usual_tier(&seat));
            let note = NewNote { id: desk.id(), meeting: new.id, tier, words };
            store::add_note(desk.tx, &seat, &note, desk.now)?;
            desk.enter_seated(&seat, Act::Created, "family_note", note.id.to_string())?;
        }
        Ok(format!("/families/{id}"))
    }
}
