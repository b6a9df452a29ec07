//! What happened, from one side. Written for oneself; a version can be handed to the other once both want it, and each reads
//! only what the other handed over.

use axum::extract::Path;

use super::hand_over;
use super::opened;
use super::page::{self, Around, Entry, Field, Head, WritePage, tier};
use super::release::Kind;
use super::store::{self, Account};
use crate::ids::RowId;
use crate::web::{Answer, Form, Visit};

pub async fn show(visit: Visit, Path(id): Path<RowId>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, id).await
}

async fn draw(visit: Visit, form: Form, id: RowId) -> Answer {
    let (visitor, (opened, around, all, over)) = visit
        .write(move |desk| {
            let opened = opened::open(desk, id)?;
            let mut all = store::accounts(desk.tx, &opened.part)?;
            if !opened.is_own() {
                all.truncate(1);
            }
            all.retain(|one| opened.reads(one.tier));
            let around = Around::load(desk, &opened.record)?;
            let over = hand_over::load(desk, &opened, Kind::Account)?;
            Ok((opened, around, all, over))
        })
        .await?;
    let (t, shell) = visitor.shell("repair-title");
    let writes = opened.is_own() && !opened.phase().is_ended();
    let entries = all.into_iter().map(|one| Entry {
        when: t.instant(&one.at),
        tier: t.code("tier", one.tier.code()),
        release: over.handing(one.id),
        said: vec![(t.get("repair-account-words"), one.words)],
    });
    let page = WritePage {
        head: Head::of(&opened),
        step: "account",
        action: format!("/relationships/{id}/account"),
        note: None,
        fields: if writes { vec![Field::words("words", "repair-account-words")] } else { Vec::new() },
        tiers: around.choices(&t),
        entries: entries.collect(),
        received: over.received(&t),
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let words = form.required_text("words", 4000);
    let tier = tier(&mut form);
    let done = page::submit(&visit, id, &mut form, move |desk, opened| {
        page::check_writes(opened)?;
        let new = Account { id: desk.id(), words, tier, at: desk.now };
        store::add_account(desk.tx, &opened.part, &new, desk.viewer.person)?;
        Ok(format!("/relationships/{id}/account"))
    })
    .await?;
    match done {
        Some(location) => visit.redirect(&location, "saved"),
        None => draw(visit, form, id).await,
    }
}
