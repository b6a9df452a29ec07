//! The dyad view in words: sentences, rows and a chart out of figures about enough pairs.

use cairn_evidence::{Correlation, Effect, Equation, Influence, Mean, Overlap, Refused, Together};

use super::figures::{self, decimal, hundredths};
use crate::web::Text;
use crate::web::chart::{Chart, Interval, Point, Range, Scale, interval, lines};

/// Weeks shown: a year.
const MOST_WEEKS: usize = 53;
/// Labels under the chart.
const MOST_MARKS: u32 = 7;
/// Degrees of freedom under which an interval is only a rough one (Tipton 2015).
const ROUGH: f64 = 4.0;

/// One side's equation.
pub struct Side {
    pub name: String,
    pub rows: Vec<EffectRow>,
    /// How far from zero the intervals are drawn; the same on both sides.
    pub reach: String,
    /// How to read the rows, or why there are none.
    pub sentences: Vec<String>,
}

pub struct EffectRow {
    pub name: String,
    pub estimate: String,
    pub range: String,
    pub drawn: Interval,
    pub pairs: String,
    pub supporters: String,
    pub pair_weeks: String,
}

pub struct QuarterRow {
    pub name: String,
    pub quarter: String,
    pub pairs: String,
    pub participants: String,
    pub supporters: String,
}

pub fn there(t: &Text, overlap: &Overlap, possible: usize) -> String {
    let share = if possible == 0 { 0.0 } else { overlap.pair_weeks as f64 / possible as f64 };
    t.args(
        "outcomes-dyads-there",
        [
            ("pairs", overlap.pairs.into()),
            ("participants", overlap.participants.into()),
            ("supporters", overlap.supporters.into()),
            ("weeks", overlap.pair_weeks.into()),
            ("possible", possible.into()),
            ("share", figures::percent(share).into()),
        ],
    )
}

pub fn held_back(t: &Text, (check_ins, people): (usize, usize), smallest: usize) -> String {
    if people < smallest {
        return t.with("outcomes-dyads-held-back-few", "n", smallest);
    }
    t.args("outcomes-dyads-held-back", [("n", check_ins.into()), ("people", people.into())])
}

fn with_range(t: &Text, mean: &Mean) -> String {
    let (low, high) = (decimal(mean.interval95.low), decimal(mean.interval95.high));
    t.args(
        "outcomes-interval",
        [("value", decimal(mean.mean).into()), ("low", low.as_str().into()), ("high", high.as_str().into())],
    )
}

/// Both means by week, drawn; none when no week has enough pairs.
pub fn weeks(t: &Text, weeks: &[Together]) -> Option<Chart> {
    let weeks = weeks.get(..MOST_WEEKS).unwrap_or(weeks);
    let last = weeks.iter().rev().find(|week| week.shown.is_some())?.week;
    let line = |pick: fn(&Together) -> Option<f64>| -> Vec<Point> {
        weeks.iter().map(|week| (f64::from(week.week), pick(week))).collect()
    };
    let series = [
        line(|week| week.shown.map(|shown| shown.participants.mean)),
        line(|week| week.shown.map(|shown| shown.supporters.mean)),
    ];
    let range = |pick: fn(&Together) -> Option<Mean>| -> Vec<Range> {
        let ends = |week| pick(week).map(|mean| (mean.interval95.low, mean.interval95.high));
        weeks.iter().map(|week| (f64::from(week.week), ends(week))).collect()
    };
    let ranges = [
        range(|week| week.shown.map(|shown| shown.participants)),
        range(|week| week.shown.map(|shown| shown.supporters)),
    ];
    let scale = Scale { low: 0.0, high: 10.0 };
    let step = last.div_ceil(MOST_MARKS).max(1) as usize;
    let marks: Vec<(f64, String)> =
        (0..=last).step_by(step).map(|week| (f64::from(week), week.to_string())).collect();
    let names = ["participant", "supporter"].map(|side| t.code("outcomes-side", side));
    let row = |week: &Together| match &week.shown {
        Some(shown) => vec![
            week.week.to_string(),
            shown.pairs.to_string(),
            with_range(t, &shown.participants),
            with_range(t, &shown.supporters),
        ],
        None => {
            let hidden = t.get("outcomes-hidden");
            vec![week.week.to_string(), hidden.clone(), hidden.clone(), hidden]
        }
    };
    Some(Chart {
        id: "dyad-weeks".to_string(),
        title: t.get("outcomes-dyads-weeks"),
        words: t.get("outcomes-dyads-weeks-words"),
        drawing: lines(&series, scale, None, &marks).with_ranges(&ranges, scale),
        legend: names.to_vec(),
        head: [t.get("outcomes-dyads-week"), t.get("outcomes-dyads-pairs")]
            .into_iter()
            .chain(names)
            .collect(),
        rows: weeks.iter().map(row).collect(),
    })
}

/// `+0.16` and `-0.15 to +0.47`.
fn range(t: &Text, low: f64, high: f64) -> String {
    let (low, high) = (hundredths(low), hundredths(high));
    t.args("outcomes-dyads-range", [("low", low.as_str().into()), ("high", high.as_str().into())])
}

