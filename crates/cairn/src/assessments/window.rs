//! When an instrument is asked, and what became of each time.

use cairn_instruments::{Due, State};
use jiff::civil::Date;

use super::{Asked, Assessment, Begins};
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

    pub const ALL: [Side; 3] = [Side::Participant, Side::Supporter, Side::FamilyMember];
    pub const CODES: [&str; 3] = ["participant", "supporter", "family_member"];

    pub fn from_code(code: &str) -> Option<Side> {
        Side::ALL.into_iter().find(|side| side.code() == code)
    }

    /// The code of the window `day` days after the start: `intake`, `day_90`, `quarter_2`.
    pub fn window_code(self, day: u32) -> String {
        match (self, day) {
            (_, 0) => "intake".to_string(),
            (Side::Supporter | Side::FamilyMember, day) if day % QUARTER == 0 => {
                format!("quarter_{}", day / QUARTER)
            }
            (_, day) => format!("day_{day}"),
        }
    }
}

/// Days of a quarter, the rhythm in which supporters and families are usually asked.
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

    /// Answered in part, and its window is still open: the rest may be added.
    pub fn is_to_complete(&self, today: Date) -> bool {
        self.standing == "incomplete" && today <= self.due.closes
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

impl Asked {
    /// The day from which this person's windows are counted. `filed` is everything on file for the instrument.
    fn begin_of(&self, started: Option<Date>, filed: &[Assessment]) -> Option<Date> {
        let answered = filed.iter().filter(|one| one.is_answered()).map(|one| one.answered_on);
        self.begin(started, answered.min())
    }

    /// Every window for somebody who started on `started`. `filed` is everything on file for the instrument.
    pub fn calendar(&self, started: Date, filed: &[Assessment], today: Date) -> Vec<Line> {
        let begin = self.begin_of(Some(started), filed);
        // What was filed before this start belongs to an earlier one.
        let Some(begins) = self.due(begin, &[], today).first().map(|first| first.opens) else {
            return Vec::new();
        };
        let own: Vec<&Assessment> = filed.iter().filter(|one| one.answered_on >= begins).collect();
        let done: Vec<(u32, Date)> =
            own.iter().filter_map(|one| Some((window_day(&one.window)?, one.answered_on))).collect();
        let lines = self.due(begin, &done, today).into_iter().map(|due| {
            let window = self.side.window_code(due.window);
            let best = own
                .iter()
                .filter(|one| one.window == window)
                .map(|one| one.standing())
                .min_by_key(|s| rank(s));
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

    /// The window that an answer given on `day` is filed under: the one that is open then, unless it has a complete answer
    /// already; otherwise `extra`. The first answer to what only the first answer begins is the beginning.
    pub fn window_for(&self, started: Option<Date>, filed: &[Assessment], day: Date) -> String {
        let begin = match (self.begins, self.begin_of(started, filed)) {
            (Begins::FirstAnswer, None) => Some(day),
            (_, begin) => begin,
        };
        let open = begin.and_then(|begin| Some((begin, self.window_on(begin, day)?)));
        let Some((begin, window)) = open else {
            return "extra".to_string();
        };
        let code = self.side.window_code(window);
        let lines = self.calendar(started.unwrap_or(begin), filed, day);
        let complete = lines.iter().any(|line| line.window == code && line.standing == "answered");
        if complete { "extra".to_string() } else { code }
    }
}

/// Which of several filings speaks for a window: the fullest.
fn rank(standing: &str) -> usize {
    ["answered", "incomplete", "declined", "not_offered"].iter().position(|s| *s == standing).unwrap_or(9)
}

#[cfg(test)]
mod tests {
    use super::super::asked::usual;
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
            mode: None,
            reason: None,
            reason_words: None,
            definition: None,
            kept_back: false,
        }
    }

    fn who5() -> Asked {
        usual(Side::Participant).into_iter().find(|asked| asked.definition.id == "who5").unwrap()
    }

    #[test]
    fn codes_name_their_days() {
        for (side, day) in
            [(Side::Participant, 0), (Side::Participant, 365), (Side::Supporter, 182), (Side::Supporter, 60)]
        {
            assert_eq!(window_day(&side.window_code(day)), Some(day));
        }
        assert_eq!(Side::Supporter.window_code(182), "quarter_2");
        assert_eq!(Side::Supporter.window_code(60), "day_60");
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
        let lines = who5().calendar(day("2026-03-02"), &on_file, day("2026-08-30"));
        let standings: Vec<_> = lines.iter().map(|line| line.standing).collect();
        assert_eq!(standings, ["answered", "incomplete", "missed", "late", "upcoming"]);
    }

    #[test]
    fn what_was_filed_before_a_return_does_not_count_for_it() {
        let on_file = [filed("intake", "2025-01-10", "answered", Some(40.0))];
        let lines = who5().calendar(day("2026-03-02"), &on_file, day("2026-03-02"));
        assert_eq!(lines[0].standing, "now");
    }

    #[test]
    fn an_incomplete_answer_may_be_completed_and_a_complete_one_is_followed_by_an_extra() {
        let started = Some(day("2026-03-02"));
        let today = day("2026-03-10");
        let window = |on_file: &[Assessment]| who5().window_for(started, on_file, today);
        assert_eq!(window(&[]), "intake");
        assert_eq!(window(&[filed("intake", "2026-03-05", "answered", None)]), "intake");
        assert_eq!(window(&[filed("intake", "2026-03-05", "lost_contact", None)]), "intake");
        assert_eq!(window(&[filed("intake", "2026-03-05", "answered", Some(8.0))]), "extra");
        assert_eq!(who5().window_for(started, &[], day("2026-03-20")), "extra");
        assert_eq!(who5().window_for(None, &[], today), "extra");
    }

    #[test]
    fn what_the_first_answer_begins_begins_with_it() {
        let asked = Asked { begins: Begins::FirstAnswer, ..who5() };
        let (started, today) = (day("2026-01-02"), day("2026-05-20"));
        assert!(asked.calendar(started, &[], today).is_empty(), "nobody is asked for a first time by itself");
        assert_eq!(asked.window_for(Some(started), &[], today), "intake");
        let on_file = [filed("intake", "2026-05-20", "answered", Some(40.0))];
        let lines = asked.calendar(started, &on_file, day("2026-06-19"));
        assert_eq!(lines.iter().map(|line| line.standing).collect::<Vec<_>>()[..2], ["answered", "now"]);
        assert_eq!(asked.window_for(Some(started), &on_file, day("2026-06-19")), "day_30");
    }
}
