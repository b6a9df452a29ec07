//! Check-ins, devices without a network, lobby tablets and arrivals.

use cairn_db::Value;
use jiff::Timestamp;

use crate::ids::*;

rows! {
    CheckIn in check_ins {
        id: RowId, participant_id: ParticipantId, mood: Option<String>, craving: Option<String>, halt: Option<String>,
        words: Option<&'static str>, tier: &'static str, made_at: Timestamp, made_by: PersonId, kept_at: Timestamp,
    }
    OfflineDevice in offline_devices {
        id: RowId, person_id: PersonId, name: &'static str, token_hash: String, set_up_at: Timestamp,
    }
    OfflineTaking in offline_takings {
        id: RowId, device_id: RowId, participant_id: ParticipantId, taken_at: Timestamp, until_at: Timestamp,
    }
    OfflineRevocation in offline_revocations { device_id: RowId, revoked_at: Timestamp, revoked_by: PersonId }
    Kiosk in kiosks {
        id: RowId, site_id: SiteId, name: &'static str, token_hash: String, link_expires_at: Timestamp,
        made_at: Timestamp, made_by: PersonId,
    }
    KioskOpening in kiosk_openings { kiosk_id: RowId, token_hash: String, opened_at: Timestamp }
    ArrivalCode in arrival_codes { id: RowId, person_id: PersonId, code: String, mark: Value, issued_at: Timestamp }
    Arrival in arrivals {
        id: RowId, person_id: PersonId, kiosk_id: RowId, session_id: Option<SessionId>, arrived_at: Timestamp,
    }
}
