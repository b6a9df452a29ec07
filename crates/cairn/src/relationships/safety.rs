//! Safety first, and again before a first contact. See [`super::look`].

use axum::extract::Path;

use super::look::{self, ANSWERS, QUESTIONS};
use super::opened;
use super::page::{self, Around, Entry, Field, Head, WritePage, tier};
use super::store::{self, Screen};
use crate::ids::RowId;
use crate::web::{Answer, Choice, Form, Text, Visit};

const LABELS: [&str; 4] =
    ["repair-look-violence", "repair-look-order", "repair-look-children", "repair-look-pressure"];

/// Of the words beside the answers.
const LONGEST: usize = 2000;

pub async fn show(visit: Visit, Path(id): Path<RowId>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, id).await
}

/// Each question with its answer, of what a row keeps.
pub fn look_in_words(t: &Text, kept: &str) -> Vec<(String, String)> {
    let answered = look::read(Some(kept)).into_iter().flatten().zip(LABELS);
    answered.map(|(answer, label)| (t.get(label), t.code("repair-look-answer", &answer))).collect()
}

fn entry(t: &Text, screen: Screen) -> Entry {
    let mut said = screen.answers.map(|kept| look_in_words(t, &kept)).unwrap_or_default();
    said.extend(screen.words.map(|words| (t.get("repair-look-words"), words)));
    Entry { when: t.instant(&screen.at), tier: t.code("tier", screen.tier.code()), said, release: None }
}

async fn draw(visit: Visit, form: Form, id: RowId) -> Answer {
    let (visitor, (opened, around, screens)) = visit
        .write(move |desk| {
            let opened = opened::open(desk, id)?;
            let mut screens = store::screens(desk.tx, &opened.part)?;
            if !opened.is_own() {
                screens.truncate(1);
            }
            screens.retain(|screen| opened.reads(screen.tier));
            let around = Around::load(desk, &opened.record)?;
            Ok((opened, around, screens))
        })
        .await?;
    let (t, shell) = visitor.shell("repair-title");
    let writes = opened.is_own() && !opened.phase().is_ended();
    let ask = |(name, label)| Field::radios(name, label, Choice::codes(&t, "repair-look-answer", &ANSWERS));
    let mut fields: Vec<Field> = QUESTIONS.into_iter().zip(LABELS).map(ask).collect();
    fields.push(Field::words("words", "repair-look-words").optional().at_most(LONGEST));
    let page = WritePage {
        head: Head::of(&opened),
        step: "safety",
        action: format!("/relationships/{id}/safety"),
        note: None,
        fields: if writes { fields } else { Vec::new() },
        tiers: around.choices(&t),
        entries: screens.into_iter().map(|screen| entry(&t, screen)).collect(),
        received: Vec::new(),
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let answers = QUESTIONS.map(|name| form.required_choice(name, &ANSWERS));
    let words = form.text("words", LONGEST);
    let tier = tier(&mut form);
    let done = page::submit(&visit, id, &mut form, move |desk, opened| {
        page::check_writes(opened)?;
        let new = Screen { answers: Some(look::written(&answers)), words, tier, at: desk.now };
        store::add_screen(desk.tx, &opened.part, (desk.id(), &new), desk.viewer.person)?;
        Ok(format!("/relationships/{id}"))
    })
    .await?;
    match done {
        Some(location) => visit.redirect(&location, "saved"),
        None => draw(visit, form, id).await,
    }
}
