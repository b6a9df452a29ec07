//! Who is with whom, once it is proposed: changing places, and taking in somebody who comes late without disturbing the
//! others. People are ids.

use std::collections::BTreeSet;

use cairn_exchange::{
    Exchange, History, LeftOut, LeftOutBecause, Limits, Odd, Pair, Request, Shape, Stance, form,
};

/// The groups of a meeting, and who watches.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Current {
    pub exchanges: Vec<Exchange>,
    pub watching: Vec<LeftOut>,
}

/// Why two people cannot change places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoSwap {
    /// One of them is not there, or both are the same.
    Nobody,
    /// Somebody's limit would be broken.
    Limit,
}

impl Current {
    /// Everybody in it.
    pub fn people(&self) -> BTreeSet<String> {
        let grouped = self.exchanges.iter().flat_map(|exchange| exchange.people().map(str::to_string));
        grouped.chain(self.watching.iter().map(|left| left.id.clone())).collect()
    }

    /// Puts each of two people in the other's place.
    pub fn swap(&self, one: &str, other: &str, limits: &Limits) -> Result<Current, NoSwap> {
        let people = self.people();
        if one == other || !people.contains(one) || !people.contains(other) {
            return Err(NoSwap::Nobody);
        }
        let turned = |id: &str| match id {
            id if id == one => other.to_string(),
            id if id == other => one.to_string(),
            id => id.to_string(),
        };
        let mut next = Current {
            exchanges: self
                .exchanges
                .iter()
                .map(|exchange| Exchange {
                    giver: turned(&exchange.giver),
                    receiver: turned(&exchange.receiver),
                    listener: exchange.listener.as_deref().map(turned),
                })
                .collect(),
            watching: self.watching.clone(),
        };
        for left in &mut next.watching {
            left.id = turned(&left.id);
        }
        if next.exchanges.iter().all(|exchange| keeps(exchange, limits)) {
            Ok(next)
        } else {
            Err(NoSwap::Limit)
        }
    }

    /// Takes in people who came late, in the order of their ids, changing at most one group for each: a watcher becomes a
    /// partner, a pair gets a listener, a triad and the newcomer become two pairs; who fits nowhere watches.
    pub fn take_in(&self, late: &[String], (history, limits): (&History, &Limits), odd: Odd) -> Current {
        let mut current = self.clone();
        let mut late: Vec<&String> = late.iter().filter(|id| !self.people().contains(*id)).collect();
        late.sort();
        late.dedup();
        for id in late {
            current.take_in_one(id, (history, limits), odd);
        }
        current
    }

    fn take_in_one(&mut self, id: &str, (history, limits): (&History, &Limits), odd: Odd) {
        if limits.stance(id) == Stance::TakesNoPart {
            self.watch(id, LeftOutBecause::TakesNoPart);
        } else if !self.beside_watchers(id, (history, limits))
            && !(odd == Odd::OtherSize
                && (self.as_listener(id, (history, limits)) || self.by_parting(id, (history, limits))))
        {
            let because = if odd == Odd::Watch { LeftOutBecause::OddNumber } else { LeftOutBecause::Limits };
            self.watch(id, because);
        }
    }

    fn watch(&mut self, id: &str, reason: LeftOutBecause) {
        self.watching.push(LeftOut { id: id.to_string(), reason });
        self.watching.sort_by(|one, other| one.id.cmp(&other.id));
    }

    /// With somebody who watches and would take part.
    fn beside_watchers(&mut self, id: &str, (history, limits): (&History, &Limits)) -> bool {
        let free = |left: &&LeftOut| left.reason != LeftOutBecause::TakesNoPart;
        let partners: Vec<String> = self.watching.iter().filter(free).map(|left| left.id.clone()).collect();
        for partner in partners {
            let two = vec![partner.clone(), id.to_string()];
            if let Some(exchange) = only(&two, Shape::Pairs, (history, limits)).pop() {
                self.watching.retain(|left| left.id != partner);
                self.exchanges.push(exchange);
                return true;
            }
        }
        false
    }

    /// As the third of a pair, rather not of one with somebody from the last meeting.
    fn as_listener(&mut self, id: &str, (history, limits): (&History, &Limits)) -> bool {
        let last: BTreeSet<Pair> = history
            .meetings
            .last()
            .map(|meeting| meeting.exchanges.iter().flat_map(Exchange::pairs).collect())
            .unwrap_or_default();
        let with = |exchange: &Exchange| Exchange { listener: Some(id.to_string()), ..exchange.clone() };
        let again = |exchange: &Exchange| {
            [&exchange.giver, &exchange.receiver]
                .iter()
                .filter(|one| last.contains(&Pair::of(one.as_str(), id)))
                .count()
        };
        let fits = |exchange: &&mut Exchange| exchange.listener.is_none() && keeps(&with(exchange), limits);
        let best = self.exchanges.iter_mut().filter(fits).min_by_key(|exchange| again(exchange));
        best.map(|exchange| *exchange = with(exchange)).is_some()
    }

    /// A triad and the newcomer become two pairs.
    fn by_parting(&mut self, id: &str, (history, limits): (&History, &Limits)) -> bool {
        for at in 0..self.exchanges.len() {
            let Some(exchange) = self.exchanges.get(at).filter(|exchange| exchange.listener.is_some()) else {
                continue;
            };
            let four: Vec<String> = exchange.people().map(str::to_string).chain([id.to_string()]).collect();
            let pairs = only(&four, Shape::Pairs, (history, limits));
            if pairs.len() == 2 {
                self.exchanges.splice(at..=at, pairs);
                return true;
            }
        }
        false
    }
}

