//! Repair of a relationship: two sides, safety first, and nothing goes over but what was handed over.

use cairn::ids::FamilyMemberId;
use jiff::SignedDuration;

use crate::cast::Stage;
use crate::consents::signed;
use crate::families::family;
use crate::guards::permissions::{Case, case};
use crate::visitor::Visitor;

mod leaks;
mod stops;
mod whole;

pub const SAFE: [(&str, &str); 5] =
    [("violence", "no"), ("order", "no"), ("children", "no"), ("pressure", "no"), ("tier", "ours")];

/// The addresses of the two parts, and the id of the family member.
pub struct Two {
    pub ana: String,
    pub mia: String,
    pub member: FamilyMemberId,
}

/// A step of somebody's part; where it leads.
pub async fn step(visitor: &mut Visitor, part: &str, step: &str, fields: &[(&str, &str)]) -> String {
    visitor.submit(&format!("{part}/{step}"), fields).await
}

/// Begins a part: its address.
pub async fn begin(visitor: &mut Visitor, record: &str, named: &str, tier: &str) -> String {
    visitor.submit(&format!("{record}/relationships"), &[("named", named), ("tier", tier)]).await
}

pub async fn safe(visitor: &mut Visitor, part: &str) {
    step(visitor, part, "safety", &SAFE).await;
}

pub async fn ready(visitor: &mut Visitor, part: &str, words: (&str, &str), tier: &str) {
    let fields =
        [("importance", "9"), ("confidence", "5"), ("hope", words.0), ("live_with", words.1), ("tier", tier)];
    step(visitor, part, "readiness", &fields).await;
}

/// The value of the first option of a select that says something.
fn option(page: &str, name: &str) -> String {
    let list = page.split(&format!("id=\"{name}\"")).nth(1).unwrap();
    let value = list.split("value=\"").nth(2).unwrap().split('"').next().unwrap();
    value.replace("&#x2f;", "/").replace("&#47;", "/")
}

/// Ana's part, with which she asks, and her consent that names Mia.
pub async fn asked(stage: &Stage, ana: &mut Visitor) -> (String, String) {
    asked_with(stage, ana, "team").await
}

/// The same with a part that is read as the tier says.
pub async fn asked_with(stage: &Stage, ana: &mut Visitor, tier: &str) -> (String, String) {
    let consent = signed(stage).await;
    let part = begin(ana, &format!("/participants/{}", stage.ana), "My mother", tier).await;
    safe(ana, &part).await;
    ready(ana, &part, ("heron-hope", "heron-live-with"), "ours").await;
    let page = ana.page(&format!("{part}/permission")).await;
    step(ana, &part, "askings", &[("recipient", &option(&page, "recipient"))]).await;
    (part, consent)
}

/// Carries it to Mia, who looks at it with a part of her own.
pub async fn joined(stage: &Stage, part: &str, member: FamilyMemberId) -> String {
    let mut cora = stage.visit_as("cora").await;
    assert!(cora.page("/relationships").await.contains(part), "it waits to be carried");
    cora.submit(&format!("{part}/bridge"), &[("member", &member.to_string())]).await;
    let mut mia = stage.visit_as("mia").await;
    let page = mia.page(&format!("/family-members/{member}/relationships")).await;
    assert!(page.contains("Ana Ruiz would like to rebuild trust"), "{page}");
    mia.submit(&format!("{}/joining", request(&page)), &[]).await
}

/// The address of the request on a family member's page.
pub fn request(page: &str) -> String {
    let id = page.split("/repair-requests/").nth(1).unwrap().split('/').next().unwrap();
    format!("/repair-requests/{id}")
}

/// Both want it.
pub async fn both(stage: &Stage) -> Two {
    let (_, member) = family(stage).await;
    let mut ana = stage.visit_as("ana").await;
    let (part, _) = asked(stage, &mut ana).await;
    let hers = joined(stage, &part, member).await;
    let mut mia = stage.visit_as("mia").await;
    safe(&mut mia, &hers).await;
    ready(&mut mia, &hers, ("egret-hope", "egret-live-with"), "ours").await;
    let page = mia.page(&format!("{hers}/permission")).await;
    mia.submit(&format!("{}/answer", request(&page)), &[("answer", "yes")]).await;
    Two { ana: part, mia: hers, member }
}

