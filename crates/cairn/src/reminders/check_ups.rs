//! Check-ups that open or close: one reminder when a window opens, one the day before it closes, for whoever asked for it.
//!
//! The message says that something waits, and nothing of what. Several questionnaires that open on one day are one message.

use std::collections::{BTreeMap, HashMap};

use cairn_db::{Error, Tx};
use cairn_instruments::State;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::store::check_ups::{Filed, Start, filed_of_choosers, starts_of_choosers};
use super::store::sent::{self, Key};
use super::{Appointment, CHANNELS, Choice, Lead};
use crate::assessments::{Asked, Side, offered_to, window_day};
use crate::ids::PersonId;
use crate::program::{self, Program};

/// What stands as the kind of such a reminder.
pub const KIND: &str = "check_up";

/// The hour of the program's clocks at which one is sent, and how long after it may still be: not into the evening.
const HOUR: i8 = 10;
const WITHIN: SignedDuration = SignedDuration::from_hours(8);

impl Choice {
    /// Whether this reminder of a check-up is due now. Not for what began before it was asked for.
    pub fn is_check_up_due(&self, one: &Appointment, now: Timestamp) -> bool {
        let at = Lead::Day.due_at(one.starts_at);
        self.is_on() && self.check_ups && at <= now && now < at + WITHIN && self.chosen_at <= at
    }
}

/// Every reminder of a check-up that is due now and was never begun.
pub fn due(tx: &mut Tx<'_>, choices: &HashMap<PersonId, Choice>, now: Timestamp) -> Result<Vec<Key>, Error> {
    if !choices.values().any(|choice| choice.check_ups) {
        return Ok(Vec::new());
    }
    let Some(program) = program::current(tx)? else { return Ok(Vec::new()) };
    let known = sent::known(tx, now)?;
    let mut due = Vec::new();
    for one in of_choosers(tx, &program.zone, now)? {
        let Some(choice) = choices.get(&one.person).filter(|choice| choice.is_check_up_due(&one, now)) else {
            continue;
        };
        let keys = CHANNELS.into_iter().filter(|channel| choice.wants(*channel));
        let keys = keys.map(|channel| Key::new(&one, channel, Lead::Day));
        due.extend(keys.filter(|key| !known.contains(key)));
    }
    Ok(due)
}

/// Whether a reminder is still to be sent: the window is open, nothing was filed, and the person still wants it.
pub fn stands(
    tx: &mut Tx<'_>,
    program: &Program,
    (key, choice): (&Key, &Choice),
    now: Timestamp,
) -> Result<bool, Error> {
    let all = of_choosers(tx, &program.zone, now)?;
    Ok(all.iter().any(|one| key.is_of(one) && choice.is_check_up_due(one, now)))
}

/// The check-ups that open or soon close around `now`, of everybody who asked to be reminded of them. Each is kept like an
/// appointment of the day after its message, so that one is sent once, whatever else happens.
fn of_choosers(tx: &mut Tx<'_>, zone: &TimeZone, now: Timestamp) -> Result<Vec<Appointment>, Error> {
    let starts = starts_of_choosers(tx, zone)?;
    if starts.is_empty() {
        return Ok(Vec::new());
    }
    let filed = filed_of_choosers(tx)?;
    let today = now.to_zoned_datetime(zone.clone()).date();
    let mut found: BTreeMap<(PersonId, Timestamp), Appointment> = BTreeMap::new();
    for side in Side::ALL {
        let asked = offered_to(tx, side)?;
        for start in starts.iter().filter(|start| start.side == side) {
            let days = asked.iter().flat_map(|one| days(one, start, &filed, today));
            for day in days.filter(|day| *day == today) {
                let at = ten(day, zone);
                found.entry((start.person, at)).or_insert_with(|| reminder(start.person, at));
            }
        }
    }
    Ok(found.into_values().collect())
}

fn reminder(person: PersonId, at: Timestamp) -> Appointment {
    Appointment {
        person,
        kind: KIND.to_string(),
        id: person.into(),
        starts_at: at + SignedDuration::from_mins(Lead::Day.minutes()),
        minutes: 0,
        made_at: Timestamp::UNIX_EPOCH,
        called_off_at: None,
        changes: 0,
        changed_at: None,
    }
}

fn ten(day: Date, zone: &TimeZone) -> Timestamp {
    let at = day.at(HOUR, 0, 0, 0).to_zoned_datetime(zone.clone());
    at.map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
}

/// On which days a reminder goes out about one instrument: when its window opens, and the day before it closes, as long as
/// nothing was filed.
fn days(asked: &Asked, start: &Start, filed: &[Filed], today: Date) -> Vec<Date> {
    let own = |one: &&Filed| {
        (one.person, one.side.as_str(), one.instrument.as_str())
            == (start.person, start.side.code(), asked.definition.id.as_str())
    };
    let first = filed.iter().filter(own).filter(|one| one.answered).map(|one| one.on).min();
    let begin = asked.begin(Some(start.on), first);
    let begins = asked.due(begin, &[], today).first().map(|window| window.opens);
    let done: Vec<(u32, Date)> = filed
        .iter()
        .filter(own)
        .filter(|one| begins.is_none_or(|begins| one.on >= begins))
        .filter_map(|one| Some((window_day(&one.window)?, one.on)))
        .collect();
    let open = asked.due(begin, &done, today).into_iter();
    open.filter(|window| matches!(window.state, State::Open | State::Overdue))
        .flat_map(|window| [window.opens, window.closes.saturating_sub(1.day())])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessments::usual;
    use jiff::civil::date;

    #[test]
    fn one_when_it_opens_and_one_the_day_before_it_closes_and_none_once_answered() {
        let who5 = usual(Side::Participant).into_iter().find(|one| one.definition.id == "who5").unwrap();
        let person: PersonId = uuid::Uuid::nil().into();
        let start = Start { person, side: Side::Participant, on: date(2026, 1, 1) };
        // The window of day 90 is due on April 1: open from March 25 to April 15.
        let told = days(&who5, &start, &[], date(2026, 4, 3));
        assert_eq!(told, [date(2026, 3, 25), date(2026, 4, 14)]);
        let answered = Filed {
            person,
            side: "participant".to_string(),
            instrument: "who5".to_string(),
            window: "day_90".to_string(),
            on: date(2026, 4, 2),
            answered: true,
        };
        assert!(days(&who5, &start, &[answered], date(2026, 4, 3)).is_empty());
    }

    #[test]
    fn nothing_is_sent_in_the_evening_or_to_who_did_not_ask() {
        let at: Timestamp = "2026-03-25T14:00:00Z".parse().unwrap();
        let one = reminder(uuid::Uuid::nil().into(), at);
        let choice = Choice { sms: true, check_ups: true, ..Choice::default() };
        let hours = |hours| at + SignedDuration::from_hours(hours);
        assert!(!choice.is_check_up_due(&one, hours(-1)));
        assert!(choice.is_check_up_due(&one, hours(0)) && choice.is_check_up_due(&one, hours(7)));
        assert!(!choice.is_check_up_due(&one, hours(8)));
        assert!(!Choice { check_ups: false, ..choice }.is_check_up_due(&one, hours(0)));
    }
}
