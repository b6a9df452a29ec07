//! Reading a court order: what it finds, how it limits itself, what it opens. Read again when an amended one comes.

use axum::extract::Path;
use cairn_part2::{Categories, Category, CourtFinding, CourtFindings, OrderKind, OrderLimit, OrderLimits};

use super::order::{GROUNDS, ORDER_KINDS, Reading, Text};
use super::{show, store};
use crate::access::Desk;
use crate::audit::Act;
use crate::contracts::COVERED;
use crate::ids::RowId;
use crate::privacy_desk::{recipients, stamp};
use crate::web::{Answer, Form, Problem, Refusal, Visit};

fn read(form: &mut Form) -> (Reading, Option<RowId>) {
    let kind = form.required_choice("order_kind", &ORDER_KINDS.map(|(code, _)| code));
    let ground = form.choice("ground", &GROUNDS.map(|(code, _)| code));
    let findings = form.choices("findings", &show::finding_codes());
    let limits = form.choices("limits", &show::limit_codes());
    let parts = form.choices("categories", &COVERED.map(Category::name));
    let text = Text {
        kind: ORDER_KINDS
            .iter()
            .find(|(code, _)| *code == kind)
            .map_or(OrderKind::Noncriminal, |(_, kind)| *kind),
        findings: findings.iter().filter_map(|code| CourtFinding::parse(code)).collect::<CourtFindings>(),
        limits: limits.iter().filter_map(|code| OrderLimit::parse(code)).collect::<OrderLimits>(),
        notice_given: form.checked("notice_given"),
        fictitious_name: form.checked("fictitious_name"),
        in_chambers: form.checked("in_chambers"),
        categories: parts.iter().filter_map(|code| Category::parse(code)).collect::<Categories>(),
        ground: ground.and_then(|code| GROUNDS.iter().find(|(known, _)| *known == code).map(|(_, g)| *g)),
    };
    let reading = Reading {
        text,
        court: form.required_text("court", 200),
        recipient: form.id("recipient"),
        issued_on: form.date("issued_on"),
        expires_on: form.date("expires_on"),
        mandate: None,
    };
    (reading, form.id("mandate"))
}

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let (reading, mandate) = read(&mut form);
    if form.is_valid() {
        let outcome = visit.submit(&form, move |desk| save(desk, id, reading, mandate)).await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    show::draw(visit, form, id).await
}

fn save(
    desk: &mut Desk<'_, '_>,
    id: RowId,
    mut reading: Reading,
    mandate: Option<RowId>,
) -> Result<String, Problem> {
    let (seat, demand) = super::open_live(desk, id)?;
    if !demand.is_order() {
        return Err(Refusal { field: "order_kind", key: "order-lacks-order" }.into());
    }
    let known = recipients(desk.tx, &seat)?;
    let stranger = |id: &RowId| known.iter().all(|choice| choice.value != id.to_string());
    if reading.recipient.as_ref().is_some_and(stranger) {
        return Err(Refusal { field: "recipient", key: "form-choose-listed" }.into());
    }
    if let Some(mandate) = mandate {
        let known = store::mandates(desk.tx, &demand)?;
        let found = known.into_iter().find(|(id, ..)| *id == mandate);
        let (id, _, on) = found.ok_or(Refusal { field: "mandate", key: "form-choose-listed" })?;
        // Its kind is read with it from the demand itself.
        reading.mandate = Some((id, String::new(), on));
    }
    let stamp = stamp(desk);
    store::add_reading(desk.tx, &demand, stamp, &reading)?;
    desk.enter_seated(&seat, Act::Changed, "legal-demand", id.to_string())?;
    Ok(super::path(id))
}
