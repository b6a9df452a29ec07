//! Which check-ups of a person are open now.
//!
//! What is asked, its days and tolerances are the program's own choice (`assessments::offered_to`); a window counts as dealt
//! with once anything was filed for it, an answer or the reason why there is none.

use cairn_db::{Error, Tx, params};
use cairn_instruments::{Definition, State};
use jiff::civil::Date;

use crate::access::Seat;
use crate::assessments::{Asked, Side, offered_to, window_day, words};
use crate::ids::PersonId;
use crate::web::Text;

/// A check-up that may be answered now.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenCheckup {
    pub instrument: &'static str,
    definition: &'static Definition,
    pub due_on: Date,
    pub closes: Date,
    pub overdue: bool,
}

impl OpenCheckup {
    /// What it is about in plain words, or its own name.
    pub fn title(&self, t: &Text) -> String {
        let key = ["today-checkup-", self.instrument].concat();
        if t.has(&key) { t.get(&key) } else { words(t, &self.definition.name) }
    }
}

/// Somebody and the day from which their windows are counted.
pub struct Start {
    pub person: PersonId,
    pub side: Side,
    pub on: Date,
}

/// What was filed: the window, the day, and whether it is an answer.
struct Filed {
    instrument: String,
    window: String,
    on: Date,
    answered: bool,
}

pub fn open(tx: &mut Tx<'_>, _seat: &Seat, start: &Start, today: Date) -> Result<Vec<OpenCheckup>, Error> {
    let filed: Vec<Filed> = tx.all(
        "SELECT instrument, due_window, answered_on, status FROM assessments WHERE person_id = $1 AND side = $2",
        params![start.person, start.side.code()],
        |row| {
            Ok(Filed {
                instrument: row.get("instrument")?,
                window: row.get("due_window")?,
                on: row.get("answered_on")?,
                answered: row.get::<String>("status")? == "answered",
            })
        },
    )?;
    let asked = offered_to(tx, start.side)?;
    Ok(asked.iter().flat_map(|asked| of_schedule(asked, start.on, &filed, today)).collect())
}

fn of_schedule(asked: &Asked, started: Date, filed: &[Filed], today: Date) -> Vec<OpenCheckup> {
    let own: Vec<&Filed> = filed.iter().filter(|one| one.instrument == asked.definition.id).collect();
    let first = own.iter().filter(|one| one.answered).map(|one| one.on).min();
    let begin = asked.begin(Some(started), first);
    // What was filed before this start belongs to an earlier one.
    let begins = asked.due(begin, &[], today).first().map(|window| window.opens);
    let done: Vec<(u32, Date)> = own
        .iter()
        .filter(|one| begins.is_none_or(|begins| one.on >= begins))
        .filter_map(|one| Some((window_day(&one.window)?, one.on)))
        .collect();
    asked
        .due(begin, &done, today)
        .into_iter()
        .filter(|window| matches!(window.state, State::Open | State::Overdue))
        .map(|window| OpenCheckup {
            instrument: &asked.definition.id,
            definition: asked.definition,
            due_on: window.due_on,
            closes: window.closes,
            overdue: window.state == State::Overdue,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessments::usual;
    use jiff::civil::date;

    #[test]
    fn windows_by_name() {
        let days = ["intake", "day_90", "quarter_2", "extra", "day_x"].map(window_day);
        assert_eq!(days, [Some(0), Some(90), Some(182), None, None]);
    }

    #[test]
    fn an_answered_window_is_not_asked_again() {
        let who5 = usual(Side::Participant).into_iter().find(|one| one.definition.id == "who5").unwrap();
        let done = |window: &str, on: Date| Filed {
            instrument: "who5".to_string(),
            window: window.to_string(),
            on,
            answered: true,
        };
        let start = date(2026, 1, 1);
        let at_ninety = of_schedule(&who5, start, &[done("intake", start)], date(2026, 4, 3));
        assert_eq!(at_ninety.len(), 1);
        assert!(at_ninety[0].overdue && at_ninety[0].due_on == date(2026, 4, 1));
        let both = [done("intake", start), done("day_90", date(2026, 4, 2))];
        assert!(of_schedule(&who5, start, &both, date(2026, 4, 3)).is_empty());
        assert!(of_schedule(&who5, start, &[], date(2026, 3, 1)).is_empty(), "nothing between the windows");
        let returned = of_schedule(&who5, date(2026, 6, 1), &both, date(2026, 6, 2));
        assert_eq!(returned.len(), 1, "what was answered before a return does not count for it");
    }
}
