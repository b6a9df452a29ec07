//! Two people with nothing in common but a language and an evening, for tests to build on.

use crate::{Musts, Part, Participant, Slot, Supporter};

pub(crate) fn participant() -> Participant {
    Participant {
        id: "p1".into(),
        languages: ["en".to_owned()].into(),
        wishes: vec![],
        shares: vec![],
        must: Musts { language: "en".into(), ..Musts::default() },
        availability: Slot::new(1, Part::Evening).into_iter().collect(),
        conflicts: vec![],
        past_supporters: [].into(),
        declined: [].into(),
    }
}

pub(crate) fn supporter(id: &str) -> Supporter {
    Supporter {
        id: id.into(),
        languages: ["en".to_owned()].into(),
        shares: vec![],
        gender: None,
        availability: Slot::new(1, Part::Evening).into_iter().collect(),
        caseload: 3,
        capacity: 15,
        warn_at: 10,
        paused: false,
    }
}
