//! A secure link as its recipient uses it: the address opens a page that asks for the code; the code opens what the
//! gate permits at this moment, which may be nothing any more. Whatever is wrong with a link, the answer is the same.

use askama::Template;
use axum::extract::Path;
use axum::response::IntoResponse;
use cairn_db::Tx;
use cairn_part2::{Categories, Category, Purpose};

use super::gate::{Use, disclose_by_link};
use super::{Ground, Link, Outgoing, Permit, To, What, link, sheet, store};
use crate::app::App;
use crate::audit::{self, Act};
use crate::program;
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

const WAYS: [&str; 3] = ["page", "csv", "json"];

#[derive(Template)]
#[template(path = "disclosures/shared.html")]
struct SharedPage {
    t: Text,
    shell: Shell,
    f: Form,
    token: String,
    ways: Vec<Choice>,
}

pub async fn new(visit: Visit, Path(token): Path<String>) -> Answer {
    let mut form = visit.new_form();
    form.set("way", "page");
    refuse_shut(&visit.app, &token).await?;
    draw(visit, token, form).await
}

/// The same answer for a link that never was, was ended, ran out, or was tried too often.
async fn refuse_shut(app: &App, token: &str) -> Result<(), Problem> {
    let (hash, now) = (link::token_hash(token), app.clock.now());
    let found: Option<Link> = app.db.read(move |tx| store::links::by_token(tx, &hash)).await?;
    if found.is_some_and(|link| link.is_open(&now)) { Ok(()) } else { Err(Problem::NotFound) }
}

async fn draw(visit: Visit, token: String, form: Form) -> Answer {
    let visitor = visit.anyone().await;
    let (t, shell) = visitor.shell("shared-title");
    let ways = Choice::codes(&t, "disclosure-way", &WAYS);
    visitor.show_form(&form, SharedPage { ways, f: form.clone(), token, t, shell })
}

enum Opened {
    Permit(Box<Permit>),
    WrongCode,
    Nothing,
}

pub async fn create(visit: Visit, Path(token): Path<String>, mut form: Form) -> Answer {
    refuse_shut(&visit.app, &token).await?;
    let way = form.required_choice("way", &WAYS);
    let code = form.required_text("code", 40);
    if !form.is_valid() {
        return draw(visit, token, form).await;
    }
    let (app, asked, tried) = (visit.app.clone(), way.clone(), token.clone());
    let opened = visit.app.db.write(move |tx| open(tx, &app, (&tried, &code), &asked)).await?;
    match opened {
        Opened::Nothing => Err(Problem::NotFound),
        Opened::WrongCode => {
            form.wrong("code", "shared-code-wrong");
            draw(visit, token, form).await
        }
        Opened::Permit(permit) => {
            let visitor = visit.anyone().await;
            let (t, shell) = visitor.shell("pages-title");
            Ok(match way.as_str() {
                "csv" => sheet::csv(&permit, &t)?.into_response(),
                "json" => sheet::json(&permit, &t)?.into_response(),
                _ => sheet::page(&permit, t, shell)?.into_response(),
            })
        }
    }
}

/// Uses a link: checks the code, asks the gate, writes the row. A wrong code and a refusal are written down too.
fn open(tx: &mut Tx<'_>, app: &App, (token, code): (&str, &str), way: &str) -> Result<Opened, Problem> {
    let now = app.clock.now();
    let found = store::links::by_token(tx, &link::token_hash(token))?;
    let Some(link) = found.filter(|link| link.is_open(&now)) else { return Ok(Opened::Nothing) };
    if !link.fits(token, code) {
        store::links::fail(tx, app.chance.id(now), link.id, now)?;
        return Ok(Opened::WrongCode);
    }
    let program = program::current(tx)?.ok_or(Problem::NotFound)?;
    let Some(to) = store::recipients::one(tx, link.recipient)? else { return Ok(Opened::Nothing) };
    let outgoing = outgoing(&link, to, way);
    let using = Use {
        program: &program,
        link: &link,
        now,
        disclosure: app.chance.id(now),
        entry: app.chance.id(now),
    };
    match disclose_by_link(tx, &outgoing, &using) {
        Ok(permit) => Ok(Opened::Permit(Box::new(permit))),
        Err(Problem::Refused(_)) => {
            let stamp = audit::Stamp { id: app.chance.id(now), at: now, actor: None };
            let entry = audit::Entry {
                act: Act::Returned,
                kind: "link",
                id: Some(link.id.to_string()),
                participant: Some(link.participant),
                acting_as: link.acting_as,
            };
            audit::write(tx, stamp, entry)?;
            Ok(Opened::Nothing)
        }
        Err(problem) => Err(problem),
    }
}

fn outgoing(link: &Link, to: super::Recipient, way: &str) -> Outgoing {
    let categories: Categories = link.categories.iter().filter_map(|code| Category::parse(code)).collect();
    Outgoing {
        to: To::Listed(to),
        purpose: Purpose::parse(&link.purpose).unwrap_or(Purpose::AtRequest),
        categories,
        what: What::Record,
        description: link.description.clone(),
        path: match way {
            "csv" => "link_csv",
            "json" => "link_json",
            _ => "link_page",
        },
        ground: Ground::Papers,
        link: Some(link.id),
        everything_reason: link.everything_reason.clone(),
        code: None,
    }
}
