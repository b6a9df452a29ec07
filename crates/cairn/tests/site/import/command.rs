//! The commands as an operator runs them: `cairn import` and `cairn person`, on SQLite.

use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use cairn::access::Role;
use cairn::app::App;
use cairn::clock::Clock;
use cairn::config::Config;
use cairn::ids::Chance;
use cairn::people::{self, NewPerson};
use cairn::program::{Program, Settings};

use super::*;

/// A data folder with a program and an administrator; it goes away with the test.
struct Installation(PathBuf);

impl Drop for Installation {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

struct Said {
    code: i32,
    out: String,
    err: String,
}

impl From<Output> for Said {
    fn from(output: Output) -> Said {
        Said {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Installation {
    fn empty() -> Installation {
        let unique: cairn::ids::RowId =
            Chance::from_system().unwrap().id(crate::cast::START.parse().unwrap());
        let folder = std::env::temp_dir().join(format!("cairn-command-{unique}"));
        std::fs::create_dir_all(&folder).unwrap();
        Installation(folder)
    }

    async fn set_up() -> Installation {
        let installation = Installation::empty();
        let data = installation.0.display().to_string();
        let config = Config::read(|name| (name == "CAIRN_DATA").then(|| data.clone())).unwrap();
        let clock = Clock::set_at(crate::cast::START.parse().unwrap());
        let app = App::open(config, clock, Chance::from_seed(3)).await.unwrap();
        let shared = app.clone();
        let made: Result<(), cairn_db::Error> = app
            .db
            .write(move |tx| {
                let now = shared.clock.now();
                let program = Program {
                    id: shared.chance.id(now),
                    name: "Stillwater Peer Program".to_string(),
                    discreet_name: "Stillwater".to_string(),
                    zone: jiff::tz::TimeZone::UTC,
                    zone_name: "UTC".to_string(),
                    language: "en".to_string(),
                    crisis_line: "988".to_string(),
                    on_call_phone: None,
                    exit_url: cairn::program::DEFAULT_EXIT_URL.to_string(),
                    settings: Settings::default(),
                    part2_off: false,
                };
                cairn::program::add(tx, &program, now)?;
                let ada = NewPerson {
                    name: "Ada Byrne".to_string(),
                    email: Some("ada@example.org".to_string()),
                    language: "en".to_string(),
                    ..NewPerson::default()
                };
                let ada = people::store::add(tx, shared.chance.id(now), &ada, now, None)?;
                people::store::grant(
                    tx,
                    &people::store::Grant {
                        id: shared.chance.id(now),
                        person: ada,
                        role: Role::Administrator,
                        by: None,
                    },
                    now,
                )
            })
            .await;
        made.unwrap();
        installation
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cairn"));
        command
            .env_remove("CAIRN_DATABASE_URL")
            .env("CAIRN_DATA", &self.0)
            .env("CAIRN_LISTEN", "127.0.0.1:0");
        command.stdin(Stdio::null());
        command
    }

    fn run(&self, words: &[&str]) -> Said {
        self.command().args(words).output().unwrap().into()
    }

    fn sheet(&self, text: &str) -> String {
        let path = self.0.join("people.csv");
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    }
}

#[tokio::test]
async fn a_dry_run_says_everything_and_changes_nothing() {
    let here = Installation::set_up().await;
    let sheet = here.sheet("Name,Born,Hair\nLee Park,1990-01-31,red\nMax Roe,1980-13-13,\n");
    let said = here.run(&["import", "people", &sheet, "--as", "participant", "--dry-run"]);
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(said.out.contains("problem: line 3, column \"Born\": 1980-13-13 is not a date"), "{}", said.out);
    assert!(said.out.contains("would be added: 1 participant,"), "{}", said.out);
    assert!(said.out.contains("columns that were not read: Hair"), "{}", said.out);
    let sheet = here.sheet("Name,Born\nLee Park,1990-01-31\n");
    let said = here.run(&["import", "people", &sheet, "--as", "participant", "--dry-run"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert!(here.run(&["import", "list"]).out.contains("no imports yet"));
}

#[tokio::test]
async fn in_listed_refused_twice_and_out_again() {
    let here = Installation::set_up().await;
    let sheet = here.sheet("Tipo;Nombre;Apellidos\nparticipante;Ana;Gil\nfamiliar;Eva;Gil\n");
    let said = here.run(&["import", "people", &sheet]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("added: 1 participant, 0 peer supporters, 1 family member"), "{}", said.out);
    let id = said.out.split("import ").nth(1).and_then(|rest| rest.split(':').next()).unwrap().to_string();
    let said = here.run(&["import", "people", &sheet]);
    assert!(said.code == 1 && said.err.contains("--again") && said.err.contains(&id), "{}", said.err);
    let list = here.run(&["import", "list"]).out;
    assert!(list.contains(&id) && list.contains("2 people of 2 rows"), "{list}");
    let said = here.run(&["import", "undo", &id]);
    assert_eq!((said.code, said.out.trim()), (0, "taken out: 2 people"), "{}", said.err);
    assert_eq!(here.run(&["import", "undo", &id]).code, 1);
    assert!(here.run(&["import", "list"]).out.contains("taken out"));
}

#[tokio::test]
async fn many_problems_are_cut_short_on_the_screen_and_whole_in_the_file() {
    let here = Installation::set_up().await;
    let rows: String = (0..300).map(|row| format!("=P{row},nowhere\n")).collect();
    let sheet = here.sheet(&format!("Name,E-mail\n{rows}"));
    let all = here.0.join("problems.csv");
    let all = all.to_str().unwrap();
    let said = here.run(&["import", "people", &sheet, "--as", "participant", "--problems", all]);
    assert_eq!((said.code, said.out.as_str()), (1, ""));
    assert_eq!(said.err.matches("problem: line").count(), 200);
    assert!(said.err.contains("and 100 problems more"), "{}", said.err);
    assert!(said.err.ends_with("cairn: 300 problems in the sheet: nothing was added\n"), "{}", said.err);
    assert_eq!(std::fs::read_to_string(all).unwrap().lines().count(), 301);
}

#[tokio::test]
async fn what_is_asked_wrongly_and_what_is_not_there() {
    let here = Installation::set_up().await;
    let sheet = here.sheet("Name\nLee\n");
    for words in
        [&["import", "people"][..], &["import", "people", &sheet, "--dates", "ydm"], &["import", "undo", "7"]]
    {
        assert_eq!(here.run(words).code, 2, "{words:?}");
    }
    let said = here.run(&["import", "people", "/nowhere.csv", "--as", "family"]);
    assert!(said.code == 1 && said.err.contains("/nowhere.csv"), "{}", said.err);
    let said = here.run(&["import", "people", "/dev/null", "--as", "family"]);
    assert!(said.code == 1 && said.err.contains("not a file"), "{}", said.err);
    let nothing = Installation::empty();
    let said = nothing.run(&["import", "people", &sheet, "--as", "family"]);
    assert!(said.code == 1 && said.err.contains("there is no database"), "{}", said.err);
    assert!(!Path::new(&nothing.0.join("cairn.db")).exists(), "asking makes no database");
}

/// `cairn serve`, stopped with the test.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test]
async fn an_import_runs_beside_the_server() {
    use std::io::{BufRead, BufReader};
    let here = Installation::set_up().await;
    let mut server = here.command();
    let mut server =
        Server(server.arg("serve").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap());
    let mut lines = BufReader::new(server.0.stdout.take().unwrap()).lines();
    let ready = lines.find_map(|line| line.ok().filter(|line| line.starts_with("ready: ")));
    assert!(ready.is_some(), "the server came up");
    let rows: String = (0..300).map(|row| format!("Person {row}\n")).collect();
    let sheet = here.sheet(&format!("Name\n{rows}"));
    let said = here.run(&["import", "people", &sheet, "--as", "participant"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("added: 300 participants"), "{}", said.out);
    assert!(server.0.try_wait().unwrap().is_none(), "the server goes on");
}

#[tokio::test]
async fn an_administrator_who_lost_the_passphrase_gets_in_again() {
    let here = Installation::set_up().await;
    let said = here.run(&["person", "list", "--role", "administrator"]);
    assert_eq!(said.out.trim(), "Ada Byrne <ada@example.org>: administrator, no passphrase yet");
    assert_eq!(here.run(&["person", "list", "--role", "biller"]).out.trim(), "nobody");
    let said = here.run(&["person", "list", "--role", "participant"]);
    assert!(said.code == 1 && said.err.contains("administrator"), "{}", said.err);
    let said = here.run(&["person", "link", "Ada@Example.org"]);
    assert!(said.code == 0 && said.out.contains("/join/"), "{}{}", said.out, said.err);
    let said = here.run(&["person", "sign-out", "ada@example.org"]);
    assert_eq!(said.out.trim(), "Ada Byrne was signed out of 0 devices");
    let said = here.run(&["person", "link", "nobody@example.org"]);
    assert!(said.code == 1 && said.err.contains("cairn person list"), "{}", said.err);
    let data = here.0.display().to_string();
    let config = Config::read(|name| (name == "CAIRN_DATA").then(|| data.clone())).unwrap();
    let app = App::open(config, Clock::System, Chance::from_seed(4)).await.unwrap();
    let acts: Result<Vec<String>, cairn_db::Error> = app
        .db
        .read(|tx| {
            tx.all("SELECT action FROM audit_entries WHERE actor_id IS NULL ORDER BY id", &[], |row| {
                row.get("action")
            })
        })
        .await;
    assert_eq!(acts.unwrap(), ["created", "signed_out"]);
}
