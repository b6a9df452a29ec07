//! A simple tool, asked for question by question: what stands behind is the same definition that a file has.

use cairn_toolkit::{Kind, Owner, Tool};
use serde_json::{Value, json};

use super::super::library::Library;
use crate::web::{Form, Language, Text};

/// The most questions that the form takes; a file takes more.
pub const QUESTIONS: usize = 12;
/// Kinds of questions that it knows.
pub const KINDS: [&str; 5] = ["words", "line", "rating", "choice", "date"];

const LINE: usize = 200;
const WORDS: usize = 2000;

/// Reads the form; the definition as JSON, or nothing that can be read when the form says what is wrong.
pub fn read(form: &mut Form, library: &Library) -> String {
    let name = form.required_text("name", 60);
    let purpose = form.required_text("purpose", 500).replace('\n', " ");
    let owners = form.choices("owners", &Owner::ALL.map(Owner::code));
    if owners.is_empty() {
        form.wrong("owners", "form-choose");
    }
    let minutes = form.required_integer("minutes", 1..=240);
    let older = library.newest(form.value("of")).filter(|tool| library.is_own(&tool.id));
    let fields: Vec<Value> = (1..=QUESTIONS).filter_map(|number| question(form, number, older)).collect();
    if fields.is_empty() && form.is_valid() {
        form.wrong("label-1", "tool-no-questions");
    }
    let id = older.map_or_else(|| free_id(library, &name), |tool| tool.id.clone());
    let definition = json!({
        "id": id,
        "version": older.map_or(1, |tool| tool.version.saturating_add(1)),
        "name": {"en": name},
        "purpose": {"en": purpose},
        "owners": owners,
        "minutes": minutes,
        "continuing": form.checked("continuing"),
        "source": "Written by the program.",
        "parts": [{"code": "questions", "title": {"en": name}, "fields": fields}],
    });
    definition.to_string()
}

/// One question; nothing where nothing was asked.
fn question(form: &mut Form, number: usize, older: Option<&Tool>) -> Option<Value> {
    let name = |part: &str| format!("{part}-{number}");
    let label = form.text(&name("label"), LINE)?;
    let kind = form.required_choice(&name("kind"), &KINDS);
    let options = form.text(&name("options"), 1000).unwrap_or_default();
    let options: Vec<Value> = options
        .split(',')
        .map(str::trim)
        .filter(|option| !option.is_empty())
        .enumerate()
        .map(|(place, option)| json!({"code": option_code(place, option), "label": {"en": option}}))
        .collect();
    if kind == "choice" && options.len() < 2 {
        form.wrong(&name("options"), "tool-two-options");
    }
    // A question that takes something else now is another question: what was answered before keeps its words.
    let known = form.value(&name("code")).to_string();
    let same = older.and_then(|tool| tool.field(&known)).is_some_and(|field| field.kind.name() == kind);
    let version = older.map_or(1, |tool| tool.version.saturating_add(1));
    let code = if same { known } else { format!("v{version}_q{number}") };
    let kind = match kind.as_str() {
        "line" => json!({"line": {"most": LINE}}),
        "rating" => json!({"rating": {"low": ends("tool-kind-low"), "high": ends("tool-kind-high")}}),
        "choice" => json!({"choice": {"options": options}}),
        "date" => json!("date"),
        _ => json!({"words": {"most": WORDS}}),
    };
    Some(json!({"code": code, "label": {"en": label}, "kind": kind}))
}

/// The words at the ends of a scale, in every language.
fn ends(key: &str) -> Value {
    let say = |language| Text::new(language, jiff::tz::TimeZone::UTC).get(key);
    json!({"en": say(Language::English), "es": say(Language::Spanish)})
}

/// Words as a code can have them: letters and digits with `_` between.
fn plain(words: &str) -> String {
    let plain: String =
        words.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    plain.split('_').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_")
}

