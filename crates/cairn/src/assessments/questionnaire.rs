//! An instrument as a page asks it, and the answers as a form brings them.

use cairn_instruments::{Definition, FlagKind, Item, Text as Words, score};

use super::{MODES, REASONED, REASONS, STATUSES};
use crate::web::{Choice, Form, Language, Text};

/// One instrument, word for word, in the language of whoever answers.
pub struct Questionnaire {
    pub id: String,
    pub version: String,
    pub name: String,
    /// The language of the words below: the person's, or English where they were never translated.
    pub language: &'static str,
    pub timeframe: String,
    pub stem: Option<String>,
    pub questions: Vec<Question>,
    /// There is no official translation, so English is shown.
    pub translation_note: Option<String>,
}

pub struct Question {
    /// Name of the form field: `item-3`.
    pub field: String,
    pub number: String,
    pub text: String,
    pub choices: Vec<Choice>,
    /// The steps between the ends carry only their number: drawn as a row of numbers.
    pub numbered: bool,
    pub low: String,
    pub high: String,
    /// An answer to it may need somebody at once: help stands beside it.
    pub help: bool,
    /// When it can be left out, because an earlier answer settles it.
    pub skip: Option<String>,
}

/// The words in the reader's language, or in English where they were never translated.
pub fn words(t: &Text, words: &Words) -> String {
    spoken(t.language, words)
}

/// Its name and version, where two versions stand beside each other.
pub fn named(t: &Text, definition: &Definition) -> String {
    let values =
        [("name", words(t, &definition.name).into()), ("version", definition.version.as_str().into())];
    t.args("instrument-named", values)
}

fn spoken(language: Language, words: &Words) -> String {
    words.get(language.code()).unwrap_or(&words.en).to_string()
}

fn field(item: &Item) -> String {
    format!("item-{}", item.number)
}

impl Questionnaire {
    /// In the reader's language.
    pub fn of(t: &Text, definition: &Definition) -> Questionnaire {
        Questionnaire::spoken(t, definition, t.language)
    }

    /// For reading aloud: the questions in the language of whom they are put to, the notes in the reader's.
    pub fn spoken(t: &Text, definition: &Definition, language: Language) -> Questionnaire {
        let asked = definition.items.iter().filter(|item| item.asked);
        let spoken_so = definition.is_asked_in(language.code());
        let shown = if spoken_so { language } else { Language::English };
        Questionnaire {
            id: definition.id.clone(),
            version: definition.version.clone(),
            name: words(t, &definition.name),
            language: shown.code(),
            timeframe: spoken(shown, &definition.timeframe),
            stem: definition.stem.as_ref().map(|stem| spoken(shown, stem)),
            questions: asked.map(|item| Question::of(t, definition, item, shown)).collect(),
            translation_note: (!spoken_so).then(|| t.get("answer-in-english")),
        }
    }

    /// Whether any answer may need somebody at once.
    pub fn may_need_help(&self) -> bool {
        self.questions.iter().any(|question| question.help)
    }
}

impl Question {
    fn of(t: &Text, definition: &Definition, item: &Item, language: Language) -> Question {
        let choices: Vec<Choice> = definition
            .choices(item)
            .iter()
            .map(|choice| Choice::new(choice.value.to_string(), spoken(language, &choice.label)))
            .collect();
        let (low, high) = (choices.first(), choices.last());
        let end = |choice: Option<&Choice>| choice.map(|c| c.label.clone()).unwrap_or_default();
        let between = choices.iter().skip(1).take(choices.len().saturating_sub(2));
        let numbered = choices.len() > 2 && between.clone().all(|choice| choice.label == choice.value);
        Question {
            field: field(item),
            number: item.number.clone(),
            text: spoken(language, &item.text),
            numbered,
            low: end(low),
            high: end(high),
            help: definition.scoring.alerts.iter().any(|alert| alert.item == item.number),
            skip: skip(t, definition, item, language),
            choices,
        }
    }
}

/// The published skip, said beside the question that it settles: all questions are shown, also without scripts.
fn skip(t: &Text, definition: &Definition, item: &Item, language: Language) -> Option<String> {
    let rules = definition.scoring.implied.iter().filter(|rule| rule.then_item == item.number);
    let told: Vec<String> = rules
        .filter_map(|rule| {
            let more = rule.and.iter().map(|other| (other.item.as_str(), other.is));
            let conditions = std::iter::once((rule.if_item.as_str(), rule.is)).chain(more);
            let told: Option<Vec<String>> =
                conditions.map(|(number, is)| condition(t, definition, (number, is), language)).collect();
            Some(t.with("answer-settled", "when", told?.join(", ")))
        })
        .collect();
    (!told.is_empty()).then(|| told.join(" "))
}

