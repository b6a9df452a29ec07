//! Rooms of sites: what they are called and how many fit. Closing hides a room from choices; what is planned there keeps it.

use axum::extract::Path;

use super::{Room, store};
use crate::access::Role;
use crate::audit::Act;
use crate::ids::{RoomId, SiteId};
use crate::web::{Answer, Form, Problem, Refusal, Visit};

pub async fn create(visit: Visit, Path(site): Path<SiteId>, mut form: Form) -> Answer {
    let name = form.text("room_name", 60);
    let capacity = form.integer("room_capacity", 1..=1_000);
    let outcome = visit
        .submit(&form, move |desk| {
            let seat = desk.seat(&[Role::Administrator])?;
            let known =
                store::sites(desk.tx)?.into_iter().find(|one| one.id == site).ok_or(Problem::NotFound)?;
            let name = name.ok_or(Refusal { field: "room_name", key: "program-room-needs-name" })?;
            let capacity =
                capacity.ok_or(Refusal { field: "room_capacity", key: "program-room-needs-capacity" })?;
            let room = Room { id: desk.id(), site, site_name: known.name, name, capacity };
            store::add_room(desk.tx, &room, desk.now, seat.person())?;
            desk.enter_seated(&seat, Act::Created, "room", room.id.to_string())?;
            Ok("/program".to_string())
        })
        .await;
    match form.settle(outcome)? {
        Some(location) => visit.redirect(&location, "saved"),
        None => super::edit::draw(visit, form, true).await,
    }
}

pub async fn close(visit: Visit, Path(id): Path<RoomId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let seat = desk.seat(&[Role::Administrator])?;
            if !store::close_room(desk.tx, id, desk.now, seat.person())? {
                return Err(Problem::NotFound);
            }
            desk.enter_seated(&seat, Act::Ended, "room", id.to_string())?;
            Ok("/program".to_string())
        })
        .await?;
    visit.redirect(&location, "saved")
}
