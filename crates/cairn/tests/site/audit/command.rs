//! `cairn audit` and `cairn-verify` as people run them, on a SQLite file.

use std::process::{Command, Output};

use super::enter;
use crate::cast::Stage;

fn cairn(stage: &Stage, url: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cairn"));
    command.arg("audit").args(arguments).env("CAIRN_DATABASE_URL", url);
    command.env("CAIRN_DATA", &stage.app.config.data).env_remove("CAIRN_AUDIT_HEADS");
    command.output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// A copy of the database as it lies: nobody writes meanwhile, so file and log belong together.
fn copy(stage: &Stage, name: &str) -> String {
    let from = stage.app.config.database_url.strip_prefix("sqlite:").unwrap();
    let to = stage.app.config.data.join(name).display().to_string();
    for ending in ["", "-wal"] {
        std::fs::copy(format!("{from}{ending}"), format!("{to}{ending}")).unwrap();
    }
    format!("sqlite:{to}")
}

/// Runs statements on a copy.
async fn alter(stage: &Stage, url: &str, statements: &'static str) {
    let mut config = stage.app.config.clone();
    config.database_url = url.to_string();
    let db = cairn::keys::open(&config, 1, stage.app.clock.now()).unwrap();
    let done: Result<(), cairn_db::Error> = db.write(move |tx| tx.script(statements)).await;
    done.unwrap();
}

#[tokio::test]
async fn row_31_the_command_names_what_happened() {
    let stage = Stage::set().await;
    if stage.app.db.dialect() == cairn_db::Dialect::Postgres {
        return;
    }
    enter(&stage, 10).await;
    let url = stage.app.config.database_url.clone();
    let alone = cairn(&stage, &url, &["verify"]);
    assert!(alone.status.success(), "{}", said(&alone));
    assert!(said(&alone).contains("no signed head"), "{}", said(&alone));
    let old = copy(&stage, "old.db");
    enter(&stage, 10).await;
    let head = cairn(&stage, &url, &["head"]);
    assert!(said(&head).contains("cairn-audit/"), "{}", said(&head));
    enter(&stage, 2).await;
    let whole = cairn(&stage, &url, &["verify"]);
    assert!(whole.status.success(), "{}", said(&whole));
    assert!(said(&whole).contains("22 entries, none altered") && said(&whole).contains("behind entry 20"));

    // What cannot be read is no finding.
    let unread = cairn(&stage, &url, &["verify", "--head", "/nowhere/head.txt"]);
    assert_eq!(unread.status.code(), Some(2));
    assert!(said(&unread).contains("cannot read /nowhere/head.txt"), "{}", said(&unread));

    let rolled_back = cairn(&stage, &old, &["verify"]);
    assert_eq!(rolled_back.status.code(), Some(1));
    assert!(said(&rolled_back).contains("entries 11 to 20 are missing"), "{}", said(&rolled_back));
    let trusting = cairn(&stage, &old, &["verify", "--no-folders"]);
    assert!(trusting.status.success(), "without a head it cannot be seen: {}", said(&trusting));

    let bent = copy(&stage, "bent.db");
    let attack = "DROP TRIGGER audit_entries_no_update; UPDATE audit_entries SET at = 0 WHERE seq = 9;";
    alter(&stage, &bent, attack).await;
    let altered = cairn(&stage, &bent, &["verify"]);
    assert_eq!(altered.status.code(), Some(1));
    assert!(said(&altered).contains("entry 9 was altered"), "{}", said(&altered));
    assert_eq!(cairn(&stage, &bent, &["verify", "--nonsense"]).status.code(), Some(2));
}

#[tokio::test]
async fn entries_are_proven_and_checked_elsewhere() {
    let stage = Stage::set().await;
    if stage.app.db.dialect() == cairn_db::Dialect::Postgres {
        return;
    }
    drop(stage.visit_as("sam").await.page(&format!("/participants/{}/plan", stage.ana)).await);
    let url = stage.app.config.database_url.clone();
    let head = stage.app.config.data.join("head.txt");
    std::fs::write(&head, cairn(&stage, &url, &["head"]).stdout).unwrap();
    enter(&stage, 3).await;
    let ana = stage.ana.to_string();
    let made = cairn(&stage, &url, &["prove", "--participant", &ana, "--head", head.to_str().unwrap()]);
    assert!(made.status.success(), "{}", said(&made));
    let bundle: cairn_proof::Bundle = serde_json::from_slice(&made.stdout).unwrap();
    let proven = bundle.verify(&cairn::audit::verifier(&stage.app.config).unwrap().unwrap()).unwrap();
    assert_eq!((proven.entries, proven.earlier.len(), proven.head.head.size), (1, 1, 5));
}
