//! Signed heads leave the database: where they go, when, and what they are good for.

use std::os::unix::fs::PermissionsExt;

use cairn::audit;
use cairn_db::Error;
use cairn_proof::bundle::Fault;
use cairn_proof::{Bundle, SignedHead};

use super::enter;
use crate::cast::Stage;

fn files(stage: &Stage) -> Vec<String> {
    let known = audit::known_heads(&stage.app.config).unwrap();
    known.iter().map(|file| file.path.file_name().unwrap().to_str().unwrap().to_string()).collect()
}

#[tokio::test]
async fn heads_are_kept_at_the_start_and_at_the_stop() {
    let stage = Stage::set().await;
    enter(&stage, 3).await;
    let keeper = audit::keep(&stage.app).await;
    enter(&stage, 2).await;
    keeper.stop().await;
    assert_eq!(files(&stage), ["000000000003-20260302T150000Z.txt", "000000000005-20260302T150000Z.txt"]);
    // Nothing new, nothing more to keep.
    audit::keep(&stage.app).await.stop().await;
    assert_eq!(files(&stage).len(), 2);
    let key = audit::verifier(&stage.app.config).unwrap().unwrap();
    for file in audit::known_heads(&stage.app.config).unwrap() {
        assert!(SignedHead::open(&file.text, &key).is_ok());
    }
    let secret = std::fs::metadata(stage.app.config.data.join("keys/audit.key")).unwrap();
    assert_eq!(secret.permissions().mode() & 0o777, 0o600);
}

#[tokio::test]
async fn a_second_folder_gets_the_same_heads() {
    let stage = Stage::set().await;
    enter(&stage, 1).await;
    let mut config = stage.app.config.clone();
    let elsewhere = config.data.join("elsewhere");
    config.audit_heads = Some(elsewhere.clone());
    let app = stage.app.clone();
    let head: Result<_, Error> = stage.app.db.read(move |tx| audit::head(tx, &app)).await;
    assert!(audit::put_head(&config, &head.unwrap()).is_empty(), "no folder refuses");
    assert_eq!(std::fs::read_dir(&elsewhere).unwrap().count(), 1);
    assert_eq!(audit::known_heads(&config).unwrap().len(), 2);
    // One that refuses does not keep the head from the other.
    std::fs::remove_dir_all(&elsewhere).unwrap();
    std::fs::write(&elsewhere, "a file, not a folder").unwrap();
    let app = stage.app.clone();
    enter(&stage, 1).await;
    let head: Result<_, Error> = stage.app.db.read(move |tx| audit::head(tx, &app)).await;
    assert_eq!(audit::put_head(&config, &head.unwrap()).len(), 1);
    assert_eq!(files(&stage).len(), 2);
}

/// A report's entries, proven for somebody who has only the file and the public key.
#[tokio::test]
async fn row_31_an_outsider_can_check_a_report() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    for _ in 0..4 {
        sam.page(&format!("/participants/{}/plan", stage.ana)).await;
    }
    let app = stage.app.clone();
    let early: Result<SignedHead, Error> = stage.app.db.read(move |tx| audit::head(tx, &app)).await;
    sam.page(&format!("/participants/{}/plan", stage.ana)).await;
    let (app, ana, early) = (stage.app.clone(), stage.ana, early.unwrap());
    let made: Result<Bundle, Error> = stage
        .app
        .db
        .read(move |tx| {
            let entries = audit::about(tx, ana)?;
            audit::proof_of(tx, &app, &entries, &[early])
        })
        .await;
    let bundle = made.unwrap();
    let text = serde_json::to_string(&bundle).unwrap();
    for said in ["Ana Ruiz", "Sam Okafor", "Stillwater"] {
        assert!(!text.contains(said), "{said} stands in a file for outsiders");
    }
    let key = audit::verifier(&stage.app.config).unwrap().unwrap();
    let proven = bundle.verify(&key).unwrap();
    assert_eq!((proven.entries, proven.earlier.len()), (5, 1));
    let mut shorter: Bundle = serde_json::from_str(&text).unwrap();
    let gone = shorter.entries.remove(2).seq;
    assert_eq!(shorter.verify(&key), Err(Fault::Missing(gone)));
    let bent: Bundle = serde_json::from_str(&text.replacen("\"opened\"", "\"closed\"", 1)).unwrap();
    assert_eq!(bent.verify(&key), Err(Fault::Altered(bundle.entries[0].seq)));
}
