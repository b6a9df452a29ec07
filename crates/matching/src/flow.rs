//! The exact optimum by shortest augmenting paths; [`crate::ties`] then picks one among equal plans.
//!
//! Everyone starts unassigned, which costs nothing and always has room. Participants are placed one after the other:
//! each along the cheapest chain of moves (take a place, whoever held it moves on, ...) that ends at a free place or
//! with somebody unassigned. Prices on supporters keep every remaining cost non-negative, so that Dijkstra's search
//! finds the chain; after each placement the plan is the best for everyone placed so far.
//!
//! Costs are `-(score * (participants + 1) + 1)` in 128 bits: the total score decides, the number of people breaks
//! ties, and nothing overflows for any 64-bit score.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::ties;

/// A pair that may be made.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Arc {
    pub(crate) supporter: usize,
    pub(crate) score: i64,
}

/// The chosen supporter of each participant. `arcs` has one list for each participant, by supporter; `room` one
/// capacity for each supporter.
pub(crate) fn best_plan(arcs: &[Vec<Arc>], room: &[u32]) -> Vec<Option<usize>> {
    let scale = i128::try_from(arcs.len()).unwrap_or(i128::from(i64::MAX)).saturating_add(1);
    let has_room = |arc: &&Arc| room.get(arc.supporter).is_some_and(|room| *room > 0);
    let cost = |arc: &Arc| (arc.supporter, -(i128::from(arc.score) * scale + 1));
    let costs = arcs.iter().map(|list| list.iter().filter(has_room).map(cost).collect()).collect();
    let mut state = State::new(costs, room);
    let mut search = Search::default();
    for participant in 0..arcs.len() {
        search.place(&mut state, participant);
    }
    ties::settle(&mut state);
    state.held.0.into_iter().map(|place| place.map(|place| place.supporter)).collect()
}

/// A list read and written by number. Reading past its end gives the default, writing there does nothing: the numbers
/// all come from the lists themselves, so neither happens.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table<T>(pub(crate) Vec<T>);

impl<T: Copy + Default> Table<T> {
    pub(crate) fn of(length: usize) -> Self {
        Self(vec![T::default(); length])
    }

    pub(crate) fn at(&self, at: usize) -> T {
        self.0.get(at).copied().unwrap_or_default()
    }

    pub(crate) fn set(&mut self, at: usize, value: T) {
        if let Some(place) = self.0.get_mut(at) {
            *place = value;
        }
    }
}

/// The place a participant holds and what it costs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) supporter: usize,
    pub(crate) cost: i128,
}

/// A plan with its prices. Between placements: a supporter with a free place has price 0, nobody placed could move to
/// a place that is cheaper at these prices, and no price is above 0.
pub(crate) struct State {
    /// (supporter, cost) for each participant, by supporter.
    costs: Vec<Vec<(usize, i128)>>,
    room: Table<u32>,
    pub(crate) held: Table<Option<Place>>,
    /// The participants each supporter has.
    holders: Vec<Vec<usize>>,
    pub(crate) price: Table<i128>,
}

impl State {
    fn new(costs: Vec<Vec<(usize, i128)>>, room: &[u32]) -> Self {
        Self {
            held: Table::of(costs.len()),
            costs,
            room: Table(room.to_vec()),
            holders: vec![Vec::new(); room.len()],
            price: Table::of(room.len()),
        }
    }

    pub(crate) fn people(&self) -> usize {
        self.costs.len()
    }

    pub(crate) fn supporters(&self) -> usize {
        self.holders.len()
    }

