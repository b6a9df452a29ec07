use serde::Serialize;

use crate::{Cut, Definition, Error, Item, Subscale};

/// The result of scoring one set of answers.
///
/// `missing` lists the numbers of scored items without an answer. `total` is absent when any of them is missing or
/// when the instrument has none; `no_total` says which. A subscale needs only its own items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Scored {
    pub instrument: String,
    pub version: String,
    /// Which text was asked: see [`Definition::hash`].
    pub hash: String,
    pub total: Option<i64>,
    pub no_total: Option<NoTotal>,
    pub min: Option<i64>,
    pub max: Option<i64>,
    pub subscales: Vec<SubscaleScore>,
    /// How many of the scored items have an answer.
    pub answered: usize,
    /// How many items are scored.
    pub items: usize,
    pub missing: Vec<String>,
    pub complete: bool,
    /// Code of the band that the total lies in.
    pub band: Option<String>,
    pub flags: Vec<Flag>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoTotal {
    /// Items are missing; missing is never zero.
    ItemsMissing,
    /// The instrument has no validated total.
    NotDefined,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SubscaleScore {
    pub code: String,
    pub total: Option<i64>,
    pub min: i64,
    pub max: i64,
}

/// A threshold that was reached. What it means stands in the definition under the same code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flag {
    pub code: String,
    pub kind: FlagKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FlagKind {
    /// A published or agreed threshold of a score.
    Cut,
    /// An answer that a person must see today. Raised even when other items are missing.
    Alert,
}

/// Scores `answers`, one per item in the definition's order, `None` where there is no answer. Unscored items at the
/// end may be left off.
///
/// # Errors
/// [`Error::WrongCount`]; [`Error::NotAllowed`] with the item and its allowed values; [`Error::Contradiction`] when an
/// item that a skip rule settles was answered otherwise.
pub fn score(definition: &Definition, answers: &[Option<i64>]) -> Result<Scored, Error> {
    check_count(definition, answers.len())?;
    let answers = answers.iter().copied().chain(std::iter::repeat(None));
    let mut given: Vec<Given> =
        definition.items.iter().zip(answers).map(|(item, answer)| Given { item, answer }).collect();
    given.iter().try_for_each(|given| check_allowed(definition, given))?;
    fill_implied(definition, &mut given)?;

    let points: Vec<Points> = given.iter().map(|given| Points::of(definition, given)).collect();
    let scored = || points.iter().filter(|points| points.item.scored);
    let missing: Vec<String> =
        scored().filter(|points| points.value.is_none()).map(|points| points.item.number.clone()).collect();
    let complete = missing.is_empty();
    let sum: Option<i64> = scored().map(|points| points.value).sum();
    let rule = definition.scoring.total;
    let total = rule.zip(sum).map(|(rule, sum)| sum * rule.multiplier);
    let subscales: Vec<SubscaleScore> =
        definition.scoring.subscales.iter().map(|subscale| subscale_score(subscale, &points)).collect();
    Ok(Scored {
        instrument: definition.id.clone(),
        version: definition.version.clone(),
        hash: definition.hash().to_owned(),
        total,
        no_total: match (rule, sum) {
            (None, _) => Some(NoTotal::NotDefined),
            (Some(_), None) => Some(NoTotal::ItemsMissing),
            (Some(_), Some(_)) => None,
        },
        min: rule.map(|rule| rule.min),
        max: rule.map(|rule| rule.max),
        answered: scored().count() - missing.len(),
        items: scored().count(),
        band: total.and_then(|total| band(definition, total)),
        flags: flags(definition, &given, total, &subscales),
        subscales,
        missing,
        complete,
    })
}

struct Given<'a> {
    item: &'a Item,
    answer: Option<i64>,
}

struct Points<'a> {
    item: &'a Item,
    value: Option<i64>,
}

impl<'a> Points<'a> {
    fn of(definition: &Definition, given: &Given<'a>) -> Self {
        let value = given.answer.map(|answer| {
            if given.item.reverse { reversed(answer, definition.ends(given.item)) } else { answer }
        });
        Self { item: given.item, value }
    }
}

/// The mirrored answer: on a scale from 1 to 4, 5 − answer.
fn reversed(answer: i64, (low, high): (i64, i64)) -> i64 {
    low + high - answer
}

fn check_count(definition: &Definition, found: usize) -> Result<(), Error> {
    let expected = definition.items.len();
    let optional = definition.items.iter().rev().take_while(|item| !item.scored).count();
    if (expected - optional..=expected).contains(&found) {
        return Ok(());
    }
    Err(Error::WrongCount { id: definition.id.clone(), expected, found })
}

fn check_allowed(definition: &Definition, given: &Given) -> Result<(), Error> {
    let choices = definition.choices(given.item);
    match given.answer {
        Some(value) if !choices.iter().any(|choice| choice.value == value) => Err(Error::NotAllowed {
            item: given.item.number.clone(),
            value,
            allowed: allowed(definition, given.item),
        }),
        _ => Ok(()),
    }
}

/// The allowed answers in ascending order, for a message: `0, 1, 2, 3`.
pub(crate) fn allowed(definition: &Definition, item: &Item) -> String {
    let mut values: Vec<_> = definition.choices(item).iter().map(|choice| choice.value).collect();
    values.sort_unstable();
    values.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
}

