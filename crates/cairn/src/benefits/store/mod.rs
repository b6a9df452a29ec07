//! Every statement on policies, verifications and tiers.

mod lines;
mod verifications;

use cairn_db::{Error, Row, Tx, params};
use jiff::{Timestamp, civil::Date};

use super::open::Proof;
use super::policy::{NewPolicy, Owner, Policy};
use crate::ids::{FirstCallId, ParticipantId, PersonId, PolicyId};
use crate::sealing;

pub(super) use lines::{PolicyLine, of_participant, of_program};
pub use verifications::add as add_verification;
pub(super) use verifications::{PastCall, latest, of_policy, policy_of, verification};

/// What a row of any kind carries about its making.
pub struct Stamp {
    pub at: Timestamp,
    pub by: PersonId,
}

pub fn add(tx: &mut Tx<'_>, id: PolicyId, owner: Owner, new: &NewPolicy, stamp: &Stamp) -> Result<(), Error> {
    let (participant, call, subject) = match owner {
        Owner::Participant(id) => (Some(id), None, sealing::PARTICIPANT.subject(tx, id)?),
        Owner::FirstCall(id) => (None, Some(id), id.into()),
    };
    tx.execute(
        "INSERT INTO insurance_policies (id, participant_id, first_call_id, payer, payer_phone, plan_name, plan_type,
            member_id, group_number, subscriber_name, subscriber_relation, subscriber_born_on, network, effective_on,
            ends_on, recorded_at, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        params![
            id,
            participant,
            call,
            &new.payer,
            tx.seal_some(subject, new.payer_phone.as_deref())?,
            new.plan_name.clone(),
            &new.plan_type,
            tx.seal(subject, &new.member_id)?,
            tx.seal_some(subject, new.group_number.as_deref())?,
            tx.seal_some(subject, new.subscriber_name.as_deref())?,
            &new.subscriber_relation,
            tx.seal_data(subject, new.subscriber_born_on)?,
            &new.network,
            new.effective_on,
            new.ends_on,
            stamp.at,
            stamp.by
        ],
    )?;
    Ok(())
}

/// Ends a policy; whether it had not been ended before.
pub(super) fn terminate(tx: &mut Tx<'_>, id: PolicyId, last_day: Date, stamp: &Stamp) -> Result<bool, Error> {
    let ended = tx.execute(
        "INSERT INTO policy_terminations (policy_id, terminated_on, recorded_at, recorded_by)
         VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        params![id, last_day, stamp.at, stamp.by],
    )?;
    Ok(ended > 0)
}

/// Whose policy it is: the participant's from the enrollment of the call on.
pub(super) fn owner_of(tx: &mut Tx<'_>, id: PolicyId) -> Result<Option<Owner>, Error> {
    let owner = tx.maybe(
        "SELECT p.first_call_id, COALESCE(p.participant_id,
            (SELECT MIN(e.participant_id) FROM enrollments e WHERE e.first_call_id = p.first_call_id))
            AS participant_id
         FROM insurance_policies p WHERE p.id = $1",
        params![id],
        |row| Ok((row.get::<Option<ParticipantId>>("participant_id")?, row.get("first_call_id")?)),
    )?;
    Ok(owner.and_then(|(participant, call): (_, Option<FirstCallId>)| {
        participant.map(Owner::Participant).or(call.map(Owner::FirstCall))
    }))
}

pub(super) fn call_exists(tx: &mut Tx<'_>, id: FirstCallId) -> Result<bool, Error> {
    Ok(tx.count("SELECT COUNT(*) AS n FROM first_calls WHERE id = $1", params![id])? > 0)
}

/// The policy whose owner was opened.
pub(super) fn policy(tx: &mut Tx<'_>, _proof: &Proof, id: PolicyId) -> Result<Policy, Error> {
    tx.one(
        "SELECT p.id, p.payer, p.payer_phone, p.plan_name, p.plan_type, p.member_id, p.group_number,
            p.subscriber_name, p.subscriber_relation, p.subscriber_born_on, p.network, p.effective_on, p.ends_on,
            e.terminated_on
         FROM insurance_policies p LEFT JOIN policy_terminations e ON e.policy_id = p.id WHERE p.id = $1",
        params![id],
        read,
    )
}

fn read(row: &Row<'_>) -> Result<Policy, Error> {
    Ok(Policy {
        id: row.get("id")?,
        card: NewPolicy {
            payer: row.get("payer")?,
            payer_phone: row.get("payer_phone")?,
            plan_name: row.get("plan_name")?,
            plan_type: row.get("plan_type")?,
            member_id: row.get("member_id")?,
            group_number: row.get("group_number")?,
            subscriber_name: row.get("subscriber_name")?,
            subscriber_relation: row.get("subscriber_relation")?,
            subscriber_born_on: row.get("subscriber_born_on")?,
            network: row.get("network")?,
            effective_on: row.get("effective_on")?,
            ends_on: row.get("ends_on")?,
        },
        terminated_on: row.get("terminated_on")?,
    })
}
