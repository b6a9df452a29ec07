//! A policy: who pays, under which number, for whom, from when to when.

use jiff::civil::Date;

use super::flags::Facts;
use crate::ids::{FirstCallId, ParticipantId, PolicyId};
use crate::web::Form;

pub const PLAN_TYPES: [&str; 5] = ["PPO", "POS", "HMO", "EPO", "other"];
/// What the insured person is to the subscriber.
pub const RELATIONS: [&str; 4] = ["self", "spouse", "child", "other"];
/// Where the program stands with a plan.
pub const NETWORKS: [&str; 3] = ["in", "out", "unknown"];

/// Whose policy it is. One that came with a first call is the participant's from enrollment on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    Participant(ParticipantId),
    FirstCall(FirstCallId),
}

impl Owner {
    /// Where the owner's other policies are.
    pub fn path(&self) -> String {
        match self {
            Owner::Participant(id) => format!("/participants/{id}/policies"),
            Owner::FirstCall(id) => format!("/first-calls/{id}"),
        }
    }
}

/// What is on the card, as somebody read it out.
#[derive(Debug, Clone)]
pub struct NewPolicy {
    pub payer: String,
    pub payer_phone: Option<String>,
    pub plan_name: Option<String>,
    pub plan_type: String,
    pub member_id: String,
    pub group_number: Option<String>,
    pub subscriber_name: Option<String>,
    pub subscriber_relation: String,
    pub subscriber_born_on: Option<Date>,
    pub network: String,
    pub effective_on: Option<Date>,
    /// The last day of coverage, when it is known already.
    pub ends_on: Option<Date>,
}

impl NewPolicy {
    pub fn read(form: &mut Form) -> NewPolicy {
        let new = NewPolicy {
            payer: form.required_text("payer", 120),
            payer_phone: form.phone("payer_phone"),
            plan_name: form.text("plan_name", 120),
            plan_type: form.required_choice("plan_type", &PLAN_TYPES),
            member_id: form.required_text("member_id", 40),
            group_number: form.text("group_number", 40),
            subscriber_name: form.text("subscriber_name", 120),
            subscriber_relation: form.required_choice("subscriber_relation", &RELATIONS),
            subscriber_born_on: form.date("subscriber_born_on"),
            network: form.required_choice("network", &NETWORKS),
            effective_on: form.date("effective_on"),
            ends_on: form.date("ends_on"),
        };
        if ends_before_it_begins(new.effective_on, new.ends_on) {
            form.wrong("ends_on", "policy-ends-before-it-begins");
        }
        new
    }
}

/// Whether a last day lies before the first.
pub fn ends_before_it_begins(first: Option<Date>, last: Option<Date>) -> bool {
    first.zip(last).is_some_and(|(first, last)| last < first)
}

/// A policy as it stands.
#[derive(Debug, Clone)]
pub struct Policy {
    pub id: PolicyId,
    pub card: NewPolicy,
    /// The last day of coverage by a termination that was learned later.
    pub terminated_on: Option<Date>,
}

impl Policy {
    /// The last day of coverage; what was learned later counts.
    pub fn last_day(&self) -> Option<Date> {
        self.terminated_on.or(self.card.ends_on)
    }

    /// The end of the member id, for those who need to recognize it and not to use it.
    pub fn member_id_ending(&self) -> String {
        let length = self.card.member_id.chars().count();
        self.card.member_id.chars().skip(length.saturating_sub(4).max(length / 2)).collect()
    }

    pub fn facts(&self) -> Facts {
        Facts {
            plan_type: self.card.plan_type.clone(),
            network: self.card.network.clone(),
            effective_on: self.card.effective_on,
            last_day: self.last_day(),
            check: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_coverage_of_one_day_is_a_coverage() {
        let day = date(2026, 3, 2);
        assert!(!ends_before_it_begins(Some(day), Some(day)));
        assert!(ends_before_it_begins(Some(day), Some(date(2026, 3, 1))));
        assert!(!ends_before_it_begins(None, Some(day)));
    }
}
