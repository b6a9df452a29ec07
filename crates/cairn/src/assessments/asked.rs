//! What the program asks of whom, and when: its own choice, or the usual one where it made none.

use cairn_db::{Error, Tx, params};
use cairn_instruments::{Definition, Due, Schedule, Tolerance, due, window_on};
use jiff::civil::Date;

use super::{Side, library};
use crate::access::Seat;
use crate::ids::{PersonId, RowId};

/// From when the windows are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begins {
    /// The start of the stay, or of serving here: everybody is asked.
    Start,
    /// The first answer: only who answered once is asked again.
    FirstAnswer,
}

impl Begins {
    pub const CODES: [&str; 2] = ["start", "first_answer"];

    pub fn code(self) -> &'static str {
        match self {
            Begins::Start => "start",
            Begins::FirstAnswer => "first_answer",
        }
    }

    pub fn from_code(code: &str) -> Begins {
        if code == "first_answer" { Begins::FirstAnswer } else { Begins::Start }
    }
}

/// One instrument, in one version, as the program asks it of one side.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    pub definition: &'static Definition,
    pub side: Side,
    pub begins: Begins,
    pub schedule: Schedule,
}

/// Everybody is asked recovery capital and well-being (facts of the field, "recommended set"), the same two on both sides, so
/// that both can be read alike; a supporter twice a year also what the work does to them. A family member is asked
/// well-being alone: recovery capital asks about a recovery of one's own, and the questionnaires for families that are in use
/// are not free to use. Days between two times, for supporters and families.
const USUAL: [(Side, &str, u32); 6] = [
    (Side::Participant, "barc10", 0),
    (Side::Participant, "who5", 0),
    (Side::Supporter, "barc10", 91),
    (Side::Supporter, "who5", 91),
    (Side::Supporter, "proqol5", 182),
    (Side::FamilyMember, "who5", 91),
];

/// What is asked of a side where the program chose nothing.
pub fn usual(side: Side) -> Vec<Asked> {
    let own = USUAL.into_iter().filter(|(of, ..)| *of == side);
    own.filter_map(|(side, id, days)| {
        let definition = cairn_instruments::find(id, None).ok()?;
        let schedule = match days {
            0 => Schedule::participant(),
            days => Schedule::every(days, Tolerance::default()).ok()?,
        };
        Some(Asked { definition, side, begins: Begins::Start, schedule })
    })
    .collect()
}

/// What the program asks of a side now: what participants, supporters and family members are offered, in order.
pub fn offered_to(tx: &mut Tx<'_>, side: Side) -> Result<Vec<Asked>, Error> {
    let chosen = choices(tx, side)?;
    let mut asked = Vec::new();
    for one in usual(side) {
        if !chosen.iter().any(|choice| choice.instrument == one.definition.id) {
            asked.push(one);
        }
    }
    for choice in chosen.iter().filter(|choice| choice.asked) {
        let (found, schedule) = (library::find(tx, &choice.instrument, &choice.version)?, choice.schedule());
        if let Some((definition, schedule)) = found.zip(schedule) {
            asked.push(Asked { definition, side, begins: choice.begins, schedule });
        }
    }
    // The usual ones keep their places, whatever was chosen for them; the rest follows as it was chosen.
    let place = |one: &Asked| {
        USUAL.iter().position(|(of, id, _)| *of == side && *id == one.definition.id).unwrap_or(USUAL.len())
    };
    asked.sort_by_key(place);
    Ok(asked)
}

/// One of them.
pub fn offered_as(tx: &mut Tx<'_>, side: Side, id: &str) -> Result<Option<Asked>, Error> {
    Ok(offered_to(tx, side)?.into_iter().find(|one| one.definition.id == id))
}

impl Asked {
    /// Something that is answered outside the program's own choice, because another answer spoke for it: at once, and
    /// never again by itself.
    pub fn suggested(definition: &'static Definition, side: Side) -> Asked {
        let once = Schedule::windows(&[0], Tolerance::default());
        let schedule = once.unwrap_or_else(|_| Schedule::participant());
        Asked { definition, side, begins: Begins::FirstAnswer, schedule }
    }

    /// The day from which the windows are counted, if there is one yet.
    pub fn begin(&self, started: Option<Date>, first_answer: Option<Date>) -> Option<Date> {
        match self.begins {
            Begins::Start => started,
            Begins::FirstAnswer => first_answer,
        }
    }

    /// Every window; none while there is nothing to count from. `done` names windows by their day.
    pub fn due(&self, begin: Option<Date>, done: &[(u32, Date)], today: Date) -> Vec<Due> {
        begin.map(|begin| due(begin, done, today, &self.schedule)).unwrap_or_default()
    }

    /// The window that is open on a day.
    pub fn window_on(&self, begin: Date, day: Date) -> Option<u32> {
        window_on(begin, day, &self.schedule)
    }
}

