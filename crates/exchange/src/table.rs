//! The people of one meeting as numbers, and what a group of them would cost.

use std::collections::HashMap;

use crate::cost::{Cost, mix, scramble};
use crate::{History, Limits, Odd, Request, Shape, Stance};

/// People by their place in the order of ids.
pub(crate) type Group = Vec<usize>;

/// Giver, receiver and perhaps listener, by place.
pub(crate) type Roles = (usize, usize, Option<usize>);

/// What was asked of one person so far. It stays inside the crate: outside it would be read as a ranking.
#[derive(Debug, Clone, Copy, Default)]
struct Turns {
    gave: i32,
    received: i32,
    /// Listened in a triad, or watched.
    listened: i32,
}

/// Where each id stands.
struct Places<'a>(HashMap<&'a str, usize>);

impl Places<'_> {
    fn of(&self, id: &str) -> Option<usize> {
        self.0.get(id).copied()
    }

    fn turns(&self, history: &History) -> Vec<Turns> {
        let mut turns = vec![Turns::default(); self.0.len()];
        let mut count = |id: &str, add: fn(&mut Turns)| {
            if let Some(turns) = self.of(id).and_then(|place| turns.get_mut(place)) {
                add(turns);
            }
        };
        for (_, exchange) in history.numbered() {
            count(&exchange.giver, |turns| turns.gave += 1);
            count(&exchange.receiver, |turns| turns.received += 1);
            if let Some(listener) = &exchange.listener {
                count(listener, |turns| turns.listened += 1);
            }
        }
        for watcher in history.meetings.iter().flat_map(|meeting| &meeting.watched) {
            count(watcher, |turns| turns.listened += 1);
        }
        turns
    }
}

/// How two people stand to each other.
#[derive(Debug, Clone, Copy, Default)]
struct Between {
    never: bool,
    /// How many meetings ago they were last in one group: 1 is the last meeting, 0 is never.
    ago: u32,
    /// What it costs to put them together again.
    cost: Cost,
}

/// What one person's part would cost in this meeting.
#[derive(Debug, Clone, Copy, Default)]
struct Person {
    stance: Stance,
    give: i32,
    receive: i32,
    /// To listen or to watch.
    listen: i32,
    /// Drawn from the seed.
    drawn: u64,
}

/// Everything a plan is made from: who takes part (numbered by id), and the rules.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    people: Vec<Person>,
    between: Vec<Between>,
    pub shape: Shape,
    pub odd: Odd,
    pub seed: u64,
}

impl Table {
    /// `ids` are those who take part, in order.
    pub fn new(ids: &[&str], request: &Request, history: &History, limits: &Limits) -> Self {
        let places = Places(ids.iter().copied().zip(0..).collect());
        let turns = places.turns(history);
        let person = |(place, turns): (usize, Turns)| {
            let stance = ids.get(place).map(|id| limits.stance(id)).unwrap_or_default();
            Person { drawn: mix(request.seed, &[place]), ..Person::of(stance, turns) }
        };
        let mut table = Self {
            people: (0..).zip(turns).map(person).collect(),
            between: vec![Between::default(); ids.len() * ids.len()],
            shape: request.shape,
            odd: request.odd,
            seed: request.seed,
        };
        for (meeting, exchange) in history.numbered() {
            let ago = u32::try_from(history.meetings.len() - meeting).unwrap_or(u32::MAX);
            let group = [Some(&exchange.giver), Some(&exchange.receiver), exchange.listener.as_ref()];
            let [giver, receiver, listener] = group.map(|id| id.and_then(|id| places.of(id)));
            for (one, other) in [(giver, receiver), (giver, listener), (receiver, listener)] {
                // The latest comes last.
                table.relate(one, other, |between| between.ago = ago);
            }
        }
        for between in &mut table.between {
            let again = if between.ago == 1 { Cost::repeat() } else { Cost::default() };
            between.cost = again + Cost::lately(JUST_MET.checked_div(between.ago).unwrap_or(0));
        }
        for pair in &limits.never {
            let [one, other] = pair.both().map(|id| places.of(id));
            table.relate(one, other, |between| between.never = true);
        }
        table
    }

    /// The same meeting as if nobody had any limits.
    pub fn without_limits(&self) -> Self {
        let mut table = self.clone();
        table.people.iter_mut().for_each(|person| person.stance = Stance::AsItComes);
        table.between.iter_mut().for_each(|between| between.never = false);
        table
    }

    fn relate(&mut self, one: Option<usize>, other: Option<usize>, change: impl Fn(&mut Between)) {
        let (Some(one), Some(other)) = (one, other) else {
            return;
        };
        for place in [one * self.len() + other, other * self.len() + one] {
            if let Some(between) = self.between.get_mut(place) {
                change(between);
            }
        }
    }

    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// How many people a group of the asked shape has.
    pub fn size(&self) -> usize {
        match self.shape {
            Shape::Pairs => 2,
            Shape::Triads => 3,
        }
    }

