//! Words after which a page offers help: about harming oneself, an overdose, or violence.
//!
//! Whoever asks offers help to the person who wrote, and does nothing else: the answer is for the moment, is never kept
//! and never told anybody. It is no assessment of risk. A word too many costs a glance at a phone number, a word too few
//! may cost more, so negations are not looked at and the lists of every language are asked, the writer's own first.

use std::sync::LazyLock;

use serde::Deserialize;

/// What the words are about, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Crisis {
    /// Somebody may have taken too much, or does not breathe or wake.
    Overdose,
    /// Wanting to die, or to hurt oneself.
    SelfHarm,
    /// Hurting somebody, or being hurt or threatened.
    Violence,
}

impl Crisis {
    pub const ALL: [Crisis; 3] = [Crisis::Overdose, Crisis::SelfHarm, Crisis::Violence];

    pub fn code(self) -> &'static str {
        match self {
            Crisis::Overdose => "overdose",
            Crisis::SelfHarm => "self_harm",
            Crisis::Violence => "violence",
        }
    }

    pub fn from_code(code: &str) -> Option<Crisis> {
        Crisis::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

#[derive(Deserialize)]
struct File {
    entries: Vec<Entry>,
}

/// The file also says why each entry is there; that is for its readers.
#[derive(Deserialize)]
struct Entry {
    kind: Crisis,
    language: String,
    say: Vec<String>,
    but: Vec<String>,
}

/// One place in a saying: the words that fit there, and whether it may stay empty.
struct Place {
    any: bool,
    words: Vec<String>,
    beginnings: Vec<String>,
    may_miss: bool,
}

struct Saying {
    kind: Crisis,
    language: String,
    places: Vec<Place>,
    but: Vec<Vec<Place>>,
}

/// The file as it was compiled in. A file that cannot be read has no sayings; the tests do not let it come so far.
static SAYINGS: LazyLock<Vec<Saying>> =
    LazyLock::new(|| read(include_str!("../data/crisis.json")).unwrap_or_default());

fn read(json: &str) -> Result<Vec<Saying>, serde_json::Error> {
    let file: File = serde_json::from_str(json)?;
    let mut all: Vec<Saying> = file.entries.into_iter().flat_map(Entry::sayings).collect();
    // The most urgent kind is found first.
    all.sort_by_key(|saying| saying.kind);
    Ok(all)
}

impl Entry {
    fn sayings(self) -> Vec<Saying> {
        let saying = |text: &String| Saying {
            kind: self.kind,
            language: self.language.clone(),
            places: places(text),
            but: self.but.iter().map(|but| places(but)).collect(),
        };
        self.say.iter().map(saying).collect()
    }
}

fn places(saying: &str) -> Vec<Place> {
    saying.split_whitespace().map(Place::read).collect()
}

impl Place {
    fn read(text: &str) -> Place {
        let may_miss = text.ends_with('?');
        let (mut words, mut beginnings, mut any) = (Vec::new(), Vec::new(), false);
        for one in text.trim_end_matches('?').split('|').map(|one| one.trim_end_matches('?')) {
            match one.strip_suffix('*') {
                Some(beginning) => beginnings.push(plain(beginning)),
                None if one == "_" => any = true,
                None => words.push(plain(one)),
            }
        }
        Place { any, words, beginnings, may_miss }
    }

    fn fits(&self, word: &str) -> bool {
        self.any
            || self.words.iter().any(|one| one == word)
            || self.beginnings.iter().any(|beginning| word.starts_with(beginning))
    }
}

/// Small letters without accents or apostrophes: as people type on a phone.
fn plain(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter(|c| !is_apostrophe(*c)).map(without_accent).collect()
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '`' | '\u{b4}')
}

fn without_accent(c: char) -> char {
    match c {
        'á' | 'à' | 'â' => 'a',
        'é' | 'è' | 'ê' => 'e',
        'í' | 'ì' => 'i',
        'ó' | 'ò' | 'ô' => 'o',
        'ú' | 'ù' | 'ü' => 'u',
        'ñ' => 'n',
        other => other,
    }
}