/// Groups of exactly these people; none when somebody would be left out.
fn only(people: &[String], shape: Shape, (history, limits): (&History, &Limits)) -> Vec<Exchange> {
    let request = Request { present: people.to_vec(), shape, odd: Odd::OtherSize, seed: 1 };
    match form(&request, history, limits) {
        Ok(formed) if formed.left_out.is_empty() => formed.exchanges,
        _ => Vec::new(),
    }
}

/// Whether a group keeps every limit.
fn keeps(exchange: &Exchange, limits: &Limits) -> bool {
    let gives = matches!(limits.stance(&exchange.giver), Stance::AsItComes | Stance::NotReceiver);
    let receives = matches!(limits.stance(&exchange.receiver), Stance::AsItComes | Stance::NotGiver);
    let listener = exchange.listener.as_deref();
    let listens = listener.is_none_or(|id| limits.stance(id) != Stance::TakesNoPart);
    gives && receives && listens && exchange.pairs().all(|pair| !limits.never.contains(&pair))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn name(number: usize) -> String {
        format!("p{number:02}")
    }

    fn formed(people: usize, shape: Shape, limits: &Limits) -> Current {
        let present = (0..people).map(name).collect();
        let request = Request { present, shape, odd: Odd::OtherSize, seed: 3 };
        let formed = form(&request, &History::default(), limits).unwrap();
        Current { exchanges: formed.exchanges, watching: formed.left_out }
    }

    fn limits(pairs: &[(usize, usize)], stances: &[(usize, usize)]) -> Limits {
        const ALL: [Stance; 5] = [
            Stance::AsItComes,
            Stance::NotGiver,
            Stance::NotReceiver,
            Stance::ListensOnly,
            Stance::TakesNoPart,
        ];
        Limits {
            never: pairs.iter().filter(|(a, b)| a != b).map(|(a, b)| Pair::of(name(*a), name(*b))).collect(),
            stances: stances.iter().map(|(who, what)| (name(*who), ALL[what % 5])).collect(),
        }
    }

    #[test]
    fn a_latecomer_disturbs_one_group_at_most() {
        let none = Limits::default();
        let four = formed(4, Shape::Pairs, &none);
        let five = four.take_in(&[name(4)], (&History::default(), &none), Odd::OtherSize);
        assert_eq!(five.exchanges.iter().filter(|exchange| exchange.listener.is_some()).count(), 1);
        let six = five.take_in(&[name(5)], (&History::default(), &none), Odd::OtherSize);
        assert_eq!(six.people().len(), 6);
        assert!(six.exchanges.len() == 2 || six.exchanges.len() == 3);
        let watching = four.take_in(&[name(4)], (&History::default(), &none), Odd::Watch);
        assert_eq!((watching.exchanges.clone(), watching.watching.len()), (four.exchanges, 1));
        let paired = watching.take_in(&[name(5)], (&History::default(), &none), Odd::Watch);
        assert_eq!((paired.exchanges.len(), paired.watching.len()), (3, 0), "who watched has a partner now");
    }

    #[test]
    fn a_swap_keeps_limits() {
        let none = Limits::default();
        let four = formed(4, Shape::Pairs, &none);
        let (first, second) = (four.exchanges[0].clone(), four.exchanges[1].clone());
        let swapped = four.swap(&first.giver, &second.giver, &none).unwrap();
        assert_eq!(swapped.exchanges[0].giver, second.giver);
        let never =
            Limits { never: [Pair::of(&*second.giver, &*first.receiver)].into(), ..Limits::default() };
        assert_eq!(four.swap(&first.giver, &second.giver, &never), Err(NoSwap::Limit));
        assert_eq!(four.swap("p00", "p00", &none), Err(NoSwap::Nobody));
        assert_eq!(four.swap("p00", "nobody", &none), Err(NoSwap::Nobody));
    }

    proptest! {
        #[test]
        fn everybody_is_somewhere_once_and_limits_hold(
            people in 0_usize..9, late in 0_usize..4, triads in any::<bool>(), watch in any::<bool>(),
            pairs in proptest::collection::vec((0_usize..12, 0_usize..12), 0..10),
            stances in proptest::collection::vec((0_usize..12, 0_usize..5), 0..5),
        ) {
            let limits = limits(&pairs, &stances);
            let before = formed(people, if triads { Shape::Triads } else { Shape::Pairs }, &limits);
            let odd = if watch { Odd::Watch } else { Odd::OtherSize };
            let newcomers: Vec<String> = (people..people + late).map(name).collect();
            let after = before.take_in(&newcomers, (&History::default(), &limits), odd);
            let all: Vec<String> = after.exchanges.iter().flat_map(|exchange| exchange.people().map(str::to_string))
                .chain(after.watching.iter().map(|left| left.id.clone())).collect();
            prop_assert_eq!(all.len(), people + late, "nobody twice");
            prop_assert_eq!(after.people().len(), people + late, "nobody lost");
            prop_assert!(after.exchanges.iter().all(|exchange| keeps(exchange, &limits)));
            let kept = before.exchanges.iter().filter(|exchange| after.exchanges.contains(exchange)).count();
            prop_assert!(before.exchanges.len() - kept <= late, "at most one group for each newcomer");
        }
    }
}
