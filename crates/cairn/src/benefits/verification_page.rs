//! What was said on one call, side by side for the two tiers, and the answer to "what would it cost me?".

use askama::Template;
use axum::extract::Path;
use jiff::civil::Date;

use super::answer::{TierAnswer, tier_answer};
use super::estimate::{Asked, NO_MAXIMUM, Network};
use super::flags::{Flag, flags};
use super::open::{self, OpenPolicy};
use super::store;
use super::verification::{Tier, Verification, hundredths};
use crate::ids::VerificationId;
use crate::web::{Answer, Form, Problem, Shell, Text, Visit};

/// The most that is asked about at once: a session a day for a year, at ten thousand dollars each.
const MOST_SESSIONS: i64 = 366;
const HIGHEST_CHARGE: i64 = 1_000_000;

#[derive(Template)]
#[template(path = "benefits/verification_page.html")]
struct VerificationPage {
    t: Text,
    shell: Shell,
    f: Form,
    opened: OpenPolicy,
    verification: Verification,
    flags: Vec<Flag>,
    answers: Vec<TierAnswer>,
    /// A newer call about the same policy.
    newer: Option<VerificationId>,
}

/// A row of the two tiers side by side.
struct Row {
    label: &'static str,
    inside: String,
    outside: String,
}

impl VerificationPage {
    fn said(&self) -> String {
        let (payer, when) =
            (self.opened.policy.card.payer.as_str(), self.t.instant(&self.verification.spoken_at));
        self.t.args("verification-said", [("payer", payer.into()), ("when", when.into())])
    }

    fn rows(&self) -> Vec<Row> {
        let (inside, outside) = (&self.verification.told.inside, &self.verification.told.outside);
        let row = |label, show: &dyn Fn(&Tier) -> String| Row {
            label,
            inside: show(inside),
            outside: show(outside),
        };
        let money = |cents: Option<i64>| match cents {
            Some(cents) if cents >= NO_MAXIMUM => self.t.get("tier-no-maximum"),
            Some(cents) => self.t.cents(&cents),
            None => self.t.get("form-unknown"),
        };
        let percent = |points: Option<i64>| match points {
            Some(points) => format!("{} %", hundredths(points)),
            None => self.t.get("form-unknown"),
        };
        let mut rows = vec![
            row("tier-offered", &|tier| self.t.code("form", tier.offered.code())),
            row("tier-deductible", &|tier| money(tier.deductible)),
            row("tier-deductible-met", &|tier| money(tier.deductible_met)),
        ];
        // A tier has a copay or a coinsurance: the other one is not a gap.
        if inside.copay.is_none() || outside.copay.is_none() {
            rows.push(row("tier-coinsurance", &|tier| match tier.copay {
                Some(_) => "–".to_string(),
                None => percent(tier.coinsurance),
            }));
        }
        if inside.copay.is_some() || outside.copay.is_some() {
            rows.push(row("tier-copay", &|tier| {
                tier.copay.map_or("–".to_string(), |cents| self.t.cents(&cents))
            }));
        }
        rows.push(row("tier-maximum", &|tier| money(tier.maximum)));
        rows.push(row("tier-maximum-met", &|tier| money(tier.maximum_met)));
        rows.push(row("tier-allowed", &|tier| money(tier.allowed)));
        rows
    }

    fn sessions(&self) -> String {
        let told = &self.verification.told;
        match (told.session_limited.code(), told.session_limit) {
            ("no", _) => self.t.get("verification-no-limit"),
            ("yes", Some(limit)) => match told.sessions_used {
                Some(used) => {
                    self.t.args("verification-limit-used", [("limit", limit.into()), ("used", used.into())])
                }
                None => self.t.with("verification-limit-unused", "limit", limit),
            },
            _ => self.t.get("form-unknown"),
        }
    }
}

/// What the caller asks, once both parts are given; what is wrong stands beside its field.
fn asked(form: &mut Form) -> Option<Asked> {
    if form.value("sessions").is_empty() && form.value("charge").is_empty() {
        return None;
    }
    let sessions = form.required_integer("sessions", 1..=MOST_SESSIONS);
    if form.value("charge").trim().is_empty() {
        form.wrong("charge", "form-required");
    }
    let charge = form.cents("charge").unwrap_or(1);
    if !(1..=HIGHEST_CHARGE).contains(&charge) {
        form.wrong("charge", "estimate-charge-range");
    }
    form.is_valid().then_some(Asked { sessions, charge })
}

pub async fn show(visit: Visit, Path(id): Path<VerificationId>, mut query: Form) -> Answer {
    let asked = asked(&mut query);
    let (visitor, (open, verification, newer, today)) = visit
        .write(move |desk| {
            let policy = store::policy_of(desk.tx, id)?.ok_or(Problem::NotFound)?;
            let open = open::policy(desk, policy)?;
            let verification = store::verification(desk.tx, &open.proof, id)?;
            let latest = store::latest(desk.tx, &open.proof, policy)?;
            let newer = latest.map(|latest| latest.id).filter(|latest| *latest != id);
            Ok((open, verification, newer, desk.today()))
        })
        .await?;
    let (t, shell) = visitor.shell("verification-title");
    let mut facts = open.policy.facts();
    facts.check = Some(verification.check_facts());
    let mut up = flags(&facts, today);
    up.retain(|flag| !(open.own && flag.is_ours()));
    let answers = asked.map_or_else(Vec::new, |asked| answers(&t, &open, &verification, (asked, today)));
    let page = VerificationPage {
        f: query.clone(),
        opened: open,
        verification,
        flags: up,
        answers,
        newer,
        t,
        shell,
    };
    visitor.show_form(&query, page)
}

/// The answers for both tiers, the one that counts first.
fn answers(
    t: &Text,
    open: &OpenPolicy,
    verification: &Verification,
    (asked, today): (Asked, Date),
) -> Vec<TierAnswer> {
    let network = open.policy.card.network.as_str();
    let mut answers = [(Network::In, "out"), (Network::Out, "in")].map(|(tier, other)| {
        let estimate = verification.terms(&open.policy, tier, today).estimate(asked);
        tier_answer(t, asked, tier, network != other, &estimate)
    });
    answers.sort_by_key(|answer| !answer.is_ours);
    answers.into()
}
