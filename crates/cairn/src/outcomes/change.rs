//! Which two scores of a person make a pair, and who was eligible for one.

use std::collections::BTreeMap;

use cairn_evidence::{BeforeAfter, Settings, before_after, mean_sd};
use cairn_instruments::{Better, Definition, Due, Reliability, Schedule, due, reliable_change};
use jiff::civil::Date;

use super::store::Answered;

/// Days of the second participant window that can be chosen.
pub const WINDOWS: [u32; 3] = [30, 90, 180];

/// Pairs of scores, and of how many people they could have been.
#[derive(Debug, Clone, PartialEq)]
pub struct Pairs {
    pub scores: Vec<(f64, f64)>,
    pub eligible: usize,
    /// Why there is no second answer of those who were eligible: status and reason, and how many. Empty codes where nobody
    /// wrote anything down.
    pub missing: BTreeMap<(String, String), usize>,
}

impl Pairs {
    fn none() -> Pairs {
        Pairs { scores: vec![], eligible: 0, missing: BTreeMap::new() }
    }
}

/// Participants: the first answer of the intake window and the last of the chosen window, each given while its window was
/// open. Eligible is whose chosen window has closed, with or without answers, here or gone.
pub fn of_participants(people: &[Answered], schedule: &Schedule, window: u32, today: Date) -> Pairs {
    let mut pairs = Pairs::none();
    for person in people {
        let windows = due(person.start, &[], today, schedule);
        let at = |day: u32| windows.iter().find(|due| due.window == day);
        let (Some(first), Some(second)) = (at(0), at(window)) else {
            continue;
        };
        if second.closes >= today {
            continue;
        }
        pairs.eligible += 1;
        let inside = |due: &Due| {
            let (opens, closes) = (due.opens, due.closes);
            person.scores.iter().filter(move |(on, _)| (opens..=closes).contains(on))
        };
        if let (Some(before), Some(after)) = (inside(first).next(), inside(second).next_back()) {
            pairs.scores.push((before.1, after.1));
        } else if inside(second).next().is_none() {
            let why = person.unanswered.iter().rfind(|(on, ..)| (second.opens..=second.closes).contains(on));
            let why = why.map(|(_, status, reason)| (status.clone(), reason.clone())).unwrap_or_default();
            *pairs.missing.entry(why).or_default() += 1;
        }
    }
    pairs
}

/// Supporters: the first and the latest own answer, on different days. Eligible is whose first quarter after the start
/// is over and its window closed.
pub fn of_supporters(people: &[Answered], schedule: &Schedule, today: Date) -> Pairs {
    let mut pairs = Pairs::none();
    for person in people {
        let windows = due(person.start, &[], today, schedule);
        if !windows.iter().any(|due| due.window > 0 && due.closes < today) {
            continue;
        }
        pairs.eligible += 1;
        if let (Some(before), Some(after)) = (person.scores.first(), person.scores.last())
            && before.0 < after.0
        {
            pairs.scores.push((before.1, after.1));
        }
    }
    pairs
}

/// The figure. Missing people are held against it as unchanged and as worse by one reliable change, whose size comes from
/// this program's own first scores (Jacobson & Truax 1991).
pub fn figure(pairs: &Pairs, definition: &Definition, smallest: usize) -> BeforeAfter {
    let settings = Settings { smallest, worsening: worsening(pairs, definition) };
    before_after(&pairs.scores, pairs.eligible, &settings).unwrap_or(BeforeAfter::TooFew { smallest })
}

