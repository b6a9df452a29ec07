//! Opening a policy: through the insurance part of the participant's record, or as a coordinator while the policy
//! belongs to a first call only.

use super::policy::{Owner, Policy};
use super::store;
use crate::access::{Coverage, Desk, Role, Seat};
use crate::audit::Act;
use crate::ids::{FirstCallId, ParticipantId, PolicyId};
use crate::web::Problem;

/// Who records policies and calls.
const RECORDERS: [Role; 2] = [Role::Coordinator, Role::Biller];

/// Proof that the viewer opened what the policy belongs to.
pub enum Proof {
    Coverage(Coverage),
    Call { _seat: Seat, id: FirstCallId },
}

impl Proof {
    pub fn owner(&self) -> Owner {
        match self {
            Proof::Coverage(coverage) => Owner::Participant(coverage.participant()),
            Proof::Call { id, .. } => Owner::FirstCall(*id),
        }
    }
}

/// A policy on the desk.
pub struct OpenPolicy {
    pub policy: Policy,
    pub owner: Owner,
    pub proof: Proof,
    /// The viewer is the insured person.
    pub own: bool,
    /// The viewer may record calls and ends.
    pub records: bool,
}

pub fn coverage_of(desk: &mut Desk<'_, '_>, id: ParticipantId) -> Result<Proof, Problem> {
    Ok(Proof::Coverage(desk.open_coverage(id)?))
}

pub fn call(desk: &mut Desk<'_, '_>, id: FirstCallId) -> Result<Proof, Problem> {
    let seat = desk.seat(&[Role::Coordinator])?;
    if !store::call_exists(desk.tx, id)? {
        return Err(Problem::NotFound);
    }
    desk.enter_seated(&seat, Act::Opened, "first_call_coverage", id.to_string())?;
    Ok(Proof::Call { _seat: seat, id })
}

/// Opens a policy, for whoever may see the insurance part of its owner.
pub fn policy(desk: &mut Desk<'_, '_>, id: PolicyId) -> Result<OpenPolicy, Problem> {
    let proof = match store::owner_of(desk.tx, id)?.ok_or(Problem::NotFound)? {
        Owner::Participant(participant) => coverage_of(desk, participant)?,
        Owner::FirstCall(first_call) => call(desk, first_call)?,
    };
    let policy = store::policy(desk.tx, &proof, id)?;
    let owner = proof.owner();
    let own = desk.viewer.participant.is_some_and(|own| owner == Owner::Participant(own));
    let records = RECORDERS.iter().any(|role| desk.viewer.is(*role));
    Ok(OpenPolicy { policy, owner, proof, own, records })
}

/// The seat of somebody who may record something for this owner.
pub fn recorder(desk: &Desk<'_, '_>, owner: Owner) -> Result<Seat, Problem> {
    match owner {
        Owner::Participant(_) => desk.seat(&RECORDERS),
        Owner::FirstCall(_) => desk.seat(&[Role::Coordinator]),
    }
}

/// Opens what a new policy would belong to, for somebody who may record one.
pub fn owner(desk: &mut Desk<'_, '_>, owner: Owner) -> Result<Seat, Problem> {
    let seat = recorder(desk, owner)?;
    match owner {
        Owner::Participant(id) => coverage_of(desk, id)?,
        Owner::FirstCall(id) => call(desk, id)?,
    };
    Ok(seat)
}

/// Writes down what was recorded.
pub fn enter(
    desk: &mut Desk<'_, '_>,
    seat: &Seat,
    owner: Owner,
    act: Act,
    (kind, id): (&'static str, String),
) -> Result<(), Problem> {
    match owner {
        Owner::Participant(participant) => desk.enter_about(seat, participant, act, kind),
        Owner::FirstCall(_) => desk.enter_seated(seat, act, kind, id),
    }
}
