//! Making a tablet the kiosk of a site, by a link that works once.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use data_encoding::BASE64URL_NOPAD;

use super::store;
use super::tablet::{Kiosk, set_cookie};
use crate::account;
use crate::web::{Answer, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "kiosk/set_up.html")]
struct SetUpPage {
    t: Text,
    shell: Shell,
    token: String,
    kiosk: Kiosk,
}

async fn by_link(visit: &Visit, token: &str) -> Result<Kiosk, Problem> {
    let (hash, now) = (account::token_hash(token), visit.app.clock.now());
    let found = visit.app.db.read(move |tx| store::by_link(tx, &hash, now)).await.map_err(Problem::from)?;
    found.ok_or(Problem::NotFound)
}

pub async fn show(visit: Visit, Path(token): Path<String>) -> Answer {
    let kiosk = by_link(&visit, &token).await?;
    let visitor = visit.anyone().await;
    let (t, shell) = visitor.shell("kiosk-title");
    visitor.show(SetUpPage { t, shell, token, kiosk })
}

/// Whoever was signed in on this tablet is signed out: from now on it stands in a lobby.
pub async fn create(visit: Visit, Path(token): Path<String>) -> Answer {
    let kiosk = by_link(&visit, &token).await?;
    let own = BASE64URL_NOPAD.encode(&visit.app.chance.secret());
    let (hash, now) = (account::token_hash(&own), visit.app.clock.now());
    let opened = visit.app.db.write(move |tx| store::open(tx, kiosk.id, &hash, now)).await;
    if !opened.map_err(Problem::from)? {
        return Err(Problem::NotFound);
    }
    account::sign_out_now(&visit).await?;
    let mut response = Redirect::to("/kiosk").into_response();
    account::forget_cookie(&visit.app, &mut response);
    set_cookie(&visit.app, &mut response, &own);
    Ok(response)
}
