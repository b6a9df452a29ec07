//! What a person chose, and when a reminder is due by it.

use jiff::{SignedDuration, Timestamp};

use super::Appointment;
use crate::contracts::Channel;

/// How long before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    Day,
    Hours,
}

impl Lead {
    pub const ALL: [Lead; 2] = [Lead::Day, Lead::Hours];

    pub fn code(self) -> &'static str {
        match self {
            Lead::Day => "day",
            Lead::Hours => "hours",
        }
    }

    pub fn minutes(self) -> i64 {
        match self {
            Lead::Day => 24 * 60,
            Lead::Hours => 2 * 60,
        }
    }

    /// Minutes before the start after which it is too late to send: a day's reminder must not come with that of the last
    /// hours, and nobody is reminded on the doorstep.
    pub fn last_call(self) -> i64 {
        match self {
            Lead::Day => 3 * 60,
            Lead::Hours => 15,
        }
    }

    pub fn from_minutes(minutes: i64) -> Option<Lead> {
        Lead::ALL.into_iter().find(|lead| lead.minutes() == minutes)
    }

    pub fn due_at(self, starts_at: Timestamp) -> Timestamp {
        starts_at - SignedDuration::from_mins(self.minutes())
    }

    /// Until when it may be sent.
    pub fn until(self, starts_at: Timestamp) -> Timestamp {
        starts_at - SignedDuration::from_mins(self.last_call())
    }
}

/// The newest choice of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    pub mail: bool,
    pub sms: bool,
    pub push: bool,
    pub day_before: bool,
    pub hours_before: bool,
    /// To be told that something new is waiting.
    pub messages: bool,
    pub paused: bool,
    /// Also when a check-up opens, and before it closes.
    pub check_ups: bool,
    pub chosen_at: Timestamp,
}

impl Choice {
    pub fn wants(&self, channel: Channel) -> bool {
        match channel {
            Channel::Mail => self.mail,
            Channel::Sms => self.sms,
            Channel::Push => self.push,
            _ => false,
        }
    }

    pub fn has(&self, lead: Lead) -> bool {
        match lead {
            Lead::Day => self.day_before,
            Lead::Hours => self.hours_before,
        }
    }

    fn has_way(&self) -> bool {
        self.mail || self.sms || self.push
    }

    /// Whether anything is ever sent by it.
    pub fn is_on(&self) -> bool {
        let wanted = self.day_before || self.hours_before || self.messages || self.check_ups;
        !self.paused && self.has_way() && wanted
    }

    /// Whether this reminder of this appointment is due now. Not for what was made, or chosen, after it would have been
    /// due: who has just made an appointment knows of it.
    pub fn is_due(&self, appointment: &Appointment, lead: Lead, now: Timestamp) -> bool {
        let due_at = lead.due_at(appointment.starts_at);
        self.is_on()
            && self.has(lead)
            && appointment.stands()
            && due_at <= now
            && now < lead.until(appointment.starts_at)
            && appointment.made_at <= due_at
            && self.chosen_at <= due_at
    }
}

/// Minutes until a sending that failed is tried again: 1, 2, 4 … 30.
pub fn pause_after(tries: i64) -> SignedDuration {
    let doubled = 1_i64 << tries.clamp(1, 6).saturating_sub(1);
    SignedDuration::from_mins(doubled.min(30))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn minute(n: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + n * 60).unwrap()
    }

    fn appointment(made: i64) -> Appointment {
        Appointment {
            person: Uuid::nil().into(),
            kind: "session".to_string(),
            id: Uuid::nil(),
            starts_at: minute(0),
            minutes: 60,
            made_at: minute(made),
            called_off_at: None,
            changes: 0,
            changed_at: None,
        }
    }

    fn both() -> Choice {
        Choice {
            sms: true,
            day_before: true,
            hours_before: true,
            chosen_at: minute(-100_000),
            ..Choice::default()
        }
    }

    #[test]
    fn what_was_made_an_hour_ago_is_remembered_without_us() {
        let short = appointment(-90);
        assert!(!both().is_due(&short, Lead::Hours, minute(-60)));
        assert!(both().is_due(&appointment(-5000), Lead::Hours, minute(-60)));
    }

    #[test]
    fn pauses_grow_to_half_an_hour() {
        let pauses: Vec<i64> = (1..=7).map(|tries| pause_after(tries).as_secs() / 60).collect();
        assert_eq!(pauses, [1, 2, 4, 8, 16, 30, 30]);
    }

    proptest! {
        #[test]
        fn nothing_is_due_outside_its_time(made in -6000_i64..0, now in -3000_i64..100, paused: bool, off: bool) {
            let mut appointment = appointment(made);
            appointment.called_off_at = off.then(|| minute(made));
            let choice = Choice { paused, ..both() };
            for lead in Lead::ALL {
                let due = choice.is_due(&appointment, lead, minute(now));
                let fits = now >= -lead.minutes() && now < -lead.last_call() && made <= -lead.minutes();
                prop_assert_eq!(due, fits && !paused && !off);
            }
        }

        #[test]
        fn the_two_reminders_of_one_appointment_are_never_due_together(now in -3000_i64..100) {
            let due = Lead::ALL.map(|lead| both().is_due(&appointment(-6000), lead, minute(now)));
            prop_assert!(!(due[0] && due[1]));
        }
    }
}
