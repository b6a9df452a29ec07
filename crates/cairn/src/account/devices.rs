//! One's own sign-ins and second factors, and ending them.

use askama::Template;
use axum::extract::Path;

use super::factors::{self, Factor};
use super::store;
use super::store::Device;
use crate::audit::Act;
use crate::ids::SignInId;
use crate::web::{Answer, Form, Page, PageRequest, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "account/devices.html")]
struct DevicesPage {
    t: Text,
    shell: Shell,
    f: Form,
    devices: Page<Device>,
    this: SignInId,
    factors: Vec<Factor>,
    codes_left: i64,
    staff: bool,
}

pub async fn index(visit: Visit, page: PageRequest) -> Answer {
    let form = visit.new_form();
    draw(visit, page, form).await
}

pub(super) async fn draw(visit: Visit, page: PageRequest, form: Form) -> Answer {
    let limits = visit.app.config.sign_in.clone();
    let (visitor, (devices, factors, codes_left)) = visit
        .read(move |desk| {
            let (person, now) = (desk.viewer.person, desk.now);
            let since = (now - limits.idle, now - limits.longest);
            let devices = store::devices(desk.tx, person, since, page)?;
            let factors = factors::store::all(desk.tx, person)?;
            let codes_left = match factors::store::code_set(desk.tx, person)? {
                Some((set, ..)) => factors::store::codes_left(desk.tx, set)?,
                None => 0,
            };
            Ok((page.page(devices), factors, codes_left))
        })
        .await?;
    let viewer = visitor.viewer.as_ref().ok_or(Problem::SignInFirst)?;
    let (this, staff) = (viewer.sign_in, viewer.is_staff());
    let (t, shell) = visitor.shell("devices-title");
    visitor.show_form(
        &form,
        DevicesPage { t, shell, f: form.clone(), devices, this, factors, codes_left, staff },
    )
}

pub async fn destroy(visit: Visit, Path(id): Path<SignInId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            if !store::sign_out_one(desk.tx, desk.viewer.person, id, desk.now)? {
                return Err(Problem::NotFound);
            }
            desk.enter_own(Act::SignedOut, "sign_in")?;
            Ok("/devices".to_string())
        })
        .await?;
    visit.redirect(&location, "signed-out-there")
}

pub async fn destroy_all(visit: Visit, form: Form) -> Answer {
    let location = visit
        .submit(&form, |desk| {
            store::sign_out_everywhere(desk.tx, desk.viewer.person, Some(desk.viewer.sign_in), desk.now)?;
            desk.enter_own(Act::SignedOut, "sign_in")?;
            Ok("/devices".to_string())
        })
        .await?;
    visit.redirect(&location, "signed-out-everywhere")
}
