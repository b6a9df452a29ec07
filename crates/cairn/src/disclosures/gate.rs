//! The one gate. Whatever leaves asks here, at the moment it leaves: what is on file is loaded, `cairn_part2` decides at
//! the desk's time, the ledger row and the audit entry are written in the same transaction, and a [`Permit`] comes back
//! without which no byte can be written (see `egress.rs`). Denied means that nothing was read out, and a reason in words.

use cairn_db::Tx;
use cairn_part2::{
    Actor, Categories, Category, Decision, Denial, Discloser, Egress, Purpose, RecordLabel, Request,
};
use cairn_part2::{Question, Reason, ReasonCode};
use jiff::Timestamp;

use super::content::{self, Leaf};
use super::permit::Permit;
use super::{Emergency, Link, NewEntry, Recipient, Report, minimum, papers, store};
use crate::access::{Desk, Record, Reviewed, Role};
use crate::audit::{self, Act};
use crate::ids::{DisclosureId, ParticipantId, PersonId, RecipientId, RowId};
use crate::program::Program;
use crate::web::{Problem, Refusal};

/// To whom: somebody of the directory, or somebody who is told once (an emergency, a report).
#[derive(Debug, Clone)]
pub enum To {
    Listed(Recipient),
    Once { name: String, address: Option<String>, kind: cairn_part2::RecipientKind },
}

impl To {
    fn id(&self) -> Option<RecipientId> {
        match self {
            To::Listed(recipient) => Some(recipient.id),
            To::Once { .. } => None,
        }
    }

    pub fn name(&self) -> &str {
        match self {
            To::Listed(recipient) => &recipient.name,
            To::Once { name, .. } => name,
        }
    }

    pub fn address(&self) -> Option<&str> {
        match self {
            To::Listed(recipient) => recipient.address.as_deref(),
            To::Once { address, .. } => address.as_deref(),
        }
    }
}

/// On what it rests besides the papers on file.
#[derive(Debug, Clone)]
pub enum Ground {
    Papers,
    Emergency(Emergency),
    Report(Report),
}

/// What leaves: the record as it stands, or records of the caller's own, by their labels.
#[derive(Debug, Clone)]
pub enum What {
    Record,
    Given(Vec<RecordLabel>),
}

/// Something about to leave.
#[derive(Debug, Clone)]
pub struct Outgoing {
    pub to: To,
    pub purpose: Purpose,
    /// The least that the purpose needs (§2.13(a)).
    pub categories: Categories,
    pub what: What,
    /// In a sentence, for the ledger: what this is.
    pub description: String,
    /// One of [`super::entry::PATHS`].
    pub path: &'static str,
    pub ground: Ground,
    /// The secure link that is used.
    pub link: Option<RowId>,
    /// Why everything leaves, when everything does.
    pub everything_reason: Option<String>,
    /// The code that the recipient knows the person by: who they are then leaves only where the name was asked for.
    pub code: Option<String>,
}

/// Whose record it is: from a record that was opened, or a link that was.
#[derive(Debug, Clone, Copy)]
pub(super) struct Subject {
    pub participant: ParticipantId,
    pub person: PersonId,
}

impl Subject {
    pub fn of(record: &Record) -> Subject {
        Subject { participant: record.participant(), person: record.person() }
    }

    pub fn of_reviewed(reviewed: &Reviewed) -> Subject {
        Subject { participant: reviewed.participant(), person: reviewed.person() }
    }

    pub fn of_link(link: &Link) -> Subject {
        Subject { participant: link.participant, person: link.person }
    }
}

/// A question, its answer, and what would leave.
pub(super) struct Asked {
    pub question: Question,
    pub decision: Decision,
    pub leaves: Vec<Leaf>,
}

/// When, by whom, and with which ids.
pub(super) struct Stamp {
    pub id: DisclosureId,
    pub at: Timestamp,
    pub by: PersonId,
    pub acting_as: Role,
}

fn way(path: &str) -> Egress {
    match path {
        "csv" => Egress::Csv,
        "json" => Egress::Json,
        "link_page" | "link_csv" | "link_json" => Egress::Link,
        "spoken" => Egress::Spoken,
        "portal" => Egress::Page,
        _ => Egress::Print,
    }
}

