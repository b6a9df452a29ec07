//! The cast: the same few people in every test, each with one hat, in a program of their own.
//!
//! Ana calls about herself and is enrolled (`participant`, matched with Sam); Bo is enrolled and waits; Sam is Ana's
//! supporter, Tess another one with another supervisor; Sol supervises Sam; Cora coordinates; Dr. Vale leads therapy
//! groups; Mia is Ana's mother; Bill bills; Eva evaluates; Pia looks after privacy; Ada administers;
//! Otto audits from outside; Gus is a volunteer who calls.

use std::path::{Path, PathBuf};

use axum::Router;
use cairn::access::Role;
use cairn::app::App;
use cairn::clock::Clock;
use cairn::config::Config;
use cairn::ids::*;
use cairn::people::{self, NewPerson};
use cairn::program::{Program, Settings, Site};
use cairn::web;
use cairn_db::{Tx, params};
use jiff::Timestamp;
use tokio::sync::OnceCell;

use crate::names::with_ids;
use crate::visitor::Visitor;

/// Where a test begins: a Monday at 10 in New York.
pub const START: &str = "2026-03-02T15:00:00Z";

pub struct Stage {
    pub app: App,
    pub router: Router,
    pub ana: ParticipantId,
    pub bo: ParticipantId,
    pub sam: SupporterId,
    pub tess: SupporterId,
    pub site: SiteId,
    pub people: Vec<(&'static str, PersonId)>,
    _folder: Folder,
}

/// A folder that goes away with the test, and so does the database that is called after it.
pub(crate) struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
        if let Ok(server) = std::env::var("CAIRN_TEST_POSTGRES") {
            ask(&server, &format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", name_of(self)));
        }
    }
}

pub const CAST: [(&str, &str, Role); 14] = [
    ("ana", "Ana Ruiz", Role::Participant),
    ("bo", "Bo Chen", Role::Participant),
    ("sam", "Sam Okafor", Role::PeerSupporter),
    ("tess", "Tess Malone", Role::PeerSupporter),
    ("sol", "Sol Haddad", Role::Supervisor),
    ("cora", "Cora Lindqvist", Role::Coordinator),
    ("vale", "Dr. Vale", Role::Clinician),
    ("mia", "Mia Ruiz", Role::FamilyMember),
    ("bill", "Bill Novak", Role::Biller),
    ("eva", "Eva Stone", Role::Evaluator),
    ("pia", "Pia Moreau", Role::PrivacyOfficer),
    ("ada", "Ada Byrne", Role::Administrator),
    ("otto", "Otto Brandt", Role::Auditor),
    ("gus", "Gus Weller", Role::Volunteer),
];

impl Stage {
    /// A program with its cast, on a database of its own.
    pub async fn set() -> Stage {
        Stage::set_with(|_| {}).await
    }

    /// The same, with more of the environment set.
    pub async fn with(more: impl Fn(&str) -> Option<String>) -> Stage {
        Stage::set_with(|config| config.organization = Config::read(more).unwrap().organization).await
    }

    /// The same with another configuration.
    pub async fn set_with(change: impl FnOnce(&mut Config)) -> Stage {
        let (mut config, folder) = up_to_date().await;
        change(&mut config);
        let clock = Clock::set_at(START.parse().unwrap());
        let app = App::open(config, clock, Chance::from_seed(1)).await.unwrap();
        let shared = app.clone();
        let cast = app.db.write(move |tx| fill(tx, &shared)).await.unwrap();
        let router = web::router(&app);
        Stage {
            app,
            router,
            ana: cast.ana,
            bo: cast.bo,
            sam: cast.sam,
            tess: cast.tess,
            site: cast.site,
            people: cast.people,
            _folder: folder,
        }
    }

    pub fn person(&self, name: &str) -> PersonId {
        self.people.iter().find(|(known, _)| *known == name).map(|(_, id)| *id).expect("in the cast")
    }

    /// Somebody who is not signed in.
    pub fn stranger(&self) -> Visitor {
        Visitor::new(self.router.clone())
    }

