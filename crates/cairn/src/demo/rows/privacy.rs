//! The privacy officer's rooms. Words are sealed before they come here.

use cairn_db::Value;
use jiff::{Timestamp, civil::Date};

use crate::ids::*;

rows! {
    Incident in incidents {
        id: RowId, kind: &'static str, discovered_on: Date, what: Value, safeguard: &'static str,
        recorded_at: Timestamp, recorded_by: PersonId,
    }
    IncidentAssessment in incident_assessments {
        id: RowId, incident_id: RowId, nature_rating: &'static str, nature_words: Value,
        recipient_rating: &'static str, recipient_words: Value, viewed_rating: &'static str, viewed_words: Value,
        mitigation_rating: &'static str, mitigation_words: Value, conclusion: &'static str, reason: Value,
        assessed_at: Timestamp, assessed_by: PersonId,
    }
    IncidentAffected in incident_affected {
        id: RowId, incident_id: RowId, participant_id: Option<ParticipantId>, people: i64, state: &'static str,
        added_at: Timestamp, added_by: PersonId,
    }
    IncidentNotice in incident_notices {
        id: RowId, incident_id: RowId, kind: &'static str, given_on: Date, how: Value, recorded_at: Timestamp,
        recorded_by: PersonId,
    }
    IncidentClosing in incident_closings {
        incident_id: RowId, learned: Value, closed_at: Timestamp, closed_by: PersonId,
    }
    Complaint in complaints {
        id: RowId, came_by: &'static str, about: &'static str, anonymous: bool, name: Value, words: Value,
        received_at: Timestamp, recorded_by: Option<PersonId>,
    }
    ComplaintAnswer in complaint_answers {
        complaint_id: RowId, outcome: &'static str, words: Value, answered_at: Timestamp, answered_by: PersonId,
    }
    RetaliationCheck in retaliation_checks {
        id: RowId, complaint_id: RowId, found: &'static str, words: Value, checked_at: Timestamp,
        checked_by: PersonId,
    }
    LegalDemand in legal_demands {
        id: RowId, kind: &'static str, issuer: Value, reference: Value, words: Value,
        participant_id: Option<ParticipantId>, received_on: Date, respond_by: Option<Date>, recorded_at: Timestamp,
        recorded_by: PersonId,
    }
    OrderReading in order_readings {
        id: RowId, demand_id: RowId, reading: &'static str, court: Value, issued_on: Date, expires_on: Date,
        mandate_id: RowId, read_at: Timestamp, read_by: PersonId,
    }
    CounselTask in counsel_tasks {
        id: RowId, demand_id: RowId, what: Value, due_on: Date, set_at: Timestamp, set_by: PersonId,
    }
    LegalHold in legal_holds {
        id: RowId, participant_id: Option<ParticipantId>, demand_id: RowId, reason: Value, placed_at: Timestamp,
        placed_by: PersonId,
    }
    Contract in contracts {
        id: RowId, kind: &'static str, party: Value, contact: Value, reference: Value, scope: Value,
        approved_by: Value, from_on: Date, until_on: Option<Date>, terms: &'static str, categories: &'static str,
        destroy_by: Option<Date>, recorded_at: Timestamp, recorded_by: PersonId,
    }
    ContractChannel in contract_channels { contract_id: RowId, channel: &'static str }
    NoticeDelivery in notice_deliveries {
        id: RowId, participant_id: ParticipantId, number: i64, hash: String, language: &'static str,
        way: &'static str, delivered_at: Timestamp, delivered_by: Option<PersonId>,
    }
    NoticeAcknowledgment in notice_acknowledgments { delivery_id: RowId, acknowledged_at: Timestamp }
    NoticeBounce in notice_bounces { delivery_id: RowId, bounced_at: Timestamp }
}
