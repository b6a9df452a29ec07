//! One demand: what it lacks, what counsel says, what is held, and how it ends.

use askama::Template;
use axum::extract::Path;
use cairn_part2::{Category, CourtFinding, OrderLimit};
use jiff::civil::Date;

use super::demand::{LegalDemand, OUTCOMES};
use super::order::{GROUNDS, ORDER_KINDS, lacks};
use super::store;
use crate::contracts::COVERED;
use crate::ids::RowId;
use crate::privacy_desk::recipients;
use crate::web::{Answer, Choice, Form, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "legal_demands/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    f: Form,
    demand: LegalDemand,
    lacks: Vec<&'static str>,
    mandates: Vec<Choice>,
    recipients: Vec<Choice>,
    order_kinds: Vec<Choice>,
    findings: Vec<Choice>,
    limits: Vec<Choice>,
    grounds: Vec<Choice>,
    categories: Vec<Choice>,
    outcomes: Vec<Choice>,
    today: Date,
}

pub async fn show(visit: Visit, Path(id): Path<RowId>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, id).await
}

pub(super) fn finding_codes() -> Vec<&'static str> {
    CourtFinding::ALL.iter().map(|finding| finding.name()).collect()
}

pub(super) fn limit_codes() -> Vec<&'static str> {
    OrderLimit::ALL.iter().map(|limit| limit.name()).collect()
}

pub(super) async fn draw(visit: Visit, form: Form, id: RowId) -> Answer {
    let (visitor, (demand, mandates, recipients, today)) = visit
        .read(move |desk| {
            let (seat, demand) = super::open(desk, id)?;
            let mandates = store::mandates(desk.tx, &demand)?;
            let recipients = recipients(desk.tx, &seat)?;
            Ok((demand, mandates, recipients, desk.today()))
        })
        .await?;
    let (t, shell) = visitor.shell("demands-title");
    let mandates = mandates
        .into_iter()
        .map(|(id, issuer, on)| Choice::new(id.to_string(), format!("{issuer}, {}", t.date(&on))));
    let page = ShowPage {
        lacks: lacks(&demand, today),
        mandates: mandates.collect(),
        recipients,
        order_kinds: Choice::codes(&t, "order-kind", &ORDER_KINDS.map(|(code, _)| code)),
        findings: Choice::codes(&t, "order-finding", &finding_codes()),
        limits: Choice::codes(&t, "order-limit", &limit_codes()),
        grounds: Choice::codes(&t, "order-ground", &GROUNDS.map(|(code, _)| code)),
        categories: Choice::codes(&t, "record-part", &COVERED.map(Category::name)),
        outcomes: Choice::codes(&t, "demand-outcome", &OUTCOMES),
        f: form.clone(),
        demand,
        today,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}
