//! Two years of complaints, most answered long ago, two open today.

use cairn_db::{Error, Value};

use super::{Officer, morning};
use crate::demo::rows;
use crate::demo::world::{HISTORY, World};

/// What it was about, what it said, and how it came out.
const TOLD: [(&str, &str, &str, &str); 6] = [
    (
        "seen",
        "The screen at the front desk could be read from the chairs.",
        "substantiated",
        "The screen was turned.",
    ),
    (
        "shared",
        "My sister knew the day of my session.",
        "not_substantiated",
        "She had seen the appointment card.",
    ),
    (
        "refused_right",
        "I asked for my copy two weeks ago.",
        "substantiated",
        "The copy went out the same day.",
    ),
    (
        "treated_badly",
        "After I complained my session was moved twice.",
        "partly",
        "Moved for illness; said so too late.",
    ),
    ("other", "The walls of the small room are thin.", "substantiated", "A curtain and a fan were put in."),
    ("seen", "Somebody called my name across the hall.", "substantiated", "We ask for first names only now."),
];

pub fn write(w: &mut World<'_, '_>, officer: Officer) -> Result<(), Error> {
    for at in 0..28 {
        let days = 40 + at * (HISTORY - 60) / 28;
        add(w, officer, at as usize, days)?;
    }
    add(w, officer, 1, 9)?;
    add(w, officer, 4, 3)
}

fn add(w: &mut World<'_, '_>, officer: Officer, at: usize, days: i64) -> Result<(), Error> {
    let (about, words, outcome, answer) = TOLD.get(at % TOLD.len()).copied().unwrap_or_default();
    let received_at = morning(w, days);
    let id = w.id(received_at);
    let by_phone = at % 3 == 2;
    let name = if by_phone { officer.seal(w, "A caller named Pat")? } else { Value::Null };
    rows::Complaint {
        id,
        came_by: if by_phone { "phone" } else { "page" },
        about,
        anonymous: !by_phone,
        name,
        words: officer.seal(w, words)?,
        received_at,
        recorded_by: by_phone.then_some(officer.person),
    }
    .put(w.tx)?;
    if days < 20 {
        return Ok(());
    }
    let (words, answered_at) = (officer.seal(w, answer)?, morning(w, days - 14));
    rows::ComplaintAnswer { complaint_id: id, outcome, words, answered_at, answered_by: officer.person }
        .put(w.tx)?;
    if days < 95 {
        return Ok(());
    }
    let checked_at = morning(w, days - 91);
    rows::RetaliationCheck {
        id: w.id(checked_at),
        complaint_id: id,
        found: if by_phone { "none_found" } else { "cannot_ask" },
        words: officer.seal(w, "Looked at the schedule before and after.")?,
        checked_at,
        checked_by: officer.person,
    }
    .put(w.tx)
}
