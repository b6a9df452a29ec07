//! What repeats in the program: rooms, series of groups, events of the house, weekly sessions, and a few exceptions.

use cairn_db::Error;
use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, Timestamp};

use super::house::House;
use super::lives::Life;
use super::rows;
use super::world::{World, plus};
use crate::calendar::occurrence::Kind;
use crate::calendar::rule::Rule;
use crate::calendar::series::{Of, OfEvent, OfSession, Series, Spot, Stamp, horizon};
use crate::calendar::store;
use crate::ids::*;

/// Rooms of each site: name and how many they hold.
const ROOMS: [(&str, i64); 3] = [("Garden room", 14), ("Blue room", 8), ("Small room", 3)];
/// Days over which the events of the house already go on.
const GOES_ON: i64 = 120;
/// The regular times that each persona's supporter has with people: every week at the center, and for a while by video.
const REGULAR: [(&str, &str, &str, Option<&str>); 2] = [
    ("FREQ=WEEKLY", "in_person", "recovery_center", Some("The bench by the window")),
    ("FREQ=WEEKLY;INTERVAL=2;COUNT=8", "video", "video", None),
];

/// Opens the rooms; the first room of each site.
pub fn open_rooms(
    w: &mut World<'_, '_>,
    sites: &[SiteId],
    by: PersonId,
) -> Result<Vec<(SiteId, RoomId)>, Error> {
    let opened_at = w.at(w.ago(super::world::HISTORY), 9 * 60);
    let mut first = Vec::new();
    for site in sites {
        for (at, (name, capacity)) in ROOMS.into_iter().enumerate() {
            let id: RoomId = w.id(opened_at);
            rows::Room { id, site_id: *site, name, capacity, opened_at, opened_by: by }.put(w.tx)?;
            if at == 0 {
                first.push((*site, id));
            }
        }
    }
    Ok(first)
}

/// A series that began on a day, at so many minutes after midnight.
pub fn series(
    w: &World<'_, '_>,
    of: Of,
    rule: &str,
    (day, minute): (Date, i64),
    by: PersonId,
) -> Option<Series> {
    let start: DateTime = day.at((minute / 60) as i8, (minute % 60) as i8, 0, 0);
    Some(Series {
        id: w.id(w.past(w.at(day, minute))),
        of,
        rule: Rule::read(rule, start, &w.zone).ok()?,
        zone: w.zone.clone(),
        minutes: 60,
        spot: Spot::default(),
        previous: None,
        written_until: horizon(w.now),
        begun_by: by,
        until: None,
    })
}

/// Writes what is still to come of a series whose past is written otherwise.
pub fn go_on(w: &mut World<'_, '_>, series: &Series, from: Timestamp) -> Result<(), Error> {
    let ahead = series.occurrences((from, horizon(w.now)));
    let stamp = Stamp { at: w.past(w.now), by: series.begun_by };
    store::series::write(w.tx, &w.chance, series, &ahead, stamp).map(drop)
}

