//! A tool as a page asks it, in the reader's language, and what a form brings back. One renderer draws it for everybody
//! (`fields.html`).

use cairn_toolkit::{Answers, Cell, Field, Kind, Standing, Tool};
use jiff::tz::TimeZone;

use crate::web::{Choice, Form, Language, Text};

/// Empty rows below what is filled in: what stands for "add a row" where no script runs.
const SPARE: usize = 3;
/// Rows of a new curve, and minutes between them.
const MOMENTS: usize = 6;
const MINUTES_APART: usize = 5;

pub struct Asked {
    pub id: String,
    pub name: String,
    pub purpose: String,
    pub minutes: i64,
    pub continuing: bool,
    /// Its words are not in the reader's language: English is shown.
    pub in_english: bool,
    pub parts: Vec<AskedPart>,
}

pub struct AskedPart {
    pub title: String,
    pub hint: Option<String>,
    pub fields: Vec<AskedField>,
}

pub struct AskedField {
    /// The name of its input.
    pub name: String,
    pub label: String,
    pub hint: Option<String>,
    pub required: bool,
    /// As [`Kind::name`] has it.
    pub shape: &'static str,
    /// Characters, of a line or words.
    pub most: usize,
    /// Words at the ends of a scale.
    pub ends: (String, String),
    pub options: Vec<Choice>,
    pub columns: Vec<String>,
    pub rows: Vec<Vec<AskedCell>>,
}

pub struct AskedCell {
    pub name: String,
    pub label: String,
    /// line, date, rating, minute, standing
    pub shape: &'static str,
    /// What stands in it before anybody wrote.
    pub given: String,
}

impl AskedCell {
    /// What to show in it.
    pub fn value<'a>(&'a self, f: &'a Form) -> &'a str {
        let typed = f.value(&self.name);
        if typed.is_empty() { &self.given } else { typed }
    }
}

impl Asked {
    /// `answers`: what is filled in, which says how many rows there are.
    pub fn of(t: &Text, tool: &Tool, answers: &Answers) -> Asked {
        let say = |words: &cairn_toolkit::Text| words.say(t.language.code()).to_string();
        let part = |part: &cairn_toolkit::Part| AskedPart {
            title: say(&part.title),
            hint: part.hint.as_ref().map(say),
            fields: part.fields.iter().map(|field| AskedField::of(t, field, answers)).collect(),
        };
        Asked {
            id: tool.id.clone(),
            name: say(&tool.name),
            purpose: say(&tool.purpose),
            minutes: i64::from(tool.minutes),
            continuing: tool.continuing,
            in_english: !tool.speaks(t.language.code()),
            parts: tool.parts.iter().map(part).collect(),
        }
    }
}

/// Rows of a table on paper.
const ON_PAPER: usize = 3;

impl Asked {
    /// Fewer rows: it is filled by hand, on one page.
    pub fn on_paper(&mut self) {
        let fields = self.parts.iter_mut().flat_map(|part| &mut part.fields);
        for field in fields {
            if field.shape != "curve" {
                field.rows.truncate(ON_PAPER);
            }
        }
    }
}

impl AskedField {
    fn of(t: &Text, field: &Field, answers: &Answers) -> AskedField {
        let say = |words: &cairn_toolkit::Text| words.say(t.language.code()).to_string();
        let (most, ends) = match &field.kind {
            Kind::Line { most } | Kind::Words { most } => (*most, None),
            Kind::Rating { low, high } | Kind::Curve { low, high, .. } => (0, Some((say(low), say(high)))),
            _ => (0, None),
        };
        let options = field.kind.options().iter().map(|one| Choice::new(&one.code, say(&one.label)));
        let columns = columns(t, &field.kind);
        let rows = rows(&field.kind, answers.rows(&field.code));
        let cell = |row: usize, (code, label, shape): &(String, String, &'static str)| AskedCell {
            name: field.cell_name(row, code),
            label: label.clone(),
            shape,
            given: if *shape == "minute" { (row * MINUTES_APART).to_string() } else { String::new() },
        };
        AskedField {
            name: field.form_name(),
            label: say(&field.label),
            hint: field.hint.as_ref().map(say),
            required: field.required,
            shape: field.kind.name(),
            most,
            ends: ends.unwrap_or_default(),
            options: options.collect(),
            rows: (0..rows).map(|row| columns.iter().map(|one| cell(row, one)).collect()).collect(),
            columns: columns.into_iter().map(|(_, label, _)| label).collect(),
        }
    }
}