    /// How many people the numbers alone leave without a group.
    pub fn over(&self) -> usize {
        match self.odd {
            Odd::Watch => self.len() % self.size(),
            Odd::OtherSize => usize::from(self.len() == 1),
        }
    }

    fn between(&self, one: usize, other: usize) -> Between {
        self.between.get(one * self.len() + other).copied().unwrap_or_default()
    }

    fn person(&self, place: usize) -> Person {
        self.people.get(place).copied().unwrap_or_default()
    }

    pub fn repeats(&self, group: &[usize]) -> usize {
        pairs(group).filter(|(one, other)| self.between(*one, *other).ago == 1).count()
    }

    /// What it costs that this person is in no group.
    pub fn left_out(&self, place: usize) -> Cost {
        let Person { listen, drawn, .. } = self.person(place);
        Cost::left_out() + Cost::imbalance(listen) + Cost::chance(drawn)
    }

    /// The smaller, the longer ago (as a share of all turns) that this person listened.
    pub fn turn_to_listen(&self, place: usize) -> (i32, u64) {
        let person = self.person(place);
        (person.listen, person.drawn)
    }

    /// The smaller, the more this person received without giving.
    pub fn turn_to_give(&self, place: usize) -> (i32, u64) {
        let person = self.person(place);
        (person.give, person.drawn)
    }

    /// What this group costs with the roles that suit it best. Nothing when a limit or its size forbids it.
    pub fn group(&self, group: &[usize]) -> Option<(Cost, Roles)> {
        let other_size = group.len() != self.size();
        if other_size && self.odd == Odd::Watch {
            return None;
        }
        let mut cost = if other_size { Cost::other_size() } else { Cost::default() };
        for (one, other) in pairs(group) {
            let between = self.between(one, other);
            if between.never {
                return None;
            }
            cost = cost + between.cost;
        }
        let known = |place: usize| (place, self.person(place));
        let best = match *group {
            [a, b] => {
                let (a, b) = (known(a), known(b));
                [(a, b), (b, a)].into_iter().filter_map(|(giver, receiver)| cast(giver, receiver, None)).min()
            }
            [a, b, c] => {
                let (a, b, c) = (known(a), known(b), known(c));
                [(a, b, c), (a, c, b), (b, a, c), (b, c, a), (c, a, b), (c, b, a)]
                    .into_iter()
                    .filter_map(|(giver, receiver, listener)| cast(giver, receiver, Some(listener)))
                    .min()
            }
            _ => None,
        };
        let (points, drawn, roles) = best?;
        Some((cost + Cost::imbalance(points) + Cost::chance(scramble(drawn)), roles))
    }

    /// Whether any group with this person keeps every limit.
    pub fn has_a_group(&self, place: usize) -> bool {
        let others = || (0..self.len()).filter(move |other| *other != place);
        others().any(|one| {
            self.group(&[place, one]).is_some()
                || others().any(|other| other > one && self.group(&[place, one, other]).is_some())
        })
    }
}

/// These roles with the points of imbalance they cost and what the seed says to them, if everybody agrees to theirs.
fn cast(
    (giver, gives): (usize, Person),
    (receiver, receives): (usize, Person),
    listener: Option<(usize, Person)>,
) -> Option<(i32, u64, Roles)> {
    if !gives.stance.gives() || !receives.stance.receives() {
        return None;
    }
    let (listener, listens) = listener.unzip();
    let listens = listens.unwrap_or_default();
    let points = gives.give + receives.receive + listens.listen;
    let drawn = gives.drawn ^ receives.drawn.rotate_left(21) ^ listens.drawn.rotate_left(42);
    Some((points, drawn, (giver, receiver, listener)))
}

/// Points for a pair that met one meeting ago; half for two, a third for three, and so on.
const JUST_MET: u32 = 2048;
/// Above this, one's balance counts no further.
const MOST_APART: i32 = 31;

impl Person {
    /// Giving costs what it adds to the square of (given - received), receiving likewise: so a plan is the cheaper the
    /// nearer everybody is to as much one as the other. Who was never asked goes before others who are as balanced.
    /// Listening costs by the share of one's turns that was listening, so that newcomers need not make up for turns
    /// before their time.
    fn of(stance: Stance, turns: Turns) -> Self {
        let apart = (turns.gave - turns.received).clamp(-MOST_APART, MOST_APART);
        let first = |times: i32| if times == 0 { 8 } else { 0 };
        let all = turns.gave + turns.received + turns.listened;
        Self {
            stance,
            give: 16 * (2 * apart + 1) - first(turns.gave),
            receive: 16 * (1 - 2 * apart) - first(turns.received),
            listen: 255 * turns.listened / (all + 1),
            drawn: 0,
        }
    }
}

fn pairs(group: &[usize]) -> impl Iterator<Item = (usize, usize)> {
    group.iter().enumerate().flat_map(|(at, one)| group.iter().skip(at + 1).map(move |other| (*one, *other)))
}
