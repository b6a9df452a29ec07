//! What people say stays where they said it: planted words are looked for in the log, the audit log, the receipts,
//! the metrics, and every address and header that an answer carries.

use std::io::Write;
use std::sync::{Arc, Mutex};

use cairn_db::Dialect;

use super::planting::{self, BORN, CANARIES, EMAIL, NAME, NUMBER, PHONE, SECRET};
use super::sealing::check_columns;
use crate::cast::Stage;
use crate::visitor::Reply;

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn clean(text: &str, whence: &str) {
    for canary in CANARIES {
        assert!(!text.contains(canary), "{canary} stands in {whence}");
    }
}

fn clean_head(reply: &Reply, whence: &str) {
    clean(&reply.location, &format!("the address after {whence}"));
    clean(&format!("{:?}", reply.headers), &format!("the headers after {whence}"));
}

/// Says the words in every room, and where things go wrong, watching what the answers carry.
async fn say_it_everywhere(stage: &Stage) {
    planting::everywhere(stage).await;
    let (mut cora, mut sam) = (stage.visit_as("cora").await, stage.visit_as("sam").await);
    let goals = format!("/participants/{}/goals", stage.ana);
    clean_head(&sam.post(&goals, &[("words", SECRET), ("why", NAME)]).await, "a goal");
    clean_head(&cora.get(&format!("/participants?search={SECRET}")).await, "a search");
    clean_head(&sam.post("/language-hints", &[("text", SECRET)]).await, "hints");
    let wrong = [("email", EMAIL), ("passphrase", SECRET)];
    clean_head(&stage.stranger().post("/sign-in", &wrong).await, "a wrong sign-in");
    // Things that go wrong are logged: an address and a form that cannot be. Their pages repeat nothing that was sent.
    clean_head(&sam.get(&format!("/goals/{SECRET}")).await, "an address that cannot be");
    clean_head(&sam.post(&format!("/goals/{SECRET}/closing"), &wrong).await, "a form that cannot be");
    for reply in [
        sam.get(&format!("/participants/{}?name={NAME}&phone={PHONE}", stage.bo)).await,
        sam.post(&format!("/goals/{}/closing", stage.bo), &wrong).await,
        cora.post(&format!("/first-calls/{}/closing", stage.bo), &[("reason", SECRET)]).await,
    ] {
        assert!(!reply.status.is_success(), "{}", reply.words());
        clean_head(&reply, "an error");
        clean(&reply.body, "an error page");
    }
}

#[tokio::test]
async fn row_33_planted_words_stand_in_no_log_no_address_no_metric_and_no_error_page() {
    let log = Log::default();
    let writer = log.clone();
    let _ = tracing_subscriber::fmt()
        .with_env_filter("cairn=trace,cairn_db=trace,info")
        .with_writer(move || writer.clone())
        .try_init();
    let stage = Stage::set().await;
    say_it_everywhere(&stage).await;

    clean(&String::from_utf8_lossy(&log.0.lock().unwrap()), "the log");
    clean(&stage.stranger().page("/metrics").await, "the metrics");
    for table in ["audit_entries", "receipts", "sign_in_failures", "invitations", "sign_ins"] {
        let rows: Result<Vec<_>, cairn_db::Error> = stage
            .app
            .db
            .read(move |tx| tx.all(&format!("SELECT * FROM {table}"), &[], |row| row.values()))
            .await;
        let rows = rows.unwrap();
        clean(&format!("{rows:?}"), table);
    }
    they_were_said(&stage).await;
}

/// The search itself works: the words are where they belong.
async fn they_were_said(stage: &Stage) {
    let said: Result<Vec<String>, cairn_db::Error> = stage
        .app
        .db
        .read(|tx| {
            let columns = [
                ("goals", "words"),
                ("first_calls", "caller_name"),
                ("note_versions", "did"),
                ("assessments", "answers"),
                ("insurance_policies", "member_id"),
                ("insurance_policies", "subscriber_born_on"),
            ];
            let mut said = Vec::new();
            for (table, column) in columns {
                let sql = format!("SELECT {column} AS said FROM {table} ORDER BY id LIMIT 1");
                said.push(tx.one(&sql, &[], |row| row.get("said"))?);
            }
            Ok(said)
        })
        .await;
    assert_eq!(said.unwrap(), [SECRET, NAME, SECRET, planting::ANSWERS, NUMBER, BORN]);
}

#[tokio::test]
async fn row_30_a_dump_of_the_database_shows_no_name_and_no_word() {
    let stage = Stage::set().await;
    planting::everywhere(&stage).await;
    they_were_said(&stage).await;
    let filled = check_columns(&stage.app.db).await;
    assert!(filled.len() > 45, "every room was spoken in: {}: {filled:?}", filled.len());
    let cast: Vec<&str> = crate::cast::CAST.iter().map(|(_, name, _)| *name).collect();
    let planted = [CANARIES.as_slice(), &cast].concat();
    match stage.app.db.dialect() {
        Dialect::Sqlite => grep_files(&stage, &planted),
        Dialect::Postgres => grep_tables(&stage, &planted).await,
    }
}

/// The bytes of the database, of its write-ahead log and of whatever else is in its folder.
fn grep_files(stage: &Stage, planted: &[&str]) {
    let mut names = Vec::new();
    for file in std::fs::read_dir(&stage.app.config.data).unwrap() {
        let path = file.unwrap().path();
        if path.is_dir() {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        for word in planted {
            let found = bytes.windows(word.len()).any(|window| window == word.as_bytes());
            assert!(!found, "{word} stands in {}", path.display());
        }
        names.push(path.file_name().unwrap().to_string_lossy().into_owned());
    }
    assert!(
        names.contains(&"cairn.db".to_string()) && names.contains(&"cairn.db-wal".to_string()),
        "{names:?}"
    );
}

/// Every row of every table, as the database itself would dump it.
async fn grep_tables(stage: &Stage, planted: &[&str]) {
    let planted: Vec<String> = planted.iter().map(|word| word.to_string()).collect();
    let found: Result<(), cairn_db::Error> = stage
        .app
        .db
        .read(move |tx| {
            let tables: Vec<String> =
                tx.all(cairn_db::dialect::tables(tx.dialect()), &[], |row| row.get("name"))?;
            for table in tables {
                for word in &planted {
                    let sql = format!(
                        "SELECT COUNT(*) AS n FROM {table} AS t WHERE STRPOS(CAST(t AS TEXT), $1) > 0"
                    );
                    let rows = tx.count(&sql, cairn_db::params![word])?;
                    assert_eq!(rows, 0, "{word} stands in {table}");
                }
            }
            Ok(())
        })
        .await;
    found.unwrap();
}

#[tokio::test]
async fn row_33_with_https_nothing_is_sent_without_it() {
    let stage = Stage::set_with(|config| {
        config.server.public_url = Some("https://cairn.example.org".to_string());
    })
    .await;
    let mut ana = stage.visit_as("ana").await;
    let page = ana.get("/today").await;
    let strict = page.headers.get("strict-transport-security").unwrap().to_str().unwrap();
    assert!(strict.contains("max-age="), "{strict}");
    let token = stage.link_for("bo").await;
    let entered = stage.stranger().get(&token).await;
    let cookies: Vec<&str> =
        entered.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap()).collect();
    assert!(cookies.iter().any(|cookie| cookie.contains("; Secure")), "{cookies:?}");
    for cookie in cookies {
        // The chosen language is nobody's secret.
        assert!(cookie.contains("; Secure") || cookie.starts_with("language="), "{cookie}");
        assert!(cookie.contains("HttpOnly"), "{cookie}");
    }
}
