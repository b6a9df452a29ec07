//! Which participants a review looks at: drawn by chance, or named.

use jiff::civil::Date;

use crate::ids::ParticipantId;
use crate::web::Form;

pub const SAMPLINGS: [&str; 2] = ["drawn", "named"];

/// More than anybody reads by hand.
const MOST: i64 = 200;

#[derive(Debug, Clone)]
pub enum Sample {
    /// As many as that of those who were enrolled at some time between two days.
    Drawn { size: i64, from: Date, until: Date },
    /// Full names, in small letters.
    Named(Vec<String>),
}

impl Sample {
    pub fn code(&self) -> &'static str {
        match self {
            Sample::Drawn { .. } => "drawn",
            Sample::Named(_) => "named",
        }
    }

    /// Reads the fields of the chosen way; what is wrong stands beside its field.
    pub fn read(form: &mut Form) -> Sample {
        if form.required_choice("sampling", &SAMPLINGS) == "named" {
            let names = form.required_text("names", 8000).to_lowercase();
            let names = names.lines().map(str::trim).filter(|name| !name.is_empty());
            return Sample::Named(names.map(str::to_string).collect());
        }
        let size = form.integer("size", 1..=MOST);
        if size.is_none() && form.error("size").is_none() {
            form.wrong("size", "review-how-many");
        }
        let (from, until) = (form.required_date("enrolled_from"), form.required_date("enrolled_until"));
        if until < from {
            form.wrong("enrolled_until", "contract-ends-before");
        }
        Sample::Drawn { size: size.unwrap_or(1), from, until }
    }
}

/// Puts people into an order of chance, and keeps the first `size`. Each gets a key of 256 random bits, so that every
/// order is as likely as every other.
pub fn draw(
    people: Vec<ParticipantId>,
    size: usize,
    mut key: impl FnMut() -> [u8; 32],
) -> Vec<ParticipantId> {
    let mut keyed: Vec<_> = people.into_iter().map(|id| (key(), id)).collect();
    keyed.sort_unstable();
    keyed.into_iter().take(size).map(|(_, id)| id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Chance;

    #[test]
    fn row_23_a_sample_is_drawn_from_all_and_nobody_twice() {
        let chance = Chance::from_seed(7);
        let now = jiff::Timestamp::UNIX_EPOCH;
        let people: Vec<ParticipantId> = (0..40).map(|_| chance.id(now)).collect();
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..100 {
            let mut drawn = draw(people.clone(), 10, || chance.secret());
            assert_eq!(drawn.len(), 10);
            seen.extend(drawn.clone());
            drawn.sort();
            drawn.dedup();
            assert_eq!(drawn.len(), 10);
        }
        assert_eq!(seen.len(), 40, "in a hundred draws of ten everybody comes up");
        assert_eq!(draw(people, 100, || chance.secret()).len(), 40);
    }
}
