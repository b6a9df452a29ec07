//! First calls, enrollments, insurance.

use jiff::{Timestamp, civil::Date};

use crate::ids::*;

rows! {
    FirstCall in first_calls {
        id: FirstCallId, received_at: Timestamp, taken_by: PersonId, site_id: Option<SiteId>,
        caller_kind: &'static str, caller_name: Option<String>, caller_phone: Option<String>,
        caller_email: Option<String>, relation: Option<&'static str>, about_name: Option<String>,
        language: &'static str, safe_to_call: &'static str, safe_to_leave_message: &'static str,
        best_times: Option<&'static str>, needs: &'static str, immediate_risk: &'static str,
        heard_from: Option<&'static str>, insurance: &'static str, payer_name: Option<&'static str>,
    }
    CrisisResponse in crisis_responses {
        id: RowId, first_call_id: FirstCallId, told: &'static str, done: &'static str, recorded_at: Timestamp,
        recorded_by: PersonId,
    }
    NextStep in next_steps {
        id: NextStepId, first_call_id: FirstCallId, what: &'static str, owner_id: PersonId, due_at: Timestamp,
        set_at: Timestamp, set_by: PersonId,
    }
    NextStepOutcome in next_step_outcomes {
        next_step_id: NextStepId, outcome: &'static str, words: Option<&'static str>, recorded_at: Timestamp,
        recorded_by: PersonId,
    }
    CallClosing in call_closings {
        id: RowId, first_call_id: FirstCallId, reason: &'static str, words: Option<&'static str>, closed_at: Timestamp,
        closed_by: PersonId,
    }
    Enrollment in enrollments {
        id: EnrollmentId, participant_id: ParticipantId, first_call_id: Option<FirstCallId>, enrolled_on: Date,
        enrolled_at: Timestamp, enrolled_by: PersonId,
    }
    Intake in intakes {
        id: IntakeId, participant_id: ParticipantId, extent: &'static str, hopes: Option<&'static str>,
        strengths: Option<&'static str>, pathway: Option<String>, life_stage: Option<String>,
        access_needs: Option<&'static str>, preferred_contact: &'static str, safe_times: Option<&'static str>,
        living_situation: Option<&'static str>, work_situation: Option<&'static str>,
        family_situation: Option<&'static str>, other_help: Option<&'static str>, taken_at: Timestamp,
        taken_by: PersonId,
    }
    Agreement in agreements {
        id: AgreementId, participant_id: ParticipantId, kind: &'static str, given_how: &'static str,
        text_version: &'static str, given_at: Timestamp, recorded_by: PersonId,
    }
    AgreementWithdrawal in agreement_withdrawals {
        agreement_id: AgreementId, withdrawn_at: Timestamp, recorded_by: PersonId,
    }
    Discharge in discharges {
        enrollment_id: EnrollmentId, reason: &'static str, words: Option<&'static str>,
        last_contact_on: Option<Date>, alumni_calls: bool, discharged_on: Date, discharged_at: Timestamp,
        discharged_by: PersonId,
    }
    Policy in insurance_policies {
        id: PolicyId, participant_id: Option<ParticipantId>, first_call_id: Option<FirstCallId>,
        payer: &'static str, payer_phone: Option<String>, plan_name: Option<&'static str>,
        plan_type: &'static str, member_id: String, group_number: Option<String>,
        subscriber_name: Option<String>, subscriber_relation: &'static str, subscriber_born_on: Option<Date>,
        network: &'static str, effective_on: Option<Date>, ends_on: Option<Date>, recorded_at: Timestamp,
        recorded_by: PersonId,
    }
    Verification in verifications {
        id: VerificationId, policy_id: PolicyId, method: &'static str, representative: Option<&'static str>,
        reference: Option<String>, spoken_at: Timestamp, coverage_active: &'static str,
        peer_support_covered: &'static str, precertification: &'static str,
        precertification_reference: Option<String>, pcp_referral: &'static str, carve_out: Option<&'static str>,
        carve_out_phone: Option<&'static str>, session_limited: &'static str, session_limit: Option<i64>, sessions_used: Option<i64>,
        plan_year_ends_on: Option<Date>, next_check_on: Date, words: Option<&'static str>,
        recorded_at: Timestamp, recorded_by: PersonId,
    }
    BenefitTier in benefit_tiers {
        verification_id: VerificationId, network: &'static str, offered: &'static str,
        deductible_cents: Option<i64>, deductible_met_cents: Option<i64>,
        coinsurance_basis_points: Option<i64>, copay_cents: Option<i64>, out_of_pocket_max_cents: Option<i64>,
        out_of_pocket_met_cents: Option<i64>, allowed_cents: Option<i64>,
    }
}
