//! Putting a list in the place of the last one: read once to see that it can be read, and once more into the table, entry by
//! entry, so that a list of any length needs the memory of one entry.

use std::fs::File;
use std::io;
use std::path::Path;

use cairn_db::{Error, Tx};
use cairn_meeting_guide::{Fault, FeedError, Formats, Meeting, read_bmlt, read_formats, read_meeting_guide};
use jiff::Timestamp;

use super::download::Version;
use super::store::{self, NewFetch};
use crate::ids::{PersonId, RowId};

/// Entries left out that are kept with their reasons.
const SKIPS_KEPT: usize = 200;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    MeetingGuide,
    Bmlt,
}

impl Kind {
    pub fn code(self) -> &'static str {
        match self {
            Kind::MeetingGuide => "meeting_guide",
            Kind::Bmlt => "bmlt",
        }
    }

    pub fn from_code(code: &str) -> Option<Kind> {
        [Kind::MeetingGuide, Kind::Bmlt].into_iter().find(|kind| kind.code() == code)
    }
}

/// What became of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// Meetings, entries left out, and the first of them.
    Replaced { meetings: usize, skipped: usize, faults: Vec<Fault> },
    /// Nothing was changed, and why.
    Failed { reason: String },
}

/// A list in a file, as it was uploaded or fetched.
pub struct List<'a> {
    pub kind: Kind,
    pub file: &'a Path,
    pub formats: Option<&'a Path>,
    /// What its server calls it, for the next time it is asked for.
    pub version: &'a Version,
}

impl List<'_> {
    fn formats(&self) -> Result<Formats, String> {
        match self.formats {
            None => Ok(Formats::default()),
            Some(path) => open(path).and_then(|file| read_formats(file).map_err(|error| error.to_string())),
        }
    }

    fn read(&self, formats: &Formats, each: impl FnMut(Result<Meeting, Fault>)) -> Result<usize, String> {
        let file = open(self.file)?;
        let read = match self.kind {
            Kind::MeetingGuide => read_meeting_guide(file, each),
            Kind::Bmlt => read_bmlt(file, formats, each),
        };
        read.map_err(|error: FeedError| error.to_string())
    }
}

fn open(path: &Path) -> Result<File, String> {
    File::open(path).map_err(|_: io::Error| "the file cannot be read".to_string())
}

/// Looks a list over without keeping anything.
pub fn look_over(list: &List<'_>) -> Taken {
    let formats = match list.formats() {
        Ok(formats) => formats,
        Err(reason) => return Taken::Failed { reason },
    };
    let (mut meetings, mut skipped, mut faults) = (0, 0, Vec::new());
    let end = list.read(&formats, |entry| match entry {
        Ok(_) => meetings += 1,
        Err(fault) => {
            skipped += 1;
            if faults.len() < SKIPS_KEPT {
                faults.push(fault);
            }
        }
    });
    match end {
        Err(reason) => Taken::Failed { reason },
        Ok(_) if meetings == 0 => Taken::Failed { reason: "no meeting in it can be read".to_string() },
        Ok(_) => Taken::Replaced { meetings, skipped, faults },
    }
}

/// Replaces what a feed had, if the list can be read, and writes down how it went either way.
pub fn replace(
    tx: &mut Tx<'_>,
    feed: RowId,
    list: &List<'_>,
    stamp: (RowId, Timestamp, Option<PersonId>),
) -> Result<Taken, Error> {
    let taken = look_over(list);
    if matches!(taken, Taken::Replaced { .. }) {
        store::clear(tx, feed)?;
        let formats = list.formats().unwrap_or_default();
        let mut failed = None;
        let _ = list.read(&formats, |entry| {
            if failed.is_none()
                && let Ok(meeting) = entry
            {
                failed = store::add_meeting(tx, feed, &meeting).err();
            }
        });
        if let Some(error) = failed {
            return Err(error);
        }
    }
    let new = NewFetch { id: stamp.0, at: stamp.1, by: stamp.2, taken: &taken, version: list.version };
    store::fetched(tx, feed, &new)?;
    Ok(taken)
}
