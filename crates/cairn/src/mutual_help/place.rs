//! Where a site is, so that people can look for what is near it.

use super::{desk, find, store};
use crate::audit::Act;
use crate::ids::SiteId;
use crate::program;
use crate::web::{Answer, Form, Refusal, Visit};

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let site: Option<SiteId> = form.id("site");
    if form.value("site").is_empty() {
        form.wrong("site", "form-choose");
    }
    let point = find::point(form.value("point"));
    if point.is_none() {
        form.wrong("point", "meetings-not-a-point");
    }
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let seat = desk.seat(&desk::ROLES)?;
                let known = program::sites(desk.tx)?;
                let site = site.filter(|site| known.iter().any(|known| known.id == *site));
                let (site, point) =
                    site.zip(point).ok_or(Refusal { field: "site", key: "form-choose-listed" })?;
                store::set_place(desk.tx, &seat, site, point, desk.now)?;
                desk.enter_seated(&seat, Act::Changed, "site", site.to_string())?;
                Ok("/mutual-help".to_string())
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    desk::draw(visit, form).await
}
