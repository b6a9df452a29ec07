//! The program's quiet hours, as its page asks for them.

use jiff::civil::Time;

use super::settings::MessageRules;
use crate::web::Form;

/// What was filled in; what was left out stays as it is.
pub(super) struct AskedMessageRules {
    quiet_from: Option<Time>,
    quiet_until: Option<Time>,
}

impl AskedMessageRules {
    pub fn read(form: &mut Form) -> AskedMessageRules {
        AskedMessageRules { quiet_from: form.time("quiet_from"), quiet_until: form.time("quiet_until") }
    }

    pub fn apply(self, rules: &mut MessageRules) {
        let minutes = |time: Time| i64::from(time.hour()) * 60 + i64::from(time.minute());
        rules.quiet_from = self.quiet_from.map_or(rules.quiet_from, minutes);
        rules.quiet_until = self.quiet_until.map_or(rules.quiet_until, minutes);
    }

    pub fn fill_in(form: &mut Form, rules: &MessageRules) {
        let clock = |minutes: i64| format!("{:02}:{:02}", minutes / 60, minutes % 60);
        form.set("quiet_from", clock(rules.quiet_from));
        form.set("quiet_until", clock(rules.quiet_until));
    }
}
