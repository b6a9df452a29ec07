//! What to look at before anybody relies on a policy, gravest first, each with what to do next (in the texts).
//!
//! The list is that of programme.md 1.6 and billing.md 3: coverage that is not there, a tier that is not offered, a
//! referral or precertification that is missing, a limit that is reached, evidence of the call that is missing.

use jiff::civil::Date;

use super::Known;

/// How soon it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gravity {
    /// The plan would pay nothing as things stand.
    Now,
    /// Needs to be settled before a first session is billed.
    Due,
    /// Good to know.
    Note,
}

/// In order of gravity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flag {
    Terminated,
    NotYetEffective,
    CoverageInactive,
    PeerSupportNotCovered,
    OutOfNetworkNotOffered,
    ReferralMissing,
    SessionLimitReached,
    PrecertificationMissing,
    NotVerified,
    CheckOverdue,
    CoverageUnknown,
    PeerSupportUnknown,
    ReferralUnknown,
    PrecertificationUnknown,
    ReferenceMissing,
    RepresentativeMissing,
    NetworkUnknown,
    CarveOut,
}

/// What the flags of a policy depend on.
#[derive(Debug, Clone)]
pub struct Facts {
    pub plan_type: String,
    /// in, out, unknown: where the program stands.
    pub network: String,
    pub effective_on: Option<Date>,
    /// The last day of coverage, when known.
    pub last_day: Option<Date>,
    /// The newest verification, or the one that is looked at.
    pub check: Option<CheckFacts>,
}

#[derive(Debug, Clone)]
pub struct CheckFacts {
    pub by_phone: bool,
    pub has_representative: bool,
    pub has_reference: bool,
    pub coverage_active: Known,
    pub peer_support: Known,
    pub precertification: Known,
    pub has_precertification: bool,
    pub pcp_referral: String,
    pub has_carve_out: bool,
    /// Sessions that the plan still pays for, when limited and known.
    pub sessions_left: Option<i64>,
    pub next_check_on: Date,
    pub out_offered: Known,
}

impl Flag {
    pub fn code(self) -> &'static str {
        match self {
            Flag::Terminated => "terminated",
            Flag::NotYetEffective => "not-yet-effective",
            Flag::CoverageInactive => "coverage-inactive",
            Flag::PeerSupportNotCovered => "peer-support-not-covered",
            Flag::OutOfNetworkNotOffered => "out-of-network-not-offered",
            Flag::ReferralMissing => "referral-missing",
            Flag::SessionLimitReached => "session-limit-reached",
            Flag::PrecertificationMissing => "precertification-missing",
            Flag::NotVerified => "not-verified",
            Flag::CheckOverdue => "check-overdue",
            Flag::CoverageUnknown => "coverage-unknown",
            Flag::PeerSupportUnknown => "peer-support-unknown",
            Flag::ReferralUnknown => "referral-unknown",
            Flag::PrecertificationUnknown => "precertification-unknown",
            Flag::ReferenceMissing => "reference-missing",
            Flag::RepresentativeMissing => "representative-missing",
            Flag::NetworkUnknown => "network-unknown",
            Flag::CarveOut => "carve-out",
        }
    }

    pub fn gravity(self) -> Gravity {
        match self {
            flag if flag <= Flag::PrecertificationMissing => Gravity::Now,
            Flag::CarveOut => Gravity::Note,
            _ => Gravity::Due,
        }
    }

    /// The hue of its notice.
    pub fn kind(self) -> &'static str {
        match self.gravity() {
            Gravity::Now => "clay",
            Gravity::Due => "amber",
            Gravity::Note => "slate",
        }
    }

    /// About the program's own record of the call: nothing that the insured person could mend.
    pub fn is_ours(self) -> bool {
        matches!(
            self,
            Flag::ReferenceMissing | Flag::RepresentativeMissing | Flag::NotVerified | Flag::CheckOverdue
        )
    }
}

/// Every flag that is up today, gravest first.
pub fn flags(facts: &Facts, today: Date) -> Vec<Flag> {
    let mut up = of_policy(facts, today);
    match &facts.check {
        None => up.push(Flag::NotVerified),
        Some(check) => up.extend(of_check(facts, check, today)),
    }
    up.sort();
    up
}

fn raised<const N: usize>(conditions: [(bool, Flag); N]) -> Vec<Flag> {
    conditions.into_iter().filter(|(up, _)| *up).map(|(_, flag)| flag).collect()
}

fn of_policy(facts: &Facts, today: Date) -> Vec<Flag> {
    raised([
        (facts.last_day.is_some_and(|last| last < today), Flag::Terminated),
        (facts.effective_on.is_some_and(|first| first > today), Flag::NotYetEffective),
        (facts.network == "unknown", Flag::NetworkUnknown),
    ])
}

