//! From contacts to figures.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use uuid::Uuid;

use super::contact::Contact;
use crate::outcomes::days_between;

/// Contacts added up. The order in which they come does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sum {
    pub who: BTreeSet<Uuid>,
    pub contacts: u64,
    pub minutes: i64,
}

impl Sum {
    pub fn of<'a>(contacts: impl IntoIterator<Item = &'a Contact>) -> Sum {
        let mut sum = Sum::default();
        contacts.into_iter().for_each(|contact| sum.add(contact));
        sum
    }

    fn add(&mut self, contact: &Contact) {
        self.who.insert(contact.who);
        self.contacts += 1;
        self.minutes += contact.minutes;
    }

    pub fn join(&mut self, other: &Sum) {
        self.who.extend(&other.who);
        self.contacts += other.contacts;
        self.minutes += other.minutes;
    }

    /// Its part of the minutes of a whole, 0 to 1; none where there are no minutes to share.
    pub fn share_of(&self, whole: &Sum) -> Option<f64> {
        (whole.minutes > 0).then(|| self.minutes as f64 / whole.minutes as f64)
    }
}

/// The parts of a whole by what `key` says of each contact; they add up to [`Sum::of`] all of them.
pub fn by<'a, K: Ord>(
    contacts: impl IntoIterator<Item = &'a Contact>,
    key: impl Fn(&Contact) -> K,
) -> BTreeMap<K, Sum> {
    let mut parts: BTreeMap<K, Sum> = BTreeMap::new();
    contacts.into_iter().for_each(|contact| parts.entry(key(contact)).or_default().add(contact));
    parts
}

/// One enrollment, to the day of discharge if it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stay {
    pub who: Uuid,
    pub from: Date,
    pub until: Option<Date>,
}

/// How contacts followed each other during one enrollment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rhythm {
    /// Days from enrollment to the first contact; none before there was one.
    pub first_after: Option<i64>,
    /// Days from each day with a contact to the next and, while the enrollment lasts, from the last one to today.
    pub gaps: Vec<i64>,
}

impl Rhythm {
    /// Contacts before enrollment and after discharge are contacts, but they begin and end no gap.
    pub fn of<'a>(stay: &Stay, contacts: impl IntoIterator<Item = &'a Contact>, today: Date) -> Rhythm {
        let last = stay.until.unwrap_or(Date::MAX);
        let days: BTreeSet<Date> = contacts
            .into_iter()
            .filter(|contact| contact.who == stay.who && (stay.from..=last).contains(&contact.on))
            .map(|contact| contact.on)
            .collect();
        let mut gaps: Vec<i64> =
            days.iter().zip(days.iter().skip(1)).map(|(day, next)| days_between(*day, *next)).collect();
        if let (Some(latest), None) = (days.last(), stay.until) {
            gaps.push(days_between(*latest, today).max(0));
        }
        Rhythm { first_after: days.first().map(|first| days_between(stay.from, *first)), gaps }
    }

    /// None where there is no gap to measure.
    pub fn longest(&self) -> Option<i64> {
        self.gaps.iter().max().copied()
    }

    /// How many gaps lasted more than so many days; none before the first contact.
    pub fn over(&self, days: i64) -> Option<usize> {
        self.first_after.map(|_| self.gaps.iter().filter(|gap| **gap > days).count())
    }
}

/// The middle value, or the mean of the two in the middle; none without values.
pub fn median(mut values: Vec<i64>) -> Option<f64> {
    values.sort_unstable();
    let half = values.len() / 2;
    let upper = *values.get(half)?;
    let lower = if values.len().is_multiple_of(2) { *values.get(half.checked_sub(1)?)? } else { upper };
    Some((lower as f64 + upper as f64) / 2.0)
}

#[cfg(test)]
pub mod sample {
    use jiff::ToSpan;
    use proptest::prelude::*;

    use super::super::contact::Model;
    use super::*;

    pub const START: Date = jiff::civil::date(2026, 1, 1);

    pub fn who(number: u128) -> Uuid {
        Uuid::from_u128(number)
    }

