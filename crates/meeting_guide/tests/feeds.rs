//! Feeds as they are, feeds as they should not be, and feeds of anything at all.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use cairn_meeting_guide::*;
use jiff::civil::Time;
use proptest::prelude::*;

fn guide(feed: &str) -> (Vec<Meeting>, Vec<String>, Result<usize, FeedError>) {
    let (mut meetings, mut faults) = (Vec::new(), Vec::new());
    let end = read_meeting_guide(feed.as_bytes(), |entry| match entry {
        Ok(meeting) => meetings.push(meeting),
        Err(fault) => faults.push(fault.to_string()),
    });
    (meetings, faults, end)
}

#[test]
fn an_entry_of_every_kind() {
    let feed = r#"[
        {"name": "Sunday night", "slug": 12, "day": [0, "3"], "time": "19:30", "end_time": "20:30", "timezone": "America/New_York",
         "types": ["O", "X", "NA-OWN"], "formatted_address": "14 Main Street, Ashford, VA", "latitude": "38.03", "longitude": -78.48,
         "notes": "<p>Ring the <b>bell</b></p>", "approximate": "no", "region": "North", "sub_region": "Hills",
         "contact_1_name": "Somebody", "feedback_emails": ["a@b.example"], "venmo": "@x"},
        {"name": "By phone", "slug": "phone", "conference_phone": "+1 555 0100", "conference_url": "https://video.example/1"}
    ]"#;
    let (meetings, faults, end) = guide(feed);
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!(end.unwrap(), 2);
    let sunday = &meetings[0];
    assert_eq!((sunday.slug.as_str(), sunday.days.as_slice()), ("12", [0, 3].as_slice()));
    assert_eq!(sunday.types, ["O", "X", "NA-OWN"], "unknown codes are kept");
    assert_eq!(sunday.notes.as_deref(), Some("Ring the bell"));
    assert_eq!(sunday.regions, ["North", "Hills"]);
    assert!(
        sunday.is_in_person()
            && !sunday.is_online()
            && meetings[1].is_online()
            && !meetings[1].is_in_person()
    );
    let mut out = Vec::new();
    write_meeting_guide(&mut out, &meetings).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(
        !text.contains("Somebody") && !text.contains("@b.example") && !text.contains("venmo"),
        "nobody is named: {text}"
    );
}

#[test]
fn faults_name_entry_field_and_reason_and_the_rest_is_read() {
    let feed = r#"[{"name": "A", "slug": "a"}, 7, {"slug": "b"}, {"name": "C", "slug": "c", "day": 7, "time": "10:00"},
        {"name": "D", "slug": "d", "day": 1}, {"name": "E", "slug": "e", "day": 1, "time": "25:00"},
        {"name": "F", "slug": "f", "time": "10:00"}, {"name": "G", "slug": "a"},
        {"name": "H", "slug": "h", "latitude": 95, "longitude": 0}, {"name": "I", "slug": "i", "url": "javascript:alert(1)"},
        {"name": "J", "slug": "j", "types": "O"}, {"name": "K", "slug": "k", "types": [1]},
        {"name": "L", "slug": "l", "approximate": "maybe"}, {"name": {}, "slug": "m"}, {"name": "Z", "slug": "z"}]"#;
    let (meetings, faults, end) = guide(feed);
    assert_eq!(end.unwrap(), 15);
    assert_eq!(meetings.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["A", "J", "Z"]);
    assert_eq!(
        faults,
        [
            "entry 2, entry: not an object",
            "entry 3, name: missing",
            "entry 4, day: not a day: 0 is Sunday, 6 is Saturday",
            "entry 5, time: missing",
            "entry 6, time: not a time such as 19:30",
            "entry 7, day: missing",
            "entry 8, slug: another entry before it has the same",
            "entry 9, latitude: not a coordinate in degrees",
            "entry 10, url: not a web address that begins with http:// or https://",
            "entry 12, types: not a list of texts",
            "entry 13, approximate: neither yes nor no",
            "entry 14, name: not a text",
        ]
    );
}

#[test]
fn what_is_no_array_ends_the_reading_and_says_where() {
    for (feed, entries) in
        [("{}", 0), ("", 0), (r#"[{"name": "A", "slug": "a"}, {"name"#, 1), ("[1, 2] x", 2)]
    {
        let error = guide(feed).2.unwrap_err();
        assert_eq!(error.entries, entries, "{feed}");
        assert!(error.to_string().contains("line 1"), "{error}");
    }
}

#[test]
fn a_bmlt_server_counts_its_days_from_one_and_calls_formats_its_own_way() {
    let formats = r#"[{"key_string": "Of", "world_id": "OPEN"}, {"key_string": "RS", "world_id": "WCHR"}, {"key_string": "zz"}]"#;
    let formats = read_formats(formats.as_bytes()).unwrap();
    let feed = r#"[{"id_bigint": "42", "meeting_name": "Just now", "weekday_tinyint": "1", "venue_type": "3", "start_time": "18:30:00",
        "duration_time": "01:15:00", "formats": "Of,RS,zz", "latitude": "38.1", "longitude": "-78.2", "location_text": "Hall",
        "location_street": "1 Mill Road", "location_municipality": "Ashford", "location_province": "VA",
        "virtual_meeting_link": "https://video.example/2", "contact_name_1": "Somebody"},
        {"id_bigint": "43", "meeting_name": "Late", "weekday_tinyint": "7", "start_time": "23:30:00", "duration_time": "01:00:00"},
        {"id_bigint": "44", "meeting_name": "Never", "weekday_tinyint": "0", "start_time": "10:00:00"}]"#;
    let (mut meetings, mut faults) = (Vec::new(), Vec::new());
    read_bmlt(feed.as_bytes(), &formats, |entry| match entry {
        Ok(meeting) => meetings.push(meeting),
        Err(fault) => faults.push(fault.to_string()),
    })
    .unwrap();
    assert_eq!(faults, ["entry 3, weekday_tinyint: not a day: 1 is Sunday, 7 is Saturday"]);
    assert_eq!((meetings[0].days.as_slice(), meetings[1].days.as_slice()), ([0].as_slice(), [6].as_slice()));
    assert_eq!(meetings[0].types, ["O", "X", "zz"]);
    assert_eq!(meetings[0].end_time, Some(Time::constant(19, 45, 0, 0)));
    assert_eq!(meetings[1].end_time, Some(Time::constant(0, 30, 0, 0)), "after midnight");
    assert_eq!(meetings[0].slug, "bmlt-42");
    assert!(meetings[0].is_in_person() && meetings[0].is_online());
}

