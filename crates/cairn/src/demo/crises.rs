//! Who is on call, plans for hard hours, and crises: one of last night, one whose talk is late, one long closed.

use cairn_db::{Error, params};
use jiff::Timestamp;

use super::cast::{JORDAN, ROSA};
use super::house::House;
use super::lives::Life;
use super::world::{World, later, plus};
use super::{measures, rows};
use crate::ids::{ParticipantId, PersonId, RowId};

/// Hours ago, kind, what happened, and the time line: minutes after, what, words.
struct Story {
    hours: i64,
    kind: &'static str,
    words: &'static str,
    line: &'static [(i64, &'static str, Option<&'static str>)],
}

const STORIES: [Story; 3] = [
    Story {
        hours: 14,
        kind: "self_harm",
        words: "Called at night and said that nothing was left. Stayed on the phone.",
        line: &[
            (2, "stayed", Some("On the phone the whole time")),
            (8, "used_plan", Some("Read the page aloud together, called the sister")),
            (25, "told_on_call", None),
            (40, "safe", Some("The sister is there")),
        ],
    },
    Story {
        hours: 24 * 5,
        kind: "overdose",
        words: "Found on the bench behind the center, hardly breathing.",
        line: &[
            (0, "called_911", None),
            (1, "naloxone", Some("One dose, a second after three minutes")),
            (9, "help_came", None),
            (15, "told_supervisor", Some("By phone")),
            (30, "safe", Some("Awake in the ambulance")),
        ],
    },
    Story {
        hours: 24 * 40,
        kind: "return_to_use",
        words: "Came to the desk frightened after a weekend of using.",
        line: &[(5, "stayed", None), (20, "used_plan", None), (50, "safe", None)],
    },
];

/// The story of somebody whom nobody knew at first.
const TIED: usize = 1;

pub fn write(w: &mut World<'_, '_>, house: &House, lives: &[Life]) -> Result<(), Error> {
    rota(w, house)?;
    for life in lives.iter().filter(|life| life.is(JORDAN) || life.is(ROSA)) {
        plan(w, life)?;
    }
    crises(w, house, lives)?;
    caller(w, house)
}

/// What led to the first one: an answer on the phone the evening before, looked after at once.
fn told_in_a_check_up(
    w: &mut World<'_, '_>,
    (participant, by): (ParticipantId, PersonId),
    opened_at: Timestamp,
) -> Result<(), Error> {
    let Ok(phq9) = cairn_instruments::find("phq9", None) else { return Ok(()) };
    let sql = "SELECT person_id FROM participants WHERE id = $1";
    let person: PersonId = w.tx.one(sql, params![participant], |row| row.get("person_id"))?;
    let day = plus(opened_at.to_zoned_datetime(w.zone.clone()).date(), -1);
    let answers = [2, 2, 3, 2, 1, 2, 1, 0, 1, 2].map(Some).to_vec();
    let told = measures::put_phq9(w, phq9, (person, by), ("extra".to_string(), day, answers))?;
    let id = w.id(opened_at);
    rows::AssessmentLook {
        id,
        assessment_id: told,
        done: "crisis_opened",
        looked_at: opened_at,
        looked_by: by,
    }
    .put(w.tx)
}

fn rota(w: &mut World<'_, '_>, house: &House) -> Result<(), Error> {
    let (set_at, set_by) = (w.past(w.at(w.ago(6), 15 * 60)), house.staff.coordinator);
    let people: Vec<PersonId> = house.supporters.iter().map(|one| one.person).take(4).collect();
    for (day, person_id) in (-1..6).zip(people.iter().cycle()) {
        let (from, to) = (plus(w.today, day), plus(w.today, day + 1));
        let (starts_at, ends_at) = (w.at(from, 9 * 60), w.at(to, 9 * 60));
        let id = w.id(set_at);
        let phone = "(540) 555-0123";
        rows::OnCallShift { id, person_id: *person_id, starts_at, ends_at, phone, set_at, set_by }
            .put(w.tx)?;
    }
    for person_id in people.into_iter().take(2) {
        let id = w.id(set_at);
        rows::OnCallName { id, person_id, shown: true, chosen_at: set_at }.put(w.tx)?;
    }
    Ok(())
}

fn plan(w: &mut World<'_, '_>, life: &Life) -> Result<(), Error> {
    let saved_at = w.past(w.at(w.ago(20), 18 * 60));
    let id = w.id(saved_at);
    rows::SafetyPlan {
        id,
        participant_id: life.participant,
        tier: "ours",
        signs: "Not answering messages\nSunday evenings\nThinking that it makes no difference",
        alone: "Shower, then tea\nWalk to the river and back\nThe playlist",
        around: "The library, second floor\nMorning coffee group",
        ask: "My sister: (540) 555-0134\nNeighbor Al, knock any time",
        professionals: "Call or text 988\nThe on-call supporter",
        safer: "My medicine is at my sister's\nNaloxone: kitchen drawer, Al knows",
        matters: "My niece\nThe garden in spring",
        saved_at,
        saved_by: life.person,
    }
    .put(w.tx)
}

