//! Second factors: an authenticator app, passkeys, and recovery codes for the day the phone is gone.
//!
//! A first factor may be set up by whoever has just signed in; every later change asks for a fresh second step, and ends
//! the sign-ins on other devices. The last factor of somebody who works here cannot be taken away, only replaced: else
//! a passphrase alone would be all that is left.

pub(super) mod app;
pub(super) mod codes;
mod qr;
pub(super) mod reset;
pub(super) mod store;

use axum::extract::Path;
use cairn_db::{Error, Tx};
use jiff::Timestamp;

use super::devices;
use crate::access::Desk;
use crate::audit::Act;
use crate::ids::{FactorId, PersonId};
use crate::web::{Answer, Form, PageRequest, Problem, Refusal, Visit};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FactorKind {
    App,
    Passkey,
}

impl FactorKind {
    pub fn code(self) -> &'static str {
        match self {
            FactorKind::App => "app",
            FactorKind::Passkey => "passkey",
        }
    }
}

/// One way in which a person shows that it is them.
pub(super) struct Factor {
    pub id: FactorId,
    pub kind: FactorKind,
    pub name: String,
    pub added_at: Timestamp,
    pub used_at: Option<Timestamp>,
}

/// Who may set another factor up: the first one, whoever has just shown their passphrase; a further one, whoever has
/// just shown the one they have.
pub(super) fn may_add(desk: &Desk<'_, '_>) -> Result<(), Problem> {
    let first = desk.viewer.needs_second_step() && !desk.viewer.strength.has_factor;
    if first { Ok(()) } else { desk.require_step_up().map(|_| ()) }
}

/// What follows every change of factors: the other devices are signed out.
pub(super) fn changed(desk: &mut Desk<'_, '_>, act: Act) -> Result<(), Problem> {
    let (person, this) = (desk.viewer.person, desk.viewer.sign_in);
    super::store::sign_out_everywhere(desk.tx, person, Some(this), desk.now)?;
    desk.enter_own(act, "factor")
}

pub async fn rename(visit: Visit, Path(id): Path<FactorId>, mut form: Form) -> Answer {
    let name = form.text("name", 60).filter(|_| form.is_valid());
    let outcome = visit
        .submit(&form, move |desk| {
            let person = desk.viewer.person;
            if store::all(desk.tx, person)?.iter().all(|factor| factor.id != id) {
                return Err(Problem::NotFound);
            }
            let name = name.ok_or(Refusal { field: "factor", key: "factor-name-missing" })?;
            store::rename(desk.tx, person, id, &name)?;
            desk.enter_own(Act::Changed, "factor")?;
            Ok("/devices".to_string())
        })
        .await;
    match form.settle(outcome)? {
        Some(location) => visit.redirect(&location, "saved"),
        None => devices::draw(visit, PageRequest::first(), form).await,
    }
}

pub async fn remove(visit: Visit, Path(id): Path<FactorId>, mut form: Form) -> Answer {
    let outcome = visit
        .submit(&form, move |desk| {
            desk.require_step_up()?;
            let person = desk.viewer.person;
            let factors = store::all(desk.tx, person)?;
            if factors.iter().all(|factor| factor.id != id) {
                return Err(Problem::NotFound);
            }
            let last = factors.len() == 1;
            if last && desk.viewer.is_staff() {
                return Err(Refusal { field: "factor", key: "factor-last" }.into());
            }
            store::remove(desk.tx, id, desk.now, Some(person))?;
            if last {
                store::withdraw_codes(desk.tx, person, desk.now)?;
            }
            changed(desk, Act::Removed)?;
            Ok("/devices".to_string())
        })
        .await;
    match form.settle(outcome)? {
        Some(location) => visit.redirect(&location, "factor-removed"),
        None => devices::draw(visit, PageRequest::first(), form).await,
    }
}

/// Takes every factor of a person away, signs them out everywhere, and calls off their recovery codes: for somebody who
/// lost their phone. The caller writes the audit entry and hands the person a link; staff set a new factor up before
/// anything opens. Returns how many factors there were.
pub fn reset_all(
    tx: &mut Tx<'_>,
    person: PersonId,
    by: Option<PersonId>,
    now: Timestamp,
) -> Result<usize, Error> {
    let factors = store::all(tx, person)?;
    for factor in &factors {
        store::remove(tx, factor.id, now, by)?;
    }
    store::withdraw_codes(tx, person, now)?;
    super::store::sign_out_everywhere(tx, person, None, now)?;
    Ok(factors.len())
}
