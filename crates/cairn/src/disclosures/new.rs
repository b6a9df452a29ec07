//! Making a disclosure: whom, why, what, how; a look at what the law says first; then it leaves.

use askama::Template;
use axum::extract::Path;
use axum::response::IntoResponse;
use cairn_part2::{Categories, Category, Decision, Purpose};

use super::gate::{Asked, Subject, ask};
use super::store::recipients;
use super::{Ground, Link, MAKERS, OFFERED, Outgoing, PURPOSES, Permit, Recipient, To, What};
use super::{index, link, minimum, open_as, papers, permit, sheet, store};
use crate::access::{Desk, Record};
use crate::audit::Act;
use crate::ids::{ParticipantId, RecipientId};
use crate::intake::RecordHead;
use crate::web::{Answer, Choice, Form, PageRequest, Problem, Refusal, Shell, Text, Visit, Visitor};

/// How something can be handed out here.
const WAYS: [&str; 6] = ["page", "csv", "json", "link", "spoken", "written"];

#[derive(Template)]
#[template(path = "disclosures/new.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: RecordHead,
    recipients: Vec<Choice>,
    purposes: Vec<Choice>,
    categories: Vec<Choice>,
    ways: Vec<Choice>,
    days: Vec<Choice>,
    answer: Option<Ahead>,
}

/// What the gate says before anything leaves.
pub struct Ahead {
    permitted: bool,
    basis: &'static str,
    scope: String,
    /// Kind, and how many records of it would leave.
    leaves: Vec<(&'static str, usize)>,
    stays: Vec<&'static str>,
    withheld: usize,
    reasons: Vec<&'static str>,
}

impl Ahead {
    fn of(asked: &Asked) -> Ahead {
        let mut ahead = Ahead {
            permitted: false,
            basis: "",
            scope: String::new(),
            leaves: Vec::new(),
            stays: Vec::new(),
            withheld: 0,
            reasons: Vec::new(),
        };
        match &asked.decision {
            Decision::Permit(granted) => {
                ahead.permitted = true;
                ahead.basis = permit::basis_name(granted.basis);
                ahead.scope = super::scope::explain(&asked.question, granted);
                ahead.withheld = granted.withheld().len();
                let (may, redacted) = (granted.categories.widened(), permit::redacted(granted));
                for category in Category::ALL {
                    let of = asked.leaves.iter().filter(|leaf| leaf.category == *category);
                    let many = of.filter(|leaf| !granted.withheld().contains(&leaf.id)).count();
                    if many > 0 && may.contains(*category) && !redacted.contains(*category) {
                        ahead.leaves.push((category.name(), many));
                    }
                }
                ahead.stays = redacted.iter().map(|category| category.name()).collect();
            }
            Decision::Deny(denial) => {
                ahead.reasons = denial.reasons.iter().map(|reason| reason.code.name()).collect();
                ahead.reasons.dedup();
            }
        }
        ahead
    }
}

/// What the form says.
#[derive(Clone)]
struct Wanted {
    recipient: RecipientId,
    purpose: Purpose,
    categories: Categories,
    description: String,
    everything_reason: Option<String>,
    way: String,
    days: i64,
}

impl Wanted {
    fn read(form: &mut Form) -> Option<Wanted> {
        let purposes = PURPOSES.map(|purpose| purpose.name());
        let offered = OFFERED.map(|category| category.name());
        let recipient: Option<RecipientId> = form.id("recipient");
        if recipient.is_none() {
            form.wrong("recipient", "form-choose");
        }
        let purpose = Purpose::parse(&form.required_choice("purpose", &purposes));
        let categories: Categories =
            form.choices("categories", &offered).iter().filter_map(|code| Category::parse(code)).collect();
        let wanted = Wanted {
            recipient: recipient?,
            purpose: purpose?,
            categories,
            description: form.required_text("description", 300),
            everything_reason: form.text("everything_reason", 500),
            way: form.required_choice("way", &WAYS),
            days: form.choice("days", &link::DAYS).and_then(|days| days.parse().ok()).unwrap_or(7),
        };
        if let Err(refusal) =
            minimum::refuse(wanted.purpose, wanted.categories, wanted.everything_reason.as_deref())
        {
            form.wrong(refusal.field, refusal.key);
        }
        form.is_valid().then_some(wanted)
    }

