//! Words that occur nowhere else, said in every room through its pages.

use crate::cast::Stage;
use crate::visitor::Visitor;

pub const NAME: &str = "Quetzalwing";
pub const EMAIL: &str = "quetzal@canary.example";
pub const PHONE: &str = "555-8675309";
pub const SECRET: &str = "lapwing-secret";
pub const NUMBER: &str = "MEMBER8675309";
pub const BORN: &str = "1961-07-23";
/// Answers to the ten items of the BARC-10, as they would be kept in the clear.
pub const ANSWERS: &str = "[6,1,5,2,4,3,6,2,5,1]";

pub const CANARIES: [&str; 7] = [NAME, EMAIL, PHONE, SECRET, NUMBER, BORN, ANSWERS];

/// Says them in every room.
pub async fn everywhere(stage: &Stage) {
    let mut cora = stage.visit_as("cora").await;
    let mut sam = stage.visit_as("sam").await;
    calls(stage, &mut cora).await;
    insurance(stage, &mut cora).await;
    plan(stage, &mut sam).await;
    notes(stage, &mut sam).await;
    groups_and_families(stage, &mut cora).await;
    staying_in_touch(stage, &mut cora, &mut sam).await;
    stage.visit_as("ada").await.submit("/people", &staff()).await;
    let profile = [("languages", "en"), ("video_link", "https://video.example/lapwing-secret")];
    sam.submit(&format!("/peer-supporters/{}/profile", stage.sam), &profile).await;
    let mut ana = stage.visit_as("ana").await;
    let wishes = [("language", "en"), ("justice-prison", "3")];
    ana.submit(&format!("/participants/{}/wishes", stage.ana), &wishes).await;
    let talk = format!("/participants/{}/messages/{}", stage.ana, stage.sam);
    ana.submit(&talk, &[("words", SECRET), ("tier", "ours")]).await;
    let ending =
        [("reason", "moved"), ("words", SECRET), ("last_contact_on", "2026-03-01"), ("alumni_calls", "no")];
    cora.submit(&format!("/participants/{}/discharge", stage.bo), &ending).await;
}

fn staff() -> [(&'static str, &'static str); 5] {
    [
        ("name", NAME),
        ("email", "quetzal@canary.example.net"),
        ("phone", PHONE),
        ("language", "en"),
        ("roles", "biller"),
    ]
}

async fn calls(stage: &Stage, cora: &mut Visitor) {
    let owner = stage.person("cora").to_string();
    let step =
        [("what", SECRET), ("owner", owner.as_str()), ("due_date", "2026-03-02"), ("due_time", "16:00")];
    let told = [
        ("caller_kind", "family"),
        ("caller_name", NAME),
        ("caller_phone", PHONE),
        ("caller_email", EMAIL),
        ("relation", SECRET),
        ("about_name", NAME),
        ("language", "en"),
        ("safe_to_call", "yes"),
        ("safe_to_leave_message", "no"),
        ("best_times", SECRET),
        ("needs", SECRET),
        ("immediate_risk", "yes"),
        ("insurance", "named"),
        ("payer_name", SECRET),
    ];
    let call = cora.submit("/first-calls", &[told.as_slice(), &step].concat()).await;
    cora.submit(&format!("{call}/crisis-responses"), &[("told", NAME), ("done", SECRET)]).await;
    let outcome = [("outcome", "no_answer"), ("words", SECRET)];
    cora.submit(&format!("{call}/next-steps"), &[outcome.as_slice(), &step].concat()).await;
    cora.submit(&format!("{call}/closing"), &[("reason", "declined"), ("closing_words", SECRET)]).await;
    let person = [
        ("name", NAME),
        ("goes_by", NAME),
        ("email", EMAIL),
        ("phone", PHONE),
        ("born_on", BORN),
        ("language", "en"),
        ("hopes", SECRET),
        ("strengths", SECRET),
        ("preferred_contact", "phone"),
        ("agree_enroll", "yes"),
        ("given_how", "phone"),
    ];
    let participant = cora.submit("/participants", &person).await;
    let telling = [
        ("preferred_contact", "phone"),
        ("access_needs", SECRET),
        ("safe_times", SECRET),
        ("living_situation", SECRET),
        ("work_situation", SECRET),
        ("family_situation", SECRET),
        ("other_help", SECRET),
    ];
    cora.submit(&format!("{participant}/intake"), &telling).await;
}