    pub(crate) fn costs(&self, participant: usize) -> &[(usize, i128)] {
        self.costs.get(participant).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn holders(&self, supporter: usize) -> &[usize] {
        self.holders.get(supporter).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn has_free_place(&self, supporter: usize) -> bool {
        u32::try_from(self.holders(supporter).len()).is_ok_and(|held| held < self.room.at(supporter))
    }

    /// What a participant's place costs at these prices; 0 when unassigned.
    pub(crate) fn reduced_cost(&self, participant: usize) -> i128 {
        self.held.at(participant).map_or(0, |place| place.cost - self.price.at(place.supporter))
    }

    /// Takes a participant out of their place, if any, and puts them in another, if any.
    pub(crate) fn put(&mut self, participant: usize, supporter: Option<usize>) {
        let before = self.held.at(participant).and_then(|place| self.holders.get_mut(place.supporter));
        if let Some(list) = before {
            list.retain(|holder| *holder != participant);
        }
        let cost_of = |supporter: usize| {
            let list = self.costs(participant);
            let at = list.binary_search_by_key(&supporter, |(supporter, _)| *supporter).ok()?;
            list.get(at).map(|(supporter, cost)| Place { supporter: *supporter, cost: *cost })
        };
        let place = supporter.and_then(cost_of);
        if let Some(list) = place.and_then(|place| self.holders.get_mut(place.supporter)) {
            list.push(participant);
        }
        self.held.set(participant, place);
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Reach {
    #[default]
    Unseen,
    Seen,
    Settled,
}

/// Where a chain of moves ends.
enum End {
    /// At a supporter with a free place.
    Free(usize),
    /// With this participant unassigned.
    Without(usize),
}

/// Dijkstra's search over supporters, its tables kept between placements.
#[derive(Default)]
struct Search {
    reach: Table<Reach>,
    distance: Table<i128>,
    /// The participant who would move to this supporter.
    by: Table<usize>,
    settled: Vec<usize>,
    /// (distance, is full, supporter): at equal distance a free place comes first and ends the search.
    heap: BinaryHeap<Reverse<(i128, bool, usize)>>,
}

impl Search {
    fn place(&mut self, state: &mut State, participant: usize) {
        let supporters = state.supporters();
        self.reach.0.clear();
        self.reach.0.resize(supporters, Reach::Unseen);
        self.distance.0.resize(supporters, 0);
        self.by.0.resize(supporters, 0);
        self.settled.clear();
        self.heap.clear();
        let (end, length) = self.cheapest_chain(state, participant);
        for &supporter in &self.settled {
            let shorter = self.distance.at(supporter) - length;
            state.price.set(supporter, state.price.at(supporter) + shorter);
        }
        self.move_along(state, participant, end);
    }

    fn cheapest_chain(&mut self, state: &State, participant: usize) -> (End, i128) {
        let mut without = (0, participant);
        self.look_from(state, participant, 0);
        while let Some(Reverse((distance, full, supporter))) = self.heap.pop() {
            if distance >= without.0 {
                break;
            }
            if self.reach.at(supporter) == Reach::Settled {
                continue;
            }
            if !full {
                return (End::Free(supporter), distance);
            }
            self.reach.set(supporter, Reach::Settled);
            self.settled.push(supporter);
            for &holder in state.holders(supporter) {
                let base = distance - state.reduced_cost(holder);
                if base < without.0 {
                    without = (base, holder);
                }
                self.look_from(state, holder, base);
            }
        }
        (End::Without(without.1), without.0)
    }

    /// Notes every supporter this participant could move to, `base` being the cost of the chain so far.
    fn look_from(&mut self, state: &State, participant: usize, base: i128) {
        for &(supporter, cost) in state.costs(participant) {
            let distance = base + cost - state.price.at(supporter);
            let better = match self.reach.at(supporter) {
                Reach::Unseen => true,
                Reach::Seen => distance < self.distance.at(supporter),
                Reach::Settled => false,
            };
            if better {
                self.reach.set(supporter, Reach::Seen);
                self.distance.set(supporter, distance);
                self.by.set(supporter, participant);
                let full = !state.has_free_place(supporter);
                self.heap.push(Reverse((distance, full, supporter)));
            }
        }
    }

    fn move_along(&self, state: &mut State, start: usize, end: End) {
        let (mut participant, mut target) = match end {
            End::Free(supporter) => (self.by.at(supporter), Some(supporter)),
            End::Without(participant) => (participant, None),
        };
        // From the end of the chain to its start, each into the place the one before has left. A chain visits a
        // supporter at most once, which also bounds this loop.
        for _ in 0..=state.supporters() {
            let left = state.held.at(participant);
            state.put(participant, target);
            match left {
                Some(place) if participant != start => {
                    target = Some(place.supporter);
                    participant = self.by.at(place.supporter);
                }
                _ => break,
            }
        }
    }
}
