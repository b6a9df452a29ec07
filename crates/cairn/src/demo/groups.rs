//! Support groups, group therapy and a family group: weekly meetings, their topics and who came.

use cairn_db::Error;
use jiff::Timestamp;
use jiff::civil::Date;

use super::house::House;
use super::lives::Life;
use super::world::{HISTORY, World, later, plus};
use super::{rows, words};
use crate::ids::{GroupId, MeetingId, PersonId};

/// Name, model, rhythm, weekday (Monday is 0), minute of the day.
type Kind = (&'static str, &'static str, &'static str, i64, i64);
const GROUPS: [Kind; 6] = [
    ("Tuesday circle", "support_group", "Tuesdays, 6:30 pm", 1, 18 * 60 + 30),
    ("Morning coffee", "support_group", "Fridays, 8:00 am", 4, 8 * 60),
    ("Women's evening", "support_group", "Thursdays, 7:00 pm", 3, 19 * 60),
    ("Skills for hard days", "group_therapy", "Mondays, 5:00 pm", 0, 17 * 60),
    ("Grief and change", "group_therapy", "Wednesdays, 5:30 pm", 2, 17 * 60 + 30),
    ("Families together", "family_group", "Wednesdays, 7:00 pm", 2, 19 * 60),
];
/// The program's own limit for a group (Virginia Medicaid: ten for each leader; here with a co-leader).
const LIMIT: usize = 12;

/// Someone who may come: from when until when, and how often.
struct Regular {
    person: PersonId,
    from: Date,
    until: Date,
    often: f64,
}

/// What is needed to write a meeting of a group.
struct Meeting {
    id: MeetingId,
    starts_at: Timestamp,
    day: Date,
    leader: PersonId,
}

pub fn write(
    w: &mut World<'_, '_>,
    house: &House,
    lives: &[Life],
    relatives: &[(PersonId, Date)],
) -> Result<(), Error> {
    for (at, group) in GROUPS.iter().enumerate() {
        let supporter = house.supporters.get(at % house.supporters.len().max(1)).map(|one| one.person);
        let leader = match group.1 {
            "group_therapy" => house.staff.clinician,
            _ => supporter.unwrap_or(house.staff.coordinator),
        };
        let begun_at = w.at(w.ago(HISTORY - 4), 10 * 60);
        let id = w.id(begun_at);
        rows::SupportGroup {
            id,
            name: group.0,
            model: group.1,
            site_id: w.dice.pick(&house.staff.sites),
            leader_id: leader,
            co_leader_id: supporter.filter(|person| *person != leader),
            rhythm: group.2,
            size_limit: LIMIT as i64,
            begun_at,
            begun_by: house.staff.coordinator,
        }
        .put(w.tx)?;
        let regulars = regulars(w, (at, group.1), lives, relatives);
        meetings(w, (id, leader), group, &regulars)?;
    }
    Ok(())
}

fn regulars(
    w: &mut World<'_, '_>,
    (at, model): (usize, &str),
    lives: &[Life],
    relatives: &[(PersonId, Date)],
) -> Vec<Regular> {
    let today = w.today;
    let mut all = Vec::new();
    if model == "family_group" {
        for (person, from) in relatives {
            if w.dice.chance(0.6) {
                let often = 0.15 + 0.4 * w.dice.unit();
                all.push(Regular { person: *person, from: *from, until: today, often });
            }
        }
        return all;
    }
    for life in lives {
        let women_only = at == 2 && life.name.gender != Some("woman");
        let joins = if life.is_persona() { at == 0 || at == 3 } else { w.dice.chance(0.45) };
        if women_only || !joins {
            continue;
        }
        let often = if life.is_persona() { 0.75 } else { 0.3 + 0.6 * w.dice.unit() };
        for episode in &life.episodes {
            let from = plus(episode.enrolled, w.dice.between(3, 40));
            let until = episode.ended.map_or(today, |(day, _)| plus(day, -w.dice.between(0, 30)));
            all.push(Regular { person: life.person, from, until, often });
        }
    }
    all
}

fn meetings(
    w: &mut World<'_, '_>,
    (group_id, leader): (GroupId, PersonId),
    group: &Kind,
    regulars: &[Regular],
) -> Result<(), Error> {
    let (_, _, _, weekday, minute) = *group;
    for back in (-14..=HISTORY - 6).rev() {
        let day = w.ago(back);
        if i64::from(day.weekday().to_monday_zero_offset()) != weekday || w.dice.chance(0.03) {
            continue;
        }
        let starts_at = w.at(day, minute);
        let scheduled_at = w.past(w.at(plus(day, -21), 12 * 60));
        let id = w.id(scheduled_at);
        rows::GroupMeeting {
            id,
            group_id,
            starts_at,
            minutes: if group.1 == "group_therapy" { 75 } else { 60 },
            topic: Some(w.dice.word(words::TOPICS)).filter(|_| w.dice.chance(0.85)),
            scheduled_at,
            scheduled_by: leader,
        }
        .put(w.tx)?;
        if later(starts_at, 120) < w.now {
            attend(w, &Meeting { id, starts_at, day, leader }, regulars)?;
        }
    }
    Ok(())
}

fn attend(w: &mut World<'_, '_>, meeting: &Meeting, regulars: &[Regular]) -> Result<(), Error> {
    let recorded_at = w.past(later(meeting.starts_at, 90));
    let mut here: Vec<PersonId> = Vec::new();
    for regular in regulars.iter().filter(|one| one.from <= meeting.day && one.until >= meeting.day) {
        if here.len() == LIMIT || here.contains(&regular.person) || !w.dice.chance(regular.often) {
            continue;
        }
        here.push(regular.person);
        let minutes = if w.dice.chance(0.85) { 60 } else { w.dice.between(3, 9) * 5 };
        let (meeting_id, person_id, recorded_by) = (meeting.id, regular.person, meeting.leader);
        rows::Attendance { meeting_id, person_id, minutes, recorded_at, recorded_by }.put(w.tx)?;
    }
    Ok(())
}
