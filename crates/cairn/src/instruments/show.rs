//! One version: what is asked and how it is scored, word for word, and of whom the program asks it.

use askama::Template;
use axum::extract::Path;
use cairn_instruments::Definition;

use super::{Shown, find, path, seat, sides};
use crate::assessments::{Side, offered_to};
use crate::web::{Answer, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "instruments/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    shown: Shown,
    here: String,
    /// Code, and whether this version is asked of them now.
    sides: Vec<(&'static str, bool)>,
}

pub async fn show(visit: Visit, Path((instrument, version)): Path<(String, String)>) -> Answer {
    let (visitor, (definition, sides)) = visit
        .read(move |desk| {
            seat(desk)?;
            let definition = find(desk, &instrument, &version)?;
            let mut asked = Vec::new();
            for side in sides(definition) {
                let now = offered_to(desk.tx, side)?;
                asked.push((side, now.iter().any(|one| is_of(one.definition, definition))));
            }
            Ok((definition, asked))
        })
        .await?;
    let (t, shell) = visitor.shell("instruments-title");
    let sides = sides.into_iter().map(|(side, asked): (Side, bool)| (side.code(), asked)).collect();
    visitor.show(ShowPage { shown: Shown::of(&t, definition), here: path(definition), sides, t, shell })
}

fn is_of(one: &Definition, other: &Definition) -> bool {
    one.id == other.id && one.version == other.version
}
