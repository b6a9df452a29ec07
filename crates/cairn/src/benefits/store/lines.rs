//! Policies in lists, each with what its flags depend on.

use cairn_db::{Error, Row, Tx, params};
use jiff::{Timestamp, civil::Date};

use crate::access::{Role, Seat};
use crate::benefits::Known;
use crate::benefits::flags::{CheckFacts, Facts};
use crate::benefits::open::Proof;
use crate::benefits::policy::Owner;
use crate::benefits::verification::sessions_left;
use crate::ids::{PolicyId, VerificationId};
use crate::web::PageRequest;

/// A policy in a list.
pub struct PolicyLine {
    pub id: PolicyId,
    /// The participant's name, or the caller's while there is no participant; none of a call without a name.
    pub name: Option<String>,
    pub is_caller: bool,
    pub payer: String,
    pub verified_at: Option<Timestamp>,
    pub next_check_on: Option<Date>,
    pub facts: Facts,
}

/// Policies by what is due: never verified first, then by the next check; ended ones last. A biller sees those of
/// participants only.
pub fn of_program(
    tx: &mut Tx<'_>,
    seat: &Seat,
    payer: &str,
    today: Date,
    page: PageRequest,
) -> Result<Vec<PolicyLine>, Error> {
    let pattern = format!("%{}%", payer.to_lowercase().replace(['%', '_'], ""));
    let with_calls = seat.role() == Role::Coordinator;
    tx.all(
        "SELECT p.id, p.payer, p.plan_type, p.network, p.effective_on,
            COALESCE(e.terminated_on, p.ends_on) AS last_day, CASE WHEN r.id IS NULL THEN 1 ELSE 0 END AS is_caller,
            COALESCE(n.name, c.about_name, c.caller_name) AS name,
            v.id AS verification_id, v.method, v.representative, v.reference, v.spoken_at, v.coverage_active,
            v.peer_support_covered, v.precertification, v.precertification_reference, v.pcp_referral, v.carve_out,
            v.session_limited, v.session_limit, v.sessions_used, v.next_check_on, b.offered AS out_offered
         FROM insurance_policies p
         LEFT JOIN policy_terminations e ON e.policy_id = p.id
         LEFT JOIN first_calls c ON c.id = p.first_call_id
         LEFT JOIN participants r ON r.id = COALESCE(p.participant_id,
            (SELECT MIN(x.participant_id) FROM enrollments x WHERE x.first_call_id = p.first_call_id))
         LEFT JOIN people n ON n.id = r.person_id
         LEFT JOIN verifications v ON v.policy_id = p.id AND NOT EXISTS (
            SELECT 1 FROM verifications w WHERE w.policy_id = v.policy_id
            AND (w.spoken_at > v.spoken_at OR (w.spoken_at = v.spoken_at AND w.id > v.id)))
         LEFT JOIN benefit_tiers b ON b.verification_id = v.id AND b.network = 'out'
         WHERE LOWER(p.payer) LIKE $1 AND (r.id IS NOT NULL OR CAST($2 AS BIGINT) = 1)
         ORDER BY CASE WHEN COALESCE(e.terminated_on, p.ends_on) < $3 THEN 2 WHEN v.id IS NULL THEN 0 ELSE 1 END,
            COALESCE(v.next_check_on, ''), p.id
         LIMIT $4 OFFSET $5",
        params![pattern, with_calls, today, page.limit(), page.offset()],
        read,
    )
}

/// The policies of a participant, the newest first, with those that came with their first call.
pub fn of_participant(tx: &mut Tx<'_>, proof: &Proof) -> Result<Vec<PolicyLine>, Error> {
    let Owner::Participant(participant) = proof.owner() else {
        return Ok(Vec::new());
    };
    tx.all(
        "SELECT p.id, p.payer, p.plan_type, p.network, p.effective_on,
            COALESCE(e.terminated_on, p.ends_on) AS last_day, 0 AS is_caller, n.name,
            v.id AS verification_id, v.method, v.representative, v.reference, v.spoken_at, v.coverage_active,
            v.peer_support_covered, v.precertification, v.precertification_reference, v.pcp_referral, v.carve_out,
            v.session_limited, v.session_limit, v.sessions_used, v.next_check_on, b.offered AS out_offered
         FROM insurance_policies p
         LEFT JOIN policy_terminations e ON e.policy_id = p.id
         JOIN participants r ON r.id = COALESCE(p.participant_id,
            (SELECT MIN(x.participant_id) FROM enrollments x WHERE x.first_call_id = p.first_call_id))
         JOIN people n ON n.id = r.person_id
         LEFT JOIN verifications v ON v.policy_id = p.id AND NOT EXISTS (
            SELECT 1 FROM verifications w WHERE w.policy_id = v.policy_id
            AND (w.spoken_at > v.spoken_at OR (w.spoken_at = v.spoken_at AND w.id > v.id)))
         LEFT JOIN benefit_tiers b ON b.verification_id = v.id AND b.network = 'out'
         WHERE r.id = $1 AND (p.participant_id = $1
            OR p.first_call_id IN (SELECT x.first_call_id FROM enrollments x WHERE x.participant_id = $1))
         ORDER BY p.id DESC",
        params![participant],
        read,
    )
}

fn read(row: &Row<'_>) -> Result<PolicyLine, Error> {
    let verified = row.get::<Option<VerificationId>>("verification_id")?.is_some();
    Ok(PolicyLine {
        id: row.get("id")?,
        name: row.get("name")?,
        is_caller: row.get("is_caller")?,
        payer: row.get("payer")?,
        verified_at: row.get("spoken_at")?,
        next_check_on: row.get("next_check_on")?,
        facts: Facts {
            plan_type: row.get("plan_type")?,
            network: row.get("network")?,
            effective_on: row.get("effective_on")?,
            last_day: row.get("last_day")?,
            check: if verified { Some(read_check(row)?) } else { None },
        },
    })
}

fn read_check(row: &Row<'_>) -> Result<CheckFacts, Error> {
    let given = |column: &str| Ok::<bool, Error>(row.get::<Option<String>>(column)?.is_some());
    Ok(CheckFacts {
        by_phone: row.get::<String>("method")? == "phone",
        has_representative: given("representative")?,
        has_reference: given("reference")?,
        coverage_active: row.get("coverage_active")?,
        peer_support: row.get("peer_support_covered")?,
        precertification: row.get("precertification")?,
        has_precertification: given("precertification_reference")?,
        pcp_referral: row.get("pcp_referral")?,
        has_carve_out: given("carve_out")?,
        sessions_left: sessions_left(
            row.get("session_limited")?,
            row.get("session_limit")?,
            row.get("sessions_used")?,
        ),
        next_check_on: row.get("next_check_on")?,
        out_offered: row.get::<Option<Known>>("out_offered")?.unwrap_or(Known::Unknown),
    })
}