/// The same words have the same code in every version, wherever they stand.
fn option_code(place: usize, words: &str) -> String {
    match plain(words) {
        code if code.is_empty() => format!("o{}", place + 1),
        code => ["o_", &code].concat().chars().take(40).collect(),
    }
}

/// A code from a name, and another where that one is taken.
fn free_id(library: &Library, name: &str) -> String {
    let stem: String = ["own_", &plain(name)].concat().chars().take(34).collect();
    let stem = stem.trim_end_matches('_').to_string();
    let taken = |id: &String| library.newest(id).is_some();
    let numbered = (2..1000).map(|number| format!("{stem}_{number}"));
    let free = std::iter::once(stem.clone()).chain(numbered).find(|id| !taken(id));
    free.unwrap_or(stem)
}

/// Whether the form can hold this tool whole.
pub fn is_simple(tool: &Tool) -> bool {
    let simple = |kind: &Kind| KINDS.contains(&kind.name());
    let [part] = tool.parts.as_slice() else { return false };
    part.hint.is_none()
        && part.code == "questions"
        && part.fields.len() <= QUESTIONS
        && part.fields.iter().all(|field| simple(&field.kind) && field.hint.is_none() && !field.required)
}

/// Puts a tool into the form, for a new version of it.
pub fn fill(form: &mut Form, tool: &Tool) {
    form.set("of", &tool.id);
    form.set("name", &tool.name.en);
    form.set("purpose", &tool.purpose.en);
    form.set("minutes", tool.minutes);
    tool.owners.iter().for_each(|owner| form.set("owners", owner.code()));
    if tool.continuing {
        form.set("continuing", "yes");
    }
    for ((_, field), number) in tool.fields().zip(1..) {
        form.set(&format!("label-{number}"), &field.label.en);
        form.set(&format!("kind-{number}"), field.kind.name());
        form.set(&format!("code-{number}"), &field.code);
        let options: Vec<&str> = field.kind.options().iter().map(|one| one.label.en.as_str()).collect();
        form.set(&format!("options-{number}"), options.join(", "));
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;

    fn form(fields: &[(&str, &str)]) -> Form {
        let mut form = Form::empty(Text::new(Language::English, TimeZone::UTC), uuid::Uuid::nil());
        fields.iter().for_each(|(name, value)| form.set(name, value));
        form
    }

    #[test]
    fn a_built_tool_holds_the_rules_of_a_brought_one_and_fills_the_form_again() {
        let library = Library::empty();
        let mut typed = form(&[
            ("name", "Morning: three good things!"),
            ("purpose", "Begin the day with\nwhat is good."),
            ("owners", "participant"),
            ("minutes", "5"),
            ("label-1", "First"),
            ("kind-1", "line"),
            ("label-4", "How was it?"),
            ("kind-4", "choice"),
            ("options-4", "Easy, , Hard"),
            ("label-5", "How calm?"),
            ("kind-5", "rating"),
        ]);
        let text = read(&mut typed, &library);
        assert!(typed.is_valid(), "{:?}", typed.errors());
        let tool = Tool::parse(&text).unwrap();
        assert_eq!((tool.id.as_str(), tool.version), ("own_morning_three_good_things", 1));
        assert!(is_simple(&tool));
        let mut again = form(&[]);
        fill(&mut again, &tool);
        assert_eq!((again.value("label-2"), again.value("options-2")), ("How was it?", "Easy, Hard"));
        assert_eq!(again.value("code-1"), "v1_q1");
    }

    #[test]
    fn what_is_missing_is_named() {
        let mut typed =
            form(&[("name", "A"), ("label-1", "Which?"), ("kind-1", "choice"), ("options-1", "One")]);
        read(&mut typed, &Library::empty());
        let wrong: Vec<_> = typed.errors().iter().map(|error| error.field.as_str()).collect();
        assert_eq!(wrong, ["purpose", "owners", "minutes", "options-1"]);
    }
}
