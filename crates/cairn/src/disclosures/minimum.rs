//! No more than the purpose needs (§2.13(a)).

use cairn_part2::{Categories, Category, Purpose};

use crate::access::Role;
use crate::web::Refusal;

/// What a form begins with: the least that serves.
pub fn least(purpose: Purpose) -> Categories {
    Categories::of(match purpose {
        Purpose::Treatment => &[Category::Attendance, Category::Progress],
        Purpose::Payment => &[Category::Billing],
        Purpose::Services => &[Category::Name],
        _ => &[Category::Attendance],
    })
}

/// The most that a purpose can ever need: who pays learns dates, codes, units and the policy, and no word.
fn most(purpose: Purpose) -> Categories {
    match purpose {
        Purpose::Payment => Categories::of(&[
            Category::Presence,
            Category::Name,
            Category::Demographics,
            Category::Attendance,
            Category::Schedule,
            Category::Billing,
            Category::Coverage,
        ]),
        _ => Categories::all(),
    }
}

/// Refuses more than the purpose can need, and everything without a reason.
pub fn refuse(purpose: Purpose, categories: Categories, everything: Option<&str>) -> Result<(), Refusal> {
    if categories.is_empty() {
        return Err(Refusal { field: "categories", key: "disclosure-choose-what" });
    }
    if !most(purpose).covers(categories) {
        return Err(Refusal { field: "categories", key: "disclosure-more-than-needed" });
    }
    if categories.contains(Category::Record) && everything.is_none_or(|reason| reason.trim().is_empty()) {
        return Err(Refusal { field: "everything_reason", key: "disclosure-everything-why" });
    }
    Ok(())
}

/// Refuses to let somebody hand out what they may not read themselves: the words about sessions are the supervisor's to
/// read and nobody else's of those who make disclosures.
pub fn refuse_hat(hat: Role, categories: Categories) -> Result<(), Refusal> {
    let words = Categories::of(&[Category::SessionNotes, Category::Record]);
    if categories.meets(words) && hat != Role::Supervisor {
        return Err(Refusal { field: "categories", key: "disclosure-not-yours-to-read" });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn row_16_payment_never_needs_what_was_said() {
        for words in [
            Category::SessionNotes,
            Category::Plan,
            Category::Assessments,
            Category::Record,
            Category::Received,
        ] {
            assert!(
                refuse(Purpose::Payment, Categories::of(&[words]), Some("because")).is_err(),
                "{words:?}"
            );
        }
        assert!(refuse(Purpose::Payment, least(Purpose::Payment), None).is_ok());
    }

    #[test]
    fn row_16_everything_needs_a_reason() {
        let everything = Categories::of(&[Category::Record]);
        assert!(refuse(Purpose::Treatment, everything, None).is_err());
        assert!(refuse(Purpose::Treatment, everything, Some("  ")).is_err());
        assert!(refuse(Purpose::Treatment, everything, Some("a transfer of care")).is_ok());
    }

    #[test]
    fn row_16_every_purpose_begins_with_less_than_everything() {
        for purpose in Purpose::ALL {
            assert!(refuse(*purpose, least(*purpose), None).is_ok(), "{purpose:?}");
        }
    }
}
