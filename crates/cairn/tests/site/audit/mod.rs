//! The audit log: what leaves an entry, what the privacy officer sees, and what an attacker cannot hide.

mod command;
mod heads;
mod pages;
mod scripted;
mod tampering;
mod writers;

use cairn::access::Role;
use cairn::audit::verify::{Finding, KnownHead, Whole, verify};
use cairn::audit::{Act, Entry, Stamp, write};
use cairn_db::{Error, Tx};

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};

/// Who may come to this room's pages.
pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let openings = format!("/participants/{}/openings", stage.ana);
    vec![
        case("GET", "/audit", "/audit", &["pia"]),
        case("GET", "/audit/head", "/audit/head", &["pia"]),
        case("GET", "/participants/{id}/openings", openings, &["ana", "cora"]),
    ]
}

/// Entries that nobody made through a page.
async fn enter(stage: &Stage, count: usize) {
    let app = stage.app.clone();
    let done: Result<(), Error> =
        stage.app.db.write(move |tx| (0..count).try_for_each(|_| enter_one(tx, &app))).await;
    done.unwrap();
}

fn enter_one(tx: &mut Tx<'_>, app: &cairn::app::App) -> Result<(), Error> {
    let now = app.clock.now();
    let stamp = Stamp { id: app.chance.id(now), at: now, actor: None };
    let entry = Entry {
        act: Act::Changed,
        kind: "program",
        id: Some("here".to_string()),
        participant: None,
        acting_as: Role::Administrator,
    };
    write(tx, stamp, entry)
}

/// A head of the log as it stands.
async fn head(stage: &Stage) -> KnownHead {
    let app = stage.app.clone();
    let signed: Result<_, Error> = stage.app.db.read(move |tx| cairn::audit::head(tx, &app)).await;
    KnownHead { head: signed.unwrap().head, place: "a head".to_string() }
}

async fn verified(stage: &Stage, heads: Vec<KnownHead>) -> Result<Whole, Finding> {
    let found: Result<_, Error> = stage.app.db.read(move |tx| verify(tx, heads, |_, _| {})).await;
    found.unwrap()
}
