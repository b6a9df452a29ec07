//! Which questionnaires the program asks, of whom and when, and those that it brought itself as packs.
//!
//! A pack is a FHIR Questionnaire with a scoring block. It is read whole and looked at before it is added; one that cannot be
//! scored as it says is refused with the place, the reason and what to do, and leaves nothing behind. What was added is never
//! changed: a newer version stands beside it, so that every answer can be shown with the words that were asked. Nothing in
//! here is about a person.

mod choice;
mod index;
mod pack;
mod preview;
mod show;
mod store;

use cairn_instruments::{Definition, Text as Words};

use crate::access::{Desk, Role, Seat};
use crate::assessments::{Side, library, words};
use crate::web::{Problem, Routes, Text};

pub fn routes() -> Routes {
    Routes::new()
        .get("/program/instruments", index::index)
        .post("/program/instruments", pack::create)
        .get("/program/instruments/new", pack::new)
        .post("/program/instruments/previews", preview::create)
        .get("/program/instruments/{instrument}/{version}", show::show)
        .get("/program/instruments/{instrument}/{version}/pack", pack::show)
        .get("/program/instruments/{instrument}/{version}/{side}", choice::edit)
        .post("/program/instruments/{instrument}/{version}/{side}", choice::update)
}

fn seat(desk: &Desk<'_, '_>) -> Result<Seat, Problem> {
    desk.seat(&[Role::Administrator])
}

fn find(desk: &mut Desk<'_, '_>, id: &str, version: &str) -> Result<&'static Definition, Problem> {
    library::find(desk.tx, id, version)?.ok_or(Problem::NotFound)
}

fn path(definition: &Definition) -> String {
    format!("/program/instruments/{}/{}", definition.id, definition.version)
}

/// The sides that a definition says it is made for.
fn sides(definition: &Definition) -> Vec<Side> {
    Side::ALL.into_iter().filter(|side| definition.respondents.iter().any(|who| who == side.code())).collect()
}

/// A definition as a page shows it: every question and answer in both languages, and every rule.
pub struct Shown {
    pub name: String,
    pub version: String,
    pub hash: String,
    pub license: String,
    pub citation: String,
    pub verification: String,
    pub timeframe: Vec<String>,
    pub stem: Vec<String>,
    pub items: Vec<ShownItem>,
    /// The rules of scoring, one sentence each.
    pub rules: Vec<String>,
}

pub struct ShownItem {
    pub number: String,
    pub text: Vec<String>,
    /// Value and words.
    pub choices: Vec<(i64, String)>,
    /// What is special about it.
    pub notes: Vec<String>,
}

/// English first, then Spanish where there is some.
fn both(words: &Words) -> Vec<String> {
    std::iter::once(&words.en).chain(&words.es).cloned().collect()
}

impl Shown {
    pub fn of(t: &Text, definition: &Definition) -> Shown {
        Shown {
            name: words(t, &definition.name),
            version: definition.version.clone(),
            hash: definition.hash().to_string(),
            license: definition.license.clone(),
            citation: definition.citation.clone(),
            verification: definition.verification.clone(),
            timeframe: both(&definition.timeframe),
            stem: definition.stem.as_ref().map(both).unwrap_or_default(),
            items: definition.items.iter().map(|item| ShownItem::of(t, definition, item)).collect(),
            rules: rules(t, definition),
        }
    }
}

impl ShownItem {
    fn of(t: &Text, definition: &Definition, item: &cairn_instruments::Item) -> ShownItem {
        let choices = definition.choices(item).iter();
        let told = [
            (item.reverse, "instrument-reverse"),
            (!item.scored, "instrument-unscored"),
            (!item.asked, "instrument-unasked"),
            (definition.scoring.alerts.iter().any(|alert| alert.item == item.number), "instrument-alert"),
        ];
        ShownItem {
            number: item.number.clone(),
            text: both(&item.text),
            choices: choices.map(|choice| (choice.value, both(&choice.label).join(" / "))).collect(),
            notes: told.into_iter().filter(|(is, _)| *is).map(|(_, key)| t.get(key)).collect(),
        }
    }
}

fn rules(t: &Text, definition: &Definition) -> Vec<String> {
    let scoring = &definition.scoring;
    let mut said = vec![match scoring.total {
        Some(total) => t.args("instrument-total", [("min", total.min.into()), ("max", total.max.into())]),
        None => t.get("answer-no-total"),
    }];
    said.push(t.get("instrument-missing"));
    for part in &scoring.subscales {
        let values = [
            ("name", words(t, &part.name).into()),
            ("items", part.items.join(", ").into()),
            ("min", part.min.into()),
            ("max", part.max.into()),
        ];
        said.push(t.args("instrument-part", values));
    }
    for band in &scoring.bands {
        let values =
            [("low", band.low.into()), ("high", band.high.into()), ("name", words(t, &band.label).into())];
        said.push(t.args("instrument-band", values));
    }
    said.extend(scoring.cuts.iter().map(|cut| words(t, &cut.meaning)));
    said.extend(scoring.alerts.iter().map(|alert| words(t, &alert.action)));
    let alpha = definition.change.as_ref().and_then(|change| change.alpha);
    said.push(match alpha {
        Some(alpha) => t.with("instrument-alpha", "alpha", alpha.to_string()),
        None => t.get("progress-no-alpha"),
    });
    said
}
