//! Reading Meeting Guide JSON.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Read;

use serde_json::Value;

use crate::entry::Entry;
use crate::stream::each_element;
use crate::{Fault, FeedError, Meeting, Reason};

/// Reads a feed and hands over each entry, in order: a meeting, or why it was left out. How many entries there were. Beside the
/// entry at hand eight bytes an entry are kept, to find slugs that come twice.
pub fn read_meeting_guide(
    source: impl Read,
    mut each: impl FnMut(Result<Meeting, Fault>),
) -> Result<usize, FeedError> {
    let mut seen = Seen::default();
    each_element(source, |number, value| {
        each(meeting(number, &value).and_then(|meeting| seen.once(number, meeting)));
    })
}

/// Slugs by their hash.
#[derive(Default)]
pub struct Seen(HashSet<u64>);

impl Seen {
    pub fn once(&mut self, entry: usize, meeting: Meeting) -> Result<Meeting, Fault> {
        let mut hasher = DefaultHasher::new();
        meeting.slug.hash(&mut hasher);
        if self.0.insert(hasher.finish()) {
            Ok(meeting)
        } else {
            Err(Fault { entry, field: "slug", reason: Reason::Again })
        }
    }
}

fn meeting(number: usize, value: &Value) -> Result<Meeting, Fault> {
    let entry = Entry::of(number, value)?;
    let days = days(&entry)?;
    let time = entry.time("time", false)?;
    // A weekly meeting has both; without either it is by appointment.
    match (days.is_empty(), time) {
        (false, None) => return entry.fault("time", Reason::Missing),
        (true, Some(_)) => return entry.fault("day", Reason::Missing),
        _ => {}
    }
    let mut regions = entry.list("regions")?;
    if regions.is_empty() {
        regions.extend([entry.text("region", 255)?, entry.text("sub_region", 255)?].into_iter().flatten());
    }
    Ok(Meeting {
        name: entry.required_text("name", 255)?,
        slug: entry.required_text("slug", 64)?,
        days,
        time,
        end_time: entry.time("end_time", false)?,
        timezone: entry.text("timezone", 64)?,
        types: entry.list("types")?,
        notes: entry.text("notes", 8000)?,
        location: entry.text("location", 500)?,
        location_notes: entry.text("location_notes", 8000)?,
        formatted_address: entry.text("formatted_address", 500)?,
        address: entry.text("address", 500)?,
        city: entry.text("city", 255)?,
        state: entry.text("state", 255)?,
        postal_code: entry.text("postal_code", 40)?,
        country: entry.text("country", 255)?,
        regions,
        coordinates: entry.coordinates()?,
        approximate: entry.yes_or_no("approximate")?,
        conference_url: entry.address("conference_url")?,
        conference_url_notes: entry.text("conference_url_notes", 2000)?,
        conference_phone: entry.text("conference_phone", 100)?,
        conference_phone_notes: entry.text("conference_phone_notes", 2000)?,
        group: entry.text("group", 255)?,
        group_notes: entry.text("group_notes", 8000)?,
        updated: entry.text("updated", 40)?,
        url: entry.address("url")?,
        entity: entry.text("entity", 255)?,
        entity_phone: entry.text("entity_phone", 100)?,
        entity_website_url: entry.address("entity_website_url")?,
    })
}

/// One day or a list of days, 0 being Sunday; digits in a text count.
fn days(entry: &Entry<'_>) -> Result<Vec<u8>, Fault> {
    let day = |value: &Value| {
        let number = value.as_u64().or_else(|| value.as_str()?.trim().parse().ok())?;
        u8::try_from(number).ok().filter(|day| *day <= 6)
    };
    let found: Option<Vec<u8>> = match entry.value("day") {
        None => return Ok(Vec::new()),
        Some(Value::Array(list)) => list.iter().map(day).collect(),
        Some(one) => day(one).map(|day| vec![day]),
    };
    match found {
        Some(mut days) => {
            days.sort_unstable();
            days.dedup();
            Ok(days)
        }
        None => entry.fault("day", Reason::NotADay),
    }
}
