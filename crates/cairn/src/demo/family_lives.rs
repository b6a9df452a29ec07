//! What families have of their own: how they can be reached, what they say of themselves, their plans, how they are, what
//! was kept of their meetings, and how support ended for some and began again.

use cairn_db::{Error, params};
use jiff::{Timestamp, civil::Date};

use super::calendar;
use super::cast::LINDA;
use super::house::House;
use super::measures;
use super::rows;
use super::words::families as words;
use super::world::{World, later, plus};
use crate::calendar::series::{Of, OfFamily, Stamp};
use crate::calendar::store;
use crate::ids::{
    FamilyId, FamilyMeetingId, FamilyMemberId, GoalId, PersonId, RoomId, RowId, StepId, SupporterId,
};

struct Member {
    id: FamilyMemberId,
    person: PersonId,
    is_persona: bool,
    family: FamilyId,
    since: Timestamp,
}

pub fn write(w: &mut World<'_, '_>, house: &House) -> Result<(), Error> {
    let mut members: Vec<Member> = w.tx.all(
        "SELECT m.id, m.person_id, p.name, m.family_id, m.registered_at FROM family_members m
         JOIN people p ON p.id = m.person_id ORDER BY m.id",
        &[],
        |row| {
            Ok(Member {
                id: row.get("id")?,
                person: row.get("person_id")?,
                is_persona: row.get::<String>("name")? == LINDA,
                family: row.get("family_id")?,
                since: row.get("registered_at")?,
            })
        },
    )?;
    members.sort_by_key(|member| !member.is_persona);
    let mut families: Vec<(FamilyId, PersonId, Timestamp)> = Vec::new();
    for (at, member) in members.iter().enumerate() {
        if families.iter().all(|(known, ..)| *known != member.family) {
            families.push((member.family, member.person, member.since));
        }
        // The persona comes first; every third of the others has much of their own here.
        contact(w, house, member, at)?;
        if at % 3 == 0 {
            let since = member.since.to_zoned_datetime(w.zone.clone()).date();
            plan(w, member, at)?;
            check_ins(w, member, since)?;
            measures::family_member(w, (member.person, since), if at == 0 { -0.3 } else { 0.2 })?;
        }
    }
    for (at, (family, person, since)) in families.iter().enumerate() {
        profile(w, (*family, *person), *since, at)?;
        notes(w, *family, &members)?;
    }
    ahead(w, &families)?;
    endings(w, house, &families)
}

fn contact(w: &mut World<'_, '_>, house: &House, member: &Member, at: usize) -> Result<(), Error> {
    rows::FamilyContact {
        member_id: member.id,
        safe_to_leave_message: ["yes", "no", "unknown"].get(at % 3).copied().unwrap_or("unknown"),
        words: words::SAFE_WAYS.get(at % 7).copied(),
        told_at: w.past(later(member.since, 20)),
        told_by: house.staff.coordinator,
    }
    .put(w.tx)
}

fn profile(
    w: &mut World<'_, '_>,
    (family_id, told_by): (FamilyId, PersonId),
    since: Timestamp,
    at: usize,
) -> Result<(), Error> {
    let told_at = w.past(later(since, 60 * 24));
    for kind in cairn_matching::Trait::ALL {
        let many = w.dice.between(1, 2) as usize;
        for value in w.dice.some(kind.values(), many) {
            let showing = if w.dice.chance(0.75) { "may_be_shown" } else { "matching_only" };
            let id = w.id(told_at);
            rows::FamilyTrait { id, family_id, kind: kind.code(), value, showing, told_at, told_by }
                .put(w.tx)?;
        }
    }
    let meets_families = at == 0 || at % 4 != 3;
    rows::FamilyProfile {
        family_id,
        called: words::CALLED.get(at % 9).copied(),
        meets_families,
        told_at,
        told_by,
    }
    .put(w.tx)
}

