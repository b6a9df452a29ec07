//! Measures the calendar of a large program: 5,000 weekly series over a year in SQLite, and the coordinator's pages of a week,
//! a day and the next two weeks; beside it what unfolding all rules for a year takes, and a page without any row.
//!   cargo run --release -p cairn --example calendar_week

use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use cairn::access::Role;
use cairn::account::{self, LinkKind};
use cairn::app::App;
use cairn::calendar::rule::Rule;
use cairn::calendar::series::{self, Of, OfEvent, OfSession, Series, Spot, Stamp, horizon};
use cairn::clock::Clock;
use cairn::config::Config;
use cairn::ids::*;
use cairn::people::{self, NewPerson};
use cairn::program::{self, Program, Settings};
use cairn::web;
use cairn_db::{Error, Tx, params};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use tower::ServiceExt;

const NOW: &str = "2026-03-02T15:00:00Z";
/// Weekly series by what they are: sessions, groups, events.
const SERIES: [(usize, &str); 3] = [(2_500, "session"), (500, "group"), (2_000, "event")];
const SUPPORTERS: usize = 100;
const ASKED: usize = 300;

fn main() -> anyhow::Result<()> {
    tokio::runtime::Runtime::new()?.block_on(measure())
}

#[allow(clippy::print_stdout, clippy::disallowed_methods)]
async fn measure() -> anyhow::Result<()> {
    let folder = std::env::temp_dir().join(format!("cairn-calendar-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let data = folder.display().to_string();
    let config = Config::read(|name| (name == "CAIRN_DATA").then(|| data.clone()))?;
    let app = App::open(config, Clock::set_at(NOW.parse()?), Chance::from_seed(1)).await?;
    let (shared, begun) = (app.clone(), Instant::now());
    let (link, rows) = app.db.write(move |tx| fill(tx, &shared)).await?;
    println!("{} series, {rows} occurrences written in {:.1} s", total(), begun.elapsed().as_secs_f64());

    println!("unfolding {} rules for a year: {:?}", total(), unfold()?);
    let router = web::router(&app);
    let cookie = enter(&router, &link).await?;
    for path in [
        "/help-now",
        "/calendar?view=week",
        "/calendar?view=day",
        "/calendar?view=agenda",
        "/calendar?view=week&kind=session",
    ] {
        let (mut times, mut bytes) = (Vec::new(), 0);
        for _ in 0..ASKED {
            let begun = Instant::now();
            bytes = get(&router, path, &cookie).await?.1.len();
            times.push(begun.elapsed());
        }
        times.sort();
        let at = |share: f64| times.get((times.len() as f64 * share) as usize).copied().unwrap_or_default();
        println!("{path:40} {bytes:6} bytes   median {:?}   p99 {:?}", at(0.5), at(0.99));
    }
    std::fs::remove_dir_all(folder)?;
    Ok(())
}

fn total() -> usize {
    SERIES.iter().map(|(many, _)| many).sum()
}

/// Day and minute of a series: over the whole week, from 8 in the morning to 8 in the evening.
fn start(at: usize) -> (Date, i8, i8) {
    let day: Date = jiff::civil::date(2026, 3, 2).saturating_add(((at % 7) as i64).days());
    (day, 8 + (at / 7 % 12) as i8, (at / 84 % 4) as i8 * 15)
}

fn rule(at: usize, zone: &TimeZone) -> Option<Rule> {
    let (day, hour, minute) = start(at);
    Rule::read("FREQ=WEEKLY", day.at(hour, minute, 0, 0), zone).ok()
}

#[allow(clippy::disallowed_methods)]
fn unfold() -> anyhow::Result<Duration> {
    let zone = TimeZone::get("America/New_York")?;
    let now: Timestamp = NOW.parse()?;
    let begun = Instant::now();
    let many: usize =
        (0..total()).filter_map(|at| Some(rule(at, &zone)?.instants((now, horizon(now)), &zone).len())).sum();
    anyhow::ensure!(many > total() * 52, "{many} occurrences");
    Ok(begun.elapsed())
}

fn person(tx: &mut Tx<'_>, app: &App, name: String, role: Role) -> Result<PersonId, Error> {
    let now = app.clock.now();
    let new = NewPerson { name, language: "en".to_string(), ..NewPerson::default() };
    let id = people::store::add(tx, app.chance.id(now), &new, now, None)?;
    people::store::grant(
        tx,
        &people::store::Grant { id: app.chance.id(now), person: id, role, by: None },
        now,
    )?;
    Ok(id)
}

/// The program; a link that signs its coordinator in, and how many occurrences there are.
fn fill(tx: &mut Tx<'_>, app: &App) -> Result<(String, u64), Error> {
    let now = app.clock.now();
    let zone = TimeZone::get("America/New_York").unwrap_or(TimeZone::UTC);
    let program = Program {
        id: app.chance.id(now),
        name: "A large program".to_string(),
        discreet_name: "Large".to_string(),
        zone: zone.clone(),
        zone_name: "America/New_York".to_string(),
        language: "en".to_string(),
        crisis_line: "988".to_string(),
        on_call_phone: None,
        exit_url: program::DEFAULT_EXIT_URL.to_string(),
        settings: Settings::default(),
        part2_off: false,
    };
    program::add(tx, &program, now)?;
    let cora = person(tx, app, "Cora Lindqvist".to_string(), Role::Coordinator)?;
    let mut supporters = Vec::new();
    for at in 0..SUPPORTERS {
        let person = person(tx, app, ["Supporter ", &at.to_string()].concat(), Role::PeerSupporter)?;
        let id: SupporterId = app.chance.id(now);
        let new = people::store::NewSupporter { id, person, site: None, supervisor: None, capacity: None };
        people::store::add_supporter(tx, &new, now)?;
        supporters.push((id, person));
    }
    let (mut rows, mut turn) = (0, 0);
    for (many, kind) in SERIES {
        for _ in 0..many {
            let Some(&(supporter, leader)) = supporters.get(turn % SUPPORTERS) else { continue };
            let of = of(tx, app, (kind, turn), (supporter, leader))?;
            let Some(rule) = rule(turn, &zone) else { continue };
            let series = Series {
                id: app.chance.id(now),
                of,
                rule,
                zone: zone.clone(),
                minutes: 45,
                spot: Spot::default(),
                previous: None,
                written_until: horizon(now),
                begun_by: cora,
                until: None,
            };
            rows += series::begin(tx, &app.chance, &series, Stamp { at: now, by: cora })?;
            turn += 1;
        }
    }
    let token = account::invite(tx, app, LinkKind::Demo, Some(cora), None)?;
    Ok((["/enter/", &token].concat(), rows))
}

fn of(
    tx: &mut Tx<'_>,
    app: &App,
    (kind, turn): (&str, usize),
    (supporter, leader): (SupporterId, PersonId),
) -> Result<Of, Error> {
    let now = app.clock.now();
    let name = |what: &str| [what, " ", &turn.to_string()].concat();
    Ok(match kind {
        "session" => {
            let person = person(tx, app, name("Participant"), Role::Participant)?;
            let participant: ParticipantId = app.chance.id(now);
            people::store::add_participant(tx, participant, person, None, now)?;
            Of::Session(OfSession {
                participant,
                supporter,
                mode: "in_person".to_string(),
                setting: "recovery_center".to_string(),
                place: None,
                video_link: None,
            })
        }
        "group" => {
            let id: GroupId = app.chance.id(now);
            tx.execute(
                "INSERT INTO support_groups (id, name, model, leader_id, rhythm, size_limit, begun_at, begun_by)
                 VALUES ($1, $2, 'support_group', $3, 'weekly', 12, $4, $3)",
                params![id, name("Group"), leader, now],
            )?;
            Of::Group(id)
        }
        _ => Of::Event(OfEvent { kind: "class".to_string(), title: name("Class"), leader, with: None }),
    })
}

async fn enter(router: &Router, link: &str) -> anyhow::Result<String> {
    let request = Request::builder().uri(link).header(header::HOST, "localhost").body(Body::empty())?;
    let response = router.clone().oneshot(request).await?;
    let cookies = response.headers().get_all(header::SET_COOKIE).iter();
    let parts = cookies.filter_map(|cookie| cookie.to_str().ok()?.split(';').next().map(str::to_string));
    Ok(parts.collect::<Vec<_>>().join("; "))
}

async fn get(router: &Router, path: &str, cookie: &str) -> anyhow::Result<(u16, Vec<u8>)> {
    let request = Request::builder()
        .uri(path)
        .header(header::COOKIE, cookie)
        .header(header::HOST, "localhost")
        .body(Body::empty())?;
    let response = router.clone().oneshot(request).await?;
    let status = response.status().as_u16();
    anyhow::ensure!(status == 200, "{path} answered {status}");
    Ok((status, to_bytes(response.into_body(), 1 << 20).await?.to_vec()))
}
