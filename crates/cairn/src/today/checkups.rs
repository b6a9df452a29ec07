//! Which check-ups of a person are open now.
//!
//! Days and tolerances are those of the instruments (`Schedule::participant`, `Schedule::supporter`); a window counts as
//! dealt with once anything was filed for it, an answer or the reason why there is none.

use cairn_db::{Error, Tx, params};
use cairn_instruments::{Schedule, State, due};
use jiff::civil::Date;

use crate::access::Seat;
use crate::assessments::OFFERED_TO_FAMILIES;
use crate::ids::PersonId;

/// What both sides are asked, so that both sides' gain can be seen: recovery capital and wellbeing.
pub const INSTRUMENTS: [&str; 2] = ["barc10", "who5"];

/// A check-up that may be answered now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenCheckup {
    pub instrument: &'static str,
    pub due_on: Date,
    pub closes: Date,
    pub overdue: bool,
}

/// Somebody and the day from which their windows are counted.
pub struct Start {
    pub person: PersonId,
    /// `participant`, `supporter` or `family_member`.
    pub side: &'static str,
    pub on: Date,
}

pub fn open(tx: &mut Tx<'_>, _seat: &Seat, start: &Start, today: Date) -> Result<Vec<OpenCheckup>, Error> {
    let filed: Vec<(String, String, Date)> = tx.all(
        "SELECT instrument, due_window, answered_on FROM assessments WHERE person_id = $1 AND side = $2",
        params![start.person, start.side],
        |row| Ok((row.get("instrument")?, row.get("due_window")?, row.get("answered_on")?)),
    )?;
    let mut found = Vec::new();
    let asked: &[&str] = if start.side == "family_member" { &OFFERED_TO_FAMILIES } else { &INSTRUMENTS };
    for instrument in asked {
        let done: Vec<(u32, Date)> = filed
            .iter()
            .filter(|(of, ..)| of == instrument)
            .filter_map(|(_, window, on)| Some((day_of(window)?, *on)))
            .collect();
        found.extend(of_schedule(start, instrument, &done, today));
    }
    Ok(found)
}

fn of_schedule(
    start: &Start,
    instrument: &'static str,
    done: &[(u32, Date)],
    today: Date,
) -> impl Iterator<Item = OpenCheckup> {
    let schedule = if start.side == "participant" { Schedule::participant() } else { Schedule::supporter() };
    due(start.on, done, today, &schedule)
        .into_iter()
        .filter(|window| matches!(window.state, State::Open | State::Overdue))
        .map(move |window| OpenCheckup {
            instrument,
            due_on: window.due_on,
            closes: window.closes,
            overdue: window.state == State::Overdue,
        })
}

/// The day that names a window: `intake` 0, `day_90` 90, `quarter_2` 182 (quarters of 91 days). An extra answer belongs
/// to no window.
fn day_of(window: &str) -> Option<u32> {
    if window == "intake" {
        return Some(0);
    }
    match window.split_once('_')? {
        ("day", day) => day.parse().ok(),
        ("quarter", quarter) => quarter.parse::<u32>().ok()?.checked_mul(91),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn windows_by_name() {
        let days = ["intake", "day_90", "quarter_2", "extra", "day_x"].map(day_of);
        assert_eq!(days, [Some(0), Some(90), Some(182), None, None]);
    }

    #[test]
    fn an_answered_window_is_not_asked_again() {
        let person = uuid::Uuid::nil().into();
        let start = Start { person, side: "participant", on: date(2026, 1, 1) };
        let open = |done: &[(u32, Date)], today| of_schedule(&start, "who5", done, today).collect::<Vec<_>>();
        let at_ninety = open(&[(0, date(2026, 1, 1))], date(2026, 4, 3));
        assert_eq!(at_ninety.len(), 1);
        assert!(at_ninety[0].overdue && at_ninety[0].due_on == date(2026, 4, 1));
        assert!(open(&[(0, date(2026, 1, 1)), (90, date(2026, 4, 2))], date(2026, 4, 3)).is_empty());
        assert!(open(&[], date(2026, 3, 1)).is_empty(), "between the windows nothing is asked");
    }
}
