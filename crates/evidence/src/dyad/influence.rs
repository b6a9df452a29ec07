use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::correlation::{Correlation, correlation};
use super::robust::{Coefficient, Row, fit};
use super::{Pair, Refused, Sides, check, enough, floor};
use crate::{Error, Interval, interval::count};

/// What is asked for beyond one week per pair, which its own level uses up: ten for each of the two effects. A convention,
/// the lower of the usual ones (Harrell 2015, Regression Modeling Strategies, 4.4).
const BEYOND_LEVELS: usize = 20;

/// How both sides follow each other from week to week: the lagged actor-partner interdependence model in the form of
/// stability and influence (Kenny, Kashy & Cook 2006, Dyadic Data Analysis, ch. 13; Cook & Kenny 2005, International Journal of
/// Behavioral Development 29:101-109).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Influence {
    /// The participant's week on their own week before (actor) and the supporter's week before (partner).
    pub participant: Result<Equation, Refused>,
    /// The supporter's week on their own week before (actor) and the participant's week before (partner).
    pub supporter: Result<Equation, Refused>,
    /// What both equations leave unexplained in the same week: what hit both at once.
    pub left_over: Option<Correlation>,
    /// Both sides in the same week, each measured from the pair's own mean.
    pub same_week: Option<Correlation>,
}

/// own(t) = level of the pair + actor × own(t − 1) + partner × other(t − 1) + trend × t + error, over weeks that follow each
/// other. The pair's level is any: only departures from it count, so that pairs who differ cannot pass for influence.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Equation {
    pub actor: Effect,
    pub partner: Effect,
    /// Points a week, alike for all pairs: a rise of both sides would else pass for influence.
    pub trend: Effect,
    pub pairs: usize,
    pub supporters: usize,
    /// Weeks with this side's figure and both sides' figures of the week before.
    pub pair_weeks: usize,
    /// About how far the actor effect lies below the true one, because a level estimated from few weeks pulls it down:
    /// −(1 + actor) ÷ (weeks per pair − 1) (Nickell 1981, Econometrica 49:1417-1426). It shrinks with more weeks, not with more
    /// pairs. The partner effect is off too, in a direction that depends on how both sides go together.
    pub actor_bias: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Effect {
    /// Points per point.
    pub estimate: f64,
    pub standard_error: f64,
    /// Degrees of freedom. Below 4 the interval is only a rough one (Tipton 2015, Psychological Methods 20:375-393).
    pub freedom: f64,
    pub interval95: Interval,
}

impl From<Coefficient> for Effect {
    fn from(found: Coefficient) -> Effect {
        let Coefficient { estimate, standard_error, freedom, interval95 } = found;
        Effect { estimate, standard_error, freedom, interval95 }
    }
}

/// Residuals by pair and week.
type Residuals = BTreeMap<(usize, u32), f64>;

/// Both equations and both correlations.
///
/// It shows no cause. What moved both sides a week apart, what changed between two weeks, pairs that stopped answering: all of it
/// can look like influence. A week that is missing is left out together with the step to the week after it.
///
/// # Errors
/// [`Error::NotAFigure`] naming pair (from 1), week and side.
pub fn influence(pairs: &[Pair], smallest: usize) -> Result<Influence, Error> {
    check(pairs)?;
    let (participant, of_participants) = split(equation(pairs, |sides| sides, smallest));
    let (supporter, of_supporters) = split(equation(pairs, Sides::mirrored, smallest));
    let rest = of_participants.iter().filter_map(|(key, own)| Some((key.0, *own, *of_supporters.get(key)?)));
    let mut same_week = Vec::new();
    for (at, pair) in pairs.iter().enumerate() {
        let both: Vec<(f64, f64)> = pair.weeks.values().filter_map(|sides| sides.both()).collect();
        let mean = |pick: fn(&(f64, f64)) -> f64| both.iter().map(pick).sum::<f64>() / count(both.len());
        let (own, other) = (mean(|(own, _)| *own), mean(|(_, other)| *other));
        // A single week has no departure from its mean.
        same_week.extend(both.iter().filter(|_| both.len() > 1).map(|(a, b)| (at, a - own, b - other)));
    }
    Ok(Influence {
        participant,
        supporter,
        left_over: correlated(pairs, rest.collect(), smallest),
        same_week: correlated(pairs, same_week, smallest),
    })
}

