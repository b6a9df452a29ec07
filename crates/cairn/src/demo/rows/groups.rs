//! Groups and families.

use jiff::Timestamp;

use crate::ids::*;

rows! {
    SupportGroup in support_groups {
        id: GroupId, name: &'static str, model: &'static str, site_id: Option<SiteId>, leader_id: PersonId,
        co_leader_id: Option<PersonId>, rhythm: &'static str, size_limit: i64, begun_at: Timestamp,
        begun_by: PersonId,
    }
    GroupMeeting in group_meetings {
        id: MeetingId, group_id: GroupId, starts_at: Timestamp, minutes: i64, topic: Option<&'static str>,
        scheduled_at: Timestamp, scheduled_by: PersonId,
    }
    Attendance in attendances {
        meeting_id: MeetingId, person_id: PersonId, minutes: i64, recorded_at: Timestamp,
        recorded_by: PersonId,
    }
    Family in families {
        id: FamilyId, name: String, name_key: cairn_db::Value, registered_at: Timestamp, registered_by: PersonId }
    FamilyMember in family_members {
        id: FamilyMemberId, family_id: FamilyId, person_id: PersonId, relation: &'static str,
        registered_at: Timestamp, registered_by: PersonId,
    }
    FamilyMeeting in family_meetings {
        id: FamilyMeetingId, family_id: FamilyId, model: &'static str, supporter_id: Option<SupporterId>,
        other_family_id: Option<FamilyId>, starts_at: Timestamp, minutes: i64, mode: &'static str,
        words: Option<&'static str>, recorded_at: Timestamp, recorded_by: PersonId,
    }
}
