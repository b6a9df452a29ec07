//! What stands in the form of a group note, and how it becomes a version.

use std::collections::BTreeMap;

use super::super::facilitation::{self, Room};
use super::super::store::{self, Meeting, NewPart, NewVersion, NoteHead, Present};
use super::super::{Group, enter_about};
use super::content::{LONGEST, SavedNote, TIER_CODES, names_in};
use crate::access::{Desk, Role, Seat, Tier};
use crate::audit::Act;
use crate::ids::{NoteId, PersonId, SubmissionId};
use crate::sessions::Trail;
use crate::web::{Form, Problem, Refusal};

const MEANWHILE: Refusal = Refusal { field: "shared", key: "note-saved-meanwhile" };

/// A note as it was typed.
pub struct Draft {
    shared: String,
    tier: Option<Tier>,
    /// By person: words and readers.
    parts: BTreeMap<PersonId, (String, Option<Tier>)>,
    names_anyway: bool,
    amendment_reason: Option<String>,
    pub send: bool,
}

impl Draft {
    pub fn read(form: &mut Form) -> Draft {
        let send = form.value("action") == "send";
        let shared = form.text("shared", LONGEST);
        if shared.is_none() {
            form.wrong("shared", "groups-note-shared-missing");
        }
        let tier = form.choice("tier", &TIER_CODES).as_deref().and_then(Tier::from_code);
        let people: Vec<PersonId> =
            form.values("person").into_iter().filter_map(|text| text.parse().ok()).collect();
        let mut parts = BTreeMap::new();
        for person in people {
            let words = form.text(&format!("part-{person}"), LONGEST).unwrap_or_default();
            let tier = form.choice(&format!("tier-{person}"), &TIER_CODES);
            parts.insert(person, (words, tier.as_deref().and_then(Tier::from_code)));
        }
        Draft {
            shared: shared.unwrap_or_default(),
            tier,
            parts,
            names_anyway: form.checked("names_anyway"),
            amendment_reason: form.text("amendment_reason", 500),
            send,
        }
    }

    /// The form again, from what was saved last.
    pub fn fill(form: &mut Form, saved: &SavedNote) {
        form.set("shared", &saved.shared);
        form.set("tier", saved.tier.code());
        for part in &saved.parts {
            form.set(&format!("part-{}", part.person), &part.words);
            form.set(&format!("tier-{}", part.person), part.tier.code());
        }
    }

    /// What is kept about each who was there: as typed, with the readers it had before where nothing else was chosen.
    fn parts(
        &self,
        desk: &Desk<'_, '_>,
        people: &[Present],
        (earlier, billed): (Option<&SavedNote>, bool),
    ) -> Vec<NewPart> {
        let (rule, usual) = (&desk.program.settings.units, desk.program.settings.privacy.note_tier);
        let part = |one: &Present| {
            let typed = self.parts.get(&one.person);
            let before = earlier.and_then(|note| note.parts.iter().find(|part| part.person == one.person));
            let participant = one.participant.is_some();
            // Words for families never leave: there is no record of theirs in the sense of 42 CFR 2.11.
            let (usual, widest) =
                if participant { (usual, Tier::Record) } else { (Tier::Supervised, Tier::Team) };
            let chosen = typed.and_then(|(_, tier)| *tier).or(before.map(|part| part.tier));
            NewPart {
                id: desk.id(),
                person: one.person,
                tier: chosen.unwrap_or(usual).min(widest),
                words: typed.map(|(words, _)| words.clone()).unwrap_or_default(),
                minutes: one.minutes,
                units: if billed && participant { rule.units(one.minutes) } else { 0 },
            }
        };
        people.iter().map(part).collect()
    }

