//! Asking whether the other would like it too. A participant asks through whoever coordinates, with a consent that names the
//! person; carrying it is a disclosure. A family member's own asking is kept and waits: it looks the same whoever is here.

use askama::Template;
use axum::extract::Path;

use super::opened::{self, Opened};
use super::page::{self, Head};
use super::{Phase, show, store};
use crate::access::{Desk, Record, RecordOf, Role};
use crate::audit::Act;
use crate::ids::{FamilyMemberId, RowId};
use crate::shared_sessions::consented::{self, Named};
use crate::shared_sessions::{Side, named_members};
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "relationships/permission.html")]
struct PermissionPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: Head,
    phase: Phase,
    asked: bool,
    asks: bool,
    /// Whom a consent of the participant's names now.
    recipients: Vec<Choice>,
    /// The request, for the family member who may answer it.
    request: Option<RowId>,
    /// Whether a yes can be said now.
    may_say_yes: bool,
    carries: bool,
    /// The name that the consent gives.
    name: String,
    /// Family members whom the consent can mean.
    members: Vec<Choice>,
    /// Where what comes next is done, when that is another step.
    next: Option<String>,
}

impl PermissionPage {
    fn phase_words(&self) -> String {
        page::phase_words(&self.t, self.phase, self.head.own)
    }

    /// Where nothing further down says it.
    fn says_next(&self) -> bool {
        self.head.own && !self.asked && !self.asks
    }

    fn next_words(&self) -> String {
        page::next_words(&self.t, self.phase, self.head.of_family)
    }
}

struct Found {
    opened: Opened,
    asked: bool,
    recipients: Vec<Named>,
    name: String,
    members: Vec<(FamilyMemberId, String)>,
}

/// The record of a participant's part for whoever coordinates.
fn coordinated(opened: &Opened) -> Option<Record> {
    match &opened.record {
        RecordOf::Participant(record) if record.acting_as() == Role::Coordinator => Some(*record),
        _ => None,
    }
}

fn load(desk: &mut Desk<'_, '_>, id: RowId) -> Result<Found, Problem> {
    let opened = opened::open(desk, id)?;
    let asking = store::asking(desk.tx, &opened.part)?;
    let (mut recipients, mut name, mut members) = (Vec::new(), String::new(), Vec::new());
    if let RecordOf::Participant(record) = &opened.record {
        if record.is_own() {
            recipients = consented::named_by(desk, record)?;
        }
        if let Some(named) = asking.as_ref().and_then(|asking| asking.named) {
            name = consented::name(desk, record.participant(), named)?;
        }
    }
    if let Some(record) = coordinated(&opened).filter(|_| opened.standing.may_carry().is_ok()) {
        members = named_members(desk.tx, &record, &name)?;
    }
    Ok(Found { opened, asked: asking.is_some(), recipients, name, members })
}

pub async fn show(visit: Visit, Path(id): Path<RowId>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, id).await
}

async fn draw(visit: Visit, form: Form, id: RowId) -> Answer {
    let (visitor, found) = visit.write(move |desk| load(desk, id)).await?;
    let (t, shell) = visitor.shell("repair-title");
    let opened = &found.opened;
    let phase = opened.shown_phase();
    let own_family = opened.is_own() && opened.side() == Side::Family;
    let answers = matches!(phase, Phase::ToAnswer | Phase::NotNow | Phase::No);
    let waits = opened.standing.reply.is_none() && !phase.is_ended();
    let next = show::next(phase, false).filter(|step| opened.is_own() && *step != "permission");
    let page = PermissionPage {
        head: Head::of(opened),
        asked: found.asked && waits && opened.is_own(),
        next: next.map(|step| format!("/relationships/{id}/{step}")),
        asks: opened.is_own() && phase == Phase::Preparing,
        recipients: found.recipients.iter().map(|one| Choice::new(one.code(), one.name.clone())).collect(),
        request: opened.bridge.filter(|_| own_family && answers).map(|bridge| bridge.id),
        may_say_yes: opened.standing.may_answer(super::Reply::Yes).is_ok(),
        carries: coordinated(opened).is_some() && opened.standing.may_carry().is_ok(),
        members: found.members.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone())).collect(),
        name: found.name.clone(),
        phase,
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

/// Asks that the other be asked.
pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let recipient = form.text("recipient", 80);
    let done = page::submit(&visit, id, &mut form, move |desk, opened| {
        opened.standing.may_ask(opened.side())?;
        let named = match &opened.record {
            RecordOf::Participant(record) => {
                let known = consented::named_by(desk, record)?.into_iter();
                let mut chosen = known.filter(|one| Some(one.code()) == recipient);
                let named =
                    chosen.next().ok_or(Refusal { field: "recipient", key: "shared-needs-consent" })?;
                Some((named.consent, named.recipient))
            }
            RecordOf::FamilyMember(_) => None,
        };
        store::ask(desk.tx, &opened.part, named, (desk.now, desk.viewer.person))?;
        Ok(format!("/relationships/{id}"))
    })
    .await?;
    match done {
        Some(location) => visit.redirect(&location, "repair-asked"),
        None => draw(visit, form, id).await,
    }
}

/// Carries a participant's request to the family member whom the consent names.
pub async fn carry(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let member = form.id::<FamilyMemberId>("member");
    let language = visit.language;
    let outcome = visit
        .submit(&form, move |desk| {
            let opened = opened::open(desk, id)?;
            let record = coordinated(&opened).ok_or(Problem::NotFound)?;
            opened.standing.may_carry()?;
            let member = member.ok_or(Refusal { field: "member", key: "form-choose" })?;
            let asking = store::asking(desk.tx, &opened.part)?.and_then(|asking| asking.named);
            let named = asking.ok_or(Problem::NotFound)?;
            let name = consented::name(desk, record.participant(), named)?;
            if named_members(desk.tx, &record, &name)?.iter().all(|(known, _)| *known != member) {
                return Err(Refusal { field: "member", key: "shared-not-named" }.into());
            }
            let description = Text::new(language, desk.program.zone.clone()).get("repair-disclosed");
            let disclosure = consented::carry(desk, &record, named, description)?;
            let bridge = (desk.id(), member, disclosure);
            let stamp = (desk.now, desk.viewer.person);
            store::add_bridge(desk.tx, (&record, &opened.part), bridge, stamp)?;
            opened::enter(desk, &opened, Act::Changed)?;
            Ok("/relationships".to_string())
        })
        .await;
    match form.settle(outcome)? {
        Some(location) => visit.redirect(&location, "saved"),
        None => draw(visit, form, id).await,
    }
}

/// Either side stops it, at any time, and nobody is asked why.
pub async fn stop(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let done = page::submit(&visit, id, &mut form, move |desk, opened| {
        store::stop(desk.tx, &opened.part, (desk.now, desk.viewer.person))?;
        Ok(format!("/relationships/{id}"))
    })
    .await?;
    match done {
        Some(location) => visit.redirect(&location, "saved"),
        None => show::draw(visit, form, id).await,
    }
}
