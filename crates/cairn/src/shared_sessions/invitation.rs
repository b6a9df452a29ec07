//! A proposal is carried to the family member whom the consent names. This tells them that the participant is here, so it
//! goes through the gate like everything that leaves: the law is asked at that moment, and the ledger keeps it.

use axum::extract::Path;

use super::opened::{self, Opened, View};
use super::{consented, index, show, store};
use crate::access::{Desk, Record};
use crate::audit::Act;
use crate::ids::{FamilyMemberId, RowId};
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
            let description = Text::new(language, desk.program.zone.clone()).get("shared-disclosed");
            let to = (opened.row.consent, opened.row.recipient);
            let disclosure = consented::carry(desk, &record, to, description)?;
            let stamp = (desk.now, desk.viewer.person);
            store::invite(desk.tx, &record, (id, member, disclosure), stamp)?;
            opened::enter(desk, &opened, Act::Changed)?;
            Ok(format!("/shared-sessions/{id}"))
        })
        .await;
    match form.settle(outcome)? {
        Some(location) => visit.redirect(&location, "saved"),
        None => show::draw(visit, form, id).await,
    }
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
