//! A verification: what a representative or a portal said about a policy, when, under which reference.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use super::Known;
use super::estimate::{Condition, Network, Share, Terms, Visits, Yearly};
use super::flags::CheckFacts;
use super::policy::Policy;
use crate::ids::VerificationId;
use crate::web::Form;

pub const METHODS: [&str; 2] = ["phone", "portal"];
/// The referral of the primary care doctor (PCP) that opens the out-of-network tier of a POS plan.
pub const REFERRALS: [&str; 4] = ["on_file", "missing", "not_needed", "unknown"];

/// What was said about one tier. Cents; none is what nobody said.
#[derive(Debug, Clone)]
pub struct Tier {
    pub offered: Known,
    pub deductible: Option<i64>,
    pub deductible_met: Option<i64>,
    /// The person's share in basis points: 4000 is 40 %.
    pub coinsurance: Option<i64>,
    pub copay: Option<i64>,
    pub maximum: Option<i64>,
    pub maximum_met: Option<i64>,
    /// What the plan takes as the price of a session.
    pub allowed: Option<i64>,
}

/// Names of a tier's fields in the form.
pub struct TierFields {
    pub network: &'static str,
    pub offered: &'static str,
    pub deductible: &'static str,
    pub deductible_met: &'static str,
    pub coinsurance: &'static str,
    pub copay: &'static str,
    pub maximum: &'static str,
    pub maximum_met: &'static str,
    pub allowed: &'static str,
}

pub const INSIDE: TierFields = TierFields {
    network: "in",
    offered: "in_offered",
    deductible: "in_deductible",
    deductible_met: "in_deductible_met",
    coinsurance: "in_coinsurance",
    copay: "in_copay",
    maximum: "in_maximum",
    maximum_met: "in_maximum_met",
    allowed: "in_allowed",
};
pub const OUTSIDE: TierFields = TierFields {
    network: "out",
    offered: "out_offered",
    deductible: "out_deductible",
    deductible_met: "out_deductible_met",
    coinsurance: "out_coinsurance",
    copay: "out_copay",
    maximum: "out_maximum",
    maximum_met: "out_maximum_met",
    allowed: "out_allowed",
};

/// What was said.
#[derive(Debug, Clone)]
pub struct Told {
    pub method: String,
    pub representative: Option<String>,
    pub reference: Option<String>,
    pub coverage_active: Known,
    pub peer_support: Known,
    pub precertification: Known,
    pub precertification_reference: Option<String>,
    pub pcp_referral: String,
    pub carve_out: Option<String>,
    pub carve_out_phone: Option<String>,
    pub session_limited: Known,
    pub session_limit: Option<i64>,
    pub sessions_used: Option<i64>,
    pub plan_year_ends_on: Option<Date>,
    pub words: Option<String>,
    pub inside: Tier,
    pub outside: Tier,
}

/// When it was said, on the program's clock, and when to ask again if that was chosen.
#[derive(Debug, Clone)]
pub struct Spoken {
    pub at: DateTime,
    pub next_check_on: Option<Date>,
}

impl Tier {
    fn read(form: &mut Form, fields: &TierFields) -> Tier {
        let tier = Tier {
            offered: known(form, fields.offered),
            deductible: form.cents(fields.deductible),
            deductible_met: form.cents(fields.deductible_met),
            coinsurance: percent(form, fields.coinsurance),
            copay: form.cents(fields.copay),
            maximum: form.cents(fields.maximum),
            maximum_met: form.cents(fields.maximum_met),
            allowed: form.cents(fields.allowed),
        };
        if tier.coinsurance.is_some() && tier.copay.is_some() {
            form.wrong(fields.copay, "tier-copay-or-coinsurance");
        }
        for (amount, met, field) in [
            (tier.deductible, tier.deductible_met, fields.deductible_met),
            (tier.maximum, tier.maximum_met, fields.maximum_met),
        ] {
            if amount.zip(met).is_some_and(|(amount, met)| met > amount) {
                form.wrong(field, "tier-met-above");
            }
        }
        tier
    }

    fn share(&self) -> Option<Share> {
        self.coinsurance.map(Share::Coinsurance).or(self.copay.map(Share::Copay))
    }

