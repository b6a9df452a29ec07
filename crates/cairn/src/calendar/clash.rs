//! What is planned for the same people, the same room, at the same time.
//!
//! A clash is a warning: whoever plans may plan it anyway. It says whose time it is and what kind of thing is there,
//! never with whom: who plans for one participant does not learn of another.

use std::sync::{Arc, OnceLock};

use cairn_db::{Error, Tx};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::store::busy;
use crate::access::{Record, Role};
use crate::ids::{FamilyId, PersonId, RoomId, SeriesId, SupporterId};
use crate::sealing;
use crate::web::{Refusal, Text};

/// Clashes that are listed; the rest is counted.
const LISTED: usize = 5;

/// Whose time is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// Somebody who works here, by name.
    Leader(String),
    Room(String),
    /// The participant for whom it is planned.
    Participant,
    /// The family for which it is planned.
    Family,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    pub whose: Whose,
    pub at: Timestamp,
    /// session, group, family, event
    pub what: String,
}

impl Clash {
    fn sentence(&self, t: &Text) -> String {
        let when = t.instant(&self.at);
        let what = t.code("clash-what", &self.what);
        match &self.whose {
            Whose::Leader(name) => t.args(
                "clash-leader",
                [("name", name.as_str().into()), ("what", what.into()), ("when", when.into())],
            ),
            Whose::Room(name) => {
                t.args("clash-room", [("name", name.as_str().into()), ("when", when.into())])
            }
            Whose::Participant => t.args("clash-participant", [("what", what.into()), ("when", when.into())]),
            Whose::Family => t.with("clash-family", "when", when),
        }
    }
}

/// What is about to be planned.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    pub people: Vec<PersonId>,
    pub room: Option<RoomId>,
    /// The participant, and whether the groups they come to may be known here.
    pub participant: Option<(PersonId, bool)>,
    /// The families; with a member of one only what is theirs.
    pub families: Vec<(FamilyId, Option<PersonId>)>,
    /// The viewer learns that somebody's time is taken, and not by what.
    pub discreet: bool,
    /// Each from when to before when, in order.
    pub spans: Vec<(Timestamp, Timestamp)>,
    /// What it is in the place of: the series, or the one row.
    pub instead_of: Option<Uuid>,
    pub instead_of_series: Option<SeriesId>,
}

impl Wanted {
    pub fn at(starts: impl IntoIterator<Item = Timestamp>, minutes: i64) -> Wanted {
        let length = SignedDuration::from_mins(minutes);
        let spans = starts.into_iter().map(|at| (at, at.checked_add(length).unwrap_or(at))).collect();
        Wanted { spans, ..Wanted::default() }
    }

    /// The same, with the participant's own time. A participant does not learn what their supporter does; who supports
    /// does not learn which groups somebody comes to.
    pub fn with(self, record: &Record) -> Wanted {
        let knows_groups = matches!(record.acting_as(), Role::Participant | Role::Coordinator);
        Wanted { participant: Some((record.person(), knows_groups)), discreet: record.is_own(), ..self }
    }
}

/// Whether a supporter's time is taken, by whatever it is.
pub fn takes(tx: &mut Tx<'_>, supporter: SupporterId, at: Timestamp, minutes: i64) -> Result<bool, Error> {
    let person = sealing::SUPPORTER.subject(tx, supporter)?.into();
    let wanted = Wanted { people: vec![person], ..Wanted::at([at], minutes) };
    Ok(!find(tx, &wanted)?.is_empty())
}