    /// One of the cast, signed in through a one-time link as the demo's people are.
    pub async fn visit_as(&self, name: &str) -> Visitor {
        let link = self.link_for(name).await;
        let mut visitor = self.stranger();
        let reply = visitor.get(&link).await;
        assert_eq!(reply.location, "/today", "{}", reply.words());
        visitor
    }

    /// A one-time link that signs one of the cast in.
    pub async fn link_for(&self, name: &str) -> String {
        let (app, person) = (self.app.clone(), self.person(name));
        let token = self
            .app
            .db
            .write(move |tx| {
                cairn::account::invite(tx, &app, cairn::account::LinkKind::Demo, Some(person), None)
            })
            .await
            .unwrap();
        format!("/enter/{token}")
    }

    /// Looks into the database, for what no page shows.
    pub async fn count(&self, sql: &'static str) -> i64 {
        let found: Result<i64, cairn_db::Error> =
            self.app.db.read(move |tx| with_ids(tx, sql).and_then(|sql| tx.count(&sql, &[]))).await;
        found.unwrap()
    }

    /// Lets time pass.
    pub fn advance(&self, by: jiff::SignedDuration) {
        self.app.clock.advance(by);
    }
}

struct Cast {
    ana: ParticipantId,
    bo: ParticipantId,
    sam: SupporterId,
    tess: SupporterId,
    site: SiteId,
    people: Vec<(&'static str, PersonId)>,
}

fn fill(tx: &mut Tx<'_>, app: &App) -> Result<Cast, cairn_db::Error> {
    let now = app.clock.now();
    let program = Program {
        id: app.chance.id(now),
        name: "Stillwater Peer Program".to_string(),
        discreet_name: "Stillwater".to_string(),
        zone: jiff::tz::TimeZone::UTC,
        zone_name: "America/New_York".to_string(),
        language: "en".to_string(),
        crisis_line: "988".to_string(),
        on_call_phone: Some("555-0100".to_string()),
        exit_url: cairn::program::DEFAULT_EXIT_URL.to_string(),
        settings: Settings::default(),
        part2_off: false,
    };
    cairn::program::add(tx, &program, now)?;
    let site = Site { id: app.chance.id(now), name: "Main Street".to_string(), address: None };
    cairn::program::add_site(tx, &site, now, None)?;
    let mut people = Vec::new();
    for (key, name, role) in CAST {
        let new = NewPerson {
            name: name.to_string(),
            email: Some(format!("{key}@example.org")),
            language: "en".to_string(),
            ..NewPerson::default()
        };
        let id = people::store::add(tx, app.chance.id(now), &new, now, None)?;
        people::store::grant(
            tx,
            &people::store::Grant { id: app.chance.id(now), person: id, role, by: None },
            now,
        )?;
        people.push((key, id));
    }
    let find = |key: &str| people.iter().find(|(known, _)| *known == key).map(|(_, id)| *id).unwrap();
    let (ana, bo): (ParticipantId, ParticipantId) = (app.chance.id(now), app.chance.id(now));
    for (id, key) in [(ana, "ana"), (bo, "bo")] {
        people::store::add_participant(tx, id, find(key), Some(site.id), now)?;
        enroll(tx, app, id, find("cora"), now)?;
        give_notice(tx, app, id, find("cora"))?;
    }
    let (sam, tess): (SupporterId, SupporterId) = (app.chance.id(now), app.chance.id(now));
    for (id, key, supervisor) in [(sam, "sam", Some(find("sol"))), (tess, "tess", None)] {
        let person = find(key);
        let new =
            people::store::NewSupporter { id, person, site: Some(site.id), supervisor, capacity: Some(12) };
        people::store::add_supporter(tx, &new, now)?;
    }
    tx.execute(
        "INSERT INTO matches (id, participant_id, supporter_id, matched_at, matched_by) VALUES ($1, $2, $3, $4, $5)",
        params![app.chance.id::<MatchId>(now), ana, sam, now, find("cora")],
    )?;
    Ok(Cast { ana, bo, sam, tess, site: site.id, people })
}

/// They have the privacy notice on paper since they came.
pub fn give_notice(
    tx: &mut Tx<'_>,
    app: &App,
    participant: ParticipantId,
    by: PersonId,
) -> Result<u64, cairn_db::Error> {
    let now = app.clock.now();
    tx.execute(
        "INSERT INTO notice_deliveries (id, participant_id, number, hash, language, way, delivered_at, delivered_by)
         VALUES ($1, $2, 1, '', 'en', 'paper', $3, $4)",
        params![app.chance.id::<RowId>(now), participant, now, by],
    )
}

fn enroll(
    tx: &mut Tx<'_>,
    app: &App,
    participant: ParticipantId,
    by: PersonId,
    now: Timestamp,
) -> Result<(), cairn_db::Error> {
    tx.execute(
        "INSERT INTO enrollments (id, participant_id, enrolled_on, enrolled_at, enrolled_by)
         VALUES ($1, $2, '2026-03-02', $3, $4)",
        params![app.chance.id::<EnrollmentId>(now), participant, now, by],
    )?;
    Ok(())
}

/// An empty database, and a folder for the keys and, on SQLite, the database itself.
pub(crate) async fn database() -> (Config, Folder) {
    begun(None).await
}

/// A database with its schema and keys, before anything happened in it. The schema is brought up once a run and copied:
/// hundreds of tests begin here.
async fn up_to_date() -> (Config, Folder) {
    static MODEL: OnceCell<PathBuf> = OnceCell::const_new();
    let model = MODEL.get_or_init(|| async {
        let (config, folder) = database().await;
        let app = App::open(config, Clock::set_at(START.parse().unwrap()), Chance::from_seed(1)).await;
        drop(app.unwrap());
        // Its threads close the file a moment later; what the log beside it still holds would be missing from a copy.
        let written = || {
            let mut files = std::fs::read_dir(&folder.0).unwrap().map(Result::unwrap);
            files.any(|file| file.file_name().to_string_lossy().ends_with("-wal"))
        };
        for _ in 0..10_000_000 {
            if !written() {
                break;
            }
            tokio::task::yield_now().await;
        }
        // Each run has its own: two may go on at once.
        let kept = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("model-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&kept);
        copy(&folder.0, &kept);
        if let Ok(server) = std::env::var("CAIRN_TEST_POSTGRES") {
            let name = name_of(&folder);
            // A database is copied only while nobody is in it.
            let alone =
                format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
            ask(&server, &alone);
            ask(&server, "DROP DATABASE IF EXISTS model");
            ask(&server, &format!("ALTER DATABASE {name} RENAME TO model"));
        }
        kept
    });
    begun(Some(model.await)).await
}

async fn begun(model: Option<&Path>) -> (Config, Folder) {
    // Ids of the process's own chance: two tests at once must not share a database.
    let unique: RowId = Chance::from_system().unwrap().id(START.parse().unwrap());
    let unique = unique.to_string().replace('-', "");
    let folder = Folder(std::env::temp_dir().join(format!("cairn-test-{unique}")));
    std::fs::create_dir_all(&folder.0).unwrap();
    if let Some(model) = model {
        copy(model, &folder.0);
    }
    let server = std::env::var("CAIRN_TEST_POSTGRES").ok();
    let url = server.map(|server| {
        let (name, template) = (name_of(&folder), if model.is_some() { " TEMPLATE model" } else { "" });
        ask(&server, &format!("CREATE DATABASE {name}{template}"));
        format!("{server}/{name}")
    });
    let config = Config::read(|name| match name {
        "CAIRN_DATA" => Some(folder.0.display().to_string()),
        "CAIRN_DATABASE_URL" => url.clone(),
        _ => None,
    });
    (config.unwrap(), folder)
}

/// What the database of this folder is called on a server.
fn name_of(folder: &Folder) -> String {
    format!("t{}", folder.0.display().to_string().rsplit('-').next().unwrap())
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            std::fs::copy(from, to).unwrap();
        }
    }
}

/// `CREATE DATABASE` and its like stand outside every transaction, so they are asked of the client program.
fn ask(server: &str, sql: &str) {
    let done = std::process::Command::new("psql")
        .args([&format!("{server}/postgres"), "-qc", sql])
        .stdout(std::process::Stdio::null())
        .status()
        .expect("psql, from Debian's postgresql-client");
    assert!(done.success(), "could not ask {server}: {sql}");
}
