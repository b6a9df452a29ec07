//! My privacy: who can see what now, who looked, what left, my consents, what I can ask for, and the limits.

use askama::Template;
use axum::extract::Path;

use super::index::Line;
use super::store::{self, Looked, Reach};
use super::{Consent, State};
use crate::access::{ConsentFile, Desk, Record, Role};
use crate::ids::{ConsentId, ParticipantId};
use crate::intake::RecordHead;
use crate::web::{Answer, Problem, Shell, Text, Visit};

/// Consents that stand, or are being written, on this page; all of them are on their own.
const MOST: usize = 8;

#[derive(Template)]
#[template(path = "consents/privacy.html")]
struct PrivacyPage {
    t: Text,
    shell: Shell,
    id: ParticipantId,
    head: RecordHead,
    reach: Vec<ReachLine>,
    /// Family and friends whom a consent in force names.
    family: Vec<String>,
    openings: Vec<Looked>,
    consents: Vec<Line>,
}

impl PrivacyPage {
    fn here(&self) -> String {
        format!("/participants/{}", self.id)
    }

    fn family_line(&self) -> String {
        self.t.with("privacy-reach-family-consent", "names", listed(&self.t, &self.family))
    }

    fn looked(&self, looked: &Looked) -> String {
        let role = self.t.code("role", looked.acting_as.code());
        let who = looked.who.as_str().into();
        let why = looked.why.as_deref().unwrap_or("unknown");
        let why = self.t.code("openings-why", why);
        self.t.args("privacy-looked-line", [("who", who), ("role", role.into()), ("why", why.into())])
    }
}

/// One sentence about one job, and how far it reaches.
pub struct ReachLine {
    /// The code of the job.
    pub role: &'static str,
    pub names: Vec<String>,
    /// Key of the words for how much they see.
    pub tier: &'static str,
}

impl ReachLine {
    fn of(reach: Reach) -> Option<ReachLine> {
        let tier = match reach.role {
            Role::PeerSupporter => "privacy-tier-ours",
            Role::Supervisor => "privacy-tier-supervised",
            Role::Clinician | Role::Coordinator => "privacy-tier-team",
            Role::Volunteer => "privacy-tier-calls",
            Role::Biller => "privacy-tier-payer",
            Role::PrivacyOfficer => "privacy-tier-facts",
            Role::Auditor => "privacy-tier-audit",
            _ => "privacy-tier-nothing",
        };
        (!reach.names.is_empty()).then(|| ReachLine { role: reach.role.code(), names: reach.names, tier })
    }

    pub fn sentence(&self, t: &Text) -> String {
        let key = format!("privacy-reach-{}", self.role.replace('_', "-"));
        let names = listed(t, &self.names);
        t.args(&key, [("names", names.into()), ("n", (self.names.len() as i64).into())])
    }
}

/// `Ana`, `Ana and Bo`, `Ana, Bo and 3 more`.
fn listed(t: &Text, names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [one, other] => {
            t.args("privacy-two", [("one", one.as_str().into()), ("other", other.as_str().into())])
        }
        [one, other, rest @ ..] => t.args(
            "privacy-more",
            [
                ("one", one.as_str().into()),
                ("other", other.as_str().into()),
                ("n", (rest.len() as i64).into()),
            ],
        ),
    }
}

/// Everybody whose job reaches the record, by hat.
pub fn reach(desk: &mut Desk<'_, '_>, record: &Record) -> Result<Vec<ReachLine>, Problem> {
    let found = store::reach(desk.tx, record, desk.today())?;
    Ok(found.into_iter().filter_map(ReachLine::of).collect())
}

/// Family and friends whom a consent in force names, each with the consent that says so.
pub fn family_in_force(
    desk: &mut Desk<'_, '_>,
    file: &ConsentFile,
) -> Result<Vec<(String, ConsentId)>, Problem> {
    let (now, zone) = (desk.now, desk.program.zone.clone());
    let mut named = Vec::new();
    for consent in store::of_participant(desk.tx, file)? {
        if consent.state(now, &zone) == State::InForce {
            let family = consent.standing_recipients().filter(|one| one.kind == "family");
            named.extend(family.map(|one| (one.name.clone(), consent.id)));
        }
    }
    named.sort();
    Ok(named)
}

pub async fn show(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let (visitor, (head, reach, openings, consents)) = visit
        .write(move |desk| {
            let file = desk.open_consents(id)?;
            let record = *file.record().filter(|record| record.is_own()).ok_or(Problem::NotFound)?;
            let head = RecordHead::load(desk.tx, &record)?;
            let reach = store::reach(desk.tx, &record, desk.today())?;
            let openings = store::last_openings(desk.tx, &record)?;
            let (now, zone) = (desk.now, desk.program.zone.clone());
            let consents = store::of_participant(desk.tx, &file)?.into_iter().map(|consent| {
                let state = consent.state(now, &zone);
                Line { consent, state, name: None }
            });
            Ok((head, reach, openings, consents.collect::<Vec<_>>()))
        })
        .await?;
    let (t, shell) = visitor.shell("privacy-title");
    let family = family(&consents);
    let standing = consents.into_iter().filter(|line| line.state.stands() || line.state.is_draft());
    let page = PrivacyPage {
        reach: reach.into_iter().filter_map(ReachLine::of).collect(),
        consents: standing.take(MOST).collect(),
        family,
        id,
        head,
        openings,
        t,
        shell,
    };
    visitor.show(page)
}

fn family(consents: &[Line]) -> Vec<String> {
    let in_force = consents.iter().filter(|line| line.state == State::InForce);
    let named = in_force.flat_map(|line| Consent::standing_recipients(&line.consent));
    let mut names: Vec<String> =
        named.filter(|one| one.kind == "family").map(|one| one.name.clone()).collect();
    names.sort();
    names.dedup();
    names
}