pub const PLAN: [(&str, &str); 9] = [
    ("date", "2026-03-02"),
    ("time", "16:00"),
    ("minutes", "20"),
    ("mode", "in_person"),
    ("place", "The bench"),
    ("topics", "The garden"),
    ("not_topics", "Money"),
    ("there", "Sam"),
    ("stop_word", "Umbrella"),
];

/// Both agreed to one text.
pub async fn agreed(stage: &Stage) -> Two {
    let two = both(stage).await;
    let (mut ana, mut mia) = (stage.visit_as("ana").await, stage.visit_as("mia").await);
    step(&mut ana, &two.ana, "plans", &PLAN).await;
    agree(&mut mia, &two.mia).await;
    two
}

pub async fn agree(visitor: &mut Visitor, part: &str) {
    let page = visitor.page(&format!("{part}/first-contact")).await;
    let plan = page.split("name=\"plan\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_string();
    step(visitor, part, "agreements", &[("plan", &plan)]).await;
}

/// The first contact took place.
pub async fn held(stage: &Stage) -> Two {
    let two = agreed(stage).await;
    let (mut ana, mut mia) = (stage.visit_as("ana").await, stage.visit_as("mia").await);
    safe(&mut ana, &two.ana).await;
    safe(&mut mia, &two.mia).await;
    step(&mut ana, &two.ana, "contact", &[("held_on", "2026-03-02")]).await;
    two
}

/// Days later, with both signed in anew.
pub async fn days_later(stage: &Stage, days: i64) -> (Visitor, Visitor) {
    stage.advance(SignedDuration::from_hours(24 * days));
    (stage.visit_as("ana").await, stage.visit_as("mia").await)
}

/// A page without the keys of its forms.
pub fn without_key(page: &str) -> String {
    let mut parts = page.split("name=\"form_key\" value=\"");
    let mut text = parts.next().unwrap_or_default().to_string();
    for part in parts {
        text.push_str(part.get(36..).unwrap_or_default());
    }
    text
}

/// The id that stands in a page after some text, up to the next slash or quotation mark.
pub fn id_after(page: &str, text: &str) -> String {
    let rest = page.split(text).nth(1).unwrap_or_else(|| panic!("no {text}"));
    rest.split(['/', '"']).next().unwrap().to_string()
}

/// What a part has that pages and buttons stand for: ids of Ana's part, of its rows, and of what Mia made for her.
struct Rows {
    part: String,
    letter: String,
    amend: String,
    promise: String,
    /// Her own, and one of Mia's.
    releases: Vec<String>,
}

/// Everything that a part can have.
async fn filled(stage: &Stage, two: &Two) -> Rows {
    let part = two.ana.clone();
    let (mut ana, mut mia) = (stage.visit_as("ana").await, stage.visit_as("mia").await);
    step(&mut ana, &part, "amends", &[("words", "Call"), ("tier", "team")]).await;
    let letter = step(&mut ana, &part, "letters", &[("words", "Dear mother")]).await;
    step(&mut mia, &two.mia, "promises", &[("promise", "I call on Sunday")]).await;
    let mut releases = Vec::new();
    for (visitor, part) in [(&mut ana, &part), (&mut mia, &two.mia)] {
        step(visitor, part, "account", &[("words", "What I saw"), ("tier", "ours")]).await;
        let page = visitor.page(&format!("{part}/account")).await;
        let object = id_after(&page, "name=\"object\" value=\"");
        step(visitor, part, "releases", &[("kind", "account"), ("object", &object)]).await;
        releases.push(id_after(&visitor.page(&format!("{part}/account")).await, "/releases/"));
    }
    let amend = id_after(&ana.page(&format!("{part}/amends")).await, "/amends/");
    let promise = id_after(&ana.page(&format!("{part}/ledger")).await, "/promises/");
    Rows { part, letter, amend, promise, releases }
}

const READERS: &[&str] = &["ana", "sam", "sol", "cora"];

/// Who may come to this room's pages.
pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let two = held(stage).await;
    let rows = filled(stage, &two).await;
    let bridge = crate::groups::id(stage, "SELECT id FROM repair_bridges").await;
    let own = format!("/participants/{}/relationships", stage.ana);
    let family = format!("/family-members/{}/relationships", two.member);
    let mut cases = vec![
        case("GET", "/participants/{id}/relationships", own.clone(), READERS),
        case("POST", "/participants/{id}/relationships", own, &["ana"]),
        case("GET", "/family-members/{id}/relationships", family.clone(), &["mia", "sam", "sol", "cora"]),
        case("POST", "/family-members/{id}/relationships", family, &["mia"]),
        case("POST", "/repair-requests/{id}/joining", format!("/repair-requests/{bridge}/joining"), &["mia"]),
        case("POST", "/repair-requests/{id}/answer", format!("/repair-requests/{bridge}/answer"), &["mia"]),
        case("GET", "/relationships", "/relationships", &["cora"]),
        case("GET", "/relationships/{id}", two.ana.clone(), READERS),
        case("POST", "/relationships/{id}/bridge", format!("{}/bridge", two.ana), &["cora"]),
    ];
    cases.extend(of_rows(&rows));
    cases.extend(of_steps(&two.ana));
    cases
}