    /// Puts what was said into a form.
    fn fill(&self, form: &mut Form, fields: &TierFields) {
        form.set(fields.offered, self.offered.code());
        for (field, amount) in [
            (fields.deductible, self.deductible),
            (fields.deductible_met, self.deductible_met),
            (fields.coinsurance, self.coinsurance),
            (fields.copay, self.copay),
            (fields.maximum, self.maximum),
            (fields.maximum_met, self.maximum_met),
            (fields.allowed, self.allowed),
        ] {
            form.set_some(field, amount.map(hundredths));
        }
    }
}

/// Cents as dollars, or basis points as percent, the way a form holds them.
pub fn hundredths(number: i64) -> String {
    match number % 100 {
        0 => (number / 100).to_string(),
        rest => format!("{}.{rest:02}", number / 100),
    }
}

fn known(form: &mut Form, field: &str) -> Known {
    Known::from_code(&form.required_choice(field, &Known::CODES))
}

/// A percentage from 0 to 100 with at most two decimals (`40`, `33.33 %`) as basis points.
fn percent(form: &mut Form, field: &str) -> Option<i64> {
    let text = form.text(field, 20)?;
    let basis_points = basis_points(&text);
    if basis_points.is_none() {
        form.wrong(field, "tier-not-percent");
    }
    basis_points
}

fn basis_points(text: &str) -> Option<i64> {
    let text = text.trim_end_matches('%').trim();
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || rest.len() > 2 || !digits(whole) || !digits(rest) {
        return None;
    }
    let basis_points = whole.parse::<i64>().ok()? * 100 + format!("{rest:0<2}").parse::<i64>().ok()?;
    (basis_points <= 10_000).then_some(basis_points)
}

impl Spoken {
    pub fn read(form: &mut Form) -> Spoken {
        let day = form.required_date("spoken_on");
        if form.value("spoken_time").trim().is_empty() {
            form.wrong("spoken_time", "form-required");
        }
        let at = day.to_datetime(form.time("spoken_time").unwrap_or_default());
        let next_check_on = form.date("next_check_on");
        if next_check_on.is_some_and(|next| next < day) {
            form.wrong("next_check_on", "verification-next-check-before");
        }
        Spoken { at, next_check_on }
    }
}

impl Told {
    pub fn read(form: &mut Form) -> Told {
        let told = Told {
            method: form.required_choice("method", &METHODS),
            representative: form.text("representative", 120),
            reference: form.text("reference", 80),
            coverage_active: known(form, "coverage_active"),
            peer_support: known(form, "peer_support"),
            precertification: known(form, "precertification"),
            precertification_reference: form.text("precertification_reference", 80),
            pcp_referral: form.required_choice("pcp_referral", &REFERRALS),
            carve_out: form.text("carve_out", 120),
            carve_out_phone: form.phone("carve_out_phone"),
            session_limited: known(form, "session_limited"),
            session_limit: form.integer("session_limit", 0..=1_000),
            sessions_used: form.integer("sessions_used", 0..=1_000),
            plan_year_ends_on: form.date("plan_year_ends_on"),
            words: form.text("words", 4_000),
            inside: Tier::read(form, &INSIDE),
            outside: Tier::read(form, &OUTSIDE),
        };
        if told.session_limited == Known::Yes && told.session_limit.is_none() {
            form.wrong("session_limit", "verification-which-limit");
        }
        if told.session_limited != Known::Yes && told.session_limit.is_some() {
            form.wrong("session_limited", "verification-limit-is-yes");
        }
        told
    }

    /// Puts what was said last time into a form, for a new call to confirm or correct. What belongs to one call
    /// alone (who, reference, words) stays empty.
    pub fn fill(&self, form: &mut Form) {
        form.set("method", &self.method);
        form.set("coverage_active", self.coverage_active.code());
        form.set("peer_support", self.peer_support.code());
        form.set("precertification", self.precertification.code());
        form.set_some("precertification_reference", self.precertification_reference.as_ref());
        form.set("pcp_referral", &self.pcp_referral);
        form.set_some("carve_out", self.carve_out.as_ref());
        form.set_some("carve_out_phone", self.carve_out_phone.as_ref());
        form.set("session_limited", self.session_limited.code());
        form.set_some("session_limit", self.session_limit);
        form.set_some("sessions_used", self.sessions_used);
        form.set_some("plan_year_ends_on", self.plan_year_ends_on);
        self.inside.fill(form, &INSIDE);
        self.outside.fill(form, &OUTSIDE);
    }
}

