//! An instrument as a page asks it, and the answers as a form brings them.

use cairn_instruments::{Definition, Item, Text as Words, score};

use super::STATUSES;
use crate::web::{Choice, Form, Text};

/// One instrument in the reader's language.
pub struct Questionnaire {
    pub id: &'static str,
    pub name: String,
    pub timeframe: String,
    pub stem: Option<String>,
    pub questions: Vec<Question>,
    /// The Spanish words are a working translation, or there are none and English is shown.
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
}

/// The words in the reader's language, or in English where they were never translated.
pub fn words(t: &Text, words: &Words) -> String {
    words.get(t.language.code()).unwrap_or(&words.en).to_string()
}

fn field(item: &Item) -> String {
    format!("item-{}", item.number)
}

impl Questionnaire {
    pub fn of(t: &Text, definition: &'static Definition) -> Questionnaire {
        let asked = definition.items.iter().filter(|item| item.asked);
        let foreign = t.language.code() != "en";
        let translated = definition.items.iter().all(|item| item.text.get(t.language.code()).is_some());
        let note = match (foreign, translated, &definition.es_status) {
            (false, ..) => None,
            (true, false, _) => Some("answer-in-english"),
            (true, true, Some(_)) => Some("answer-working-translation"),
            (true, true, None) => None,
        };
        Questionnaire {
            id: &definition.id,
            name: words(t, &definition.name),
            timeframe: words(t, &definition.timeframe),
            stem: definition.stem.as_ref().map(|stem| words(t, stem)),
            questions: asked.map(|item| Question::of(t, definition, item)).collect(),
            translation_note: note.map(|key| t.get(key)),
        }
    }
}

impl Question {
    fn of(t: &Text, definition: &Definition, item: &Item) -> Question {
        let choices: Vec<Choice> = definition
            .choices(item)
            .iter()
            .map(|choice| Choice::new(choice.value.to_string(), words(t, &choice.label)))
            .collect();
        let (low, high) = (choices.first(), choices.last());
        let end = |choice: Option<&Choice>| choice.map(|c| c.label.clone()).unwrap_or_default();
        let between = choices.iter().skip(1).take(choices.len().saturating_sub(2));
        let numbered = choices.len() > 2 && between.clone().all(|choice| choice.label == choice.value);
        Question {
            field: field(item),
            number: item.number.clone(),
            text: words(t, &item.text),
            numbered,
            low: end(low),
            high: end(high),
            choices,
        }
    }
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
}

impl Answers {
    /// Reads and checks; an answer that is not on the list is refused by its question's number.
    pub fn read(form: &mut Form, definition: &Definition) -> Answers {
        let status = form.choice("status", &STATUSES).unwrap_or_else(|| "answered".to_string());
        if status != "answered" {
            return Answers { status, given: Vec::new(), total: None };
        }
        let given: Vec<Option<i64>> =
            definition.items.iter().map(|item| read_item(form, definition, item)).collect();
        let first = definition.items.first().map(field).unwrap_or_default();
        if form.is_valid() && given.iter().all(Option::is_none) {
            form.wrong(&first, "answer-nothing");
        }
        let scored = score(definition, &given);
        if form.is_valid() && scored.is_err() {
            form.wrong(&first, "answer-contradiction");
        }
        let total = scored.ok().filter(|scored| scored.complete).and_then(|scored| scored.total);
        Answers { status, given, total }
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
    fn every_instrument_can_be_asked_in_spanish_with_a_note() {
        let t = Text::new(Language::Spanish, jiff::tz::TimeZone::UTC);
        for definition in super::super::offered() {
            let page = Questionnaire::of(&t, definition);
            assert!(page.translation_note.is_some());
            assert_eq!(page.questions.len(), definition.items.iter().filter(|item| item.asked).count());
        }
    }
}
