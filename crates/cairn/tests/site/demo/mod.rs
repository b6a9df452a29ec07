//! The made-up program: the same for the same seed, whole, plausible, and open to every persona.

mod command;
mod plausible;
mod whole;

use cairn::app::App;
use cairn::clock::Clock;
use cairn::demo::{self, Order};
use cairn::ids::Chance;

use crate::cast::{Folder, database};

/// A Monday at eleven in New York.
const NOW: &str = "2026-03-02T16:00:00Z";

struct Made {
    app: App,
    _folder: Folder,
}

async fn made(order: Order, now: &str) -> Made {
    let (config, folder) = database().await;
    let clock = Clock::set_at(now.parse().unwrap());
    let app = App::open(config, clock, Chance::from_system().unwrap()).await.unwrap();
    let now = app.clock.now();
    app.db.write(move |tx| demo::make(tx, order, now)).await.unwrap();
    Made { app, _folder: folder }
}

impl Made {
    async fn count(&self, sql: &'static str) -> i64 {
        let found: Result<i64, cairn_db::Error> = self.app.db.read(move |tx| tx.count(sql, &[])).await;
        found.unwrap_or_else(|error| panic!("{sql}: {error}"))
    }
}
