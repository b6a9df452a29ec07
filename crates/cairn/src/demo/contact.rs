//! Who is looked for, who is called, who was gone along with, and a hand-over or two.

use cairn_db::{Error, params};
use jiff::Timestamp;
use jiff::civil::Date;

use super::cast::{self, CASEY, JORDAN, NADIA};
use super::contact_words as words;
use super::house::House;
use super::lives::Life;
use super::rows;
use super::world::{World, later, plus};
use crate::access::{Role, Tier};
use crate::ids::{FirstCallId, MatchId, ParticipantId, PersonId, RowId, SessionId};

pub fn write(w: &mut World<'_, '_>, house: &House, lives: &[Life]) -> Result<(), Error> {
    let volunteer = cast::employ(w, NADIA, Role::Volunteer, Some(house.staff.coordinator))?;
    outreach(w, house, lives)?;
    calls(w, house, lives, volunteer)?;
    going_along(w)?;
    hand_overs(w, house, lives)
}

/// Ways, outcomes and days ago of the tries, and when the next is due.
type Tries = &'static [(&'static str, &'static str, i64)];
const TRIED: [(&str, Tries, i64); 4] = [
    ("stopped_coming", &[("phone", "no_answer", 15), ("visit", "not_there", 8)], -1),
    ("stopped_coming", &[("text", "sent", 7)], 0),
    ("after_discharge", &[("letter", "sent", 21), ("phone", "no_answer", 9)], 5),
    ("stopped_coming", &[("phone", "no_answer", 12), ("street", "asked_not_to", 5)], 2),
];

fn outreach(w: &mut World<'_, '_>, house: &House, lives: &[Life]) -> Result<(), Error> {
    let quiet = lives.iter().filter(|life| !life.is_persona());
    for (life, (at, (why, tries, next))) in quiet.zip(TRIED.iter().enumerate()) {
        let owner = match life.supporter().and_then(|place| house.supporters.get(place)) {
            Some(supporter) if at != 2 => supporter.person,
            _ => house.staff.coordinator,
        };
        let id = begin(w, (Some(life.participant), None), why, (owner, house.staff.coordinator))?;
        for (way, outcome, days) in *tries {
            let is_last = tries.last().is_some_and(|last| last.2 == *days);
            let next_on = if is_last { w.ago(-next) } else { w.ago(days - 7) };
            let tried = Tried { id, way, outcome, days: *days, by: owner, next_on: Some(next_on) };
            tried.put(w)?;
            if *outcome == "asked_not_to" {
                let said_at = w.at(w.ago(*days), 11 * 60);
                let wish = (Some(life.participant), None);
                put_wish(w, wish, ("no_contact", "in_person", said_at), owner)?;
            }
        }
    }
    let waiting: Vec<FirstCallId> = w.tx.all(
        "SELECT f.id FROM first_calls f JOIN next_steps s ON s.first_call_id = f.id
         LEFT JOIN next_step_outcomes o ON o.next_step_id = s.id
         WHERE o.next_step_id IS NULL AND f.caller_kind IN ('hospital', 'professional') ORDER BY f.id",
        &[],
        |row| row.get("id"),
    )?;
    for (call, supporter) in waiting.into_iter().zip(&house.supporters) {
        let owner = supporter.person;
        begin(w, (None, Some(call)), "warm_hand_off", (owner, house.staff.coordinator))?;
    }
    Ok(())
}

type About = (Option<ParticipantId>, Option<FirstCallId>);

/// Begun some weeks ago; about a call, since the call came.
fn begin(
    w: &mut World<'_, '_>,
    about: About,
    why: &'static str,
    (owner, by): (PersonId, PersonId),
) -> Result<RowId, Error> {
    let days = if about.1.is_some() { 0 } else { 24 };
    let begun_at = w.past(w.at(w.ago(days), 9 * 60));
    let id = w.id(begun_at);
    rows::Outreach {
        id,
        participant_id: about.0,
        first_call_id: about.1,
        why,
        place: Some(w.dice.word(words::PLACES)),
        every_days: 7,
        first_on: w.ago(days),
        until_on: plus(w.ago(days), 90),
        begun_at,
        begun_by: by,
    }
    .put(w.tx)?;
    let assignment = w.id(begun_at);
    rows::OutreachAssignment {
        id: assignment,
        outreach_id: id,
        owner_id: owner,
        assigned_at: begun_at,
        assigned_by: by,
    }
    .put(w.tx)?;
    Ok(id)
}

struct Tried {
    id: RowId,
    way: &'static str,
    outcome: &'static str,
    days: i64,
    by: PersonId,
    next_on: Option<Date>,
}

impl Tried {
    fn put(self, w: &mut World<'_, '_>) -> Result<(), Error> {
        let attempted_at = w.at(w.ago(self.days), 11 * 60);
        rows::OutreachAttempt {
            id: w.id(attempted_at),
            outreach_id: self.id,
            way: self.way,
            outcome: self.outcome,
            remark: Some(w.dice.word(words::REMARKS)),
            attempted_at,
            attempted_by: self.by,
            next_on: self.next_on,
        }
        .put(w.tx)
    }
}