/// The newest choice about one instrument and one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstrumentChoice {
    pub side: Side,
    pub instrument: String,
    pub version: String,
    pub asked: bool,
    pub begins: Begins,
    pub rhythm: Rhythm,
    pub tolerance: (u32, u32),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rhythm {
    /// Ascending days after the beginning.
    Days(Vec<u32>),
    Every(u32),
}

impl InstrumentChoice {
    /// None where two windows would be open on one day: such a choice is refused before it is kept.
    pub fn schedule(&self) -> Option<Schedule> {
        let (opens_before, closes_after) = self.tolerance;
        let tolerance = Tolerance { opens_before, closes_after };
        match &self.rhythm {
            Rhythm::Days(days) => Schedule::windows(days, tolerance).ok(),
            Rhythm::Every(days) => Schedule::every(*days, tolerance).ok(),
        }
    }
}

fn choices(tx: &mut Tx<'_>, side: Side) -> Result<Vec<InstrumentChoice>, Error> {
    tx.all(
        "SELECT c.instrument, c.version, c.asked, c.begins, c.days, c.every_days, c.opens_before, c.closes_after
         FROM instrument_choices c WHERE c.side = $1 AND NOT EXISTS (SELECT 1 FROM instrument_choices d
            WHERE d.side = c.side AND d.instrument = c.instrument AND d.id > c.id)
         ORDER BY c.id",
        params![side.code()],
        |row| {
            let days: Option<String> = row.get("days")?;
            let every: Option<u32> = row.get("every_days")?;
            let listed = days.unwrap_or_default().split(',').filter_map(|day| day.parse().ok()).collect();
            Ok(InstrumentChoice {
                side,
                instrument: row.get("instrument")?,
                version: row.get("version")?,
                asked: row.get("asked")?,
                begins: Begins::from_code(&row.get::<String>("begins")?),
                rhythm: every.map_or(Rhythm::Days(listed), Rhythm::Every),
                tolerance: (row.get("opens_before")?, row.get("closes_after")?),
            })
        },
    )
}

/// The choice that counts now, where the program made one.
pub fn choice(tx: &mut Tx<'_>, side: Side, id: &str) -> Result<Option<InstrumentChoice>, Error> {
    Ok(choices(tx, side)?.into_iter().find(|choice| choice.instrument == id))
}

/// Keeps a choice; the one before stays readable.
pub fn choose(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    choice: &InstrumentChoice,
    (id, at, by): (RowId, jiff::Timestamp, PersonId),
) -> Result<(), Error> {
    let (days, every) = match &choice.rhythm {
        Rhythm::Days(days) => (Some(days.iter().map(u32::to_string).collect::<Vec<_>>().join(",")), None),
        Rhythm::Every(days) => (None, Some(i64::from(*days))),
    };
    tx.execute(
        "INSERT INTO instrument_choices (id, side, instrument, version, asked, begins, days, every_days, opens_before,
            closes_after, chosen_at, chosen_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        params![
            id,
            choice.side.code(),
            &choice.instrument,
            &choice.version,
            choice.asked,
            choice.begins.code(),
            days,
            every,
            i64::from(choice.tolerance.0),
            i64::from(choice.tolerance.1),
            at,
            by
        ],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_are_asked_the_same_two_and_families_one() {
        let ids = |side| usual(side).iter().map(|one| one.definition.id.as_str()).collect::<Vec<_>>();
        assert_eq!(ids(Side::Participant), ["barc10", "who5"]);
        assert!(ids(Side::Supporter).starts_with(&["barc10", "who5"]));
        assert_eq!(ids(Side::FamilyMember), ["who5"]);
    }

    #[test]
    fn a_choice_whose_windows_meet_is_no_schedule() {
        let choice = |rhythm, tolerance| InstrumentChoice {
            side: Side::Participant,
            instrument: "phq9".to_string(),
            version: "2001.1".to_string(),
            asked: true,
            begins: Begins::Start,
            rhythm,
            tolerance,
        };
        assert!(choice(Rhythm::Days(vec![0, 30]), (7, 14)).schedule().is_some());
        assert!(choice(Rhythm::Days(vec![0, 30]), (20, 14)).schedule().is_none());
        assert!(choice(Rhythm::Days(vec![]), (7, 14)).schedule().is_none());
        assert!(choice(Rhythm::Every(7), (7, 14)).schedule().is_none());
    }

    #[test]
    fn who_never_answered_is_not_asked_where_the_first_answer_begins() {
        let definition = cairn_instruments::find("phq9", None).unwrap();
        let asked = Asked::suggested(definition, Side::Participant);
        let day: Date = "2026-03-02".parse().unwrap();
        assert!(asked.due(asked.begin(Some(day), None), &[], day).is_empty());
        assert_eq!(asked.due(asked.begin(Some(day), Some(day)), &[], day).len(), 1);
    }
}
