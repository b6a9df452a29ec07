//! Insurance policies and what representatives said about them.

use cairn_db::Error;
use jiff::Timestamp;
use jiff::civil::Date;

use super::dice::Dice;
use super::house::House;
use super::lives::Life;
use super::rows;
use super::world::{World, later, plus};
use crate::ids::{FirstCallId, ParticipantId, PersonId, PolicyId, VerificationId};

const PLANS: [(&str, &str, &str); 7] = [
    ("Blue Mesa Health", "PPO", "Open Choice 1500"),
    ("Blue Mesa Health", "POS", "Point of Service Plus"),
    ("Horizon Ridge", "POS", "Ridge Flex"),
    ("Horizon Ridge", "HMO", "Ridge Core"),
    ("Tidewater Mutual", "PPO", "Freedom 2000"),
    ("Tidewater Mutual", "EPO", "Select"),
    ("State Medicaid", "HMO", "Managed care"),
];

pub fn payer(dice: &mut Dice) -> &'static str {
    dice.pick(&PLANS).map_or("", |(payer, _, _)| payer)
}

/// Whose policy it is: a participant's, or a caller's.
struct Holder {
    participant: Option<ParticipantId>,
    call: Option<FirstCallId>,
    name: Option<String>,
}

pub fn write(w: &mut World<'_, '_>, house: &House, lives: &[Life]) -> Result<(), Error> {
    for (at, life) in lives.iter().enumerate() {
        if !(life.is_persona() || w.dice.chance(0.66)) {
            continue;
        }
        let plan = if life.is_persona() { PLANS.get(1) } else { PLANS.get(at % PLANS.len()) };
        let (days, from) = (w.dice.between(20, 300), life.registered_at);
        let ended = (at % 11 == 5).then(|| w.ago(days));
        let holder =
            Holder { participant: Some(life.participant), call: None, name: Some(life.name.full.clone()) };
        let policy = add(w, house.staff.biller, holder, (plan.copied().unwrap_or_default(), ended), from)?;
        let mut spoken_at = later(from, w.dice.between(60, 3 * 24 * 60));
        for _ in 0..w.dice.between(1, 4) {
            if spoken_at < later(w.now, -10) {
                verify(w, house.staff.biller, policy, ended, spoken_at)?;
            }
            spoken_at = later(spoken_at, w.dice.between(25, 70) * 24 * 60);
        }
    }
    Ok(())
}

/// The policy of a caller who did not enroll, checked once.
pub fn of_call(
    w: &mut World<'_, '_>,
    biller: PersonId,
    call: FirstCallId,
    at: Timestamp,
) -> Result<(), Error> {
    let plan = w.dice.pick(&PLANS).unwrap_or_default();
    let holder = Holder { participant: None, call: Some(call), name: None };
    let policy = add(w, biller, holder, (plan, None), at)?;
    verify(w, biller, policy, None, w.past(later(at, 90)))
}

#[derive(Clone, Copy)]
struct Policy {
    id: PolicyId,
    plan_type: &'static str,
}

