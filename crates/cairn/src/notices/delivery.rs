//! A notice handed over on paper, or sent by e-mail to somebody who agreed to that.

use axum::extract::Path;

use super::store::{self, NewDelivery};
use crate::audit::Act;
use crate::ids::ParticipantId;
use crate::web::{Answer, Form, Problem, Visit};

const WAYS: [&str; 2] = ["paper", "email"];

pub async fn create(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    let way = form.choice("way", &WAYS).filter(|_| form.is_valid());
    let language = visit.language;
    let location = visit
        .submit(&form, move |desk| {
            let seat = super::seat_for(desk, id)?;
            let way = way.ok_or(Problem::BadRequest)?;
            let version = store::current(desk.tx, desk.today())?;
            let delivery = NewDelivery {
                id: desk.id(),
                participant: id,
                version: &version,
                language: language.code(),
                way: &way,
                by: Some(seat.person()),
            };
            store::deliver(desk.tx, &delivery, desk.now)?;
            desk.enter_about(&seat, id, Act::Created, "notice-delivery")?;
            Ok("/notices".to_string())
        })
        .await?;
    visit.redirect(&location, "saved")
}
