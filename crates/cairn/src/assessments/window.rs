//! When an instrument is asked, and what became of each time.

use cairn_instruments::{Due, Schedule, State, due, window_on};
use jiff::civil::Date;

use super::Assessment;
use crate::web::Text;

/// The hat under which a person answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Participant,
    Supporter,
    FamilyMember,
}

impl Side {
    pub fn code(self) -> &'static str {
        match self {
            Side::Participant => "participant",
            Side::Supporter => "supporter",
            Side::FamilyMember => "family_member",
        }
    }

    pub fn schedule(self) -> Schedule {
        match self {
            Side::Participant => Schedule::participant(),
            // A quarter apart, like supporters: who is here for themselves is asked no more than that.
            Side::Supporter | Side::FamilyMember => Schedule::supporter(),
        }
    }

    /// The code of the window `day` days after the start: `intake`, `day_90`, `quarter_2`.
    pub fn window_code(self, day: u32) -> String {
        match (self, day) {
            (_, 0) => "intake".to_string(),
            (Side::Participant, day) => format!("day_{day}"),
            (Side::Supporter | Side::FamilyMember, day) => format!("quarter_{}", day / QUARTER),
        }
    }
}

/// Days between two windows of [`Schedule::supporter`].
const QUARTER: u32 = 91;

/// The day of a window's code; none for `extra`.
pub fn window_day(code: &str) -> Option<u32> {
    let day = |text: &str| text.parse::<u32>().ok();
    match code.split_once('_') {
        None if code == "intake" => Some(0),
        Some(("day", days)) => day(days),
        Some(("quarter", quarter)) => day(quarter)?.checked_mul(QUARTER),
        _ => None,
    }
}

/// The window in words: "after 90 days".
pub fn window_words(t: &Text, code: &str) -> String {
    match code.split_once('_') {
        Some(("day", days)) => t.with("window-day", "n", days),
        Some(("quarter", quarter)) => t.with("window-quarter", "n", quarter),
        _ => t.code("window", code),
    }
}

/// One time at which an instrument is, was or will be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub window: String,
    pub due: Due,
    /// `now`, `late`, `upcoming`, `missed`, `incomplete`, or the status of what was filed.
    pub standing: &'static str,
}

impl Line {
    pub fn is_due(&self) -> bool {
        matches!(self.due.state, State::Open | State::Overdue)
    }

    pub fn words(&self, t: &Text) -> String {
        window_words(t, &self.window)
    }

    /// The hue of its badge.
    pub fn hue(&self) -> &'static str {
        match self.standing {
            "now" | "late" => "amber",
            "answered" => "moss",
            "upcoming" => "",
            _ => "slate",
        }
    }
}

/// Every window of one instrument for somebody who started on `started`. `filed` is everything on file for it.
pub fn calendar(side: Side, started: Date, filed: &[Assessment], today: Date) -> Vec<Line> {
    let schedule = side.schedule();
    // What was filed before this start belongs to an earlier one.
    let begins = due(started, &[], today, &schedule).first().map_or(started, |first| first.opens);
    let own: Vec<&Assessment> = filed.iter().filter(|one| one.answered_on >= begins).collect();
    let done: Vec<(u32, Date)> =
        own.iter().filter_map(|one| Some((window_day(&one.window)?, one.answered_on))).collect();
    let lines = due(started, &done, today, &schedule).into_iter().map(|due| {
        let window = side.window_code(due.window);
        let best =
            own.iter().filter(|one| one.window == window).map(|one| one.standing()).min_by_key(|s| rank(s));
        let standing = match due.state {
            State::Done => best.unwrap_or("answered"),
            State::Open => "now",
            State::Overdue => "late",
            State::Upcoming => "upcoming",
            State::Missed => "missed",
        };
        Line { window, due, standing }
    });
    lines.collect()
}

/// Which of several filings speaks for a window: the fullest.
fn rank(standing: &str) -> usize {
    ["answered", "incomplete", "declined", "not_offered"].iter().position(|s| *s == standing).unwrap_or(9)
}

/// The window that an answer given on `day` is filed under: the one that is open then, unless it has a complete answer
/// already; otherwise `extra`.
pub fn window_for(side: Side, started: Option<Date>, filed: &[Assessment], day: Date) -> String {
    let open = started.and_then(|started| Some((started, window_on(started, day, &side.schedule())?)));
    let Some((started, window)) = open else {
        return "extra".to_string();
    };
    let code = side.window_code(window);
    let lines = calendar(side, started, filed, day);
    let complete = lines.iter().any(|line| line.window == code && line.standing == "answered");
    if complete { "extra".to_string() } else { code }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Chance;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn filed(window: &str, on: &str, status: &str, total: Option<f64>) -> Assessment {
        Assessment {
            id: Chance::from_seed(3).id(jiff::Timestamp::UNIX_EPOCH),
            instrument: "who5".to_string(),
            version: "1998.1".to_string(),
            window: window.to_string(),
            status: status.to_string(),
            answers: vec![],
            total,
            complete: total.is_some(),
            answered_on: day(on),
            tier: crate::access::Tier::Record,
            by: Chance::from_seed(4).id(jiff::Timestamp::UNIX_EPOCH),
            kept_back: false,
        }
    }

    #[test]
    fn codes_name_their_days() {
        for (side, day) in [(Side::Participant, 0), (Side::Participant, 365), (Side::Supporter, 182)] {
            assert_eq!(window_day(&side.window_code(day)), Some(day));
        }
        assert_eq!(Side::Supporter.window_code(182), "quarter_2");
        for code in ["extra", "day_", "day_x", "quarter_99999999999", "week_2", ""] {
            assert_eq!(window_day(code), None, "{code}");
        }
    }

    #[test]
    fn each_window_stands_as_what_became_of_it() {
        let on_file = [
            filed("intake", "2026-03-02", "answered", Some(40.0)),
            filed("day_30", "2026-04-01", "answered", None),
        ];
        let lines = calendar(Side::Participant, day("2026-03-02"), &on_file, day("2026-08-30"));
        let standings: Vec<_> = lines.iter().map(|line| line.standing).collect();
        assert_eq!(standings, ["answered", "incomplete", "missed", "late", "upcoming"]);
    }

    #[test]
    fn what_was_filed_before_a_return_does_not_count_for_it() {
        let on_file = [filed("intake", "2025-01-10", "answered", Some(40.0))];
        let lines = calendar(Side::Participant, day("2026-03-02"), &on_file, day("2026-03-02"));
        assert_eq!(lines[0].standing, "now");
    }

    #[test]
    fn an_incomplete_answer_may_be_completed_and_a_complete_one_is_followed_by_an_extra() {
        let started = Some(day("2026-03-02"));
        let today = day("2026-03-10");
        let window = |on_file: &[Assessment]| window_for(Side::Participant, started, on_file, today);
        assert_eq!(window(&[]), "intake");
        assert_eq!(window(&[filed("intake", "2026-03-05", "answered", None)]), "intake");
        assert_eq!(window(&[filed("intake", "2026-03-05", "lost_contact", None)]), "intake");
        assert_eq!(window(&[filed("intake", "2026-03-05", "answered", Some(8.0))]), "extra");
        assert_eq!(window_for(Side::Participant, started, &[], day("2026-03-20")), "extra");
        assert_eq!(window_for(Side::Participant, None, &[], today), "extra");
    }
}
