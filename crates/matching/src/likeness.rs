//! How alike two people are, as a whole number.
//!
//! The likeness is a part of a whole. The whole is everything the participant named: each kind among their own
//! experiences once, at its weight (three substances in common are not three times as alike), and each wish at the
//! weight of its kind times the weight of the wish. The part is what of it the supporter shares. Naming one thing more
//! that both share therefore never lowers it.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Kind, Participant, Showing, Supporter, Weights};

/// The score of a supporter who shares everything named and has nobody yet.
pub const TOP_SCORE: u32 = 1000;

/// The distinct wishes of a participant with the weight of each, 1..=3.
pub(crate) fn wishes(participant: &Participant) -> BTreeMap<(Kind, &str), u32> {
    let mut distinct = BTreeMap::new();
    for wish in &participant.wishes {
        let weight = u32::from(wish.weight.clamp(1, 3));
        let held = distinct.entry((wish.kind, wish.value.as_str())).or_insert(weight);
        *held = weight.max(*held);
    }
    distinct
}

/// The score of a pair, 0..=[`TOP_SCORE`], both roundings downward:
///
/// `(1000 - room) * part / whole  +  room * (capacity - caseload) / capacity`
///
/// where `room` is [`Weights::room`]. A participant who named nothing is equally like everyone: the first term is 0.
///
/// For staff only. It counts what a supporter keeps back for matching, so showing it would tell that something is kept
/// back. Hard limits are not part of it: see [`crate::exclusions`].
#[must_use]
pub fn score(participant: &Participant, supporter: &Supporter, weights: &Weights) -> u32 {
    let mut shares = supporter.experiences(Showing::MayBeShown);
    shares.extend(supporter.experiences(Showing::MatchingOnly));
    score_of(participant, supporter, &shares, weights)
}

/// The same score from what the supporter lets be shown: it may decide the order in which a participant sees offers.
pub(crate) fn shown_score(participant: &Participant, supporter: &Supporter, weights: &Weights) -> u32 {
    score_of(participant, supporter, &supporter.experiences(Showing::MayBeShown), weights)
}

fn score_of(
    participant: &Participant,
    supporter: &Supporter,
    shares: &BTreeSet<(Kind, &str)>,
    weights: &Weights,
) -> u32 {
    let (part, whole) = part_and_whole(participant, shares, weights);
    let for_room = weights.room.min(TOP_SCORE);
    let free = supporter.capacity.saturating_sub(supporter.caseload);
    let alike = share_of(TOP_SCORE - for_room, part, whole);
    alike.saturating_add(share_of(for_room, free.into(), supporter.capacity.into()))
}

fn part_and_whole(
    participant: &Participant,
    shares: &BTreeSet<(Kind, &str)>,
    weights: &Weights,
) -> (u128, u128) {
    let (mut part, mut whole) = (0_u128, 0_u128);
    let mut count = |weight: u128, shared: bool| {
        whole += weight;
        part += if shared { weight } else { 0 };
    };
    for kind in Kind::ALL {
        let mut own = participant.shares.iter().filter(|(own, _)| *own == kind).peekable();
        if own.peek().is_some() {
            let shared = own.any(|(kind, value)| shares.contains(&(*kind, value.as_str())));
            count(weights.of(kind).into(), shared);
        }
    }
    for (experience, wished) in wishes(participant) {
        count(u128::from(weights.of(experience.0)) * u128::from(wished), shares.contains(&experience));
    }
    (part, whole)
}

/// `points * part / whole`, rounded down; 0 when there is no whole. `part` is at most `whole`.
fn share_of(points: u32, part: u128, whole: u128) -> u32 {
    let exact = (u128::from(points) * part).checked_div(whole).unwrap_or(0);
    u32::try_from(exact).unwrap_or(points).min(points)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Shared, Wish, sample};

    fn shares(pairs: &[(Kind, &str)]) -> Vec<Shared> {
        let shown = |(kind, value): &(Kind, &str)| Shared {
            kind: *kind,
            value: (*value).to_owned(),
            showing: Showing::MayBeShown,
        };
        pairs.iter().map(shown).collect()
    }

    fn pair(own: &[(Kind, &str)], theirs: &[(Kind, &str)]) -> (Participant, Supporter) {
        let mut participant = sample::participant();
        participant.shares = own.iter().map(|(kind, value)| (*kind, (*value).to_owned())).collect();
        let mut supporter = sample::supporter("s1");
        supporter.shares = shares(theirs);
        (participant, supporter)
    }

    #[test]
    fn the_worked_figure() {
        let own = [(Kind::LifeStage, "midlife"), (Kind::Pathway, "medication"), (Kind::Justice, "prison")];
        let (mut participant, mut supporter) = pair(&own, &[(Kind::Pathway, "medication")]);
        participant.wishes = vec![Wish { kind: Kind::Pathway, value: "medication".into(), weight: 2 }];
        (supporter.caseload, supporter.capacity) = (3, 12);
        // whole 10 + 10 + 3 + 10*2 = 43, part 10 + 20 = 30: 920*30/43 = 641; room 80*9/12 = 60.
        assert_eq!(score(&participant, &supporter, &Weights::default()), 641 + 60);
    }

    #[test]
    fn one_shared_life_stage_outweighs_a_shared_drug_and_prison_history() {
        let own = [
            (Kind::LifeStage, "midlife"),
            (Kind::Justice, "prison"),
            (Kind::Justice, "jail"),
            (Kind::Substance, "opioids"),
            (Kind::Substance, "alcohol"),
        ];
        let weights = Weights::default();
        let (participant, stage) = pair(&own, &own[..1]);
        let (_, history) = pair(&own, &own[1..]);
        assert!(score(&participant, &stage, &weights) > score(&participant, &history, &weights));
    }

    #[test]
    fn of_two_supporters_equally_alike_the_freer_one_scores_higher() {
        let (participant, mut busy) = pair(&[], &[]);
        let free = busy.clone();
        busy.caseload = free.caseload + 4;
        let weights = Weights::default();
        assert!(score(&participant, &free, &weights) > score(&participant, &busy, &weights));
    }

    #[test]
    fn weights_nobody_validated_still_give_a_score_in_range() {
        let (participant, mut supporter) = pair(&[(Kind::Work, "office")], &[(Kind::Work, "office")]);
        supporter.capacity = u32::MAX;
        supporter.caseload = 0;
        let weights = Weights { work: u32::MAX, room: u32::MAX, ..Weights::default() };
        assert_eq!(score(&participant, &supporter, &weights), TOP_SCORE);
    }
}
