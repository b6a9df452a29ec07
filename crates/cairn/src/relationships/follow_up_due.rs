//! When somebody is asked how it goes after a first contact: two and six weeks later, for four weeks. Then the question goes
//! away by itself: nobody is overdue.

use jiff::ToSpan;
use jiff::civil::Date;

/// Code, and days after the first contact.
pub const WHEN: [(&str, i64); 2] = [("two_weeks", 14), ("six_weeks", 42)];
const OPEN_DAYS: i64 = 27;

/// The question that is open today and not answered, the later one first.
pub fn due(held_on: Date, answered: &[String], today: Date) -> Option<(&'static str, Date)> {
    let open = WHEN.into_iter().rev().map(|(code, days)| (code, held_on.saturating_add(days.days())));
    let mut open = open.filter(|(code, on)| {
        let until = on.saturating_add(OPEN_DAYS.days());
        *on <= today && today <= until && !answered.iter().any(|known| known == code)
    });
    open.next()
}

/// When the next question opens.
pub fn coming(held_on: Date, today: Date) -> Option<Date> {
    WHEN.into_iter().map(|(_, days)| held_on.saturating_add(days.days())).find(|on| *on > today)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn two_questions_that_come_and_go() {
        let held = date(2026, 3, 2);
        let on = |days: i64, answered: &[&str]| {
            let answered: Vec<String> = answered.iter().map(|code| (*code).to_string()).collect();
            due(held, &answered, held.saturating_add(days.days())).map(|(code, _)| code)
        };
        for (days, answered, expected) in [
            (0, vec![], None),
            (13, vec![], None),
            (14, vec![], Some("two_weeks")),
            (41, vec![], Some("two_weeks")),
            (41, vec!["two_weeks"], None),
            (42, vec![], Some("six_weeks")),
            (69, vec!["two_weeks"], Some("six_weeks")),
            (69, vec!["two_weeks", "six_weeks"], None),
            (70, vec![], None),
        ] {
            assert_eq!(on(days, &answered), expected, "{days} days, answered {answered:?}");
        }
    }

    #[test]
    fn the_next_question_is_known_until_the_last_one_opened() {
        let held = date(2026, 3, 2);
        for (days, expected) in
            [(0, Some(14)), (13, Some(14)), (14, Some(42)), (41, Some(42)), (42, None), (90, None)]
        {
            let after = |days: i64| held.saturating_add(days.days());
            assert_eq!(coming(held, after(days)), expected.map(after), "{days} days");
        }
    }
}