fn put_wish(
    w: &mut World<'_, '_>,
    (participant_id, first_call_id): About,
    (wish, said_how, said_at): (&'static str, &'static str, Timestamp),
    recorded_by: PersonId,
) -> Result<(), Error> {
    let id = w.id(said_at);
    rows::ContactWish { id, participant_id, first_call_id, wish, said_how, said_at, recorded_by }.put(w.tx)
}

/// Alumni and a few participants are called weekly; some of them by the volunteer, some by nobody yet.
fn calls(w: &mut World<'_, '_>, house: &House, lives: &[Life], volunteer: PersonId) -> Result<(), Error> {
    let agreed: Vec<ParticipantId> = w.tx.all(
        "SELECT e.participant_id FROM enrollments e JOIN discharges d ON d.enrollment_id = e.id
         WHERE d.alumni_calls = 1 AND d.reason <> 'died' AND NOT EXISTS (
             SELECT 1 FROM enrollments n WHERE n.participant_id = e.participant_id AND n.id > e.id)
         ORDER BY e.participant_id LIMIT 9",
        &[],
        |row| row.get("participant_id"),
    )?;
    let jordan = lives.iter().find(|life| life.is(JORDAN)).map(|life| life.participant);
    let marcus = house.supporters.first().map(|supporter| supporter.person);
    for (at, participant) in jordan.into_iter().chain(agreed).enumerate() {
        let caller = match at {
            0 => marcus,
            at if at % 4 == 3 => None,
            at if at % 3 == 1 => Some(house.staff.coordinator),
            _ => Some(volunteer),
        };
        let weeks = 2 + 2 * at as i64;
        let called = Called { participant, caller, weeks, late: at as i64 % 3, hard: at == 2 };
        called.put(w, house.staff.coordinator)?;
    }
    Ok(())
}

struct Called {
    participant: ParticipantId,
    caller: Option<PersonId>,
    /// How many weeks ago the calls began.
    weeks: i64,
    /// Days by which the next call is late.
    late: i64,
    /// Spoke of a return to use in the newest call.
    hard: bool,
}

impl Called {
    fn put(self, w: &mut World<'_, '_>, by: PersonId) -> Result<(), Error> {
        // Who was called for twelve weeks is asked to go on, or done.
        let rounds = self.weeks.min(12);
        let first = 7 * rounds + self.late;
        let begun_at = w.at(w.ago(first + 2), 10 * 60);
        let support = w.id(begun_at);
        let first_on = w.ago(first);
        rows::TelephoneSupport {
            id: support,
            participant_id: self.participant,
            first_on,
            agreed_how: "in_person",
            begun_at,
            begun_by: by,
        }
        .put(w.tx)?;
        rows::TelephoneSchedule {
            id: w.id(begun_at),
            support_id: support,
            every_days: 7,
            calls: 12,
            times: Some(w.dice.word(words::TIMES)),
            language: "en",
            message_safe: w.dice.weighted(&[(4, "yes"), (3, "no"), (3, "unknown")]),
            set_at: begun_at,
            set_by: by,
        }
        .put(w.tx)?;
        let assignment = w.id(begun_at);
        rows::TelephoneAssignment {
            id: assignment,
            support_id: support,
            caller_id: self.caller,
            assigned_at: begun_at,
            assigned_by: by,
        }
        .put(w.tx)?;
        for round in 1..=rounds {
            self.call(w, (support, round, rounds), first - 7 * (round - 1), self.caller.unwrap_or(by))?;
        }
        Ok(())
    }

    fn call(
        &self,
        w: &mut World<'_, '_>,
        (support, round, rounds): (RowId, i64, i64),
        days: i64,
        by: PersonId,
    ) -> Result<(), Error> {
        let minute = w.dice.between(9 * 60, 17 * 60);
        let called_at = w.past(w.at(w.ago(days), minute));
        let id = w.id(called_at);
        let hard = self.hard && round == rounds;
        let talked = hard || round == 12 || w.dice.chance(0.7);
        let wants = if hard { vec!["support_today".to_string()] } else { vec![] };
        let answers = crate::telephone_support::Answers {
            feeling: talked.then(|| if hard { 2 } else { w.dice.between(2, 5) }),
            used: hard.then(|| "yes".to_string()),
            wants,
        };
        let said = if hard { words::HARD } else { w.dice.word(words::SAID) };
        let done = round == 12;
        rows::TelephoneCall {
            id,
            support_id: support,
            round,
            attempt: 1,
            outcome: if talked { "talked" } else { "no_answer" },
            minutes: if talked { w.dice.between(4, 25) } else { 0 },
            tier: Tier::Team,
            words: talked.then_some(said),
            follow_up: answers.follow_up(),
            answers: answers.to_json(),
            called_at,
            called_by: by,
            next_round: round + 1,
            next_attempt: 1,
            next_on: (!done).then(|| w.ago(days - 7)),
        }
        .put(w.tx)?;
        if done {
            let (ended_at, reason) = (called_at, "completed");
            rows::TelephoneEnding { support_id: support, reason, ended_at, ended_by: by }.put(w.tx)?;
        }
        Ok(())
    }
}