impl Side {
    pub fn both(t: &Text, found: &Influence) -> Vec<Side> {
        let sides = [("participant", &found.participant), ("supporter", &found.supporter)];
        let ends = sides.iter().filter_map(|(_, found)| found.as_ref().ok()).flat_map(|found| {
            [found.actor, found.partner, found.trend]
                .map(|one| one.interval95.low.abs().max(one.interval95.high.abs()))
        });
        let reach = ends.fold(0.0, f64::max);
        sides.map(|(side, found)| Side::of(t, side, found, reach)).into()
    }

    fn of(t: &Text, side: &'static str, found: &Result<Equation, Refused>, reach: f64) -> Side {
        let (name, far) =
            (t.code("outcomes-side", side), hundredths(reach).trim_start_matches('+').to_string());
        match found {
            Err(refused) => Side { name, rows: Vec::new(), reach: far, sentences: vec![refusal(t, refused)] },
            Ok(found) => {
                let effects = [("actor", &found.actor), ("partner", &found.partner), ("trend", &found.trend)];
                let mut sentences = effects.map(|(kind, effect)| reading(t, (side, kind), effect)).to_vec();
                sentences.push(bias(t, side, found));
                Side {
                    name,
                    rows: effects
                        .map(|(kind, effect)| effect_row(t, (side, kind), (effect, reach), found))
                        .into(),
                    reach: far,
                    sentences,
                }
            }
        }
    }
}

fn refusal(t: &Text, refused: &Refused) -> String {
    let key = format!("outcomes-dyads-refused-{}", refused.code().replace('_', "-"));
    match refused {
        Refused::TooFew { smallest } => t.with(&key, "n", *smallest),
        Refused::TooShort { needed, found } => {
            t.args(&key, [("needed", (*needed).into()), ("found", (*found).into())])
        }
        Refused::NoSpread | Refused::OneDecides => t.get(&key),
    }
}

fn effect_row(
    t: &Text,
    (side, kind): (&str, &str),
    (effect, reach): (&Effect, f64),
    found: &Equation,
) -> EffectRow {
    EffectRow {
        name: t.get(&format!("outcomes-dyads-{side}-{kind}")),
        estimate: hundredths(effect.estimate),
        range: range(t, effect.interval95.low, effect.interval95.high),
        drawn: interval(effect.interval95.low, effect.estimate, effect.interval95.high, reach),
        pairs: found.pairs.to_string(),
        supporters: found.supporters.to_string(),
        pair_weeks: found.pair_weeks.to_string(),
    }
}

/// One effect as a sentence, with how sure it is.
fn reading(t: &Text, (side, kind): (&str, &str), effect: &Effect) -> String {
    let estimate = hundredths(effect.estimate);
    let range = range(t, effect.interval95.low, effect.interval95.high);
    let mut sentence = t.args(
        &format!("outcomes-dyads-reading-{side}-{kind}"),
        [("estimate", estimate.as_str().into()), ("range", range.as_str().into())],
    );
    if effect.interval95.contains(0.0) {
        sentence = [&sentence, " ", &t.get("outcomes-dyads-uncertain")].concat();
    }
    if effect.freedom < ROUGH {
        sentence = [&sentence, " ", &t.get("outcomes-dyads-rough")].concat();
    }
    sentence
}

/// How far too low an effect of a side on itself comes out, about.
fn bias(t: &Text, side: &str, found: &Equation) -> String {
    let weeks = decimal(found.pair_weeks as f64 / found.pairs.max(1) as f64);
    let below = hundredths(found.actor_bias.abs());
    t.args(
        &format!("outcomes-dyads-bias-{side}"),
        [("weeks", weeks.as_str().into()), ("below", below.trim_start_matches('+').into())],
    )
}

pub fn correlation(t: &Text, key: &str, found: &Correlation) -> String {
    let value = hundredths(found.value);
    let range = match found.interval95 {
        Some(at) => range(t, at.low, at.high),
        None => t.get("form-not-given"),
    };
    t.args(
        key,
        [
            ("value", value.as_str().into()),
            ("range", range.as_str().into()),
            ("pairs", found.pairs.into()),
            ("weeks", found.pair_weeks.into()),
        ],
    )
}

/// The quarters that may be shown, of each scale.
pub fn quarters(t: &Text, scales: &[(&'static str, Vec<Together>)]) -> Vec<QuarterRow> {
    let mut rows = Vec::new();
    for (instrument, quarters) in scales {
        let Ok(definition) = cairn_instruments::find(instrument, None) else { continue };
        let name = definition.name.get(t.language.code()).unwrap_or(&definition.name.en).to_string();
        let shown = quarters.iter().filter_map(|quarter| Some((quarter.week, quarter.shown?)));
        rows.extend(shown.map(|(quarter, shown)| QuarterRow {
            name: name.clone(),
            quarter: t.args(
                "outcomes-dyads-quarter",
                [("from", (13 * quarter).into()), ("to", (13 * quarter + 13).into())],
            ),
            pairs: shown.pairs.to_string(),
            participants: with_range(t, &shown.participants),
            supporters: with_range(t, &shown.supporters),
        }));
    }
    rows
}
