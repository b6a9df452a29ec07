//! Writing a crisis down: as little as is needed while it lasts.

use askama::Template;

use super::crisis::{ABOUT, KINDS};
use super::store::{self, NewCrisis};
use super::{HATS, debrief, path};
use crate::access::{Desk, Role, Seat};
use crate::audit::Act;
use crate::ids::{FamilyMemberId, ParticipantId, PersonId};
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "crises/new.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
    about: Vec<Choice>,
    kinds: Vec<Choice>,
    participants: Vec<Choice>,
    family: Vec<Choice>,
    crisis_line: String,
    on_call: Option<String>,
    /// It comes from an answer that tells of thoughts of dying: what to do now stands above.
    after_answers: bool,
}

pub async fn new(visit: Visit, mut query: Form) -> Answer {
    let mut form = visit.new_form();
    let participant: Option<ParticipantId> = query.id("participant");
    if let Some(participant) = participant {
        form.set("participant", participant);
    }
    let about = query.choice("about", &ABOUT);
    form.set("about", about.unwrap_or_else(|| "participant".to_string()));
    form.set_some("kind", query.choice("kind", &KINDS));
    form.set_some("after", query.choice("after", &["answers"]));
    draw(visit, form).await
}

async fn draw(visit: Visit, form: Form) -> Answer {
    let (visitor, (participants, family, on_call)) = visit
        .read(|desk| {
            let seat = desk.seat(&HATS)?;
            let mut participants = store::participants(desk.tx, &seat, desk.now)?;
            let mut family = store::family_members(desk.tx, &seat, desk.now)?;
            participants.truncate(store::MOST);
            family.truncate(store::MOST);
            Ok((participants, family, crate::on_call::now(desk.tx, desk.program, desk.now)?))
        })
        .await?;
    let (t, shell) = visitor.shell("crises-tab");
    let crisis_line = visitor.crisis_line();
    let page = NewPage {
        about: Choice::codes(&t, "crisis-about", &ABOUT),
        kinds: Choice::codes(&t, "crisis-kind", &KINDS),
        participants: participants.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
        family: family.into_iter().map(|(id, _, name)| Choice::new(id.to_string(), name)).collect(),
        on_call: on_call.map(|now| now.phone),
        after_answers: form.value("after") == "answers",
        crisis_line,
        f: form.clone(),
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
    caller: Option<String>,
    caller_phone: Option<String>,
    kind: String,
    words: Option<String>,
}

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let told = Told {
        about: form.required_choice("about", &ABOUT),
        participant: form.id("participant"),
        member: form.id("member"),
        caller: form.text("caller", 120),
        caller_phone: form.phone("caller_phone"),
        kind: form.required_choice("kind", &KINDS),
        words: form.text("words", 4000),
    };
    match told.about.as_str() {
        "participant" if told.participant.is_none() => form.wrong("participant", "form-choose"),
        "family_member" if told.member.is_none() => form.wrong("member", "form-choose"),
        _ => {}
    }
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let seat = desk.seat(&HATS)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            told.keep(desk, &seat)
        })
        .await;
    match outcome {
        Err(Problem::BadRequest) if !form.is_valid() => draw(visit, form).await,
        outcome => match form.settle(outcome)? {
            Some(location) => visit.redirect(&location, "saved"),
            None => draw(visit, form).await,
        },
    }
}

impl Told {
    fn keep(self, desk: &mut Desk<'_, '_>, seat: &Seat) -> Result<String, Problem> {
        let about = self.about.as_str();
        let participant = self.participant.filter(|_| about == "participant");
        let record = match participant {
            Some(id) => Some(desk.open_record(id)?).filter(|record| !record.is_own()),
            None => None,
        };
        if participant.is_some() && record.is_none() {
            return Err(Problem::NotFound);
        }
        let person = self.member(desk, seat)?;
        let unknown = about == "caller";
        let new = NewCrisis {
            id: desk.id(),
            participant,
            person,
            caller: self.caller.filter(|_| unknown),
            caller_phone: self.caller_phone.filter(|_| unknown),
            kind: self.kind,
            words: self.words,
            happened_at: desk.now,
            about: self.about,
        };
        store::add(desk.tx, seat, &new, desk.now)?;
        // Whoever writes it down stood by, unless their work is to plan: they add who did.
        if seat.role() != Role::Coordinator {
            let person = desk.viewer.person;
            debrief::due(desk, seat, new.id, person)?;
        }
        match record {
            Some(record) => desk.enter(&record, Act::Created, "crisis", Some(new.id.to_string()))?,
            None => desk.enter_seated(seat, Act::Created, "crisis", new.id.to_string())?,
        }
        Ok(path(new.id))
    }

    /// The family member as a person, one whom this seat knows.
    fn member(&self, desk: &mut Desk<'_, '_>, seat: &Seat) -> Result<Option<PersonId>, Problem> {
        if self.about != "family_member" {
            return Ok(None);
        }
        let known = store::family_members(desk.tx, seat, desk.now)?;
        let found = known.into_iter().find(|(id, ..)| Some(*id) == self.member).map(|(_, person, _)| person);
        Ok(Some(found.ok_or(Refusal { field: "member", key: "form-choose-listed" })?))
    }
}