    /// Appends a version, and sends it when asked to. Returns where to go.
    pub fn keep(
        self,
        desk: &mut Desk<'_, '_>,
        seat: &Seat,
        (group, meeting): (&Group, &Meeting),
    ) -> Result<String, Problem> {
        let author = seat.person();
        super::super::attendance::has_come(desk, meeting, "shared")?;
        let head = store::note_of(desk.tx, meeting.id)?;
        let trail = match &head {
            Some(head) => store::trail(desk.tx, head)?,
            None => Trail::begin(author),
        };
        let number = trail.next_version(author, self.amendment_reason.as_deref())?;
        let earlier = match &head {
            Some(head) => store::saved(desk.tx, head, number - 1)?,
            None => None,
        };
        let people = store::present(desk.tx, meeting.id)?;
        if !self.names_anyway {
            let names = people.iter().flat_map(|one| [one.full_name.as_str(), one.name.as_str()]);
            if !names_in(&self.shared, names).is_empty() {
                return Err(Refusal { field: "shared", key: "groups-note-names" }.into());
            }
        }
        let not_billed = room(desk, group, meeting)?.not_billed().map(|why| why.code());
        let rule = desk.program.settings.units.clone();
        let parts = self.parts(desk, &people, (earlier.as_ref(), not_billed.is_none()));
        let usual = desk.program.settings.privacy.note_tier;
        let head = begin(desk, seat, head, (meeting, self.tier.unwrap_or(usual)))?;
        let new = NewVersion {
            id: desk.id(),
            note: &head,
            group: group.id,
            number,
            shared: &self.shared,
            not_billed,
            unit_rule: rule.code(),
            amendment_reason: self.amendment_reason.clone().filter(|_| trail.needs_reason()),
            parts: &parts,
        };
        store::add_version(desk.tx, seat, new, desk.now).map_err(|error| {
            if error.violates("group_note_versions", "note_id") {
                MEANWHILE.into()
            } else {
                Problem::from(error)
            }
        })?;
        if let Some(tier) = self.tier {
            store::set_tier(desk.tx, &head, tier)?;
        }
        let act = if number == 1 { Act::Created } else { Act::Changed };
        for one in people.iter().filter(|one| one.participant.is_some()) {
            enter_about(desk, seat, (group.id, one.participant), act, "group_note")?;
        }
        desk.enter_seated(seat, act, "group_note", meeting.id.to_string())?;
        let here = format!("/groups/{}/meetings/{}/note", group.id, meeting.id);
        if self.send {
            send(desk, seat, &head, number)?;
        }
        Ok(here)
    }
}

/// The note's own row, begun with its first version.
fn begin(
    desk: &mut Desk<'_, '_>,
    seat: &Seat,
    head: Option<NoteHead>,
    (meeting, tier): (&Meeting, Tier),
) -> Result<NoteHead, Problem> {
    if let Some(head) = head {
        return Ok(head);
    }
    let id: NoteId = desk.id();
    let head = NoteHead { id, meeting: meeting.id, author: seat.person(), tier };
    store::add_note(desk.tx, &head, desk.now).map_err(|error| {
        if error.violates("group_notes", "meeting_id") { MEANWHILE.into() } else { Problem::from(error) }
    })?;
    Ok(head)
}

/// Sends a version to the supervisor; a clinician signs it.
fn send(desk: &mut Desk<'_, '_>, seat: &Seat, head: &NoteHead, version: i64) -> Result<(), Problem> {
    let submission: SubmissionId = desk.id();
    store::submit(desk.tx, seat, (submission, head, version), desk.now)?;
    desk.enter_seated(seat, Act::Submitted, "group_note", head.meeting.to_string())?;
    if desk.viewer.is(Role::Clinician) {
        let row = desk.id();
        store::approve(desk.tx, (row, submission), desk.now, seat.person())?;
        desk.enter_seated(seat, Act::Approved, "group_note", head.meeting.to_string())?;
    }
    Ok(())
}

/// What is asked when a meeting is to be billed.
pub fn room(desk: &mut Desk<'_, '_>, group: &Group, meeting: &Meeting) -> Result<Room, Problem> {
    let facilitators = store::facilitators(desk.tx, group, meeting.id)?;
    Ok(Room {
        public: group.is_counted_by_heads(),
        families: group.is_for_families(),
        present: meeting.people(),
        facilitators: facilitation::there(&facilitators),
        ratio: desk.program.settings.groups.participants_per_facilitator,
    })
}
