//! A consent in plain words, in the language of whoever reads or signs it: the page and the signed document are made
//! of the same sentences.

use data_encoding::HEXLOWER;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::kind::Kind;
use super::signer::Signer;
use super::terms::{Expiry, Recipient, Revocable, Terms};
use crate::web::Text;

/// Which wording of the sentences `consent-…` people agree to. New wording, new version; what was signed is kept.
pub const WORDING_VERSION: &str = "2026-11";

pub struct Section {
    pub heading: String,
    pub lines: Vec<String>,
    /// Where in the form it is filled in.
    pub step: Option<&'static str>,
}

/// All that a consent says, in reading order. A part that is missing has no lines.
pub fn sections(t: &Text, kind: Kind, terms: &Terms) -> Vec<Section> {
    let section = |key: &str, step, lines| Section { heading: t.get(key), lines, step };
    let discloser = terms.discloser.iter().map(|discloser| discloser.name.clone()).collect();
    let mut what: Vec<String> =
        terms.categories.iter().map(|code| t.code("consent-category", code)).collect();
    what.extend(terms.limits.clone());
    what.extend(terms.everything_reason.clone().filter(|_| terms.is_everything()));
    let mut why: Vec<String> = terms.purposes.iter().map(|code| t.code("consent-purpose", code)).collect();
    why.extend(terms.purpose_words.clone());
    let (back, know) = statements(t, kind, terms);
    vec![
        section("consent-about", None, terms.patient_name.iter().cloned().collect()),
        section("consent-who-tells", None, discloser),
        section("consent-whom", Some("whom"), terms.recipients.iter().map(|one| recipient(t, one)).collect()),
        section("consent-what", Some("what"), what),
        section("consent-why", Some("why"), why),
        section("consent-when", Some("when"), period(t, kind, terms)),
        section("consent-take-back", None, back),
        section("consent-know", None, know),
    ]
}

/// A recipient in one line.
pub fn recipient(t: &Text, recipient: &Recipient) -> String {
    if recipient.tpo_class {
        return t.get("consent-tpo-class");
    }
    let mut parts = vec![recipient.name.clone(), t.code("consent-recipient-kind", &recipient.kind)];
    parts.extend(recipient.address.clone());
    if recipient.treating_members {
        parts.push(t.get("consent-members-treating-line"));
    } else if !recipient.members.is_empty() {
        parts.push(t.with("consent-members-line", "names", recipient.members.join(", ")));
    }
    parts.join("; ")
}

fn period(t: &Text, kind: Kind, terms: &Terms) -> Vec<String> {
    let mut lines = Vec::new();
    if terms.from_on.is_some() || terms.expiry.is_some() {
        lines.push(match &terms.from_on {
            Some(day) => t.with("consent-when-from", "day", t.date(day)),
            None => t.get("consent-when-from-signing"),
        });
    }
    lines.extend(terms.expiry.as_ref().map(|expiry| match expiry {
        Expiry::On(day) => t.with("consent-when-until", "day", t.date(day)),
        Expiry::Event(event) => t.with("consent-when-event", "event", event.as_str()),
        Expiry::EndOfTreatment => t.get("consent-when-end-of-treatment"),
        Expiry::EndOfStudy => t.get("consent-when-end-of-study"),
        Expiry::None => t.get("consent-when-none"),
    }));
    if kind == Kind::CriminalJustice {
        lines.extend(terms.period.as_deref().map(|words| t.with("consent-when-period", "period", words)));
        lines.extend(terms.revocable.as_ref().map(|revocable| match revocable {
            Revocable::From(day) => t.with("consent-when-revocable-on", "day", t.date(day)),
            Revocable::After(event) => t.with("consent-when-revocable-event", "event", event.as_str()),
        }));
    }
    lines
}

/// The statements: on taking it back, and the rest.
fn statements(t: &Text, kind: Kind, terms: &Terms) -> (Vec<String>, Vec<String>) {
    let mut back = Vec::new();
    if terms.states("right_to_revoke") {
        let later = kind == Kind::CriminalJustice;
        back.push(t.get(if later {
            "consent-statement-right-to-revoke-later"
        } else {
            "consent-statement-right-to-revoke"
        }));
    }
    if terms.states("how_to_revoke") {
        back.push(t.get("consent-statement-how-to-revoke"));
    }
    let mut know = Vec::new();
    if kind == Kind::CounselingNotes {
        know.push(t.get("consent-statement-counseling-separate"));
    }
    if kind == Kind::Proceedings {
        know.push(t.get("consent-statement-proceedings-separate"));
    }
    for code in ["hipaa_redisclosure", "loss_of_protection", "consequences_of_refusal", "fundraising_opt_out"]
    {
        if terms.states(code) {
            know.push(t.code("consent-statement", code));
        }
    }
    if !terms.states("consequences_of_refusal") {
        know.push(t.get("consent-statement-not-required"));
    }
    if kind != Kind::Proceedings && !terms.states("hipaa_redisclosure") {
        know.push(t.get("consent-statement-protected"));
    }
    (back, know)
}

/// Who signs, as it stands under the document.
pub struct SignedBy<'a> {
    pub name: &'a str,
    pub signer: Signer,
    pub how: &'a str,
    pub on: Date,
    pub authority: Option<&'a str>,
    pub authority_document: Option<&'a str>,
}

/// The whole text that somebody signed, to be kept, printed and held against its hash: lines of plain text, which
/// need nothing else to be read in thirty years.
pub fn document(t: &Text, kind: Kind, terms: &Terms, signed: &SignedBy<'_>) -> String {
    let mut lines = vec![
        t.get("consent-document-head"),
        t.code("consent-kind", kind.code()),
        t.with("consent-document-wording", "version", WORDING_VERSION),
    ];
    for section in sections(t, kind, terms) {
        lines.push(String::new());
        lines.push(section.heading.to_uppercase());
        lines.extend(section.lines.into_iter().map(|line| format!("- {}", line.replace('\n', "\n  "))));
    }
    lines.push(String::new());
    lines.push(t.get("consent-document-signed").to_uppercase());
    lines.push(t.get("consent-document-agreed"));
    lines.push(t.with("consent-document-signed-by", "name", signed.name));
    lines.push(t.with(
        "consent-document-signed-as",
        "signer",
        t.code("consent-signer", signed.signer.code()),
    ));
    if let Some(authority) = signed.authority {
        let words = t.args(
            "consent-signed-authority",
            [
                ("authority", t.code("consent-authority", authority).into()),
                ("document", signed.authority_document.unwrap_or_default().into()),
            ],
        );
        lines.push(words);
    }
    lines.push(t.with("consent-document-signed-how", "how", t.code("consent-signed-how", signed.how)));
    lines.push(t.with("consent-document-signed-on", "day", t.date(&signed.on)));
    lines.push(String::new());
    lines.join("\n")
}

/// SHA-256 of a document's bytes, as `sha256sum` writes it.
pub fn fingerprint(document: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(document.as_bytes()))
}
