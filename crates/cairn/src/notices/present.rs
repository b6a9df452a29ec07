//! Giving the notice in the response in which somebody first uses their own record here.

use askama::Template;

use super::store::{self, NewDelivery, Standing};
use super::version::Block;
use crate::access::{Desk, Record};
use crate::audit::Act;
use crate::web::{Language, Problem, Text};

/// What the page shows above everything else.
#[derive(Debug, Clone)]
pub struct Presented {
    /// The whole text when it is given now; none when it was given earlier and not read yet.
    pub blocks: Vec<Block>,
}

#[derive(Template)]
#[template(path = "notices/presented.html")]
struct Part<'a> {
    t: &'a Text,
    notice: &'a Presented,
    path: &'a str,
}

/// Markup that a template of this room drew, for the frame of the page.
#[derive(Debug, Clone, Default)]
pub struct Drawn(String);

impl std::fmt::Display for Drawn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Drawn {}

impl Presented {
    /// The part of the page that shows it; `path` is where "I have read it" leads back to.
    pub fn draw(&self, t: &Text, path: &str) -> Drawn {
        Drawn(Part { t, notice: self, path }.render().unwrap_or_default())
    }

    pub fn is_whole(&self) -> bool {
        !self.blocks.is_empty()
    }
}

/// For a record that its own participant opened: nothing when they have the notice in force, otherwise what to show. Giving
/// it leaves a row and an entry in this transaction.
pub fn present(
    desk: &mut Desk<'_, '_>,
    record: &Record,
    language: Language,
) -> Result<Option<Presented>, Problem> {
    match store::standing(desk.tx, record, desk.today())? {
        Standing::Given => Ok(None),
        Standing::Unread(_) => Ok(Some(Presented { blocks: Vec::new() })),
        Standing::Missing => {
            let version = store::current(desk.tx, desk.today())?;
            let delivery = NewDelivery {
                id: desk.id(),
                participant: record.participant(),
                version: &version,
                language: language.code(),
                way: "page",
                by: None,
            };
            store::deliver(desk.tx, &delivery, desk.now)?;
            desk.enter(record, Act::Created, "notice-delivery", Some(delivery.id.to_string()))?;
            Ok(Some(Presented { blocks: version.blocks(language) }))
        }
    }
}
