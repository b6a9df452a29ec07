//! Opening and closing sites. Closing hides a site from choices; what happened there keeps its name.

use axum::extract::Path;

use super::{Site, store};
use crate::access::Role;
use crate::audit::Act;
use crate::ids::SiteId;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let name = form.text("site_name", 120);
    let address = form.text("site_address", 200);
    let location = visit
        .submit(&form, move |desk| {
            let seat = desk.seat(&[Role::Administrator])?;
            let name = name.ok_or(Refusal { field: "site_name", key: "program-site-needs-name" })?;
            let site = Site { id: desk.id(), name, address };
            store::add_site(desk.tx, &site, desk.now, Some(seat.person()))?;
            desk.enter_seated(&seat, Act::Created, "site", site.id.to_string())?;
            Ok("/program".to_string())
        })
        .await?;
    visit.redirect(&location, "saved")
}

pub async fn close(visit: Visit, Path(id): Path<SiteId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let seat = desk.seat(&[Role::Administrator])?;
            if !store::close_site(desk.tx, id, desk.now, seat.person())? {
                return Err(Problem::NotFound);
            }
            desk.enter_seated(&seat, Act::Ended, "site", id.to_string())?;
            Ok("/program".to_string())
        })
        .await?;
    visit.redirect(&location, "saved")
}
