//! Who opened which record in the last four weeks: what a participant finds under "who saw my record".

use cairn_db::Error;
use jiff::Timestamp;

use super::house::House;
use super::lives::Life;
use super::world::World;
use crate::access::Role;
use crate::audit::{self, Act};
use crate::ids::PersonId;

const DAYS: i64 = 28;

/// Who opens, under which hat, what, and how likely on a given day.
type Reader = (PersonId, Role, &'static str, f64);

pub fn write(w: &mut World<'_, '_>, house: &House, lives: &[Life]) -> Result<(), Error> {
    for back in (0..=DAYS).rev() {
        let day = w.ago(back);
        let mut today: Vec<(Timestamp, usize, Reader)> = Vec::new();
        for (at, life) in lives.iter().enumerate().filter(|(_, life)| life.is_enrolled()) {
            let mut readers: Vec<Reader> = vec![
                (life.person, Role::Participant, "record", 0.15),
                (house.staff.coordinator, Role::Coordinator, "record", 0.06),
                (house.staff.biller, Role::Biller, "coverage", 0.04),
            ];
            if let Some(supporter) = life.supporter().and_then(|at| house.supporters.get(at)) {
                readers.push((supporter.person, Role::PeerSupporter, "record", 0.33));
                readers.push((supporter.supervisor, Role::Supervisor, "record", 0.12));
            }
            let since = life.registered_at;
            for reader in readers {
                let minute = w.dice.between(8 * 60, 19 * 60);
                let opened_at = w.at(day, minute);
                if w.dice.chance(reader.3) && opened_at > since && opened_at < w.now {
                    today.push((opened_at, at, reader));
                }
            }
        }
        today.sort_by_key(|(at, _, _)| *at);
        for (opened_at, at, (person, acting_as, kind, _)) in today {
            let participant = lives.get(at).map(|life| life.participant);
            let stamp = audit::Stamp { id: w.id(opened_at), at: opened_at, actor: Some(person) };
            audit::write(
                w.tx,
                stamp,
                audit::Entry { act: Act::Opened, kind, id: None, participant, acting_as },
            )?;
        }
    }
    Ok(())
}
