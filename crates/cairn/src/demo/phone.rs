//! What the personas keep on their own phones: the days they count, and check-ins of a whole season.

use cairn_db::Error;

use super::cast::{JORDAN, ROSA};
use super::lives::Life;
use super::rows;
use super::world::{World, later};
use crate::access::Tier;

/// Moods and urges of one season, the oldest week first: a hard beginning, a setback, and a way on.
const SEASON: [(i64, i64); 14] = [
    (3, 7),
    (4, 7),
    (3, 8),
    (5, 6),
    (5, 5),
    (2, 8),
    (4, 6),
    (6, 5),
    (6, 4),
    (5, 4),
    (7, 3),
    (6, 3),
    (7, 2),
    (8, 2),
];
const SAID: [&str; 4] = ["Walked to the river.", "My niece called.", "A loud day. Quiet now.", "Made soup."];
/// Days ago of the return to use that the season tells of.
const RETURN_AGO: i64 = 61;

pub fn write(w: &mut World<'_, '_>, lives: &[Life]) -> Result<(), Error> {
    for life in lives.iter().filter(|life| life.is(JORDAN) || life.is(ROSA)) {
        let jordan = life.is(JORDAN);
        days(w, life, jordan)?;
        if jordan {
            season(w, life)?;
        }
    }
    Ok(())
}

/// One counts both, the other sees one number under a name of her own.
fn days(w: &mut World<'_, '_>, life: &Life, both: bool) -> Result<(), Error> {
    let began_on = w.ago(if both { 371 } else { 190 });
    let set_at = w.past(w.at(w.ago(150), 20 * 60));
    let (participant_id, by) = (life.participant, life.person);
    let id = w.id(set_at);
    let tier = if both { Tier::Ours } else { Tier::Mine }.code();
    rows::DayCountStart { id, participant_id, began_on, tier, set_at, set_by: by }.put(w.tx)?;
    if both {
        let noted_at = w.past(w.at(w.ago(RETURN_AGO - 2), 21 * 60));
        let (id, returned_on) = (w.id(noted_at), w.ago(RETURN_AGO));
        let tier = Tier::Mine.code();
        rows::DayCountReturn { id, participant_id, returned_on, tier, noted_at, noted_by: by }.put(w.tx)?;
    }
    let (shown, called) = if both { ("both", None) } else { ("total", Some("mis días")) };
    let chosen_at = later(set_at, 5);
    let id = w.id(chosen_at);
    rows::DayCountShowing { id, participant_id, shown, called, chosen_at, chosen_by: by }.put(w.tx)
}

/// Two check-ins a week, each in the evening and told to the supporter or to nobody.
fn season(w: &mut World<'_, '_>, life: &Life) -> Result<(), Error> {
    for (week, (mood, craving)) in (0..).zip(SEASON) {
        for (turn, ago) in [(0, 3), (1, 0)] {
            let day = w.ago(7 * (13 - week) + ago);
            let made_at = w.past(w.at(day, 20 * 60 + 7 * turn));
            let said = SAID.iter().copied().cycle().nth(usize::try_from(week + turn).unwrap_or_default());
            rows::CheckIn {
                id: w.id(made_at),
                participant_id: life.participant,
                mood: Some((mood + turn).to_string()),
                craving: Some((craving - turn).to_string()),
                halt: (mood < 5).then(|| "tired lonely".to_string()),
                words: said.filter(|_| turn == 0),
                tier: if turn == 0 { Tier::Ours } else { Tier::Mine }.code(),
                made_at,
                made_by: life.person,
                kept_at: later(made_at, 1),
            }
            .put(w.tx)?;
        }
    }
    Ok(())
}