fn text() -> impl Strategy<Value = Option<String>> {
    proptest::option::of("[A-Za-zÀ-ÿ0-9 .,'-]{1,30}".prop_map(|text| text.trim().to_string()))
        .prop_map(|text| text.filter(|text| !text.is_empty()))
}

fn some_meeting() -> impl Strategy<Value = Meeting> {
    let when = proptest::option::of((proptest::collection::btree_set(0_u8..7, 1..4), 0_i8..24, 0_i8..60));
    let place = proptest::option::of((-90.0..90.0_f64, -180.0..180.0_f64));
    let types = proptest::collection::btree_set("[A-Z]{1,5}", 0..4);
    (("[a-z]{1,20}", when, place, types), (text(), text(), text(), text()), proptest::bool::ANY).prop_map(
        |((slug, when, coordinates, types), (notes, location, city, group), approximate)| Meeting {
            name: slug.to_uppercase(),
            slug,
            days: when.as_ref().map(|(days, ..)| days.iter().copied().collect()).unwrap_or_default(),
            time: when.as_ref().map(|(_, hour, minute)| Time::constant(*hour, *minute, 0, 0)),
            end_time: when.map(|(_, hour, minute)| Time::constant((hour + 1) % 24, minute, 0, 0)),
            types: types.into_iter().collect(),
            notes,
            location,
            city,
            group,
            coordinates: coordinates.filter(|(lat, lon)| *lat != 0.0 || *lon != 0.0),
            approximate,
            ..Meeting::default()
        },
    )
}

/// Any JSON at all.
fn junk() -> impl Strategy<Value = serde_json::Value> {
    use serde_json::{Value, json};
    let leaf = prop_oneof![
        Just(Value::Null),
        proptest::bool::ANY.prop_map(Value::from),
        proptest::num::f64::NORMAL.prop_map(|number| json!(number)),
        proptest::num::i64::ANY.prop_map(Value::from),
        ".{0,20}".prop_map(Value::from),
    ];
    let keys = prop_oneof![
        "[a-z]{1,8}",
        proptest::sample::select(vec![
            "name",
            "slug",
            "day",
            "time",
            "types",
            "latitude",
            "approximate",
            "url",
            "regions",
            "weekday_tinyint",
            "start_time",
            "duration_time",
            "formats",
            "id_bigint",
            "meeting_name"
        ])
        .prop_map(str::to_string),
    ]
    .boxed();
    leaf.prop_recursive(3, 24, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::btree_map(keys.clone(), inner, 0..8)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_back_the_same(meetings in proptest::collection::vec(some_meeting(), 0..12)) {
        let mut meetings = meetings;
        let mut slugs = std::collections::BTreeSet::new();
        meetings.retain(|meeting| slugs.insert(meeting.slug.clone()));
        let mut out = Vec::new();
        write_meeting_guide(&mut out, &meetings).unwrap();
        let (back, faults, end) = guide(std::str::from_utf8(&out).unwrap());
        prop_assert!(faults.is_empty(), "{faults:?}");
        prop_assert_eq!(end.unwrap(), meetings.len());
        // Degrees to less than a millimeter; everything else to the letter.
        let near = |a: Option<(f64, f64)>, b: Option<(f64, f64)>| match (a, b) {
            (Some(a), Some(b)) => (a.0 - b.0).abs() < 1e-9 && (a.1 - b.1).abs() < 1e-9,
            (a, b) => a == b,
        };
        for (back, meeting) in back.into_iter().zip(meetings) {
            prop_assert!(near(back.coordinates, meeting.coordinates));
            prop_assert_eq!(Meeting { coordinates: None, ..back }, Meeting { coordinates: None, ..meeting });
        }
    }

    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400)) {
        let _ = read_meeting_guide(bytes.as_slice(), |_| {});
        let _ = read_bmlt(bytes.as_slice(), &Formats::default(), |_| {});
        let _ = read_formats(bytes.as_slice());
    }

    #[test]
    fn random_json_never_panics_and_every_entry_is_told_of(list in proptest::collection::vec(junk(), 0..8)) {
        let text = serde_json::Value::from(list.clone()).to_string();
        for bmlt in [false, true] {
            let mut told = 0;
            let end = match bmlt {
                false => read_meeting_guide(text.as_bytes(), |_| told += 1),
                true => read_bmlt(text.as_bytes(), &Formats::default(), |_| told += 1),
            };
            prop_assert_eq!(end.unwrap(), list.len());
            prop_assert_eq!(told, list.len());
        }
    }
}
