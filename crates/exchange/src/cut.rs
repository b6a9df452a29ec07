//! The best way to cut a few people into groups, exactly: by the best cut of every subset of them.

use crate::cost::Cost;
use crate::table::{Group, Table};

/// Up to so many people are cut exactly, by looking at every plan there is.
pub const TRIED_WHOLE: usize = 12;

/// Groups and who is in none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    pub groups: Vec<Group>,
    pub left: Vec<usize>,
}

impl Plan {
    pub fn cost(&self, table: &Table) -> Cost {
        let group = |group: &Group| table.group(group).map_or_else(Cost::left_out, |(cost, _)| cost);
        let groups: Cost = self.groups.iter().map(group).sum();
        groups + self.left.iter().map(|place| table.left_out(*place)).sum()
    }

    pub fn repeats(&self, table: &Table) -> usize {
        self.groups.iter().map(|group| table.repeats(group)).sum()
    }
}

/// Which groups are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sizes {
    Any,
    /// Enough where such groups are known to take in everybody, for no other plan is cheaper then.
    AsAsked,
}

/// The cheapest plan for these people, at most [`TRIED_WHOLE`]; more than that are not looked at.
pub(crate) fn cut(table: &Table, people: &[usize], sizes: Sizes) -> Plan {
    let people = people.get(..TRIED_WHOLE).unwrap_or(people);
    let mut rest = (1_usize << people.len()) - 1;
    let mut cuts = Cuts { parts: Parts::of(table, people, sizes), best: vec![None; rest + 1] };
    let mut plan = Plan::default();
    while rest != 0 {
        let (_, part) = cuts.best(rest);
        match *members(people, part) {
            [alone] => plan.left.push(alone),
            ref group => plan.groups.push(group.to_vec()),
        }
        rest ^= part;
    }
    plan
}

struct Cuts {
    parts: Parts,
    /// The best cut of each subset that was looked at: its cost, and the part with the subset's first person.
    best: Vec<Option<(Cost, usize)>>,
}

impl Cuts {
    fn best(&mut self, subset: usize) -> (Cost, usize) {
        if subset == 0 {
            return Default::default();
        }
        if let Some(known) = self.best.get(subset).copied().flatten() {
            return known;
        }
        // Alone is to be left out.
        let first = subset & subset.wrapping_neg();
        let mut cheapest = self.with(subset, first).unwrap_or((Cost::left_out(), first));
        for second in bits(subset ^ first) {
            cheapest = self.with(subset, first | second).map_or(cheapest, |whole| whole.min(cheapest));
            for third in bits(subset & !(second | (second - 1))) {
                let part = first | second | third;
                cheapest = self.with(subset, part).map_or(cheapest, |whole| whole.min(cheapest));
            }
        }
        if let Some(place) = self.best.get_mut(subset) {
            *place = Some(cheapest);
        }
        cheapest
    }

    /// The cost of the subset with this part in it, if it may be one.
    fn with(&mut self, subset: usize, part: usize) -> Option<(Cost, usize)> {
        let cost = self.parts.cost(part)?;
        Some((cost + self.best(subset ^ part).0, part))
    }
}

/// What each one, two or three of the people cost, by the subset's bits.
struct Parts(Vec<Option<Cost>>);

impl Parts {
    fn of(table: &Table, people: &[usize], sizes: Sizes) -> Self {
        let mut costs = vec![None; 1 << people.len()];
        let mut set = |part: usize, cost: Option<Cost>| {
            if let Some(place) = costs.get_mut(part) {
                *place = cost;
            }
        };
        let numbered = || people.iter().copied().enumerate();
        for (at, one) in numbered() {
            if sizes == Sizes::Any {
                set(1 << at, Some(table.left_out(one)));
            }
            for (next, other) in numbered().skip(at + 1) {
                let pair = 1 << at | 1 << next;
                if sizes == Sizes::Any || table.size() == 2 {
                    set(pair, table.group(&[one, other]).map(|(cost, _)| cost));
                }
                if sizes == Sizes::AsAsked && table.size() == 2 {
                    continue;
                }
                for (last, third) in numbered().skip(next + 1) {
                    set(pair | 1 << last, table.group(&[one, other, third]).map(|(cost, _)| cost));
                }
            }
        }
        Self(costs)
    }

    fn cost(&self, subset: usize) -> Option<Cost> {
        self.0.get(subset).copied().flatten()
    }
}

fn bits(mut set: usize) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = set & set.wrapping_neg();
        set ^= lowest;
        (lowest != 0).then_some(lowest)
    })
}

fn members(people: &[usize], subset: usize) -> Vec<usize> {
    people.iter().enumerate().filter(|(at, _)| subset >> at & 1 == 1).map(|(_, place)| *place).collect()
}
