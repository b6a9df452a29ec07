//! Writing Meeting Guide JSON, one entry after the other.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use crate::Meeting;

/// Writes an array. Days stand alone where there is one and as a list where there are more.
pub fn write_meeting_guide<'a>(
    mut out: impl Write,
    meetings: impl IntoIterator<Item = &'a Meeting>,
) -> io::Result<()> {
    out.write_all(b"[")?;
    for (at, meeting) in meetings.into_iter().enumerate() {
        out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut out, &entry(meeting))?;
    }
    out.write_all(b"\n]\n")
}

fn entry(meeting: &Meeting) -> Value {
    let mut fields = Map::new();
    fields.insert("name".into(), json!(meeting.name));
    fields.insert("slug".into(), json!(meeting.slug));
    match meeting.days.as_slice() {
        [] => {}
        [day] => drop(fields.insert("day".into(), json!(day))),
        days => drop(fields.insert("day".into(), json!(days))),
    }
    let time = |time: Option<jiff::civil::Time>| time.map(|time| time.strftime("%H:%M").to_string());
    let mut put = |name: &str, text: Option<String>| {
        if let Some(text) = text {
            fields.insert(name.into(), json!(text));
        }
    };
    put("time", time(meeting.time));
    put("end_time", time(meeting.end_time));
    for (name, text) in [
        ("timezone", &meeting.timezone),
        ("notes", &meeting.notes),
        ("location", &meeting.location),
        ("location_notes", &meeting.location_notes),
        ("formatted_address", &meeting.formatted_address),
        ("address", &meeting.address),
        ("city", &meeting.city),
        ("state", &meeting.state),
        ("postal_code", &meeting.postal_code),
        ("country", &meeting.country),
        ("conference_url", &meeting.conference_url),
        ("conference_url_notes", &meeting.conference_url_notes),
        ("conference_phone", &meeting.conference_phone),
        ("conference_phone_notes", &meeting.conference_phone_notes),
        ("group", &meeting.group),
        ("group_notes", &meeting.group_notes),
        ("updated", &meeting.updated),
        ("url", &meeting.url),
        ("entity", &meeting.entity),
        ("entity_phone", &meeting.entity_phone),
        ("entity_website_url", &meeting.entity_website_url),
    ] {
        put(name, text.clone());
    }
    if !meeting.types.is_empty() {
        fields.insert("types".into(), json!(meeting.types));
    }
    if !meeting.regions.is_empty() {
        fields.insert("regions".into(), json!(meeting.regions));
    }
    if let Some((latitude, longitude)) = meeting.coordinates {
        fields.insert("latitude".into(), json!(latitude));
        fields.insert("longitude".into(), json!(longitude));
    }
    if meeting.approximate {
        fields.insert("approximate".into(), json!("yes"));
    }
    Value::Object(fields)
}
