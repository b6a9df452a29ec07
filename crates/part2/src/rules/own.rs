//! The person's own access (§2.23): it needs no consent, and nobody can restrict it.

use super::{Found, Grant, Inquiry};
use crate::{Basis, ReasonCode, RecipientKind};

pub(super) fn look<'a>(inquiry: &Inquiry<'a>, found: &mut Found<'a>) {
    let actor = &inquiry.request.actor;
    match actor.kind {
        RecipientKind::Individual if actor.id == inquiry.request.subject => {}
        RecipientKind::PersonalRepresentative => {
            if actor.authority.as_deref().is_none_or(|document| document.trim().is_empty()) {
                return found.refuse(ReasonCode::AuthorityMissing);
            }
        }
        _ => return found.refuse(ReasonCode::NotTheirOwn),
    }
    found.grant(Grant::new(Basis::OwnAccess, inquiry.asked));
}
