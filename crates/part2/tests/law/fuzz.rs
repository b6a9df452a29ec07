//! The fuzz target as a test on stable: the same code, fed with texts near to questions and with anything at all.

use proptest::prelude::*;

use crate::dice::{Dice, question};

#[path = "../../fuzz/question.rs"]
mod target;

/// Puts something odd into a text that reads as a question.
fn damaged(seed: u64) -> Vec<u8> {
    let mut dice = Dice::new(seed);
    let mut text = serde_json::to_string(&question(&mut dice)).unwrap().into_bytes();
    for _ in 0..dice.below(4) {
        if text.is_empty() {
            break;
        }
        let place = dice.below(text.len());
        match dice.below(4) {
            0 => text[place] = dice.below(256) as u8,
            1 => {
                text.remove(place);
            }
            2 => text.truncate(place.max(1)),
            _ => {
                let odd = ["null", "\"\"", "-1", "[]", "{}", "1e400", "\"9999-12-31T23:59:59Z\"", "\u{0}"];
                let odd = odd[dice.below(odd.len())].bytes();
                text.splice(place..place, odd).for_each(drop);
            }
        }
    }
    text
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        target::run(&bytes);
    }

    #[test]
    fn no_damaged_question_makes_it_panic(seed: u64) {
        target::run(&damaged(seed));
    }

    #[test]
    fn whole_questions_hold(seed: u64) {
        target::run(&serde_json::to_vec(&question(&mut Dice::new(seed))).unwrap());
    }
}
