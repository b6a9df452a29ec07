//! `cairn demo`.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, bail};
use cairn_db::dialect;
use clap::Args;
use jiff::SignedDuration;
use tokio::net::TcpListener;

use super::{ahead, say, scratch::Scratch, serve};
use crate::account::{self, LinkKind};
use crate::app::App;
use crate::clock::Clock;
use crate::config::{Config, keys_in};
use crate::demo::{self, Order};
use crate::ids::Chance;
use crate::program;

/// Serves a made-up program with two years of history and prints a link for each role. Nobody in it exists. Without
/// --data it lives in a folder that is removed at the end; with CAIRN_DATABASE_URL it is made in that database, which
/// has to be empty.
#[derive(Args)]
pub struct Demo {
    /// Port to serve on; 0 takes any free one
    #[arg(long, default_value_t = 8000)]
    port: u16,
    /// Keep the demo in this folder; a demo that is already there is served again with new links
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The same seed on the same day makes the same program
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// Participants of the program, 3 or more
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u32).range(3..=20_000))]
    participants: u32,
    /// Move the demo's clock ahead, by 30d, 6w or 36h; with --data, by so much more than it already is
    #[arg(long, value_name = "TIME", default_value = "0s", hide_default_value = true, value_parser = ahead::parse)]
    advance: SignedDuration,
    /// Only make the program and say how large it is
    #[arg(long)]
    no_serve: bool,
}

impl Demo {
    pub async fn run(self, mut config: Config) -> anyhow::Result<()> {
        let chance = Chance::from_system()?;
        let _folder = place(&mut config, self.data.clone(), &chance)?;
        let _lock = serve::lock(&config)?;
        config.server.listen.set_port(self.port);
        // Bound before anything is printed: the links carry the port that really answers.
        let listener = match self.no_serve {
            true => None,
            false => Some(serve::bind(config.server.listen).await?),
        };
        let ahead = ahead::move_on(&config.data, self.advance)?;
        let app = App::open(config, Clock::Ahead(ahead), chance).await.context("the database")?;
        self.make(&app).await?;
        if !ahead.is_zero() {
            say(format_args!("the demo's clock shows {}", app.clock.now().strftime("%Y-%m-%d %H:%M UTC")));
        }
        let Some(listener) = listener else { return Ok(()) };
        links(&app, &listener).await?;
        serve::serve_on(app, listener).await
    }

    async fn make(&self, app: &App) -> anyhow::Result<()> {
        // The history ends today, wherever the demo's clock is: what is ahead has still to be lived.
        let (now, started) = (Clock::System.now(), Instant::now());
        let order = Order { seed: self.seed, participants: self.participants };
        let made = app
            .db
            .write(move |tx| {
                if program::current(tx)?.is_some() {
                    return Ok(None);
                }
                demo::make(tx, order, now)?;
                let sessions = tx.count("SELECT COUNT(*) AS n FROM sessions", &[])?;
                Ok::<_, cairn_db::Error>(Some((sessions, tx.count(dialect::size(tx.dialect()), &[])?)))
            })
            .await?;
        if let Some((sessions, bytes)) = made {
            say(format_args!(
                "made a program of {} participants with {sessions} sessions: {:.1} MB in {:.1} s",
                self.participants,
                bytes as f64 / 1e6,
                started.elapsed().as_secs_f64()
            ));
        }
        Ok(())
    }
}

/// Where the demo is kept. The folder it answers is removed when the demo ends.
fn place(config: &mut Config, data: Option<PathBuf>, chance: &Chance) -> anyhow::Result<Option<Scratch>> {
    let usual = format!("sqlite:{}", config.data.join("cairn.db").display());
    let keys_move_along = config.keys == keys_in(&config.data);
    if let Some(folder) = data {
        if config.database_url != usual {
            bail!("both --data and CAIRN_DATABASE_URL say where the demo is kept: use one of them");
        }
        config.database_url = format!("sqlite:{}", folder.join("cairn.db").display());
        if keys_move_along {
            config.keys = keys_in(&folder);
        }
        config.data = folder;
        return Ok(None);
    }
    if config.database_url != usual {
        return Ok(None);
    }
    let folder = Scratch::new(chance)?;
    *config = Config::in_folder(folder.path(), config.clone());
    Ok(Some(folder))
}

/// One line for each persona, with a link that signs in once.
async fn links(app: &App, listener: &TcpListener) -> anyhow::Result<()> {
    let reached_at = listener.local_addr()?;
    let base = app.config.server.public_url.clone().unwrap_or_else(|| format!("http://{reached_at}"));
    let shared = app.clone();
    let links = app
        .db
        .write(move |tx| {
            let Some(personas) = demo::personas(tx)? else {
                return Ok(None);
            };
            let mut links = Vec::new();
            for persona in personas {
                let token = account::invite(tx, &shared, LinkKind::Demo, Some(persona.person), None)?;
                links.push((persona.name, persona.role, token));
            }
            Ok::<_, cairn_db::Error>(Some(links))
        })
        .await?;
    let Some(links) = links else {
        bail!("this database holds a program that is not a demo: choose another --data folder or database");
    };
    for (name, role, token) in links {
        say(format_args!("sign in as {name} ({}): {base}/enter/{token}", role.code().replace('_', " ")));
    }
    Ok(())
}
