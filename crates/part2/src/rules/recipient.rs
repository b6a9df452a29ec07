//! Whether a consent, an order or a restriction means this recipient.

use jiff::Timestamp;

use super::agreement;
use crate::{Actor, Members, Party, Recipient, RecipientClass, RecipientKind, RecipientKinds, Request};

/// How a recipient is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Meant {
    No,
    AsClass,
    ByName,
}

/// Whether an id is the actor's or the organization's for which they act. An empty id is nobody's.
pub(super) fn is_id_of(id: &str, actor: &Actor) -> bool {
    !id.is_empty()
        && (id == actor.id || actor.organization.as_ref().is_some_and(|organization| id == organization.id))
}

fn is(party: &Party, actor: &Actor) -> bool {
    is_id_of(&party.id, actor)
}

/// How a list of recipients that *permits* means the actor: classes have to match truly.
pub(super) fn meant(
    recipients: &[Recipient],
    request: &Request,
    agreements: &[crate::Agreement],
    now: Timestamp,
) -> Meant {
    let actor = &request.actor;
    let one = |recipient: &Recipient| match recipient {
        Recipient::Named { party } if is(party, actor) => Meant::ByName,
        Recipient::Class { class } if is_of(*class, request, agreements, now) => Meant::AsClass,
        Recipient::OtherClass { class } if belongs(class, actor) => Meant::AsClass,
        Recipient::Intermediary { party, members } => through(party, members, actor),
        _ => Meant::No,
    };
    recipients.iter().map(one).max().unwrap_or(Meant::No)
}

fn belongs(class: &str, actor: &Actor) -> bool {
    !class.trim().is_empty() && actor.other_classes.iter().any(|other| other == class)
}

fn is_of(class: RecipientClass, request: &Request, agreements: &[crate::Agreement], now: Timestamp) -> bool {
    let actor = &request.actor;
    match class {
        RecipientClass::TreatingProviders => {
            actor.classes.contains(class) && RecipientKinds::PROVIDERS.contains(actor.kind)
        }
        RecipientClass::HealthPlans => actor.kind == RecipientKind::HealthPlan,
        RecipientClass::ThirdPartyPayers => RecipientKinds::PAYERS.contains(actor.kind),
        RecipientClass::ProgramHelpers => {
            RecipientKinds::HELPERS.contains(actor.kind) && agreement::helps(request, agreements, now)
        }
    }
}

/// An intermediary receives itself, and passes on to its members (§2.31(a)(4)(ii)).
fn through(party: &Party, members: &Members, actor: &Actor) -> Meant {
    if is(party, actor) {
        return Meant::ByName;
    }
    if party.id.is_empty() || actor.via.as_deref() != Some(party.id.as_str()) {
        return Meant::No;
    }
    match members {
        Members::Named { parties } if parties.iter().any(|member| is(member, actor)) => Meant::ByName,
        Members::TreatingProviders
            if actor.classes.contains(RecipientClass::TreatingProviders)
                && RecipientKinds::PROVIDERS.contains(actor.kind) =>
        {
            Meant::AsClass
        }
        _ => Meant::No,
    }
}

/// Whether a list of recipients that *forbids* means the actor: whoever may be meant is.
pub(super) fn may_be_meant(recipients: &[Recipient], actor: &Actor) -> bool {
    recipients.iter().any(|recipient| match recipient {
        Recipient::Named { party } => is(party, actor) || is_via(party, actor),
        Recipient::Intermediary { party, .. } => is(party, actor) || is_via(party, actor),
        Recipient::OtherClass { class } => belongs(class, actor),
        Recipient::Class { class } => {
            actor.classes.contains(*class)
                || match class {
                    RecipientClass::TreatingProviders => false,
                    RecipientClass::HealthPlans => actor.kind == RecipientKind::HealthPlan,
                    RecipientClass::ThirdPartyPayers => RecipientKinds::PAYERS.contains(actor.kind),
                    RecipientClass::ProgramHelpers => RecipientKinds::HELPERS.contains(actor.kind),
                }
        }
    })
}

fn is_via(party: &Party, actor: &Actor) -> bool {
    !party.id.is_empty() && actor.via.as_deref() == Some(party.id.as_str())
}

/// Whether a revocation for this recipient means the actor: themselves, their organization, or the way through.
pub(super) fn is_revoked_for(id: &str, actor: &Actor) -> bool {
    is_id_of(id, actor) || (!id.is_empty() && actor.via.as_deref() == Some(id))
}
