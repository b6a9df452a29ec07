//! Peer exchanges of the therapy groups in the last weeks: plans, who was with whom, limits, and what people kept.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use cairn_db::{Error, params};
use cairn_exchange::{History, Limits, Odd, Pair, Request, Shape, form};
use jiff::Timestamp;

use super::world::{World, later};
use super::{rows, words};
use crate::ids::{GroupId, MeetingId, PersonId, RowId};

/// How far back exchanges go; from then on every meeting has a plan.
const DAYS: i64 = 75;

struct Met {
    id: MeetingId,
    group: GroupId,
    leader: PersonId,
    starts_at: Timestamp,
}

pub fn write(w: &mut World<'_, '_>) -> Result<(), Error> {
    let met = w.tx.all(
        "SELECT m.id, m.group_id, g.leader_id, m.starts_at FROM group_meetings m
         JOIN support_groups g ON g.id = m.group_id AND g.model = 'group_therapy'
         WHERE m.starts_at >= $1 AND m.starts_at < $2 ORDER BY m.starts_at, m.id",
        params![later(w.now, -DAYS * 24 * 60), later(w.now, 8 * 24 * 60)],
        |row| {
            Ok(Met {
                id: row.get("id")?,
                group: row.get("group_id")?,
                leader: row.get("leader_id")?,
                starts_at: row.get("starts_at")?,
            })
        },
    )?;
    let mut histories: BTreeMap<GroupId, (History, Limits)> = BTreeMap::new();
    for (at, met) in met.iter().enumerate() {
        let shape = if at % 3 == 2 { Shape::Triads } else { Shape::Pairs };
        let rounds = plan(w, met, shape)?;
        let present = present(w, met)?;
        if present.len() < 2 || later(met.starts_at, 120) >= w.now {
            continue;
        }
        let (history, limits) = match histories.entry(met.group) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert((History::default(), limits(w, met, &present)?)),
        };
        begin(w, met, &rounds)?;
        exchange(w, met, (present, shape), (history, limits))?;
    }
    Ok(())
}

fn present(w: &mut World<'_, '_>, met: &Met) -> Result<Vec<String>, Error> {
    w.tx.all(
        "SELECT person_id FROM attendances WHERE meeting_id = $1 AND minutes > 0 ORDER BY person_id",
        params![met.id],
        |row| row.get("person_id"),
    )
}

fn plan(w: &mut World<'_, '_>, met: &Met, shape: Shape) -> Result<Vec<RowId>, Error> {
    let planned_at = w.past(later(met.starts_at, -3 * 24 * 60));
    rows::MeetingPlan {
        meeting_id: met.id,
        opening: Some(words::EXCHANGE_OPENING),
        closing: Some(words::EXCHANGE_CLOSING),
        shape: if shape == Shape::Triads { "triads" } else { "pairs" },
        odd: "other_size",
        planned_at,
        planned_by: met.leader,
    }
    .put(w.tx)?;
    let mut rounds = Vec::new();
    for (number, minutes) in [(1, 8), (2, 12)] {
        let (id, prompt) = (w.id::<RowId>(planned_at), w.dice.word(words::EXCHANGE_PROMPTS));
        rows::ExchangeRound { id, meeting_id: met.id, number, prompt, minutes }.put(w.tx)?;
        rounds.push(id);
    }
    Ok(rounds)
}

fn begin(w: &mut World<'_, '_>, met: &Met, rounds: &[RowId]) -> Result<(), Error> {
    for (round_id, minute) in rounds.iter().zip([20, 32]) {
        let started_at = later(met.starts_at, minute);
        let (id, started_by) = (w.id(started_at), met.leader);
        rows::ExchangeRoundStart { id, round_id: *round_id, started_at, started_by }.put(w.tx)?;
    }
    Ok(())
}

/// The first two who came are never together, and the third rather listens.
fn limits(w: &mut World<'_, '_>, met: &Met, present: &[String]) -> Result<Limits, Error> {
    let mut limits = Limits::default();
    let said_at = later(met.starts_at, -60);
    let person = |id: &String| id.parse::<PersonId>().ok();
    if let [one, other, third, ..] = present {
        limits.never.insert(Pair::of(one, other));
        limits.stances.insert(third.clone(), cairn_exchange::Stance::NotGiver);
        let said = [(one, person(other), "not_with"), (third, None, "not_giver")];
        for (who, other_id, kind) in said {
            let Some(person_id) = person(who) else { continue };
            let (id, group_id) = (w.id(said_at), met.group);
            rows::ExchangeLimit { id, group_id, person_id, other_id, kind, said_at, said_by: person_id }
                .put(w.tx)?;
        }
    }
    Ok(limits)
}

fn exchange(
    w: &mut World<'_, '_>,
    met: &Met,
    (present, shape): (Vec<String>, Shape),
    (history, limits): (&mut History, &Limits),
) -> Result<(), Error> {
    let people = present.clone();
    let request = Request { present, shape, odd: Odd::OtherSize, seed: 7 };
    let Ok(formed) = form(&request, history, limits) else { return Ok(()) };
    let formed_at = later(met.starts_at, 15);
    let id: RowId = w.id(formed_at);
    rows::ExchangeForming { id, meeting_id: met.id, how: "formed", formed_at, formed_by: met.leader }
        .put(w.tx)?;
    for exchange in &formed.exchanges {
        let row: RowId = w.id(formed_at);
        rows::PeerExchange {
            id: row,
            forming_id: id,
            giver_id: exchange.giver.clone(),
            receiver_id: exchange.receiver.clone(),
            listener_id: exchange.listener.clone(),
        }
        .put(w.tx)?;
    }
    for left in &formed.left_out {
        rows::ExchangeWatcher { forming_id: id, person_id: left.id.clone(), reason: "no_place" }.put(w.tx)?;
    }
    let (confirmed_at, confirmed_by) = (later(formed_at, 2), met.leader);
    rows::ExchangeConfirmation { forming_id: id, confirmed_at, confirmed_by }.put(w.tx)?;
    history.meetings.push(formed.meeting());
    for person in people {
        if !w.dice.chance(0.4) {
            continue;
        }
        let Ok(person_id) = person.parse::<PersonId>() else { continue };
        let minutes = 100 + w.dice.between(0, 900);
        let written_at = w.past(later(met.starts_at, minutes));
        let tier = w.dice.word(&["mine", "mine", "mine", "ours", "team"]);
        let (gave, took) = (w.dice.word(words::EXCHANGE_GAVE), w.dice.word(words::EXCHANGE_TOOK));
        let (id, meeting_id) = (w.id(written_at), met.id);
        rows::ExchangeNote {
            id,
            meeting_id,
            person_id,
            tier,
            gave: Some(gave),
            took: Some(took),
            written_at,
        }
        .put(w.tx)?;
    }
    Ok(())
}
