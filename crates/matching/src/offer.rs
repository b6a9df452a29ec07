//! Offers: who is proposed to a participant, and in what order each reader sees them.

use std::cmp::Reverse;

use crate::likeness::{score, shown_score};
use crate::reason::reasons;
use crate::{Participant, Reason, Supporter, Weights, exclusions};

/// A supporter proposed to a participant. For staff: the score and the order of a ranking count what a supporter keeps
/// back for matching. What a participant may see is a [`Card`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub supporter_id: String,
    /// 0..=1000, see [`score`].
    pub score: u32,
    /// The score from what may be shown alone: it orders the cards.
    pub shown_score: u32,
    pub reasons: Vec<Reason>,
}

/// An offer as a participant sees it: no score, and nothing the supporter keeps back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    pub supporter_id: String,
    pub reasons: Vec<Reason>,
}

/// The best `limit` supporters for a participant among those no hard limit excludes, by score; equal scores by the
/// smaller share of capacity in use, then by id. The same people give the same ranking whatever order they come in.
#[must_use]
pub fn rank(
    participant: &Participant,
    supporters: &[Supporter],
    weights: &Weights,
    limit: usize,
) -> Vec<Offer> {
    let open = supporters.iter().filter(|supporter| exclusions(participant, supporter).is_empty());
    let mut scored: Vec<(u32, &Supporter)> =
        open.map(|supporter| (score(participant, supporter, weights), supporter)).collect();
    scored.sort_by(|(left_score, left), (right_score, right)| {
        // caseload/capacity compared across: exact, and defined for any capacity.
        let left_load = u64::from(left.caseload) * u64::from(right.capacity);
        let right_load = u64::from(right.caseload) * u64::from(left.capacity);
        right_score.cmp(left_score).then(left_load.cmp(&right_load)).then_with(|| left.id.cmp(&right.id))
    });
    let offer = |(score, supporter): (u32, &Supporter)| Offer {
        supporter_id: supporter.id.clone(),
        score,
        shown_score: shown_score(participant, supporter, weights),
        reasons: reasons(participant, supporter, weights),
    };
    scored.into_iter().take(limit).map(offer).collect()
}

/// The offers as the participant sees them, ordered by what may be shown alone (then by id). Given who is offered, the
/// cards are the same as if nothing were kept back: a card without a shared experience never stands first because of
/// one that is hidden.
///
/// What stays is that being among the offered can itself depend on something kept back; that is what a supporter
/// agrees to with "use for matching". To keep it from being probed, rank once for a request and keep the offers
/// instead of ranking anew at each changed wish.
#[must_use]
pub fn cards(mut offers: Vec<Offer>) -> Vec<Card> {
    offers.sort_by(|left, right| {
        Reverse(left.shown_score)
            .cmp(&Reverse(right.shown_score))
            .then_with(|| left.supporter_id.cmp(&right.supporter_id))
    });
    let card = |offer: Offer| Card { supporter_id: offer.supporter_id, reasons: offer.reasons };
    offers.into_iter().map(card).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Kind, Shared, Showing, Wish, sample};

    #[test]
    fn equal_scores_go_to_the_less_loaded_then_to_the_smaller_id() {
        let participant = sample::participant();
        let load = |id: &str, caseload, capacity| {
            let mut supporter = sample::supporter(id);
            (supporter.caseload, supporter.capacity) = (caseload, capacity);
            supporter
        };
        let all = [load("d", 2, 10), load("c", 1, 10), load("b", 1, 5), load("a", 2, 10)];
        let weights = Weights { room: 0, ..Weights::default() };
        let ranked = rank(&participant, &all, &weights, 10);
        assert_eq!(ids(&ranked), ["c", "a", "b", "d"]);
        assert_eq!(ids(&rank(&participant, &all, &weights, 2)), ["c", "a"]);
    }

    #[test]
    fn a_hidden_experience_lifts_the_ranking_for_staff_and_leaves_the_cards_alone() {
        let mut participant = sample::participant();
        participant.wishes = vec![Wish { kind: Kind::Justice, value: "prison".into(), weight: 3 }];
        let open = sample::supporter("a");
        let mut hiding = sample::supporter("b");
        hiding.shares =
            vec![Shared { kind: Kind::Justice, value: "prison".into(), showing: Showing::MatchingOnly }];
        let ranked = rank(&participant, &[open, hiding], &Weights::default(), 3);
        assert_eq!(ids(&ranked), ["b", "a"]);
        assert!(ranked[0].score > ranked[1].score);
        assert_eq!(ranked[0].reasons, ranked[1].reasons);
        let seen: Vec<String> = cards(ranked).into_iter().map(|card| card.supporter_id).collect();
        assert_eq!(seen, ["a", "b"]);
    }

    #[test]
    fn people_asking_alike_one_after_the_other_are_spread_and_likeness_yields_to_room_in_time() {
        let mut participant = sample::participant();
        let experience = |kind, value: &str| (kind, value.to_owned());
        participant.shares =
            vec![experience(Kind::LifeStage, "midlife"), experience(Kind::Substance, "alcohol")];
        let midlife = |at: usize| {
            let mut supporter = sample::supporter(&format!("s{at}"));
            supporter.caseload = 0;
            supporter.shares =
                vec![Shared { kind: Kind::LifeStage, value: "midlife".into(), showing: Showing::MayBeShown }];
            supporter
        };
        let mut all: Vec<Supporter> = (0..5).map(midlife).collect();
        let weights = Weights { substance: 1, life_stage: 60, ..Weights::default() };
        // s4 shares a little more than the others do: first while equally free, not forever.
        let alcohol = Shared { kind: Kind::Substance, value: "alcohol".into(), showing: Showing::MayBeShown };
        all[4].shares.push(alcohol);
        for request in 0..50 {
            let first = rank(&participant, &all, &weights, 1).remove(0).supporter_id;
            assert!(request > 0 || first == "s4");
            all.iter_mut().filter(|one| one.id == first).for_each(|one| one.caseload += 1);
        }
        // 920/61 is 15 points, and one person more costs 80/15, so s4 leads by about three people.
        let loads: Vec<u32> = all.iter().map(|one| one.caseload).collect();
        assert_eq!(loads.iter().sum::<u32>(), 50);
        assert!(
            loads[..4].iter().all(|load| (9..=10).contains(load)) && (12..=13).contains(&loads[4]),
            "{loads:?}"
        );
    }

    fn ids(offers: &[Offer]) -> Vec<&str> {
        offers.iter().map(|offer| offer.supporter_id.as_str()).collect()
    }
}
