//! Correcting an entry, taking it back, and asking for it to be confirmed.

use axum::extract::Path;

use super::entry::{Entry, Typed};
use super::{new, store};
use crate::access::Desk;
use crate::audit::Act;
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Refusal, Visit};
use crate::wellbeing::Own;
use crate::wellbeing::load::store::supervisor;

/// An entry of the viewer's that stands; one that was replaced or taken back is there no more.
fn open(desk: &mut Desk<'_, '_>, id: RowId) -> Result<(Own, Entry), Problem> {
    let own = Own::open(desk)?;
    let found = store::all(desk.tx, &own)?.into_iter().find(|one| one.id == id && !one.is_gone);
    Ok((own, found.ok_or(Problem::NotFound)?))
}

pub async fn edit(visit: Visit, Path(id): Path<RowId>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, id).await
}

async fn draw(visit: Visit, mut form: Form, id: RowId) -> Answer {
    let (visitor, (entry, supervisor)) = visit
        .read(move |desk| {
            let (own, entry) = open(desk, id)?;
            Ok((entry, supervisor(desk.tx, &own)?.map(|(_, name)| name)))
        })
        .await?;
    if form.values("on_day").is_empty() {
        form.set("on_day", entry.on_day);
        form.set("minutes", entry.minutes);
        form.set("domain", &entry.domain);
        form.set("kind", &entry.kind);
        form.set_some("words", entry.words.as_ref());
        form.set("tier", entry.tier.code());
    }
    new::show(&visitor, &form, supervisor, Some(id))
}

pub async fn update(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let typed = Typed::read(&mut form);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (own, entry) = open(desk, id)?;
                new::keep(desk, &own, &typed, Some(entry.id))?;
                Ok("/wellbeing/learning".to_string())
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, form, id).await
}

pub async fn request(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let (own, entry) = open(desk, id)?;
            let no_one = Refusal { field: "", key: "load-talk-no-supervisor" };
            let (supervisor, _) = supervisor(desk.tx, &own)?.ok_or(no_one)?;
            if entry.confirmation.is_none() {
                store::ask(desk.tx, &own, id, supervisor, desk.now)?;
            }
            own.enter(desk, Act::Submitted, "learning", id.into())?;
            Ok("/wellbeing/learning".to_string())
        })
        .await?;
    visit.redirect(&location, "saved")
}

pub async fn withdraw(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let (own, entry) = open(desk, id)?;
            store::withdraw(desk.tx, &own, &entry, desk.now)?;
            own.enter(desk, Act::Removed, "learning", id.into())?;
            Ok("/wellbeing/learning".to_string())
        })
        .await?;
    visit.redirect(&location, "saved")
}
