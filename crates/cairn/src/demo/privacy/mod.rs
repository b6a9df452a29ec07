//! What waits at the privacy officer's desk, and what lies behind: incidents, complaints, legal demands, contracts, and
//! who has the privacy notice.

mod complaints;
mod contracts;
mod demands;
mod exports;
mod incidents;
mod notices;
mod reviews;

use cairn_db::{Error, Value};
use jiff::Timestamp;

use super::lives::Life;
use super::world::World;
use crate::ids::{ParticipantId, PersonId, ProgramId};

/// Who writes, for which program.
#[derive(Clone, Copy)]
pub struct Officer {
    pub person: PersonId,
    pub program: ProgramId,
}

impl Officer {
    /// Sealed with the program's key, as the rooms do it.
    fn seal(self, w: &mut World<'_, '_>, words: &str) -> Result<Value, Error> {
        w.tx.seal(self.program, words)
    }
}

pub fn write(w: &mut World<'_, '_>, officer: Officer, lives: &[Life]) -> Result<(), Error> {
    // People who are enrolled and whom nobody signs in as.
    let known: Vec<ParticipantId> = lives
        .iter()
        .filter(|life| life.is_enrolled() && !life.is_persona())
        .map(|life| life.participant)
        .collect();
    incidents::write(w, officer, &known)?;
    complaints::write(w, officer)?;
    demands::write(w, officer, &known)?;
    contracts::write(w, officer)?;
    notices::write(w, officer, lives)
}

/// What the evaluator took out of the house.
pub fn exports(w: &mut World<'_, '_>, officer: Officer, evaluator: PersonId) -> Result<(), Error> {
    exports::write(w, officer, evaluator)
}

/// Reviews from outside: one that runs, one that was ended.
pub fn reviews(
    w: &mut World<'_, '_>,
    officer: Officer,
    auditor: PersonId,
    lives: &[Life],
) -> Result<(), Error> {
    let sampled: Vec<ParticipantId> =
        lives.iter().filter(|life| life.is_enrolled()).map(|life| life.participant).collect();
    reviews::write(w, officer, auditor, &sampled)
}

/// Ten in the morning, some days ago.
fn morning(w: &World<'_, '_>, days: i64) -> Timestamp {
    w.past(w.at(w.ago(days), 10 * 60))
}
