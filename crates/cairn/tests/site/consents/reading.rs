//! Plain words: the sentences of this room are for a tired person, so their reading grade is measured.

use cairn::web::{Language, locale_files};

/// The Flesch-Kincaid grade: 0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid, Fishburne, Rogers and
/// Chissom 1975, Research Branch Report 8-75, Naval Technical Training Command).
fn grade(sentences: usize, words: usize, syllables: usize) -> f64 {
    0.39 * words as f64 / sentences as f64 + 11.8 * syllables as f64 / words as f64 - 15.59
}

/// Groups of vowels, without a silent e at the end; at least one.
fn syllables(word: &str) -> usize {
    let word = word.to_lowercase();
    let letters: Vec<char> = word.chars().filter(|letter| letter.is_alphabetic()).collect();
    let vowel = |letter: &char| "aeiouy".contains(*letter);
    let groups = letters
        .iter()
        .enumerate()
        .filter(|(at, letter)| vowel(letter) && (*at == 0 || !vowel(&letters[at - 1])));
    let mut count = groups.count();
    let silent = word.ends_with('e') && !word.ends_with("le") || word.ends_with("es") || word.ends_with("ed");
    if silent && count > 1 {
        count -= 1;
    }
    count.max(1)
}

struct Counted {
    key: String,
    sentences: usize,
    words: usize,
    syllables: usize,
}

fn count(key: &str, text: &str) -> Counted {
    // What is filled in counts as one short word.
    let mut plain = String::new();
    let mut inside = false;
    for letter in text.chars() {
        match letter {
            '{' => inside = true,
            '}' => {
                inside = false;
                plain.push_str("it");
            }
            _ if !inside => plain.push(letter),
            _ => {}
        }
    }
    let ends = plain.chars().filter(|letter| ".!?".contains(*letter)).count();
    let words: Vec<&str> =
        plain.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).collect();
    Counted {
        key: key.to_string(),
        sentences: ends.max(1),
        words: words.len(),
        syllables: words.iter().map(|word| syllables(word)).sum(),
    }
}

/// Whole sentences of this room in English.
fn sentences() -> Vec<Counted> {
    let files = locale_files(Language::English);
    let (_, text) = files.iter().find(|(file, _)| file == "consents.ftl").unwrap();
    let lines = text.lines().filter_map(|line| line.split_once(" = "));
    let whole = lines.filter(|(_, text)| text.trim_end().ends_with(['.', '?', '!']));
    whole.map(|(key, text)| count(key, text)).collect()
}

#[test]
fn syllables_and_the_formula_are_counted_as_published() {
    for (word, many) in
        [("privacy", 3), ("take", 1), ("people", 2), ("record", 2), ("consent", 2), ("named", 1)]
    {
        assert_eq!(syllables(word), many, "{word}");
    }
    // "The cat sat on the mat.": 6 words of 1 syllable in 1 sentence, grade -1.45.
    let cat = count("", "The cat sat on the mat.");
    assert!((grade(cat.sentences, cat.words, cat.syllables) + 1.45).abs() < 0.01);
}

#[test]
fn a_tired_person_understands_these_pages() {
    let all = sentences();
    assert!(all.len() > 60, "the search for sentences finds few");
    let sum = |each: fn(&Counted) -> usize| all.iter().map(each).sum::<usize>();
    let whole = grade(sum(|one| one.sentences), sum(|one| one.words), sum(|one| one.syllables));
    assert!(whole <= 5.0, "the whole room reads at grade {whole:.1}");
    // A single sentence may need its one long word; a paragraph of its own may not be harder than this.
    let hard: Vec<String> = all
        .iter()
        .filter(|one| one.words >= 12)
        .map(|one| (grade(one.sentences, one.words, one.syllables), &one.key))
        .filter(|(grade, _)| *grade > 6.5)
        .map(|(grade, key)| format!("{key}: {grade:.1}"))
        .collect();
    assert!(hard.is_empty(), "put these more simply: {hard:#?}");
}
