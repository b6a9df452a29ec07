//! The plan of an effort: how often to try, until when, and what follows from each attempt. Pure rules.

use jiff::{ToSpan, civil::Date};

use super::Safety;
use crate::web::Refusal;

pub const WHYS: [&str; 6] =
    ["first_call", "warm_hand_off", "stopped_coming", "after_discharge", "follow_up", "other"];
/// `through_person` is somebody whom they named themselves, who hears the neutral sentence alone (`follow_up`).
pub const WAYS: [&str; 8] =
    ["phone", "text", "visit", "street", "letter", "email", "online", "through_person"];
pub const OUTCOMES: [&str; 10] = [
    "reached",
    "message_left",
    "sent",
    "no_answer",
    "not_there",
    "wrong_number",
    "declined",
    "asked_not_to",
    "moved",
    "died",
];
/// `plan_over` and what an attempt says are written by the attempt; the others by hand too.
pub const ENDINGS: [&str; 6] = ["connected", "declined", "moved", "died", "plan_over", "not_needed"];

/// How often, and up to and with which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    pub every_days: i64,
    pub until_on: Date,
}

/// What follows from an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    Try(Date),
    /// One of [`ENDINGS`].
    End(&'static str),
}

impl Next {
    pub fn on(self) -> Option<Date> {
        if let Next::Try(on) = self { Some(on) } else { None }
    }
}

impl Plan {
    /// What comes after an attempt on `today`; `agreed` is a day that was agreed with the person or set by whoever tried.
    /// Somebody who asked not to be contacted keeps their place in the plan: the wish holds it, not an end, so that a newer
    /// wish of theirs finds everything as it was.
    pub fn after(&self, outcome: &str, today: Date, agreed: Option<Date>) -> Next {
        let by_plan = today.saturating_add(self.every_days.max(1).days());
        match (outcome, agreed) {
            ("moved", _) => Next::End("moved"),
            ("died", _) => Next::End("died"),
            ("asked_not_to", _) => Next::Try(by_plan.min(self.until_on).max(today)),
            ("reached", None) => Next::End("connected"),
            ("declined", None) => Next::End("declined"),
            (_, Some(on)) => Next::Try(on),
            (_, None) if by_plan > self.until_on => Next::End("plan_over"),
            (_, None) => Next::Try(by_plan),
        }
    }

    /// Whether a day for the next try can be taken: from today on, within the plan.
    pub fn takes(&self, on: Date, today: Date) -> Result<(), Refusal> {
        let fits = on >= today && on <= self.until_on;
        if fits { Ok(()) } else { Err(Refusal { field: "next_on", key: "outreach-next-range" }) }
    }
}

/// Whether this attempt may be written down as one that was made: what is not safe is not tried, and no message is left
/// where none may be.
pub fn may(way: &str, outcome: &str, safety: &Safety) -> Result<(), Refusal> {
    if safety.no_contact {
        return Err(Refusal { field: "way", key: "outreach-no-contact" });
    }
    if matches!(way, "phone" | "text") && safety.to_call == "no" {
        return Err(Refusal { field: "way", key: "outreach-not-safe-to-call" });
    }
    if outcome == "message_left" && safety.to_leave_message != "yes" {
        return Err(Refusal { field: "outcome", key: "outreach-no-message" });
    }
    let fits = match outcome {
        "sent" => matches!(way, "text" | "letter" | "email" | "online" | "through_person"),
        "message_left" => matches!(way, "phone" | "visit"),
        "wrong_number" => matches!(way, "phone" | "text" | "through_person"),
        "not_there" => matches!(way, "visit" | "street"),
        _ => true,
    };
    if fits { Ok(()) } else { Err(Refusal { field: "outcome", key: "outreach-outcome-way" }) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TODAY: Date = jiff::civil::date(2026, 3, 2);

    fn plan(days: i64, every_days: i64) -> Plan {
        Plan { every_days, until_on: TODAY.saturating_add(days.days()) }
    }

    #[test]
    fn ninety_days_of_an_emergency_department_by_hand() {
        let plan = plan(90, 7);
        assert_eq!(plan.after("no_answer", TODAY, None), Next::Try("2026-03-09".parse().unwrap()));
        assert_eq!(
            plan.after("sent", TODAY, Some("2026-03-05".parse().unwrap())).on(),
            Some("2026-03-05".parse().unwrap())
        );
        assert_eq!(plan.after("reached", TODAY, None), Next::End("connected"));
        assert_eq!(
            plan.after("no_answer", "2026-05-28".parse().unwrap(), None),
            Next::End("plan_over"),
            "day 88 plus seven"
        );
    }

    #[test]
    fn what_is_not_safe_is_refused() {
        let safe = |to_call: &str, to_leave_message: &str, no_contact| Safety {
            to_call: to_call.into(),
            to_leave_message: to_leave_message.into(),
            no_contact,
        };
        assert!(may("phone", "message_left", &safe("yes", "yes", false)).is_ok());
        for unsure in ["no", "unknown"] {
            let refused = may("phone", "message_left", &safe("yes", unsure, false));
            assert_eq!(refused.unwrap_err().key, "outreach-no-message");
        }
        assert_eq!(may("phone", "no_answer", &safe("no", "yes", false)).unwrap_err().field, "way");
        assert!(may("visit", "not_there", &safe("no", "no", false)).is_ok());
        for way in WAYS {
            for outcome in OUTCOMES {
                assert!(may(way, outcome, &safe("yes", "yes", true)).is_err(), "{way} {outcome}");
            }
        }
    }

    proptest! {
        #[test]
        fn an_effort_ends_or_goes_on_within_its_plan(
            outcome in proptest::sample::select(OUTCOMES.to_vec()), length in 0_i64..200, every in -3_i64..60, passed in 0_i64..200,
        ) {
            let plan = plan(length, every);
            let today = TODAY.saturating_add(passed.min(length).days());
            match plan.after(outcome, today, None) {
                Next::Try(on) => prop_assert!(on >= today && on <= plan.until_on),
                Next::End(reason) => prop_assert!(ENDINGS.contains(&reason)),
            }
            // Who asked not to be contacted is held by their wish alone: nothing of the plan is lost.
            prop_assert!(matches!(plan.after("asked_not_to", today, None), Next::Try(_)));
        }
    }
}
