//! The program's rules for reaching out and for calls, as its page asks for them.

use super::{OutreachRules, Settings, TelephoneRules};
use crate::web::Form;

/// What was filled in; what was left out stays as it is.
pub(super) struct ContactRules {
    outreach_days: Option<i64>,
    outreach_every: Option<i64>,
    calls_every: Option<i64>,
    calls: Option<i64>,
    retry_days: Option<i64>,
    tries: Option<i64>,
}

impl ContactRules {
    pub fn read(form: &mut Form) -> ContactRules {
        ContactRules {
            outreach_days: form.integer("outreach_days", 1..=365),
            outreach_every: form.integer("outreach_every", 1..=60),
            calls_every: form.integer("calls_every", 1..=90),
            calls: form.integer("calls_planned", 1..=200),
            retry_days: form.integer("calls_retry", 1..=30),
            tries: form.integer("calls_tries", 1..=20),
        }
    }

    pub fn apply(self, settings: &mut Settings) {
        let old = settings.clone();
        settings.outreach = OutreachRules {
            days: self.outreach_days.unwrap_or(old.outreach.days),
            every_days: self.outreach_every.unwrap_or(old.outreach.every_days),
        };
        settings.telephone = TelephoneRules {
            every_days: self.calls_every.unwrap_or(old.telephone.every_days),
            calls: self.calls.unwrap_or(old.telephone.calls),
            retry_days: self.retry_days.unwrap_or(old.telephone.retry_days),
            tries: self.tries.unwrap_or(old.telephone.tries),
            ..old.telephone
        };
    }

    pub fn fill_in(form: &mut Form, settings: &Settings) {
        form.set("outreach_days", settings.outreach.days);
        form.set("outreach_every", settings.outreach.every_days);
        form.set("calls_every", settings.telephone.every_days);
        form.set("calls_planned", settings.telephone.calls);
        form.set("calls_retry", settings.telephone.retry_days);
        form.set("calls_tries", settings.telephone.tries);
    }
}
