//! `cairn doctor`.

use anyhow::bail;
use cairn_db::{Db, Options, dialect};
use clap::Args;

use super::say;
use crate::app::migrations;
use crate::audit;
use crate::clock::Clock;
use crate::config::Config;
use crate::contracts::{Channel, channel_open};
use crate::keys;
use crate::program;
use crate::reminders;

/// Checks the configuration, the database, its schema and its integrity. Exit status 1 when something is wrong.
#[derive(Args)]
pub struct Doctor {}

/// Each way of sending that is set up: an agreement covers it today, and its sender's address tells a stranger nothing.
async fn messages(check: &mut impl FnMut(bool, &str, &str), db: &Db, config: &Config) -> anyhow::Result<()> {
    let (settings, now) = (&config.messages, Clock::System.now());
    let ways = [
        (settings.mail.is_some(), Channel::Mail, "e-mail"),
        (settings.sms.is_some(), Channel::Sms, "text messages"),
        (settings.push.is_some(), Channel::Push, "push messages"),
    ];
    for (_, channel, name) in ways.into_iter().filter(|(set_up, ..)| *set_up) {
        let open = db
            .read(move |tx| {
                let Some(program) = program::current(tx)? else { return Ok::<_, cairn_db::Error>(false) };
                let today = now.to_zoned_datetime(program.zone).date();
                Ok(channel_open(tx, channel, today).is_ok())
            })
            .await?;
        let remedy = "nothing is sent this way until the privacy officer writes the service agreement down (Contracts)";
        check(open, &format!("an agreement covers {name}"), remedy);
    }
    if let Some(mail) = &settings.mail {
        let remedy = "every mailbox shows it: use an address without the word";
        check(
            reminders::telling(&mail.from).is_none(),
            "the address that e-mail comes from is neutral",
            remedy,
        );
    }
    Ok(())
}

impl Doctor {
    pub async fn run(self, config: Config) -> anyhow::Result<()> {
        let mut wrong = 0;
        let mut check = |fine: bool, what: &str, remedy: &str| {
            say(if fine { format!("ok     {what}") } else { format!("WRONG  {what}: {remedy}") });
            wrong += usize::from(!fine);
        };
        let public = config.server.listen.ip().is_loopback() || config.server.is_https();
        check(
            public,
            "people reach the server over https",
            "set CAIRN_PUBLIC_URL=https://… and put a TLS proxy in front",
        );
        let place = config.keys.display();
        let keyring = match keys::read(&config.keys) {
            Ok(Some(keyring)) => keyring,
            Ok(None) => {
                let remedy = format!(
                    "put your copy of it to {place} (CAIRN_KEYS). For a new program run `cairn serve`, which makes it"
                );
                check(false, "the key file is there", &remedy);
                bail!("1 thing is wrong");
            }
            Err(error) => {
                check(false, "the key file can be read", &format!("{error}. Put your copy of it to {place}"));
                bail!("1 thing is wrong");
            }
        };
        check(
            !keys::is_open_to_others(&config.keys),
            "only its owner can read the key file",
            &format!("run `chmod 600 {place}`, and think of who may have copied it: `cairn keys rotate`"),
        );
        let db = match Db::open(&Options { url: config.database_url.clone(), readers: 1, keyring }) {
            Ok(db) => db,
            Err(error) => {
                check(
                    false,
                    "the database opens",
                    &format!("{error}. Check CAIRN_DATABASE_URL and CAIRN_DATA"),
                );
                bail!("1 thing is wrong");
            }
        };
        check(true, "the database opens", "");
        let states = db.read(|tx| cairn_db::migration_states(tx, &migrations())).await?;
        let current = states.iter().all(|state| state.applied_at.is_some());
        check(current, "the schema is up to date", "run `cairn migrate`");
        if current {
            let (whole, set_up) = db
                .read(|tx| {
                    let whole = tx.count(dialect::integrity(tx.dialect()), &[])? == 1;
                    Ok::<_, cairn_db::Error>((whole, program::current(tx)?.is_some()))
                })
                .await?;
            let log = audit::compare(&db, &config).await;
            check(log.is_ok(), "the audit log holds what was signed", "run `cairn audit verify`");
            check(whole, "the stored data is whole", "restore the newest backup and write to us");
            messages(&mut check, &db, &config).await?;
            check(set_up, "the program is set up", "run `cairn serve` and open the link it prints");
        }
        if wrong > 0 {
            bail!("{wrong} thing(s) wrong");
        }
        Ok(())
    }
}
