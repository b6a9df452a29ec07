//! A tool of the program's own: asked for question by question, or brought as a file.

use askama::Template;

use super::super::library::Library;
use super::build::{self, KINDS, QUESTIONS};
use crate::web::{Answer, Choice, Form, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "tools/program/new.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
    owners: Vec<Choice>,
    kinds: Vec<Choice>,
    questions: Vec<Question>,
    /// Brought as a file, and wrong: that part stands first.
    brought: bool,
    /// A new version of this one.
    of: Option<String>,
}

/// The names of the inputs of one question.
struct Question {
    number: i64,
    label: String,
    kind: String,
    options: String,
    code: String,
}

impl Question {
    fn of(number: usize) -> Question {
        let name = |part: &str| format!("{part}-{number}");
        Question {
            number: i64::try_from(number).unwrap_or_default(),
            label: name("label"),
            kind: name("kind"),
            options: name("options"),
            code: name("code"),
        }
    }
}

/// `asked` names the tool that gets a new version.
pub async fn new(visit: Visit, asked: Form) -> Answer {
    let mut form = visit.new_form();
    let of = asked.value("of").to_string();
    let (_, tool) = visit
        .clone()
        .read(move |desk| {
            super::seat(desk)?;
            let library = Library::load(desk.tx)?;
            let own = library.newest(&of).filter(|tool| library.is_own(&tool.id) && build::is_simple(tool));
            Ok(own.cloned())
        })
        .await?;
    if let Some(tool) = tool {
        build::fill(&mut form, &tool);
    }
    draw(visit, form).await
}

pub(super) async fn draw(visit: Visit, form: Form) -> Answer {
    let (visitor, _) = visit.read(|desk| super::seat(desk)).await?;
    let (t, shell) = visitor.shell("tools-program-title");
    let of = form.value("of").to_string();
    let page = NewPage {
        owners: Choice::codes(&t, "tool-owner", &cairn_toolkit::Owner::ALL.map(cairn_toolkit::Owner::code)),
        kinds: Choice::codes(&t, "tool-kind", &KINDS),
        questions: (1..=QUESTIONS).map(Question::of).collect(),
        brought: form.error("definition").is_some() || form.error("file").is_some(),
        of: Some(of).filter(|of| !of.is_empty()),
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}
