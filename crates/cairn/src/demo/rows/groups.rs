//! Groups and families.

use jiff::{Timestamp, civil::Date};

use crate::ids::*;

rows! {
    SupportGroup in support_groups {
        id: GroupId, name: &'static str, model: &'static str, site_id: Option<SiteId>, leader_id: PersonId,
        rhythm: &'static str, size_limit: i64, begun_at: Timestamp, begun_by: PersonId, admission: &'static str,
        course: &'static str, counted: &'static str, listed: bool,
    }
    GroupCoLeader in group_co_leaders {
        id: RowId, group_id: GroupId, person_id: PersonId, since: Timestamp, named_by: PersonId,
    }
    GroupTopic in group_topics {
        id: RowId, group_id: GroupId, place: i64, title: &'static str, added_at: Timestamp, added_by: PersonId,
    }
    GroupRules in group_rules {
        id: RowId, group_id: GroupId, version: i64, wording: &'static str, written_at: Timestamp,
        written_by: PersonId,
    }
    GroupRuleAcceptance in group_rule_acceptances {
        rules_id: RowId, person_id: PersonId, way: &'static str, accepted_at: Timestamp, recorded_by: PersonId,
    }
    GroupMembership in group_memberships {
        id: RowId, group_id: GroupId, person_id: PersonId, joined_at: Timestamp, recorded_by: PersonId,
    }
    GroupLeaving in group_leavings {
        membership_id: RowId, reason: &'static str, left_at: Timestamp, recorded_by: PersonId,
    }
    GroupWait in group_waits {
        id: RowId, group_id: GroupId, person_id: PersonId, since: Timestamp, recorded_by: PersonId,
    }
    GroupPlaceOffer in group_place_offers {
        id: RowId, wait_id: RowId, offered_at: Timestamp, offered_by: PersonId,
    }
    HeadCount in head_counts {
        id: RowId, meeting_id: MeetingId, heads: i64, counted_at: Timestamp, counted_by: PersonId,
    }
    GroupMeeting in group_meetings {
        id: MeetingId, group_id: GroupId, starts_at: Timestamp, minutes: i64, topic: Option<&'static str>,
        topic_id: Option<RowId>, scheduled_at: Timestamp, scheduled_by: PersonId, series_id: Option<SeriesId>, series_at: Option<String>,
        room_id: Option<RoomId>,
    }
    Room in rooms {
        id: RoomId, site_id: SiteId, name: &'static str, capacity: i64, opened_at: Timestamp, opened_by: PersonId,
    }
    Attendance in attendances {
        meeting_id: MeetingId, person_id: PersonId, minutes: i64, recorded_at: Timestamp,
        recorded_by: PersonId,
    }
    GroupNote in group_notes {
        id: NoteId, meeting_id: MeetingId, author_id: PersonId, tier: &'static str, begun_at: Timestamp,
    }
    GroupNoteVersion in group_note_versions {
        id: RowId, note_id: NoteId, version: i64, shared: &'static str, not_billed: Option<&'static str>,
        unit_rule: String, amendment_reason: Option<&'static str>, saved_at: Timestamp, saved_by: PersonId,
    }
    GroupNotePart in group_note_parts {
        id: RowId, version_id: RowId, person_id: PersonId, tier: &'static str, words: &'static str, minutes: i64,
        units: i64,
    }
    GroupNoteSubmission in group_note_submissions {
        id: SubmissionId, note_id: NoteId, version: i64, submitted_at: Timestamp, submitted_by: PersonId,
    }
    GroupNoteReturn in group_note_returns {
        id: RowId, submission_id: SubmissionId, comment: &'static str, returned_at: Timestamp,
        returned_by: PersonId,
    }
    GroupNoteApproval in group_note_approvals {
        id: RowId, submission_id: SubmissionId, approved_at: Timestamp, approved_by: PersonId,
    }
    MeetingPlan in meeting_plans {
        meeting_id: MeetingId, opening: Option<&'static str>, closing: Option<&'static str>, shape: &'static str,
        odd: &'static str, planned_at: Timestamp, planned_by: PersonId,
    }
    ExchangeRound in exchange_rounds {
        id: RowId, meeting_id: MeetingId, number: i64, prompt: &'static str, minutes: i64,
    }
    ExchangeRoundStart in exchange_round_starts {
        id: RowId, round_id: RowId, started_at: Timestamp, started_by: PersonId,
    }
    ExchangeForming in exchange_formings {
        id: RowId, meeting_id: MeetingId, how: &'static str, formed_at: Timestamp, formed_by: PersonId,
    }
    ExchangeConfirmation in exchange_confirmations {
        forming_id: RowId, confirmed_at: Timestamp, confirmed_by: PersonId,
    }
    PeerExchange in peer_exchanges {
        id: RowId, forming_id: RowId, giver_id: String, receiver_id: String, listener_id: Option<String>,
    }
    ExchangeWatcher in exchange_watchers { forming_id: RowId, person_id: String, reason: &'static str }
    ExchangeLimit in exchange_limits {
        id: RowId, group_id: GroupId, person_id: PersonId, other_id: Option<PersonId>, kind: &'static str,
        said_at: Timestamp, said_by: PersonId,
    }
    ExchangeNote in exchange_notes {
        id: RowId, meeting_id: MeetingId, person_id: PersonId, tier: &'static str, gave: Option<&'static str>,
        took: Option<&'static str>, written_at: Timestamp,
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
        words: Option<&'static str>, recorded_at: Timestamp, recorded_by: PersonId, room_id: Option<RoomId>,
    }
    FamilyCancellation in family_cancellations {
        meeting_id: FamilyMeetingId, kind: &'static str, words: Option<&'static str>, late: bool,
        cancelled_at: Timestamp, cancelled_by: PersonId,
    }
    FamilyMove in family_moves {
        id: RowId, meeting_id: FamilyMeetingId, from_at: Timestamp, to_at: Timestamp, late: bool,
        moved_at: Timestamp, moved_by: PersonId,
    }
    FamilyContact in family_contacts {
        member_id: FamilyMemberId, safe_to_leave_message: &'static str, words: Option<&'static str>,
        told_at: Timestamp, told_by: PersonId,
    }
    FamilyTrait in family_traits {
        id: RowId, family_id: FamilyId, kind: &'static str, value: &'static str, showing: &'static str,
        told_at: Timestamp, told_by: PersonId,
    }
    FamilyProfile in family_profiles {
        family_id: FamilyId, called: Option<&'static str>, meets_families: bool, told_at: Timestamp, told_by: PersonId,
    }
    FamilyGoal in family_goals {
        id: GoalId, member_id: FamilyMemberId, words: &'static str, why: Option<&'static str>, tier: &'static str,
        set_at: Timestamp, set_by: PersonId,
    }
    FamilyGoalRewording in family_goal_rewordings {
        id: RowId, family_goal_id: GoalId, words: &'static str, why: Option<&'static str>, reworded_at: Timestamp,
        reworded_by: PersonId,
    }
    FamilyStep in family_steps {
        id: StepId, family_goal_id: GoalId, words: &'static str, who: Option<&'static str>, by_on: Option<Date>,
        set_at: Timestamp, set_by: PersonId,
    }
    FamilyStepEnding in family_step_endings {
        id: RowId, step_id: StepId, ending: &'static str, ended_at: Timestamp, ended_by: PersonId,
    }
    FamilyCheckIn in family_check_ins {
        id: RowId, member_id: FamilyMemberId, value: i64, words: Option<&'static str>, tier: &'static str,
        checked_in_at: Timestamp,
    }
    FamilyAttendance in family_attendances {
        meeting_id: FamilyMeetingId, member_id: FamilyMemberId, recorded_at: Timestamp, recorded_by: PersonId,
    }
    FamilyNote in family_notes {
        id: RowId, meeting_id: FamilyMeetingId, author_id: PersonId, tier: &'static str, words: &'static str,
        written_at: Timestamp,
    }
    FamilyEnding in family_endings {
        id: RowId, family_id: FamilyId, reason: &'static str, words: Option<&'static str>, ended_at: Timestamp,
        ended_by: PersonId,
    }
    FamilyReturn in family_returns { ending_id: RowId, returned_at: Timestamp, returned_by: PersonId }
    FamilySupporter in family_supporters {
        id: RowId, supporter_id: SupporterId, begun_at: Timestamp, begun_by: PersonId, ended_at: Option<Timestamp>,
        ended_by: Option<PersonId>,
    }
    FamilyConflict in family_conflicts {
        id: RowId, family_id: FamilyId, supporter_id: Option<SupporterId>, other_family_id: Option<FamilyId>,
        kind: &'static str, recorded_at: Timestamp, recorded_by: PersonId,
    }
    FamilyOffer in family_offers {
        id: OfferId, family_id: FamilyId, model: &'static str, supporter_id: Option<SupporterId>,
        other_family_id: Option<FamilyId>, round: i64, place: i64, score: i64, reasons: String,
        back_reasons: Option<String>, made_at: Timestamp, made_by: PersonId,
    }
    FamilyOfferAnswer in family_offer_answers {
        offer_id: OfferId, answer: &'static str, answered_at: Timestamp, answered_by: PersonId,
    }
    FamilyAcceptance in family_acceptances {
        offer_id: OfferId, answer: &'static str, answered_at: Timestamp, answered_by: PersonId,
    }
    FamilyMatch in family_matches {
        id: MatchId, family_id: FamilyId, model: &'static str, supporter_id: Option<SupporterId>,
        other_family_id: Option<FamilyId>, offer_id: Option<OfferId>, matched_at: Timestamp, matched_by: PersonId,
    }
    FamilyMatchEnding in family_match_endings {
        match_id: MatchId, wished_by: &'static str, ended_at: Timestamp, ended_by: PersonId,
    }
    SharedWish in shared_wishes {
        id: RowId, member_id: FamilyMemberId, named: &'static str, words: Option<&'static str>, wished_at: Timestamp,
    }
    SharedSession in shared_sessions {
        id: RowId, participant_id: ParticipantId, consent_id: ConsentId, recipient_id: RowId, host_id: PersonId,
        starts_at: Timestamp, planned_minutes: i64, mode: &'static str, place: Option<&'static str>,
        proposed_at: Timestamp, proposed_by: PersonId,
    }
    SharedInvitation in shared_invitations {
        session_id: RowId, member_id: FamilyMemberId, disclosure_id: DisclosureId, invited_at: Timestamp,
        invited_by: PersonId,
    }
    SharedAgreement in shared_agreements {
        id: RowId, session_id: RowId, side: &'static str, topics: Option<&'static str>,
        not_topics: Option<&'static str>, there: Option<&'static str>, keeps: bool, tier: &'static str,
        agreed_at: Timestamp, agreed_by: PersonId,
    }
    SharedReading in shared_readings { agreement_id: RowId, read_at: Timestamp, read_by: PersonId }
    SharedHolding in shared_holdings {
        session_id: RowId, started_at: Timestamp, ended_at: Timestamp, recorded_at: Timestamp, recorded_by: PersonId,
    }
    SharedNote in shared_notes {
        id: RowId, session_id: RowId, author_id: PersonId, tier: &'static str, words: &'static str,
        written_at: Timestamp,
    }
}
