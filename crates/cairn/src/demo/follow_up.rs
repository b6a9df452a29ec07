//! What people said of their sessions, how they want to be found, who was asked again, and who is silent.

use cairn_db::Error;
use jiff::Timestamp;
use jiff::civil::Date;

use super::cast::JORDAN;
use super::house::House;
use super::lives::Life;
use super::rows;
use super::world::{World, later, plus};
use crate::access::Tier;
use crate::ids::{EnrollmentId, MeetingId, ParticipantId, PersonId, RowId, SessionId};

pub fn write(w: &mut World<'_, '_>, house: &House, lives: &[Life]) -> Result<(), Error> {
    ratings(w)?;
    ways(w, lives)?;
    let stays = stays(w)?;
    for stay in &stays {
        asked_again(w, stay)?;
        grant(w, stay)?;
        silence(w, stay)?;
    }
    tries(w, house, lives)?;
    ratings_of_groups(w)
}

/// Somewhat less than half of the sessions are rated, mostly well, some questions left out.
fn ratings(w: &mut World<'_, '_>) -> Result<(), Error> {
    let held: Vec<(SessionId, PersonId, Timestamp, Timestamp)> = w.tx.all(
        "SELECT h.session_id, p.person_id, h.started_at, h.ended_at FROM holdings h JOIN sessions s ON s.id = h.session_id
         JOIN participants p ON p.id = s.participant_id ORDER BY h.started_at, h.session_id",
        &[],
        |row| {
            Ok((row.get("session_id")?, row.get("person_id")?, row.get("started_at")?, row.get("ended_at")?))
        },
    )?;
    for (session_id, person_id, began_at, ended_at) in held {
        if !w.dice.chance(0.45) {
            continue;
        }
        rate(w, person_id, (began_at, ended_at), (Some(session_id), None))?;
    }
    Ok(())
}

/// A third of those who were at a meeting of a group.
fn ratings_of_groups(w: &mut World<'_, '_>) -> Result<(), Error> {
    let came: Vec<(MeetingId, PersonId, Timestamp, i64)> = w.tx.all(
        "SELECT a.meeting_id, a.person_id, m.starts_at, m.minutes FROM attendances a
         JOIN group_meetings m ON m.id = a.meeting_id WHERE a.minutes > 0
         ORDER BY m.starts_at, a.meeting_id, a.person_id",
        &[],
        |row| Ok((row.get("meeting_id")?, row.get("person_id")?, row.get("starts_at")?, row.get("minutes")?)),
    )?;
    for (meeting_id, person_id, began_at, minutes) in came {
        let ended_at = later(began_at, minutes);
        if ended_at < w.now && w.dice.chance(0.34) {
            rate(w, person_id, (began_at, ended_at), (None, Some(meeting_id)))?;
        }
    }
    Ok(())
}

fn rate(
    w: &mut World<'_, '_>,
    person_id: PersonId,
    (began_at, ended_at): (Timestamp, Timestamp),
    (session_id, meeting_id): (Option<SessionId>, Option<MeetingId>),
) -> Result<(), Error> {
    let mut answer = |often: f64| {
        let value = w.dice.weighted(&[(2, "1"), (4, "2"), (14, "3"), (38, "4"), (42, "5")]);
        w.dice.chance(often).then(|| value.to_string())
    };
    let (heard, wanted, honest) = (answer(0.97), answer(0.93), answer(0.9));
    let rated_at = w.after(ended_at, 2, 900);
    let id = w.id(rated_at);
    rows::SessionRating { id, person_id, session_id, meeting_id, heard, wanted, honest, began_at, rated_at }
        .put(w.tx)
}

/// Kind, where, who, message, what may be said, when.
type Way = (
    &'static str,
    &'static str,
    Option<&'static str>,
    &'static str,
    Option<&'static str>,
    Option<&'static str>,
);
const JORDANS: [Way; 6] = [
    ("phone", "(540) 555-0177", None, "neutral", None, Some("After six, not at work")),
    ("text", "(540) 555-0177", None, "own", Some("Marcus here, call when you can"), None),
    (
        "through_person",
        "(540) 555-0151",
        Some("Aunt Dee, my mother's sister"),
        "neutral",
        None,
        Some("Mornings"),
    ),
    ("place", "The chess tables in Mill Park, most Saturdays", None, "none", None, None),
    ("online", "jordan.e on the chess site", None, "neutral", None, None),
    ("email", "jordan.old@example.org", None, "neutral", None, None),
];
const OTHERS: [Way; 3] = [
    ("phone", "(540) 555-0163", None, "neutral", None, Some("Evenings")),
    ("through_person", "(540) 555-0182", Some("My brother"), "neutral", None, None),
    ("place", "The laundromat on Ash Street, Sundays", None, "none", None, None),
];

