//! A list that somebody publishes: adding it, and leaving it out again.

use axum::extract::Path;

use super::{desk, download, store};
use crate::audit::Act;
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

pub const KINDS: [&str; 2] = ["meeting_guide", "bmlt"];
/// How often a list is fetched again by itself.
pub const REFRESHES: [&str; 3] = ["daily", "weekly", "asked"];

/// Hours between two fetches; none when it is fetched only when somebody asks.
fn hours(refresh: Option<&str>) -> Option<i64> {
    match refresh {
        Some("weekly") => Some(7 * store::DAILY),
        Some("asked") => None,
        _ => Some(store::DAILY),
    }
}

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let name = form.required_text("feed_name", 120);
    let kind = form.required_choice("kind", &KINDS);
    let (url, formats_url) = (form.text("url", 1000), form.text("formats_url", 1000));
    let refresh_hours = hours(form.choice("refresh", &REFRESHES).as_deref());
    for (field, given) in [("url", &url), ("formats_url", &formats_url)] {
        if given.as_deref().is_some_and(|url| !download::may_fetch(url)) {
            form.wrong(field, "feed-https");
        }
    }
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let seat = desk.seat(&desk::ROLES)?;
                if store::named(desk.tx, &name)?.is_some() {
                    return Err(Refusal { field: "feed_name", key: "feed-name-taken" }.into());
                }
                let kind = KINDS.into_iter().find(|known| *known == kind).ok_or(Problem::BadRequest)?;
                let new = store::NewFeed { id: desk.id(), name, kind, url, formats_url, refresh_hours };
                store::add_feed(desk.tx, &new, desk.now, Some(seat.person()))?;
                desk.enter_seated(&seat, Act::Created, "mutual_help_feed", new.id.to_string())?;
                Ok("/mutual-help".to_string())
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    desk::draw(visit, form).await
}

/// The list and its meetings go; that it was here, and how it was fetched, stays.
pub async fn remove(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let seat = desk.seat(&desk::ROLES)?;
            store::feed(desk.tx, &seat, id)?.ok_or(Problem::NotFound)?;
            store::clear(desk.tx, id)?;
            store::remove_feed(desk.tx, &seat, id, desk.now)?;
            desk.enter_seated(&seat, Act::Removed, "mutual_help_feed", id.to_string())?;
            Ok("/mutual-help".to_string())
        })
        .await?;
    visit.redirect(&location, "saved")
}
