//! Reminders and feeds.

use jiff::Timestamp;

use crate::ids::*;

rows! {
    ReminderContact in reminder_contacts {
        id: RowId, person_id: PersonId, channel: &'static str, address: String, text_version: &'static str,
        added_at: Timestamp,
    }
    ReminderVerification in reminder_verifications { contact_id: RowId, verified_at: Timestamp }
    ReminderChoice in reminder_choices {
        id: RowId, person_id: PersonId, mail: bool, sms: bool, push: bool, day_before: bool, hours_before: bool,
        messages: bool, paused: bool, chosen_at: Timestamp,
    }
    Reminder in reminders {
        id: RowId, person_id: PersonId, kind: &'static str, occurrence_id: RowId, starts_at: Timestamp,
        channel: &'static str, lead_minutes: i64, state: &'static str, reason: Option<&'static str>, tries: i64,
        leased_until: Timestamp, made_at: Timestamp, ended_at: Timestamp,
    }
    Feed in feeds {
        id: RowId, person_id: PersonId, token: String, token_hash: String, word: Option<&'static str>,
        language: &'static str, made_at: Timestamp,
    }
}