/// Open hours, a class, the staff's week and supervision.
pub fn events(w: &mut World<'_, '_>, house: &House, rooms: &[(SiteId, RoomId)]) -> Result<(), Error> {
    let staff = &house.staff;
    let supervisor = staff.supervisors.first().copied().unwrap_or(staff.coordinator);
    let supporter = |at: usize| house.supporters.get(at).map(|one| one.person);
    let spot = |at: usize| {
        rooms.get(at).map_or_else(Spot::default, |(site, room)| Spot {
            site: Some(*site),
            room: Some(*room),
            capacity: None,
        })
    };
    let weekdays = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR";
    let plans = [
        (
            "drop_in",
            "Open door and coffee",
            weekdays,
            12 * 60,
            (supporter(2).unwrap_or(staff.coordinator), None),
            spot(0),
        ),
        (
            "class",
            "Resumes and interviews",
            "FREQ=MONTHLY;BYDAY=2WE",
            10 * 60,
            (supporter(3).unwrap_or(staff.coordinator), None),
            spot(1),
        ),
        (
            "staff_meeting",
            "Monday huddle",
            "FREQ=WEEKLY;BYDAY=MO",
            8 * 60 + 30,
            (staff.coordinator, None),
            spot(0),
        ),
        (
            "supervision",
            "Supervision",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
            15 * 60,
            (supervisor, supporter(0)),
            Spot::default(),
        ),
        (
            "supervision",
            "Supervision",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH",
            15 * 60,
            (supervisor, supporter(1)),
            Spot::default(),
        ),
    ];
    for (kind, title, rule, minute, (leader, with), spot) in plans {
        let of = Of::Event(OfEvent { kind: kind.to_string(), title: title.to_string(), leader, with });
        let begun = (w.ago(GOES_ON), minute);
        let Some(series) = series(w, of, rule, begun, staff.coordinator) else { continue };
        let series = Series { spot, ..series };
        let at = w.past(w.at(w.ago(GOES_ON + 7), 11 * 60));
        store::series::add(w.tx, &series, Stamp { at, by: staff.coordinator })?;
        let first = w.at(begun.0, minute);
        let all = series.occurrences((first, horizon(w.now)));
        store::series::write(w.tx, &w.chance, &series, &all, Stamp { at, by: staff.coordinator })?;
        store::series::written(w.tx, series.id, horizon(w.now))?;
    }
    Ok(())
}

/// The personas' supporters have regular times with two of their people.
pub fn weekly_sessions(w: &mut World<'_, '_>, house: &mut House, lives: &[Life]) -> Result<(), Error> {
    for at in 0..2 {
        let people = lives.iter().filter(|life| life.supporter() == Some(at));
        for (planned, (life, (rule, mode, setting, place))) in (0_i64..).zip(people.zip(REGULAR)) {
            let Some(supporter) = house.supporters.get_mut(at) else { continue };
            let (day, minute) = (plus(w.today, 10 + planned), 13 * 60 + 60 * planned);
            let of = Of::Session(OfSession {
                participant: life.participant,
                supporter: supporter.id,
                mode: mode.to_string(),
                setting: setting.to_string(),
                place: place.map(str::to_string),
                video_link: (mode == "video").then(|| supporter.video_link.clone()),
            });
            let Some(series) = series(w, of, rule, (day, minute), supporter.person) else {
                continue;
            };
            let series = Series { minutes: 45, ..series };
            let stamp = Stamp { at: w.past(w.now), by: supporter.person };
            store::series::add(w.tx, &series, stamp)?;
            // Not where there is a session already.
            let year: Vec<_> = series
                .first_year(w.now)
                .into_iter()
                .filter(|(_, at)| {
                    (-45..=45).step_by(15).all(|minutes| {
                        !supporter.calendar.contains(&(*at + SignedDuration::from_mins(minutes)))
                    })
                })
                .collect();
            supporter.calendar.extend(year.iter().map(|(_, at)| *at));
            store::series::write(w.tx, &w.chance, &series, &year, stamp)?;
        }
    }
    Ok(())
}

/// One of the next meetings of a group is called off, another one takes place an hour later.
pub fn exceptions(w: &mut World<'_, '_>, group: GroupId, by: PersonId) -> Result<(), Error> {
    let next: Vec<(RowId, Timestamp)> = w.tx.all(
        "SELECT id, starts_at FROM group_meetings WHERE group_id = $1 AND starts_at > $2 ORDER BY starts_at LIMIT 3",
        cairn_db::params![group, w.now],
        |row| Ok((row.get("id")?, row.get("starts_at")?)),
    )?;
    let stamp = Stamp { at: w.past(w.now), by };
    if let Some((id, _)) = next.get(1) {
        let row = w.id(stamp.at);
        store::exceptions::call_off(w.tx, row, (Kind::Meeting, *id), stamp)?;
    }
    if let Some((id, starts_at)) = next.get(2) {
        let row = w.id(stamp.at);
        let to = *starts_at + SignedDuration::from_hours(1);
        store::exceptions::shift(w.tx, row, (Kind::Meeting, *id), (*starts_at, to), stamp)?;
    }
    Ok(())
}