fn add(
    w: &mut World<'_, '_>,
    biller: PersonId,
    holder: Holder,
    ((payer, plan_type, plan_name), ended): ((&'static str, &'static str, &'static str), Option<Date>),
    recorded_at: Timestamp,
) -> Result<Policy, Error> {
    let id = w.id(recorded_at);
    let relation = w.dice.weighted(&[(7, "self"), (2, "spouse"), (2, "child")]);
    let insured = w.dice.between(740, 800);
    let member_id = format!("CV{:07}", w.dice.between(0, 9_999_999));
    let group_number = Some(format!("G-{:05}", w.dice.between(0, 99_999))).filter(|_| w.dice.chance(0.7));
    rows::Policy {
        id,
        participant_id: holder.participant,
        first_call_id: holder.call,
        payer,
        payer_phone: Some(super::names::phone(&mut w.dice)),
        plan_name: Some(plan_name),
        plan_type,
        member_id,
        group_number,
        subscriber_name: holder.name.filter(|_| relation == "self"),
        subscriber_relation: relation,
        subscriber_born_on: None,
        network: if plan_type == "HMO" {
            "in"
        } else {
            w.dice.weighted(&[(2, "in"), (5, "out"), (1, "unknown")])
        },
        effective_on: Some(w.ago(insured)),
        ends_on: ended,
        recorded_at,
        recorded_by: biller,
    }
    .put(w.tx)?;
    Ok(Policy { id, plan_type })
}

const REPRESENTATIVES: [&str; 6] = ["Tanya", "Mr. Lopes", "Devon", "Kim R.", "Ms. Ahmed", "Chris"];

fn verify(
    w: &mut World<'_, '_>,
    biller: PersonId,
    Policy { id: policy_id, plan_type }: Policy,
    ended: Option<Date>,
    spoken_at: Timestamp,
) -> Result<(), Error> {
    let id = w.id(spoken_at);
    let day = spoken_at.to_zoned_datetime(w.zone.clone()).date();
    let over = ended.is_some_and(|ended| ended <= day);
    let method = w.dice.weighted(&[(4, "phone"), (1, "portal")]);
    let by_phone = method == "phone";
    let precertification = w.dice.weighted(&[(3, "yes"), (5, "no"), (1, "unknown")]);
    let limit = Some(w.dice.between(2, 6) * 10).filter(|_| w.dice.chance(0.35));
    let carved_out = w.dice.chance(0.25);
    let reference = format!("{:08}", w.dice.between(0, 99_999_999));
    rows::Verification {
        id,
        policy_id,
        method,
        representative: by_phone.then(|| w.dice.word(&REPRESENTATIVES)),
        reference: Some(format!("R{reference}")),
        spoken_at,
        coverage_active: if over { "no" } else { "yes" },
        peer_support_covered: if over {
            "unknown"
        } else {
            w.dice.weighted(&[(7, "yes"), (1, "no"), (2, "unknown")])
        },
        precertification,
        precertification_reference: (precertification == "yes").then(|| format!("PA{reference}")),
        // The POS plan's own trap: without the referral its out-of-network tier stays closed.
        pcp_referral: if plan_type == "POS" { w.dice.word(&["on_file", "missing"]) } else { "not_needed" },
        carve_out: carved_out.then_some("Evergreen Behavioral"),
        carve_out_phone: carved_out.then_some("(540) 555-0177"),
        session_limited: if limit.is_some() { "yes" } else { "no" },
        session_limit: limit,
        sessions_used: limit.map(|limit| w.dice.between(0, limit / 2)),
        plan_year_ends_on: Date::new(day.year(), 12, 31).ok(),
        next_check_on: plus(day, w.settings.calls.benefits_days),
        words: Some("Benefit information is not a guarantee of payment, they said.").filter(|_| by_phone),
        recorded_at: w.past(later(spoken_at, 12)),
        recorded_by: biller,
    }
    .put(w.tx)?;
    if over {
        return Ok(());
    }
    tier(w, id, "in", true)?;
    tier(w, id, "out", matches!(plan_type, "PPO" | "POS"))
}

/// Figures in the usual range of employer plans; out of network everything is about twice as much.
fn tier(
    w: &mut World<'_, '_>,
    verification_id: VerificationId,
    network: &'static str,
    offered: bool,
) -> Result<(), Error> {
    let times = if network == "in" { 1 } else { 2 };
    let deductible = times * w.dice.between(2, 8) * 25_000;
    let most = times * w.dice.between(6, 14) * 50_000;
    let met = deductible * w.dice.between(0, 4) / 4;
    let copay = network == "in" && w.dice.chance(0.5);
    let figure = |value: i64| offered.then_some(value);
    rows::BenefitTier {
        verification_id,
        network,
        offered: if offered { "yes" } else { "no" },
        deductible_cents: figure(deductible),
        deductible_met_cents: figure(met),
        coinsurance_basis_points: figure(times * w.dice.between(2, 4) * 500).filter(|_| !copay),
        copay_cents: figure(w.dice.between(2, 9) * 500).filter(|_| copay),
        out_of_pocket_max_cents: figure(most),
        out_of_pocket_met_cents: figure(met.min(most)),
        allowed_cents: figure(w.dice.between(60, 95) * 100).filter(|_| w.dice.chance(0.85)),
    }
    .put(w.tx)
}
