//! Why a supporter is offered, as data: the application says it in the reader's language.
//!
//! Reasons are made from what may be shown and from nothing else. Their content, number and order are the same as if
//! whatever the supporter keeps back for matching did not exist.

use std::cmp::Reverse;

use crate::likeness::wishes;
use crate::{Kind, Part, Participant, Showing, Supporter, Weights};

/// One thing a participant may be told about why this supporter could suit them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Both have lived this, or the participant wished for it (`wished`) and the supporter has lived it.
    SharedExperience { kind: Kind, value: String, wished: bool },
    /// Both speak this language.
    SharedLanguage { language: String },
    /// Both have time then; `day` counts from Monday = 0.
    AvailableAt { day: u8, part: Part },
    /// The supporter is below the caseload at which the program warns.
    HasRoom,
}

/// The reasons for one pair: shared experiences, the weightiest for this participant first (then in the order of kinds
/// and values); languages; times from Monday on; room.
pub(crate) fn reasons(participant: &Participant, supporter: &Supporter, weights: &Weights) -> Vec<Reason> {
    let mut told = shared_experiences(participant, supporter, weights);
    for language in &supporter.languages {
        if participant.languages.contains(language) || participant.must.language == *language {
            told.push(Reason::SharedLanguage { language: language.clone() });
        }
    }
    for slot in participant.availability.intersection(&supporter.availability) {
        told.push(Reason::AvailableAt { day: slot.day(), part: slot.part() });
    }
    if supporter.caseload < supporter.warn_at.min(supporter.capacity) {
        told.push(Reason::HasRoom);
    }
    told
}

fn shared_experiences(participant: &Participant, supporter: &Supporter, weights: &Weights) -> Vec<Reason> {
    let wishes = wishes(participant);
    let mut weighed = Vec::new();
    for (kind, value) in supporter.experiences(Showing::MayBeShown) {
        let wished = wishes.get(&(kind, value)).copied();
        let own = participant.shares.iter().any(|(own, theirs)| *own == kind && theirs == value);
        let required =
            participant.must.experiences.iter().any(|(must, asked)| *must == kind && asked == value);
        if own || required || wished.is_some() {
            let weight = u64::from(weights.of(kind)) * u64::from(wished.unwrap_or(0) + u32::from(own));
            let wished = required || wished.is_some();
            weighed.push((weight, Reason::SharedExperience { kind, value: value.to_owned(), wished }));
        }
    }
    // The sort is stable: equal weights keep the order of kinds and values.
    weighed.sort_by_key(|(weight, _)| Reverse(*weight));
    weighed.into_iter().map(|(_, reason)| reason).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Shared, Slot, Wish, sample};

    #[test]
    fn the_weightiest_shared_experience_is_told_first_and_what_is_kept_back_not_at_all() {
        let mut participant = sample::participant();
        participant.languages = ["en".to_owned(), "es".to_owned()].into();
        participant.shares = vec![(Kind::LifeStage, "midlife".into()), (Kind::Justice, "prison".into())];
        participant.wishes = vec![
            Wish { kind: Kind::Military, value: "veteran".into(), weight: 3 },
            Wish { kind: Kind::Faith, value: "spiritual".into(), weight: 3 },
        ];
        let mut supporter = sample::supporter("s1");
        supporter.languages = ["en".to_owned(), "es".to_owned(), "pt".to_owned()].into();
        let shared = |kind, value: &str, showing| Shared { kind, value: value.into(), showing };
        supporter.shares = vec![
            shared(Kind::LifeStage, "midlife", Showing::MayBeShown),
            shared(Kind::Faith, "spiritual", Showing::MatchingOnly),
            shared(Kind::Justice, "prison", Showing::MatchingOnly),
            shared(Kind::Military, "veteran", Showing::MayBeShown),
            shared(Kind::Work, "farm", Showing::MayBeShown),
        ];
        assert_eq!(
            reasons(&participant, &supporter, &Weights::default()),
            vec![
                Reason::SharedExperience { kind: Kind::Military, value: "veteran".into(), wished: true },
                Reason::SharedExperience { kind: Kind::LifeStage, value: "midlife".into(), wished: false },
                Reason::SharedLanguage { language: "en".into() },
                Reason::SharedLanguage { language: "es".into() },
                Reason::AvailableAt { day: 1, part: Part::Evening },
                Reason::HasRoom,
            ]
        );
    }

    #[test]
    fn times_run_from_monday_and_room_ends_at_the_warning() {
        let mut participant = sample::participant();
        let mut supporter = sample::supporter("s1");
        let week = [(4, Part::Morning), (0, Part::Evening), (0, Part::Morning)];
        participant.availability = week.iter().filter_map(|(day, part)| Slot::new(*day, *part)).collect();
        supporter.availability = participant.availability.clone();
        supporter.caseload = supporter.warn_at;
        let told = reasons(&participant, &supporter, &Weights::default());
        assert_eq!(
            told[1..],
            [
                Reason::AvailableAt { day: 0, part: Part::Morning },
                Reason::AvailableAt { day: 0, part: Part::Evening },
                Reason::AvailableAt { day: 4, part: Part::Morning },
            ]
        );
    }
}