/// Code, label and shape of each column.
fn columns(t: &Text, kind: &Kind) -> Vec<(String, String, &'static str)> {
    let own = |code: &str, key: &str, shape| (code.to_string(), t.get(key), shape);
    match kind {
        Kind::Rows { columns, .. } => columns
            .iter()
            .map(|column| {
                let shape = match column.kind {
                    Cell::Line => "line",
                    Cell::Date => "date",
                    Cell::Rating => "rating",
                };
                (column.code.clone(), column.label.say(t.language.code()).to_string(), shape)
            })
            .collect(),
        Kind::People { .. } => vec![
            own("name", "tool-person-name", "line"),
            own("relation", "tool-person-relation", "line"),
            own("standing", "tool-person-standing", "standing"),
        ],
        Kind::Curve { .. } => {
            vec![own("minute", "tool-minute", "minute"), own("rating", "tool-rating", "rating")]
        }
        _ => Vec::new(),
    }
}

/// How many rows a page draws when so many are filled in.
fn rows(kind: &Kind, filled: usize) -> usize {
    let Some(most) = kind.most_rows() else { return 0 };
    let least = if matches!(kind, Kind::Curve { .. }) { MOMENTS } else { SPARE };
    (filled + SPARE).max(least).min(most.max(filled))
}

/// The standings of a people map, to choose from.
pub fn standings(t: &Text) -> Vec<Choice> {
    Choice::codes(t, "tool-standing", &Standing::ALL.map(Standing::code))
}

/// What was typed, checked: the form as a page draws it again, with what is wrong beside each field, and the answers.
pub fn read(language: Language, sent: &Form, tool: &Tool) -> (Form, Answers) {
    let answers = tool.answers(sent.pairs());
    let mut form = Form::empty(Text::new(language, TimeZone::UTC), *sent.key());
    // Rows close up: they are named anew.
    sent.pairs().filter(|(name, _)| !name.starts_with("a.")).for_each(|(name, value)| form.set(name, value));
    fill(&mut form, tool, &answers);
    for wrong in tool.check(&answers) {
        let key = format!("tool-wrong-{}", wrong.reason.key());
        let most = i64::try_from(wrong.reason.most().unwrap_or_default()).unwrap_or(i64::MAX);
        form.wrong_with(&wrong.field, &key, "most", most);
    }
    (form, answers)
}

/// Puts answers into a form.
pub fn fill(form: &mut Form, tool: &Tool, answers: &Answers) {
    tool.form(answers).into_iter().for_each(|(name, value)| form.set(&name, value));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> Tool {
        Tool::parse(cairn_toolkit::EXAMPLE).unwrap()
    }

    fn sent(fields: &[(&str, &str)]) -> Form {
        let mut form = Form::empty(Text::new(Language::English, TimeZone::UTC), uuid::Uuid::nil());
        fields.iter().for_each(|(name, value)| form.set(name, value));
        form
    }

    #[test]
    fn what_is_wrong_stands_beside_its_field_and_nothing_is_lost() {
        let tool = example();
        let typed = sent(&[
            ("tier", "ours"),
            ("a.good", "Tea"),
            ("a.calm", "eleven"),
            ("a.steps.4.what", "Call"),
            ("a.steps.4.sure", "12"),
        ]);
        let (form, answers) = read(Language::English, &typed, &tool);
        assert_eq!(
            (form.value("tier"), form.value("a.good"), form.value("a.calm")),
            ("ours", "Tea", "eleven")
        );
        assert_eq!(form.value("a.steps.0.what"), "Call", "rows close up");
        let wrong: Vec<_> = form.errors().iter().map(|error| error.field.as_str()).collect();
        assert_eq!(wrong, ["a.calm", "a.steps.0.sure"]);
        let t = Text::new(Language::Spanish, TimeZone::UTC);
        let asked = Asked::of(&t, &tool, &answers);
        let fields: Vec<&AskedField> = asked.parts.iter().flat_map(|part| &part.fields).collect();
        assert_eq!(asked.name, "Mi repaso de la noche");
        let rows = fields.iter().find(|field| field.name == "a.steps").unwrap();
        assert_eq!((rows.rows.len(), rows.columns.len()), (4, 3), "one row, and three to spare");
        let curve = fields.iter().find(|field| field.shape == "curve").unwrap();
        let minutes: Vec<_> = curve.rows.iter().map(|row| row[0].value(&form)).collect();
        assert_eq!(minutes, ["0", "5", "10", "15", "20", "25"]);
    }

    #[test]
    fn no_more_rows_than_the_tool_takes_but_all_that_were_sent() {
        let kind = Kind::People { most: 6 };
        assert_eq!([0, 4, 6, 9].map(|filled| rows(&kind, filled)), [3, 6, 6, 9]);
        assert_eq!(rows(&Kind::Date, 0), 0);
    }
}