async fn insurance(stage: &Stage, cora: &mut Visitor) {
    let card = [
        ("payer", "Prairie Mutual"),
        ("payer_phone", PHONE),
        ("member_id", NUMBER),
        ("group_number", NUMBER),
        ("plan_type", "PPO"),
        ("network", "out"),
        ("subscriber_relation", "spouse"),
        ("subscriber_name", NAME),
        ("subscriber_born_on", BORN),
        ("effective_on", "2026-01-01"),
    ];
    let policy = cora.submit(&format!("/participants/{}/policies", stage.ana), &card).await;
    let said = [
        ("method", "phone"),
        ("spoken_on", "2026-03-02"),
        ("spoken_time", "09:40"),
        ("representative", NAME),
        ("reference", NUMBER),
        ("coverage_active", "yes"),
        ("peer_support", "yes"),
        ("precertification", "yes"),
        ("precertification_reference", NUMBER),
        ("pcp_referral", "not_needed"),
        ("carve_out", SECRET),
        ("carve_out_phone", PHONE),
        ("session_limited", "no"),
        ("words", SECRET),
        ("in_offered", "yes"),
        ("out_offered", "no"),
    ];
    cora.submit(&format!("{policy}/verifications"), &said).await;
}

async fn plan(stage: &Stage, sam: &mut Visitor) {
    let ana = format!("/participants/{}", stage.ana);
    let words = [("words", SECRET), ("why", NAME)];
    let edit = sam.submit(&format!("{ana}/goals"), &words).await;
    let goal = edit.split("/edit").next().unwrap_or_default().to_string();
    sam.submit(&goal, &words).await;
    sam.submit(&format!("{goal}/steps"), &[("step", SECRET), ("who", NAME), ("by_on", "2026-03-20")]).await;
    sam.submit(&format!("{ana}/plan-reviews"), &[("review_words", SECRET), ("next_review_on", "2026-04-02")])
        .await;
    let sheet = [("a.own_words", SECRET), ("a.if_then.0.if", NAME), ("tier", "ours")];
    sam.submit(&format!("{ana}/tools/goal_setting"), &sheet).await;
    let values = ANSWERS.trim_matches(['[', ']']).split(',');
    let answers: Vec<(String, &str)> =
        values.enumerate().map(|(place, value)| (format!("item-{}", place + 1), value)).collect();
    let fields: Vec<(&str, &str)> = answers.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    stage.visit_as("ana").await.submit(&format!("{ana}/assessments/barc10"), &fields).await;
}

async fn notes(stage: &Stage, sam: &mut Visitor) {
    let plan = [
        ("date", "2026-03-02"),
        ("time", "09:00"),
        ("minutes", "60"),
        ("mode", "in_person"),
        ("setting", "center"),
        ("place", SECRET),
    ];
    let sessions = format!("/participants/{}/sessions", stage.ana);
    let session = sam.submit(&sessions, &plan).await;
    let note = [
        ("date", "2026-03-02"),
        ("start", "09:00"),
        ("end", "09:52"),
        ("mode", "in_person"),
        ("setting", "center"),
        ("deeds", "listening"),
        ("did", SECRET),
        ("response", SECRET),
        ("next_step", SECRET),
        ("billing", "other"),
        ("billing_words", SECRET),
        ("action", "send"),
    ];
    sam.submit(&format!("{session}/note"), &note).await;
    let mut sol = stage.visit_as("sol").await;
    let id = session.rsplit('/').next().unwrap_or_default();
    let submission = crate::sessions::submission(&mut sol, id).await;
    sol.submit(&format!("{submission}/return"), &[("comment", SECRET)]).await;
    let later = [("date", "2026-03-05"), ("time", "11:00"), ("anyway", "yes")];
    let later = [later.as_slice(), plan.get(2..).unwrap_or_default()].concat();
    let session = sam.submit(&sessions, &later).await;
    sam.submit(&format!("{session}/cancellation"), &[("kind", "cancelled"), ("words", SECRET)]).await;
}