fn ways(w: &mut World<'_, '_>, lives: &[Life]) -> Result<(), Error> {
    for life in lives {
        if life.is(JORDAN) {
            for (at, way) in JORDANS.into_iter().enumerate() {
                let tier = if at % 3 == 1 { Tier::Ours } else { Tier::Team };
                let (id, told_at) = told(w, life, way, (150 - at as i64, tier))?;
                if way.0 == "email" {
                    let withdrawn_at = w.past(later(told_at, 60 * 24 * 40));
                    rows::LocatorWithdrawal { locator_id: id, withdrawn_at, withdrawn_by: life.person }
                        .put(w.tx)?;
                }
            }
        } else if life.is_enrolled() && w.dice.chance(0.4) {
            let Some(way) = w.dice.pick(&OTHERS) else { continue };
            told(w, life, way, (3, Tier::Team))?;
        }
    }
    Ok(())
}

fn told(
    w: &mut World<'_, '_>,
    life: &Life,
    (kind, reach, whom, message, may_say, safe_times): Way,
    (days, tier): (i64, Tier),
) -> Result<(RowId, Timestamp), Error> {
    let day = w.ago(days);
    let told_at = w.workday(day).max(w.past(life.registered_at));
    let id: RowId = w.id(told_at);
    rows::Locator {
        id,
        participant_id: life.participant,
        kind,
        reach,
        whom,
        message,
        may_say,
        safe_times,
        tier,
        told_at,
        told_by: life.person,
    }
    .put(w.tx)?;
    Ok((id, told_at))
}

/// A time in the program.
struct Stay {
    enrollment: EnrollmentId,
    participant: ParticipantId,
    person: PersonId,
    from: Date,
    ended: Option<(Date, String)>,
    by: PersonId,
}

fn stays(w: &mut World<'_, '_>) -> Result<Vec<Stay>, Error> {
    w.tx.all(
        "SELECT e.id, e.participant_id, p.person_id, e.enrolled_on, e.enrolled_by, d.discharged_on, d.reason
         FROM enrollments e JOIN participants p ON p.id = e.participant_id
         LEFT JOIN discharges d ON d.enrollment_id = e.id ORDER BY e.enrolled_on, e.id",
        &[],
        |row| {
            let on: Option<Date> = row.get("discharged_on")?;
            let reason: Option<String> = row.get("reason")?;
            Ok(Stay {
                enrollment: row.get("id")?,
                participant: row.get("participant_id")?,
                person: row.get("person_id")?,
                from: row.get("enrolled_on")?,
                ended: on.zip(reason),
                by: row.get("enrolled_by")?,
            })
        },
    )
}

impl Stay {
    /// Whether the person was in the program on a day.
    fn holds(&self, day: Date) -> bool {
        self.from <= day && self.ended.as_ref().is_none_or(|(on, _)| day <= *on)
    }

    fn died(&self) -> bool {
        self.ended.as_ref().is_some_and(|(_, reason)| reason == "died")
    }
}

const NEEDS: [&str; 4] =
    ["A ride on Thursdays.", "Somebody to talk to about work.", "Nothing right now.", "Help with a form."];

/// Now and then one question on the phone, or their own answer to it.
fn asked_again(w: &mut World<'_, '_>, stay: &Stay) -> Result<(), Error> {
    for (day, often) in [(30, 0.4), (90, 0.35), (180, 0.35), (365, 0.4)] {
        let on = plus(stay.from, day + w.dice.between(-8, 8));
        // Some who left answer too.
        let there = stay.holds(on) || (!stay.died() && w.dice.chance(0.3));
        if !w.dice.chance(often) || !there || on >= w.today {
            continue;
        }
        let made_at = w.workday(on);
        let own = w.dice.chance(0.4);
        let id: RowId = w.id(made_at);
        rows::CheckIn {
            id,
            participant_id: stay.participant,
            mood: Some(w.dice.between(3, 9).to_string()),
            craving: None,
            halt: None,
            words: w.dice.chance(0.6).then(|| w.dice.word(&NEEDS)),
            tier: Tier::Team.code(),
            made_at,
            made_by: if own { stay.person } else { stay.by },
            kept_at: made_at,
        }
        .put(w.tx)?;
        rows::TinyCheckIn {
            check_in_id: id,
            participant_id: stay.participant,
            mode: if own { "self" } else { "phone" },
            own_word: Some(w.dice.weighted(&[(70, "yes"), (12, "no"), (18, "not_said")]).to_string()),
            asked_on: on,
        }
        .put(w.tx)?;
    }
    Ok(())
}

