//! A list of mutual-help meetings around the program's sites, and an open group of its own that directories are told of.

use cairn_db::{Error, params};
use cairn_meeting_guide::Meeting;
use jiff::civil::Time;

use super::house::House;
use super::world::{World, plus};
use crate::ids::{PersonId, RowId};
use crate::mutual_help::{Taken, Version, store};

/// A town that is not there, in the hills of Virginia.
const CENTER: (f64, f64) = (38.03, -78.48);
const NAMES: [&str; 12] = [
    "Sunrise",
    "Steps by the River",
    "Lunch Hour",
    "One Day",
    "The Open Door",
    "Women in the Morning",
    "Late Lights",
    "New Here",
    "Quiet Room",
    "Puerta Abierta",
    "Saturday Walk",
    "Young and Here",
];
const HALLS: [&str; 8] = [
    "Grange Hall",
    "St. Brigid's, basement",
    "Library, room 2",
    "Old Mill",
    "Community Center",
    "Veterans' Hall",
    "Quaker House",
    "Riverside Church",
];
const STREETS: [&str; 6] =
    ["Main Street", "Mill Road", "Church Lane", "Depot Street", "Ridge Road", "Water Street"];
const TYPES: [&[&str]; 8] = [
    &["O", "D"],
    &["O", "ST"],
    &["C", "BE"],
    &["C", "W"],
    &["O", "SP", "X"],
    &["O", "LIT"],
    &["O", "S", "D"],
    &["O", "Y", "NA-LOCAL"],
];

pub fn write(w: &mut World<'_, '_>, house: &House) -> Result<(), Error> {
    let by = house.staff.coordinator;
    let at = w.at(w.ago(1), 4 * 60);
    let feed: RowId = w.id(at);
    let new = store::NewFeed {
        id: feed,
        name: "Blue Ridge Intergroup".to_string(),
        kind: "meeting_guide",
        url: Some("https://meetings.example.org/meetings.json".to_string()),
        formats_url: None,
        // A made-up address: a demo asks nobody.
        refresh_hours: None,
    };
    let added = w.at(w.ago(200), 10 * 60);
    store::add_feed(w.tx, &new, added, Some(by))?;
    for number in 0..140 {
        let meeting = made_up(w, number);
        store::add_meeting(w.tx, feed, &meeting)?;
    }
    let taken = Taken::Replaced { meetings: 140, skipped: 2, faults: faults() };
    let version = Version::default();
    let fetch = store::NewFetch { id: w.id(at), at, by: None, taken: &taken, version: &version };
    store::fetched(w.tx, feed, &fetch)?;
    own(w, house, by)
}

fn faults() -> Vec<cairn_meeting_guide::Fault> {
    use cairn_meeting_guide::{Fault, Reason};
    vec![
        Fault { entry: 17, field: "day", reason: Reason::NotADay },
        Fault { entry: 88, field: "slug", reason: Reason::Again },
    ]
}

fn made_up(w: &mut World<'_, '_>, number: usize) -> Meeting {
    let online = w.dice.chance(0.2);
    let hour = w.dice.between(6, 21) as i8;
    let near = |w: &mut World<'_, '_>| (w.dice.unit() - 0.5) * 0.6;
    let (north, east) = (near(w), near(w));
    let house_number = w.dice.between(1, 240);
    let begins = Time::constant(hour, if number.is_multiple_of(2) { 0 } else { 30 }, 0, 0);
    let types = w.dice.pick(&TYPES).unwrap_or_default();
    Meeting {
        name: NAMES.get(number % NAMES.len()).copied().unwrap_or_default().to_string(),
        slug: format!("m-{number}"),
        days: vec![(number % 7) as u8],
        time: Some(begins),
        end_time: Some(Time::constant((hour + 1).min(23), begins.minute(), 0, 0)),
        timezone: Some("America/New_York".to_string()),
        types: types.iter().map(|code| (*code).to_string()).collect(),
        notes: Some("Ring twice; somebody opens.".to_string()).filter(|_| number.is_multiple_of(5)),
        location: Some(w.dice.word(&HALLS).to_string()).filter(|_| !online),
        formatted_address: Some(format!("{house_number} {}, Ashford, VA 22901, USA", w.dice.word(&STREETS)))
            .filter(|_| !online),
        coordinates: Some((CENTER.0 + north, CENTER.1 + east)).filter(|_| !online),
        conference_url: online.then(|| format!("https://video.example.org/{number}")),
        ..Meeting::default()
    }
}

/// Where the sites are, and one group that anybody may come to.
fn own(w: &mut World<'_, '_>, house: &House, by: PersonId) -> Result<(), Error> {
    let at = w.at(w.ago(90), 11 * 60);
    for (number, site) in house.staff.sites.iter().enumerate() {
        let place = (CENTER.0 + 0.02 * number as f64, CENTER.1 - 0.03 * number as f64);
        w.tx.execute(
            "INSERT INTO mutual_help_site_places (site_id, latitude, longitude, set_at, set_by) VALUES ($1, $2, $3, $4, $5)",
            params![*site, place.0, place.1, at, by],
        )?;
    }
    let group = w.tx.maybe(
        "SELECT id, name FROM support_groups WHERE model = 'support_group' ORDER BY id LIMIT 1",
        &[],
        |row| Ok((row.get::<RowId>("id")?, row.get::<String>("name")?)),
    )?;
    let Some((group, name)) = group else { return Ok(()) };
    let (publication, feed): (RowId, RowId) = (w.id(at), w.id(at));
    w.tx.execute(
        "INSERT INTO mutual_help_publications (id, group_id, day, begins, minutes, types, notes, published_at, published_by)
         VALUES ($1, $2, 2, '18:00', 60, 'O,D', 'Come as you are.', $3, $4)",
        params![publication, group, at, by],
    )?;
    let list = "Cairn Valley Recovery Community".to_string();
    let (url, formats_url, refresh_hours) = (None, None, None);
    let new = store::NewFeed { id: feed, name: list.clone(), kind: "own", url, formats_url, refresh_hours };
    store::add_feed(w.tx, &new, at, Some(by))?;
    let begins = Time::constant(18, 0, 0, 0);
    let meeting = Meeting {
        name,
        slug: publication.to_string(),
        days: vec![2],
        time: Some(begins),
        end_time: Some(Time::constant(19, 0, 0, 0)),
        types: vec!["O".to_string(), "D".to_string()],
        notes: Some("Come as you are.".to_string()),
        location: Some("Main Street Center".to_string()),
        formatted_address: Some("14 Main Street".to_string()),
        coordinates: Some(CENTER),
        entity: Some(list),
        updated: Some(plus(w.today, -90).to_string()),
        ..Meeting::default()
    };
    store::add_meeting(w.tx, feed, &meeting)
}