/// `question 1 with "Never"`.
fn condition(
    t: &Text,
    definition: &Definition,
    (number, is): (&str, i64),
    language: Language,
) -> Option<String> {
    let item = definition.items.iter().find(|item| item.number == number)?;
    let chosen = definition.choices(item).iter().find(|choice| choice.value == is)?;
    let values =
        [("question", number.to_string().into()), ("answer", spoken(language, &chosen.label).into())];
    Some(t.args("answer-settled-when", values))
}

/// One part of an instrument, with what it came to.
pub struct Part {
    pub name: String,
    /// `22 on a scale from 10 to 50`, or that something in it was left out.
    pub words: String,
}

/// The subscales. Each needs only its own answers, and none of them is added up to anything.
pub fn subscales(t: &Text, definition: &Definition, answers: &[Option<i64>]) -> Vec<Part> {
    let Ok(scored) = score(definition, answers) else { return Vec::new() };
    let parts = definition.scoring.subscales.iter().zip(scored.subscales);
    parts
        .map(|(subscale, found)| {
            let words_of = |total: i64| {
                let range = [("total", total.into()), ("min", found.min.into()), ("max", found.max.into())];
                let told = t.args("latest-total", range);
                let band = subscale.bands.iter().find(|band| (band.low..=band.high).contains(&total));
                match band {
                    Some(band) => [&told, ": ", &words(t, &band.label)].concat(),
                    None => told,
                }
            };
            let told = found.total.map_or_else(|| t.get("latest-part-incomplete"), words_of);
            Part { name: words(t, &subscale.name), words: told }
        })
        .collect()
}

/// Each question that was asked and, where it was answered, the words of the answer.
pub fn in_words(t: &Text, definition: &Definition, answers: &[Option<i64>]) -> Vec<(String, Option<String>)> {
    let asked = definition.items.iter().zip(answers).filter(|(item, _)| item.asked);
    let told = asked.map(|(item, answer)| {
        let choice = definition.choices(item).iter().find(|choice| Some(choice.value) == *answer);
        (words(t, &item.text), choice.map(|choice| words(t, &choice.label)))
    });
    told.collect()
}

/// What a form says about an instrument.
pub struct Answers {
    /// One of [`STATUSES`].
    pub status: String,
    /// One an item in the definition's order; none where there is no answer. Empty unless answered.
    pub given: Vec<Option<i64>>,
    pub total: Option<i64>,
    /// One of them must be seen by a person today, whatever else was left out.
    pub alert: bool,
    /// One of [`MODES`]; the person by themselves where nothing else was said.
    pub mode: String,
    /// One of [`REASONS`] and words about it, where there is no answer.
    pub reason: Option<String>,
    pub reason_words: Option<String>,
}

impl Answers {
    /// Reads and checks; an answer that is not on the list is refused by its question's number.
    pub fn read(form: &mut Form, definition: &Definition) -> Answers {
        let status = form.choice("status", &STATUSES).unwrap_or_else(|| "answered".to_string());
        let mode = form.choice("mode", &MODES).unwrap_or_else(|| "self".to_string());
        if status != "answered" {
            let reason = form.choice("reason", &REASONS);
            if reason.is_none() && form.is_valid() && REASONED.contains(&status.as_str()) {
                form.wrong("reason", "answer-say-why");
            }
            let reason_words = form.text("reason_words", 500);
            return Answers {
                status,
                given: Vec::new(),
                total: None,
                alert: false,
                mode,
                reason,
                reason_words,
            };
        }
        let given: Vec<Option<i64>> =
            definition.items.iter().map(|item| read_item(form, definition, item)).collect();
        let first = definition.items.iter().find(|item| item.asked).map(field).unwrap_or_default();
        if form.is_valid() && given.iter().all(Option::is_none) {
            form.wrong(&first, "answer-nothing");
        }
        let scored = score(definition, &given);
        if form.is_valid() && scored.is_err() {
            form.wrong(&first, "answer-contradiction");
        }
        let scored = scored.ok();
        let alert =
            scored.as_ref().is_some_and(|scored| scored.flags.iter().any(|f| f.kind == FlagKind::Alert));
        let total = scored.filter(|scored| scored.complete).and_then(|scored| scored.total);
        Answers { status, given, total, alert, mode, reason: None, reason_words: None }
    }
}

