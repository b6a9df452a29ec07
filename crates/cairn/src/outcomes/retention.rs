//! Who is still here 30, 90 and 180 days after enrollment, with those who enrolled too recently counted for as long as
//! they were seen (Kaplan & Meier 1958).

use cairn_evidence::{Interval, kaplan_meier};
use jiff::civil::Date;

use super::cohort::Arrival;

/// Days after enrollment: the follow-up points of the field (facts 6.3, item 4).
pub const DAYS: [u32; 3] = [30, 90, 180];

#[derive(Debug, Clone, PartialEq)]
pub struct Day {
    pub day: u32,
    /// None when too few were followed to this day, or when it would tell of too few who left.
    pub figure: Option<Figure>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// 0 to 1.
    pub share: f64,
    pub interval95: Option<Interval>,
    /// Followed to this day or longer.
    pub followed: usize,
    /// Enrolled too recently to know.
    pub too_recent: bool,
}

/// The share still here on each of [`DAYS`]. A day is left out when fewer than `smallest` people were followed to it, and
/// when fewer than that left since the last day shown: the difference between two shares would tell of them.
pub fn still_here(arrivals: &[Arrival], today: Date, smallest: usize) -> Vec<Day> {
    let times: Vec<(u32, bool)> = arrivals
        .iter()
        .filter_map(|arrival| arrival.stay.as_ref())
        .map(|stay| stay.followed(today))
        .collect();
    let curve = kaplan_meier(&times);
    let mut told = 0;
    DAYS.into_iter()
        .map(|day| {
            let left = times.iter().filter(|(at, gone)| *gone && *at <= day).count();
            let few = |count: usize| (1..smallest).contains(&count);
            let found = curve
                .retained_at(day)
                .filter(|found| found.at_risk >= smallest && !few(left - told) && !few(times.len() - left));
            let figure = found.map(|found| {
                told = left;
                Figure {
                    share: found.share,
                    interval95: found.interval95,
                    followed: found.at_risk,
                    too_recent: times.iter().any(|(at, gone)| !gone && *at < day),
                }
            });
            Day { day, figure }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::cohort::sample::stay;
    use super::*;
    use jiff::ToSpan;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 12, 1);

    /// People who enrolled so many days ago, with the last contact on a day after enrollment.
    fn people(groups: &[(usize, i64, i64)]) -> Vec<Arrival> {
        let person = |(ago, last): (i64, i64)| Arrival {
            closing: None,
            stay: Some(stay(TODAY.saturating_sub(ago.days()), last)),
        };
        groups.iter().flat_map(|(n, ago, last)| vec![person((*ago, *last)); *n]).collect()
    }

    #[test]
    fn a_small_cohort_by_hand() {
        // 20 people. 5 left on day 11. 5 enrolled 60 days ago and are here (seen to day 60). 5 left on day 71; 5 are here
        // on day 200. S(30) = 15/20; at day 71 ten are at risk: S(90) = 15/20 x 5/10 = 0.375 = S(180).
        let all = people(&[(5, 200, 10), (5, 60, 60), (5, 200, 70), (5, 200, 200)]);
        let found: Vec<_> = still_here(&all, TODAY, 5)
            .into_iter()
            .map(|day| (day.day, day.figure.map(|at| (at.share, at.followed, at.too_recent))))
            .collect();
        assert_eq!(
            found,
            [(30, Some((0.75, 15, false))), (90, Some((0.375, 5, true))), (180, Some((0.375, 5, true))),]
        );
    }

    #[test]
    fn too_few_followed_or_too_few_leavers_show_nothing() {
        let followed = still_here(&people(&[(4, 200, 200), (6, 50, 50)]), TODAY, 5);
        assert!(followed[0].figure.is_some(), "ten were followed to day 30 and nobody left");
        assert!(followed[1].figure.is_none() && followed[2].figure.is_none(), "four were followed to day 90");
        let leavers = still_here(&people(&[(10, 200, 200), (2, 200, 10), (4, 200, 100)]), TODAY, 5);
        assert!(leavers[0].figure.is_none(), "two left before day 30");
        assert!(leavers[1].figure.is_none());
        assert_eq!(
            leavers[2].figure.as_ref().map(|at| at.share),
            Some(10.0 / 16.0),
            "six left before day 180"
        );
        assert!(still_here(&[], TODAY, 5).iter().all(|day| day.figure.is_none()));
    }
}
