//! A worksheet in plain words, for what leaves with a consent that names worksheets, and its name for whoever looks ahead.

use cairn_toolkit::Answers;

use super::library::Library;
use super::said::{Said, SaidField};
use crate::web::Text;

/// What a tool is called; its id where it is not at hand any more.
pub fn name_of(t: &Text, library: &Library, tool: &str) -> String {
    let newest = library.newest(tool);
    newest.map_or_else(|| tool.to_string(), |known| known.name.say(t.language.code()).to_string())
}

/// What was answered, a line a field. `definition` is the version of the tool that asked.
pub fn in_plain_words(
    t: &Text,
    library: &Library,
    (tool, definition): (&str, u32),
    answers: &Answers,
) -> Vec<String> {
    let versions = library.versions(tool);
    let Some(asked) = library.version(tool, definition) else { return Vec::new() };
    let said = Said::of(t, (asked, &versions), answers, "sheet");
    let fields = said.parts.iter().flat_map(|part| &part.fields).chain(&said.earlier);
    fields.map(line).collect()
}

/// A table by its heads, a curve as it is said in words.
fn line(field: &SaidField) -> String {
    let row = |row: &Vec<String>| {
        let cells = field.head.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
        cells.map(|(head, cell)| format!("{head}: {cell}")).collect::<Vec<_>>().join(", ")
    };
    let mut said = field.lines.clone();
    said.extend(field.rows.iter().map(row));
    said.extend(field.chart.iter().map(|chart| chart.words.clone()));
    format!("{}: {}", field.label, said.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Language;

    #[test]
    fn what_was_answered_is_said_without_a_drawing() {
        let library = Library::empty();
        let tool = library.newest("halt").unwrap();
        let answers = tool.answers([("a.hungry", "yes"), ("a.note", "Long day\nNo lunch")]);
        for (language, name) in [(Language::English, "HALT check"), (Language::Spanish, "Chequeo HALT")] {
            let t = Text::new(language, jiff::tz::TimeZone::UTC);
            assert_eq!(name_of(&t, &library, "halt"), name);
            let lines = in_plain_words(&t, &library, ("halt", tool.version), &answers);
            assert_eq!(lines.len(), 2, "{lines:?}");
            assert!(lines[1].ends_with(": Long day; No lunch"), "{lines:?}");
        }
        let t = Text::new(Language::English, jiff::tz::TimeZone::UTC);
        assert_eq!(name_of(&t, &library, "gone"), "gone");
        assert!(in_plain_words(&t, &library, ("gone", 1), &answers).is_empty());
    }
}
