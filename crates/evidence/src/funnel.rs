use serde::Serialize;

use crate::{Error, Interval, interval::count, wilson};

/// One stage of a funnel, compared with the stage before and with the first.
///
/// On the first stage there is nothing to compare with. After a stage of zero there is nobody left to take a share of.
/// Counts are as given: a page that leaves the program passes the losses and the last count through
/// [`crate::small_cells`] first, since together they make up the first count.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    pub name: String,
    pub count: u64,
    /// How many came no further than the stage before.
    pub lost: Option<u64>,
    /// Share of the stage before, 0 to 1, with its Wilson interval.
    pub share_of_previous: Option<f64>,
    pub previous95: Option<Interval>,
    /// Share of the first stage, 0 to 1, with its Wilson interval.
    pub share_of_first: Option<f64>,
    pub first95: Option<Interval>,
}

/// From stages in order (approached, interested, linked, still here) to steps with loss and shares.
///
/// # Errors
/// [`Error::GrowingFunnel`] naming the stage that has more people than the one before.
pub fn funnel(stages: &[(&str, u64)]) -> Result<Vec<Step>, Error> {
    let first = stages.first().map(|(_, count)| *count);
    let before = std::iter::once(None).chain(stages.iter().map(|(_, count)| Some(*count)));
    stages.iter().zip(before).map(|((name, count), before)| step((name, *count), before, first)).collect()
}

fn step((name, now): (&str, u64), before: Option<u64>, first: Option<u64>) -> Result<Step, Error> {
    if let Some(before) = before.filter(|before| now > *before) {
        return Err(Error::GrowingFunnel { name: name.to_owned(), count: now, before });
    }
    let share = |of: Option<u64>| of.filter(|of| *of > 0).map(|of| count(now) / count(of));
    let first = first.filter(|_| before.is_some());
    Ok(Step {
        name: name.to_owned(),
        count: now,
        lost: before.map(|before| before - now),
        share_of_previous: share(before),
        previous95: before.and_then(|before| wilson(now, before).ok()),
        share_of_first: share(first),
        first95: first.and_then(|first| wilson(now, first).ok()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_baltimore_funnel() {
        // 199 approached, 39 interested, 25 linked (64.1%), 13 (52%) in treatment at 30 days.
        let stages = [("approached", 199), ("interested", 39), ("linked", 25), ("still_in_treatment_30", 13)];
        let steps = funnel(&stages).unwrap();
        assert_eq!((steps[0].lost, steps[0].share_of_first), (None, None));
        assert_eq!((steps[1].lost, steps[2].lost, steps[3].lost), (Some(160), Some(14), Some(12)));
        assert!((steps[2].share_of_previous.unwrap() - 0.641).abs() < 0.0005);
        assert_eq!(steps[3].share_of_previous, Some(0.52));
        // statsmodels 0.15.0: proportion_confint(13, 25, 0.05, "wilson")
        assert!((steps[3].previous95.unwrap().low - 0.334_985_169_503_567_8).abs() < 1e-12);
        assert!((steps[3].share_of_first.unwrap() - 13.0 / 199.0).abs() < 1e-15);
    }

    #[test]
    fn nobody_left_has_no_share_and_growth_is_refused() {
        let steps = funnel(&[("a", 4), ("b", 0), ("c", 0)]).unwrap();
        assert_eq!((steps[1].share_of_previous, steps[2].share_of_previous), (Some(0.0), None));
        assert_eq!((steps[2].previous95, steps[2].share_of_first), (None, Some(0.0)));
        let message = funnel(&[("a", 4), ("b", 5)]).unwrap_err().to_string();
        assert!(message.contains("\"b\" has 5") && message.contains("the 4"), "{message}");
        assert_eq!(funnel(&[]), Ok(vec![]));
    }
}
