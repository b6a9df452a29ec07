//! The people around the viewer: who walks with them, whom they let know more, and whom they call when it is hard.

use askama::Template;

use super::own;
use crate::consents::{self, ReachLine};
use crate::ids::{ConsentId, ParticipantId};
use crate::on_call::{self, OnCall};
use crate::safety_plans::{self, SafetyPlan};
use crate::web::{Answer, Shell, Text, Visit};

/// Jobs of people whom somebody meets or talks with; who bills or looks after privacy stands on the page of privacy.
const AROUND: [&str; 4] = ["supervisor", "clinician", "coordinator", "volunteer"];
/// Parts of the safety plan in which people stand.
const WITH_PEOPLE: [&str; 3] = ["ask", "around", "professionals"];

/// A line of the own safety plan, with the number to call when there is one in it.
struct Contact {
    words: String,
    call: Option<String>,
}

#[derive(Template)]
#[template(path = "phone/people.html")]
struct PeoplePage {
    t: Text,
    shell: Shell,
    id: ParticipantId,
    supporters: Vec<ReachLine>,
    around: Vec<ReachLine>,
    /// Name, and the consent that lets them know something.
    family: Vec<(String, ConsentId)>,
    contacts: Vec<Contact>,
    crisis_line: String,
    on_call: Option<OnCall>,
}

impl PeoplePage {
    fn here(&self) -> String {
        format!("/participants/{}", self.id)
    }
}

pub async fn show(visit: Visit) -> Answer {
    let (visitor, (id, reach, family, plan, help)) = visit
        .write(|desk| {
            let record = own(desk)?;
            let id = record.participant();
            let file = desk.open_consents(id)?;
            let reach = consents::reach(desk, &record)?;
            let family = consents::family_in_force(desk, &file)?;
            let plan = safety_plans::versions(desk.tx, &record)?.into_iter().next();
            let on_call = on_call::now(desk.tx, desk.program, desk.now)?;
            Ok((id, reach, family, plan, (desk.program.crisis_line.clone(), on_call)))
        })
        .await?;
    let (t, shell) = visitor.shell("people-around-title");
    let (supporters, rest): (Vec<_>, Vec<_>) =
        reach.into_iter().partition(|line| line.role == "peer_supporter");
    let around = rest.into_iter().filter(|line| AROUND.contains(&line.role)).collect();
    let contacts = plan.as_ref().map(contacts).unwrap_or_default();
    let (crisis_line, on_call) = help;
    visitor.show(PeoplePage { t, shell, id, supporters, around, family, contacts, crisis_line, on_call })
}

/// Whom the safety plan names, in its order.
fn contacts(plan: &SafetyPlan) -> Vec<Contact> {
    let parts = plan.filled().into_iter().filter(|(name, _)| WITH_PEOPLE.contains(name));
    let lines = parts.flat_map(|(_, lines)| lines);
    lines.map(|line| Contact { words: line.words, call: line.call }).collect()
}
