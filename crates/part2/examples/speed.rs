//! How long `decide` takes for a person with 20 consents: `cargo run --release -p cairn-part2 --example speed`.
#![allow(clippy::print_stdout, clippy::expect_used, clippy::indexing_slicing)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use cairn_part2::{OnFile, Question, Request, decide, read_question};

/// The median of many rounds of many calls.
fn time_of(request: &Request, question: &Question) -> Duration {
    const CALLS: u32 = 2_000;
    let on_file: OnFile<'_> = question.on_file();
    let mut rounds: Vec<Duration> = (0..101)
        .map(|_| {
            let start = Instant::now();
            for _ in 0..CALLS {
                black_box(decide(black_box(request), black_box(&on_file), black_box(question.now)));
            }
            start.elapsed() / CALLS
        })
        .collect();
    rounds.sort_unstable();
    rounds[rounds.len() / 2]
}

fn main() {
    // One consent for treatment, payment and operations, and 19 that name a recipient each.
    let consent = |number: usize| {
        let (kind, recipient) = if number == 0 {
            ("tpo", r#"{"kind": "class", "class": "treating_providers"}"#.to_owned())
        } else {
            let party = format!(r#"{{"id": "agency-{number}", "name": "Agency", "kind": "covered_entity"}}"#);
            ("general", format!(r#"{{"kind": "named", "party": {party}}}"#))
        };
        format!(
            r#"{{"id": "consent-{number:02}", "kind": "{kind}", "subject": "rosa", "subject_name": "Rosa Ortiz",
                "disclosers": [{{"kind": "named", "party": {{"id": "cairn", "name": "Cairn"}}}}],
                "categories": ["record"], "description": "What is in my record", "recipients": [{recipient}],
                "purposes": ["treatment"], "expiry": {{"kind": "date", "at": "2027-01-01T00:00:00Z"}},
                "statements": ["right_to_revoke", "how_to_revoke", "hipaa_redisclosure", "loss_of_protection",
                    "consequences_of_refusal"],
                "signatures": [{{"signer": "person", "name": "Rosa Ortiz", "at": "2026-01-01T00:00:00Z"}}]}}"#
        )
    };
    let consents: Vec<String> = (0..20).map(consent).collect();
    let text = format!(
        r#"{{"request": {{"subject": "rosa", "discloser": {{"id": "cairn"}}, "purpose": "treatment",
            "actor": {{"id": "clinic", "kind": "covered_entity", "classes": ["treating_providers"]}},
            "categories": ["plan", "attendance"]}}, "consents": [{}], "now": "2026-03-01T12:00:00Z"}}"#,
        consents.join(", ")
    );
    let question = read_question(&text).expect("the question is one");
    let by_class = &question.request;
    let mut by_name = question.request.clone();
    by_name.actor.id = "agency-19".into();
    let mut nobody = question.request.clone();
    nobody.actor.classes = cairn_part2::RecipientClasses::NONE;
    let mut inside = question.request.clone();
    inside.purpose = cairn_part2::Purpose::WithinProgram;
    inside.actor.kind = cairn_part2::RecipientKind::Workforce;
    inside.actor.organization =
        Some(cairn_part2::Party { id: "cairn".into(), name: String::new(), kind: None });
    inside.need_to_know = Some(cairn_part2::NeedToKnow {
        need: cairn_part2::Need::Caseload,
        until: None,
        wrote_counseling_notes: false,
    });
    for (what, request, permitted) in [
        ("permitted, one of 20 consents fits", by_class, true),
        ("permitted, two of 20 consents fit", &by_name, true),
        ("denied, none of 20 consents fits", &nobody, false),
        ("permitted, inside the program", &inside, true),
    ] {
        assert_eq!(decide(request, &question.on_file(), question.now).is_permit(), permitted, "{what}");
        println!("{what}: {:.0?}", time_of(request, &question));
    }
}
