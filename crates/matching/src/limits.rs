//! Hard limits: what no likeness can outweigh.

use std::collections::BTreeSet;

use crate::{ConflictKind, Kind, Participant, Showing, Supporter};

/// One reason a supporter is not offered to a participant. For staff: a participant sees only who is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exclusion {
    /// The supporter takes nobody new for now.
    Paused,
    /// The supporter does not speak the language the participant needs.
    Language { needed: String },
    /// The participant asked for a supporter of another gender; `stated` is what the supporter said, if anything.
    Gender { wanted: String, stated: Option<String> },
    /// The participant asked for an experience that this supporter does not have or does not let be shown. The two
    /// are one reason on purpose.
    Experience { kind: Kind, value: String },
    /// A dual relationship.
    Conflict { kind: ConflictKind },
    /// The caseload has reached the hard stop.
    NoRoom { caseload: u32, capacity: u32 },
    /// The two have no part of the week in common.
    NoCommonTime,
    /// The participant declined this supporter earlier.
    Declined,
    /// A match between the two ended earlier.
    Ended,
}

/// Every hard limit that stands between the two, in the order of [`Exclusion`]; empty when the supporter may be
/// offered. Nothing a supporter keeps back for matching changes the answer.
#[must_use]
pub fn exclusions(participant: &Participant, supporter: &Supporter) -> Vec<Exclusion> {
    let mut found = Vec::new();
    if supporter.paused {
        found.push(Exclusion::Paused);
    }
    stated_needs(participant, supporter, &mut found);
    for conflict in participant.conflicts.iter().filter(|conflict| conflict.supporter_id == supporter.id) {
        found.push(Exclusion::Conflict { kind: conflict.kind });
    }
    if supporter.caseload >= supporter.capacity {
        found.push(Exclusion::NoRoom { caseload: supporter.caseload, capacity: supporter.capacity });
    }
    if !participant.availability.is_empty() && participant.availability.is_disjoint(&supporter.availability) {
        found.push(Exclusion::NoCommonTime);
    }
    if participant.declined.contains(&supporter.id) {
        found.push(Exclusion::Declined);
    }
    if participant.past_supporters.contains(&supporter.id) {
        found.push(Exclusion::Ended);
    }
    found
}

fn stated_needs(participant: &Participant, supporter: &Supporter, found: &mut Vec<Exclusion>) {
    let must = &participant.must;
    if !supporter.languages.contains(&must.language) {
        found.push(Exclusion::Language { needed: must.language.clone() });
    }
    if let Some(wanted) = &must.gender
        && supporter.gender.as_ref() != Some(wanted)
    {
        found.push(Exclusion::Gender { wanted: wanted.clone(), stated: supporter.gender.clone() });
    }
    let shown = supporter.experiences(Showing::MayBeShown);
    for (kind, value) in &must.experiences {
        if !shown.contains(&(*kind, value.as_str())) {
            found.push(Exclusion::Experience { kind: *kind, value: value.clone() });
        }
    }
}

impl Supporter {
    /// The distinct experiences of one showing. An experience entered twice counts under the stricter choice only.
    pub(crate) fn experiences(&self, showing: Showing) -> BTreeSet<(Kind, &str)> {
        let entered = |wanted: Showing| {
            let chosen = self.shares.iter().filter(move |shared| shared.showing == wanted);
            chosen.map(|shared| (shared.kind, shared.value.as_str())).collect::<BTreeSet<_>>()
        };
        let kept_back = entered(Showing::MatchingOnly);
        match showing {
            Showing::MatchingOnly => kept_back,
            Showing::MayBeShown => entered(Showing::MayBeShown).difference(&kept_back).copied().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Conflict, Part, Shared, Slot, sample};

    #[test]
    fn two_people_with_nothing_between_them_have_no_exclusion() {
        assert_eq!(exclusions(&sample::participant(), &sample::supporter("s1")), vec![]);
    }

    #[test]
    fn every_limit_is_told_at_once() {
        let mut participant = sample::participant();
        participant.must.gender = Some("woman".into());
        participant.must.experiences = vec![(Kind::Parenting, "parent".into())];
        participant.conflicts = vec![Conflict { supporter_id: "s1".into(), kind: ConflictKind::HomeGroup }];
        participant.declined = ["s1".to_owned()].into();
        participant.past_supporters = ["s1".to_owned()].into();
        let mut supporter = sample::supporter("s1");
        supporter.paused = true;
        supporter.languages = ["es".to_owned()].into();
        supporter.caseload = 15;
        supporter.capacity = 15;
        supporter.availability = Slot::new(6, Part::Evening).into_iter().collect();
        assert_eq!(
            exclusions(&participant, &supporter),
            vec![
                Exclusion::Paused,
                Exclusion::Language { needed: "en".into() },
                Exclusion::Gender { wanted: "woman".into(), stated: None },
                Exclusion::Experience { kind: Kind::Parenting, value: "parent".into() },
                Exclusion::Conflict { kind: ConflictKind::HomeGroup },
                Exclusion::NoRoom { caseload: 15, capacity: 15 },
                Exclusion::NoCommonTime,
                Exclusion::Declined,
                Exclusion::Ended,
            ]
        );
    }

    #[test]
    fn a_conflict_with_someone_else_excludes_nobody() {
        let mut participant = sample::participant();
        participant.conflicts = vec![Conflict { supporter_id: "s2".into(), kind: ConflictKind::Relative }];
        assert_eq!(exclusions(&participant, &sample::supporter("s1")), vec![]);
    }

    #[test]
    fn times_not_asked_yet_exclude_nobody_but_a_supporter_without_times_is_not_offered() {
        let mut participant = sample::participant();
        let mut supporter = sample::supporter("s1");
        supporter.availability.clear();
        assert_eq!(exclusions(&participant, &supporter), vec![Exclusion::NoCommonTime]);
        participant.availability.clear();
        assert_eq!(exclusions(&participant, &supporter), vec![]);
    }

    #[test]
    fn an_experience_kept_back_does_not_satisfy_a_must() {
        let mut participant = sample::participant();
        participant.must.experiences = vec![(Kind::Justice, "prison".into())];
        let mut supporter = sample::supporter("s1");
        let prison = |showing| Shared { kind: Kind::Justice, value: "prison".into(), showing };
        supporter.shares = vec![prison(Showing::MayBeShown)];
        assert_eq!(exclusions(&participant, &supporter), vec![]);
        // Entered again and kept back this time: the stricter choice holds.
        supporter.shares.push(prison(Showing::MatchingOnly));
        let expected = Exclusion::Experience { kind: Kind::Justice, value: "prison".into() };
        assert_eq!(exclusions(&participant, &supporter), vec![expected]);
    }
}
