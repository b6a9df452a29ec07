//! What is done with each input: read it, decide, and hold the answer to what always has to be so.

use cairn_part2::{Decision, Question, decide_json, read_question};

pub fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(question) = read_question(text) else {
        assert!(decide_json(text).is_err(), "what cannot be read has no answer");
        return;
    };
    let decision = question.decide();
    assert_eq!(decision, question.decide(), "the same question has the same answer");
    assert!(decide_json(text).is_ok(), "what can be read has an answer");
    match &decision {
        Decision::Permit(permit) => assert!(!permit.categories.is_empty(), "a permit of nothing"),
        Decision::Deny(denial) => assert!(!denial.reasons.is_empty(), "a denial without a reason"),
    }
    let written = serde_json::to_string(&question).expect("a question can be written");
    assert_eq!(read_question(&written).as_ref(), Ok(&question), "a question survives being written and read");
    if question.consents.is_empty() {
        return;
    }
    // What everybody has revoked permits nothing that was not permitted before.
    let mut revoked: Question = question.clone();
    for consent in &mut revoked.consents {
        consent.revocations.push(cairn_part2::Revocation {
            at: question.now,
            recipient: None,
            also_stops: cairn_part2::Purposes::all(),
            written: true,
        });
    }
    assert!(decision.categories().covers(revoked.decide().categories()), "a revocation permits more");
}
