//! Writing a report of a crime or of suspected child abuse, from the permitted facts alone.

use askama::Template;
use axum::extract::Path;

use super::report::KINDS;
use super::store::emergencies;
use super::{Ground, MAKERS, Outgoing, Report, To, What, open_as};
use crate::ids::ParticipantId;
use crate::intake::RecordHead;
use crate::web::{Answer, Choice, Form, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "disclosures/report.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: RecordHead,
    kinds: Vec<Choice>,
}

pub async fn new(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form).await
}

async fn draw(visit: Visit, id: ParticipantId, form: Form) -> Answer {
    let (visitor, head) = visit
        .write(move |desk| {
            let record = open_as(desk, id, &MAKERS)?;
            Ok(RecordHead::load(desk.tx, &record)?)
        })
        .await?;
    let (t, shell) = visitor.shell("disclosures-title");
    let kinds = Choice::codes(&t, "report-kind", &KINDS);
    visitor.show_form(&form, NewPage { kinds, f: form.clone(), head, t, shell })
}

pub async fn create(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    let report = Report::read(&mut form);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let record = open_as(desk, id, &MAKERS)?;
                let outgoing = Outgoing {
                    to: To::Once {
                        name: report.authority.clone(),
                        address: report.authority_address.clone(),
                        kind: report.recipient_kind(),
                    },
                    purpose: report.purpose(),
                    categories: report.categories(),
                    what: What::Given(Vec::new()),
                    description: report.circumstances.clone(),
                    path: "written",
                    ground: Ground::Report(report.clone()),
                    link: None,
                    everything_reason: None,
                    code: None,
                };
                let permit = desk.disclose(&record, &outgoing)?;
                let stamp = (desk.now, desk.viewer.person);
                emergencies::add_report(desk.tx, &record, permit.ledger(), &report, stamp)?;
                Ok(format!("/disclosures/{}", permit.ledger()))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "disclosed");
        }
    }
    draw(visit, id, form).await
}
