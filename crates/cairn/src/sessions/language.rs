//! Hints for words that put the person first, while writing and after saving. They never block, and what was asked is
//! neither kept nor logged.

use askama::Template;

use super::note::SavedNote;
use crate::web::{Answer, Form, Problem, Text, Visit};
use cairn_language::{Hints, Voice};

/// Characters that are looked at; a note's field has fewer.
const LONGEST: usize = 20_000;

#[derive(Template)]
#[template(path = "sessions/hints.html")]
struct HintsFragment {
    t: Text,
    hints: Vec<Said>,
}

/// Words as written, and what could be said instead.
pub struct Said {
    /// The key of the field's label; empty for a text that is being written.
    pub label: &'static str,
    pub text: String,
    pub instead: String,
    /// Who recommends it, as short names.
    pub sources: String,
}

impl Said {
    pub fn sentence(&self, t: &Text) -> String {
        t.args(
            "language-hint",
            [("text", self.text.as_str().into()), ("instead", self.instead.as_str().into())],
        )
    }
}

/// The fragment for a text that is being written.
pub async fn create(visit: Visit, form: Form) -> Answer {
    let text: String = form.value("text").chars().take(LONGEST).collect();
    let (visitor, ()) = visit
        .read(|desk| {
            let writes = desk.viewer.roles.iter().any(|role| role.works_here());
            if writes { Ok(()) } else { Err(Problem::NotFound) }
        })
        .await?;
    let page = HintsFragment { t: visitor.t.clone(), hints: hints("", &text) };
    visitor.show(page)
}

/// What could be said differently in a saved note.
pub fn said(note: &SavedNote) -> Vec<Said> {
    let label = |field| match field {
        "did" => "note-did",
        "response" => "note-response",
        _ => "note-next-step",
    };
    note.content.words().into_iter().flat_map(|(field, words)| hints(label(field), words)).collect()
}

fn hints(label: &'static str, text: &str) -> Vec<Said> {
    let found = Hints::bundled().find(text, Voice::Staff);
    let said = found.into_iter().map(|hint| Said {
        label,
        text: hint.text.to_string(),
        instead: hint.instead.to_string(),
        sources: hint.sources.join(", "),
    });
    said.collect()
}
