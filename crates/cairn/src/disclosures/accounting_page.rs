//! The accounting: what left in the last three years, to whom, why and on what ground, for the person it is about.

use askama::Template;
use axum::extract::Path;
use axum::response::IntoResponse;
use jiff::Timestamp;
use serde::Serialize;

use super::accounting::{REQUEST_KINDS, Request, Series, first_day, series};
use super::store::{ledger, requests};
use super::{Egress, Entry, READERS, Shape, open_as};
use crate::access::{Desk, Record, RecordOf, Role};
use crate::audit::{self, Act};
use crate::ids::ParticipantId;
use crate::intake::RecordHead;
use crate::web::{Answer, Form, Page, PageRequest, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "disclosures/accounting.html")]
struct AccountingPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: RecordHead,
    period: String,
    today: jiff::civil::Date,
    series: Vec<Series>,
    entries: Page<Entry>,
    requests: Vec<Request>,
    kinds: [&'static str; 2],
    /// Everything on one page, to be printed.
    whole: bool,
    /// The signed head of the audit log, printed with the whole list: who keeps the paper can later show what was cut off.
    log_head: String,
    answers: bool,
}

struct Loaded {
    head: RecordHead,
    first_day: jiff::civil::Date,
    today: jiff::civil::Date,
    series: Vec<Series>,
    entries: Vec<Entry>,
    requests: Vec<Request>,
    answers: bool,
}

/// The instant at which the accounting made now begins.
fn begins(desk: &Desk<'_, '_>) -> Timestamp {
    let first = first_day(desk.today());
    let midnight = first.to_datetime(jiff::civil::Time::midnight());
    let zoned = midnight.to_zoned_datetime(desk.program.zone.clone());
    zoned.map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
}

fn load(desk: &mut Desk<'_, '_>, record: &Record, page: Option<PageRequest>) -> Result<Loaded, Problem> {
    let since = begins(desk);
    let all = ledger::since(desk.tx, record, since)?;
    let series = series(&all);
    let entries = match page {
        Some(page) => ledger::page(desk.tx, record, since, page)?,
        None => all,
    };
    Ok(Loaded {
        head: RecordHead::load(desk.tx, record)?,
        first_day: first_day(desk.today()),
        today: desk.today(),
        series,
        entries,
        requests: requests::of_participant(desk.tx, record, &desk.program.zone)?,
        answers: record.acting_as() == Role::Coordinator,
    })
}

pub async fn index(visit: Visit, Path(id): Path<ParticipantId>, page: PageRequest) -> Answer {
    draw(visit, id, Some(page)).await
}

/// Everything on one page, for paper.
pub async fn all(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    draw(visit, id, None).await
}

async fn draw(visit: Visit, id: ParticipantId, page: Option<PageRequest>) -> Answer {
    let form = visit.new_form();
    let app = visit.app.clone();
    let (visitor, (loaded, log_head)) = visit
        .write(move |desk| {
            let record = open_as(desk, id, &READERS)?;
            let log_head = match page {
                None => audit::head(desk.tx, &app)?.text,
                Some(_) => String::new(),
            };
            Ok((load(desk, &record, page)?, log_head))
        })
        .await?;
    let (t, shell) = visitor.shell("accounting-page-title");
    let entries = match page {
        Some(page) => page.page(loaded.entries),
        None => Page { items: loaded.entries, number: 1, previous: None, next: None },
    };
    let (from, to) = (t.date(&loaded.first_day), t.date(&loaded.today));
    let period = t.args("accounting-period", [("from", from.into()), ("to", to.into())]);
    visitor.show(AccountingPage {
        t,
        shell,
        f: form,
        head: loaded.head,
        period,
        today: loaded.today,
        series: loaded.series,
        entries,
        requests: loaded.requests,
        kinds: REQUEST_KINDS,
        whole: page.is_none(),
        log_head,
        answers: loaded.answers,
    })
}

#[derive(Serialize)]
struct File {
    format: &'static str,
    made_at: String,
    from: String,
    to: String,
    disclosures: Vec<Line>,
    /// The audit entries of these disclosures with the proof that they are in the log, and its signed head.
    proof: cairn_proof::Bundle,
}

#[derive(Serialize)]
struct Line {
    id: String,
    date: String,
    recipient: String,
    recipient_address: Option<String>,
    description: String,
    purpose: String,
    categories: Vec<String>,
    basis: String,
    basis_id: Option<String>,
    consent: Option<String>,
    scope: Option<String>,
    notice_version: String,
    labels: Vec<String>,
    through_ehr: bool,
    path: String,
    disclosed_by: String,
}

impl From<Entry> for Line {
    fn from(entry: Entry) -> Line {
        Line {
            id: entry.id.to_string(),
            date: entry.at.to_string(),
            recipient: entry.recipient_name,
            recipient_address: entry.recipient_address,
            description: entry.description,
            purpose: entry.purpose,
            categories: entry.categories,
            basis: entry.basis,
            basis_id: entry.basis_id,
            consent: entry.consent,
            scope: entry.scope,
            notice_version: entry.notice_version,
            labels: entry.labels,
            through_ehr: entry.through_ehr,
            path: entry.path,
            disclosed_by: entry.by,
        }
    }
}

/// The accounting as a file, for the person themselves.
pub async fn file(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let app = visit.app.clone();
    let (_, egress) = visit
        .write(move |desk| {
            let record = open_as(desk, id, &[Role::Participant])?;
            desk.require_step_up()?;
            let since = begins(desk);
            let lines: Vec<Line> =
                ledger::since(desk.tx, &record, since)?.into_iter().map(Line::from).collect();
            let entries = ledger::audited(desk.tx, &record, since)?;
            let proof = audit::proof_of(desk.tx, &app, &entries, &[])?;
            desk.enter(&record, Act::Exported, "accounting", None)?;
            let file = File {
                format: "cairn-accounting/1",
                made_at: desk.now.to_string(),
                from: first_day(desk.today()).to_string(),
                to: desk.today().to_string(),
                disclosures: lines,
                proof,
            };
            let body = serde_json::to_vec_pretty(&file)
                .map_err(|_| Problem::Defect("an accounting could not be written as JSON"))?;
            Egress::to_self(&RecordOf::Participant(record), Shape::Json, body)
        })
        .await?;
    Ok(egress.into_response())
}
