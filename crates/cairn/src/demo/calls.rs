//! First calls: of those who enrolled, of those who did not, and the few that wait today.

use std::collections::BTreeMap;

use cairn_db::Error;
use jiff::Timestamp;

use super::house::House;
use super::lives::Life;
use super::names::{self, Names};
use super::world::{HISTORY, World, later, plus};
use super::{insurance, rows, words};
use crate::ids::{FirstCallId, ParticipantId, PersonId};

/// First calls for each participant: about two and a half, most of which led elsewhere.
const CALLS_PER_TEN: u32 = 25;

struct Caller {
    kind: &'static str,
    name: Option<String>,
    about: Option<String>,
    language: &'static str,
    risk: &'static str,
}

/// A call that waits today: hours since it came, who called, the risk, hours until the next step is due.
const WAITING: [(i64, &str, &str, i64); 7] = [
    (70, "family", "none", 22),
    (30, "professional", "none", -4),
    (26, "hospital", "none", 3),
    (9, "self", "yes", 1),
    (5, "family", "none", 4),
    (3, "self", "none", 5),
    (1, "self", "unsure", 2),
];

/// Writes all calls; the call that led to each enrollment.
pub fn take(
    w: &mut World<'_, '_>,
    house: &House,
    lives: &[Life],
    names: &mut Names,
) -> Result<BTreeMap<ParticipantId, FirstCallId>, Error> {
    let mut led = BTreeMap::new();
    for life in lives {
        if let Some(call) = of_participant(w, house, life)? {
            led.insert(life.participant, call);
        }
    }
    let all = lives.len() * CALLS_PER_TEN as usize / 10;
    for at in led.len()..all.saturating_sub(WAITING.len()) {
        elsewhere(w, house, (at, names))?;
    }
    for (at, waiting) in WAITING.iter().enumerate() {
        open(w, house, *waiting, at % 3 == 0, names)?;
    }
    Ok(led)
}

fn kind(w: &mut World<'_, '_>) -> &'static str {
    w.dice.weighted(&[
        (45, "self"),
        (22, "family"),
        (12, "professional"),
        (8, "hospital"),
        (4, "court"),
        (4, "friend"),
        (3, "alumni"),
        (2, "other"),
    ])
}

fn of_participant(w: &mut World<'_, '_>, house: &House, life: &Life) -> Result<Option<FirstCallId>, Error> {
    let Some(first) = life.first_day().filter(|_| life.is_persona() || w.dice.chance(0.86)) else {
        return Ok(None);
    };
    let kind = kind(w);
    let own = Some(life.name.full.clone());
    let (name, about) = if kind == "self" || kind == "alumni" { (own, None) } else { (None, own) };
    let caller = Caller { kind, name, about, language: life.language(), risk: "none" };
    let days = w.dice.between(1, 12);
    let received_at = w.workday(plus(first, -days));
    let call = receive(w, house, caller, received_at)?;
    let closed_at = w.past(later(life.registered_at, 20)).max(later(received_at, 90));
    follow(w, house.staff.coordinator, call, received_at, closed_at)?;
    close(w, house.staff.coordinator, call, "enrolled", closed_at)?;
    Ok(Some(call))
}

fn elsewhere(w: &mut World<'_, '_>, house: &House, (at, names): (usize, &mut Names)) -> Result<(), Error> {
    let spanish = w.dice.chance(0.15);
    let name = names.next(&mut w.dice, spanish).full;
    let about = names.next(&mut w.dice, spanish).full;
    let kind = kind(w);
    let risk = w.dice.weighted(&[(92, "none"), (5, "unsure"), (3, "yes")]);
    let caller = Caller {
        kind,
        // A no-name call is a call.
        name: Some(name).filter(|_| w.dice.chance(0.72)),
        about: Some(about).filter(|_| kind != "self" && w.dice.chance(0.5)),
        language: if spanish { "es" } else { "en" },
        risk,
    };
    let days = w.dice.between(4, HISTORY - 2);
    let received_at = w.workday(w.ago(days));
    let call = receive(w, house, caller, received_at)?;
    let reason = w.dice.weighted(&[
        (28, "referred_elsewhere"),
        (18, "declined"),
        (24, "could_not_reach"),
        (26, "information_only"),
        (4, "duplicate"),
    ]);
    let closed_at = w.after(received_at, 60, 9 * 24 * 60);
    follow(w, house.staff.coordinator, call, received_at, closed_at)?;
    close(w, house.staff.coordinator, call, reason, closed_at)?;
    if at % 12 == 0 {
        insurance::of_call(w, house.staff.biller, call, closed_at)?;
    }
    Ok(())
}

fn open(
    w: &mut World<'_, '_>,
    house: &House,
    (hours, kind, risk, due): (i64, &'static str, &'static str, i64),
    nameless: bool,
    names: &mut Names,
) -> Result<(), Error> {
    let name = names.next(&mut w.dice, false).full;
    let about = names.next(&mut w.dice, false).full;
    let caller = Caller {
        kind,
        name: Some(name).filter(|_| !nameless),
        about: Some(about).filter(|_| kind != "self" && !nameless),
        language: if due == 5 { "es" } else { "en" },
        risk,
    };
    let received_at = later(w.now, -hours * 60);
    let call = receive(w, house, caller, received_at)?;
    let coordinator = house.staff.coordinator;
    if hours > 24 {
        // Somebody tried once already.
        let tried_at = later(received_at, 150);
        step(w, coordinator, call, (received_at, later(received_at, 180)))?.settle(
            w,
            "message_left",
            tried_at,
        )?;
        step(w, coordinator, call, (tried_at, later(w.now, due * 60)))?;
    } else {
        step(w, coordinator, call, (received_at, later(w.now, due * 60)))?;
    }
    Ok(())
}

