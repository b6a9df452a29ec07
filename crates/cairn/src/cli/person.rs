//! `cairn person`.

use anyhow::{anyhow, bail};
use cairn_db::{Error, Tx};
use clap::{Args, Subcommand};
use jiff::Timestamp;

use super::say;
use crate::access::Role;
use crate::account::{self, LinkKind};
use crate::app::App;
use crate::audit::{self, Act};
use crate::config::Config;
use crate::ids::{Chance, PersonId};
use crate::people::store::{self, PersonLine};

#[derive(Subcommand)]
pub enum Person {
    /// Print a one-time link with which a person chooses a new passphrase: for an administrator who lost theirs
    Link(Address),
    /// List who works here
    List(List),
    /// Take a person's second factors away, sign them out, and print a link: for who lost their phone
    ResetFactors(Address),
    /// End every sign-in of a person, on all their devices
    SignOut(Address),
}

#[derive(Args)]
pub struct Address {
    /// The e-mail address that the person signs in with
    email: String,
}

#[derive(Args)]
pub struct List {
    /// Only those who hold this role, for example administrator
    #[arg(long)]
    role: Option<String>,
}

impl Person {
    pub async fn run(self, config: Config) -> anyhow::Result<()> {
        match self {
            Person::Link(address) => address.link(&super::open(config).await?).await,
            Person::List(list) => list.run(config).await,
            Person::ResetFactors(address) => address.reset_factors(&super::open(config).await?).await,
            Person::SignOut(address) => address.sign_out(&super::open(config).await?).await,
        }
    }
}

impl Address {
    async fn link(self, app: &App) -> anyhow::Result<()> {
        let base = super::serve::base_url(&app.config);
        let (shared, email) = (app.clone(), self.email.clone());
        let made = app
            .db
            .write(move |tx| {
                let Some(person) = store::by_email(tx, &email)? else {
                    return Ok(None);
                };
                let token = account::invite(tx, &shared, LinkKind::Join, Some(person.id), None)?;
                enter(tx, (&shared.chance, shared.clock.now()), person.id, (Act::Created, "invitation"))?;
                Ok::<_, Error>(Some((person, token)))
            })
            .await?;
        let (person, token) = made.ok_or_else(|| unknown(&self.email))?;
        say(format_args!(
            "{} can choose a passphrase here (once, within seven days): {base}/join/{token}",
            person.name
        ));
        Ok(())
    }

    async fn reset_factors(self, app: &App) -> anyhow::Result<()> {
        let base = super::serve::base_url(&app.config);
        let (shared, email) = (app.clone(), self.email.clone());
        let made = app
            .db
            .write(move |tx| {
                let Some(person) = store::by_email(tx, &email)? else {
                    return Ok(None);
                };
                let now = shared.clock.now();
                let taken = account::reset_factors(tx, person.id, None, now)?;
                let token = account::invite(tx, &shared, LinkKind::Join, Some(person.id), None)?;
                enter(tx, (&shared.chance, now), person.id, (Act::Removed, "factor"))?;
                Ok::<_, Error>(Some((person, taken, token)))
            })
            .await?;
        let (person, taken, token) = made.ok_or_else(|| unknown(&self.email))?;
        let taken = crate::import::count(taken as u64, "factor", "factors");
        say(format_args!(
            "{taken} taken away; {} can come in here (once, within seven days): {base}/join/{token}",
            person.name
        ));
        Ok(())
    }

    async fn sign_out(self, app: &App) -> anyhow::Result<()> {
        let (now, chance, email) = (app.clock.now(), app.chance.clone(), self.email.clone());
        let ended = app
            .db
            .write(move |tx| {
                let Some(person) = store::by_email(tx, &email)? else {
                    return Ok(None);
                };
                let ended = account::sign_out_everywhere(tx, person.id, None, now)?;
                enter(tx, (&chance, now), person.id, (Act::SignedOut, "sign_in"))?;
                Ok::<_, Error>(Some((person, ended)))
            })
            .await?;
        let (person, ended) = ended.ok_or_else(|| unknown(&self.email))?;
        say(format_args!(
            "{} was signed out of {}",
            person.name,
            crate::import::count(ended, "device", "devices")
        ));
        Ok(())
    }
}

/// The entry of an act that no person did through a page: whoever runs the command holds the machine.
fn enter(
    tx: &mut Tx<'_>,
    (chance, now): (&Chance, Timestamp),
    person: PersonId,
    (act, kind): (Act, &'static str),
) -> Result<(), Error> {
    let stamp = audit::Stamp { id: chance.id(now), at: now, actor: None };
    let (id, acting_as) = (Some(person.to_string()), Role::Administrator);
    audit::write(tx, stamp, audit::Entry { act, kind, id, participant: None, acting_as })
}

fn unknown(email: &str) -> anyhow::Error {
    anyhow!("nobody has the e-mail address {email}: `cairn person list` shows who works here")
}

impl List {
    async fn run(self, config: Config) -> anyhow::Result<()> {
        let role = self.role.as_deref().map(staff_role).transpose()?;
        let app = super::open(config).await?;
        let people: Vec<PersonLine> = app.db.read(store::all_staff).await?;
        let mut shown = 0;
        for person in people.iter().filter(|person| role.is_none_or(|role| person.roles.contains(&role))) {
            shown += 1;
            let roles: Vec<&str> = person.roles.iter().map(|role| role.code()).collect();
            let email = person.email.as_deref().unwrap_or("no e-mail address");
            let enters = if person.can_sign_in { "" } else { ", no passphrase yet" };
            say(format_args!("{} <{email}>: {}{enters}", person.name, roles.join(", ")));
        }
        if shown == 0 {
            say("nobody");
        }
        Ok(())
    }
}

/// A role of people who work here; who takes part in the program is nobody's business here.
fn staff_role(code: &str) -> anyhow::Result<Role> {
    let staff: Vec<Role> = Role::ALL.into_iter().filter(|role| role.is_staff()).collect();
    match staff.iter().find(|role| role.code() == code.replace('-', "_")) {
        Some(role) => Ok(*role),
        None => {
            let codes: Vec<&str> = staff.iter().map(|role| role.code()).collect();
            bail!("--role {code} is no role of people who work here: say one of {}", codes.join(", "))
        }
    }
}
