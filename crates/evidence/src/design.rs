use serde::Serialize;

/// How the data behind a figure came about. It decides what may be said, whatever the figure is.
///
/// The split follows Shadish, Cook & Campbell 2002 (Experimental and quasi-experimental designs): one group measured
/// twice can show change, but not what caused it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Design {
    /// The same people measured twice, without a comparison group.
    SingleGroupBeforeAfter,
    /// One group followed over time, without a comparison group.
    SingleGroupRetention,
    /// Both sides of the same pairs, week by week, without a comparison group.
    LaggedPairs,
}

/// A kind of statement. The application has a sentence for each code in each language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Claim {
    /// People who answered both times changed by so much while they were in the program.
    ChangedWhileInProgram,
    /// This share was still in contact after so many days.
    StayedInContact,
    /// This many of the eligible were measured.
    ShareMeasured,
    /// Within pairs, one side's week followed the other's week before so much.
    FollowedTheOther,
    /// The program caused it. Time, other help and returning to one's usual level explain change as well.
    CausedByProgram,
    /// It is better than another program or no program: there is nobody to compare with.
    BetterThanAlternative,
    /// It holds for those who were not measured.
    HoldsForTheMissing,
    /// It will be so for the next person.
    PredictsForOnePerson,
    /// One side's week changed the other's. Something that moved both, a week apart, looks the same.
    ChangedTheOther,
    /// The exact size of an effect: few weeks per pair pull what carries over down (Nickell 1981).
    ExactCarryOver,
    /// It would be so in the weeks that nobody filled.
    HoldsForMissingWeeks,
}

impl Claim {
    pub const ALL: [Self; 11] = [
        Self::ChangedWhileInProgram,
        Self::StayedInContact,
        Self::ShareMeasured,
        Self::FollowedTheOther,
        Self::CausedByProgram,
        Self::BetterThanAlternative,
        Self::HoldsForTheMissing,
        Self::PredictsForOnePerson,
        Self::ChangedTheOther,
        Self::ExactCarryOver,
        Self::HoldsForMissingWeeks,
    ];

    /// The code that the application translates.
    pub fn code(self) -> &'static str {
        match self {
            Self::ChangedWhileInProgram => "changed_while_in_program",
            Self::StayedInContact => "stayed_in_contact",
            Self::ShareMeasured => "share_measured",
            Self::FollowedTheOther => "followed_the_other",
            Self::CausedByProgram => "caused_by_program",
            Self::BetterThanAlternative => "better_than_alternative",
            Self::HoldsForTheMissing => "holds_for_the_missing",
            Self::PredictsForOnePerson => "predicts_for_one_person",
            Self::ChangedTheOther => "changed_the_other",
            Self::ExactCarryOver => "exact_carry_over",
            Self::HoldsForMissingWeeks => "holds_for_missing_weeks",
        }
    }
}

impl Design {
    /// What a figure of this design may be said to show.
    pub fn may_claim(self) -> &'static [Claim] {
        match self {
            Self::SingleGroupBeforeAfter => &[Claim::ChangedWhileInProgram, Claim::ShareMeasured],
            Self::SingleGroupRetention => &[Claim::StayedInContact, Claim::ShareMeasured],
            Self::LaggedPairs => &[Claim::FollowedTheOther],
        }
    }

    /// What it does not show, to be printed beside the figure.
    pub fn cannot_claim(self) -> &'static [Claim] {
        match self {
            Self::SingleGroupBeforeAfter | Self::SingleGroupRetention => &[
                Claim::CausedByProgram,
                Claim::BetterThanAlternative,
                Claim::HoldsForTheMissing,
                Claim::PredictsForOnePerson,
            ],
            Self::LaggedPairs => &[
                Claim::ChangedTheOther,
                Claim::CausedByProgram,
                Claim::ExactCarryOver,
                Claim::HoldsForMissingWeeks,
                Claim::PredictsForOnePerson,
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_group_never_shows_a_cause() {
        for design in [Design::SingleGroupBeforeAfter, Design::SingleGroupRetention, Design::LaggedPairs] {
            assert!(design.cannot_claim().contains(&Claim::CausedByProgram));
            assert!(design.may_claim().iter().all(|claim| !design.cannot_claim().contains(claim)));
        }
        assert!(!Design::SingleGroupRetention.may_claim().contains(&Claim::ChangedWhileInProgram));
    }

    #[test]
    fn codes_are_distinct_and_are_what_is_serialized() {
        let codes: std::collections::BTreeSet<_> = Claim::ALL.iter().map(|claim| claim.code()).collect();
        assert_eq!(codes.len(), Claim::ALL.len());
        for claim in Claim::ALL {
            // Debug gives the variant's name; serde's snake_case of it must be the code.
            let mut snake = String::new();
            for letter in format!("{claim:?}").chars() {
                if letter.is_uppercase() && !snake.is_empty() {
                    snake.push('_');
                }
                snake.extend(letter.to_lowercase());
            }
            assert_eq!(snake, claim.code());
        }
    }
}
