//! A time in which somebody answers the on-call phone.

use jiff::{SignedDuration, Timestamp};

use crate::ids::{PersonId, RowId};
use crate::web::Refusal;

/// Nobody answers for longer without being relieved: a long weekend.
const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 4);

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    pub id: RowId,
    pub person: PersonId,
    pub name: String,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    pub phone: Option<String>,
    /// What they go by may stand beside the phone.
    pub named: bool,
}

/// Whether a shift can be like this.
pub fn check(starts_at: Timestamp, ends_at: Timestamp, now: Timestamp) -> Result<(), Refusal> {
    let refuse = |key| Err(Refusal { field: "end_date", key });
    match () {
        () if ends_at <= starts_at => refuse("on-call-ends-before"),
        () if ends_at <= now => refuse("on-call-is-over"),
        () if ends_at.duration_since(starts_at) > LONGEST => refuse("on-call-too-long"),
        () => Ok(()),
    }
}

/// Of the shifts that run now, the one that began last: whoever came to relieve somebody has relieved them.
pub fn answering(shifts: Vec<Shift>, now: Timestamp) -> Option<Shift> {
    let running = shifts.into_iter().filter(|shift| shift.starts_at <= now && now < shift.ends_at);
    running.filter(|shift| shift.phone.is_some()).max_by_key(|shift| (shift.starts_at, shift.id))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn hour(n: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + n * 3600).unwrap()
    }

    fn shift(from: i64, to: i64) -> Shift {
        Shift {
            id: Uuid::from_u128(from as u128).into(),
            person: Uuid::nil().into(),
            name: String::new(),
            starts_at: hour(from),
            ends_at: hour(to),
            phone: Some(from.to_string()),
            named: false,
        }
    }

    #[test]
    fn a_shift_ends_after_it_begins_and_within_four_days() {
        assert!(check(hour(0), hour(12), hour(-1)).is_ok());
        for (from, to, now) in [(5, 5, 0), (5, 4, 0), (0, 97, 0), (0, 5, 6)] {
            assert!(check(hour(from), hour(to), hour(now)).is_err(), "{from} to {to}");
        }
    }

    proptest! {
        #[test]
        fn whoever_answers_is_on_call_now_and_began_last(
            times in prop::collection::vec((0_i64..40, 1_i64..30), 0..8), now in 0_i64..80
        ) {
            let shifts: Vec<Shift> = times.iter().map(|(from, long)| shift(*from, from + long)).collect();
            let running: Vec<&Shift> =
                shifts.iter().filter(|one| one.starts_at <= hour(now) && hour(now) < one.ends_at).collect();
            match answering(shifts.clone(), hour(now)) {
                None => prop_assert!(running.is_empty()),
                Some(found) => {
                    prop_assert!(running.contains(&&found));
                    prop_assert!(running.iter().all(|other| other.starts_at <= found.starts_at));
                }
            }
        }
    }
}