fn of_rows(rows: &Rows) -> Vec<Case> {
    let Rows { part, letter, amend, promise, releases } = rows;
    let letting_go = "/relationships/{id}/letters/{letter}/letting-go";
    let ending = "/relationships/{id}/amends/{amend}/endings";
    let mark = "/relationships/{id}/promises/{promise}/marks";
    let (withdrawal, reading) = (
        "/relationships/{id}/releases/{release}/withdrawal",
        "/relationships/{id}/releases/{release}/reading",
    );
    vec![
        case("GET", "/relationships/{id}/letters", format!("{part}/letters"), &["ana"]),
        case("GET", "/relationships/{id}/letters/{letter}", letter.clone(), &["ana"]),
        case("POST", "/relationships/{id}/letters/{letter}", letter.clone(), &["ana"]),
        case("POST", letting_go, format!("{letter}/letting-go"), &["ana"]),
        case("GET", "/relationships/{id}/ledger", format!("{part}/ledger"), &["ana"]),
        case("POST", ending, format!("{part}/amends/{amend}/endings"), &["ana"]),
        case("POST", mark, format!("{part}/promises/{promise}/marks"), &["ana"]),
        case("POST", withdrawal, format!("{part}/releases/{}/withdrawal", releases[0]), &["ana"]),
        case("POST", reading, format!("{part}/releases/{}/reading", releases[1]), &["ana"]),
    ]
}

fn of_steps(part: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    for (route, step) in [
        ("/relationships/{id}/safety", "safety"),
        ("/relationships/{id}/readiness", "readiness"),
        ("/relationships/{id}/account", "account"),
        ("/relationships/{id}/amends", "amends"),
        ("/relationships/{id}/permission", "permission"),
        ("/relationships/{id}/first-contact", "first-contact"),
        ("/relationships/{id}/follow-up", "follow-up"),
    ] {
        cases.push(case("GET", route, format!("{part}/{step}"), READERS));
    }
    // Stopping comes last: it ends what the others look at.
    for (route, step) in [
        ("/relationships/{id}/safety", "safety"),
        ("/relationships/{id}/readiness", "readiness"),
        ("/relationships/{id}/account", "account"),
        ("/relationships/{id}/amends", "amends"),
        ("/relationships/{id}/letters", "letters"),
        ("/relationships/{id}/releases", "releases"),
        ("/relationships/{id}/askings", "askings"),
        ("/relationships/{id}/plans", "plans"),
        ("/relationships/{id}/agreements", "agreements"),
        ("/relationships/{id}/contact", "contact"),
        ("/relationships/{id}/goings", "goings"),
        ("/relationships/{id}/promises", "promises"),
        ("/relationships/{id}/follow-up", "follow-up"),
        ("/relationships/{id}/stop", "stop"),
    ] {
        cases.push(case("POST", route, format!("{part}/{step}"), &["ana"]));
    }
    cases
}