/// A verification as it was recorded.
#[derive(Debug, Clone)]
pub struct Verification {
    pub id: VerificationId,
    pub spoken_at: Timestamp,
    pub next_check_on: Date,
    /// Who made the call.
    pub by: String,
    pub told: Told,
}

/// Sessions that the plan still pays for, when limited and known.
pub fn sessions_left(limited: Known, limit: Option<i64>, used: Option<i64>) -> Option<i64> {
    (limited == Known::Yes).then(|| limit.zip(used)).flatten().map(|(limit, used)| (limit - used).max(0))
}

impl Verification {
    pub fn check_facts(&self) -> CheckFacts {
        let told = &self.told;
        CheckFacts {
            by_phone: told.method == "phone",
            has_representative: told.representative.is_some(),
            has_reference: told.reference.is_some(),
            coverage_active: told.coverage_active,
            peer_support: told.peer_support,
            precertification: told.precertification,
            has_precertification: told.precertification_reference.is_some(),
            pcp_referral: told.pcp_referral.clone(),
            has_carve_out: told.carve_out.is_some(),
            sessions_left: sessions_left(told.session_limited, told.session_limit, told.sessions_used),
            next_check_on: self.next_check_on,
            out_offered: told.outside.offered,
        }
    }

    /// What an estimate on a day may go by, for one tier.
    pub fn terms(&self, policy: &Policy, network: Network, today: Date) -> Terms {
        let told = &self.told;
        let tier = if network == Network::In { &told.inside } else { &told.outside };
        let visits = match told.session_limited {
            Known::No => Visits::NoLimit,
            Known::Unknown => Visits::Unknown,
            Known::Yes => Visits::Limited { limit: told.session_limit, used: told.sessions_used },
        };
        Terms {
            network,
            doubts: self.doubts(policy, network, today),
            deductible: Yearly { amount: tier.deductible, met: tier.deductible_met },
            share: tier.share(),
            maximum: Yearly { amount: tier.maximum, met: tier.maximum_met },
            allowed: tier.allowed,
            visits,
        }
    }

    fn doubts(&self, policy: &Policy, network: Network, today: Date) -> Vec<(Condition, bool)> {
        let told = &self.told;
        let outside = network == Network::Out;
        let covered_today = policy.last_day().is_none_or(|last| last >= today)
            && policy.card.effective_on.is_none_or(|first| first <= today);
        let active = if covered_today { told.coverage_active } else { Known::No };
        // A referral or number that is missing can still come: until then it is open, not refused.
        let referral = match told.pcp_referral.as_str() {
            "missing" | "unknown" if outside && policy.card.plan_type == "POS" => Known::Unknown,
            _ => Known::Yes,
        };
        let precertification = match told.precertification {
            Known::Yes if told.precertification_reference.is_none() => Known::Unknown,
            Known::Yes | Known::No => Known::Yes,
            Known::Unknown => Known::Unknown,
        };
        let tier = if outside { &told.outside } else { &told.inside };
        [
            (Condition::Active, active),
            (Condition::PeerSupport, told.peer_support),
            (Condition::Offered, tier.offered),
            (Condition::Referral, referral),
            (Condition::Precertification, precertification),
        ]
        .into_iter()
        .filter(|(_, known)| *known != Known::Yes)
        .map(|(condition, known)| (condition, known == Known::Unknown))
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_becomes_basis_points_without_rounding() {
        let table = [("40", 4_000), ("33.33", 3_333), ("0.5%", 50), ("100 %", 10_000), ("0", 0)];
        for (text, expected) in table {
            assert_eq!(basis_points(text), Some(expected), "{text}");
            assert_eq!(basis_points(&hundredths(expected)), Some(expected), "{text}");
        }
        for text in ["", "101", "100.01", "forty", "-5", "1.005", "4,5", "%"] {
            assert_eq!(basis_points(text), None, "{text}");
        }
    }

    #[test]
    fn sessions_are_left_only_when_limit_and_use_are_known() {
        assert_eq!(sessions_left(Known::Yes, Some(20), Some(18)), Some(2));
        assert_eq!(sessions_left(Known::Yes, Some(20), Some(30)), Some(0));
        assert_eq!(sessions_left(Known::Yes, Some(20), None), None);
        assert_eq!(sessions_left(Known::No, Some(20), Some(1)), None);
    }
}