    fn outgoing(self, to: Recipient) -> Outgoing {
        let path = WAYS.into_iter().find(|way| *way == self.way).unwrap_or("page");
        Outgoing {
            to: To::Listed(to),
            purpose: self.purpose,
            categories: self.categories,
            what: What::Record,
            description: self.description,
            path: if path == "link" { "link_page" } else { path },
            ground: Ground::Papers,
            link: None,
            everything_reason: self.everything_reason,
            code: None,
        }
    }
}

/// Who can be chosen: the directory, and whoever a consent of this person names and the directory does not know yet.
fn choosable(desk: &mut Desk<'_, '_>, record: &Record) -> Result<Vec<Recipient>, Problem> {
    let mut all = recipients::all(desk.tx)?;
    let consents = papers::consents(desk.tx, Subject::of(record))?;
    for party in consents.iter().flat_map(|consent| &consent.recipients).filter_map(named) {
        if all.iter().all(|known| known.id != party.id) {
            all.push(party);
        }
    }
    Ok(all)
}

fn named(recipient: &cairn_part2::Recipient) -> Option<Recipient> {
    match recipient {
        cairn_part2::Recipient::Named { party } | cairn_part2::Recipient::Intermediary { party, .. } => {
            let standing = party.kind.map_or("other", |kind| kind.name()).to_string();
            let kind = if standing == "family" { "person" } else { "organization" }.to_string();
            let id = party.id.parse().ok()?;
            Some(Recipient { id, kind, name: party.name.clone(), address: None, phone: None, standing })
        }
        _ => None,
    }
}

/// The chosen one, taken into the directory when a consent alone knew them.
fn chosen(desk: &mut Desk<'_, '_>, record: &Record, id: RecipientId) -> Result<Recipient, Problem> {
    let found = choosable(desk, record)?.into_iter().find(|to| to.id == id);
    let to = found.ok_or(Refusal { field: "recipient", key: "form-choose-listed" })?;
    if recipients::one(desk.tx, id)?.is_none() {
        recipients::add(desk.tx, &to, desk.now, desk.viewer.person)?;
    }
    Ok(to)
}

pub async fn new(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let mut form = visit.new_form();
    form.set("way", "page");
    form.set("days", "7");
    form.set("categories", Category::Attendance.name());
    draw(visit, id, form, None).await
}

/// Looks ahead: what would leave, and what the law says. Nothing is disclosed.
pub async fn preview(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    if let Some(purpose) =
        Purpose::parse(form.value("purpose")).filter(|_| form.value("categories").is_empty())
    {
        minimum::least(purpose).iter().for_each(|category| form.set("categories", category.name()));
    }
    let wanted = Wanted::read(&mut form);
    draw(visit, id, form, wanted).await
}

async fn draw(visit: Visit, id: ParticipantId, mut form: Form, wanted: Option<Wanted>) -> Answer {
    let (visitor, (head, recipients, answer)) = visit
        .write(move |desk| {
            let record = open_as(desk, id, &MAKERS)?;
            let recipients = choosable(desk, &record)?;
            let answer = match wanted {
                Some(wanted) => Some(look(desk, &record, wanted)?),
                None => None,
            };
            Ok((RecordHead::load(desk.tx, &record)?, recipients, answer))
        })
        .await?;
    if let Some(Err(refusal)) = &answer {
        form.wrong(refusal.field, refusal.key);
    }
    show(&visitor, form, (head, recipients), answer.and_then(Result::ok))
}

fn look(desk: &mut Desk<'_, '_>, record: &Record, wanted: Wanted) -> Result<Result<Ahead, Refusal>, Problem> {
    if let Err(refusal) = minimum::refuse_hat(record.acting_as(), wanted.categories) {
        return Ok(Err(refusal));
    }
    let found = choosable(desk, record)?.into_iter().find(|to| to.id == wanted.recipient);
    let Some(to) = found else {
        return Ok(Err(Refusal { field: "recipient", key: "form-choose-listed" }));
    };
    let asked = ask(desk.tx, desk.program, Subject::of(record), &wanted.outgoing(to), desk.now)?;
    Ok(Ok(Ahead::of(&asked)))
}

fn show(
    visitor: &Visitor,
    form: Form,
    (head, recipients): (RecordHead, Vec<Recipient>),
    answer: Option<Ahead>,
) -> Answer {
    let (t, shell) = visitor.shell("disclosures-title");
    let days =
        link::DAYS.map(|days| Choice::new(days, t.with("link-days", "n", days.parse().unwrap_or(0_i64))));
    let page = NewPage {
        recipients: recipients.into_iter().map(|to| Choice::new(to.id.to_string(), to.name)).collect(),
        purposes: Choice::codes(&t, "disclosure-purpose", &PURPOSES.map(|purpose| purpose.name())),
        categories: Choice::codes(&t, "disclosure-category", &OFFERED.map(|category| category.name())),
        ways: Choice::codes(&t, "disclosure-way", &WAYS),
        days: days.to_vec(),
        f: form.clone(),
        head,
        answer,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

/// What became of a form that was sent.
enum Made {
    Permit(Box<Permit>),
    /// Address and code, shown once.
    Link(String, String, Box<index::Found>),
    Denied,
    /// The same form arrived before: where its doing stands.
    Before(String),
}

/// Keeps the form's key, so that a form that arrives twice is done once.
fn once(desk: &mut Desk<'_, '_>, (key, path): (uuid::Uuid, &str), made: Made) -> Result<Made, Problem> {
    let location = match &made {
        Made::Permit(permit) => format!("/disclosures/{}", permit.ledger()),
        Made::Link(..) => path.to_string(),
        Made::Denied | Made::Before(_) => return Ok(made),
    };
    store::ledger::keep_receipt(desk.tx, (key, path), &location, (desk.viewer.person, desk.now))?;
    Ok(made)
}

/// It leaves now: as a page, a table, a file; or it was told; or a link is made that decides when it is used.
pub async fn create(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    let Some(wanted) = Wanted::read(&mut form) else {
        return draw(visit, id, form, None).await;
    };
    let (again, app, key, path) = (visit.clone(), visit.app.clone(), *form.key(), visit.path.clone());
    let kept = wanted.clone();
    let outcome = visit
        .clone()
        .write(move |desk| {
            let record = open_as(desk, id, &MAKERS)?;
            desk.require_step_up()?;
            minimum::refuse_hat(record.acting_as(), wanted.categories)?;
            if let Some(location) = store::ledger::receipt(desk.tx, key, &path, desk.viewer.person)? {
                return Ok(Made::Before(location));
            }
            if wanted.way == "link" {
                return make_link(desk, &record, wanted, &app)
                    .and_then(|made| once(desk, (key, &path), made));
            }
            let to = chosen(desk, &record, wanted.recipient)?;
            match desk.disclose(&record, &wanted.outgoing(to)) {
                Ok(permit) => once(desk, (key, &path), Made::Permit(Box::new(permit))),
                Err(Problem::Refused(refusal)) if refusal.field == "decision" => Ok(Made::Denied),
                Err(problem) => Err(problem),
            }
        })
        .await;
    match outcome {
        Ok((visitor, Made::Permit(permit))) => hand_out(&visit, &visitor, id, &permit, &kept.way),
        Ok((visitor, Made::Link(address, code, found))) => {
            index::draw(&visitor, *found, again.new_form(), Some((address, code)))
        }
        Ok((_, Made::Before(location))) => again.redirect(&location, "disclosed"),
        Ok((_, Made::Denied)) => {
            form.wrong("decision", "disclosure-denied");
            draw(again, id, form, Some(kept)).await
        }
        Err(Problem::Refused(refusal)) => {
            form.wrong(refusal.field, refusal.key);
            draw(again, id, form, None).await
        }
        Err(problem) => Err(problem),
    }
}

fn hand_out(visit: &Visit, visitor: &Visitor, id: ParticipantId, permit: &Permit, way: &str) -> Answer {
    let (t, shell) = visitor.shell("pages-title");
    Ok(match way {
        "csv" => sheet::csv(permit, &t)?.into_response(),
        "json" => sheet::json(permit, &t)?.into_response(),
        "page" => sheet::page(permit, t, shell)?.into_response(),
        // It was told or sent on paper: the row in the ledger is all that is left to do here.
        _ => return visit.redirect(&format!("/participants/{id}/disclosures"), "disclosed"),
    })
}

/// A link asks at each use; one that would show nothing today is not made.
fn make_link(
    desk: &mut Desk<'_, '_>,
    record: &Record,
    wanted: Wanted,
    app: &crate::app::App,
) -> Result<Made, Problem> {
    let to = chosen(desk, record, wanted.recipient)?;
    let days = wanted.days;
    let outgoing = wanted.outgoing(to.clone());
    let asked = ask(desk.tx, desk.program, Subject::of(record), &outgoing, desk.now)?;
    if !asked.decision.is_permit() {
        return Ok(Made::Denied);
    }
    let (token, code) = link::draw(desk.chance);
    let made = Link {
        id: desk.id(),
        participant: record.participant(),
        person: record.person(),
        recipient: to.id,
        code_hash: link::code_hash(&token, &code),
        purpose: outgoing.purpose.name().to_string(),
        categories: outgoing.categories.iter().map(|category| category.name().to_string()).collect(),
        description: outgoing.description,
        everything_reason: outgoing.everything_reason,
        made_at: desk.now,
        made_by: desk.viewer.person,
        acting_as: record.acting_as(),
        expires_at: desk.now + jiff::SignedDuration::from_hours(24 * days),
        ended_at: None,
        failures: 0,
        uses: 0,
    };
    let hashes = store::links::Hashes { token: link::token_hash(&token), code: made.code_hash.clone() };
    store::links::add(desk.tx, record, &made, &hashes)?;
    desk.enter(record, Act::Created, "link", Some(made.id.to_string()))?;
    let found = index::Found::load(desk, record, PageRequest::first())?;
    let server = &app.config.server;
    let base = server.public_url.clone().unwrap_or_else(|| format!("http://{}", server.listen));
    Ok(Made::Link(format!("{base}/shared/{token}"), code, Box::new(found)))
}
