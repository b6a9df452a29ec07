//! Assessments on both sides: participants at their windows, supporters each quarter. Some are declined, some are
//! missing, and who is lost is not like who stays.

use cairn_db::Error;
use cairn_instruments::Definition;
use jiff::civil::Date;

use super::cast::JORDAN;
use super::dice::Dice;
use super::house::House;
use super::lives::Life;
use super::rows;
use super::world::{World, days_between, later, plus};
use crate::ids::{AssessmentId, PersonId};

const WINDOWS: [i64; 5] = [0, 30, 90, 180, 365];
const INSTRUMENTS: [&str; 2] = ["barc10", "who5"];
/// Days in the rhythm of supporters (`cairn_instruments::Schedule::supporter`).
const QUARTER: i64 = 91;

/// Who answers, and who writes it down.
#[derive(Clone, Copy)]
struct Respondent {
    person: PersonId,
    side: &'static str,
    recorded_by: PersonId,
    level: f64,
}

pub fn write(w: &mut World<'_, '_>, house: &House, lives: &[Life]) -> Result<(), Error> {
    for life in lives {
        for episode in &life.episodes {
            for days in WINDOWS {
                window(w, house, life, (episode.enrolled, episode.ended.map(|(day, _)| day)), days)?;
            }
        }
    }
    supporters(w, house)?;
    low_moods(w, house, lives)
}

fn window(
    w: &mut World<'_, '_>,
    house: &House,
    life: &Life,
    (enrolled, ended): (Date, Option<Date>),
    days: i64,
) -> Result<(), Error> {
    let name = if days == 0 { "intake".to_string() } else { format!("day_{days}") };
    let day = plus(enrolled, if days == 0 { w.dice.between(0, 3) } else { days + w.dice.between(-5, 10) });
    let lost = ended.is_some_and(|ended| ended < day);
    let persona = life.is(JORDAN);
    // A window that is open today is answered by some already; the persona's is due.
    if day > w.today || (persona && days_between(day, w.today) < 25) {
        return Ok(());
    }
    let status = if persona {
        "answered"
    } else if lost {
        if plus(enrolled, days + 14) > w.today || w.dice.chance(0.3) {
            return Ok(());
        }
        "lost_contact"
    } else if w.dice.chance(0.07) {
        // Nobody filed anything: the window stays empty.
        return Ok(());
    } else {
        w.dice.weighted(&[(86, "answered"), (8, "declined"), (6, "not_offered")])
    };
    let supporter = life.supporter().and_then(|at| house.supporters.get(at));
    let staff = supporter.map_or(house.staff.coordinator, |one| one.person);
    let own = status == "answered" && (persona || w.dice.chance(0.55));
    let recorded_by = if own { life.person } else { staff };
    let respondent =
        Respondent { person: life.person, side: "participant", recorded_by, level: life.capital_on(day) };
    for instrument in INSTRUMENTS {
        // Now and then only one of the two was filled in.
        if persona || w.dice.chance(0.97) {
            file(w, respondent, (instrument, &name), status, day)?;
        }
    }
    Ok(())
}

/// Supporters rate themselves too; the work gives to most and wears on some.
fn supporters(w: &mut World<'_, '_>, house: &House) -> Result<(), Error> {
    for (at, supporter) in house.supporters.iter().enumerate() {
        let (base, drift) = (0.9 + 0.5 * w.dice.normal(), 0.25 * w.dice.normal());
        let served = days_between(supporter.since, w.today);
        for quarter in 0..=served / QUARTER {
            let day = plus(supporter.since, quarter * QUARTER + w.dice.between(0, 10));
            let due_now = days_between(day, w.today) < 14;
            if day > w.today || due_now || !w.dice.chance(if at < 2 { 1.0 } else { 0.86 }) {
                continue;
            }
            let name = if quarter == 0 { "intake".to_string() } else { format!("quarter_{quarter}") };
            let person = supporter.person;
            let level = base + drift * quarter as f64 / 3.0 + 0.3 * w.dice.normal();
            let respondent = Respondent { person, side: "supporter", recorded_by: person, level };
            for instrument in INSTRUMENTS {
                file(w, respondent, (instrument, &name), "answered", day)?;
            }
        }
    }
    Ok(())
}

