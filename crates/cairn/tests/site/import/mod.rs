//! Spreadsheets taken in: through the library on both databases, and through the command on SQLite.

mod command;
mod references;
mod sheets;
mod undo;

use std::path::PathBuf;
use std::sync::Arc;

use cairn::ids::ImportId;
use cairn::import::{self, Failure, Findings, Outlook, PersonKind, Request};

use crate::cast::Stage;

/// A file that goes away with the test.
struct Sheet(PathBuf);

impl Drop for Sheet {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

impl Sheet {
    fn write(bytes: impl AsRef<[u8]>) -> Sheet {
        let unique: cairn::ids::RowId =
            cairn::ids::Chance::from_system().unwrap().id(crate::cast::START.parse().unwrap());
        let path = std::env::temp_dir().join(format!("cairn-sheet-{unique}.csv"));
        std::fs::write(&path, bytes).unwrap();
        Sheet(path)
    }

    /// The sheet as one of participants.
    fn participants(&self) -> Request {
        Request { path: self.0.clone(), kind: Some(PersonKind::Participant), ..Request::default() }
    }

    /// The sheet as one that says itself who is what.
    fn anybody(&self) -> Request {
        Request { path: self.0.clone(), ..Request::default() }
    }
}

async fn take_in(stage: &Stage, request: Request) -> Result<(ImportId, Outlook), Failure> {
    import::take_in(&stage.app, request, Arc::new(|_, _| {})).await
}

async fn look(stage: &Stage, request: Request) -> Outlook {
    import::look(&stage.app, request, Arc::new(|_, _| {})).await.unwrap()
}

/// The problems of a sheet that may not come in, one a line.
fn problems(outcome: Result<(ImportId, Outlook), Failure>) -> String {
    match outcome {
        Err(Failure::Problems(findings)) => said(&findings),
        Err(other) => panic!("{other}"),
        Ok((_, outlook)) => panic!("it came in: {outlook:?}"),
    }
}

fn said(findings: &Findings) -> String {
    findings.problems.shown.iter().map(|finding| format!("{finding}\n")).collect()
}

/// A stage on which time has passed since its people were written down.
async fn later() -> Stage {
    let stage = Stage::set().await;
    stage.advance(jiff::SignedDuration::from_hours(1));
    stage
}

async fn everybody(stage: &Stage) -> i64 {
    stage.count("SELECT COUNT(*) AS n FROM people").await
}
