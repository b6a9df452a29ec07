//! What the audit log costs on a real database: appending as it grows, and verifying all of it.
//!
//! `cargo run --release -p cairn --example audit_log [ENTRIES]`, a million without a number; in CAIRN_DATABASE_URL, or
//! in a SQLite file in a temporary folder.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::time::Instant;

use cairn::access::Role;
use cairn::app::App;
use cairn::audit::{self, Act, Entry, Stamp, verify};
use cairn::clock::Clock;
use cairn::config::Config;
use cairn::ids::{Chance, ParticipantId, PersonId};
use cairn_db::Error;

/// Entries a transaction.
const BATCH: usize = 10_000;

#[tokio::main]
async fn main() {
    let entries: usize = std::env::args().nth(1).map_or(1_000_000, |text| text.parse().unwrap());
    let folder = std::env::temp_dir().join(format!("cairn-audit-log-{}", std::process::id()));
    let config = Config::read(|name| match name {
        "CAIRN_DATA" => Some(folder.display().to_string()),
        name => std::env::var(name).ok(),
    });
    std::fs::create_dir_all(&folder).unwrap();
    let app = App::open(config.unwrap(), Clock::System, Chance::from_seed(1)).await.unwrap();
    for batch in 0..entries / BATCH {
        let (shared, begun) = (app.clone(), Instant::now());
        let done: Result<(), Error> =
            app.db.write(move |tx| (0..BATCH).try_for_each(|_| enter(tx, &shared))).await;
        done.unwrap();
        if batch == 0 || (batch + 1).is_power_of_two() || (batch + 1) * BATCH == entries {
            let micros = begun.elapsed().as_secs_f64() * 1e6 / BATCH as f64;
            println!("{:>9} entries: {micros:.1} µs an entry", (batch + 1) * BATCH);
        }
    }
    let (shared, begun) = (app.clone(), Instant::now());
    let head: Result<_, Error> = app.db.read(move |tx| audit::head(tx, &shared)).await;
    let head = head.unwrap();
    println!("head of {} entries signed in {:.2} ms", head.head.size, begun.elapsed().as_secs_f64() * 1e3);
    let begun = Instant::now();
    let known = verify::KnownHead { head: head.head, place: "here".to_string() };
    let found: Result<_, Error> = app.db.read(move |tx| verify::verify(tx, vec![known], |_, _| {})).await;
    println!(
        "verified {} entries in {:.2} s",
        found.unwrap().unwrap().entries,
        begun.elapsed().as_secs_f64()
    );
    std::fs::remove_dir_all(&folder).unwrap();
}

fn enter(tx: &mut cairn_db::Tx<'_>, app: &App) -> Result<(), Error> {
    let now = app.clock.now();
    let (person, participant): (PersonId, ParticipantId) = (app.chance.id(now), app.chance.id(now));
    let entry = Entry {
        act: Act::Opened,
        kind: "record",
        id: None,
        participant: Some(participant),
        acting_as: Role::PeerSupporter,
    };
    audit::write(tx, Stamp { id: app.chance.id(now), at: now, actor: Some(person) }, entry)
}
