//! Sessions: the rhythm of each match, what was held and what was not.

use cairn_db::Error;
use jiff::Timestamp;
use jiff::civil::Date;

use super::house::House;
use super::lives::Life;
use super::notes;
use super::world::{World, days_between, later, plus};
use super::{rows, words};
use crate::ids::{PersonId, SessionId};

/// Sessions are arranged this far ahead.
const AHEAD: i64 = 9;
/// When a persona's supporter has sessions today, in minutes after midnight.
const TODAY: [i64; 4] = [9 * 60 + 30, 11 * 60, 14 * 60, 16 * 60 + 30];

/// What stays the same over the sessions of one match.
struct Habit {
    supporter: usize,
    minute: i64,
    mode: &'static str,
    /// From this day to that; the last day is left out.
    from: Date,
    until: Date,
}

/// A session as the notes need it.
pub struct Held<'a> {
    pub life: &'a Life,
    pub session: SessionId,
    pub supporter: usize,
    pub starts_at: Timestamp,
    pub started_at: Timestamp,
    pub ended_at: Timestamp,
    pub mode: &'static str,
    pub setting: &'static str,
}

pub fn write(w: &mut World<'_, '_>, house: &mut House, lives: &[Life]) -> Result<(), Error> {
    for life in lives {
        for found in &life.matches {
            let habit = Habit {
                supporter: found.supporter,
                minute: w.dice.between(17, 37) * 30,
                mode: w.dice.weighted(&[(11, "in_person"), (5, "phone"), (4, "video")]),
                from: found.from,
                until: found.to.unwrap_or(plus(w.today, AHEAD)),
            };
            series(w, house, life, &habit)?;
        }
    }
    // The personas' supporters have people to see today, whatever the weekday.
    for supporter in 0..2 {
        let today = w.today;
        let current = lives.iter().filter(|life| {
            life.supporter() == Some(supporter) && life.matches.iter().all(|found| found.from < today)
        });
        for (life, minute) in current.zip(TODAY) {
            let habit =
                Habit { supporter, minute, mode: "in_person", from: w.today, until: plus(w.today, 1) };
            one(w, house, life, &habit, w.today)?;
        }
    }
    Ok(())
}

/// Weekly at first and often twice a week, then about every nine days.
fn series(w: &mut World<'_, '_>, house: &mut House, life: &Life, habit: &Habit) -> Result<(), Error> {
    let mut day = plus(habit.from, w.dice.between(1, 4));
    while day < habit.until {
        if !(habit.supporter < 2 && day == w.today) {
            one(w, house, life, habit, day)?;
        }
        let early = days_between(habit.from, day) < 150;
        let gap = match (early, life.is_persona()) {
            (true, _) => w.dice.between(2, 6),
            (false, true) => 7,
            (false, false) => w.dice.between(4, 9),
        };
        day = plus(day, gap);
    }
    Ok(())
}

fn setting(w: &mut World<'_, '_>, mode: &str) -> (&'static str, Option<&'static str>) {
    match mode {
        "phone" => ("phone", None),
        "video" => ("video", None),
        _ => {
            let setting = w.dice.weighted(&[
                (10, "recovery_center"),
                (2, "treatment_center"),
                (5, "community"),
                (2, "home"),
                (2, "residence"),
                (1, "street"),
                (1, "hospital"),
                (1, "emergency_department"),
                (1, "jail"),
                (1, "court"),
                (1, "school"),
                (1, "workplace"),
            ]);
            (setting, (setting == "community").then(|| w.dice.word(words::PLACES)))
        }
    }
}

