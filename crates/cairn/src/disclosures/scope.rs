//! What travels with a disclosure beside the notice: a clear explanation of the scope of the consent (§2.32(b)), or of the
//! ground that stands in its place. It is part of the record of law, so it stands in one wording, whatever language the
//! one who discloses reads.

use cairn_part2::{Consent, Expiry, Members, Paper, Permit, Question, Recipient, RecipientClass, Source};
use jiff::Timestamp;

pub(super) fn explain(question: &Question, granted: &Permit) -> String {
    let consents = granted.decided_by.iter().filter(|by| by.paper == Paper::Consent);
    let scopes: Vec<String> = consents
        .filter_map(|by| question.consents.iter().find(|consent| consent.id == by.id))
        .map(of_consent)
        .collect();
    if scopes.is_empty() {
        let papers: Vec<&str> = granted.decided_by.iter().map(|by| by.id.as_str()).collect();
        let on = if papers.is_empty() { String::new() } else { format!(" ({})", papers.join(", ")) };
        return format!("Disclosed without consent as 42 CFR {} permits{on}.", granted.basis.section());
    }
    scopes.join(" ")
}

fn of_consent(consent: &Consent) -> String {
    let signed = consent.signatures.iter().filter_map(|signature| signature.at).max().map(day);
    let mut parts = vec![format!("Scope of the written consent of {}", consent.subject_name)];
    if let Some(signed) = signed {
        parts.push(format!(", signed {signed}"));
    }
    let from: Vec<&str> = consent.disclosers.iter().map(source).collect();
    let to: Vec<String> = consent.recipients.iter().map(recipient).collect();
    let purposes: Vec<String> = consent.purposes.iter().map(|purpose| plain(purpose.name())).collect();
    let categories: Vec<String> = consent.categories.iter().map(|category| plain(category.name())).collect();
    parts.push(format!(": from {} to {}", from.join(", "), to.join(", ")));
    parts.push(format!(
        "; information: {} ({})",
        consent.description.trim_end_matches('.'),
        categories.join(", ")
    ));
    parts.push(format!("; purpose: {}", purposes.join(", ")));
    parts.push(format!("; until: {}.", consent.expiry.as_ref().map_or("not stated".to_string(), until)));
    parts.concat()
}

fn day(at: Timestamp) -> String {
    at.to_string().chars().take(10).collect()
}

fn plain(name: &str) -> String {
    name.replace('_', " ")
}

fn source(source: &Source) -> &str {
    match source {
        Source::Named { party } => &party.name,
        Source::Class { class } => class,
    }
}

fn class(class: RecipientClass) -> &'static str {
    match class {
        RecipientClass::TreatingProviders => "my treating providers",
        RecipientClass::HealthPlans => "my health plans",
        RecipientClass::ThirdPartyPayers => "third-party payers",
        RecipientClass::ProgramHelpers => "people helping to operate this program",
    }
}

fn recipient(to: &Recipient) -> String {
    match to {
        Recipient::Named { party } => party.name.clone(),
        Recipient::Class { class: of } => class(*of).to_string(),
        Recipient::OtherClass { class } => class.clone(),
        Recipient::Intermediary { party, members } => match members {
            Members::Named { parties } => {
                let names: Vec<&str> = parties.iter().map(|party| party.name.as_str()).collect();
                format!("{} and through it {}", party.name, names.join(", "))
            }
            Members::TreatingProviders => format!("{} and through it my treating providers", party.name),
        },
    }
}

fn until(expiry: &Expiry) -> String {
    match expiry {
        Expiry::Date { at } => day(*at),
        Expiry::Event(event) => event.event.clone(),
        Expiry::EndOfTreatment { .. } => "the end of the treatment".to_string(),
        Expiry::EndOfStudy { .. } => "the end of the research study".to_string(),
        Expiry::None => "none".to_string(),
    }
}
