use crate::{
    Alert, Band, Cut, Definition, Error, Flag, FlagKind, Implied, NoTotal, Otherwise, Scored, Subscale,
    SubscaleScore, scoring::allowed,
};

/// A definition made ready for scoring many sheets: names are looked up once, and a sheet takes no memory of its own.
/// This is the only place where answers become numbers; [`crate::score`] uses it too.
#[derive(Debug)]
pub struct Scorer<'d> {
    definition: &'d Definition,
    rules: Vec<Rule>,
    /// The places of each subscale's items.
    subscales: Vec<Vec<usize>>,
    /// Which subscale each cut reads; `None` is the total.
    cuts: Vec<Option<usize>>,
    /// The place of each alert's item.
    alerts: Vec<usize>,
    skips: Vec<Skip<'d>>,
    /// The fewest answers a sheet may have: unscored items at the end may be left off.
    fewest: usize,
    scored: usize,
    // What the last sheet left, used again by the next.
    answers: Vec<Option<i64>>,
    points: Vec<Option<i64>>,
    sums: Vec<Option<i64>>,
    missing: Vec<usize>,
}

#[derive(Debug)]
struct Rule {
    values: Vec<i64>,
    /// Lowest plus highest answer, for an item that is scored from the other end.
    mirror: Option<i64>,
    scored: bool,
}

#[derive(Debug)]
struct Skip<'d> {
    rule: &'d Implied,
    /// Places and answers that must all be there.
    when: Vec<(usize, i64)>,
    then: usize,
}

/// One scored sheet. It lives until the next sheet is scored; [`Sheet::to_scored`] keeps it.
#[derive(Debug)]
pub struct Sheet<'s> {
    definition: &'s Definition,
    answers: &'s [Option<i64>],
    sums: &'s [Option<i64>],
    missing: &'s [usize],
    alert_items: &'s [usize],
    cut_subscales: &'s [Option<usize>],
    /// Absent when an item is missing or the instrument has no total.
    pub total: Option<i64>,
    /// How many items are scored.
    pub items: usize,
}

impl<'d> Scorer<'d> {
    pub fn new(definition: &'d Definition) -> Self {
        let scoring = &definition.scoring;
        // A checked definition names only items and subscales that it has.
        let place = |number: &str| definition.items.iter().position(|item| item.number == number);
        let places = |subscale: &Subscale| subscale.items.iter().filter_map(|number| place(number)).collect();
        let subscale = |code: &String| scoring.subscales.iter().position(|subscale| subscale.code == *code);
        let optional = definition.items.iter().rev().take_while(|item| !item.scored).count();
        let rules: Vec<Rule> = definition.items.iter().map(|item| Rule::of(definition, item)).collect();
        let count = rules.len();
        Self {
            definition,
            scored: rules.iter().filter(|rule| rule.scored).count(),
            rules,
            subscales: scoring.subscales.iter().map(places).collect(),
            cuts: scoring.cuts.iter().map(|cut| cut.of.as_ref().and_then(subscale)).collect(),
            alerts: scoring.alerts.iter().filter_map(|alert| place(&alert.item)).collect(),
            skips: scoring.implied.iter().filter_map(|rule| Skip::of(rule, place)).collect(),
            fewest: count - optional,
            answers: Vec::with_capacity(count),
            points: Vec::with_capacity(count),
            sums: Vec::with_capacity(scoring.subscales.len()),
            missing: Vec::with_capacity(count),
        }
    }

