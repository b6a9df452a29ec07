//! How people said they were, the phones that go into the street, and a tablet in the lobby.

use cairn_db::{Error, params};
use jiff::Timestamp;

use super::house::House;
use super::lives::Life;
use super::rows;
use super::world::{World, later};
use crate::access::Tier;
use crate::ids::{PersonId, RowId, SessionId};

const SAID: [&str; 6] = [
    "Slept at last.",
    "My sister called.",
    "Rent is due and I do not know how.",
    "Walked instead.",
    "Long day, but a clear one.",
    "Hard to sit still.",
];
const TIERS: [Tier; 3] = [Tier::Ours, Tier::Supervised, Tier::Team];
const HALT: [&str; 4] = ["tired", "lonely", "hungry tired", "angry"];

pub fn write(w: &mut World<'_, '_>, house: &House, lives: &[Life]) -> Result<(), Error> {
    let walked: Vec<(&Life, usize)> =
        lives.iter().filter_map(|life| life.supporter().map(|at| (life, at))).collect();
    for (life, supporter) in &walked {
        let supporter = house.supporters.get(*supporter).map(|one| one.person);
        check_ins(w, life, supporter)?;
    }
    devices(w, house, &walked)?;
    lobby(w, house, &walked)
}

/// A few in the last weeks, most by the participant, some together with their supporter.
fn check_ins(w: &mut World<'_, '_>, life: &Life, supporter: Option<PersonId>) -> Result<(), Error> {
    for week in 0..4 {
        if !w.dice.chance(0.6) {
            continue;
        }
        let day = w.ago(7 * week + 1);
        let made_at = w.workday(day);
        let together = supporter.filter(|_| w.dice.chance(0.3));
        let halt = w.dice.chance(0.4).then(|| w.dice.word(&HALT).to_string());
        rows::CheckIn {
            id: w.id(made_at),
            participant_id: life.participant,
            mood: Some(w.dice.between(3, 9).to_string()),
            craving: w.dice.chance(0.7).then(|| w.dice.between(0, 6).to_string()),
            halt,
            words: w.dice.chance(0.8).then(|| w.dice.word(&SAID)),
            tier: w.dice.word(&TIERS.map(Tier::code)),
            made_at,
            made_by: together.unwrap_or(life.person),
            kept_at: w.after(made_at, 0, 240),
        }
        .put(w.tx)?;
    }
    Ok(())
}

/// One that is in use, and one that was lost.
fn devices(w: &mut World<'_, '_>, house: &House, walked: &[(&Life, usize)]) -> Result<(), Error> {
    for (days, name, lost) in [(40, "Old phone", true), (3, "Street phone", false)] {
        let Some((life, at)) = walked.first() else { return Ok(()) };
        let Some(holder) = house.supporters.get(*at).map(|one| one.person) else { return Ok(()) };
        let day = w.ago(days);
        let set_up_at = w.workday(day);
        let id: RowId = w.id(set_up_at);
        // No token has this hash: nobody holds these devices.
        let token_hash = format!("demo-{days}");
        rows::OfflineDevice { id, person_id: holder, name, token_hash, set_up_at }.put(w.tx)?;
        let (taken_at, until_at) = (later(set_up_at, 5), later(set_up_at, 24 * 60));
        let taking = w.id(taken_at);
        rows::OfflineTaking {
            id: taking,
            device_id: id,
            participant_id: life.participant,
            taken_at,
            until_at,
        }
        .put(w.tx)?;
        if lost {
            let revoked_at = later(set_up_at, 60 * 30);
            rows::OfflineRevocation { device_id: id, revoked_at, revoked_by: holder }.put(w.tx)?;
        }
    }
    Ok(())
}

/// A tablet at the first site; those with a session today came to it.
fn lobby(w: &mut World<'_, '_>, house: &House, walked: &[(&Life, usize)]) -> Result<(), Error> {
    let site = w.tx.maybe("SELECT id FROM sites ORDER BY name LIMIT 1", &[], |row| row.get("id"))?;
    let Some(site_id) = site else { return Ok(()) };
    let day = w.ago(60);
    let made_at = w.workday(day);
    let (kiosk_id, made_by): (RowId, _) = (w.id(made_at), house.staff.coordinator);
    let token_hash = "demo-link".to_string();
    let link_expires_at = later(made_at, 60);
    rows::Kiosk { id: kiosk_id, site_id, name: "Front desk", token_hash, link_expires_at, made_at, made_by }
        .put(w.tx)?;
    let token_hash = "demo-tablet".to_string();
    rows::KioskOpening { kiosk_id, token_hash, opened_at: later(made_at, 10) }.put(w.tx)?;
    for (number, (life, _)) in walked.iter().enumerate() {
        let code = format!("{:06}", 104_729 * (number as u64 + 3) % 1_000_000);
        let mark = w.tx.blind("arrival_codes.code", &code);
        let id = w.id(made_at);
        rows::ArrivalCode { id, person_id: life.person, code, mark, issued_at: made_at }.put(w.tx)?;
        let begins = w.tx.maybe(
            "SELECT s.id, s.starts_at FROM sessions s LEFT JOIN cancellations c ON c.session_id = s.id
             WHERE s.participant_id = $1 AND s.starts_at > $2 AND s.starts_at < $3 AND c.session_id IS NULL
             ORDER BY s.starts_at, s.id LIMIT 1",
            params![life.participant, later(w.now, -4 * 60), w.now],
            |row| Ok((row.get::<SessionId>("id")?, row.get::<Timestamp>("starts_at")?)),
        )?;
        if let Some((session, starts_at)) = begins {
            let arrived_at = w.past(later(starts_at, -4));
            let id = w.id(arrived_at);
            let session_id = Some(session);
            rows::Arrival { id, person_id: life.person, kiosk_id, session_id, arrived_at }.put(w.tx)?;
        }
    }
    Ok(())
}