fn fill_implied(definition: &Definition, given: &mut [Given]) -> Result<(), Error> {
    for rule in &definition.scoring.implied {
        if !given.iter().any(|given| given.item.number == rule.if_item && given.answer == Some(rule.is)) {
            continue;
        }
        for settled in given.iter_mut().filter(|given| given.item.number == rule.then_item) {
            match settled.answer {
                Some(value) if value != rule.value => {
                    return Err(Error::Contradiction {
                        item: rule.then_item.clone(),
                        value,
                        first: rule.if_item.clone(),
                        because: rule.is,
                    });
                }
                _ => settled.answer = Some(rule.value),
            }
        }
    }
    Ok(())
}

fn subscale_score(subscale: &Subscale, points: &[Points]) -> SubscaleScore {
    let own = points.iter().filter(|points| subscale.items.contains(&points.item.number));
    SubscaleScore {
        code: subscale.code.clone(),
        total: own.map(|points| points.value).sum(),
        min: subscale.min,
        max: subscale.max,
    }
}

fn band(definition: &Definition, total: i64) -> Option<String> {
    let band = definition.scoring.bands.iter().find(|band| (band.low..=band.high).contains(&total));
    band.map(|band| band.code.clone())
}

fn flags(
    definition: &Definition,
    given: &[Given],
    total: Option<i64>,
    subscales: &[SubscaleScore],
) -> Vec<Flag> {
    let alerts = definition.scoring.alerts.iter().filter(|alert| {
        let answer =
            given.iter().find(|given| given.item.number == alert.item).and_then(|given| given.answer);
        answer.is_some_and(|answer| answer >= alert.at_least)
    });
    let alerts = alerts.map(|alert| Flag { code: alert.code.clone(), kind: FlagKind::Alert });
    let cuts = definition.scoring.cuts.iter().filter(|cut| {
        let figure = match &cut.of {
            None => total,
            Some(code) => {
                subscales.iter().find(|subscale| subscale.code == *code).and_then(|found| found.total)
            }
        };
        figure.is_some_and(|figure| reached(cut, figure))
    });
    let cuts = cuts.map(|cut| Flag { code: cut.code.clone(), kind: FlagKind::Cut });
    alerts.chain(cuts).collect()
}

fn reached(cut: &Cut, figure: i64) -> bool {
    cut.at_least.is_some_and(|least| figure >= least) || cut.at_most.is_some_and(|most| figure <= most)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::all;

    /// A definition with an answer to each item, drawn by position among its choices.
    fn answered() -> impl Strategy<Value = (&'static Definition, Vec<Option<i64>>)> {
        (0..all().len(), prop::collection::vec(0_usize..100, 40)).prop_map(|(which, draws)| {
            let definition = &all()[which];
            let answers = definition.items.iter().zip(draws).map(|(item, draw)| {
                let choices = definition.choices(item);
                Some(choices[draw % choices.len()].value)
            });
            let mut answers: Vec<_> = answers.collect();
            for rule in &definition.scoring.implied {
                let place =
                    |number: &str| definition.items.iter().position(|item| item.number == number).unwrap();
                if answers[place(&rule.if_item)] == Some(rule.is) {
                    answers[place(&rule.then_item)] = Some(rule.value);
                }
            }
            (definition, answers)
        })
    }

    proptest! {
        #[test]
        fn a_complete_score_lies_in_the_published_range((definition, answers) in answered()) {
            let scored = score(definition, &answers).unwrap();
            prop_assert!(scored.complete && scored.missing.is_empty());
            prop_assert_eq!(scored.total.is_some(), definition.scoring.total.is_some());
            if let (Some(total), Some(rule)) = (scored.total, definition.scoring.total) {
                prop_assert!((rule.min..=rule.max).contains(&total));
                prop_assert_eq!(scored.band.is_some(), !definition.scoring.bands.is_empty());
            }
            for subscale in &scored.subscales {
                prop_assert!((subscale.min..=subscale.max).contains(&subscale.total.unwrap()));
            }
        }

        #[test]
        fn any_missing_scored_item_means_no_total((definition, mut answers) in answered(), draw in 0_usize..100) {
            let place = draw % definition.items.len();
            let item = &definition.items[place];
            answers[place] = None;
            let settled = definition.scoring.implied.iter().any(|rule| rule.then_item == item.number);
            let scored = score(definition, &answers).unwrap();
            if item.scored && !settled {
                prop_assert_eq!(scored.total, None);
                prop_assert_eq!(scored.band, None);
                prop_assert!(scored.missing.contains(&item.number) && !scored.complete);
                prop_assert_eq!(scored.answered + scored.missing.len(), scored.items);
            }
        }

        #[test]
        fn a_value_outside_the_options_is_refused((definition, mut answers) in answered(), draw in 0_usize..100, far in 7_i64..) {
            let place = draw % definition.items.len();
            answers[place] = Some(far);
            let message = score(definition, &answers).unwrap_err().to_string();
            let expected = format!("item {}: {far} is not an allowed answer", definition.items[place].number);
            prop_assert!(message.starts_with(&expected), "{}", message);
        }

        #[test]
        fn reversing_twice_is_the_answer_again(low in -9_i64..9, span in 0_i64..9, step in 0_i64..9) {
            let answer = low + step.min(span);
            let once = reversed(answer, (low, low + span));
            prop_assert!((low..=low + span).contains(&once));
            prop_assert_eq!(reversed(once, (low, low + span)), answer);
        }
    }
}