fn plan(w: &mut World<'_, '_>, member: &Member, at: usize) -> Result<(), Error> {
    let set_at = w.past(later(member.since, 60 * 26));
    for place in 0..if at == 0 { 2 } else { 1 } {
        let Some((goal, why, step)) = words::GOALS.get((at + place) % words::GOALS.len()).copied() else {
            continue;
        };
        let id: GoalId = w.id(set_at);
        let tier = if place == 0 { "team" } else { "ours" };
        let (member_id, set_by) = (member.id, member.person);
        rows::FamilyGoal { id, member_id, words: goal, why: Some(why), tier, set_at, set_by }.put(w.tx)?;
        if place == 1 {
            let reworded_at = w.past(later(set_at, 60 * 24 * 30));
            let row = rows::FamilyGoalRewording {
                id: w.id(reworded_at),
                family_goal_id: id,
                words: words::REWORDED,
                why: Some(why),
                reworded_at,
                reworded_by: set_by,
            };
            row.put(w.tx)?;
        }
        let first: StepId = w.id(set_at);
        let by_on = Some(plus(w.today, -1 + place as i64 * 6));
        rows::FamilyStep {
            id: first,
            family_goal_id: id,
            words: step,
            who: Some("me"),
            by_on,
            set_at,
            set_by,
        }
        .put(w.tx)?;
        let done: StepId = w.id(set_at);
        rows::FamilyStep {
            id: done,
            family_goal_id: id,
            words: words::FIRST_STEP,
            who: Some("me"),
            by_on: None,
            set_at,
            set_by,
        }
        .put(w.tx)?;
        let ended_at = w.past(later(set_at, 60 * 24 * 9));
        rows::FamilyStepEnding {
            id: w.id(ended_at),
            step_id: done,
            ending: "done",
            ended_at,
            ended_by: set_by,
        }
        .put(w.tx)?;
    }
    Ok(())
}

fn check_ins(w: &mut World<'_, '_>, member: &Member, since: Date) -> Result<(), Error> {
    let mut day = plus(since, 6).max(w.ago(120));
    while day < w.today {
        let minute = w.dice.between(8 * 60, 21 * 60);
        let checked_in_at = w.past(w.at(day, minute));
        let many = words::CHECK_INS.len() as i64 - 1;
        let said = words::CHECK_INS.get(w.dice.between(0, many) as usize).copied();
        rows::FamilyCheckIn {
            id: w.id(checked_in_at),
            member_id: member.id,
            value: w.dice.between(3, 8),
            words: said.filter(|_| w.dice.chance(0.7)),
            tier: w.dice.weighted(&[(3, "ours"), (2, "team"), (1, "mine")]),
            checked_in_at,
        }
        .put(w.tx)?;
        day = plus(day, w.dice.between(6, 16));
    }
    Ok(())
}

/// What the supporter kept of the latest meetings, and who of the family was there.
fn notes(w: &mut World<'_, '_>, family: FamilyId, members: &[Member]) -> Result<(), Error> {
    let latest: Vec<(FamilyMeetingId, PersonId, Timestamp)> = w.tx.all(
        "SELECT m.id, s.person_id, m.starts_at FROM family_meetings m JOIN peer_supporters s ON s.id = m.supporter_id
         WHERE m.family_id = $1 ORDER BY m.starts_at DESC, m.id LIMIT 4",
        params![family],
        |row| Ok((row.get("id")?, row.get("person_id")?, row.get("starts_at")?)),
    )?;
    let own: Vec<FamilyMemberId> =
        members.iter().filter(|member| member.family == family).map(|member| member.id).collect();
    for (at, (meeting_id, author_id, starts_at)) in latest.into_iter().enumerate() {
        let written_at = w.past(later(starts_at, 95));
        if at % 2 == 0 {
            // The first of the family was there; on the other days the family as a whole.
            for member_id in own.iter().take(1).copied() {
                let (recorded_at, recorded_by) = (written_at, author_id);
                rows::FamilyAttendance { meeting_id, member_id, recorded_at, recorded_by }.put(w.tx)?;
            }
        }
        let words = w.dice.word(words::NOTES);
        let tier = w.dice.weighted(&[(4, "supervised"), (3, "ours"), (2, "team"), (1, "mine")]);
        rows::FamilyNote { id: w.id(written_at), meeting_id, author_id, tier, words, written_at }
            .put(w.tx)?;
    }
    Ok(())
}

