//! First run: a one-time link on the terminal, one form, and the program exists.

use askama::Template;
use axum::extract::Path;

use super::sign_in::{self, Entry};
use super::{LinkKind, passphrase, store};
use crate::access::Role;
use crate::app::App;
use crate::people::{self, NewPerson};
use crate::program::{self, Program, Settings, Site};
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

/// The path of a fresh set-up link, or none when the program is set up.
pub async fn link(app: &App) -> Result<Option<String>, cairn_db::Error> {
    let shared = app.clone();
    app.db
        .write(move |tx| {
            if program::current(tx)?.is_some() {
                return Ok(None);
            }
            let token = super::invite(tx, &shared, LinkKind::SetUp, None, None)?;
            Ok(Some(format!("/set-up/{token}")))
        })
        .await
}

#[derive(Template)]
#[template(path = "account/set_up.html")]
struct SetUpPage {
    t: Text,
    shell: Shell,
    f: Form,
    token: String,
    zones: Vec<Choice>,
    languages: Vec<Choice>,
}

pub async fn new(visit: Visit, Path(token): Path<String>) -> Answer {
    let mut form = visit.new_form();
    form.set("time_zone", "America/New_York");
    form.set("language", visit.language.code());
    form.set("discreet_name", "My page");
    draw(visit, form, token).await
}

async fn draw(visit: Visit, form: Form, token: String) -> Answer {
    let (hash, now) = (super::token_hash(&token), visit.app.clock.now());
    let found = visit.app.db.read(move |tx| store::invitation(tx, LinkKind::SetUp, &hash, now)).await;
    found.map_err(Problem::from)?.ok_or(Problem::NotFound)?;
    let visitor = visit.anyone().await;
    let (t, shell) = visitor.shell("set-up-title");
    let zones = program::TIME_ZONES.iter().map(|zone| Choice::new(*zone, zone.replace('_', " "))).collect();
    let languages = Choice::codes(&t, "language", &["en", "es"]);
    visitor.show_form(&form, SetUpPage { t, shell, f: form.clone(), token, zones, languages })
}

pub async fn create(visit: Visit, Path(token): Path<String>, mut form: Form) -> Answer {
    let start = Start::read(&mut form, &visit);
    let typed = form.value("passphrase").to_string();
    let email = start.administrator.email.clone().unwrap_or_default();
    if let Err(refusal) = passphrase::check(&typed, &[&start.administrator.name, &email, &start.program.name])
    {
        form.wrong(refusal.field, refusal.key);
    }
    if !form.is_valid() {
        return draw(visit, form, token).await;
    }
    let hash = passphrase::hash(&visit.app, typed).await?;
    let (app, link_hash) = (visit.app.clone(), super::token_hash(&token));
    let person = visit
        .app
        .db
        .write(move |tx| {
            let now = app.clock.now();
            let (invitation, _) =
                store::invitation(tx, LinkKind::SetUp, &link_hash, now)?.ok_or(Problem::NotFound)?;
            if !store::use_invitation(tx, invitation, now)? || program::current(tx)?.is_some() {
                return Err(Problem::NotFound);
            }
            let person = start.save(tx, &app)?;
            store::set_passphrase(tx, person, &hash, now)?;
            Ok(person)
        })
        .await?;
    sign_in::begin(&visit, Entry::by_passphrase(person), "/people").await
}

struct Start {
    program: Program,
    sites: Vec<String>,
    administrator: NewPerson,
}

impl Start {
    fn read(form: &mut Form, visit: &Visit) -> Start {
        let zone_name = form.required_choice("time_zone", &program::TIME_ZONES);
        let language = form.required_choice("language", &["en", "es"]);
        let sites = form.required_text("sites", 2000);
        let email = form.email("email");
        if email.is_none() {
            form.wrong("email", "form-required");
        }
        Start {
            sites: sites.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_string).collect(),
            administrator: NewPerson {
                name: form.required_text("administrator", 120),
                email,
                language: language.clone(),
                ..NewPerson::default()
            },
            program: Program {
                id: visit.app.chance.id(visit.app.clock.now()),
                name: form.required_text("name", 120),
                discreet_name: form.required_text("discreet_name", 40),
                zone: jiff::tz::TimeZone::UTC,
                zone_name,
                language,
                crisis_line: program::DEFAULT_CRISIS_LINE.to_string(),
                on_call_phone: form.phone("on_call_phone"),
                exit_url: program::DEFAULT_EXIT_URL.to_string(),
                settings: Settings::default(),
                part2_off: false,
            },
        }
    }

    fn save(self, tx: &mut cairn_db::Tx<'_>, app: &App) -> Result<crate::ids::PersonId, Problem> {
        let now = app.clock.now();
        program::store::add(tx, &self.program, now)?;
        let person = people::store::add(tx, app.chance.id(now), &self.administrator, now, None)?;
        people::store::grant(
            tx,
            &people::store::Grant { id: app.chance.id(now), person, role: Role::Administrator, by: None },
            now,
        )?;
        for name in self.sites {
            let site = Site { id: app.chance.id(now), name, address: None };
            program::store::add_site(tx, &site, now, Some(person))?;
        }
        Ok(person)
    }
}