/// What stands in the way, in order of time.
pub fn find(tx: &mut Tx<'_>, wanted: &Wanted) -> Result<Vec<Clash>, Error> {
    let (Some((from, _)), Some((_, to))) = (wanted.spans.first(), wanted.spans.last()) else {
        return Ok(vec![]);
    };
    let window = (*from, *to);
    let mut found = Vec::new();
    for person in &wanted.people {
        let (name, taken) = busy::of_person(tx, *person, window)?;
        let mut theirs = meet(wanted, &taken, &Whose::Leader(name));
        if wanted.discreet {
            theirs.iter_mut().for_each(|clash| clash.what = "something".to_string());
        }
        found.extend(theirs);
    }
    if let Some(room) = wanted.room {
        let (name, taken) = busy::of_room(tx, room, window)?;
        found.extend(meet(wanted, &taken, &Whose::Room(name)));
    }
    if let Some((person, groups)) = wanted.participant {
        let taken = busy::of_participant(tx, person, groups, window)?;
        found.extend(meet(wanted, &taken, &Whose::Participant));
    }
    for family in &wanted.families {
        let taken = busy::of_family(tx, *family, window)?;
        found.extend(meet(wanted, &taken, &Whose::Family));
    }
    found.sort_by_key(|clash| clash.at);
    // One session of the two is one clash, not the supporter's and the participant's; so is a meeting with a family.
    let mut told: Vec<Clash> = Vec::new();
    for clash in found {
        let of_other_side = matches!(clash.whose, Whose::Participant | Whose::Family);
        let twice = of_other_side && told.iter().any(|one| one.at == clash.at);
        if !twice {
            told.push(clash);
        }
    }
    Ok(told)
}

/// Both lists are in order of their beginnings.
fn meet(wanted: &Wanted, taken: &[busy::Taken], whose: &Whose) -> Vec<Clash> {
    let mut found = Vec::new();
    for (from, to) in &wanted.spans {
        let first = taken.partition_point(|one| one.from < *from - busy::LONGEST);
        for one in taken.iter().skip(first).take_while(|one| one.from < *to) {
            let same = wanted.instead_of == Some(one.id)
                || (one.series.is_some() && one.series == wanted.instead_of_series);
            if one.to > *from && !same {
                found.push(Clash { whose: whose.clone(), at: one.from, what: one.what.clone() });
            }
        }
    }
    found
}

/// Carries clashes from the desk, where they were found and the work was refused, to the page that lists them.
#[derive(Debug, Clone, Default)]
pub struct Found(Arc<OnceLock<Vec<Clash>>>);

impl Found {
    /// Refuses when there are clashes and nobody said "anyway".
    pub fn unless(&self, anyway: bool, clashes: Vec<Clash>) -> Result<(), Refusal> {
        if anyway || clashes.is_empty() {
            return Ok(());
        }
        // A second try within one request does not exist.
        let _ = self.0.set(clashes);
        Err(Refusal { field: "anyway", key: "calendar-clash" })
    }

    /// A sentence each, the first few; then how many more there are.
    pub fn sentences(&self, t: &Text) -> Vec<String> {
        let clashes = self.0.get().map(Vec::as_slice).unwrap_or_default();
        let mut lines: Vec<String> = clashes.iter().take(LISTED).map(|clash| clash.sentence(t)).collect();
        if clashes.len() > LISTED {
            lines.push(t.with("clash-more", "n", (clashes.len() - LISTED) as i64));
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + minute * 60).unwrap()
    }

    proptest! {
        /// Against asking every pair.
        #[test]
        fn exactly_what_overlaps_is_found(
            wanted in prop::collection::vec(0_i64..5_000, 1..12),
            minutes in 5_i64..200,
            taken in prop::collection::vec((0_i64..5_000, 5_i64..700), 0..30),
        ) {
            let mut wanted = wanted;
            wanted.sort_unstable();
            let plan = Wanted::at(wanted.iter().map(|start| at(*start)), minutes);
            let mut rows: Vec<busy::Taken> = taken
                .iter()
                .map(|(start, long)| busy::Taken {
                    id: Uuid::nil(),
                    series: None,
                    from: at(*start),
                    to: at(start + long),
                    what: "session".to_string(),
                })
                .collect();
            rows.sort_by_key(|row| row.from);
            let expected: usize = wanted
                .iter()
                .map(|start| taken.iter().filter(|(from, long)| *from < start + minutes && from + long > *start).count())
                .sum();
            prop_assert_eq!(meet(&plan, &rows, &Whose::Participant).len(), expected);
        }
    }
}
