//! One meeting: when, with whom, and what each author keeps of it, as far as it is for the viewer. Between two families each
//! side sees that they met; what was kept stays with the side whose meeting it is.

use askama::Template;
use axum::extract::Path;

use super::meeting::{tier_codes, tiers_of, usual_tier};
use super::store::{self, Meeting, NewNote, Note};
use crate::access::{Desk, Role, Seat, Tier};
use crate::audit::Act;
use crate::ids::{FamilyId, FamilyMeetingId, PersonId};
use crate::sessions::cancellation_kinds;
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "families/meeting.html")]
struct MeetingPage {
    t: Text,
    shell: Shell,
    f: Form,
    id: FamilyMeetingId,
    back: String,
    own: bool,
    meeting: Meeting,
    there: Vec<(PersonId, String)>,
    /// The viewer was at it, and says how it was.
    rates: bool,
    notes: Vec<Note>,
    earlier: Vec<Note>,
    /// Empty for who does not write here.
    tiers: Vec<Choice>,
    /// May call it off or move it; with words of why where it is their side's meeting.
    changes: bool,
    holds: bool,
    kinds: Vec<Choice>,
}

/// A meeting that was opened: the side from which the viewer sees it, the other one, and whether it is the viewer's side's
/// own meeting.
pub(super) struct Opened {
    pub seat: Seat,
    pub family: FamilyId,
    pub other: Option<FamilyId>,
    pub meeting: Meeting,
    there: Vec<(PersonId, String)>,
    pub holds: bool,
}

fn open(desk: &mut Desk<'_, '_>, id: FamilyMeetingId) -> Result<Opened, Problem> {
    let (first, second) = store::families_of(desk.tx, id)?.ok_or(Problem::NotFound)?;
    let (seat, family) = match (desk.open_family(first), second) {
        (Ok(seat), _) => (seat, first),
        (Err(Problem::NotFound), Some(second)) => (desk.open_family(second)?, second),
        (Err(problem), _) => return Err(problem),
    };
    let meeting = store::meeting(desk.tx, &seat, family, id)?.ok_or(Problem::NotFound)?;
    let there = store::there(desk.tx, &seat, family, id)?;
    // Another member's meeting is theirs.
    let own = seat.role() == Role::FamilyMember;
    if own && !there.is_empty() && there.iter().all(|(person, _)| *person != seat.person()) {
        return Err(Problem::NotFound);
    }
    let holds = family == first;
    let other = if holds { second } else { Some(first) };
    Ok(Opened { seat, family, other, meeting, there, holds })
}

/// The meeting, for who may call it off or move it.
pub(super) fn open_to_change(desk: &mut Desk<'_, '_>, id: FamilyMeetingId) -> Result<Opened, Problem> {
    let opened = open(desk, id)?;
    if opened.may_change(desk) { Ok(opened) } else { Err(Problem::NotFound) }
}

impl Opened {
    fn may_write(&self) -> bool {
        self.holds && matches!(self.seat.role(), Role::PeerSupporter | Role::Coordinator)
    }

    /// A member who is to be there, the supporter whose meeting it is, a coordinator.
    fn may_change(&self, desk: &Desk<'_, '_>) -> bool {
        match self.seat.role() {
            Role::FamilyMember | Role::Coordinator => true,
            Role::PeerSupporter => {
                self.meeting.supporter_id.is_some() && self.meeting.supporter_id == desk.viewer.supporter
            }
            _ => false,
        }
    }
}

pub async fn show(visit: Visit, Path(id): Path<FamilyMeetingId>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, id).await
}

pub(super) async fn draw(visit: Visit, mut form: Form, id: FamilyMeetingId) -> Answer {
    let (visitor, (opened, notes, (changes, began))) = visit
        .write(move |desk| {
            let opened = open(desk, id)?;
            let notes = if opened.holds { store::notes(desk.tx, &opened.seat, id)? } else { Vec::new() };
            let changes = opened.meeting.is_open() && opened.may_change(desk);
            let began = opened.meeting.starts_at <= desk.now;
            Ok((opened, notes, (changes, began)))
        })
        .await?;
    if form.value("tier").is_empty() {
        form.set("tier", usual_tier(&opened.seat).code());
    }
    let (t, shell) = visitor.shell("nav-families");
    let tier = |tier: Tier| Choice {
        hint: t.code("family-note-tier", tier.code()),
        ..Choice::new(tier.code(), t.code("tier", tier.code()))
    };
    let tiers =
        if opened.may_write() { tiers_of(&opened.seat).into_iter().map(tier).collect() } else { Vec::new() };
    let own = opened.seat.role() == Role::FamilyMember;
    let (notes, earlier) = newest(notes);
    let page = MeetingPage {
        id,
        back: if own { "/family".to_string() } else { format!("/families/{}", opened.family) },
        own,
        rates: own && began && opened.meeting.off.is_none(),
        meeting: opened.meeting,
        there: opened.there,
        notes,
        earlier,
        tiers,
        changes,
        holds: opened.holds,
        kinds: Choice::codes(&t, "family-off", cancellation_kinds(opened.seat.role())),
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

/// The newest note of each author, and the others.
fn newest(notes: Vec<Note>) -> (Vec<Note>, Vec<Note>) {
    let mut authors: Vec<PersonId> = Vec::new();
    notes.into_iter().partition(|note| {
        let first = !authors.contains(&note.author);
        authors.push(note.author);
        first
    })
}

pub async fn note(visit: Visit, Path(id): Path<FamilyMeetingId>, mut form: Form) -> Answer {
    let words = form.required_text("words", 2000);
    let tier = form.choice("tier", &tier_codes()).as_deref().and_then(Tier::from_code);
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let opened = open(desk, id)?;
            if !opened.may_write() {
                return Err(Problem::NotFound);
            }
            if !valid {
                return Err(Problem::BadRequest);
            }
            let tier = tier.filter(|tier| tiers_of(&opened.seat).contains(tier));
            let tier = tier.unwrap_or_else(|| usual_tier(&opened.seat));
            let new = NewNote { id: desk.id(), meeting: id, tier, words };
            store::add_note(desk.tx, &opened.seat, &new, desk.now)?;
            desk.enter_seated(&opened.seat, Act::Created, "family_note", new.id.to_string())?;
            Ok(format!("/family-meetings/{id}"))
        })
        .await;
    match super::new::settle(&mut form, outcome)? {
        Some(location) => visit.redirect(&location, "saved"),
        None => draw(visit, form, id).await,
    }
}
