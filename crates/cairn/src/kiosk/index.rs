//! The kiosks of the program: making one, and ending one that was lost.

use askama::Template;
use axum::extract::Path;
use data_encoding::BASE64URL_NOPAD;

use super::store::{self, NewKiosk};
use super::tablet::{Kiosk, LINK};
use crate::access::Role;
use crate::account;
use crate::audit::Act;
use crate::ids::{RowId, SiteId};
use crate::program;
use crate::web::{Answer, Choice, Form, Page, PageRequest, Problem, Refusal, Shell, Text, Visit};

const HATS: [Role; 2] = [Role::Administrator, Role::Coordinator];
const LONGEST_NAME: usize = 60;

#[derive(Template)]
#[template(path = "kiosk/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    f: Form,
    sites: Vec<Choice>,
    kiosks: Page<Kiosk>,
    /// Shown once, right after it was made.
    link: Option<String>,
}

pub async fn index(visit: Visit, page: PageRequest) -> Answer {
    let form = visit.new_form();
    draw(visit, page, form, None).await
}

async fn draw(visit: Visit, page: PageRequest, form: Form, link: Option<String>) -> Answer {
    let (visitor, (kiosks, sites)) = visit
        .read(move |desk| {
            let seat = desk.seat(&HATS)?;
            let sites = program::sites(desk.tx)?;
            Ok((page.page(store::list(desk.tx, &seat, page)?), sites))
        })
        .await?;
    let (t, shell) = visitor.shell("kiosks-title");
    let sites = sites.into_iter().map(|site| Choice::new(site.id.to_string(), site.name)).collect();
    visitor.show_form(&form.clone(), IndexPage { t, shell, f: form, sites, kiosks, link })
}

/// The link is shown on this very page and nowhere else: it is a key.
pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let name = form.required_text("name", LONGEST_NAME);
    let site: Option<SiteId> = form.id("site");
    if site.is_none() {
        form.wrong("site", "form-choose-listed");
    }
    let Some(site) = site.filter(|_| form.is_valid()) else {
        return draw(visit, PageRequest::first(), form, None).await;
    };
    let token = BASE64URL_NOPAD.encode(&visit.app.chance.secret());
    let hash = account::token_hash(&token);
    let outcome = visit
        .submit(&form, move |desk| {
            let seat = desk.seat(&HATS)?;
            let known = program::sites(desk.tx)?.iter().any(|one| one.id == site);
            if !known {
                return Err(Refusal { field: "site", key: "form-choose-listed" }.into());
            }
            let link_expires_at = desk.now + LINK;
            let new = NewKiosk { id: desk.id(), site, name, token_hash: hash, link_expires_at };
            store::add(desk.tx, &seat, &new, desk.now)?;
            desk.enter_seated(&seat, Act::Created, "kiosk", new.id.to_string())?;
            Ok("/kiosks".to_string())
        })
        .await;
    match form.settle(outcome)? {
        Some(_) => {
            let link = visit.app.config.server.link(&format!("/kiosk/set-up/{token}"));
            let fresh = visit.new_form();
            draw(visit, PageRequest::first(), fresh, Some(link)).await
        }
        None => draw(visit, PageRequest::first(), form, None).await,
    }
}

pub async fn revoke(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let seat = desk.seat(&HATS)?;
            let kiosk = store::find(desk.tx, id)?.ok_or(Problem::NotFound)?;
            store::revoke(desk.tx, &seat, kiosk.id, desk.now)?;
            desk.enter_seated(&seat, Act::Ended, "kiosk", id.to_string())?;
            Ok("/kiosks".to_string())
        })
        .await?;
    visit.redirect(&location, "device-revoked")
}
