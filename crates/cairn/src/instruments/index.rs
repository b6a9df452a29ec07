//! Everything that could be asked, and what is asked of whom.

use askama::Template;
use cairn_instruments::Definition;

use super::{path, seat};
use crate::assessments::{Asked, Side, library, offered_to, words};
use crate::web::{Answer, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "instruments/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    lines: Vec<Line>,
}

struct Line {
    path: String,
    name: String,
    version: String,
    /// In words: of whom it is asked now.
    asked_of: Vec<String>,
    own: bool,
}

pub async fn index(visit: Visit) -> Answer {
    let (visitor, (all, asked)) = visit
        .read(|desk| {
            seat(desk)?;
            let mut asked = Vec::new();
            for side in Side::ALL {
                asked.extend(offered_to(desk.tx, side)?);
            }
            Ok((library::all(desk.tx)?, asked))
        })
        .await?;
    let (t, shell) = visitor.shell("instruments-title");
    let mut lines: Vec<Line> = all.into_iter().map(|definition| line(&t, definition, &asked)).collect();
    // What is asked stands first.
    lines.sort_by_key(|line| line.asked_of.is_empty());
    visitor.show(IndexPage { t, shell, lines })
}

fn line(t: &Text, definition: &'static Definition, asked: &[Asked]) -> Line {
    let own = asked
        .iter()
        .filter(|one| one.definition.id == definition.id && one.definition.version == definition.version);
    let shipped = cairn_instruments::find(&definition.id, Some(&definition.version)).is_ok();
    Line {
        path: path(definition),
        name: words(t, &definition.name),
        version: definition.version.clone(),
        asked_of: own.map(|one| t.code("instrument-side", one.side.code())).collect(),
        own: !shipped,
    }
}
