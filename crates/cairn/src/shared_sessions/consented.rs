//! Whom a consent names, whether it stands, and the one way in which something is carried to that person. A shared session
//! and a repair of a relationship ask here alike.

use cairn_part2::{Categories, Category, Purpose, RecipientKind};
use uuid::Uuid;

use crate::access::{Desk, Record};
use crate::consents::{self, Consent, State};
use crate::disclosures::store::recipients;
use crate::disclosures::{Ground, Outgoing, Recipient, To, What};
use crate::ids::{ConsentId, DisclosureId, ParticipantId, RecipientId, RowId};
use crate::web::Problem;

/// Somebody close whom a consent names: the consent, and which of its recipients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub consent: ConsentId,
    pub recipient: RowId,
    pub name: String,
}

impl Named {
    /// As a form sends it.
    pub fn code(&self) -> String {
        format!("{}/{}", self.consent, self.recipient)
    }
}

/// Everybody close whom a consent in force names.
pub fn named_by(desk: &mut Desk<'_, '_>, record: &Record) -> Result<Vec<Named>, Problem> {
    let (now, zone) = (desk.now, desk.program.zone.clone());
    let known = consents::store::candidates(desk.tx, record.participant())?;
    let mut all = Vec::new();
    for consent in known.iter().filter(|one| one.state(now, &zone) == State::InForce) {
        let close = consent.standing_recipients().filter(|to| to.kind == "family" && !to.class);
        all.extend(close.map(|to| Named { consent: consent.id, recipient: to.id, name: to.name.clone() }));
    }
    Ok(all)
}

fn consent(
    desk: &mut Desk<'_, '_>,
    participant: ParticipantId,
    id: ConsentId,
) -> Result<Option<Consent>, Problem> {
    let known = consents::store::candidates(desk.tx, participant)?;
    Ok(known.into_iter().find(|one| one.id == id))
}

/// Whether the consent stands now and names this recipient.
pub fn stands(
    desk: &mut Desk<'_, '_>,
    participant: ParticipantId,
    (id, recipient): (ConsentId, RowId),
) -> Result<bool, Problem> {
    let (now, zone) = (desk.now, desk.program.zone.clone());
    let found = consent(desk, participant, id)?.filter(|one| one.state(now, &zone) == State::InForce);
    Ok(found.is_some_and(|one| one.standing_recipients().any(|to| to.id == recipient)))
}

/// The name that the consent gives to whom it is with.
pub fn name(
    desk: &mut Desk<'_, '_>,
    participant: ParticipantId,
    (id, recipient): (ConsentId, RowId),
) -> Result<String, Problem> {
    let found = consent(desk, participant, id)?;
    Ok(found.and_then(|one| one.terms.recipient(recipient).map(|to| to.name.clone())).unwrap_or_default())
}

/// Carries something to whom the consent names. This tells them that the participant is here, so it goes through the gate
/// like everything that leaves: the law is asked at this moment, the least leaves, and the ledger keeps it under
/// `description`. Asks the viewer to show first that it is them.
pub fn carry(
    desk: &mut Desk<'_, '_>,
    record: &Record,
    (id, recipient): (ConsentId, RowId),
    description: String,
) -> Result<DisclosureId, Problem> {
    let name = name(desk, record.participant(), (id, recipient))?;
    let to = listed(desk, recipient, name)?;
    // A purpose that the consent itself names.
    let found = consent(desk, record.participant(), id)?;
    let purpose = found.and_then(|one| one.terms.purposes.iter().find_map(|code| Purpose::parse(code)));
    let outgoing = Outgoing {
        to: To::Listed(to),
        purpose: purpose.unwrap_or(Purpose::FamilyInvolvement),
        categories: Categories::of(&[Category::Presence]),
        what: What::Record,
        description,
        path: "electronic",
        ground: Ground::Papers,
        link: None,
        everything_reason: None,
        code: None,
    };
    desk.require_step_up()?;
    Ok(desk.disclose(record, &outgoing)?.ledger())
}

/// The recipient as the program's directory has them, added when they are new there.
fn listed(desk: &mut Desk<'_, '_>, recipient: RowId, name: String) -> Result<Recipient, Problem> {
    let id: RecipientId = Uuid::from(recipient).into();
    if let Some(known) = recipients::one(desk.tx, id)? {
        return Ok(known);
    }
    let kind = "person".to_string();
    let standing = RecipientKind::Family.name().to_string();
    let new = Recipient { id, kind, name, address: None, phone: None, standing };
    recipients::add(desk.tx, &new, desk.now, desk.viewer.person)?;
    Ok(new)
}