    pub fn definition(&self) -> &'d Definition {
        self.definition
    }

    /// As [`crate::score`].
    ///
    /// # Errors
    /// As [`crate::score`].
    pub fn score(&mut self, answers: &[Option<i64>]) -> Result<Sheet<'_>, Error> {
        self.take(answers)?;
        self.fill_skipped()?;
        self.points.clear();
        self.missing.clear();
        let mut sum = 0;
        for (place, (rule, answer)) in self.rules.iter().zip(&self.answers).enumerate() {
            let points = answer.map(|answer| rule.mirror.map_or(answer, |ends| reversed(answer, ends)));
            self.points.push(points);
            match points {
                Some(points) if rule.scored => sum += points,
                None if rule.scored => self.missing.push(place),
                _ => {}
            }
        }
        self.sums.clear();
        for places in &self.subscales {
            let own = places.iter().map(|place| self.points.get(*place).copied().flatten());
            self.sums.push(own.sum());
        }
        let rule = self.definition.scoring.total.filter(|_| self.missing.is_empty());
        Ok(Sheet {
            definition: self.definition,
            answers: &self.answers,
            sums: &self.sums,
            missing: &self.missing,
            alert_items: &self.alerts,
            cut_subscales: &self.cuts,
            total: rule.map(|rule| sum * rule.multiplier),
            items: self.scored,
        })
    }

    /// The alerts that `answers` raise, whether or not the sheet can be scored: a person has to see them even when
    /// something else on the sheet is wrong.
    pub fn alerts_in<'s>(&'s self, answers: &'s [Option<i64>]) -> impl Iterator<Item = &'s Alert> {
        raised(self.definition, &self.alerts, answers)
    }

    /// Checks the count and each answer, and keeps them.
    fn take(&mut self, answers: &[Option<i64>]) -> Result<(), Error> {
        let expected = self.rules.len();
        if !(self.fewest..=expected).contains(&answers.len()) {
            let id = self.definition.id.clone();
            return Err(Error::WrongCount { id, expected, found: answers.len() });
        }
        for ((rule, answer), item) in self.rules.iter().zip(answers).zip(&self.definition.items) {
            if let Some(value) = answer.filter(|value| !rule.values.contains(value)) {
                let allowed = allowed(self.definition, item);
                return Err(Error::NotAllowed { item: item.number.clone(), value, allowed });
            }
        }
        self.answers.clear();
        self.answers.extend_from_slice(answers);
        self.answers.resize(expected, None);
        Ok(())
    }

    fn fill_skipped(&mut self) -> Result<(), Error> {
        for skip in &self.skips {
            let holds =
                |(place, is): &(usize, i64)| self.answers.get(*place).is_some_and(|it| *it == Some(*is));
            if !skip.when.iter().all(holds) {
                continue;
            }
            let Some(settled) = self.answers.get_mut(skip.then) else { continue };
            match *settled {
                None => *settled = Some(skip.rule.value),
                Some(value) if value != skip.rule.value && skip.rule.otherwise == Otherwise::Refuse => {
                    return Err(Error::Contradiction {
                        item: skip.rule.then_item.clone(),
                        value,
                        first: skip.rule.if_item.clone(),
                        because: skip.rule.is,
                    });
                }
                Some(_) => {}
            }
        }
        Ok(())
    }
}

impl Rule {
    fn of(definition: &Definition, item: &crate::Item) -> Self {
        let (low, high) = definition.ends(item);
        Self {
            values: definition.choices(item).iter().map(|choice| choice.value).collect(),
            mirror: item.reverse.then_some(low + high),
            scored: item.scored,
        }
    }
}

impl<'d> Skip<'d> {
    fn of(rule: &'d Implied, place: impl Fn(&str) -> Option<usize>) -> Option<Self> {
        let first = std::iter::once((&rule.if_item, rule.is));
        let when = first.chain(rule.and.iter().map(|also| (&also.item, also.is)));
        let when: Option<Vec<_>> = when.map(|(item, is)| place(item).map(|place| (place, is))).collect();
        Some(Self { rule, when: when?, then: place(&rule.then_item)? })
    }
}

/// The mirrored answer: on a scale from 1 to 4, whose ends make 5, 5 − answer.
fn reversed(answer: i64, ends: i64) -> i64 {
    ends - answer
}

fn band(bands: &[Band], figure: Option<i64>) -> Option<&Band> {
    let figure = figure?;
    bands.iter().find(|band| (band.low..=band.high).contains(&figure))
}

