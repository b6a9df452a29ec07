//! Verifications with their two tiers.

use cairn_db::{Error, Row, Tx, params};
use jiff::{Timestamp, civil::Date};

use super::Stamp;
use crate::benefits::Known;
use crate::benefits::open::Proof;
use crate::benefits::verification::{Tier, Told, Verification};
use crate::ids::{PolicyId, VerificationId};
use crate::sealing;

/// Adds what was said on a call about a policy: id of the verification, instant, next check, content.
pub fn add(
    tx: &mut Tx<'_>,
    (id, policy): (VerificationId, PolicyId),
    (spoken_at, next_check_on): (Timestamp, Date),
    told: &Told,
    stamp: &Stamp,
) -> Result<(), Error> {
    let subject = sealing::POLICY.subject(tx, policy)?;
    let words = |words: &Option<String>| tx.seal_some(subject, words.as_deref());
    let values = params![
        id,
        policy,
        &told.method,
        words(&told.representative)?,
        words(&told.reference)?,
        spoken_at,
        told.coverage_active,
        told.peer_support,
        told.precertification,
        words(&told.precertification_reference)?,
        &told.pcp_referral,
        words(&told.carve_out)?,
        words(&told.carve_out_phone)?,
        told.session_limited,
        told.session_limit,
        told.sessions_used,
        told.plan_year_ends_on,
        next_check_on,
        words(&told.words)?,
        stamp.at,
        stamp.by
    ];
    tx.execute(
        "INSERT INTO verifications (id, policy_id, method, representative, reference, spoken_at, coverage_active,
            peer_support_covered, precertification, precertification_reference, pcp_referral, carve_out,
            carve_out_phone, session_limited, session_limit, sessions_used, plan_year_ends_on, next_check_on, words,
            recorded_at, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)",
        values,
    )?;
    add_tier(tx, id, "in", &told.inside)?;
    add_tier(tx, id, "out", &told.outside)
}

fn add_tier(tx: &mut Tx<'_>, id: VerificationId, network: &str, tier: &Tier) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO benefit_tiers (verification_id, network, offered, deductible_cents, deductible_met_cents,
            coinsurance_basis_points, copay_cents, out_of_pocket_max_cents, out_of_pocket_met_cents, allowed_cents)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            id,
            network,
            tier.offered,
            tier.deductible,
            tier.deductible_met,
            tier.coinsurance,
            tier.copay,
            tier.maximum,
            tier.maximum_met,
            tier.allowed
        ],
    )?;
    Ok(())
}

pub fn policy_of(tx: &mut Tx<'_>, id: VerificationId) -> Result<Option<PolicyId>, Error> {
    tx.maybe("SELECT policy_id FROM verifications WHERE id = $1", params![id], |row| row.get("policy_id"))
}

/// The newest verification of a policy by the time of the call.
pub fn latest(tx: &mut Tx<'_>, proof: &Proof, policy: PolicyId) -> Result<Option<Verification>, Error> {
    let newest = tx.maybe(
        "SELECT id FROM verifications WHERE policy_id = $1 ORDER BY spoken_at DESC, id DESC LIMIT 1",
        params![policy],
        |row| row.get::<VerificationId>("id"),
    )?;
    newest.map(|id| verification(tx, proof, id)).transpose()
}

/// A call in a policy's history.
pub struct PastCall {
    pub id: VerificationId,
    pub spoken_at: Timestamp,
    pub method: String,
    pub reference: Option<String>,
    pub coverage_active: Known,
    pub by: String,
}

/// The calls about a policy, the newest first.
pub fn of_policy(tx: &mut Tx<'_>, _proof: &Proof, policy: PolicyId) -> Result<Vec<PastCall>, Error> {
    tx.all(
        "SELECT v.id, v.spoken_at, v.method, v.reference, v.coverage_active, n.name FROM verifications v
         JOIN people n ON n.id = v.recorded_by WHERE v.policy_id = $1 ORDER BY v.spoken_at DESC, v.id DESC",
        params![policy],
        |row| {
            Ok(PastCall {
                id: row.get("id")?,
                spoken_at: row.get("spoken_at")?,
                method: row.get("method")?,
                reference: row.get("reference")?,
                coverage_active: row.get("coverage_active")?,
                by: row.get("name")?,
            })
        },
    )
}

/// A verification of the policy that was opened.
pub fn verification(tx: &mut Tx<'_>, _proof: &Proof, id: VerificationId) -> Result<Verification, Error> {
    let inside = tier(tx, id, "in")?;
    let outside = tier(tx, id, "out")?;
    tx.one(
        "SELECT v.id, v.method, v.representative, v.reference, v.spoken_at, v.coverage_active,
            v.peer_support_covered, v.precertification, v.precertification_reference, v.pcp_referral, v.carve_out,
            v.carve_out_phone, v.session_limited, v.session_limit, v.sessions_used, v.plan_year_ends_on,
            v.next_check_on, v.words, n.name
         FROM verifications v JOIN people n ON n.id = v.recorded_by WHERE v.id = $1",
        params![id],
        |row| {
            Ok(Verification {
                id: row.get("id")?,
                spoken_at: row.get("spoken_at")?,
                next_check_on: row.get("next_check_on")?,
                by: row.get("name")?,
                told: read_told(row, inside.clone(), outside.clone())?,
            })
        },
    )
}

fn read_told(row: &Row<'_>, inside: Tier, outside: Tier) -> Result<Told, Error> {
    Ok(Told {
        method: row.get("method")?,
        representative: row.get("representative")?,
        reference: row.get("reference")?,
        coverage_active: row.get("coverage_active")?,
        peer_support: row.get("peer_support_covered")?,
        precertification: row.get("precertification")?,
        precertification_reference: row.get("precertification_reference")?,
        pcp_referral: row.get("pcp_referral")?,
        carve_out: row.get("carve_out")?,
        carve_out_phone: row.get("carve_out_phone")?,
        session_limited: row.get("session_limited")?,
        session_limit: row.get("session_limit")?,
        sessions_used: row.get("sessions_used")?,
        plan_year_ends_on: row.get("plan_year_ends_on")?,
        words: row.get("words")?,
        inside,
        outside,
    })
}

fn tier(tx: &mut Tx<'_>, id: VerificationId, network: &str) -> Result<Tier, Error> {
    tx.one(
        "SELECT offered, deductible_cents, deductible_met_cents, coinsurance_basis_points, copay_cents,
            out_of_pocket_max_cents, out_of_pocket_met_cents, allowed_cents
         FROM benefit_tiers WHERE verification_id = $1 AND network = $2",
        params![id, network],
        |row| {
            Ok(Tier {
                offered: row.get("offered")?,
                deductible: row.get("deductible_cents")?,
                deductible_met: row.get("deductible_met_cents")?,
                coinsurance: row.get("coinsurance_basis_points")?,
                copay: row.get("copay_cents")?,
                maximum: row.get("out_of_pocket_max_cents")?,
                maximum_met: row.get("out_of_pocket_met_cents")?,
                allowed: row.get("allowed_cents")?,
            })
        },
    )
}
