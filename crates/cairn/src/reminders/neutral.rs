//! Words that tell a stranger what a program is for. A message, its sender's name and its subject have none of them.

/// Beginnings of words in English and Spanish, in lower case.
const TELLING: [&str; 34] = [
    "recover",
    "sober",
    "sobri",
    "addict",
    "adicc",
    "adict",
    "substance",
    "sustancia",
    "overdose",
    "sobredosis",
    "opioid",
    "opioide",
    "alcohol",
    "drug",
    "droga",
    "rehab",
    "relapse",
    "recaída",
    "recaida",
    "recupera",
    "naloxon",
    "narcan",
    "detox",
    "clinic",
    "clínic",
    "treatment",
    "tratamiento",
    "therap",
    "terapia",
    "peer support",
    "support group",
    "grupo de apoyo",
    "mental health",
    "salud mental",
];

/// The first telling word in a text, if there is one.
pub fn telling(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    TELLING.into_iter().find(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::telling;

    #[test]
    fn letter_case_and_endings_hide_nothing() {
        assert_eq!(telling("Valley RECOVERY Center"), Some("recover"));
        assert_eq!(telling("Casa de Recuperación"), Some("recupera"));
        assert_eq!(telling("Valley"), None);
    }
}