/// Each half year a supporter looks at what the work does to them: a persona always, the others mostly. Windows are every
/// second quarter.
pub fn half_yearly(
    w: &mut World<'_, '_>,
    (person, since): (PersonId, Date),
    always: bool,
) -> Result<(), Error> {
    let level = 0.6 + 0.4 * w.dice.normal();
    for half in 0..=days_between(since, w.today) / (2 * QUARTER) {
        let day = plus(since, half * 2 * QUARTER + w.dice.between(0, 10));
        if day > plus(w.today, -14) || !(always || w.dice.chance(0.8)) {
            continue;
        }
        let name = if half == 0 { "intake".to_string() } else { format!("quarter_{}", half * 2) };
        let respondent = Respondent { person, side: "supporter", recorded_by: person, level };
        file(w, respondent, ("proqol5", &name), "answered", day)?;
    }
    Ok(())
}

/// A family member answers about themselves, each quarter since they came.
pub fn family_member(
    w: &mut World<'_, '_>,
    (person, since): (PersonId, Date),
    level: f64,
) -> Result<(), Error> {
    for quarter in 0..=days_between(since, w.today) / QUARTER {
        let day = plus(since, quarter * QUARTER + 4);
        if day > plus(w.today, -14) {
            continue;
        }
        let name = if quarter == 0 { "intake".to_string() } else { format!("quarter_{quarter}") };
        let level = level + 0.2 * quarter as f64 + 0.2 * w.dice.normal();
        let respondent = Respondent { person, side: "family_member", recorded_by: person, level };
        file(w, respondent, ("who5", &name), "answered", day)?;
    }
    Ok(())
}

fn file(
    w: &mut World<'_, '_>,
    respondent: Respondent,
    (instrument, due_window): (&str, &str),
    status: &'static str,
    day: Date,
) -> Result<(), Error> {
    let Ok(definition) = cairn_instruments::find(instrument, None) else {
        return Ok(());
    };
    let answers = (status == "answered").then(|| answer(&mut w.dice, definition, respondent.level));
    let scored = answers.as_ref().and_then(|answers| cairn_instruments::score(definition, answers).ok());
    let recorded_at = w.workday(day);
    let recorded_at = w.past(later(recorded_at, 1));
    let reason = reason(status, day);
    rows::Assessment {
        id: w.id(recorded_at),
        person_id: respondent.person,
        side: respondent.side,
        instrument: definition.id.clone(),
        version: definition.version.clone(),
        definition_hash: definition.hash().to_string(),
        due_window: due_window.to_string(),
        status,
        answers: answers.and_then(|answers| serde_json::to_string(&answers).ok()),
        total: scored.and_then(|scored| scored.total).map(|total| total as f64),
        answered_on: day,
        recorded_at,
        recorded_by: respondent.recorded_by,
        mode: (status == "answered").then(|| mode(&respondent, day)),
        reason,
        reason_words: (reason == Some("other")).then_some("The number on file rings somewhere else now."),
    }
    .put(w.tx)
}

/// The same day gives the same way: by themselves, read aloud, now and then by phone.
fn mode(respondent: &Respondent, day: Date) -> &'static str {
    match (respondent.person == respondent.recorded_by, day.day() % 3) {
        (true, _) => "self",
        (false, 0) => "phone",
        (false, _) => "staff_read",
    }
}

/// Why there is no answer; nobody has to say why they would rather not.
fn reason(status: &str, day: Date) -> Option<&'static str> {
    const NOT_OFFERED: [&str; 2] = ["hard_day", "no_time"];
    const LOST: [&str; 6] = ["no_contact", "moved", "in_custody", "no_contact", "hospital", "other"];
    let at = usize::try_from(day.day()).unwrap_or_default();
    match status {
        "not_offered" => NOT_OFFERED.get(at % NOT_OFFERED.len()).copied(),
        "lost_contact" => LOST.get(at % LOST.len()).copied(),
        _ => None,
    }
}