fn worsening(pairs: &Pairs, definition: &Definition) -> Option<f64> {
    let first: Vec<f64> = pairs.scores.iter().map(|(before, _)| *before).collect();
    let (alpha, better) = (definition.change.as_ref()?.alpha?, definition.scoring.better?);
    let reliability = Reliability { sd: mean_sd(&first).ok()?.sd, alpha, better };
    let size = reliable_change(0.0, 0.0, &reliability).ok()?.interval_half_width?;
    Some(if better == Better::Higher { -size } else { size })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;
    use jiff::civil::date;

    const START: Date = date(2026, 1, 1);
    const TODAY: Date = date(2026, 7, 1);

    fn person(scores: &[(i64, f64)]) -> Answered {
        let scores = scores.iter().map(|(day, score)| (START.saturating_add(day.days()), *score)).collect();
        Answered { start: START, scores, unanswered: vec![] }
    }

    #[test]
    fn only_answers_inside_their_windows_make_a_pair() {
        let people = [
            person(&[(0, 30.0), (88, 38.0), (95, 40.0)]),
            person(&[(0, 30.0), (110, 50.0)]),
            person(&[(20, 30.0), (90, 50.0)]),
            person(&[]),
        ];
        let pairs = of_participants(&people, &Schedule::participant(), 90, TODAY);
        assert_eq!((pairs.scores, pairs.eligible), (vec![(30.0, 40.0)], 4), "day 110 and day 20 are outside");
        assert_eq!(
            of_participants(&people, &Schedule::participant(), 90, date(2026, 4, 15)).eligible,
            0,
            "the window is still open"
        );
    }

    #[test]
    fn who_has_no_second_answer_is_counted_by_what_was_written_down() {
        let mut moved = person(&[(0, 30.0)]);
        let on = START.saturating_add(92.days());
        moved.unanswered.push((on, "lost_contact".to_string(), "moved".to_string()));
        let people = [moved, person(&[(0, 30.0)]), person(&[(90, 30.0)])];
        let pairs = of_participants(&people, &Schedule::participant(), 90, TODAY);
        let codes = |status: &str, reason: &str| (status.to_string(), reason.to_string());
        let expected = [(codes("", ""), 1), (codes("lost_contact", "moved"), 1)];
        assert_eq!(pairs.missing, BTreeMap::from(expected));
    }

    #[test]
    fn six_people_by_hand_and_two_missing() {
        // Changes 2, 4, 6, 8, 4, 6: mean 5, squares 9+1+1+9+1+1 = 22, sd = sqrt(4.4) = 2.0976, standard error 0.8563,
        // t(0.975, 5) = 2.5706: interval 2.799 to 7.201. Two of eight missing: unchanged 30/8 = 3.75.
        let before = [30.0, 32.0, 34.0, 36.0, 38.0, 40.0];
        let change = [2.0, 4.0, 6.0, 8.0, 4.0, 6.0];
        let scores = before.iter().zip(change).map(|(b, c)| (*b, b + c)).collect();
        let pairs = Pairs { scores, eligible: 8, missing: BTreeMap::new() };
        let BeforeAfter::Estimate(found) =
            figure(&pairs, cairn_instruments::find("barc10", None).unwrap(), 5)
        else {
            panic!("six people are enough");
        };
        assert_eq!((found.mean_before, found.mean_after, found.mean_change), (35.0, 40.0, 5.0));
        assert!((found.interval95.low - 2.799).abs() < 1e-3 && (found.interval95.high - 7.201).abs() < 1e-3);
        let worst = found.worst_case.unwrap();
        // SD of the first scores sqrt(14) = 3.7417; 1.96 x sqrt(2) x 3.7417 x sqrt(0.1) = 3.2798; (30 - 2 x 3.2798) / 8.
        assert_eq!((worst.missing, worst.unchanged), (2, 3.75));
        assert!((worst.worsened.unwrap() - 2.930).abs() < 1e-3, "{worst:?}");
    }

    #[test]
    fn supporters_are_eligible_after_a_quarter() {
        let people = [person(&[(0, 50.0), (91, 52.0), (170, 54.0)]), person(&[(3, 40.0)])];
        let pairs = of_supporters(&people, &Schedule::supporter(), TODAY);
        assert_eq!((pairs.scores, pairs.eligible), (vec![(50.0, 54.0)], 2));
        assert_eq!(of_supporters(&people, &Schedule::supporter(), date(2026, 3, 1)).eligible, 0);
    }
}
