//! Support groups, group therapy and a family group: weekly meetings, their topics and who came.

use cairn_db::Error;
use jiff::Timestamp;
use jiff::civil::Date;

use super::calendar;
use super::house::House;
use super::lives::Life;
use super::world::{HISTORY, World, later, plus};
use super::{belonging, rows, words};
use crate::calendar::series::{Of, Series, Spot, Stamp, horizon};
use crate::calendar::store;
use crate::ids::{GroupId, MeetingId, PersonId, RoomId, RowId, SiteId};

/// A group of the house; weekday (Monday is 0) and minute of the day.
pub struct Kind {
    name: &'static str,
    model: &'static str,
    rhythm: &'static str,
    weekday: i64,
    minute: i64,
    pub terms: (&'static str, &'static str, &'static str),
}

impl Kind {
    pub fn is_closed(&self) -> bool {
        self.terms.0 == "closed"
    }

    pub fn is_public(&self) -> bool {
        self.terms.2 == "head_count"
    }

    fn has_topics(&self) -> bool {
        self.terms.1 == "curriculum"
    }
}

const fn kind(
    (name, model): (&'static str, &'static str),
    (rhythm, weekday, minute): (&'static str, i64, i64),
    terms: (&'static str, &'static str, &'static str),
) -> Kind {
    Kind { name, model, rhythm, weekday, minute, terms }
}

const OPEN: (&str, &str, &str) = ("open", "drop_in", "by_name");
const GROUPS: [Kind; 7] = [
    kind(("Tuesday circle", "support_group"), ("Tuesdays, 6:30 pm", 1, 18 * 60 + 30), OPEN),
    kind(("Morning coffee", "support_group"), ("Fridays, 8:00 am", 4, 8 * 60), OPEN),
    kind(
        ("Women's evening", "support_group"),
        ("Thursdays, 7:00 pm", 3, 19 * 60),
        ("closed", "drop_in", "by_name"),
    ),
    kind(
        ("Skills for hard days", "group_therapy"),
        ("Mondays, 5:00 pm", 0, 17 * 60),
        ("closed", "curriculum", "by_name"),
    ),
    kind(("Grief and change", "group_therapy"), ("Wednesdays, 5:30 pm", 2, 17 * 60 + 30), OPEN),
    kind(("Families together", "family_group"), ("Wednesdays, 7:00 pm", 2, 19 * 60), OPEN),
    kind(
        ("Open door", "support_group"),
        ("Saturdays, 10:00 am", 5, 10 * 60),
        ("open", "drop_in", "head_count"),
    ),
];
/// The program's own limit for a group (Virginia Medicaid: ten for each leader; here with a co-leader).
const LIMIT: usize = 12;

/// Someone who may come: from when until when, and how often.
pub struct Regular {
    pub person: PersonId,
    pub from: Date,
    pub until: Date,
    often: f64,
}

/// A group that was begun.
pub struct Begun {
    pub id: GroupId,
    pub leader: PersonId,
    pub at: Timestamp,
    topics: Vec<RowId>,
    room: Option<RoomId>,
}

/// A room for each site.
type Rooms<'a> = &'a [(SiteId, RoomId)];

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
    (relatives, rooms): (&[(PersonId, Date)], Rooms<'_>),
) -> Result<(), Error> {
    for (at, group) in GROUPS.iter().enumerate() {
        let supporter = house.supporters.get(at % house.supporters.len().max(1)).map(|one| one.person);
        let leader = match group.model {
            "group_therapy" => house.staff.clinician,
            _ => supporter.unwrap_or(house.staff.coordinator),
        };
        let begun = begin(w, house, group, (leader, rooms))?;
        if let Some(person_id) = supporter.filter(|person| *person != leader) {
            let (id, since, named_by) = (w.id(begun.at), begun.at, house.staff.coordinator);
            rows::GroupCoLeader { id, group_id: begun.id, person_id, since, named_by }.put(w.tx)?;
        }
        let regulars =
            if group.is_public() { Vec::new() } else { regulars(w, (at, group.model), lives, relatives) };
        belonging::write(w, &begun, group, &regulars)?;
        let Some(series) = series(w, &begun, group) else { continue };
        store::series::add(w.tx, &series, Stamp { at: begun.at, by: leader })?;
        store::series::written(w.tx, series.id, horizon(w.now))?;
        meetings(w, (&begun, &series), group, &regulars)?;
        if at == 0 {
            calendar::exceptions(w, begun.id, leader)?;
        }
    }
    Ok(())
}

/// The group's series, from its first week on.
fn series(w: &World<'_, '_>, begun: &Begun, group: &Kind) -> Option<Series> {
    let first = (0..7).map(|day| w.ago(HISTORY - 6 - day)).find(|day| falls_on(*day, group.weekday))?;
    let series =
        calendar::series(w, Of::Group(begun.id), "FREQ=WEEKLY", (first, group.minute), begun.leader)?;
    let minutes = if group.model == "group_therapy" { 75 } else { 60 };
    Some(Series { minutes, spot: Spot { room: begun.room, ..Spot::default() }, ..series })
}

fn falls_on(day: Date, weekday: i64) -> bool {
    i64::from(day.weekday().to_monday_zero_offset()) == weekday
}

fn begin(
    w: &mut World<'_, '_>,
    house: &House,
    group: &Kind,
    (leader, rooms): (PersonId, &[(SiteId, RoomId)]),
) -> Result<Begun, Error> {
    let at = w.at(w.ago(HISTORY - 4), 10 * 60);
    let id = w.id(at);
    let site = w.dice.pick(&house.staff.sites);
    let room = rooms.iter().find(|(of, _)| Some(*of) == site).map(|(_, room)| *room);
    let (admission, course, counted) = group.terms;
    rows::SupportGroup {
        id,
        name: group.name,
        model: group.model,
        site_id: site,
        leader_id: leader,
        rhythm: group.rhythm,
        size_limit: LIMIT as i64,
        begun_at: at,
        begun_by: house.staff.coordinator,
        admission,
        course,
        counted,
        listed: true,
    }
    .put(w.tx)?;
    let mut topics = Vec::new();
    if group.has_topics() {
        for (place, title) in (1..).zip(words::COURSE.iter().copied()) {
            let topic: RowId = w.id(at);
            rows::GroupTopic { id: topic, group_id: id, place, title, added_at: at, added_by: leader }
                .put(w.tx)?;
            topics.push(topic);
        }
    }
    Ok(Begun { id, leader, at, topics, room })
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
    (begun, series): (&Begun, &Series),
    group: &Kind,
    regulars: &[Regular],
) -> Result<(), Error> {
    let (group_id, leader, minute) = (begun.id, begun.leader, group.minute);
    let mut held = 0;
    for back in (-14..=HISTORY - 6).rev() {
        let day = w.ago(back);
        if !falls_on(day, group.weekday) || (back > 0 && w.dice.chance(0.03)) {
            continue;
        }
        let starts_at = w.at(day, group.minute);
        let scheduled_at = w.past(w.at(plus(day, -21), 12 * 60));
        let id = w.id(scheduled_at);
        rows::GroupMeeting {
            id,
            group_id,
            starts_at,
            minutes: series.minutes,
            topic: Some(w.dice.word(words::TOPICS)).filter(|_| w.dice.chance(0.85) && !group.has_topics()),
            topic_id: begun.topics.get(held % begun.topics.len().max(1)).copied(),
            scheduled_at,
            scheduled_by: leader,
            series_id: Some(series.id),
            series_at: Some(store::series::local(day.at((minute / 60) as i8, (minute % 60) as i8, 0, 0))),
            room_id: series.spot.room,
        }
        .put(w.tx)?;
        held += 1;
        if later(starts_at, 120) >= w.now {
            continue;
        }
        if group.is_public() {
            let (counted_at, heads) = (w.past(later(starts_at, 70)), w.dice.between(4, 23));
            let row = w.id(counted_at);
            rows::HeadCount { id: row, meeting_id: id, heads, counted_at, counted_by: leader }.put(w.tx)?;
        } else {
            attend(w, &Meeting { id, starts_at, day, leader }, regulars)?;
        }
    }
    let rest = w.at(plus(w.today, 15), 0);
    calendar::go_on(w, series, rest)
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
