//! The desk at which the history is written: a transaction, dice, ids, and a calendar that ends today.

use cairn_db::Tx;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use uuid::Uuid;

use super::dice::Dice;
use crate::ids::Chance;
use crate::program::Settings;

/// Days of history before today: two years.
pub const HISTORY: i64 = 730;

pub struct World<'a, 'tx> {
    pub tx: &'a mut Tx<'tx>,
    pub dice: Dice,
    /// For ids only; a link that signs somebody in is never made from a seed.
    pub chance: Chance,
    pub zone: TimeZone,
    pub now: Timestamp,
    pub today: Date,
    pub settings: Settings,
}

impl World<'_, '_> {
    pub fn id<T: From<Uuid>>(&self, at: Timestamp) -> T {
        self.chance.id(at)
    }

    /// The instant that is `minute` minutes after midnight on the program's clocks.
    pub fn at(&self, day: Date, minute: i64) -> Timestamp {
        let minute = minute.clamp(0, 24 * 60 - 1);
        let time = day.at((minute / 60) as i8, (minute % 60) as i8, 0, 0);
        time.to_zoned_datetime(self.zone.clone()).map_or(self.now, |zoned| zoned.timestamp())
    }

    /// Some time in working hours of a day, never later than now.
    pub fn workday(&mut self, day: Date) -> Timestamp {
        let minute = self.dice.between(9 * 60, 17 * 60);
        self.past(self.at(day, minute))
    }

    /// What was written down was written down before now.
    pub fn past(&self, at: Timestamp) -> Timestamp {
        at.min(later(self.now, -3))
    }

    /// Some minutes after an instant, between the two given numbers, but never later than now.
    pub fn after(&mut self, at: Timestamp, least: i64, most: i64) -> Timestamp {
        let minutes = self.dice.between(least, most);
        self.past(later(at, minutes))
    }

    pub fn ago(&self, days: i64) -> Date {
        plus(self.today, -days)
    }
}

pub fn plus(day: Date, days: i64) -> Date {
    day.saturating_add(days.days())
}

pub fn later(at: Timestamp, minutes: i64) -> Timestamp {
    at + SignedDuration::from_mins(minutes)
}

/// Days from one date to another; negative when the second is earlier.
pub fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}