fn raised<'s>(
    definition: &'s Definition,
    places: &'s [usize],
    answers: &'s [Option<i64>],
) -> impl Iterator<Item = &'s Alert> {
    let alerts = definition.scoring.alerts.iter().zip(places);
    let reached = alerts.filter(|(alert, place)| {
        answers.get(**place).copied().flatten().is_some_and(|answer| answer >= alert.at_least)
    });
    reached.map(|(alert, _)| alert)
}

impl<'s> Sheet<'s> {
    pub fn complete(&self) -> bool {
        self.missing.is_empty()
    }

    /// How many of the scored items have an answer, or one that a skip settles.
    pub fn answered(&self) -> usize {
        self.items - self.missing.len()
    }

    /// The numbers of the scored items without an answer.
    pub fn missing(&self) -> impl Iterator<Item = &'s str> {
        let items = &self.definition.items;
        self.missing.iter().filter_map(|place| items.get(*place)).map(|item| item.number.as_str())
    }

    pub fn band(&self) -> Option<&'s Band> {
        band(&self.definition.scoring.bands, self.total)
    }

    /// Each subscale with its sum (absent when one of its items is missing) and the band of that sum.
    pub fn subscales(&self) -> impl Iterator<Item = (&'s Subscale, Option<i64>, Option<&'s Band>)> {
        let subscales = self.definition.scoring.subscales.iter().zip(self.sums);
        subscales.map(|(subscale, sum)| (subscale, *sum, band(&subscale.bands, *sum)))
    }

    pub fn alerts(&self) -> impl Iterator<Item = &'s Alert> {
        raised(self.definition, self.alert_items, self.answers)
    }

    /// The thresholds that were reached.
    pub fn cuts(&self) -> impl Iterator<Item = &'s Cut> {
        let (total, sums) = (self.total, self.sums);
        let cuts = self.definition.scoring.cuts.iter().zip(self.cut_subscales);
        let reached = cuts.filter(move |(cut, of)| {
            let figure = of.map_or(total, |place| sums.get(place).copied().flatten());
            figure.is_some_and(|figure| {
                cut.at_least.is_some_and(|least| figure >= least)
                    || cut.at_most.is_some_and(|most| figure <= most)
            })
        });
        reached.map(|(cut, _)| cut)
    }

    /// The whole result, to keep.
    pub fn to_scored(&self) -> Scored {
        let definition = self.definition;
        let rule = definition.scoring.total;
        let subscales = self.subscales().map(|(subscale, total, band)| SubscaleScore {
            code: subscale.code.clone(),
            total,
            min: subscale.min,
            max: subscale.max,
            band: band.map(|band| band.code.clone()),
        });
        let alerts = self.alerts().map(|alert| Flag { code: alert.code.clone(), kind: FlagKind::Alert });
        let cuts = self.cuts().map(|cut| Flag { code: cut.code.clone(), kind: FlagKind::Cut });
        Scored {
            instrument: definition.id.clone(),
            version: definition.version.clone(),
            hash: definition.hash().to_owned(),
            total: self.total,
            no_total: match (rule, self.total) {
                (None, _) => Some(NoTotal::NotDefined),
                (Some(_), None) => Some(NoTotal::ItemsMissing),
                (Some(_), Some(_)) => None,
            },
            min: rule.map(|rule| rule.min),
            max: rule.map(|rule| rule.max),
            subscales: subscales.collect(),
            answered: self.answered(),
            items: self.items,
            missing: self.missing().map(ToOwned::to_owned).collect(),
            complete: self.complete(),
            band: self.band().map(|band| band.code.clone()),
            flags: alerts.chain(cuts).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn reversing_twice_is_the_answer_again(low in -9_i64..9, span in 0_i64..9, step in 0_i64..9) {
            let answer = low + step.min(span);
            let ends = low + low + span;
            prop_assert!((low..=low + span).contains(&reversed(answer, ends)));
            prop_assert_eq!(reversed(reversed(answer, ends), ends), answer);
        }
    }
}