/// Decides without writing anything down: for the gate itself, and for a look ahead.
pub(super) fn ask(
    tx: &mut Tx<'_>,
    program: &Program,
    subject: Subject,
    outgoing: &Outgoing,
    now: Timestamp,
) -> Result<Asked, Problem> {
    minimum::refuse(outgoing.purpose, outgoing.categories, outgoing.everything_reason.as_deref())?;
    let received = store::received::all(tx, subject.participant)?;
    let mut leaves = match (&outgoing.what, &outgoing.ground) {
        (What::Record, Ground::Papers) => {
            content::collect(tx, subject.participant, outgoing.categories, now)?
        }
        _ => Vec::new(),
    };
    if outgoing.code.is_some() {
        leaves.retain(|leaf| !WHO.contains(leaf.category) || outgoing.categories.contains(leaf.category));
    }
    let records = match &outgoing.what {
        What::Record => content::labels(&leaves, &received),
        What::Given(records) => records.clone(),
    };
    let discloser = discloser(program);
    let actor = actor(tx, subject, outgoing)?;
    let categories = asked_for(outgoing.categories, &leaves);
    let mut request =
        Request::new(subject.participant.to_string(), discloser, actor, outgoing.purpose, categories);
    request.records = records;
    request.path = way(outgoing.path);
    request.through_ehr = !matches!(outgoing.path, "spoken" | "written");
    request.is_proceeding = outgoing.purpose == Purpose::Proceeding;
    match &outgoing.ground {
        Ground::Papers => {}
        Ground::Emergency(emergency) => request.emergency = Some(emergency.facts(now)),
        Ground::Report(report) => {
            let justification = report.justification.clone();
            request.report = Some(cairn_part2::Report { of: report.of(), justification });
        }
    }
    let question = papers::question(tx, program, subject, request, now)?;
    let decision = enough(question.decide(), outgoing.categories);
    Ok(Asked { question, decision, leaves })
}

/// Asks about what there is rather than about "everything": a restriction on one kind then takes out that kind.
fn asked_for(categories: Categories, leaves: &[Leaf]) -> Categories {
    let there: Categories = leaves.iter().map(|leaf| leaf.category).collect();
    let named = categories.without(Categories::of(&[Category::Record]));
    let all = named.union(there);
    if all.is_empty() { categories } else { all }
}

/// Who somebody is, and that they are here: every kind has it with it.
const WHO: Categories = Categories::of(&[Category::Presence, Category::Name]);

/// Nothing leaves when all that may is who the person is, and more was asked for.
fn enough(decision: Decision, categories: Categories) -> Decision {
    let wanted = if categories.contains(Category::Record) {
        Category::Record.includes().without(WHO)
    } else {
        categories
    };
    match decision {
        Decision::Permit(permit) if !permit.categories.widened().meets(wanted) => {
            Decision::Deny(Denial { reasons: vec![Reason::of_request(ReasonCode::OtherCategories)] })
        }
        decision => decision,
    }
}

fn actor(tx: &mut Tx<'_>, subject: Subject, outgoing: &Outgoing) -> Result<Actor, Problem> {
    Ok(match &outgoing.to {
        To::Listed(recipient) => {
            let involved = store::recipients::involved(tx, subject.participant)?;
            let noted: Vec<String> = involved
                .into_iter()
                .filter(|involvement| involvement.recipient == recipient.id)
                .map(|involvement| involvement.class)
                .collect();
            recipient.actor(&noted)
        }
        To::Once { name, kind, .. } => Actor {
            id: format!("once:{name}"),
            name: name.clone(),
            organization: None,
            kind: *kind,
            classes: cairn_part2::RecipientClasses::NONE,
            other_classes: Vec::new(),
            via: None,
            authority: None,
        },
    })
}

