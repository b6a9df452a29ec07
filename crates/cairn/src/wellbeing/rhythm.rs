//! When a supporter is asked what: recovery capital and well-being each quarter, professional quality of life each half year.
//!
//! The windows of a half year are every second quarter, so that they bear the quarters' codes and stand in the same
//! calendar.

use cairn_instruments::{Schedule, State, Tolerance, due, window_on};
use jiff::civil::Date;

use crate::assessments::{Assessment, Line, Side, calendar, window_for};

/// Asked each half year (facts of the field, "recommended set"); everything else each quarter.
pub const HALF_YEARLY: &str = "proqol5";
/// Days in a half year: two quarters of 91.
const HALF_YEAR: u32 = 182;

/// The windows of one instrument of a supporter who began on `started`. `filed` is everything on file for it.
pub fn lines(instrument: &str, started: Date, filed: &[Assessment], today: Date) -> Vec<Line> {
    if instrument != HALF_YEARLY {
        return calendar(Side::Supporter, started, filed, today);
    }
    let done: Vec<(u32, Date)> =
        filed.iter().filter_map(|one| Some((day_of(&one.window)?, one.answered_on))).collect();
    due(started, &done, today, &half_yearly())
        .into_iter()
        .map(|due| {
            let window = Side::Supporter.window_code(due.window);
            let answered = filed.iter().any(|one| one.window == window && one.is_answered());
            let standing = match due.state {
                State::Done if answered => "answered",
                State::Done => "declined",
                State::Open => "now",
                State::Overdue => "late",
                State::Upcoming => "upcoming",
                State::Missed => "missed",
            };
            Line { window, due, standing }
        })
        .collect()
}

/// The window that an answer given on `day` is filed under: see [`window_for`].
pub fn window(instrument: &str, started: Option<Date>, filed: &[Assessment], day: Date) -> String {
    if instrument != HALF_YEARLY {
        return window_for(Side::Supporter, started, filed, day);
    }
    let open = started.and_then(|started| window_on(started, day, &half_yearly()));
    let code = open.map(|window| Side::Supporter.window_code(window));
    // A second answer in one window is an extra one: without a total none is fuller than another.
    code.filter(|code| !filed.iter().any(|one| one.window == *code && one.is_answered()))
        .unwrap_or_else(|| "extra".to_string())
}

fn half_yearly() -> Schedule {
    Schedule::every(HALF_YEAR, Tolerance::default()).unwrap_or_else(|_| Schedule::supporter())
}

/// The day of a window's code: `intake` 0, `quarter_2` 182; none for an extra answer.
fn day_of(window: &str) -> Option<u32> {
    if window == "intake" {
        return Some(0);
    }
    window.strip_prefix("quarter_")?.parse::<u32>().ok()?.checked_mul(HALF_YEAR / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_half_year_is_every_second_quarter() {
        let lines = lines(HALF_YEARLY, day("2026-01-01"), &[], day("2026-07-02"));
        let windows: Vec<_> = lines.iter().map(|line| (line.window.as_str(), line.standing)).collect();
        assert_eq!(windows, [("intake", "missed"), ("quarter_2", "now"), ("quarter_4", "upcoming")]);
        assert_eq!(lines[1].due.due_on, day("2026-07-02"));
        assert_eq!(window(HALF_YEARLY, Some(day("2026-01-01")), &[], day("2026-07-03")), "quarter_2");
        assert_eq!(window(HALF_YEARLY, Some(day("2026-01-01")), &[], day("2026-04-02")), "extra");
        assert_eq!(day_of("quarter_2"), Some(182));
    }
}
