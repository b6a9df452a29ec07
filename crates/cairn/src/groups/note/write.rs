//! Writing the note about a meeting. Who led it too reads it here and does not change it.

use askama::Template;
use axum::extract::Path;

use super::super::Group;
use super::super::new::settle;
use super::super::store::{self, Meeting, Present};
use super::content::{SavedNote, TIERS};
use super::draft::{self, Draft};
use super::{enter_parts, open_led};
use crate::access::{Desk, Role, Tier};
use crate::ids::{GroupId, MeetingId};
use crate::sessions::{NoteStatus, Trail};
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "groups/note/write.html")]
struct WritePage {
    t: Text,
    shell: Shell,
    f: Form,
    group: Group,
    meeting: Meeting,
    people: Vec<Present>,
    note: Option<SavedNote>,
    status: Option<NoteStatus>,
    comment: Option<String>,
    needs_reason: bool,
    /// The viewer may write now.
    writes: bool,
    clinician: bool,
    not_billed: Option<&'static str>,
    tiers: Vec<Choice>,
}

impl WritePage {
    fn here(&self) -> String {
        format!("/groups/{}/meetings/{}", self.group.id, self.meeting.id)
    }

    fn part_field(&self, person: &Present) -> String {
        ["part-", &person.person.to_string()].concat()
    }

    fn tier_field(&self, person: &Present) -> String {
        ["tier-", &person.person.to_string()].concat()
    }

    /// The readers that a part can have: a family member's is never part of a record that may leave.
    fn tiers_of(&self, person: &Present) -> Vec<&Choice> {
        let may = |tier: &&Choice| person.participant.is_some() || tier.value != Tier::Record.code();
        self.tiers.iter().filter(may).collect()
    }
}

/// The readers of a part, from the fewest to the most.
pub(super) fn tiers(t: &Text) -> Vec<Choice> {
    let choice = |code: &str| {
        let key = format!("groups-note-tier-{code}");
        Choice { hint: t.get(&format!("{key}-readers")), ..Choice::new(code, t.get(&key)) }
    };
    TIERS.iter().map(|tier| choice(tier.code())).collect()
}

pub async fn edit(visit: Visit, Path(ids): Path<(GroupId, MeetingId)>) -> Answer {
    let form = visit.new_form();
    draw(visit, ids, form, true).await
}

pub async fn update(visit: Visit, Path(ids): Path<(GroupId, MeetingId)>, mut form: Form) -> Answer {
    let draft = Draft::read(&mut form);
    let (send, valid) = (draft.send, form.is_valid());
    let outcome = visit
        .submit(&form, move |desk| {
            let (seat, group, meeting) = open_led(desk, ids)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            draft.keep(desk, &seat, (&group, &meeting))
        })
        .await;
    if let Some(location) = settle(&mut form, outcome)? {
        return visit.redirect(&location, if send { "note-sent" } else { "note-kept" });
    }
    draw(visit, ids, form, false).await
}

/// What the page is drawn from.
struct Sheet {
    group: Group,
    meeting: Meeting,
    people: Vec<Present>,
    note: Option<SavedNote>,
    trail: Option<Trail>,
    own: bool,
    clinician: bool,
    not_billed: Option<&'static str>,
    usual: &'static str,
}

impl Sheet {
    fn load(desk: &mut Desk<'_, '_>, ids: (GroupId, MeetingId)) -> Result<Sheet, Problem> {
        let (seat, group, meeting) = open_led(desk, ids)?;
        let head = store::note_of(desk.tx, meeting.id)?;
        let (mut note, mut trail) = (None, None);
        if let Some(head) = &head {
            let found = store::trail(desk.tx, head)?;
            note = store::saved(desk.tx, head, found.newest())?;
            trail = Some(found);
        }
        match &note {
            Some(note) => enter_parts(desk, &seat, group.id, note)?,
            None => {
                let (act, id) = (crate::audit::Act::Opened, meeting.id.to_string());
                desk.enter_seated(&seat, act, "group_meeting", id)?;
            }
        }
        Ok(Sheet {
            people: store::present(desk.tx, meeting.id)?,
            own: head.is_none_or(|head| head.author == seat.person()),
            clinician: desk.viewer.is(Role::Clinician),
            not_billed: draft::room(desk, &group, &meeting)?.not_billed().map(|why| why.code()),
            usual: desk.program.settings.privacy.note_tier.code(),
            group,
            meeting,
            note,
            trail,
        })
    }
}

async fn draw(visit: Visit, ids: (GroupId, MeetingId), mut form: Form, fill: bool) -> Answer {
    let (visitor, sheet) = visit.write(move |desk| Sheet::load(desk, ids)).await?;
    if fill {
        match &sheet.note {
            Some(note) => Draft::fill(&mut form, note),
            None => form.set("tier", sheet.usual),
        }
    }
    for one in &sheet.people {
        let field = format!("tier-{}", one.person);
        if form.value(&field).is_empty() {
            form.set(&field, if one.participant.is_some() { sheet.usual } else { "supervised" });
        }
    }
    let status = sheet.trail.as_ref().map(Trail::status);
    let (t, shell) = visitor.shell("note-title");
    let page = WritePage {
        tiers: tiers(&t),
        comment: sheet.trail.as_ref().and_then(Trail::comment).map(str::to_string),
        needs_reason: sheet.trail.as_ref().is_some_and(Trail::needs_reason),
        // What was refused because the note is with the supervisor by now stays in the form.
        writes: sheet.own && (status != Some(NoteStatus::Sent) || !fill),
        f: form.clone(),
        group: sheet.group,
        meeting: sheet.meeting,
        people: sheet.people,
        note: sheet.note,
        clinician: sheet.clinician,
        not_billed: sheet.not_billed,
        status,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}
