//! The words that sheets use for what Cairn keeps as codes, in English and Spanish. Each is written as
//! [`cairn_sheet::normal`] writes it: lower case, without accents, blanks and punctuation.

use cairn_sheet::normal;

/// A code and the words for it.
pub type Words = &'static [(&'static str, &'static [&'static str])];

pub const KINDS: Words = &[
    (
        "participant",
        &[
            "participants",
            "participante",
            "participantes",
            "peer",
            "member",
            "client",
            "person",
            "par",
            "miembro",
        ],
    ),
    (
        "supporter",
        &[
            "supporters",
            "peersupporter",
            "peersupport",
            "peersupportspecialist",
            "peerspecialist",
            "peerworker",
            "coach",
            "recoverycoach",
            "mentor",
            "apoyo",
            "personadeapoyo",
            "acompanante",
            "apoyoentrepares",
            "especialistaenpares",
            "especialistapar",
            "companeroguia",
        ],
    ),
    (
        "family",
        &["familymember", "familymembers", "lovedone", "familia", "familiar", "familiares", "serquerido"],
    ),
];

/// The relation to the person the family member cares about; the codes are those of `family_members.relation`.
pub const RELATIONS: Words = &[
    (
        "parent",
        &[
            "mother",
            "father",
            "mom",
            "mum",
            "dad",
            "stepmother",
            "stepfather",
            "stepparent",
            "fosterparent",
            "madre",
            "padre",
            "mama",
            "papa",
            "madrastra",
            "padrastro",
            "progenitor",
        ],
    ),
    (
        "partner",
        &[
            "spouse",
            "wife",
            "husband",
            "girlfriend",
            "boyfriend",
            "fiance",
            "fiancee",
            "pareja",
            "esposa",
            "esposo",
            "marido",
            "mujer",
            "conyuge",
            "novia",
            "novio",
            "companera",
            "companero",
        ],
    ),
    (
        "sibling",
        &[
            "brother",
            "sister",
            "stepbrother",
            "stepsister",
            "hermano",
            "hermana",
            "hermanastro",
            "hermanastra",
        ],
    ),
    ("child", &["son", "daughter", "stepson", "stepdaughter", "hijo", "hija", "hijastro", "hijastra"]),
    ("grandparent", &["grandmother", "grandfather", "grandma", "grandpa", "abuela", "abuelo"]),
    ("friend", &["amiga", "amigo", "neighbor", "vecina", "vecino"]),
    (
        "other",
        &[
            "aunt", "uncle", "cousin", "niece", "nephew", "inlaw", "guardian", "relative", "otro", "otra",
            "tia", "tio", "prima", "primo", "sobrina", "sobrino", "cunada", "cunado", "suegra", "suegro",
            "tutor", "tutora",
        ],
    ),
];

/// The languages Cairn speaks.
pub const LANGUAGES: Words = &[
    ("en", &["english", "eng", "ingles", "enus"]),
    ("es", &["spanish", "spa", "espanol", "castellano", "esmx", "esus"]),
];

/// A person's own word for their gender is kept as they wrote it; these are the ones that have a code.
pub const GENDERS: Words = &[
    ("woman", &["female", "f", "mujer", "femenino", "femenina"]),
    ("man", &["male", "m", "hombre", "h", "masculino", "masculina"]),
    ("nonbinary", &["nb", "enby", "nobinario", "nobinaria", "nobinarie"]),
];

/// What stands for "not said".
const NOT_SAID: &[&str] = &[
    "unknown",
    "na",
    "none",
    "notsaid",
    "notasked",
    "prefernottosay",
    "declined",
    "desconocido",
    "desconocida",
    "nosabe",
    "sindato",
    "sindatos",
    "ninguno",
    "noresponde",
    "prefierenodecir",
];

/// The code that a cell names, by the code itself or a word for it.
pub fn code(words: Words, text: &str) -> Option<&'static str> {
    let text = normal(text);
    words
        .iter()
        .find(|(code, synonyms)| normal(code) == text || synonyms.contains(&text.as_str()))
        .map(|(code, _)| *code)
}

pub fn is_not_said(text: &str) -> bool {
    NOT_SAID.contains(&normal(text).as_str())
}

/// The codes, for saying what would have been understood.
pub fn codes(words: Words) -> String {
    words.iter().map(|(code, _)| *code).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_can_be_found_and_means_one_thing() {
        for table in [KINDS, RELATIONS, LANGUAGES, GENDERS] {
            let mut seen = std::collections::HashSet::new();
            for (known, synonyms) in table {
                for word in synonyms.iter().chain([known]) {
                    assert_eq!(normal(word), word.replace('_', ""), "written otherwise than it is compared");
                    assert!(seen.insert(normal(word)), "{word} stands twice");
                    assert_eq!(code(table, word), Some(*known));
                }
            }
        }
        assert!(NOT_SAID.iter().all(|word| normal(word) == *word));
        assert_eq!(code(RELATIONS, " Mamá "), Some("parent"));
        assert_eq!(code(KINDS, "Peer-Supporter"), Some("supporter"));
        assert_eq!(code(KINDS, "landlord"), None);
    }
}