/// The program also asks the PHQ-9 each quarter, of those who once answered it. Drawn from dice of its own, so that nothing
/// after it is drawn otherwise.
fn low_moods(w: &mut World<'_, '_>, house: &House, lives: &[Life]) -> Result<(), Error> {
    let Ok(phq9) = cairn_instruments::find("phq9", None) else { return Ok(()) };
    let chosen_at = w.at(w.ago(400), 10 * 60);
    rows::InstrumentChoice {
        id: w.id(chosen_at),
        side: "participant",
        instrument: "phq9",
        version: phq9.version.clone(),
        asked: true,
        begins: "first_answer",
        days: None,
        every_days: Some(QUARTER),
        opens_before: 7,
        closes_after: 14,
        chosen_at,
        chosen_by: house.staff.administrator,
    }
    .put(w.tx)?;
    let mut dice = Dice::from_seed(901);
    for life in lives.iter().filter(|life| life.is_enrolled() && !life.is_persona()).take(9) {
        let Some(episode) = life.episodes.last() else { continue };
        let supporter = life.supporter().and_then(|at| house.supporters.get(at));
        let by = supporter.map_or(house.staff.coordinator, |one| one.person);
        for quarter in 0..4 {
            let day = plus(episode.enrolled, 40 + quarter * QUARTER);
            // What is of the last weeks is left to be asked.
            if day > w.ago(20) {
                break;
            }
            let name = if quarter == 0 { "intake".to_string() } else { format!("day_{}", quarter * QUARTER) };
            let mut answers = answer(&mut dice, phq9, -1.5 - 0.3 * quarter as f64);
            // Thoughts of dying are not drawn by lot: one person's are told in `crises`.
            if let Some(ninth) = answers.get_mut(8) {
                *ninth = Some(0);
            }
            put_phq9(w, phq9, (life.person, by), (name, day, answers))?;
        }
    }
    Ok(())
}

/// One answered PHQ-9, by phone; its id.
pub fn put_phq9(
    w: &mut World<'_, '_>,
    phq9: &Definition,
    (person_id, recorded_by): (PersonId, PersonId),
    (due_window, answered_on, answers): (String, Date, Vec<Option<i64>>),
) -> Result<AssessmentId, Error> {
    let recorded_at = w.past(w.at(answered_on, 14 * 60));
    let id: AssessmentId = w.id(recorded_at);
    let total = cairn_instruments::score(phq9, &answers).ok().and_then(|scored| scored.total);
    rows::Assessment {
        id,
        person_id,
        side: "participant",
        instrument: phq9.id.clone(),
        version: phq9.version.clone(),
        definition_hash: phq9.hash().to_string(),
        due_window,
        status: "answered",
        answers: serde_json::to_string(&answers).ok(),
        total: total.map(|total| total as f64),
        answered_on,
        recorded_at,
        recorded_by,
        mode: Some("phone"),
        reason: None,
        reason_words: None,
    }
    .put(w.tx)?;
    Ok(id)
}

/// An answer to each item around the person's level: each item leans its own way, a few are left out.
fn answer(dice: &mut Dice, definition: &Definition, level: f64) -> Vec<Option<i64>> {
    let skip = dice.chance(0.03);
    let skipped = dice.between(0, definition.items.len() as i64 - 1) as usize;
    let one = |(at, item): (usize, &cairn_instruments::Item)| {
        let mut values: Vec<i64> = definition.choices(item).iter().map(|choice| choice.value).collect();
        values.sort_unstable();
        let last = values.len() as f64 - 1.0;
        let lean = ((at * 7) % 5) as f64 * 0.05 - 0.1;
        // Where on the scale: a person at 0 answers around the middle.
        let place = (0.50 + lean + 0.15 * level + 0.11 * dice.normal()) * last;
        let value = values.get(place.round().clamp(0.0, last) as usize).copied();
        value.filter(|_| !(skip && at == skipped))
    };
    definition.items.iter().enumerate().map(one).collect()
}