/// Some sessions of the last weeks led to a court, a clinic, an office; one is ahead.
fn going_along(w: &mut World<'_, '_>) -> Result<(), Error> {
    let sessions: Vec<(SessionId, Timestamp, PersonId, bool)> = w.tx.all(
        "SELECT s.id, s.starts_at, k.person_id, CASE WHEN h.session_id IS NULL THEN 0 ELSE 1 END AS held
         FROM sessions s JOIN peer_supporters k ON k.id = s.supporter_id
         LEFT JOIN holdings h ON h.session_id = s.id LEFT JOIN cancellations c ON c.session_id = s.id
         WHERE s.mode = 'in_person' AND c.session_id IS NULL AND s.starts_at > $1 ORDER BY s.starts_at, s.id",
        params![w.at(w.ago(40), 0)],
        |row| Ok((row.get("id")?, row.get("starts_at")?, row.get("person_id")?, row.get("held")?)),
    )?;
    for (at, (session, starts_at, by, held)) in
        sessions.into_iter().enumerate().filter(|(at, _)| at % 23 == 4)
    {
        let Some((kind, part, what_for, outcome, _)) = words::GOING_ALONG.get(at % words::GOING_ALONG.len())
        else {
            continue;
        };
        let agreed_at = w.past(later(starts_at, -24 * 60));
        let id = w.id(agreed_at);
        rows::Accompaniment {
            id,
            session_id: session,
            kind,
            part,
            what_for: Some(what_for),
            agreed_at,
            agreed_by: by,
        }
        .put(w.tx)?;
        if held {
            let recorded_at = w.past(later(starts_at, 150));
            rows::AccompanimentOutcome {
                id: w.id(recorded_at),
                session_id: session,
                travel_minutes: w.dice.between(15, 70),
                outcome: Some(outcome),
                next_on: Some(w.ago(-20)),
                recorded_at,
                recorded_by: by,
            }
            .put(w.tx)?;
        }
    }
    Ok(())
}

/// Two people went on with another supporter; for one it is under way.
fn hand_overs(w: &mut World<'_, '_>, house: &House, lives: &[Life]) -> Result<(), Error> {
    let pairs: Vec<(ParticipantId, MatchId, MatchId, Timestamp)> = w.tx.all(
        "SELECT m.participant_id, m.id AS before, n.id AS after, n.matched_at FROM matches m
         JOIN endings e ON e.match_id = m.id
         JOIN matches n ON n.participant_id = m.participant_id AND n.matched_at >= e.ended_at
         WHERE NOT EXISTS (SELECT 1 FROM matches x WHERE x.participant_id = m.participant_id
             AND x.matched_at > m.matched_at AND x.matched_at < n.matched_at)
         ORDER BY n.matched_at DESC, n.id LIMIT 2",
        &[],
        |row| Ok((row.get("participant_id")?, row.get("before")?, row.get("after")?, row.get("matched_at")?)),
    )?;
    let by = house.staff.coordinator;
    for (participant, before, after, at) in pairs {
        let id = begin_hand_over(w, (participant, before), later(at, -3 * 24 * 60), by)?;
        rows::HandOverEnding {
            hand_over_id: id,
            match_id: Some(after),
            joint_session_id: None,
            ended_at: at,
            ended_by: by,
        }
        .put(w.tx)?;
    }
    let open = lives.iter().find(|life| life.supporter().is_some() && !life.is_persona());
    let Some(life) = open.filter(|life| !life.is(CASEY)) else { return Ok(()) };
    let current = w.tx.maybe(
        "SELECT m.id FROM matches m LEFT JOIN endings e ON e.match_id = m.id
         WHERE m.participant_id = $1 AND e.match_id IS NULL ORDER BY m.id DESC LIMIT 1",
        params![life.participant],
        |row| row.get("id"),
    )?;
    if let Some(current) = current {
        let at = later(w.now, -26 * 60);
        begin_hand_over(w, (life.participant, current), at, by)?;
    }
    Ok(())
}

fn begin_hand_over(
    w: &mut World<'_, '_>,
    (participant_id, match_id): (ParticipantId, MatchId),
    begun_at: Timestamp,
    by: PersonId,
) -> Result<RowId, Error> {
    let id = w.id(begun_at);
    rows::HandOver {
        id,
        participant_id,
        match_id,
        why: w.dice.word(&["leave", "times", "site"]),
        joint_at: None,
        joint_place: Some("The bench in the yard"),
        begun_at,
        begun_by: by,
    }
    .put(w.tx)?;
    rows::HandOverMessage {
        id: w.id(later(begun_at, 60)),
        hand_over_id: id,
        message: Some(words::PASSED_ON),
        written_at: later(begun_at, 60),
        written_by: by,
    }
    .put(w.tx)?;
    Ok(id)
}