fn crises(w: &mut World<'_, '_>, house: &House, lives: &[Life]) -> Result<(), Error> {
    let matched = lives.iter().filter(|life| life.is_enrolled() && !life.is_persona());
    let known: Vec<(ParticipantId, PersonId)> = matched
        .filter_map(|life| {
            let now = life.matches.iter().find(|one| one.to.is_none())?;
            Some((life.participant, house.supporters.get(now.supporter)?.person))
        })
        .take(STORIES.len())
        .collect();
    for (at, (story, (participant, by))) in STORIES.iter().zip(known).enumerate() {
        let opened_at = later(w.now, -60 * story.hours);
        let id = w.id(opened_at);
        rows::Crisis {
            id,
            about: "participant",
            participant_id: Some(participant),
            person_id: None,
            // The one on the bench said no name that day.
            caller: (at == TIED).then_some("Somebody on the bench"),
            caller_phone: None,
            kind: story.kind,
            words: story.words,
            happened_at: opened_at,
            opened_at,
            opened_by: by,
        }
        .put(w.tx)?;
        time_line(w, (id, by), story.line, opened_at)?;
        if at == 0 {
            told_in_a_check_up(w, (participant, by), opened_at)?;
        }
        if at == TIED {
            tie(w, (id, participant), house.staff.coordinator, later(opened_at, 60 * 26))?;
        }
        let held = (at == 2).then_some("Slept little for a week. Takes Friday off.");
        debrief(w, (id, by), opened_at, held)?;
        if at > 0 {
            call(w, (id, by), later(opened_at, 60 * 20))?;
        }
        if at == 2 {
            let closed_at = later(opened_at, 60 * 50);
            let row = w.id(closed_at);
            rows::CrisisClosing {
                id: row,
                crisis_id: id,
                helps: "Call me before the weekend, not after.",
                words: "Asked to keep the Monday hour.",
                closed_at,
                closed_by: by,
            }
            .put(w.tx)?;
        }
    }
    Ok(())
}

/// Whom it was about turned out later.
fn tie(
    w: &mut World<'_, '_>,
    (crisis_id, participant): (RowId, ParticipantId),
    tied_by: PersonId,
    tied_at: Timestamp,
) -> Result<(), Error> {
    let id = w.id(tied_at);
    rows::CrisisTie {
        id,
        crisis_id,
        participant_id: Some(participant),
        person_id: None,
        reason: "Came to the center from the hospital and said that it was them.",
        tied_at,
        tied_by,
    }
    .put(w.tx)
}

fn time_line(
    w: &mut World<'_, '_>,
    (crisis_id, noted_by): (RowId, PersonId),
    line: &[(i64, &'static str, Option<&'static str>)],
    from: Timestamp,
) -> Result<(), Error> {
    for &(minutes, what, words) in line {
        let happened_at = later(from, minutes);
        let id = w.id(happened_at);
        let noted_at = later(happened_at, 1);
        rows::CrisisEntry { id, crisis_id, what, words, happened_at, noted_at, noted_by }.put(w.tx)?;
    }
    Ok(())
}

fn call(
    w: &mut World<'_, '_>,
    (crisis_id, tried_by): (RowId, PersonId),
    tried_at: Timestamp,
) -> Result<(), Error> {
    let id = w.id(tried_at);
    let words = Some("Tired, and glad that somebody called. Wants to talk on Monday.");
    rows::CrisisCall { id, crisis_id, outcome: "reached", words, next_due_at: None, tried_at, tried_by }
        .put(w.tx)
}

fn debrief(
    w: &mut World<'_, '_>,
    (crisis_id, person_id): (RowId, PersonId),
    set_at: Timestamp,
    held: Option<&'static str>,
) -> Result<(), Error> {
    let (id, due_at) = (w.id(set_at), later(set_at, 60 * 72));
    rows::Debrief { id, crisis_id, person_id, due_at, set_at, set_by: person_id }.put(w.tx)?;
    let Some(words) = held else { return Ok(()) };
    let held_at = later(set_at, 60 * 40);
    rows::DebriefHolding { debrief_id: id, words, held_at, recorded_at: held_at, recorded_by: person_id }
        .put(w.tx)
}

/// Somebody whom nobody here knows.
fn caller(w: &mut World<'_, '_>, house: &House) -> Result<(), Error> {
    let Some(by) = house.supporters.get(1).map(|one| one.person) else { return Ok(()) };
    let opened_at = later(w.now, -60 * 9);
    let id = w.id(opened_at);
    rows::Crisis {
        id,
        about: "caller",
        participant_id: None,
        person_id: None,
        caller: Some("Robin"),
        caller_phone: Some("(540) 555-0166"),
        kind: "withdrawal",
        words: "Shaking since the morning, alone at home. Did not want to say a name.",
        happened_at: opened_at,
        opened_at,
        opened_by: by,
    }
    .put(w.tx)?;
    time_line(w, (id, by), &[(3, "stayed", None), (12, "called_911", Some("With their yes"))], opened_at)?;
    debrief(w, (id, by), opened_at, None)
}
