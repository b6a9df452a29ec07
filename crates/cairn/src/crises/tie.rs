//! Finding out later whom a caller's crisis was about. From then on it is that person's: read by who may open their record, in
//! their copy, erased with them. Only a coordinator says so, with how they know, and can take it back the same way.

use askama::Template;
use axum::extract::Path;
use jiff::Timestamp;

use super::crisis::ABOUT;
use super::{Crisis, HATS, Opened, open, path, store, tie_store};
use crate::access::{Desk, FamilyRecord, Record, Role};
use crate::audit::Act;
use crate::ids::{FamilyMemberId, ParticipantId, PersonId, RowId};
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

/// How it is known whom the crisis is about: the newest word on it.
#[derive(Debug, Clone)]
pub struct Tie {
    pub reason: String,
    pub tied_at: Timestamp,
    pub by: String,
    /// What they called themselves, and how to call back, as it was written down.
    pub caller: Option<String>,
    pub caller_phone: Option<String>,
}

#[derive(Template)]
#[template(path = "crises/tie.html")]
struct TiePage {
    t: Text,
    shell: Shell,
    f: Form,
    id: RowId,
    about: Vec<Choice>,
    participants: Vec<Choice>,
    family: Vec<Choice>,
}

/// Whether this is a crisis that came in as a caller's, and a coordinator looks at it.
pub(super) fn may_tie(opened: &Opened, tie: Option<&Tie>) -> bool {
    opened.seat.role() == Role::Coordinator && (opened.crisis.about == "caller" || tie.is_some())
}

fn open_to_tie(desk: &mut Desk<'_, '_>, id: RowId) -> Result<Opened, Problem> {
    let opened = open(desk, id)?;
    let tie = tie_store::newest(desk.tx, &opened.crisis)?;
    if may_tie(&opened, tie.as_ref()) { Ok(opened) } else { Err(Problem::NotFound) }
}

pub async fn new(visit: Visit, Path(id): Path<RowId>) -> Answer {
    let mut form = visit.new_form();
    form.set("about", "participant");
    draw(visit, id, form).await
}

async fn draw(visit: Visit, id: RowId, form: Form) -> Answer {
    let (visitor, (participants, family)) = visit
        .write(move |desk| {
            let opened = open_to_tie(desk, id)?;
            if opened.record.is_none() {
                opened.enter(desk, Act::Opened)?;
            }
            let participants = store::participants(desk.tx, &opened.seat, desk.now)?;
            Ok((participants, store::family_members(desk.tx, &opened.seat, desk.now)?))
        })
        .await?;
    let (t, shell) = visitor.shell("crises-tab");
    let page = TiePage {
        about: Choice::codes(&t, "crisis-about", &ABOUT),
        participants: participants.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
        family: family.into_iter().map(|(id, _, name)| Choice::new(id.to_string(), name)).collect(),
        f: form.clone(),
        id,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

/// What was typed.
struct Told {
    about: String,
    participant: Option<ParticipantId>,
    member: Option<FamilyMemberId>,
    reason: String,
}

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let told = Told {
        about: form.required_choice("about", &ABOUT),
        participant: form.id("participant"),
        member: form.id("member"),
        reason: form.required_text("reason", 1000),
    };
    match told.about.as_str() {
        "participant" if told.participant.is_none() => form.wrong("participant", "form-choose"),
        "family_member" if told.member.is_none() => form.wrong("member", "form-choose"),
        _ => {}
    }
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let opened = open_to_tie(desk, id)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            told.keep(desk, &opened)
        })
        .await;
    match outcome {
        Err(Problem::BadRequest) if !form.is_valid() => draw(visit, id, form).await,
        outcome => match form.settle(outcome)? {
            Some(location) => visit.redirect(&location, "saved"),
            None => draw(visit, id, form).await,
        },
    }
}

impl Told {
    fn keep(self, desk: &mut Desk<'_, '_>, opened: &Opened) -> Result<String, Problem> {
        let participant = self.participant.filter(|_| self.about == "participant");
        let record = match participant {
            Some(id) => Some(desk.open_record(id)?),
            None => None,
        };
        if record.as_ref().is_some_and(Record::is_own) {
            return Err(Problem::NotFound);
        }
        let person = self.member(desk, opened)?;
        let crisis = &opened.crisis;
        if (participant, person) == (crisis.participant, crisis.person) {
            return Err(Refusal { field: "about", key: "crisis-tie-same" }.into());
        }
        let (id, about, reason) = (desk.id(), self.about, self.reason);
        let new = tie_store::NewTie { id, about, participant, person, reason };
        tie_store::tie(desk.tx, &opened.seat, crisis, &new, desk.now)?;
        // In both logs: of whoever it was thought to be about, and of whoever it is about.
        opened.enter(desk, Act::Changed)?;
        if let Some(record) = &record {
            desk.enter(record, Act::Changed, "crisis", Some(crisis.id.to_string()))?;
        }
        Ok(path(crisis.id))
    }

    fn member(&self, desk: &mut Desk<'_, '_>, opened: &Opened) -> Result<Option<PersonId>, Problem> {
        if self.about != "family_member" {
            return Ok(None);
        }
        let known = store::family_members(desk.tx, &opened.seat, desk.now)?;
        let found = known.into_iter().find(|(id, ..)| Some(*id) == self.member).map(|(_, person, _)| person);
        Ok(Some(found.ok_or(Refusal { field: "member", key: "form-choose-listed" })?))
    }
}

/// A participant's crises for their record, the latest first. The participant reads them in their copy.
pub fn of_record(desk: &mut Desk<'_, '_>, record: &Record) -> Result<Vec<Crisis>, Problem> {
    let Some(seat) = desk.seat(&HATS).ok().filter(|_| !record.is_own()) else { return Ok(Vec::new()) };
    let mut crises = Vec::new();
    for id in tie_store::of_participant(desk.tx, record)? {
        crises.extend(store::find(desk.tx, &seat, id)?);
    }
    Ok(crises)
}

/// A family member's crises for their record, as far as the viewer stands near them, the latest first.
pub fn of_member(desk: &mut Desk<'_, '_>, record: &FamilyRecord) -> Result<Vec<Crisis>, Problem> {
    let Some(seat) = desk.seat(&HATS).ok().filter(|_| !record.is_own()) else { return Ok(Vec::new()) };
    let mut crises = Vec::new();
    for id in tie_store::of_member(desk.tx, record)? {
        if let Some(crisis) = store::find(desk.tx, &seat, id)?
            && store::stands_near(desk.tx, &seat, &crisis)?
        {
            crises.push(crisis);
        }
    }
    Ok(crises)
}
