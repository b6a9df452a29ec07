//! The rules that are one whole number each, as the program's page asks for them: what is left out stays as it is.

use std::ops::RangeInclusive;

use super::Settings;
use crate::web::Form;

/// Where a number is kept.
pub(super) type Kept = fn(&mut Settings) -> &mut i64;

/// The field, what it may be, and where it is kept.
const NUMBERS: [(&str, RangeInclusive<i64>, Kept); 17] = [
    ("debrief_hours", 1..=720, |rules| &mut rules.crises.debrief_hours),
    ("crisis_call_hours", 1..=240, |rules| &mut rules.crises.call_hours),
    ("late_hours", 0..=168, |rules| &mut rules.calendar.late_hours),
    ("per_facilitator", 1..=100, |rules| &mut rules.groups.participants_per_facilitator),
    ("outreach_days", 1..=365, |rules| &mut rules.outreach.days),
    ("outreach_every", 1..=60, |rules| &mut rules.outreach.every_days),
    ("calls_every", 1..=90, |rules| &mut rules.telephone.every_days),
    ("calls_planned", 1..=200, |rules| &mut rules.telephone.calls),
    ("calls_retry", 1..=30, |rules| &mut rules.telephone.retry_days),
    ("calls_tries", 1..=20, |rules| &mut rules.telephone.tries),
    ("notice_minutes", 1..=1440, |rules| &mut rules.messages.notice_minutes),
    ("load_week_hours", 1..=168, |rules| &mut rules.load.week_hours),
    ("load_month_hours", 1..=672, |rules| &mut rules.load.month_hours),
    ("load_heavy_taps", 1..=100, |rules| &mut rules.load.heavy_taps),
    ("load_crises", 1..=100, |rules| &mut rules.load.crises),
    ("load_sleep_hours", 1..=12, |rules| &mut rules.load.sleep_hours),
    ("load_days_off", 1..=7, |rules| &mut rules.load.days_off),
];

/// What was filled in.
pub(super) fn read(form: &mut Form) -> Vec<(Kept, i64)> {
    let given = |(field, range, kept)| Some((kept, form.integer(field, range)?));
    NUMBERS.into_iter().filter_map(given).collect()
}

pub(super) fn apply(given: Vec<(Kept, i64)>, settings: &mut Settings) {
    for (kept, number) in given {
        *kept(settings) = number;
    }
}

pub(super) fn fill_in(form: &mut Form, mut settings: Settings) {
    for (field, _, kept) in NUMBERS {
        form.set(field, *kept(&mut settings));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::{Language, Text};

    #[test]
    fn each_number_has_a_place_of_its_own_and_its_default_may_be_kept() {
        let mut settings = Settings::default();
        for (field, range, kept) in NUMBERS {
            assert!(range.contains(&*kept(&mut settings)), "{field}");
        }
        for ((_, _, kept), number) in NUMBERS.into_iter().zip(1..) {
            *kept(&mut settings) = number;
        }
        for ((field, _, kept), number) in NUMBERS.into_iter().zip(1..) {
            assert_eq!(*kept(&mut settings), number, "{field}");
        }
    }

    #[test]
    fn what_is_left_out_stays_and_what_is_beyond_is_refused() {
        let t = Text::new(Language::English, jiff::tz::TimeZone::UTC);
        let mut form = Form::empty(t, uuid::Uuid::nil());
        form.set("late_hours", 5);
        form.set("load_days_off", 9);
        let mut settings = Settings::default();
        apply(read(&mut form), &mut settings);
        assert!(form.error("load_days_off").is_some());
        let usual = Settings::default();
        assert_eq!(settings.calendar.late_hours, 5);
        assert_eq!((settings.load, settings.telephone), (usual.load, usual.telephone));
    }
}
