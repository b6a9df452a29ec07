//! The program's rules for the load guard, as its page asks for them. They move what a supporter's own page suggests, and
//! nothing else.

use super::Settings;
use crate::web::Form;
use crate::wellbeing::LoadRules;

/// What was filled in; what was left out stays as it is.
pub(super) struct LoadFields {
    week_hours: Option<i64>,
    month_hours: Option<i64>,
    heavy_taps: Option<i64>,
    crises: Option<i64>,
    sleep_hours: Option<i64>,
    days_off: Option<i64>,
}

impl LoadFields {
    pub fn read(form: &mut Form) -> LoadFields {
        LoadFields {
            week_hours: form.integer("load_week_hours", 1..=168),
            month_hours: form.integer("load_month_hours", 1..=672),
            heavy_taps: form.integer("load_heavy_taps", 1..=100),
            crises: form.integer("load_crises", 1..=100),
            sleep_hours: form.integer("load_sleep_hours", 1..=12),
            days_off: form.integer("load_days_off", 1..=7),
        }
    }

    pub fn apply(self, settings: &mut Settings) {
        let old = settings.load.clone();
        settings.load = LoadRules {
            week_hours: self.week_hours.unwrap_or(old.week_hours),
            month_hours: self.month_hours.unwrap_or(old.month_hours),
            heavy_taps: self.heavy_taps.unwrap_or(old.heavy_taps),
            crises: self.crises.unwrap_or(old.crises),
            sleep_hours: self.sleep_hours.unwrap_or(old.sleep_hours),
            days_off: self.days_off.unwrap_or(old.days_off),
        };
    }

    pub fn fill_in(form: &mut Form, settings: &Settings) {
        form.set("load_week_hours", settings.load.week_hours);
        form.set("load_month_hours", settings.load.month_hours);
        form.set("load_heavy_taps", settings.load.heavy_taps);
        form.set("load_crises", settings.load.crises);
        form.set("load_sleep_hours", settings.load.sleep_hours);
        form.set("load_days_off", settings.load.days_off);
    }
}
