//! Which columns are sealed, and whose key seals a row of them.
//!
//! The list is complete: every text column of the schema is either here, or a code, an id, a date of the program's
//! own, or a mark (`tests/site/guards/sealing.rs` keeps it so). A row is sealed with the key of the person it is about,
//! whoever wrote it; of the first call or the family where there is no such person yet.

use cairn_db::{Error, Tx, Value, params};
use uuid::Uuid;

/// From a column of a row to the subject whose key seals it. Without a query the column is the subject.
#[derive(Debug, Clone, Copy)]
pub struct Way {
    pub column: &'static str,
    query: Option<&'static str>,
}

macro_rules! ways {
    ($($name:ident = $column:literal, $query:expr;)*) => {
        $(pub const $name: Way = Way { column: $column, query: $query };)*
    };
}

ways! {
    ITSELF = "id", None;
    PERSON = "person_id", None;
    FIRST_CALL = "first_call_id", None;
    FAMILY = "family_id", None;
    GROUP = "group_id", None;
    SERIES = "series_id", None;
    PARTICIPANT = "participant_id", Some("SELECT person_id AS subject FROM participants WHERE id = $1");
    SUPPORTER = "supporter_id", Some("SELECT person_id AS subject FROM peer_supporters WHERE id = $1");
    WORKSHEET = "worksheet_id", Some("SELECT person_id AS subject FROM worksheets WHERE id = $1");
    GOAL = "goal_id", Some(
        "SELECT p.person_id AS subject FROM goals g JOIN participants p ON p.id = g.participant_id WHERE g.id = $1");
    SESSION = "session_id", Some(
        "SELECT p.person_id AS subject FROM sessions s JOIN participants p ON p.id = s.participant_id
         WHERE s.id = $1");
    NOTE = "note_id", Some(
        "SELECT p.person_id AS subject FROM notes n JOIN participants p ON p.id = n.participant_id WHERE n.id = $1");
    SUBMISSION = "submission_id", Some(
        "SELECT p.person_id AS subject FROM submissions u JOIN notes n ON n.id = u.note_id
         JOIN participants p ON p.id = n.participant_id WHERE u.id = $1");
    GROUP_NOTE = "note_id", Some(
        "SELECT m.group_id AS subject FROM group_notes n JOIN group_meetings m ON m.id = n.meeting_id WHERE n.id = $1");
    GROUP_SUBMISSION = "submission_id", Some(
        "SELECT m.group_id AS subject FROM group_note_submissions u JOIN group_notes n ON n.id = u.note_id
         JOIN group_meetings m ON m.id = n.meeting_id WHERE u.id = $1");
    MEETING = "meeting_id", Some("SELECT group_id AS subject FROM group_meetings WHERE id = $1");
    MATCH = "match_id", Some(
        "SELECT p.person_id AS subject FROM matches m JOIN participants p ON p.id = m.participant_id WHERE m.id = $1");
    ENROLLMENT = "enrollment_id", Some(
        "SELECT p.person_id AS subject FROM enrollments e JOIN participants p ON p.id = e.participant_id
         WHERE e.id = $1");
    NEXT_STEP = "next_step_id", Some("SELECT first_call_id AS subject FROM next_steps WHERE id = $1");
    CRISIS = "crisis_id", Some(
        "SELECT COALESCE(p.person_id, c.person_id, c.id) AS subject FROM crises c
         LEFT JOIN participants p ON p.id = c.participant_id WHERE c.id = $1");
    DEBRIEF = "debrief_id", Some("SELECT person_id AS subject FROM debriefs WHERE id = $1");
    FAMILY_MEMBER = "member_id", Some("SELECT person_id AS subject FROM family_members WHERE id = $1");
    FAMILY_GOAL = "family_goal_id", Some(
        "SELECT m.person_id AS subject FROM family_goals g JOIN family_members m ON m.id = g.member_id WHERE g.id = $1");
    FAMILY_MEETING = "meeting_id", Some("SELECT family_id AS subject FROM family_meetings WHERE id = $1");
    SHARED_SESSION = "session_id", Some(
        "SELECT p.person_id AS subject FROM shared_sessions x JOIN participants p ON p.id = x.participant_id
         WHERE x.id = $1");
    AGREED_BY = "agreed_by", None;
    REPAIR_PART = "part_id", Some(
        "SELECT COALESCE(p.person_id, m.person_id) AS subject FROM repair_parts r
         LEFT JOIN participants p ON p.id = r.participant_id LEFT JOIN family_members m ON m.id = r.member_id
         WHERE r.id = $1");
    PROPOSED_BY = "proposed_by", None;
    MADE_BY = "made_by", None;
    OUTREACH = "outreach_id", Some(
        "SELECT COALESCE(p.person_id, o.first_call_id) AS subject FROM outreaches o
         LEFT JOIN participants p ON p.id = o.participant_id WHERE o.id = $1");
    TELEPHONE_SUPPORT = "support_id", Some(
        "SELECT p.person_id AS subject FROM telephone_supports s JOIN participants p ON p.id = s.participant_id
         WHERE s.id = $1");
    HAND_OVER = "hand_over_id", Some(
        "SELECT p.person_id AS subject FROM hand_overs h JOIN participants p ON p.id = h.participant_id WHERE h.id = $1");
    POLICY = "policy_id", Some(
        "SELECT COALESCE(a.person_id, p.first_call_id) AS subject FROM insurance_policies p
         LEFT JOIN participants a ON a.id = p.participant_id WHERE p.id = $1");
}

impl Way {
    /// The subject to which `id` in the way's column leads.
    pub fn subject(&self, tx: &mut Tx<'_>, id: impl Into<Uuid>) -> Result<Uuid, Error> {
        let id = id.into();
        match self.query {
            None => Ok(id),
            Some(query) => tx.one(query, params![id], |row| row.get("subject")),
        }
    }
}

/// The sealed columns of a table.
#[derive(Debug, Clone, Copy)]
pub struct SealedTable {
    pub name: &'static str,
    /// The first whose column is not empty leads to the subject.
    pub ways: &'static [Way],
    /// What people read: a destroyed key leaves a dash.
    pub words: &'static [&'static str],
    /// What the program reads: a destroyed key leaves nothing.
    pub data: &'static [&'static str],
}

macro_rules! tables {
    ($($name:ident by $ways:expr => [$($word:ident),*] [$($data:ident),*];)*) => {
        /// Every sealed column of the schema.
        pub const TABLES: &[SealedTable] = &[$(SealedTable {
            name: stringify!($name),
            ways: &$ways,
            words: &[$(stringify!($word)),*],
            data: &[$(stringify!($data)),*],
        }),*];
    };
}

tables! {
    people by [ITSELF] => [name, goes_by, email, phone] [born_on, gender];
    peer_supporters by [PERSON] => [] [video_link];
    audit_entries by [PARTICIPANT] => [reason] [];
    sign_ins by [PERSON] => [device] [];
    factors by [PERSON] => [name] [secret];
    first_calls by [ITSELF] => [caller_name, caller_phone, caller_email, relation, about_name, best_times, needs,
        payer_name] [];
    crisis_responses by [FIRST_CALL] => [told, done] [];
    next_steps by [FIRST_CALL] => [what] [];
    next_step_outcomes by [NEXT_STEP] => [words] [];
    call_closings by [FIRST_CALL] => [words] [];
    intakes by [PARTICIPANT] => [hopes, strengths, access_needs, safe_times, living_situation, work_situation,
        family_situation, other_help] [pathway, life_stage];
    discharges by [ENROLLMENT] => [words] [];
    insurance_policies by [PARTICIPANT, FIRST_CALL] => [payer_phone, member_id, group_number, subscriber_name]
        [subscriber_born_on];
    verifications by [POLICY] => [representative, reference, precertification_reference, carve_out,
        carve_out_phone, words] [];
    shared_experiences by [SUPPORTER] => [] [value];
    wishes by [PARTICIPANT] => [] [value];
    offers by [PARTICIPANT] => [] [reasons];
    endings by [MATCH] => [words] [];
    proposals by [ITSELF] => [] [content];
    sessions by [PARTICIPANT] => [place] [video_link];
    cancellations by [SESSION] => [words] [];
    note_versions by [NOTE] => [did, response, next_step, amendment_reason] [non_billable_reason];
    returns by [SUBMISSION] => [comment] [];
    outreaches by [PARTICIPANT, FIRST_CALL] => [place] [];
    outreach_attempts by [OUTREACH] => [remark] [];
    telephone_schedules by [TELEPHONE_SUPPORT] => [times] [];
    telephone_calls by [TELEPHONE_SUPPORT] => [words] [answers];
    accompaniments by [SESSION] => [what_for] [];
    accompaniment_outcomes by [SESSION] => [outcome] [next_on];
    hand_overs by [PARTICIPANT] => [joint_place] [];
    hand_over_messages by [HAND_OVER] => [message] [];
    goals by [PARTICIPANT] => [words, why] [];
    goal_rewordings by [GOAL] => [words, why] [];
    steps by [GOAL] => [words, who] [];
    day_count_starts by [PARTICIPANT] => [] [began_on];
    day_count_returns by [PARTICIPANT] => [] [returned_on];
    day_count_showings by [PARTICIPANT] => [called] [];
    check_ins by [PARTICIPANT] => [words] [mood, craving, halt];
    offline_devices by [PERSON] => [name] [];
    arrival_codes by [PERSON] => [code] [];
    plan_reviews by [PARTICIPANT] => [words] [];
    assessments by [PERSON] => [reason_words] [answers, total];
    group_meetings by [GROUP] => [topic] [];
    series by [PARTICIPANT, ITSELF] => [place, title] [video_link];
    events by [SERIES, ITSELF] => [title] [];
    group_note_versions by [GROUP_NOTE] => [shared, amendment_reason] [];
    group_note_parts by [PERSON] => [words] [];
    group_note_returns by [GROUP_SUBMISSION] => [comment] [];
    meeting_plans by [MEETING] => [opening, closing] [];
    exchange_rounds by [MEETING] => [prompt] [];
    exchange_notes by [PERSON] => [gave, took] [];
    families by [ITSELF] => [name] [];
    family_meetings by [FAMILY] => [words] [];
    reminder_contacts by [PERSON] => [] [address];
    feeds by [PERSON] => [] [token, word];
    on_call_shifts by [PERSON] => [] [phone];
    worksheet_versions by [WORKSHEET] => [] [answers];
    safety_plans by [PARTICIPANT] => [signs, alone, around, ask, professionals, safer, matters] [];
    messages by [PARTICIPANT] => [words] [];
    crises by [PARTICIPANT, PERSON, ITSELF] => [caller, caller_phone, words] [];
    crisis_entries by [CRISIS] => [words] [];
    crisis_calls by [CRISIS] => [words] [];
    crisis_closings by [CRISIS] => [helps, words] [];
    crisis_ties by [PARTICIPANT, PERSON, CRISIS] => [reason] [];
    debrief_holdings by [DEBRIEF] => [words] [];
    family_contacts by [FAMILY_MEMBER] => [words] [];
    family_traits by [FAMILY] => [] [value];
    family_profiles by [FAMILY] => [called] [];
    family_goals by [FAMILY_MEMBER] => [words, why] [];
    family_goal_rewordings by [FAMILY_GOAL] => [words, why] [];
    family_steps by [FAMILY_GOAL] => [words, who] [];
    family_check_ins by [FAMILY_MEMBER] => [words] [];
    family_notes by [FAMILY_MEETING] => [words] [];
    family_cancellations by [FAMILY_MEETING] => [words] [];
    family_endings by [FAMILY] => [words] [];
    family_offers by [FAMILY] => [] [reasons, back_reasons];
    shared_wishes by [FAMILY_MEMBER] => [named, words] [];
    shared_sessions by [PARTICIPANT] => [place] [];
    shared_agreements by [AGREED_BY] => [topics, not_topics, there] [];
    shared_notes by [SHARED_SESSION] => [words] [];
    own_goals by [PERSON] => [words, why] [];
    own_goal_rewordings by [PERSON] => [words, why] [];
    own_goal_ratings by [PERSON] => [] [importance, confidence];
    own_steps by [PERSON] => [words, who] [];
    own_plan_reviews by [PERSON] => [words] [];
    own_check_ins by [PERSON] => [words] [mood, sleep_hours];
    learning_entries by [PERSON] => [words] [];
    repair_parts by [PARTICIPANT, FAMILY_MEMBER] => [named] [];
    repair_screens by [REPAIR_PART] => [words] [answers];
    repair_readiness by [REPAIR_PART] => [hope, live_with] [];
    repair_accounts by [REPAIR_PART] => [words] [];
    repair_amends by [REPAIR_PART] => [words] [];
    repair_letters by [REPAIR_PART] => [words] [];
    repair_goings by [REPAIR_PART] => [words] [];
    repair_plans by [PROPOSED_BY] => [place, topics, not_topics, there, stop_word] [];
    repair_promises by [MADE_BY] => [promise] [];
    repair_follow_ups by [REPAIR_PART] => [words] [];
    session_ratings by [PERSON] => [] [heard, wanted, honest];
    locators by [PARTICIPANT] => [reach, whom, may_say, safe_times] [];
    tiny_check_ins by [PARTICIPANT] => [] [own_word];
}

/// Seals the columns of a whole row that are to be sealed, for whoever writes rows rather than acts: the demo.
pub fn seal_row(
    tx: &mut Tx<'_>,
    table: &str,
    columns: &[&'static str],
    values: &mut [Value],
) -> Result<(), Error> {
    let Some(sealed) = TABLES.iter().find(|sealed| sealed.name == table) else { return Ok(()) };
    let found = sealed.ways.iter().find_map(|way| {
        let place = columns.iter().position(|column| *column == way.column)?;
        match values.get(place)? {
            Value::Text(id) => Uuid::parse_str(id).ok().map(|id| (way, id)),
            _ => None,
        }
    });
    let (way, id) = found.ok_or_else(|| Error::Sealing(["a row of ", table, " is nobody's"].concat()))?;
    let subject = way.subject(tx, id)?;
    for (column, value) in columns.iter().zip(values) {
        let open = std::mem::replace(value, Value::Null);
        *value = match open {
            Value::Text(words) if sealed.words.contains(column) => tx.seal(subject, &words)?,
            open if sealed.data.contains(column) => tx.seal_data(subject, open)?,
            open => open,
        };
    }
    Ok(())
}

/// The mark of an e-mail address, by which its one account is found.
pub fn email_key(tx: &Tx<'_>, email: &str) -> Value {
    tx.blind("people.email", &email.trim().to_lowercase())
}

/// The mark of a birth date.
pub fn born_key(tx: &Tx<'_>, day: jiff::civil::Date) -> Value {
    tx.blind("people.born_on", &day.to_string())
}

/// The mark of a family's name.
pub fn family_key(tx: &Tx<'_>, name: &str) -> Value {
    tx.blind("families.name", name)
}
