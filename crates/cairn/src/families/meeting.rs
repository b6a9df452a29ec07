//! Writing down a meeting with a family, or between families: one that was, or one that is planned ahead.

use axum::extract::Path;

use super::family::{MODES, With};
use super::new::settle;
use super::show::{self, Sent};
use super::store::{self, NewMeeting, NewNote};
use super::{Family, MODELS, moving, open_to_write};
use crate::access::{Desk, FAMILY_TIERS, Role, Seat, Tier, family_tier_reads};
use crate::audit::Act;
use crate::calendar::clash::{self, Found, Wanted};
use crate::ids::{FamilyId, FamilyMemberId, RoomId, SupporterId};
use crate::program;
use crate::web::{Answer, Form, PageRequest, Problem, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<FamilyId>, mut form: Form) -> Answer {
    let told = Told {
        model: form.required_choice("model", &MODELS),
        supporter: form.id("supporter"),
        other: form.id("other_family"),
        minutes: form.required_integer("minutes", 5..=480),
        mode: form.required_choice("mode", &MODES),
        room: form.id("room"),
        anyway: form.checked("anyway"),
        there: form.values("there").into_iter().filter_map(|id| id.parse().ok()).collect(),
        words: form.text("words", 2000),
        tier: form.choice("tier", &tier_codes()).as_deref().and_then(Tier::from_code),
    };
    form.required_date("date");
    if form.time("time").is_none() && form.error("time").is_none() {
        form.wrong("time", "form-required");
    }
    let (valid, typed) = (form.is_valid(), form.clone());
    let found = Found::default();
    let shared = found.clone();
    let outcome =
        visit.submit(&form, move |desk| told.save(desk, (id, valid.then_some(typed)), &shared)).await;
    if let Some(location) = settle(&mut form, outcome)? {
        return visit.redirect(&location, "saved");
    }
    let sent = Sent { meeting: Some(form), clashes: found, ..Sent::default() };
    show::draw(visit, id, PageRequest::first(), sent).await
}

/// What was typed.
struct Told {
    model: String,
    supporter: Option<SupporterId>,
    other: Option<FamilyId>,
    minutes: i64,
    mode: String,
    room: Option<RoomId>,
    anyway: bool,
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
    /// With whom, as far as the viewer may say it. A supporter writes down only meetings of their own.
    fn with(
        &self,
        desk: &mut Desk<'_, '_>,
        (seat, family): (&Seat, &Family),
    ) -> Result<(With, Option<SupporterId>), Problem> {
        let coordinates = seat.role() == Role::Coordinator;
        let supporter = if coordinates { self.supporter } else { desk.viewer.supporter };
        let with = With::check(&self.model, family.id, supporter, self.other)?;
        let known = store::supporters(desk.tx, seat)?;
        if supporter.is_some_and(|id| known.iter().all(|(other, _)| *other != id)) {
            return Err(Refusal { field: "supporter", key: "form-choose-listed" }.into());
        }
        if let With::Family(other, _) = with {
            let others = store::others(desk.tx, seat, family)?;
            if others.iter().all(|(known, _)| *known != other) {
                return Err(Refusal { field: "other_family", key: "form-choose-listed" }.into());
            }
        }
        let members = store::members(desk.tx, seat, family)?;
        if self.there.iter().any(|id| members.iter().all(|member| member.id != *id)) {
            return Err(Refusal { field: "there", key: "form-choose-listed" }.into());
        }
        if let Some(room) = self.room
            && program::rooms(desk.tx)?.iter().all(|known| known.id != room)
        {
            return Err(Refusal { field: "room", key: "form-choose-listed" }.into());
        }
        Ok((with, supporter))
    }

    /// `typed` is the form when nothing in it was wrong; date and time become an instant in the program's zone.
    fn save(
        self,
        desk: &mut Desk<'_, '_>,
        (id, typed): (FamilyId, Option<Form>),
        found: &Found,
    ) -> Result<String, Problem> {
        let (seat, family) = open_to_write(desk, id)?;
        let mut typed = typed.ok_or(Problem::BadRequest)?;
        let (with, supporter) = self.with(desk, (&seat, &family))?;
        let starts_at = typed.required_instant("date", "time", &desk.program.zone);
        if starts_at.duration_since(desk.now).as_hours() / 24 > 366 {
            return Err(Refusal { field: "date", key: "calendar-far-date" }.into());
        }
        // What lies behind takes nobody's time any more.
        if starts_at > desk.now {
            let times = Wanted::at([starts_at], self.minutes);
            let sides = (id, self.other.filter(|_| matches!(with, With::Family(..))));
            let wanted = moving::wanted(desk, &seat, sides, (supporter, self.room), times)?;
            found.unless(self.anyway, clash::find(desk.tx, &wanted)?)?;
        }
        let new = NewMeeting {
            id: desk.id(),
            with,
            starts_at,
            minutes: self.minutes,
            mode: self.mode,
            room: self.room,
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
