//! The plan: seven places for the person's own words, all of which may stay empty.

use jiff::Timestamp;

use crate::access::Tier;

/// The parts in the order in which somebody goes through them.
pub const SECTIONS: [&str; 7] = ["signs", "alone", "around", "ask", "professionals", "safer", "matters"];

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SafetyPlan {
    pub tier: Tier,
    /// One for each of [`SECTIONS`].
    pub parts: [Option<String>; 7],
    pub saved_at: Timestamp,
}

/// A line of a part, with the number to call when there is one in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub words: String,
    pub call: Option<String>,
}

/// A phone number that somebody wrote into a line: 7 to 15 digits with nothing but spaces, dots, dashes and brackets
/// between them, or a short number of a crisis line.
fn number_in(line: &str) -> Option<String> {
    let is_part = |c: char| c.is_ascii_digit() || " -.()+".contains(c);
    let runs = line.split(|c: char| !is_part(c));
    let dialed = runs.map(|run| {
        let plus = if run.trim_start().starts_with('+') { "+" } else { "" };
        [plus, &run.chars().filter(char::is_ascii_digit).collect::<String>()].concat()
    });
    dialed.into_iter().find(|digits| {
        let count = digits.chars().filter(char::is_ascii_digit).count();
        (7..=15).contains(&count) || ["988", "911", "211"].contains(&digits.as_str())
    })
}

impl SafetyPlan {
    /// Name and lines of every part that is not empty.
    pub fn filled(&self) -> Vec<(&'static str, Vec<Line>)> {
        let lines = |words: &String| {
            let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
            lines.map(|line| Line { words: line.to_string(), call: number_in(line) }).collect()
        };
        let parts = SECTIONS.into_iter().zip(&self.parts);
        parts.filter_map(|(name, words)| Some((name, lines(words.as_ref()?)))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_in_a_line_can_be_called() {
        for (line, number) in [
            ("My sister: (540) 555-0134", Some("5405550134")),
            ("+1 540 555 0134, any time", Some("+15405550134")),
            ("Call or text 988", Some("988")),
            ("Walk for 20 minutes", None),
            ("Room 12, second floor", None),
            ("Since 2019 we talk on Sundays", None),
        ] {
            assert_eq!(number_in(line).as_deref(), number, "{line}");
        }
    }

    #[test]
    fn empty_parts_are_left_out() {
        let mut parts: [Option<String>; 7] = Default::default();
        parts[1] = Some("Tea\n\nA walk".to_string());
        let plan = SafetyPlan { tier: Tier::Ours, parts, saved_at: Timestamp::UNIX_EPOCH };
        let filled = plan.filled();
        assert_eq!(filled.len(), 1);
        assert_eq!((filled[0].0, filled[0].1.len()), ("alone", 2));
    }
}