fn receive(
    w: &mut World<'_, '_>,
    house: &House,
    caller: Caller,
    received_at: Timestamp,
) -> Result<FirstCallId, Error> {
    let id = w.id(received_at);
    let needs =
        words::NEEDS.iter().find(|(kind, _)| *kind == caller.kind).map_or(&[][..], |(_, needs)| needs);
    let named = caller.name.is_some();
    let insurance = w.dice.weighted(&[(5, "named"), (2, "none"), (4, "not_asked")]);
    let relation =
        (caller.kind == "family").then(|| w.dice.word(&["mother", "father", "partner", "sister", "brother"]));
    let phone = Some(names::phone(&mut w.dice)).filter(|_| named || w.dice.chance(0.5));
    rows::FirstCall {
        id,
        received_at,
        taken_by: house.staff.coordinator,
        site_id: w.dice.pick(&house.staff.sites),
        caller_kind: caller.kind,
        caller_email: caller.name.as_deref().map(names::email).filter(|_| w.dice.chance(0.3)),
        caller_name: caller.name,
        relation,
        about_name: caller.about,
        language: caller.language,
        safe_to_call: if phone.is_some() {
            w.dice.weighted(&[(8, "yes"), (1, "no"), (2, "unknown")])
        } else {
            "unknown"
        },
        safe_to_leave_message: w.dice.weighted(&[(5, "yes"), (4, "no"), (3, "unknown")]),
        caller_phone: phone,
        best_times: Some(w.dice.word(words::BEST_TIMES)).filter(|_| w.dice.chance(0.6)),
        needs: w.dice.word(needs),
        immediate_risk: caller.risk,
        heard_from: Some(w.dice.word(words::HEARD_FROM)).filter(|_| w.dice.chance(0.7)),
        insurance,
        payer_name: (insurance == "named").then(|| insurance::payer(&mut w.dice)),
    }
    .put(w.tx)?;
    if caller.risk == "yes" {
        let (told, done) = w.dice.pick(words::CRISIS).unwrap_or_default();
        let recorded_at = w.past(later(received_at, 25));
        let recorded_by = house.staff.coordinator;
        rows::CrisisResponse {
            id: w.id(recorded_at),
            first_call_id: id,
            told,
            done,
            recorded_at,
            recorded_by,
        }
        .put(w.tx)?;
    }
    Ok(id)
}

struct OpenStep {
    id: crate::ids::NextStepId,
    owner: PersonId,
}

impl OpenStep {
    fn settle(
        self,
        w: &mut World<'_, '_>,
        outcome: &'static str,
        recorded_at: Timestamp,
    ) -> Result<(), Error> {
        let words =
            Some(w.dice.word(words::STEP_WORDS)).filter(|_| outcome != "closed" && w.dice.chance(0.5));
        rows::NextStepOutcome { next_step_id: self.id, outcome, words, recorded_at, recorded_by: self.owner }
            .put(w.tx)
    }
}

fn step(
    w: &mut World<'_, '_>,
    owner: PersonId,
    call: FirstCallId,
    (set_at, due_at): (Timestamp, Timestamp),
) -> Result<OpenStep, Error> {
    let id = w.id(set_at);
    let what = w.dice.word(words::CALL_STEPS);
    rows::NextStep { id, first_call_id: call, what, owner_id: owner, due_at, set_at, set_by: owner }
        .put(w.tx)?;
    Ok(OpenStep { id, owner })
}

/// One to three steps between the call and its closing, each settled before the next.
fn follow(
    w: &mut World<'_, '_>,
    owner: PersonId,
    call: FirstCallId,
    from: Timestamp,
    until: Timestamp,
) -> Result<(), Error> {
    let many = w.dice.between(1, 3);
    let span = (until.as_millisecond() - from.as_millisecond()) / 60_000;
    for at in 0..many {
        let (begins, ends) = (later(from, span * at / many), later(from, span * (at + 1) / many));
        let outcome = if at + 1 == many {
            "closed"
        } else {
            w.dice.word(&["reached", "message_left", "no_answer", "done"])
        };
        step(w, owner, call, (begins, later(begins, 8 * 60)))?.settle(w, outcome, ends)?;
    }
    Ok(())
}

fn close(
    w: &mut World<'_, '_>,
    closed_by: PersonId,
    first_call_id: FirstCallId,
    reason: &'static str,
    closed_at: Timestamp,
) -> Result<(), Error> {
    let choices =
        words::CLOSING_WORDS.iter().find(|(code, _)| *code == reason).map_or(&[][..], |(_, words)| words);
    let words = Some(w.dice.word(choices));
    rows::CallClosing { id: w.id(closed_at), first_call_id, reason, words, closed_at, closed_by }.put(w.tx)
}
