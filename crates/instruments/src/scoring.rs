use serde::Serialize;

use crate::{Definition, Error, Item, Scorer};

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
    /// How many of the scored items have an answer, or one that a skip settles.
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
    /// Code of the band that the subscale's total lies in, where it has bands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub band: Option<String>,
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
/// end may be left off. For many sheets of one instrument keep a [`Scorer`].
///
/// # Errors
/// [`Error::WrongCount`]; [`Error::NotAllowed`] with the item and its allowed values; [`Error::Contradiction`] when an
/// item that a skip rule settles was answered otherwise.
pub fn score(definition: &Definition, answers: &[Option<i64>]) -> Result<Scored, Error> {
    let mut scorer = Scorer::new(definition);
    Ok(scorer.score(answers)?.to_scored())
}

/// The allowed answers in ascending order, for a message: `0, 1, 2, 3`.
pub(crate) fn allowed(definition: &Definition, item: &Item) -> String {
    let mut values: Vec<_> = definition.choices(item).iter().map(|choice| choice.value).collect();
    values.sort_unstable();
    values.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
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
                let also = rule.and.iter().all(|also| answers[place(&also.item)] == Some(also.is));
                if also && answers[place(&rule.if_item)] == Some(rule.is) {
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
    }
}
