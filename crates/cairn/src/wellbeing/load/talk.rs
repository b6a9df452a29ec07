//! "I would like to talk about my load": one sentence from a supporter to their supervisor, sent by a button of its own and
//! taken back by another. It carries no figure, no word and no reason.

use axum::extract::Path;
use jiff::Timestamp;

use super::store;
use crate::access::Role;
use crate::audit::Act;
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Refusal, Visit};
use crate::wellbeing::Own;

/// A talk that was asked for; `name` is whom the reader will talk with.
#[derive(Debug, Clone)]
pub struct Talk {
    pub id: RowId,
    pub name: String,
    pub asked_at: Timestamp,
}

/// Asked twice, it is one talk.
pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let outcome = visit
        .submit(&form, move |desk| {
            let own = Own::open(desk)?;
            let no_one = Refusal { field: "talk", key: "load-talk-no-supervisor" };
            let (supervisor, _) = store::supervisor(desk.tx, &own)?.ok_or(no_one)?;
            let id = match store::open_talk(desk.tx, &own)? {
                Some(talk) => talk.id,
                None => {
                    let id: RowId = desk.id();
                    store::ask(desk.tx, &own, id, supervisor, desk.now)?;
                    id
                }
            };
            own.enter(desk, Act::Created, "load_talk", id.into())?;
            Ok("/wellbeing/load".to_string())
        })
        .await;
    match form.settle(outcome)? {
        Some(location) => visit.redirect(&location, "load-talk-asked"),
        None => super::show::draw(visit, form).await,
    }
}

pub async fn withdraw(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let own = Own::open(desk)?;
            let talk = store::open_talk(desk.tx, &own)?.filter(|talk| talk.id == id);
            let talk = talk.ok_or(Problem::NotFound)?;
            store::withdraw(desk.tx, &own, &talk, desk.now)?;
            own.enter(desk, Act::Removed, "load_talk", id.into())?;
            Ok("/wellbeing/load".to_string())
        })
        .await?;
    visit.redirect(&location, "saved")
}

/// The supervisor writes down that it took place, and nothing of it.
pub async fn hold(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let seat = desk.seat(&[Role::Supervisor])?;
            let talk = store::asked_of(desk.tx, &seat)?.into_iter().find(|talk| talk.id == id);
            let talk = talk.ok_or(Problem::NotFound)?;
            store::hold(desk.tx, &seat, &talk, desk.now)?;
            desk.enter_seated(&seat, Act::Ended, "load_talk", id.to_string())?;
            Ok("/today".to_string())
        })
        .await?;
    visit.redirect(&location, "saved")
}