/// Writes what leaves into the ledger and hands out the permit; refuses when the answer was no.
pub(super) fn grant(
    tx: &mut Tx<'_>,
    subject: Subject,
    outgoing: &Outgoing,
    asked: Asked,
    stamp: Stamp,
) -> Result<Permit, Problem> {
    let Decision::Permit(granted) = &asked.decision else {
        return Err(Refusal { field: "decision", key: "disclosure-denied" }.into());
    };
    let decision = serde_json::to_string(&(&asked.question, &asked.decision))
        .map_err(|_| Problem::Defect("a decision could not be written down"))?;
    let name = match &outgoing.code {
        Some(code) => code.clone(),
        None => store::content::name(tx, subject.participant)?,
    };
    let permit = Permit::new(name, outgoing, &asked, granted, &stamp);
    let entry = NewEntry {
        id: stamp.id,
        participant: subject.participant,
        subject: subject.person,
        at: stamp.at,
        recipient: outgoing.to.id(),
        recipient_name: outgoing.to.name().to_string(),
        recipient_address: outgoing.to.address().map(str::to_string),
        description: described(outgoing),
        purpose: outgoing.purpose.name().to_string(),
        categories: permit.categories().iter().map(|category| category.name().to_string()).collect(),
        basis: permit.basis(),
        basis_id: permit.paper().map(str::to_string),
        consent: permit.consent().map(str::to_string),
        scope: Some(permit.scope().to_string()),
        notice_version: permit.notice_version().to_string(),
        labels: permit.labels().iter().map(|label| label.to_string()).collect(),
        through_ehr: asked.question.request.through_ehr,
        path: outgoing.path,
        link: outgoing.link,
        decision,
        by: stamp.by,
        acting_as: stamp.acting_as,
    };
    store::ledger::append(tx, &entry)?;
    Ok(permit)
}

/// The reason for everything stands in the ledger too.
fn described(outgoing: &Outgoing) -> String {
    match &outgoing.everything_reason {
        Some(reason) => format!("{} ({reason})", outgoing.description),
        None => outgoing.description.clone(),
    }
}

impl Desk<'_, '_> {
    /// Lets something leave the opened record, or refuses. The ledger row and the audit entry are in this transaction.
    pub fn disclose(&mut self, record: &Record, outgoing: &Outgoing) -> Result<Permit, Problem> {
        let subject = Subject::of(record);
        let asked = ask(self.tx, self.program, subject, outgoing, self.now)?;
        let stamp =
            Stamp { id: self.id(), at: self.now, by: self.viewer.person, acting_as: record.acting_as() };
        let permit = grant(self.tx, subject, outgoing, asked, stamp)?;
        self.enter(record, Act::Exported, "disclosure", Some(permit.ledger().to_string()))?;
        Ok(permit)
    }
}

impl Desk<'_, '_> {
    /// Lets an auditor look at what the review's contract permits of somebody in its sample, or take a copy of it, or
    /// refuses. The officer who opened the review is the one who discloses.
    pub fn disclose_reviewed(&mut self, reviewed: &Reviewed, outgoing: &Outgoing) -> Result<Permit, Problem> {
        let subject = Subject::of_reviewed(reviewed);
        let asked = ask(self.tx, self.program, subject, outgoing, self.now)?;
        let (by, acting_as) = (reviewed.opened_by(), Role::PrivacyOfficer);
        let permit =
            grant(self.tx, subject, outgoing, asked, Stamp { id: self.id(), at: self.now, by, acting_as })?;
        let act = if outgoing.path == "portal" { Act::Opened } else { Act::Exported };
        self.enter_reviewed(reviewed, act, "disclosure", permit.ledger().to_string())?;
        Ok(permit)
    }
}

/// What a link's use needs: nobody is signed in, so that the program itself stands in the audit log.
pub(super) struct Use<'a> {
    pub program: &'a Program,
    pub link: &'a Link,
    pub now: Timestamp,
    pub disclosure: DisclosureId,
    pub entry: crate::ids::AuditEntryId,
}

/// Lets something leave through a link, decided anew.
pub(super) fn disclose_by_link(
    tx: &mut Tx<'_>,
    outgoing: &Outgoing,
    using: &Use<'_>,
) -> Result<Permit, Problem> {
    let subject = Subject::of_link(using.link);
    let asked = ask(tx, using.program, subject, outgoing, using.now)?;
    let (by, acting_as) = (using.link.made_by, using.link.acting_as);
    let stamp = Stamp { id: using.disclosure, at: using.now, by, acting_as };
    let permit = grant(tx, subject, outgoing, asked, stamp)?;
    let stamp = audit::Stamp { id: using.entry, at: using.now, actor: None };
    let entry = audit::Entry {
        act: Act::Exported,
        kind: "disclosure",
        id: Some(permit.ledger().to_string()),
        participant: Some(subject.participant),
        acting_as,
    };
    audit::write(tx, stamp, entry)?;
    Ok(permit)
}

/// The program as a discloser.
pub(super) fn discloser(program: &Program) -> Discloser {
    Discloser {
        id: program.id.to_string(),
        name: program.name.clone(),
        kind: content::HOLDER,
        classes: Vec::new(),
    }
}
