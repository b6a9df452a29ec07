//! Free times: a week of mornings, afternoons and evenings.

use std::collections::BTreeSet;

use cairn_matching::{Part, Slot};

use crate::web::{Choice, Form, Text};

/// The name of the boxes in a form.
pub const FIELD: &str = "times";

/// One weekday with its three boxes.
pub struct Day {
    pub label: String,
    pub parts: Vec<Choice>,
}

/// Every part of the week, Monday first, as a form sends it.
fn week() -> Vec<(String, Slot)> {
    let parts = (0..7_u8).flat_map(|day| Part::ALL.map(|part| (day, part)));
    parts.filter_map(|(day, part)| Some((code(day, part), Slot::new(day, part)?))).collect()
}

fn code(day: u8, part: Part) -> String {
    format!("{day}-{}", part.code())
}

pub fn days(t: &Text) -> Vec<Day> {
    let parts = |day| Part::ALL.map(|part| Choice::new(code(day, part), t.code("free-part", part.code())));
    (0..7_u8)
        .map(|day| Day { label: t.get(&format!("weekday-long-{day}")), parts: parts(day).to_vec() })
        .collect()
}

pub fn set(form: &mut Form, times: &BTreeSet<Slot>) {
    for slot in times {
        form.set(FIELD, code(slot.day(), slot.part()));
    }
}

pub fn read(form: &mut Form) -> BTreeSet<Slot> {
    let week = week();
    let codes: Vec<&str> = week.iter().map(|(code, _)| code.as_str()).collect();
    let chosen = form.choices(FIELD, &codes);
    week.iter().filter(|(code, _)| chosen.contains(code)).map(|(_, slot)| *slot).collect()
}

/// `Tue morning, Fri evening`.
pub fn words<'s>(t: &Text, slots: impl IntoIterator<Item = &'s Slot>) -> String {
    let word = |slot: &Slot| {
        let part = t.code("free-part", slot.part().code()).to_lowercase();
        format!("{} {part}", t.get(&format!("weekday-short-{}", slot.day())))
    };
    slots.into_iter().map(word).collect::<Vec<_>>().join(", ")
}