    pub fn contact(number: u128, model: Model, day: i64, minutes: i64) -> Contact {
        let mode = (model == Model::OneToOne).then(|| "phone".to_string());
        Contact { who: who(number), model, mode, setting: None, on: START + day.days(), minutes }
    }

    pub fn contacts() -> impl Strategy<Value = Vec<Contact>> {
        let one = (0_u128..20, 0_usize..6, 0_i64..200, 0_i64..600)
            .prop_map(|(number, model, day, minutes)| contact(number, Model::ALL[model], day, minutes));
        proptest::collection::vec(one, 0..60)
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use proptest::prelude::*;

    use super::super::contact::Model;
    use super::sample::{START, contact, contacts, who};
    use super::*;

    fn stay(until: Option<i64>) -> Stay {
        Stay { who: who(1), from: START, until: until.map(|day| START + day.days()) }
    }

    #[test]
    fn a_stay_counted_by_hand() {
        // Day 4, day 10 twice, day 41; seen on day 50. Gaps 6, 31 and, to today, 9.
        let days = [10, 4, 41, 10].map(|day| contact(1, Model::OneToOne, day, 50));
        let rhythm = Rhythm::of(&stay(None), &days, START + 50.days());
        assert_eq!((rhythm.first_after, rhythm.longest()), (Some(4), Some(31)));
        assert_eq!((rhythm.over(14), rhythm.over(30), rhythm.over(31)), (Some(1), Some(1), Some(0)));
        let ended = Rhythm::of(&stay(Some(20)), &days, START + 50.days());
        assert_eq!(ended.gaps, [6], "what came after the discharge begins and ends no gap");
    }

    #[test]
    fn missing_is_never_zero() {
        let nobody = Rhythm::of(&stay(None), &[contact(2, Model::OneToOne, 3, 50)], START + 50.days());
        assert_eq!((nobody.first_after, nobody.longest(), nobody.over(14)), (None, None, None));
        let once = Rhythm::of(&stay(Some(9)), &[contact(1, Model::OneToOne, 0, 50)], START + 50.days());
        assert_eq!((once.first_after, once.longest()), (Some(0), None), "on the first day, and never again");
        assert_eq!(Sum::default().share_of(&Sum::default()), None);
        assert_eq!((median(vec![]), median(vec![7, 1, 3]), median(vec![4, 1])), (None, Some(3.0), Some(2.5)));
    }

    #[test]
    fn before_enrollment_is_no_first_contact() {
        let days = [-3, 6].map(|day| contact(1, Model::SupportGroup, day, 60));
        assert_eq!(Rhythm::of(&stay(None), &days, START + 6.days()).first_after, Some(6));
    }

    proptest! {
        #[test]
        fn parts_sum_to_the_whole(contacts in contacts()) {
            let whole = Sum::of(&contacts);
            let added = |parts: Vec<Sum>| {
                let mut sum = Sum::default();
                parts.iter().for_each(|part| sum.join(part));
                sum
            };
            prop_assert_eq!(added(by(&contacts, |contact| contact.model).into_values().collect()), whole.clone());
            prop_assert_eq!(added(by(&contacts, |contact| contact.mode.clone()).into_values().collect()), whole.clone());
            prop_assert_eq!(added(by(&contacts, |contact| contact.on).into_values().collect()), whole);
        }

        #[test]
        fn the_order_of_contacts_does_not_matter(contacts in contacts(), turn in 0_usize..60) {
            let mut turned = contacts.clone();
            turned.rotate_left(turn % contacts.len().max(1));
            turned.reverse();
            prop_assert_eq!(by(&contacts, |contact| contact.model), by(&turned, |contact| contact.model));
            let today = START + 300.days();
            prop_assert_eq!(Rhythm::of(&stay(None), &contacts, today), Rhythm::of(&stay(None), &turned, today));
        }

        #[test]
        fn gaps_fill_the_time_from_the_first_contact_to_today(contacts in contacts()) {
            let rhythm = Rhythm::of(&stay(None), &contacts, START + 200.days());
            let filled = rhythm.first_after.map(|first| first + rhythm.gaps.iter().sum::<i64>());
            prop_assert!(filled.is_none_or(|days| days == 200));
        }
    }
}
