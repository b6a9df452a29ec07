mod elements;
mod privacy;
mod reading;
mod revoking;
mod signing;
mod taken_in;
mod written;

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};
use crate::visitor::Visitor;

const HELPERS: &[&str] = &["ana", "sam", "cora"];
const READERS: &[&str] = &["ana", "sam", "cora", "pia"];

/// Answers to the pages of the form: what a release to a mother needs.
pub const TO_MOTHER: [(&str, &[(&str, &str)]); 4] = [
    ("recipients", &[("name", "Mia Ruiz"), ("kind", "family")]),
    ("steps/what", &[("categories", "attendance"), ("categories", "plan")]),
    ("steps/why", &[("purposes", "family_involvement")]),
    ("steps/when", &[("expiry", "date"), ("expires_on", "2026-09-01")]),
];

/// Begins a consent for Ana and gives these answers; its address.
pub async fn draft(
    stage: &Stage,
    visitor: &mut Visitor,
    kind: &str,
    answers: &[(&str, &[(&str, &str)])],
) -> String {
    let begun = visitor.submit(&format!("/participants/{}/consents", stage.ana), &[("kind", kind)]).await;
    let consent = begun.trim_end_matches("/steps/whom").to_string();
    for (page, fields) in answers {
        visitor.submit(&format!("{consent}/{page}"), fields).await;
    }
    consent
}

pub async fn sign_own(visitor: &mut Visitor, consent: &str) {
    visitor.submit(&format!("{consent}/signatures"), &[("name", "Ana Ruiz"), ("agree", "yes")]).await;
}

/// A release to Ana's mother, signed by Ana; its address.
pub async fn signed(stage: &Stage) -> String {
    let mut ana = stage.visit_as("ana").await;
    let consent = draft(stage, &mut ana, "general", &TO_MOTHER).await;
    sign_own(&mut ana, &consent).await;
    consent
}

/// The first address on a page that begins like this.
pub fn link(page: &str, begins: &str) -> String {
    let at = page.find(&format!("href=\"{begins}")).unwrap_or_else(|| panic!("no link to {begins}"));
    page[at + 6..].split('"').next().unwrap().to_string()
}

/// Who may come to this room's pages.
pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let consent = signed(stage).await;
    let mut ana = stage.visit_as("ana").await;
    let open = draft(stage, &mut ana, "general", &TO_MOTHER).await;
    let (document, record) = {
        let page = ana.page(&consent).await;
        (link(&page, &format!("{consent}/signatures/")), format!("/participants/{}", stage.ana))
    };
    let mut cases = vec![
        case("GET", "/participants/{id}/privacy", format!("{record}/privacy"), &["ana"]),
        case("GET", "/participants/{id}/consents", format!("{record}/consents"), READERS),
        case("GET", "/participants/{id}/consents/new", format!("{record}/consents/new"), HELPERS),
        case("POST", "/participants/{id}/consents", format!("{record}/consents"), HELPERS),
        case("GET", "/consents", "/consents", &["pia"]),
        case("GET", "/consents/{id}", consent.clone(), READERS),
        case("GET", "/consents/{id}/steps/{step}", format!("{open}/steps/what"), HELPERS),
        case("POST", "/consents/{id}/steps/{step}", format!("{open}/steps/why"), HELPERS),
        case("POST", "/consents/{id}/recipients", format!("{open}/recipients"), HELPERS),
        case("POST", "/consents/{id}/recipient-removals", format!("{open}/recipient-removals"), HELPERS),
        case("GET", "/consents/{id}/preview", format!("{consent}/preview"), HELPERS),
        case("GET", "/consents/{id}/signatures/new", format!("{open}/signatures/new"), HELPERS),
        case("POST", "/consents/{id}/signatures", format!("{open}/signatures"), HELPERS),
        case("GET", "/consents/{id}/signatures/{signature}", document, READERS),
        case("GET", "/consents/{id}/revocations/new", format!("{consent}/revocations/new"), HELPERS),
        case("POST", "/consents/{id}/events", format!("{consent}/events"), READERS),
        case("POST", "/consents/{id}/doubts", format!("{consent}/doubts"), &["cora", "pia"]),
    ];
    // These end what the others look at.
    cases.push(case("POST", "/consents/{id}/discarding", format!("{consent}/discarding"), HELPERS));
    cases.push(case("POST", "/consents/{id}/revocations", format!("{consent}/revocations"), HELPERS));
    cases
}
