//! Supporters, wishes, offers, matches.

use jiff::Timestamp;

use crate::ids::*;

rows! {
    PeerSupporter in peer_supporters {
        id: SupporterId, person_id: PersonId, site_id: Option<SiteId>, supervisor_id: Option<PersonId>,
        capacity: Option<i64>, video_link: Option<String>, registered_at: Timestamp,
    }
    Pause in supporter_pauses {
        id: RowId, supporter_id: SupporterId, paused_at: Timestamp, paused_by: PersonId,
        resumed_at: Option<Timestamp>,
    }
    SharedExperience in shared_experiences {
        id: RowId, supporter_id: SupporterId, kind: &'static str, value: String, showing: &'static str,
        told_at: Timestamp,
    }
    SupporterLanguage in supporter_languages { supporter_id: SupporterId, language: String }
    FreeTime in free_times { person_id: PersonId, weekday: i64, part: &'static str }
    Wish in wishes {
        id: RowId, participant_id: ParticipantId, kind: &'static str, value: String, weight: i64,
        told_at: Timestamp,
    }
    MatchLimit in match_limits {
        participant_id: ParticipantId, language: String, supporter_gender: Option<String>, told_at: Timestamp,
    }
    ConflictOfInterest in conflicts_of_interest {
        id: RowId, participant_id: ParticipantId, supporter_id: SupporterId, kind: &'static str,
        recorded_at: Timestamp, recorded_by: PersonId,
    }
    Offer in offers {
        id: OfferId, participant_id: ParticipantId, supporter_id: SupporterId, round: i64, place: i64,
        score: i64, reasons: String, made_at: Timestamp, made_by: PersonId,
    }
    OfferAnswer in offer_answers {
        offer_id: OfferId, answer: &'static str, answered_at: Timestamp, answered_by: PersonId,
    }
    Acceptance in acceptances {
        offer_id: OfferId, answer: &'static str, answered_at: Timestamp, answered_by: PersonId,
    }
    OtherOfferRequest in other_offer_requests {
        id: RowId, participant_id: ParticipantId, asked_at: Timestamp, asked_by: PersonId,
    }
    Match in matches {
        id: MatchId, participant_id: ParticipantId, supporter_id: SupporterId, offer_id: Option<OfferId>,
        matched_at: Timestamp, matched_by: PersonId,
    }
    Ending in endings {
        match_id: MatchId, wished_by: &'static str, words: Option<&'static str>, ended_at: Timestamp,
        ended_by: PersonId,
    }
}
