//! Who may be told: added and taken out one by one while the consent is a draft.

use axum::extract::Path;
use uuid::Uuid;

use super::answers::settle;
use super::store::{self, Stamp};
use super::{Consent, Recipient, Terms};
use crate::access::{ConsentFile, Desk};
use crate::audit::Act;
use crate::disclosures;
use crate::ids::{ConsentId, RowId};
use crate::web::{Answer, Form, Problem, Visit};

/// More than this is not a choice of persons any more.
const MOST: usize = 20;

pub async fn create(visit: Visit, Path(id): Path<ConsentId>, mut form: Form) -> Answer {
    let mut new = Recipient {
        name: form.required_text("name", 160),
        kind: form.value("kind").to_string(),
        address: form.text("address", 200),
        class: form.checked("class"),
        members: form.text("members", 1000).map(|text| lines(&text)).unwrap_or_default(),
        treating_members: form.checked("treating_members"),
        ..Recipient::default()
    };
    if new.kind.is_empty() {
        form.wrong("kind", "form-choose");
    }
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (file, consent) = super::open_draft(desk, id)?;
                if !consent.kind.recipients().contains(&new.kind.as_str())
                    || consent.terms.recipients.len() >= MOST
                {
                    return Err(Problem::BadRequest);
                }
                new.id = known_id(desk, &file, &new)?;
                change(desk, (&file, consent), |terms| {
                    terms.recipients.retain(|known| known.id != new.id);
                    terms.recipients.push(new);
                })?;
                Ok(format!("/consents/{id}/steps/whom"))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    super::step::draw(visit, form, (id, "whom"), false).await
}

pub async fn remove(visit: Visit, Path(id): Path<ConsentId>, form: Form) -> Answer {
    let recipient = form.value("recipient").parse::<RowId>().ok();
    let location = visit
        .submit(&form, move |desk| {
            let (file, consent) = super::open_draft(desk, id)?;
            let recipient = recipient.ok_or(Problem::BadRequest)?;
            change(desk, (&file, consent), |terms| terms.recipients.retain(|known| known.id != recipient))?;
            Ok(format!("/consents/{id}/steps/whom"))
        })
        .await?;
    visit.redirect(&location, "saved")
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_string).collect()
}

fn change(
    desk: &mut Desk<'_, '_>,
    (file, consent): (&ConsentFile, Consent),
    change: impl FnOnce(&mut Terms),
) -> Result<(), Problem> {
    let mut terms = consent.terms;
    change(&mut terms);
    settle(consent.kind, &mut terms)?;
    let stamp = Stamp { at: desk.now, by: desk.viewer.person };
    store::change_terms(desk.tx, file, consent.id, &terms, stamp)?;
    desk.enter_consents(file, Act::Changed, "consent", Some(consent.id.to_string()))
}

/// The id under which this person or office is known in the participant's other consents, or in the program's directory:
/// one recipient is the same everywhere, so that what is refused for one is refused by whatever consent names them, and
/// whoever hands something out finds one line for them.
fn known_id(desk: &mut Desk<'_, '_>, file: &ConsentFile, new: &Recipient) -> Result<RowId, Problem> {
    let consents = store::of_participant(desk.tx, file)?;
    let known = consents.iter().flat_map(|consent| &consent.terms.recipients).find(|known| same(known, new));
    if let Some(known) = known {
        return Ok(known.id);
    }
    let listed = disclosures::store::recipients::all(desk.tx)?;
    let listed = listed.iter().find(|listed| is_listed(listed, new));
    Ok(listed.map_or_else(|| desk.id(), |listed| Uuid::from(listed.id).into()))
}

fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Of one name in one standing, and not at two addresses.
fn is_listed(listed: &disclosures::Recipient, new: &Recipient) -> bool {
    let apart = listed.address.as_deref().zip(new.address.as_deref());
    !new.class
        && listed.standing == new.kind
        && plain(&listed.name) == plain(&new.name)
        && apart.is_none_or(|(one, other)| plain(one) == plain(other))
}

fn same(one: &Recipient, other: &Recipient) -> bool {
    !one.tpo_class
        && one.kind == other.kind
        && one.class == other.class
        && plain(&one.name) == plain(&other.name)
}
