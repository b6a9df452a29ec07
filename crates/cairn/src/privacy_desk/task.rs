//! One thing that waits for the officer.

use jiff::civil::Date;

use crate::web::Text;

/// What waits, why, until when, and where it is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// None for what has no clock of its own: it comes after what has one.
    pub due_on: Option<Date>,
    /// Key of the sentence that says what to do.
    pub what: &'static str,
    /// A few words that tell one from another.
    pub about: String,
    /// The day since which it waits, where that tells one from another.
    pub since: Option<Date>,
    pub href: String,
}

impl Task {
    /// What tells it from another, in words.
    pub fn told(&self, t: &Text) -> String {
        let day = self.since.map(|day| t.date(&day));
        let about = Some(self.about.clone()).filter(|about| !about.is_empty());
        day.into_iter().chain(about).collect::<Vec<_>>().join(" · ")
    }

    pub fn is_overdue(&self, today: Date) -> bool {
        self.due_on.is_some_and(|due| due < today)
    }
}

/// The earliest due first, what has no clock last; alike otherwise in the order in which the rooms told it.
pub fn in_order(mut tasks: Vec<Task>) -> Vec<Task> {
    tasks.sort_by_key(|task| (task.due_on.is_none(), task.due_on));
    tasks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_clock_comes_after_what_has_one() {
        let task = |due: Option<&str>| Task {
            due_on: due.map(|day| day.parse().unwrap()),
            what: "",
            about: String::new(),
            since: None,
            href: String::new(),
        };
        let tasks = in_order(vec![task(None), task(Some("2026-03-09")), task(Some("2026-03-02"))]);
        let due: Vec<_> = tasks.iter().map(|task| task.due_on.map(|day| day.to_string())).collect();
        assert_eq!(due, [Some("2026-03-02".to_string()), Some("2026-03-09".to_string()), None]);
    }
}