fn of_check(facts: &Facts, check: &CheckFacts, today: Date) -> Vec<Flag> {
    let outside = facts.network == "out";
    // HMO and EPO plans pay out of network only when the payer says so (billing.md 1.3, summary step 9).
    let closed = ["HMO", "EPO"].contains(&facts.plan_type.as_str()) && check.out_offered != Known::Yes;
    // The referral opens the out-of-network tier of a POS plan (programme.md 1.6).
    let needs_referral = facts.plan_type == "POS" && facts.network != "in";
    let precertify = check.precertification == Known::Yes && !check.has_precertification;
    raised([
        (check.coverage_active == Known::No, Flag::CoverageInactive),
        (check.coverage_active == Known::Unknown, Flag::CoverageUnknown),
        (check.peer_support == Known::No, Flag::PeerSupportNotCovered),
        (check.peer_support == Known::Unknown, Flag::PeerSupportUnknown),
        (outside && (closed || check.out_offered == Known::No), Flag::OutOfNetworkNotOffered),
        (needs_referral && check.pcp_referral == "missing", Flag::ReferralMissing),
        (needs_referral && check.pcp_referral == "unknown", Flag::ReferralUnknown),
        (precertify, Flag::PrecertificationMissing),
        (check.precertification == Known::Unknown, Flag::PrecertificationUnknown),
        (check.sessions_left.is_some_and(|left| left <= 0), Flag::SessionLimitReached),
        (check.next_check_on < today, Flag::CheckOverdue),
        (!check.has_reference, Flag::ReferenceMissing),
        (check.by_phone && !check.has_representative, Flag::RepresentativeMissing),
        (check.has_carve_out, Flag::CarveOut),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 3, 2);

    /// A policy with nothing to look at.
    fn fine() -> (Facts, CheckFacts) {
        let check = CheckFacts {
            by_phone: true,
            has_representative: true,
            has_reference: true,
            coverage_active: Known::Yes,
            peer_support: Known::Yes,
            precertification: Known::No,
            has_precertification: false,
            pcp_referral: "missing".to_string(),
            has_carve_out: false,
            sessions_left: Some(1),
            next_check_on: TODAY,
            out_offered: Known::Yes,
        };
        let facts = Facts {
            plan_type: "PPO".to_string(),
            network: "out".to_string(),
            effective_on: Some(TODAY),
            last_day: Some(TODAY),
            check: None,
        };
        (facts, check)
    }

    fn with(change: impl FnOnce(&mut Facts, &mut CheckFacts)) -> Vec<Flag> {
        let (mut facts, mut check) = fine();
        change(&mut facts, &mut check);
        facts.check = Some(check);
        flags(&facts, TODAY)
    }

    #[test]
    fn a_policy_in_order_on_its_first_and_last_day_has_no_flags() {
        assert_eq!(with(|_, _| {}), []);
    }

    #[test]
    fn each_flag_by_the_one_thing_that_raises_it() {
        let yesterday = date(2026, 3, 1);
        let tomorrow = date(2026, 3, 3);
        type Change = fn(&mut Facts, &mut CheckFacts, Date, Date);
        let table: [(Change, Flag); 17] = [
            (|f, _, y, _| f.last_day = Some(y), Flag::Terminated),
            (|f, _, _, t| f.effective_on = Some(t), Flag::NotYetEffective),
            (|_, c, _, _| c.coverage_active = Known::No, Flag::CoverageInactive),
            (|_, c, _, _| c.coverage_active = Known::Unknown, Flag::CoverageUnknown),
            (|_, c, _, _| c.peer_support = Known::No, Flag::PeerSupportNotCovered),
            (|_, c, _, _| c.peer_support = Known::Unknown, Flag::PeerSupportUnknown),
            (|_, c, _, _| c.out_offered = Known::No, Flag::OutOfNetworkNotOffered),
            (|f, _, _, _| f.plan_type = "POS".into(), Flag::ReferralMissing),
            (
                |f, c, _, _| (f.plan_type, c.pcp_referral) = ("POS".into(), "unknown".into()),
                Flag::ReferralUnknown,
            ),
            (|_, c, _, _| c.precertification = Known::Yes, Flag::PrecertificationMissing),
            (|_, c, _, _| c.precertification = Known::Unknown, Flag::PrecertificationUnknown),
            (|_, c, _, _| c.sessions_left = Some(0), Flag::SessionLimitReached),
            (|_, c, y, _| c.next_check_on = y, Flag::CheckOverdue),
            (|_, c, _, _| c.has_reference = false, Flag::ReferenceMissing),
            (|_, c, _, _| c.has_representative = false, Flag::RepresentativeMissing),
            (|f, _, _, _| f.network = "unknown".into(), Flag::NetworkUnknown),
            (|_, c, _, _| c.has_carve_out = true, Flag::CarveOut),
        ];
        for (change, flag) in table {
            assert_eq!(with(|f, c| change(f, c, yesterday, tomorrow)), [flag]);
        }
        let (facts, _) = fine();
        assert_eq!(flags(&facts, TODAY), [Flag::NotVerified]);
    }

    #[test]
    fn what_does_not_matter_raises_nothing() {
        let pos_in_network = with(|f, _| (f.plan_type, f.network) = ("POS".into(), "in".into()));
        assert_eq!(pos_in_network, []);
        assert_eq!(with(|f, c| (f.network, c.out_offered) = ("in".into(), Known::No)), []);
        assert_eq!(with(|_, c| (c.by_phone, c.has_representative) = (false, false)), []);
        assert_eq!(with(|_, c| (c.precertification, c.has_precertification) = (Known::Yes, true)), []);
        assert_eq!(with(|_, c| c.sessions_left = None), []);
    }

    #[test]
    fn an_hmo_that_did_not_say_is_taken_as_closed_out_of_network() {
        for plan in ["HMO", "EPO"] {
            let up = with(|f, c| (f.plan_type, c.out_offered) = (plan.into(), Known::Unknown));
            assert_eq!(up, [Flag::OutOfNetworkNotOffered]);
        }
        assert_eq!(with(|_, c| c.out_offered = Known::Unknown), []);
    }

    #[test]
    fn the_gravest_comes_first() {
        let up = with(|f, c| {
            c.has_carve_out = true;
            c.has_reference = false;
            f.last_day = Some(date(2026, 1, 31));
            f.plan_type = "POS".into();
        });
        assert_eq!(up, [Flag::Terminated, Flag::ReferralMissing, Flag::ReferenceMissing, Flag::CarveOut]);
        let kinds: Vec<_> = up.into_iter().map(Flag::kind).collect();
        assert_eq!(kinds, ["clay", "clay", "amber", "slate"]);
    }
}
