//! From the question to the plan, and what is to be said about it.

use std::collections::BTreeSet;

use crate::cut::{Plan, Sizes, TRIED_WHOLE, cut};
use crate::pairing::pairs;
use crate::search::search;
use crate::table::Table;
use crate::{
    Exchange, FormError, Formed, History, LeftOut, LeftOutBecause, Limits, MOST_PEOPLE, Odd, Pair, Repeated,
    RepeatedBecause, Request, Shape, Stance,
};

/// Forms the groups of one meeting.
///
/// What counts, in this order; each outweighs all that follow:
///
/// 1. every limit is kept;
/// 2. as few people as possible are left out;
/// 3. as few groups as possible have another size than asked for;
/// 4. as few pairs of the last meeting as possible come again: none, whenever there is such a plan;
/// 5. over the weeks everybody gives about as often as they receive, and listens or watches as large a part of the time
///    as others; who was never asked goes first;
/// 6. pairs come that were together longest ago, or never;
/// 7. the seed.
///
/// The plan is the best there is for up to [`TRIED_WHOLE`] people, and for pairs whenever the numbers and the limits
/// let them come out even, or the leader chose that somebody watches. Otherwise it is the best that a search finds:
/// limits are kept and repeats are told truly all the same. It depends on nothing but what is given here; the order of
/// `present` does not matter.
///
/// # Errors
/// Somebody named twice, too many people, or a group of the history with one person twice.
pub fn form(request: &Request, history: &History, limits: &Limits) -> Result<Formed, FormError> {
    let present = checked(request, history)?;
    let (out, ids): (Vec<&str>, Vec<&str>) =
        present.into_iter().partition(|id| limits.stance(id) == Stance::TakesNoPart);
    let table = Table::new(&ids, request, history, limits);
    let (plan, best) = solve(&table);
    let id = |place: usize| ids.get(place).copied().unwrap_or_default().to_owned();
    let exchange = |group: &Vec<usize>| {
        let (_, (giver, receiver, listener)) = table.group(group)?;
        Some(Exchange { giver: id(giver), receiver: id(receiver), listener: listener.map(id) })
    };
    let mut exchanges: Vec<Exchange> = plan.groups.iter().filter_map(exchange).collect();
    exchanges.sort_by(|one, other| one.people().min().cmp(&other.people().min()));
    let no_part = out.iter().map(|id| LeftOut { id: (*id).to_owned(), reason: LeftOutBecause::TakesNoPart });
    let left =
        plan.left.iter().map(|place| LeftOut { id: id(*place), reason: left_out(&table, &plan, *place) });
    let mut left_out: Vec<LeftOut> = no_part.chain(left).collect();
    left_out.sort_by(|one, other| one.id.cmp(&other.id));
    let repeated = repeated(&exchanges, history).map(|pairs| {
        let because = why_repeated(&table, &plan, best);
        Repeated { pairs, because }
    });
    Ok(Formed { exchanges, left_out, repeated })
}

/// Who is there, by id.
fn checked<'a>(request: &'a Request, history: &History) -> Result<Vec<&'a str>, FormError> {
    let mut present: Vec<&str> = request.present.iter().map(String::as_str).collect();
    present.sort_unstable();
    if let Some([id, _]) = present.array_windows().find(|[one, next]| one == next) {
        return Err(FormError::NamedTwice { id: (*id).to_owned() });
    }
    if present.len() > MOST_PEOPLE {
        return Err(FormError::TooMany { count: present.len() });
    }
    for (meeting, exchange) in history.numbered() {
        if let Some([id, _]) = exchange.twos().find(|[one, other]| one == other) {
            return Err(FormError::TwiceInGroup { meeting, id: id.to_owned() });
        }
    }
    Ok(present)
}

/// A plan, and whether it is certain that there is no better one.
fn solve(table: &Table) -> (Plan, bool) {
    let everybody: Vec<usize> = (0..table.len()).collect();
    if everybody.len() <= TRIED_WHOLE {
        return (cut(table, &everybody, Sizes::Any), true);
    }
    if table.shape == Shape::Triads {
        return (search(table, None), false);
    }
    let plan = pairs(table);
    if table.odd == Odd::Watch || plan.left.is_empty() {
        return (plan, true);
    }
    (search(table, Some(plan)), false)
}

fn left_out(table: &Table, plan: &Plan, place: usize) -> LeftOutBecause {
    let fewest = if table.odd == Odd::Watch { table.size() } else { 2 };
    if table.len() < fewest {
        LeftOutBecause::TooFew
    } else if !table.has_a_group(place) {
        LeftOutBecause::Limits
    } else if plan.left.len() <= table.over() {
        LeftOutBecause::OddNumber
    } else {
        LeftOutBecause::NoPlace
    }
}

/// The pairs that were together at the last meeting, if there are any.
fn repeated(exchanges: &[Exchange], history: &History) -> Option<Vec<Pair>> {
    let last = history.meetings.last()?;
    let last: BTreeSet<Pair> = last.exchanges.iter().flat_map(Exchange::pairs).collect();
    let now: BTreeSet<Pair> = exchanges.iter().flat_map(Exchange::pairs).collect();
    let again: Vec<Pair> = now.intersection(&last).cloned().collect();
    (!again.is_empty()).then_some(again)
}

fn why_repeated(table: &Table, plan: &Plan, best: bool) -> RepeatedBecause {
    if !best {
        return RepeatedBecause::NoneFound;
    }
    let (free, free_best) = solve(&table.without_limits());
    if free.repeats(table) < plan.repeats(table) {
        RepeatedBecause::Limits
    } else if free_best {
        RepeatedBecause::Numbers
    } else {
        RepeatedBecause::NoneFound
    }
}
