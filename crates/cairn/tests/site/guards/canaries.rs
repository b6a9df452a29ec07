//! What people say stays where they said it: planted words are looked for in the log, the audit log, the receipts,
//! the metrics, and every address and header that an answer carries.

use std::io::Write;
use std::sync::{Arc, Mutex};

use crate::cast::Stage;
use crate::visitor::{Reply, Visitor};

/// Words that occur nowhere else.
const CANARIES: [&str; 4] = ["Quetzalwing", "quetzal@canary.example", "555-8675309", "lapwing-secret"];

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

async fn say_it_everywhere(stage: &Stage, cora: &mut Visitor, sam: &mut Visitor) {
    let [name, email, phone, secret] = CANARIES;
    let owner = stage.person("cora").to_string();
    let call = [
        ("what", secret),
        ("owner", owner.as_str()),
        ("due_date", "2026-03-02"),
        ("due_time", "16:00"),
        ("caller_kind", "self"),
        ("caller_name", name),
        ("caller_phone", phone),
        ("caller_email", email),
        ("language", "en"),
        ("safe_to_call", "yes"),
        ("safe_to_leave_message", "no"),
        ("needs", secret),
        ("immediate_risk", "none"),
        ("insurance", "none"),
    ];
    clean_head(&cora.post("/first-calls", &call).await, "a call");
    let person = [
        ("name", name),
        ("email", email),
        ("phone", phone),
        ("language", "en"),
        ("hopes", secret),
        ("preferred_contact", "phone"),
        ("agree_enroll", "yes"),
        ("given_how", "phone"),
    ];
    clean_head(&cora.post("/participants", &person).await, "an enrollment");
    clean_head(&cora.get(&format!("/participants?search={secret}")).await, "a search");
    let goal = [("words", secret), ("why", name)];
    clean_head(&sam.post(&format!("/participants/{}/goals", stage.ana), &goal).await, "a goal");
    let hints = [("text", secret)];
    clean_head(&sam.post("/language-hints", &hints).await, "hints");
    let wrong = [("email", email), ("passphrase", secret)];
    clean_head(&stage.stranger().post("/sign-in", &wrong).await, "a wrong sign-in");
    // Things that go wrong are logged: an address and a form that cannot be.
    clean_head(&sam.get(&format!("/goals/{secret}")).await, "an address that cannot be");
    clean_head(&sam.post(&format!("/goals/{secret}/closing"), &wrong).await, "a form that cannot be");
}

#[tokio::test]
async fn planted_words_are_found_nowhere_else() {
    let log = Log::default();
    let writer = log.clone();
    let _ = tracing_subscriber::fmt()
        .with_env_filter("cairn=trace,cairn_db=trace,info")
        .with_writer(move || writer.clone())
        .try_init();
    let stage = Stage::set().await;
    let (mut cora, mut sam) = (stage.visit_as("cora").await, stage.visit_as("sam").await);
    say_it_everywhere(&stage, &mut cora, &mut sam).await;

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
    // The search itself works: the words are where they belong.
    let kept = stage.count("SELECT COUNT(*) AS n FROM goals WHERE words = 'lapwing-secret'").await;
    let called = stage.count("SELECT COUNT(*) AS n FROM first_calls WHERE caller_name = 'Quetzalwing'").await;
    assert_eq!((kept, called), (1, 1), "nothing was said, so nothing could leak");
}
