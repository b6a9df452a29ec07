//! What sessions gave and took, by one tap on each side, in sums only.

use super::figures;
use super::store::TapCounts;
use crate::web::Text;

/// One side's sums, in words.
pub struct TapSum {
    pub side: String,
    /// None when fewer people than the smallest group tapped.
    pub shares: Option<Vec<(String, String)>>,
}

pub fn sum(t: &Text, side: &str, counts: &TapCounts, smallest: usize) -> TapSum {
    let all = counts.gave + counts.even + counts.took;
    let few = counts.people < i64::try_from(smallest).unwrap_or(i64::MAX) || all == 0;
    let share = |key: &str, count: i64| {
        let words = t.with("outcomes-share", "share", figures::percent(count as f64 / all as f64));
        (t.get(key), words)
    };
    TapSum {
        side: t.code("outcomes-side", side),
        shares: (!few).then(|| {
            vec![
                share("outcomes-tap-gave", counts.gave),
                share("outcomes-tap-even", counts.even),
                share("outcomes-tap-took", counts.took),
                (t.get("outcomes-tap-sessions"), all.to_string()),
            ]
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Language;

    #[test]
    fn four_people_are_not_summed_and_five_are() {
        let t = Text::new(Language::English, jiff::tz::TimeZone::UTC);
        let counts = |people| TapCounts { people, gave: 6, even: 3, took: 1 };
        assert!(sum(&t, "supporter", &counts(4), 5).shares.is_none());
        let shares = sum(&t, "supporter", &counts(5), 5).shares.unwrap();
        let values: Vec<_> = shares.into_iter().map(|(_, value)| value).collect();
        assert_eq!(values, ["60 %", "30 %", "10 %", "10"]);
    }
}