/// The form of the grant that pays for some of this.
fn grant(w: &mut World<'_, '_>, stay: &Stay) -> Result<(), Error> {
    let end = stay.ended.as_ref().filter(|_| !stay.died()).map(|(on, _)| *on);
    let mut due = vec![("baseline", plus(stay.from, w.dice.between(0, 24)), 0.94)];
    due.push(("reassessment", plus(stay.from, 180 + w.dice.between(-20, 20)), 0.84));
    due.push(("annual", plus(stay.from, 365 + w.dice.between(-20, 20)), 0.78));
    due.extend(end.map(|on| ("closeout", plus(on, w.dice.between(0, 20)), 0.7)));
    for (kind, done_on, often) in due {
        let there = kind == "closeout" || stay.holds(done_on);
        if !there || done_on >= w.today || !w.dice.chance(often) {
            continue;
        }
        let recorded_at = w.workday(done_on);
        rows::SuprtRecord {
            id: w.id(recorded_at),
            participant_id: stay.participant,
            enrollment_id: stay.enrollment,
            kind,
            status: w.dice.weighted(&[(88, "completed"), (8, "declined"), (4, "not_offered")]),
            done_on,
            recorded_at,
            recorded_by: stay.by,
        }
        .put(w.tx)?;
    }
    Ok(())
}

/// Who was lost is silent, sometimes with a reason that somebody found out; a few others were for a while.
fn silence(w: &mut World<'_, '_>, stay: &Stay) -> Result<(), Error> {
    let lost = stay.ended.as_ref().filter(|(_, reason)| matches!(reason.as_str(), "lost_contact" | "moved"));
    let (reason, since_on, back) = match lost {
        Some((on, reason)) if reason == "moved" => ("moved", *on, None),
        Some((on, _)) => {
            let found = [(50, "no_contact"), (18, "new_number"), (16, "in_custody"), (16, "chose_to_leave")];
            (w.dice.weighted(&found), *on, None)
        }
        None if stay.ended.is_none() && w.dice.chance(0.1) => {
            let since = plus(stay.from, w.dice.between(20, 60));
            ("hospital", since, Some(plus(since, w.dice.between(4, 12))))
        }
        None => return Ok(()),
    };
    if since_on >= w.today || back.is_some_and(|on| on >= w.today) {
        return Ok(());
    }
    let recorded_at = w.workday(since_on);
    let id: RowId = w.id(recorded_at);
    let (participant_id, recorded_by) = (stay.participant, stay.by);
    rows::Silence { id, participant_id, reason, since_on, recorded_at, recorded_by }.put(w.tx)?;
    if let Some(ended_on) = back {
        let ended_at = w.workday(ended_on);
        rows::SilenceEnding { silence_id: id, ended_on, ended_at, ended_by: stay.by }.put(w.tx)?;
    }
    Ok(())
}

/// Two supporters try to find somebody for a follow-up, through the ways these chose.
fn tries(w: &mut World<'_, '_>, house: &House, lives: &[Life]) -> Result<(), Error> {
    let free: Vec<ParticipantId> = w.tx.all(
        "SELECT p.id FROM participants p WHERE NOT EXISTS (SELECT 1 FROM outreaches o WHERE o.participant_id = p.id)
         AND EXISTS (SELECT 1 FROM locators l WHERE l.participant_id = p.id) ORDER BY p.id",
        &[],
        |row| row.get("id"),
    )?;
    let sought = lives.iter().filter(|life| !life.is_persona() && free.contains(&life.participant));
    let sought = sought.filter_map(|life| Some((life, house.supporters.get(life.supporter()?)?)));
    let found: Vec<(ParticipantId, PersonId)> =
        sought.map(|(life, supporter)| (life.participant, supporter.person)).take(2).collect();
    for (participant, owner) in found {
        let begun_at = w.past(w.at(w.ago(12), 9 * 60));
        let id: RowId = w.id(begun_at);
        rows::Outreach {
            id,
            participant_id: Some(participant),
            first_call_id: None,
            why: "follow_up",
            place: None,
            every_days: 7,
            first_on: w.ago(12),
            until_on: plus(w.today, 45),
            begun_at,
            begun_by: owner,
        }
        .put(w.tx)?;
        let assignment: RowId = w.id(begun_at);
        rows::OutreachAssignment {
            id: assignment,
            outreach_id: id,
            owner_id: owner,
            assigned_at: begun_at,
            assigned_by: owner,
        }
        .put(w.tx)?;
        for (days, way, outcome) in [(11, "phone", "no_answer"), (4, "through_person", "sent")] {
            let attempted_at = w.at(w.ago(days), 11 * 60);
            rows::OutreachAttempt {
                id: w.id(attempted_at),
                outreach_id: id,
                way,
                outcome,
                remark: None,
                attempted_at,
                attempted_by: owner,
                next_on: Some(w.ago(days - 7)),
            }
            .put(w.tx)?;
        }
    }
    Ok(())
}
