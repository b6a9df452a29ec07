//! Reading what a BMLT server answers (`GetSearchResults`, `GetFormats`).
//!
//! Two traps: its weekdays are 1 (Sunday) to 7, and its format keys are local; what a format means is its `world_id`.

use std::collections::BTreeMap;
use std::io::Read;

use jiff::ToSpan;
use serde_json::Value;

use crate::entry::Entry;
use crate::guide::Seen;
use crate::stream::each_element;
use crate::{Fault, FeedError, Meeting, Reason};

/// World ids of formats and the Meeting Guide codes that mean the same (`TsmlMeetingResource` of bmlt-server).
const WORLD: [(&str, &str); 24] = [
    ("OPEN", "O"),
    ("CLOSED", "C"),
    ("VM", "ONL"),
    ("HYBR", "ONL"),
    ("TC", "TC"),
    ("WCHR", "X"),
    ("BEG", "BE"),
    ("DISC", "D"),
    ("SPK", "SP"),
    ("STEP", "ST"),
    ("TRAD", "TR"),
    ("LIT", "LIT"),
    ("BT", "LIT"),
    ("IW", "LIT"),
    ("JFT", "LIT"),
    ("MED", "MED"),
    ("CAN", "CAN"),
    ("CW", "CF"),
    ("W", "W"),
    ("M", "M"),
    ("GL", "LGBTQ"),
    ("Y", "Y"),
    ("ASL", "ASL"),
    ("NS", "NS"),
];

/// What the local keys of a server mean: key to Meeting Guide code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Formats(BTreeMap<String, String>);

impl Formats {
    /// The Meeting Guide code; the key itself where its meaning is not known.
    fn code<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.get(key).map_or(key, String::as_str)
    }
}

/// Reads the answer of `GetFormats`. A format without a world id keeps its key.
pub fn read_formats(source: impl Read) -> Result<Formats, FeedError> {
    let mut formats = Formats::default();
    each_element(source, |_, value| {
        let text = |field: &str| value.get(field).and_then(Value::as_str).map(str::trim);
        let Some(key) = text("key_string").filter(|key| !key.is_empty()) else { return };
        let world = text("world_id").unwrap_or_default();
        if let Some((_, code)) = WORLD.iter().find(|(known, _)| *known == world) {
            formats.0.insert(key.to_string(), (*code).to_string());
        }
    })?;
    Ok(formats)
}

/// Reads the answer of `GetSearchResults`. With the server's formats, their keys are put into Meeting Guide codes.
pub fn read_bmlt(
    source: impl Read,
    formats: &Formats,
    mut each: impl FnMut(Result<Meeting, Fault>),
) -> Result<usize, FeedError> {
    let mut seen = Seen::default();
    each_element(source, |number, value| {
        each(meeting(number, &value, formats).and_then(|meeting| seen.once(number, meeting)));
    })
}

fn meeting(number: usize, value: &Value, formats: &Formats) -> Result<Meeting, Fault> {
    let entry = Entry::of(number, value)?;
    let day = entry.text("weekday_tinyint", 4)?;
    let day = match day.map(|text| text.parse::<u8>()) {
        None => return entry.fault("weekday_tinyint", Reason::Missing),
        Some(Ok(day @ 1..=7)) => day - 1,
        Some(_) => return entry.fault("weekday_tinyint", Reason::NotABmltDay),
    };
    let Some(time) = entry.time("start_time", true)? else {
        return entry.fault("start_time", Reason::Missing);
    };
    let length = entry.time("duration_time", true)?;
    let end_time = length.filter(|length| *length != jiff::civil::Time::midnight()).map(|length| {
        time.wrapping_add(i64::from(length.hour()).hours()).wrapping_add(i64::from(length.minute()).minutes())
    });
    let mut types: Vec<String> = Vec::new();
    for key in entry.list("formats")? {
        let code = formats.code(&key).to_string();
        if !types.contains(&code) {
            types.push(code);
        }
    }
    let id = entry.required_text("id_bigint", 40)?;
    let regions = [entry.text("location_city_subsection", 255)?, entry.text("location_neighborhood", 255)?];
    Ok(Meeting {
        name: entry.required_text("meeting_name", 255)?,
        slug: ["bmlt-", &id].concat(),
        days: vec![day],
        time: Some(time.round(jiff::Unit::Minute).unwrap_or(time)),
        end_time,
        timezone: entry.text("time_zone", 64)?,
        types,
        notes: entry.text("comments", 8000)?,
        location: entry.text("location_text", 500)?,
        location_notes: entry.text("location_info", 8000)?,
        address: entry.text("location_street", 500)?,
        city: entry.text("location_municipality", 255)?,
        state: entry.text("location_province", 255)?,
        postal_code: entry.text("location_postal_code_1", 40)?,
        country: entry.text("location_nation", 255)?,
        regions: regions.into_iter().flatten().collect(),
        coordinates: entry.coordinates()?,
        // A virtual meeting has a town, not a door.
        approximate: entry.text("venue_type", 4)?.as_deref() == Some("2"),
        conference_url: entry.address("virtual_meeting_link")?,
        conference_url_notes: entry.text("virtual_meeting_additional_info", 2000)?,
        conference_phone: entry.text("phone_meeting_number", 100)?,
        ..Meeting::default()
    })
}
