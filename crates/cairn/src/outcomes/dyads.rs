//! Both sides of the pairs over the same weeks, for the evaluator alone: whoever knows the pairs by name could put faces to
//! five of them.

use askama::Template;
use cairn_evidence::{
    Correlation, Design, Influence, Overlap, SMALLEST_CELL, Together, alongside, influence, overlap,
};
use jiff::{ToSpan, civil::Date};

use super::dyad_words::{self as words, QuarterRow, Side};
use super::index::claims;
use super::pairs::{By, monday, pairs, weeks_together, within};
use super::{choice, dyad_store as store, tabs};
use crate::access::{Desk, Role, Seat};
use crate::web::chart::Chart;
use crate::web::{Answer, Problem, Shell, Text, Visit};

/// The two scales that both sides are asked.
const INSTRUMENTS: [&str; 2] = ["who5", "barc10"];

/// What the page is made of. Nothing in it is about one pair.
struct Found {
    smallest: usize,
    overlap: Option<Overlap>,
    /// Weeks that the pairs had together.
    possible: usize,
    /// Check-ins that fewer people may read, and of how many participants.
    held_back: (usize, usize),
    weeks: Vec<Together>,
    influence: Influence,
    quarters: Vec<(&'static str, Vec<Together>)>,
}

#[derive(Template)]
#[template(path = "outcomes/dyads.html")]
struct DyadsPage {
    t: Text,
    shell: Shell,
    tabs: Vec<(&'static str, &'static str)>,
    smallest: i64,
    /// How much there is; none when it is too little to count.
    there: Option<String>,
    held_back: String,
    weeks: Option<Chart>,
    sides: Vec<Side>,
    same_week: Option<String>,
    left_over: Option<String>,
    quarters: Vec<QuarterRow>,
    may: Vec<String>,
    cannot: Vec<String>,
}

pub async fn index(visit: Visit) -> Answer {
    let (visitor, found) = visit
        .read(|desk| {
            let seat = desk.seat(&[Role::Evaluator])?;
            find(desk, &seat)
        })
        .await?;
    let (t, shell) = visitor.shell("nav-outcomes");
    let smallest = i64::try_from(found.smallest).unwrap_or(i64::MAX);
    let correlated = |key: &str, found: Option<&Correlation>| found.map(|at| words::correlation(&t, key, at));
    let page = DyadsPage {
        tabs: tabs(&visitor),
        smallest,
        there: found.overlap.map(|there| words::there(&t, &there, found.possible)),
        held_back: words::held_back(&t, found.held_back, found.smallest),
        weeks: words::weeks(&t, &found.weeks),
        sides: Side::both(&t, &found.influence),
        same_week: correlated("outcomes-dyads-same-week", found.influence.same_week.as_ref()),
        left_over: correlated("outcomes-dyads-left-over", found.influence.left_over.as_ref()),
        quarters: words::quarters(&t, &found.quarters),
        may: claims(&t, Design::LaggedPairs.may_claim()),
        cannot: claims(&t, Design::LaggedPairs.cannot_claim()),
        t,
        shell,
    };
    visitor.show(page)
}

/// The last day of the last week that is over: a figure that changed with every check-in would tell who made it.
fn last_sunday(today: Date) -> Date {
    monday(today).saturating_sub(1.days())
}

/// Pairs, and people on each side, under which nothing is shown: never fewer than five, whatever the program sets.
pub fn smallest_pairs(desk: &Desk<'_, '_>) -> usize {
    desk.program.settings.privacy.smallest_group.max(SMALLEST_CELL)
}

fn find(desk: &mut Desk<'_, '_>, seat: &Seat) -> Result<Found, Problem> {
    let (zone, until) = (desk.program.zone.clone(), last_sunday(desk.today()));
    let smallest = smallest_pairs(desk);
    let joined = choice::joined(desk.tx, seat)?;
    let matches = store::matches(desk.tx, seat, &zone)?;
    let participants = store::of_participants(desk.tx, seat, &zone)?;
    let supporters = store::of_supporters(desk.tx, seat, &joined)?;
    let by_week = pairs(&matches, (&participants, &supporters), By::Week, until);
    let mut quarters = Vec::new();
    for instrument in INSTRUMENTS {
        let own = store::totals(desk.tx, seat, ("participant", instrument))?;
        let mut other = store::totals(desk.tx, seat, ("supporter", instrument))?;
        other.retain(|person, _| joined.contains(person));
        let by_quarter = pairs(&matches, (&own, &other), By::Quarter, until);
        quarters.push((instrument, alongside(&by_quarter, smallest).map_err(no_figure)?));
    }
    Ok(Found {
        smallest,
        overlap: overlap(&by_week, smallest),
        possible: weeks_together(&matches, until),
        held_back: within(&matches, &store::held_back(desk.tx, seat, &zone)?, until),
        weeks: alongside(&by_week, smallest).map_err(no_figure)?,
        influence: influence(&by_week, smallest).map_err(no_figure)?,
        quarters,
    })
}

fn no_figure(_: cairn_evidence::Error) -> Problem {
    Problem::Defect("a mood or a total is no figure")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_week_counts_once_it_is_over() {
        assert_eq!(last_sunday(date(2026, 3, 2)), date(2026, 3, 1), "a Monday");
        assert_eq!(last_sunday(date(2026, 3, 1)), date(2026, 2, 22), "a Sunday is not over");
    }
}
