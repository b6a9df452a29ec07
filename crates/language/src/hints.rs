//! Finding the hints of a text.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::quotes::{blank, blank_quotations};
use crate::terms::{Severity, Term, TermsError, TermsFile};

/// The bundled terms. A test reads them; if they could not be read there would be no hints, never a crash.
static BUNDLED: LazyLock<Hints> =
    LazyLock::new(|| Hints::parse(include_str!("../data/terms.json")).unwrap_or_default());

/// Who is speaking in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// Someone writing about a person.
    Staff,
    /// A person writing about themselves: "clean", "relapse" and the like are theirs to use.
    OwnWords,
}

/// One place in a text that could be said better.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint<'a> {
    /// Where the words are, in bytes: both ends are character boundaries of the text.
    pub bytes: Range<usize>,
    /// Where the words begin, in characters from the start of the text.
    pub start: usize,
    /// The words as written.
    pub text: &'a str,
    /// What to write instead; alternatives are separated by semicolons.
    pub instead: &'a str,
    pub severity: Severity,
    /// Keys for [`Hints::source`].
    pub sources: &'a [String],
}

/// A compiled set of terms.
#[derive(Debug, Default)]
pub struct Hints {
    sources: BTreeMap<String, String>,
    terms: Vec<Term>,
}

struct Candidate<'h> {
    bytes: Range<usize>,
    characters: usize,
    term: &'h Term,
}

impl Hints {
    /// The terms that come with Cairn (`data/terms.json`), compiled at first use.
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// Reads terms in the format of `data/terms.json`.
    ///
    /// # Errors
    /// When the JSON has another shape, a pattern cannot be compiled, or a term names an unlisted source.
    pub fn parse(json: &str) -> Result<Self, TermsError> {
        let (sources, terms) = TermsFile::read(json)?.compile()?;
        Ok(Self { sources, terms })
    }

    /// The full reference behind a key of [`Hint::sources`].
    pub fn source(&self, key: &str) -> Option<&str> {
        self.sources.get(key).map(String::as_str)
    }

    /// The hints of `text` in reading order. Where several terms match the same words the longest match
    /// wins, then the more severe term.
    pub fn find<'a>(&'a self, text: &'a str, voice: Voice) -> Vec<Hint<'a>> {
        let masked = blank_quotations(text);
        let mut candidates: Vec<Candidate<'a>> = self
            .terms
            .iter()
            .filter(|term| !(voice == Voice::OwnWords && term.self_ok))
            .flat_map(|term| candidates(term, &masked))
            .collect();
        candidates.sort_by_key(|found| Reverse((found.characters, found.term.severity)));
        let mut chosen: BTreeMap<usize, Candidate<'a>> = BTreeMap::new();
        for candidate in candidates {
            // What is chosen does not overlap, so the last one to begin before our end is the last to end.
            let before = chosen.range(..candidate.bytes.end).next_back();
            if before.is_none_or(|(_, other)| other.bytes.end <= candidate.bytes.start) {
                chosen.insert(candidate.bytes.start, candidate);
            }
        }
        let mut position = Position::default();
        chosen.into_values().filter_map(|found| hint(found, text, &mut position)).collect()
    }
}

/// Turns byte offsets, asked in rising order, into character offsets in one pass over the text.
#[derive(Default)]
struct Position {
    bytes: usize,
    characters: usize,
}

impl Position {
    fn characters_before(&mut self, text: &str, bytes: usize) -> Option<usize> {
        self.characters += text.get(self.bytes..bytes)?.chars().count();
        self.bytes = bytes;
        Some(self.characters)
    }
}

fn candidates<'h>(term: &'h Term, masked: &str) -> Vec<Candidate<'h>> {
    let text = blank_allowed(term, masked);
    // A pattern that reaches its step limit ends here: no hint rather than an error.
    let matches = term.pattern.find_iter(text.as_ref()).map_while(Result::ok);
    matches
        .map(|found| Candidate { bytes: found.range(), characters: found.as_str().chars().count(), term })
        .collect()
}