/// The words of a text between anything that is no letter and no digit. A combining accent is part of its word's letter
/// and is left out.
fn words(text: &str) -> Vec<String> {
    let plain = plain(text);
    let plain: String = plain.chars().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect();
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether `places` fit the beginning of `words`.
fn fits(places: &[Place], words: &[String]) -> bool {
    let Some((place, rest)) = places.split_first() else { return true };
    let taken = words.split_first().is_some_and(|(word, later)| place.fits(word) && fits(rest, later));
    taken || (place.may_miss && fits(rest, words))
}

impl Saying {
    fn is_in(&self, words: &[String]) -> bool {
        (0..words.len()).any(|start| {
            let here = words.get(start..).unwrap_or_default();
            fits(&self.places, here) && !self.but.iter().any(|but| fits(but, here))
        })
    }
}

/// What the words of a text are about, if they are about any of it: the most urgent that is found in the list of
/// `language` ("en", "es"), else in the others, because people write in the language the hour gives them.
pub fn crisis(text: &str, language: &str) -> Option<Crisis> {
    let words = words(text);
    let found = |own: bool| {
        let mut asked = SAYINGS.iter().filter(|saying| (saying.language == language) == own);
        asked.find(|saying| saying.is_in(&words)).map(|saying| saying.kind)
    };
    match (found(true), found(false)) {
        (Some(own), Some(other)) => Some(own.min(other)),
        (own, other) => own.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HELP: [(&str, &str, Crisis); 43] = [
        ("en", "I never feel safe at home", Crisis::Violence),
        ("en", "I want to hurt my ex wife", Crisis::Violence),
        ("es", "Ya no puedo más", Crisis::SelfHarm),
        ("en", "I want to die", Crisis::SelfHarm),
        ("en", "honestly i just wanna die.", Crisis::SelfHarm),
        ("en", "I don’t want to live anymore", Crisis::SelfHarm),
        ("en", "I'm going to KILL MYSELF", Crisis::SelfHarm),
        ("en", "I promise I won't kill myself", Crisis::SelfHarm),
        ("en", "been thinking about suicide again", Crisis::SelfHarm),
        ("en", "They would all be better off without me", Crisis::SelfHarm),
        ("en", "i cant go on", Crisis::SelfHarm),
        ("en", "I cut my wrists once, I might again", Crisis::SelfHarm),
        ("en", "there is no reason to live", Crisis::SelfHarm),
        ("en", "I wish I was dead", Crisis::SelfHarm),
        ("en", "tonight I am ending it all", Crisis::SelfHarm),
        ("en", "sometimes I wish I was never born", Crisis::SelfHarm),
        ("en", "I feel hopeless", Crisis::SelfHarm),
        ("en", "kms lol", Crisis::SelfHarm),
        ("en", "I think I overdosed", Crisis::Overdose),
        ("en", "He OD'd in the bathroom", Crisis::Overdose),
        ("en", "she won't wake up", Crisis::Overdose),
        ("en", "I took too many pills and I want to die", Crisis::Overdose),
        ("en", "he is not breathing", Crisis::Overdose),
        ("en", "her lips are blue", Crisis::Overdose),
        ("en", "we gave narcan", Crisis::Overdose),
        ("en", "my boyfriend hits me", Crisis::Violence),
        ("en", "He choked me last night", Crisis::Violence),
        ("en", "I am scared to go home", Crisis::Violence),
        ("en", "I'm gonna kill him", Crisis::Violence),
        ("en", "I want to hurt someone", Crisis::Violence),
        ("en", "I was raped", Crisis::Violence),
        ("en", "ya no quiero vivir", Crisis::SelfHarm),
        ("es", "Quiero morirme", Crisis::SelfHarm),
        ("es", "no quiero vivir", Crisis::SelfHarm),
        ("es", "pienso en el suicidio", Crisis::SelfHarm),
        ("es", "No aguanto más", Crisis::SelfHarm),
        ("es", "quiero hacerme daño", Crisis::SelfHarm),
        ("es", "soy una carga para todos", Crisis::SelfHarm),
        ("es", "Tomé demasiadas pastillas", Crisis::Overdose),
        ("es", "mi hermano no despierta", Crisis::Overdose),
        ("es", "mi esposo me golpea", Crisis::Violence),
        ("es", "tengo miedo de volver a casa", Crisis::Violence),
        ("es", "lo voy a matar", Crisis::Violence),
    ];

    const ORDINARY: [&str; 52] = [
        "My back hurts me less since I walk",
        "I feel safe at home now",
        "I beat my record",
        "We wrote a goodbye letter to alcohol in group",
        "I have no future plans for the weekend",
        "Tired of being the strong one",
        "Ya no aguanto más este calor",
        "Me pegó un susto",
        "I could kill for a coffee",
        "I am dying to tell you: I got the job!",
        "Dying to know how the interview went",
        "You killed it at the meeting",
        "My feet are killing me after that shift",
        "I nearly died laughing",
        "I thought I would die of embarrassment",
        "Thirty days today and I slept through the night",
        "Cravings were at 7 after work but I called my brother",
        "I used on Friday. I want to tell you before I lose my nerve.",
        "I miss my dad, he died in May",
        "I don't want to live with my cousin anymore",
        "I do not want to live in that house",
        "I don't want to wake up early on Saturday",
        "I can't wake up on time for the shift",
        "I should cut myself some slack",
        "I cut myself off from that crowd",
        "I cut myself shaving",
        "Hit me up after group",
        "He kicked me out of the team in high school",
        "The landlord kicked me out",
        "That song hits me hard",
        "It hit me that I had not thought about it all day",
        "I can't go on Thursday, can we do Friday?",
        "I have an overdose prevention training on Tuesday",
        "I'm going to the gym, then to group",
        "I want to take my life back",
        "I live for these walks",
        "I am trying to live one day at a time",
        "This job takes so much out of me, I need a rest",
        "My sister beat me at cards",
        "I gave up smoking too",
        "I don't want to be here late",
        "She is better now, the doctor says",
        "Podemos vernos el jueves?",
        "Me muero de risa con eso",
        "Me muero por contarte",
        "Quiero cortarme el pelo",
        "Ya no quiero seguir fumando",
        "No puedo más tarde, ¿mañana?",
        "Me pegó la gripe",
        "No quiero vivir con mi primo",
        "Hoy cumplo treinta días",
        "Extraño a mi mamá, murió en mayo",
    ];

    #[test]
    fn the_file_can_be_read_and_every_entry_says_why() {
        let file: File = serde_json::from_str(include_str!("../data/crisis.json")).unwrap();
        let whole: serde_json::Value = serde_json::from_str(include_str!("../data/crisis.json")).unwrap();
        let said = whole["entries"].as_array().unwrap();
        assert!(said.iter().all(|entry| entry["why"].as_str().is_some_and(|why| why.len() > 20)));
        assert!(file.entries.iter().all(|entry| !entry.say.is_empty()));
        for kind in Crisis::ALL {
            assert_eq!(Crisis::from_code(kind.code()), Some(kind));
            for language in ["en", "es"] {
                assert!(file.entries.iter().any(|entry| entry.kind == kind && entry.language == language));
            }
        }
        for text in file.entries.iter().flat_map(|entry| entry.say.iter().chain(&entry.but)) {
            assert!(places(text).iter().any(|place| !place.may_miss && !place.any), "{text} fits anything");
        }
    }

    #[test]
    fn what_must_offer_help_does() {
        for (language, text, kind) in HELP {
            assert_eq!(crisis(text, language), Some(kind), "{text}");
        }
    }

    #[test]
    fn ordinary_talk_does_not() {
        let found: Vec<_> =
            ORDINARY.iter().filter_map(|text| crisis(text, "en").map(|kind| (*text, kind))).collect();
        assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn accents_typed_apart_and_capitals_are_the_same_words() {
        assert_eq!(crisis("TOME\u{301} DEMASIADAS PASTILLAS", "es"), Some(Crisis::Overdose));
        assert_eq!(crisis("i cant\u{2019} go on", "en"), Some(Crisis::SelfHarm));
        assert_eq!(crisis("", "en"), None);
    }

    #[test]
    fn a_figure_of_speech_does_not_hide_what_follows() {
        assert_eq!(crisis("I could die laughing. But I want to die.", "en"), Some(Crisis::SelfHarm));
    }

    proptest! {
        #[test]
        fn what_stands_around_a_saying_does_not_hide_it(before in "[a-z ,.]{0,40}", after in "[,.!?]{1,3}") {
            let text = [before.as_str(), ". I want to kill myself", after.as_str()].concat();
            prop_assert!(crisis(&text, "en").is_some());
        }

        #[test]
        fn no_text_breaks_it(text in ".{0,400}") {
            let _ = crisis(&text, "xx");
        }
    }
}
