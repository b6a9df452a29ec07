//! Whether somebody is ready: how much it matters, how sure they are, what they hope, and what they can live with if it does
//! not work. No number opens or closes a door.

use axum::extract::Path;

use super::opened;
use super::page::{self, Around, Entry, Field, Head, WritePage, tier};
use super::store::{self, Readiness};
use crate::ids::RowId;
use crate::web::{Answer, Form, Refusal, Text, Visit};

pub async fn show(visit: Visit, Path(id): Path<RowId>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, id).await
}

fn entry(t: &Text, one: Readiness) -> Entry {
    let mut said = vec![
        (t.get("repair-importance"), t.with("goal-of-ten", "n", one.importance)),
        (t.get("repair-confidence"), t.with("goal-of-ten", "n", one.confidence)),
    ];
    said.extend(one.hope.map(|words| (t.get("repair-hope"), words)));
    said.extend(one.live_with.map(|words| (t.get("repair-live-with"), words)));
    Entry { when: t.instant(&one.at), tier: t.code("tier", one.tier.code()), said, release: None }
}

async fn draw(visit: Visit, form: Form, id: RowId) -> Answer {
    let (visitor, (opened, around, all)) = visit
        .write(move |desk| {
            let opened = opened::open(desk, id)?;
            let mut all = store::readiness(desk.tx, &opened.part)?;
            if !opened.is_own() {
                all.truncate(1);
            }
            all.retain(|one| opened.reads(one.tier));
            let around = Around::load(desk, &opened.record)?;
            Ok((opened, around, all))
        })
        .await?;
    let (t, shell) = visitor.shell("repair-title");
    let writes = opened.is_own() && !opened.phase().is_ended();
    let fields = vec![
        Field::scale("importance", "repair-importance"),
        Field::scale("confidence", "repair-confidence"),
        Field::words("hope", "repair-hope").optional(),
        Field::words("live_with", "repair-live-with").optional(),
    ];
    let page = WritePage {
        head: Head::of(&opened),
        step: "readiness",
        action: format!("/relationships/{id}/readiness"),
        note: None,
        fields: if writes { fields } else { Vec::new() },
        tiers: around.choices(&t),
        entries: all.into_iter().map(|one| entry(&t, one)).collect(),
        received: Vec::new(),
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let importance = form.required_integer("importance", 0..=10);
    let confidence = form.required_integer("confidence", 0..=10);
    let (hope, live_with) = (form.text("hope", 4000), form.text("live_with", 4000));
    let tier = tier(&mut form);
    let done = page::submit(&visit, id, &mut form, move |desk, opened| {
        page::check_writes(opened)?;
        if opened.standing.of(opened.side()).looks.is_empty() {
            return Err(Refusal { field: "importance", key: "repair-look-first" }.into());
        }
        let new = Readiness { importance, confidence, hope, live_with, tier, at: desk.now };
        store::add_readiness(desk.tx, &opened.part, (desk.id(), &new), desk.viewer.person)?;
        Ok(format!("/relationships/{id}"))
    })
    .await?;
    match done {
        Some(location) => visit.redirect(&location, "saved"),
        None => draw(visit, form, id).await,
    }
}