fn blank_allowed<'t>(term: &Term, masked: &'t str) -> Cow<'t, str> {
    let mut text = Cow::Borrowed(masked);
    for phrase in &term.allow {
        let mut kept = String::new();
        let mut end = 0;
        for found in phrase.find_iter(text.as_ref()).map_while(Result::ok) {
            kept.push_str(text.get(end..found.start()).unwrap_or_default());
            blank(&mut kept, found.range().len());
            end = found.end();
        }
        if end > 0 {
            kept.push_str(text.get(end..).unwrap_or_default());
            text = Cow::Owned(kept);
        }
    }
    text
}

fn hint<'a>(found: Candidate<'a>, text: &'a str, position: &mut Position) -> Option<Hint<'a>> {
    // Some patterns allow a blank before the word; it is no part of what was written.
    let matched = text.get(found.bytes.clone())?;
    let words = matched.trim_start();
    let start = found.bytes.end - words.len();
    let words = words.trim_end();
    Some(Hint {
        bytes: start..start + words.len(),
        start: position.characters_before(text, start)?,
        text: words,
        instead: &found.term.instead,
        severity: found.term.severity,
        sources: &found.term.sources,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(text: &str, voice: Voice) -> Vec<&str> {
        Hints::bundled().find(text, voice).into_iter().map(|hint| hint.text).collect()
    }

    /// Sentences marked `+` should hint and those marked `-` should not: the ones that do otherwise.
    fn wrong(sentences: &'static str) -> (Vec<&'static str>, Vec<&'static str>) {
        let hints = |line: &str| line.get(1..).is_some_and(|text| !found(text, Voice::Staff).is_empty());
        let missed = sentences.lines().filter(|line| line.starts_with('+') && !hints(line)).collect();
        let false_hints = sentences.lines().filter(|line| line.starts_with('-') && hints(line)).collect();
        (missed, false_hints)
    }

    #[test]
    fn the_bundled_terms_can_be_read() {
        let hints = Hints::parse(include_str!("../data/terms.json")).unwrap();
        assert_eq!(hints.terms.len(), 42);
        assert_eq!(Hints::bundled().terms.len(), 42);
        assert!(hints.source("NIDA").unwrap().contains("Words Matter"));
        assert_eq!(hints.source("elsewhere"), None);
    }

    #[test]
    fn every_known_sentence_is_judged_right() {
        let sentences = include_str!("../tests/known.txt");
        assert_eq!(sentences.lines().count(), 69);
        assert_eq!(wrong(sentences), (vec![], vec![]));
    }

    /// Written before the terms were tried on them. What is wrong here is known and may only shrink:
    /// it is not to be cured by fitting a term to one of these sentences.
    #[test]
    fn held_out_sentences_are_judged_no_worse_than_measured() {
        let sentences = include_str!("../tests/held_out.txt");
        assert_eq!(sentences.lines().count(), 88);
        let (missed, false_hints) = wrong(sentences);
        assert!(missed.len() <= 6, "of 45: {missed:#?}");
        assert!(false_hints.len() <= 6, "of 43: {false_hints:#?}");
    }

    #[test]
    fn the_longest_match_wins() {
        assert_eq!(found("A former heroin addict.", Voice::Staff), ["heroin addict"]);
        assert_eq!(found("He is a former addict.", Voice::Staff), ["former addict"]);
        assert_eq!(found("Clean and sober.", Voice::Staff), ["Clean and sober"]);
    }

    #[test]
    fn a_person_keeps_the_words_of_their_own_recovery() {
        let own = "I relapsed, then got clean in June. My cousin is a junkie.";
        assert_eq!(found(own, Voice::OwnWords), ["junkie"]);
        assert_eq!(found(own, Voice::Staff), ["relapsed", "got clean", "junkie"]);
    }

    #[test]
    fn letter_case_counts_only_where_the_term_says_so() {
        assert_eq!(found("On MAT. On a mat. ADDICT", Voice::Staff), ["MAT", "ADDICT"]);
    }

    #[test]
    fn an_allowed_phrase_silences_only_its_own_words() {
        let text = "The Substance abuse and mental health services administration on substance abuse";
        let hints = Hints::bundled().find(text, Voice::Staff);
        assert_eq!(hints.len(), 1);
        assert_eq!(hints[0].bytes, text.len() - "substance abuse".len()..text.len());
    }

    #[test]
    fn a_hint_says_where_what_instead_and_who() {
        let text = "Señor Ñáñez: addict";
        let hints = Hints::bundled().find(text, Voice::Staff);
        assert_eq!(hints.len(), 1);
        assert_eq!((hints[0].start, hints[0].bytes.clone()), (13, 17..23));
        assert_eq!(hints[0].instead, "person with a substance use disorder");
        assert_eq!(hints[0].severity, Severity::Label);
        assert_eq!(hints[0].sources, ["NIDA", "AAP", "ONDCP", "RRI"]);
    }

    #[test]
    fn a_bad_terms_file_is_refused_with_the_reason() {
        let file = |term: &str| format!(r#"{{"sources": {{"A": "a"}}, "terms": [{term}]}}"#);
        let refusal = |term: &str| Hints::parse(&file(term)).unwrap_err().to_string();
        assert!(refusal(r#"{"re": "(", "use": "b", "sev": 1, "src": ["A"]}"#).contains("pattern ("));
        assert!(
            refusal(r#"{"re": "a", "use": "b", "sev": 4, "src": ["A"]}"#).contains("4 is not a severity")
        );
        assert!(refusal(r#"{"re": "a", "use": "b", "sev": 1, "src": ["B"]}"#).contains("source B"));
    }

    /// Pieces that begin, end and interleave every kind of match.
    fn piece() -> impl Strategy<Value = String> {
        let known = [
            "recovering",
            "heroin",
            "addict",
            "addicts",
            "-",
            " ",
            " ",
            " ",
            "\n",
            "\"",
            "“",
            "”",
            "got",
            "clean",
            "since",
            "MAT",
            "M.A.T",
            "SAMHSA",
            "substance abuse",
            "ñ",
            "alcoholic",
            "non-",
            "anonymous",
            "é",
            "🏔",
        ];
        prop_oneof![4 => prop::sample::select(known.to_vec()).prop_map(String::from), 1 => any::<String>()]
    }

    fn text() -> impl Strategy<Value = String> {
        prop::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn hints_lie_within_the_text_apart_and_in_order(text in text()) {
            let mut end = 0;
            for hint in Hints::bundled().find(&text, Voice::Staff) {
                prop_assert_eq!(text.get(hint.bytes.clone()), Some(hint.text));
                prop_assert_eq!(text[..hint.bytes.start].chars().count(), hint.start);
                prop_assert!(hint.bytes.start >= end && !hint.text.is_empty());
                prop_assert_eq!(hint.text.trim(), hint.text);
                end = hint.bytes.end;
            }
        }

        #[test]
        fn quoted_words_never_hint(before in "[a-z ]{0,9}", quoted in text(), curly: bool) {
            let inside: String = quoted.chars().filter(|c| !"\"”\n".contains(*c)).take(300).collect();
            let (open, close) = if curly { ('“', '”') } else { ('"', '"') };
            let text = format!("{before}{open}{inside}{close}");
            let quotation = before.len()..text.len();
            for hint in Hints::bundled().find(&text, Voice::Staff) {
                prop_assert!(hint.bytes.end <= quotation.start, "{:?} in {}", hint, text);
            }
        }

        #[test]
        fn own_words_get_no_hint_that_staff_would_not_get_there(text in text()) {
            let staff = Hints::bundled().find(&text, Voice::Staff);
            for hint in Hints::bundled().find(&text, Voice::OwnWords) {
                let overlaps = |other: &Hint| other.bytes.start < hint.bytes.end && hint.bytes.start < other.bytes.end;
                prop_assert!(staff.iter().any(overlaps));
            }
        }
    }
}
