//! What is looked for, and in which order it is shown. Pure rules.

use cairn_meeting_guide::kilometers;

use crate::web::Form;

/// Types that can be asked for; whatever else a list has is shown beside its meeting.
pub const TYPES: [&str; 16] =
    ["O", "C", "BE", "D", "ST", "SP", "LIT", "MED", "W", "M", "LGBTQ", "Y", "S", "EN", "X", "ASL"];
pub const PARTS: [&str; 3] = ["morning", "afternoon", "evening"];
pub const MILES: [i64; 5] = [2, 5, 10, 25, 50];
const KILOMETERS: f64 = 1.609_344;

/// Degrees.
pub type Point = (f64, f64);

/// What somebody looks for. It lives as long as the request.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Asked {
    /// 0 is Sunday; none is every day.
    pub day: Option<i64>,
    pub part: Option<String>,
    pub kind: Option<String>,
    pub online: bool,
    pub near: Option<Point>,
    pub miles: i64,
}

impl Asked {
    /// Everything but the place, which needs to be looked up.
    pub fn read(form: &mut Form) -> Asked {
        let miles = form.integer("miles", 1..=50).filter(|miles| MILES.contains(miles));
        Asked {
            day: form.integer("day", 0..=6),
            part: form.choice("part", &PARTS),
            kind: form.choice("type", &TYPES),
            online: form.checked("online"),
            near: None,
            miles: miles.unwrap_or(10),
        }
    }

    /// From this time of day on, and before that one.
    pub fn times(&self) -> (&'static str, &'static str) {
        match self.part.as_deref() {
            Some("morning") => ("00:00", "12:00"),
            Some("afternoon") => ("12:00", "17:00"),
            Some("evening") => ("17:00", "24:00"),
            _ => ("00:00", "24:00"),
        }
    }

    /// A type as a list has it between commas.
    pub fn pattern(&self) -> Option<String> {
        self.kind.as_ref().map(|kind| ["%,", kind, ",%"].concat())
    }

    /// South and north, west and east of everything that can be near enough. Over the date line and at the poles all the way round.
    pub fn bounds(&self, near: Point) -> ((f64, f64), (f64, f64)) {
        let up = self.miles as f64 * KILOMETERS / 110.0;
        let around = up / near.0.to_radians().cos().max(0.01);
        let all = near.0.abs() + up >= 89.0 || near.1.abs() + around >= 180.0;
        let wide = if all { (-180.0, 180.0) } else { (near.1 - around, near.1 + around) };
        ((near.0 - up, near.0 + up), wide)
    }
}

/// `38.03, -78.48` as a point on earth.
pub fn point(text: &str) -> Option<Point> {
    let (lat, lon) = text.split_once(',')?;
    let degrees = |text: &str, most: f64| {
        text.trim().parse::<f64>().ok().filter(|value| value.is_finite() && value.abs() <= most)
    };
    degrees(lat, 90.0).zip(degrees(lon, 180.0))
}

pub fn miles(from: Point, to: Point) -> f64 {
    kilometers(from, to) / KILOMETERS
}

/// A meeting on one of its days, as far as the order needs it.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    pub id: String,
    pub day: Option<i64>,
    pub begins: Option<String>,
    pub at: Point,
}

/// The candidates within reach, the nearest first; at the same place by day and time.
pub fn nearest(candidates: Vec<Candidate>, near: Point, most: i64) -> Vec<(Candidate, f64)> {
    let mut found: Vec<(Candidate, f64)> = candidates
        .into_iter()
        .map(|candidate| {
            let away = miles(near, candidate.at);
            (candidate, away)
        })
        .filter(|(_, away)| *away <= most as f64)
        .collect();
    found.sort_by(|(a, far_a), (b, far_b)| {
        far_a.total_cmp(far_b).then_with(|| (a.day, &a.begins, &a.id).cmp(&(b.day, &b.begins, &b.id)))
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_point_is_two_numbers_of_degrees() {
        assert_eq!(point("38.03, -78.48"), Some((38.03, -78.48)));
        for wrong in ["", "38", "91, 0", "0, 181", "north, west", "nan, 0", "1e400, 0"] {
            assert_eq!(point(wrong), None, "{wrong}");
        }
    }

    proptest! {
        /// The box never leaves out what is near enough: what the index skips is what the distance would.
        #[test]
        fn whatever_is_near_enough_is_in_the_box(
            near in (-90.0_f64..90.0, -180.0_f64..180.0), step in (-1.5_f64..1.5, -3.0_f64..3.0), at in 0_usize..5,
        ) {
            let asked = Asked { miles: MILES[at], ..Asked::default() };
            let to = ((near.0 + step.0).clamp(-90.0, 90.0), (near.1 + step.1).clamp(-180.0, 180.0));
            if miles(near, to) <= asked.miles as f64 {
                let ((south, north), (west, east)) = asked.bounds(near);
                prop_assert!((south..=north).contains(&to.0) && (west..=east).contains(&to.1), "{near:?} {to:?}");
            }
        }

        #[test]
        fn nearest_is_sorted_and_within_reach(
            places in proptest::collection::vec((-90.0_f64..90.0, -180.0_f64..180.0), 0..30), near in (-90.0_f64..90.0, -180.0_f64..180.0),
        ) {
            let all = places.iter().enumerate().map(|(at, place)| Candidate {
                id: at.to_string(), day: None, begins: None, at: *place,
            });
            let found = nearest(all.collect(), near, 50);
            prop_assert!(found.iter().map(|(_, away)| *away).is_sorted());
            let within = places.iter().filter(|place| miles(near, **place) <= 50.0).count();
            prop_assert_eq!(found.len(), within);
        }
    }
}
