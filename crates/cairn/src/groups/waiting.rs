//! Who waits for a place in a group, and who is asked next.
//!
//! A place that frees is offered to whoever waits longest. The offer stands for a week. Who says "not now" stays on the
//! list and is asked again after that week; nobody moves down for it.

use jiff::{SignedDuration, Timestamp};

use crate::ids::{PersonId, RowId};
use crate::web::Text;

/// Days for which an offer stands, and before the same person is asked again.
pub const OFFER_DAYS: i64 = 7;

/// Somebody on the list, with the latest place they were offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wait {
    pub id: RowId,
    pub person: PersonId,
    pub name: String,
    pub since: Timestamp,
    pub offer: Option<PlaceOffer>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceOffer {
    pub id: RowId,
    pub at: Timestamp,
    /// They said "not now".
    pub declined: bool,
}

impl PlaceOffer {
    fn is_fresh(&self, now: Timestamp) -> bool {
        now < self.until()
    }

    /// Until when it stands.
    fn until(&self) -> Timestamp {
        self.at + SignedDuration::from_hours(24 * OFFER_DAYS)
    }

    pub fn last_day(&self, t: &Text) -> String {
        t.on_day(&self.until())
    }
}

impl Wait {
    /// The offer that can be answered now.
    pub fn open_offer(&self, now: Timestamp) -> Option<&PlaceOffer> {
        self.offer.as_ref().filter(|offer| !offer.declined && offer.is_fresh(now))
    }

    /// How it stands, as a code: waiting, offered, not_now, lapsed.
    pub fn standing(&self, now: Timestamp) -> &'static str {
        match &self.offer {
            None => "waiting",
            Some(_) if self.open_offer(now).is_some() => "offered",
            Some(offer) if offer.declined => "not_now",
            Some(_) => "lapsed",
        }
    }
}

/// Whom to ask: who was never asked and waits longest; then who was asked longest ago, and not within a week.
pub fn next(waits: &[Wait], now: Timestamp) -> Option<&Wait> {
    let may = |wait: &&Wait| wait.offer.as_ref().is_none_or(|offer| !offer.is_fresh(now));
    waits
        .iter()
        .filter(may)
        .min_by_key(|wait| (wait.offer.as_ref().map(|offer| offer.at), wait.since, wait.id))
}

/// Places that are free: not taken by a member and not promised by an offer. Never below zero.
pub fn free(size_limit: i64, members: i64, waits: &[Wait], now: Timestamp) -> i64 {
    let promised = waits.iter().filter(|wait| wait.open_offer(now).is_some()).count();
    (size_limit - members - i64::try_from(promised).unwrap_or(i64::MAX)).max(0)
}

/// The place of this person on the list, from 1, without telling of anybody else.
pub fn place(waits: &[Wait], person: PersonId) -> Option<i64> {
    let own = waits.iter().find(|wait| wait.person == person)?;
    let before = waits.iter().filter(|wait| (wait.since, wait.id) < (own.since, own.id)).count();
    i64::try_from(before).ok().map(|before| before + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn at(hours: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + 3600 * hours).unwrap()
    }

    fn waits() -> impl Strategy<Value = Vec<Wait>> {
        let offer = proptest::option::of((0_i64..400, any::<bool>()));
        proptest::collection::vec((0_i64..400, offer), 0..8).prop_map(|rows| {
            let wait = |(number, (since, offer)): (u128, (i64, Option<(i64, bool)>))| Wait {
                id: RowId::from(Uuid::from_u128(100 + number)),
                person: PersonId::from(Uuid::from_u128(number)),
                name: String::new(),
                since: at(since),
                offer: offer.map(|(hours, declined)| PlaceOffer {
                    id: RowId::from(Uuid::from_u128(1000 + number)),
                    at: at(hours),
                    declined,
                }),
            };
            (1..).zip(rows).map(wait).collect()
        })
    }

    proptest! {
        #[test]
        fn nobody_is_asked_twice_in_a_week_and_who_was_never_asked_goes_first(waits in waits()) {
            let now = at(400);
            let week = |offer: &PlaceOffer| now.duration_since(offer.at).as_hours() < 24 * OFFER_DAYS;
            match next(&waits, now) {
                None => prop_assert!(waits.iter().all(|wait| wait.offer.as_ref().is_some_and(week))),
                Some(asked) => {
                    prop_assert!(!asked.offer.as_ref().is_some_and(week));
                    let fresh = waits.iter().filter(|wait| wait.offer.is_none()).map(|wait| wait.since).min();
                    if let Some(longest) = fresh {
                        prop_assert!(asked.offer.is_none() && asked.since == longest);
                    }
                }
            }
        }

        #[test]
        fn places_count_from_one_without_gaps(waits in waits()) {
            let mut places: Vec<i64> = waits.iter().filter_map(|wait| place(&waits, wait.person)).collect();
            places.sort_unstable();
            prop_assert_eq!(places, (1..=waits.len() as i64).collect::<Vec<_>>());
        }

        #[test]
        fn a_promised_place_is_not_free(waits in waits(), limit in 0_i64..20, members in 0_i64..20) {
            let now = at(400);
            let promised = waits.iter().filter(|wait| wait.open_offer(now).is_some()).count() as i64;
            prop_assert_eq!(free(limit, members, &waits, now), (limit - members - promised).max(0));
        }
    }
}
