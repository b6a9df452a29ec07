//! A proposal is carried to the family member whom the consent names. This tells them that the participant is here, so it
//! goes through the gate like everything that leaves: the law is asked at that moment, and the ledger keeps it.

use axum::extract::Path;
use cairn_part2::{Categories, Category, Purpose, RecipientKind};
use uuid::Uuid;

use super::opened::{self, Opened, View};
use super::store;
use super::{index, show};
use crate::access::{Desk, Record};
use crate::audit::Act;
use crate::consents;
use crate::disclosures::store::recipients;
use crate::disclosures::{Ground, Outgoing, Recipient, To, What};
use crate::ids::{FamilyMemberId, RecipientId, RowId};
use crate::web::{Answer, Form, Problem, Refusal, Text, Visit};

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let member = form.id::<FamilyMemberId>("member");
    let language = visit.language;
    let outcome = visit
        .submit(&form, move |desk| {
            let opened = opened::open(desk, id)?;
            let View::Coordinator(record) = opened.view else { return Err(Problem::NotFound) };
            let member = member.ok_or(Refusal { field: "member", key: "form-choose" })?;
            let name = index::named(desk, &opened.row)?;
            // Only whom the consent names can be asked.
            let known = store::named_members(desk.tx, &record, &name)?;
            if known.iter().all(|(known, _)| *known != member) {
                return Err(Refusal { field: "member", key: "shared-not-named" }.into());
            }
            if opened.row.member.is_some() || !opened.standing.withdrawn.is_empty() {
                return Err(Refusal { field: "member", key: "shared-withdrawn" }.into());
            }
            let outgoing = outgoing(desk, &opened, &Text::new(language, desk.program.zone.clone()), name)?;
            desk.require_step_up()?;
            let permit = desk.disclose(&record, &outgoing)?;
            let stamp = (desk.now, desk.viewer.person);
            store::invite(desk.tx, &record, (id, member, permit.ledger()), stamp)?;
            opened::enter(desk, &opened, Act::Changed)?;
            Ok(format!("/shared-sessions/{id}"))
        })
        .await;
    match form.settle(outcome)? {
        Some(location) => visit.redirect(&location, "saved"),
        None => show::draw(visit, form, id).await,
    }
}

/// The least: that the person is here.
fn outgoing(desk: &mut Desk<'_, '_>, opened: &Opened, t: &Text, name: String) -> Result<Outgoing, Problem> {
    let id: RecipientId = Uuid::from(opened.row.recipient).into();
    let to = match recipients::one(desk.tx, id)? {
        Some(known) => known,
        None => {
            let kind = "person".to_string();
            let standing = RecipientKind::Family.name().to_string();
            let new = Recipient { id, kind, name, address: None, phone: None, standing };
            recipients::add(desk.tx, &new, desk.now, desk.viewer.person)?;
            new
        }
    };
    Ok(Outgoing {
        to: To::Listed(to),
        purpose: purpose(desk, opened)?,
        categories: Categories::of(&[Category::Presence]),
        what: What::Record,
        description: t.get("shared-disclosed"),
        path: "electronic",
        ground: Ground::Papers,
        link: None,
        everything_reason: None,
        code: None,
    })
}

/// A purpose that the consent itself names.
fn purpose(desk: &mut Desk<'_, '_>, opened: &Opened) -> Result<Purpose, Problem> {
    let known = consents::store::candidates(desk.tx, opened.row.participant)?;
    let consent = known.into_iter().find(|one| one.id == opened.row.consent);
    let named = consent.and_then(|one| one.terms.purposes.iter().find_map(|code| Purpose::parse(code)));
    Ok(named.unwrap_or(Purpose::FamilyInvolvement))
}

/// Whom the coordinator can choose: family members whom the consent names.
pub fn choices(
    desk: &mut Desk<'_, '_>,
    record: &Record,
    opened: &Opened,
) -> Result<Vec<(FamilyMemberId, String)>, Problem> {
    if opened.row.member.is_some() {
        return Ok(Vec::new());
    }
    let name = index::named(desk, &opened.row)?;
    Ok(store::named_members(desk.tx, record, &name)?)
}