/// What a family member has of their own, and how support ends.
async fn family_member(cora: &mut Visitor, family: &str) {
    let page = cora.page(family).await;
    let member = page.split("/family-members/").nth(1).unwrap().split('"').next().unwrap();
    let member = format!("/family-members/{member}");
    let contact = [
        ("name", NAME),
        ("goes_by", NAME),
        ("email", "quetzal@canary.example.org"),
        ("phone", PHONE),
        ("language", "en"),
        ("relation", "partner"),
        ("safe_to_leave_message", "no"),
        ("words", SECRET),
    ];
    cora.submit(&format!("{member}/contact"), &contact).await;
    let words = [("words", SECRET), ("why", NAME)];
    let edit = cora.submit(&format!("{member}/goals"), &words).await;
    let goal = edit.split("/edit").next().unwrap_or_default().to_string();
    cora.submit(&goal, &[("words", NAME), ("why", SECRET)]).await;
    cora.submit(&format!("{goal}/steps"), &[("step", SECRET), ("who", NAME)]).await;
    let profile = [("called", NAME), ("meets_families", "yes"), ("stage-apart", "matching_only")];
    cora.submit(&format!("{family}/profile"), &profile).await;
    cora.submit(&format!("{family}/ending"), &[("reason", "moved"), ("ending_words", SECRET)]).await;
}

async fn staying_in_touch(stage: &Stage, cora: &mut Visitor, sam: &mut Visitor) {
    let ana = format!("/participants/{}", stage.ana);
    let owner = stage.person("sam").to_string();
    let effort = [
        ("why", "stopped_coming"),
        ("place", SECRET),
        ("owner", owner.as_str()),
        ("first_on", "2026-03-02"),
        ("every_days", "7"),
        ("until_on", "2026-05-31"),
    ];
    let effort = cora.submit(&format!("{ana}/outreach"), &effort).await;
    sam.submit(
        &format!("{effort}/attempts"),
        &[("way", "visit"), ("outcome", "not_there"), ("remark", SECRET)],
    )
    .await;
    let calls = crate::telephone_support::begun(stage, cora, &ana, Some("sam")).await;
    let schedule =
        [("every_days", "7"), ("calls", "12"), ("times", SECRET), ("language", "en"), ("message_safe", "no")];
    cora.submit(&format!("{calls}/schedule"), &schedule).await;
    let said =
        [("outcome", "talked"), ("minutes", "9"), ("words", SECRET), ("used", "yes"), ("wants", "session")];
    sam.submit(&format!("{calls}/calls"), &crate::telephone_support::told(&said)).await;
    let session = crate::sessions::planned_at(stage, sam, "2026-03-02", "07:00").await;
    let along = format!("/sessions/{session}/accompaniment");
    sam.submit(&along, &[("kind", "court"), ("part", "silent"), ("what_for", SECRET)]).await;
    let went = [("travel_minutes", "30"), ("outcome", SECRET), ("next_on", "2026-03-20")];
    sam.submit(&format!("{along}/outcome"), &went).await;
    let joint =
        [("joint", "yes"), ("joint_date", "2026-03-09"), ("joint_time", "15:00"), ("joint_place", SECRET)];
    let hand_over = crate::hand_overs::begun(stage, sam, &joint).await;
    sam.submit(&format!("/hand-overs/{hand_over}/message"), &[("message", SECRET)]).await;
}

async fn groups_and_families(stage: &Stage, cora: &mut Visitor) {
    let family = cora.submit("/families", &[("name", NAME)]).await;
    let member = [
        ("name", NAME),
        ("relation", "partner"),
        ("email", "quetzal@canary.example.org"),
        ("language", "en"),
    ];
    cora.submit(&format!("{family}/members"), &member).await;
    let tess = stage.tess.to_string();
    let met = [
        ("model", "one_to_family"),
        ("supporter", tess.as_str()),
        ("date", "2026-03-01"),
        ("time", "15:00"),
        ("minutes", "45"),
        ("mode", "in_person"),
        ("words", SECRET),
    ];
    cora.submit(&format!("{family}/meetings"), &met).await;
    family_member(cora, &family).await;
    let sam = stage.person("sam").to_string();
    let group = [
        ("name", "Evening circle"),
        ("model", "support_group"),
        ("leader", sam.as_str()),
        ("rhythm", "Tuesdays at 6"),
        ("size_limit", "12"),
    ];
    let group = cora.submit("/groups", &group).await;
    let meeting = [("date", "2026-03-02"), ("time", "09:30"), ("minutes", "60"), ("topic", SECRET)];
    cora.submit(&format!("{group}/meetings"), &meeting).await;
}