fn read_item(form: &mut Form, definition: &Definition, item: &Item) -> Option<i64> {
    let name = field(item);
    let text = form.value(&name).trim().to_string();
    if text.is_empty() || !item.asked {
        return None;
    }
    let value = text.parse::<i64>().ok();
    let listed = value.filter(|value| definition.choices(item).iter().any(|choice| choice.value == *value));
    if listed.is_none() {
        form.wrong_with(&name, "answer-not-listed", "question", item.number.clone());
    }
    listed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Language;
    use cairn_instruments::find;

    fn form(fields: &[(&str, &str)]) -> Form {
        let t = Text::new(Language::English, jiff::tz::TimeZone::UTC);
        let mut form = Form::empty(t, uuid::Uuid::nil());
        fields.iter().for_each(|(name, value)| form.set(name, value));
        form
    }

    #[test]
    fn five_answers_make_a_total_and_four_make_none() {
        let who5 = find("who5", None).unwrap();
        let all = [("item-1", "5"), ("item-2", "4"), ("item-3", "3"), ("item-4", "2"), ("item-5", "0")];
        let answers = Answers::read(&mut form(&all), who5);
        assert_eq!(answers.total, Some((5 + 4 + 3 + 2) * 4));
        let answers = Answers::read(&mut form(&all[..4]), who5);
        assert_eq!((answers.total, answers.given[4]), (None, None), "missing is not zero");
    }

    #[test]
    fn an_answer_off_the_list_is_refused_by_its_number() {
        let who5 = find("who5", None).unwrap();
        for text in ["6", "-1", "two", "3.5", "99999999999999999999"] {
            let mut form = form(&[("item-3", text)]);
            Answers::read(&mut form, who5);
            assert_eq!(form.errors()[0].field, "item-3", "{text}");
            assert!(form.errors()[0].message.contains('3'), "{text}");
        }
    }

    #[test]
    fn declining_needs_no_answer_and_keeps_none() {
        let mut form = form(&[("status", "declined"), ("item-1", "5")]);
        let answers = Answers::read(&mut form, find("who5", None).unwrap());
        assert!(form.is_valid());
        assert!(answers.given.is_empty() && answers.total.is_none());
    }

    #[test]
    fn nothing_at_all_is_not_an_answer() {
        let mut form = form(&[]);
        Answers::read(&mut form, find("barc10", None).unwrap());
        assert!(!form.is_valid());
    }

    #[test]
    fn without_an_official_translation_the_words_are_english_and_the_page_says_so() {
        let t = Text::new(Language::Spanish, jiff::tz::TimeZone::UTC);
        for definition in cairn_instruments::all() {
            let page = Questionnaire::of(&t, definition);
            assert_eq!((page.language, page.translation_note.is_some()), ("en", true), "{}", definition.id);
            assert_eq!(page.questions.len(), definition.items.iter().filter(|item| item.asked).count());
        }
        let mut official = find("who5", None).unwrap().clone();
        official.es_status = Some("official: by its owner".to_string());
        let page = Questionnaire::of(&t, &official);
        assert_eq!((page.language, page.translation_note), ("es", None));
    }

    #[test]
    fn help_stands_beside_the_item_about_self_harm_and_a_skip_is_said() {
        let t = Text::new(Language::English, jiff::tz::TimeZone::UTC);
        let phq9 = Questionnaire::of(&t, find("phq9", None).unwrap());
        let beside: Vec<_> = phq9.questions.iter().filter(|q| q.help).map(|q| q.number.as_str()).collect();
        assert_eq!(beside, ["9"]);
        for definition in cairn_instruments::all() {
            let page = Questionnaire::of(&t, definition);
            let settled = |question: &&Question| {
                definition.scoring.implied.iter().any(|rule| rule.then_item == question.number)
            };
            assert!(page.questions.iter().filter(settled).all(|question| question.skip.is_some()));
        }
    }

    #[test]
    fn why_somebody_is_not_in_touch_has_to_be_said() {
        let who5 = find("who5", None).unwrap();
        let mut bare = form(&[("status", "lost_contact")]);
        Answers::read(&mut bare, who5);
        assert_eq!(bare.errors()[0].field, "reason");
        let mut told = form(&[("status", "lost_contact"), ("reason", "in_custody")]);
        assert_eq!(Answers::read(&mut told, who5).reason.as_deref(), Some("in_custody"));
        assert!(told.is_valid());
    }

    #[test]
    fn an_instrument_of_parts_has_no_total() {
        let t = Text::new(Language::English, jiff::tz::TimeZone::UTC);
        let bam = find("bam", None).unwrap();
        assert!(bam.scoring.total.is_none());
        let lowest: Vec<_> = bam
            .items
            .iter()
            .map(|item| bam.choices(item).iter().map(|choice| choice.value).min().filter(|_| item.scored))
            .collect();
        let parts = subscales(&t, bam, &lowest);
        assert_eq!(parts.len(), bam.scoring.subscales.len());
        assert!(parts.iter().all(|part| part.words.contains("on a scale from")));
    }
}