fn split(found: Result<(Equation, Residuals), Refused>) -> (Result<Equation, Refused>, Residuals) {
    match found {
        Ok((equation, residuals)) => (Ok(equation), residuals),
        Err(refused) => (Err(refused), Residuals::new()),
    }
}

/// The correlation of rows of `(place of the pair, one side, the other)`, when there are enough people in it.
fn correlated(pairs: &[Pair], rows: Vec<(usize, f64, f64)>, smallest: usize) -> Option<Correlation> {
    let places: BTreeSet<usize> = rows.iter().map(|(at, ..)| *at).collect();
    if !enough(places.iter().filter_map(|at| pairs.get(*at)), smallest) {
        return None;
    }
    let size = (places.len(), rows.len());
    let supporter = |at: usize| pairs.get(at).map_or(0, |pair| pair.supporter);
    let rows: Vec<_> = rows.into_iter().map(|(at, own, other)| (supporter(at), own, other)).collect();
    correlation(&rows, size)
}

/// One step from a week to the next: week, own figure, and own and other figure of the week before.
type Step = (u32, f64, [f64; 2]);

fn steps(pair: &Pair, seen: fn(Sides) -> Sides) -> Vec<Step> {
    pair.weeks
        .iter()
        .filter_map(|(week, now)| {
            let own = seen(*now).participant?;
            let before = week.checked_sub(1).and_then(|before| pair.weeks.get(&before))?;
            let (own_before, other_before) = seen(*before).both()?;
            Some((*week, own, [own_before, other_before]))
        })
        .collect()
}

fn equation(
    pairs: &[Pair],
    seen: fn(Sides) -> Sides,
    smallest: usize,
) -> Result<(Equation, Residuals), Refused> {
    let each = pairs.iter().enumerate().map(|(at, pair)| (at, pair, steps(pair, seen)));
    // With one step alone a pair says nothing beyond its level.
    let each: Vec<_> = each.filter(|(_, _, steps)| steps.len() > 1).collect();
    if !enough(each.iter().map(|(_, pair, _)| *pair), smallest) {
        return Err(Refused::TooFew { smallest: floor(smallest) });
    }
    let found: usize = each.iter().map(|(_, _, steps)| steps.len()).sum();
    let needed = each.len() + BEYOND_LEVELS;
    if found < needed {
        return Err(Refused::TooShort { needed, found });
    }
    let (mut rows, mut places) = (Vec::new(), Vec::new());
    for (at, pair, steps) in &each {
        rows.extend(centered(pair.supporter, steps));
        places.extend(steps.iter().map(|(week, ..)| (*at, *week)));
    }
    let found_fit = fit(&rows)?;
    let [actor, partner, trend] = found_fit.coefficients;
    let per_pair = count(found) / count(each.len());
    let supporters: BTreeSet<u32> = each.iter().map(|(_, pair, _)| pair.supporter).collect();
    let equation = Equation {
        actor: actor.into(),
        partner: partner.into(),
        trend: trend.into(),
        pairs: each.len(),
        supporters: supporters.len(),
        pair_weeks: found,
        actor_bias: -(1.0 + actor.estimate) / (per_pair - 1.0),
    };
    Ok((equation, places.into_iter().zip(found_fit.residuals).collect()))
}

/// Every figure as its departure from the pair's mean over these steps.
fn centered(cluster: u32, steps: &[Step]) -> Vec<Row<3>> {
    let n = count(steps.len());
    let mean = |pick: fn(&Step) -> f64| steps.iter().map(pick).sum::<f64>() / n;
    let means = [mean(|step| step.2[0]), mean(|step| step.2[1]), mean(|step| f64::from(step.0))];
    let level = mean(|step| step.1);
    steps
        .iter()
        .map(|(week, own, [own_before, other_before])| {
            let [own_mean, other_mean, week_mean] = means;
            let x = [own_before - own_mean, other_before - other_mean, f64::from(*week) - week_mean];
            Row { cluster, x, y: own - level }
        })
        .collect()
}
