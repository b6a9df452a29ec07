//! A report of a crime on the premises or against personnel, or a threat of one, to law enforcement (§2.12(c)(5)); of
//! suspected child abuse or neglect to the authority that state law names (§2.12(c)(6)). It has a place for the
//! permitted facts and for nothing else: no session, note, plan or measure can be put into it.

use cairn_part2::{Categories, Category, Purpose, RecipientKind, ReportOf};

use crate::web::Form;

pub const KINDS: [&str; 4] =
    ["crime_on_premises", "crime_against_personnel", "threat_of_crime", "child_abuse"];

#[derive(Debug, Clone)]
pub struct Report {
    pub kind: String,
    /// The police department or the child protection service that is told.
    pub authority: String,
    pub authority_address: Option<String>,
    pub circumstances: String,
    /// Of the person, as far as they are needed.
    pub name: Option<String>,
    pub address: Option<String>,
    pub whereabouts: Option<String>,
    pub justification: String,
}

impl Report {
    pub fn read(form: &mut Form) -> Report {
        Report {
            kind: form.required_choice("kind", &KINDS),
            authority: form.required_text("authority", 200),
            authority_address: form.text("authority_address", 400),
            circumstances: form.required_text("circumstances", 2000),
            name: form.text("name", 200),
            address: form.text("address", 400),
            whereabouts: form.text("whereabouts", 400),
            justification: form.required_text("justification", 2000),
        }
    }

    pub fn is_about_a_child(&self) -> bool {
        self.kind == "child_abuse"
    }

    pub fn of(&self) -> ReportOf {
        match self.kind.as_str() {
            "child_abuse" => ReportOf::ChildAbuse,
            "crime_against_personnel" => ReportOf::CrimeAgainstPersonnel,
            "threat_of_crime" => ReportOf::ThreatOfCrime,
            _ => ReportOf::CrimeOnPremises,
        }
    }

    pub fn purpose(&self) -> Purpose {
        if self.is_about_a_child() { Purpose::ChildAbuseReport } else { Purpose::CrimeReport }
    }

    pub fn recipient_kind(&self) -> RecipientKind {
        if self.is_about_a_child() { RecipientKind::ChildProtection } else { RecipientKind::LawEnforcement }
    }

    pub fn categories(&self) -> Categories {
        let mut categories = Categories::of(&[Category::Incident, Category::Presence]);
        let optional = [
            (&self.name, Category::Name),
            (&self.address, Category::Address),
            (&self.whereabouts, Category::Whereabouts),
        ];
        for (given, category) in optional {
            if given.is_some() {
                categories.insert(category);
            }
        }
        categories
    }

    /// The facts that leave: name in the ledger and words.
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let mut facts =
            vec![("circumstances", self.circumstances.clone()), ("participant_here", "yes".to_string())];
        for (key, given) in
            [("name", &self.name), ("address", &self.address), ("whereabouts", &self.whereabouts)]
        {
            if let Some(words) = given {
                facts.push((key, words.clone()));
            }
        }
        facts
    }

    pub fn facts_json(&self) -> String {
        let facts = self.facts().into_iter().map(|(key, words)| (key.to_string(), words.into()));
        serde_json::Value::Object(facts.collect()).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every fact that the rule permits, by its name in the ledger.
    const FACTS: [&str; 5] = ["circumstances", "participant_here", "name", "address", "whereabouts"];

    #[test]
    fn row_22_a_report_holds_only_what_the_rule_permits() {
        let report = Report {
            kind: "crime_on_premises".to_string(),
            authority: "Police".to_string(),
            authority_address: None,
            circumstances: "A window was broken on purpose.".to_string(),
            name: Some("A".to_string()),
            address: Some("B".to_string()),
            whereabouts: Some("C".to_string()),
            justification: "D".to_string(),
        };
        assert!(report.facts().iter().all(|(key, _)| FACTS.contains(key)));
        assert!(Categories::REPORTABLE.covers(report.categories()));
    }
}