fn one(w: &mut World<'_, '_>, house: &mut House, life: &Life, habit: &Habit, day: Date) -> Result<(), Error> {
    let Some(supporter) = house.supporters.get_mut(habit.supporter) else {
        return Ok(());
    };
    // Sometimes another mode than usual; never two sessions of one supporter at a time.
    let mode = if w.dice.chance(0.8) { habit.mode } else { w.dice.word(&["in_person", "phone", "video"]) };
    let free = (0..8).map(|shift| w.at(day, (habit.minute + 60 * shift) % (21 * 60)));
    let Some(starts_at) = free
        .into_iter()
        .find(|at| (-45..=45).step_by(15).all(|minutes| !supporter.calendar.contains(&later(*at, minutes))))
    else {
        return Ok(());
    };
    supporter.calendar.insert(starts_at);
    let (setting, place) = setting(w, mode);
    let scheduled_on = plus(day, -w.dice.between(2, 8)).max(habit.from);
    let scheduled_at = w.workday(scheduled_on).min(later(starts_at, -30));
    let session = w.id(scheduled_at);
    let planned_minutes = w.dice.pick(&[30, 45, 45, 60]).unwrap_or(45);
    let person = supporter.person;
    rows::Session {
        id: session,
        participant_id: life.participant,
        supporter_id: supporter.id,
        starts_at,
        planned_minutes,
        mode,
        setting,
        place,
        video_link: (mode == "video").then(|| supporter.video_link.clone()),
        scheduled_at,
        scheduled_by: person,
        moved_from_id: None,
    }
    .put(w.tx)?;
    let (supporter, starts) = (habit.supporter, (starts_at, scheduled_at));
    let planned =
        Planned { life, session, supporter, person, starts, minutes: planned_minutes, mode, setting };
    outcome(w, house, &planned, life.capital_on(day))
}

/// A session as it was arranged; `starts` is when it starts and when that was arranged.
struct Planned<'a> {
    life: &'a Life,
    session: SessionId,
    supporter: usize,
    person: PersonId,
    starts: (Timestamp, Timestamp),
    minutes: i64,
    mode: &'static str,
    setting: &'static str,
}

/// Held or not held; nothing yet when it lies ahead.
fn outcome(w: &mut World<'_, '_>, house: &House, planned: &Planned<'_>, level: f64) -> Result<(), Error> {
    let Planned {
        life,
        session,
        supporter,
        person,
        starts: (starts_at, scheduled_at),
        minutes,
        mode,
        setting,
    } = *planned;
    let kind = missed(w, level);
    if let Some(kind) = kind.filter(|_| later(starts_at, 20) < w.now) {
        let (least, most) = if kind == "no_show" { (25, 40) } else { (-1500, -60) };
        let cancelled_at = w.after(starts_at, least, most).max(scheduled_at);
        let words = Some(w.dice.word(words::CANCELLATION_WORDS)).filter(|_| kind != "no_show");
        let own = w.dice.chance(0.7) && kind != "no_show";
        let cancelled_by = if own { life.person } else { person };
        return rows::Cancellation {
            session_id: session,
            kind,
            words,
            cancelled_at,
            cancelled_by,
            late: kind == "late_cancelled",
        }
        .put(w.tx);
    }
    let started_at = later(starts_at, w.dice.between(-2, 8));
    let ended_at = later(started_at, minutes + w.dice.between(-9, 12));
    if later(ended_at, 5) > w.now {
        return Ok(());
    }
    let recorded_at = w.after(ended_at, 1, 90);
    rows::Holding { session_id: session, started_at, ended_at, recorded_at, recorded_by: person }
        .put(w.tx)?;
    // Some people come by without having planned it.
    if mode == "in_person" && setting == "recovery_center" && started_at.as_second() / 60 % 17 == 0 {
        let (person_id, arrived_at) = (life.person, started_at);
        let id = w.id(recorded_at);
        rows::WalkIn { id, session_id: session, person_id, arrived_at, recorded_at, recorded_by: person }
            .put(w.tx)?;
    }
    let held = Held { life, session, supporter, starts_at, started_at, ended_at, mode, setting };
    taps(w, &held, level)?;
    notes::write(w, house, &held)
}

/// What happened instead of a session, if anything: likelier in a hard month.
fn missed(w: &mut World<'_, '_>, level: f64) -> Option<&'static str> {
    let often = (0.17 - 0.05 * level).clamp(0.05, 0.4);
    if !w.dice.chance(often) {
        return None;
    }
    Some(w.dice.weighted(&[(35, "cancelled"), (18, "late_cancelled"), (35, "no_show"), (12, "rescheduled")]))
}

fn taps(w: &mut World<'_, '_>, held: &Held<'_>, level: f64) -> Result<(), Error> {
    for (side, often, lean) in [("participant", 0.55, 0.8 + 0.35 * level), ("supporter", 0.65, 0.6)] {
        let value = ((lean + 0.9 * w.dice.normal()).round() as i64).clamp(-2, 2);
        if w.dice.chance(often) {
            let tapped_at = w.after(held.ended_at, 1, 200);
            rows::Tap { session_id: held.session, side, value, tapped_at }.put(w.tx)?;
        }
    }
    Ok(())
}