/// What is planned ahead with the first two families, in a room: one stands, one was moved, one was called off. The second
/// also meets by video every other week.
fn ahead(w: &mut World<'_, '_>, families: &[(FamilyId, PersonId, Timestamp)]) -> Result<(), Error> {
    let sql = "SELECT id FROM rooms WHERE name = 'Small room' ORDER BY id LIMIT 1";
    let room_id: Option<RoomId> = w.tx.maybe(sql, &[], |row| row.get("id"))?;
    for (at, (family_id, member, _)) in families.iter().take(2).enumerate() {
        let met: Option<(SupporterId, PersonId)> = w.tx.maybe(
            "SELECT m.supporter_id, s.person_id FROM family_meetings m JOIN peer_supporters s ON s.id = m.supporter_id
             WHERE m.family_id = $1 ORDER BY m.starts_at DESC, m.id LIMIT 1",
            params![*family_id],
            |row| Ok((row.get("supporter_id")?, row.get("person_id")?)),
        )?;
        let Some((supporter, recorded_by)) = met else { continue };
        let recorded_at = w.past(w.at(w.ago(6), 10 * 60));
        let told_at = w.past(w.at(w.ago(1), 18 * 60));
        if at == 1 {
            every_other_week(w, (*family_id, supporter), (recorded_at, recorded_by))?;
        }
        for (days, minute, became) in [(3, 17 * 60, "stands"), (6, 11 * 60, "moved"), (10, 16 * 60, "off")] {
            let id: FamilyMeetingId = w.id(recorded_at);
            let starts_at = w.at(plus(w.today, days + at as i64), minute);
            rows::FamilyMeeting {
                id,
                family_id: *family_id,
                model: "one_to_family",
                supporter_id: Some(supporter),
                other_family_id: None,
                starts_at,
                minutes: 60,
                mode: "in_person",
                words: None,
                recorded_at,
                recorded_by,
                room_id,
            }
            .put(w.tx)?;
            match became {
                "moved" => rows::FamilyMove {
                    id: w.id(told_at),
                    meeting_id: id,
                    from_at: later(starts_at, -24 * 60),
                    to_at: starts_at,
                    late: false,
                    moved_at: told_at,
                    moved_by: *member,
                }
                .put(w.tx)?,
                "off" => rows::FamilyCancellation {
                    meeting_id: id,
                    kind: "cancelled",
                    words: Some(words::OFF),
                    late: false,
                    cancelled_at: told_at,
                    cancelled_by: *member,
                }
                .put(w.tx)?,
                _ => {}
            }
        }
    }
    Ok(())
}

fn every_other_week(
    w: &mut World<'_, '_>,
    (family, supporter): (FamilyId, SupporterId),
    (at, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    let of = Of::Family(OfFamily { family, supporter, mode: "video".to_string() });
    let first = (plus(w.today, 2), 18 * 60);
    let Some(series) = calendar::series(w, of, "FREQ=WEEKLY;INTERVAL=2", first, by) else { return Ok(()) };
    store::series::add(w.tx, &series, Stamp { at, by })?;
    let now = w.now;
    calendar::go_on(w, &series, now)
}

/// Two families have what they came for; one of them is back, as they may be any day.
fn endings(
    w: &mut World<'_, '_>,
    house: &House,
    families: &[(FamilyId, PersonId, Timestamp)],
) -> Result<(), Error> {
    let (later_ones, by) = (families.iter().skip(2), house.staff.coordinator);
    for (at, (family_id, person, since)) in later_ones.take(3).enumerate() {
        let ended_at = w.past(later(*since, 60 * 24 * 40));
        let id: RowId = w.id(ended_at);
        let reason = ["enough", "moved", "wished"].get(at).copied().unwrap_or("other");
        let words = Some(words::ENDING).filter(|_| at == 0);
        rows::FamilyEnding { id, family_id: *family_id, reason, words, ended_at, ended_by: by }.put(w.tx)?;
        if at == 0 {
            let returned_at = w.past(later(ended_at, 60 * 24 * 30));
            rows::FamilyReturn { ending_id: id, returned_at, returned_by: *person }.put(w.tx)?;
        }
    }
    // What they answer is read by whoever walks with them.
    w.tx.execute("UPDATE assessments SET tier = 'team' WHERE side = 'family_member'", &[]).map(drop)
}
