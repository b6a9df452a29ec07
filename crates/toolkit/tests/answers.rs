//! From a form to answers and back, what needs another look, and earlier versions.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a failed look-up fails the test"
)]

use cairn_toolkit::{
    Answers, EXAMPLE, Kind, Person, Point, Reason, Shown, ShownCell, Standing, Tool, all, newest,
};
use proptest::prelude::*;
use serde_json::{Value, json};

fn example() -> Tool {
    Tool::parse(EXAMPLE).unwrap()
}

fn sent(tool: &Tool, pairs: &[(&str, &str)]) -> Answers {
    tool.answers(pairs.iter().copied())
}

fn reread(tool: &Tool, answers: &Answers) -> Answers {
    let form = tool.form(answers);
    tool.answers(form.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}

const FILLED: [(&str, &str); 20] = [
    ("tier", "mine"),
    ("form_key", "k"),
    ("a.day", "2026-05-31"),
    ("a.title", " Calm "),
    ("a.good", "I slept.\r\nI ate."),
    ("a.calm", "0"),
    ("a.part_of_day", "evening"),
    ("a.helped", "moving"),
    ("a.helped", "people"),
    ("a.steps.2.what", "Call Ana"),
    ("a.steps.2.when", "2026-06-01"),
    ("a.steps.2.sure", "8"),
    ("a.steps.3.what", "  "),
    ("a.people.0.name", "Ana"),
    ("a.people.0.standing", "supportive"),
    ("a.people.1.standing", "neutral"),
    ("a.energy.0.minute", "10"),
    ("a.energy.0.rating", "3"),
    ("a.energy.1.minute", "0"),
    ("a.energy.1.rating", "7"),
];

#[test]
fn a_form_becomes_answers_in_their_shapes() {
    let tool = example();
    let answers = sent(&tool, &FILLED);
    let expected = json!({
        "day": "2026-05-31", "title": "Calm", "good": "I slept.\nI ate.", "calm": 0, "part_of_day": "evening",
        "helped": ["people", "moving"], "steps": [{"what": "Call Ana", "when": "2026-06-01", "sure": 8}],
        "people": [{"name": "Ana", "standing": "supportive"}],
        "energy": [{"minute": 10, "rating": 3}, {"minute": 0, "rating": 7}]
    });
    assert_eq!(serde_json::to_value(&answers).unwrap(), expected);
    assert_eq!(tool.check(&answers), []);
    assert_eq!(reread(&tool, &answers), answers);
    assert_eq!(Answers::from_json(&answers.to_json()), Ok(answers.clone()));
    // What a form asks when it is drawn again.
    assert_eq!(answers.text("calm"), "0");
    assert!(answers.chose("helped", "people") && !answers.chose("helped", "rest"));
    assert_eq!((answers.rows("steps"), answers.cell("steps", 0, "sure")), (1, "8".to_owned()));
    assert_eq!(answers.cell("steps", 5, "sure"), "");
}

#[test]
fn a_page_gets_what_was_filled_in() {
    let tool = example();
    let answers = sent(&tool, &FILLED);
    let shown: Vec<_> = tool.filled(&answers).map(|entry| (entry.field.code.as_str(), entry.shown)).collect();
    assert_eq!(shown.len(), 9);
    assert!(matches!(shown[3], ("calm", Shown::Rating { value: 0, .. })));
    assert!(
        matches!(&shown[5], ("helped", Shown::Chosen(labels)) if labels[1].say("es") == "Mover el cuerpo")
    );
    let ("steps", Shown::Table { rows, .. }) = &shown[6] else { panic!() };
    assert!(matches!(rows[0][..], [ShownCell::Words("Call Ana"), ShownCell::Date(_), ShownCell::Rating(8)]));
    let ana = Person { name: "Ana", relation: "", standing: Some(Standing::Supportive) };
    assert_eq!(shown[7].1, Shown::People(vec![ana]));
    let ("energy", Shown::Curve { points, .. }) = &shown[8] else { panic!() };
    assert_eq!(points[..], [Point { minute: 0, rating: 7 }, Point { minute: 10, rating: 3 }]);
}

#[test]
fn blank_stays_blank() {
    let tool = newest("halt").unwrap();
    let answers = sent(tool, &[("a.hungry", ""), ("a.note", "   ")]);
    assert!(answers.is_empty());
    assert_eq!(answers.to_json(), "{}");
    assert_eq!(tool.filled(&answers).count(), 0);
    assert_eq!(tool.check(&answers), []);
    // Zero is an answer.
    assert!(!sent(&example(), &[("a.calm", "0")]).is_empty());
}

#[test]
fn what_does_not_fit_stays_as_typed_and_is_named() {
    let tool = example();
    let title = "x".repeat(41);
    let answers = sent(
        &tool,
        &[
            ("a.day", "31/05/2026"),
            ("a.title", &title),
            ("a.calm", "eleven"),
            ("a.part_of_day", "night"),
            ("a.helped", "luck"),
            ("a.steps.0.sure", "11"),
            ("a.steps.1.when", "2026-02-30"),
            ("a.people.0.relation", "sister"),
            ("a.people.1.name", "Ben"),
            ("a.people.1.standing", "bad"),
            ("a.energy.0.rating", "5"),
            ("a.energy.1.minute", "500"),
            ("a.energy.1.rating", "5"),
        ],
    );
    let wrong: Vec<_> = tool.check(&answers).into_iter().map(|w| (w.field, w.reason)).collect();
    let expected = [
        ("a.day", Reason::Date),
        ("a.title", Reason::TooLong { most: 40 }),
        ("a.good", Reason::Required),
        ("a.calm", Reason::Rating),
        ("a.part_of_day", Reason::Option),
        ("a.helped", Reason::Option),
        ("a.steps.0.sure", Reason::Rating),
        ("a.steps.1.when", Reason::Date),
        ("a.people.0.name", Reason::Required),
        ("a.people.1.standing", Reason::Option),
        ("a.energy.0.minute", Reason::Minute { most: 240 }),
        ("a.energy.1.minute", Reason::Minute { most: 240 }),
    ];
    assert_eq!(wrong, expected.map(|(field, reason)| (field.to_owned(), reason)));
    assert_eq!(answers.text("calm"), "eleven");
    assert_eq!(reread(&tool, &answers), answers);
    let rows: Vec<_> = (0..7).map(|row| (format!("a.steps.{row}.what"), "x")).collect();
    let many =
        tool.answers(rows.iter().map(|(name, value)| (name.as_str(), *value)).chain([("a.good", "y")]));
    assert_eq!(tool.check(&many)[0].reason, Reason::TooMany { most: 5 });
}

#[test]
fn nothing_is_lost_when_a_newer_version_reads_older_answers() {
    let old = example();
    let mut value: Value = serde_json::from_str(EXAMPLE).unwrap();
    value["version"] = json!(2);
    value["parts"][0]["fields"][1]["code"] = json!("word");
    value["parts"][0]["fields"][4]["kind"]["choice"]["options"].as_array_mut().unwrap().pop();
    let new = Tool::parse(&value.to_string()).unwrap();
    assert_eq!(new.follows(&old), Ok(()));

    let answers = sent(&old, &FILLED);
    let reading = new.read(&answers, &[&old]);
    assert_eq!(reading.now.len(), 7);
    let earlier: Vec<_> =
        reading.earlier.iter().map(|one| (one.code, one.label.map(|label| label.say("en")))).collect();
    assert_eq!(
        earlier,
        [("part_of_day", Some("The best part of the day")), ("title", Some("One word for today"))]
    );
    assert!(matches!(&reading.earlier[0].shown, Shown::Chosen(labels) if labels[0].say("en") == "Evening"));
    // Without the older definition the bare words are there still.
    let bare = new.read(&answers, &[]);
    assert_eq!(bare.earlier[1].shown, Shown::Bare(vec!["Calm".to_owned()]));

    // A form of the new version does not know them; keeping does. A field emptied on purpose stays empty.
    let saved = new.keep(sent(&new, &[("a.good", "More."), ("a.word", "Bright")]), &answers);
    assert_eq!((saved.text("title"), saved.text("word")), ("Calm".to_owned(), "Bright".to_owned()));
    assert_eq!(saved.text("part_of_day"), "evening");
    assert!(saved.is_blank("calm"));
    let again = new.keep(sent(&new, &[("a.part_of_day", "morning")]), &answers);
    assert_eq!(again.text("part_of_day"), "morning");
}

#[test]
fn refusals_and_debug_say_nothing_that_somebody_wrote() {
    let answers = sent(&example(), &FILLED);
    assert!(!format!("{answers:?}").contains("Ana"));
    let error = Answers::from_json("\"Ana called\"").unwrap_err().to_string();
    assert!(!error.contains("Ana"), "{error}");
}

/// Answers that fit `kind`, as a form would leave them.
fn fitting(kind: &Kind) -> BoxedStrategy<Value> {
    let word = "[a-zA-Zñ¿é.]{1,20}( [a-z]{1,8}){0,2}";
    let day = (1900..2100_i32, 1..=12_u8, 1..=28_u8).prop_map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}"));
    match kind {
        Kind::Line { .. } => word.prop_map(Value::from).boxed(),
        Kind::Words { .. } => "[a-z]{1,9}(\n[a-z]{1,9}){0,3}".prop_map(Value::from).boxed(),
        Kind::Rating { .. } => (0..=10_u8).prop_map(Value::from).boxed(),
        Kind::Date => day.prop_map(Value::from).boxed(),
        Kind::Choice { options } => {
            let codes: Vec<_> = options.iter().map(|option| option.code.clone()).collect();
            prop::sample::select(codes).prop_map(Value::from).boxed()
        }
        Kind::Choices { options } => {
            let codes: Vec<_> = options.iter().map(|option| option.code.clone()).collect();
            let some = 1..=codes.len();
            prop::sample::subsequence(codes, some).prop_map(Value::from).boxed()
        }
        Kind::Rows { columns, most } => {
            let first = columns.iter().find(|column| column.kind == cairn_toolkit::Cell::Line);
            let code = first.unwrap().code.clone();
            let row = word.prop_map(move |text| json!({ code.clone(): text }));
            prop::collection::vec(row, 1..=*most).prop_map(Value::from).boxed()
        }
        Kind::People { most } => {
            let person = (word, prop::option::of(prop::sample::select(Standing::ALL.to_vec()))).prop_map(
                |(name, standing)| match standing {
                    Some(standing) => json!({"name": name, "standing": standing.code()}),
                    None => json!({"name": name, "relation": "friend"}),
                },
            );
            prop::collection::vec(person, 1..=*most).prop_map(Value::from).boxed()
        }
        Kind::Curve { most, .. } => {
            let point = (0..=240_u32, 0..=10_u8).prop_map(|(m, r)| json!({"minute": m, "rating": r}));
            prop::collection::vec(point, 2..=*most).prop_map(Value::from).boxed()
        }
    }
}

fn filled() -> impl Strategy<Value = (&'static Tool, Answers)> {
    let tools: Vec<_> = all().iter().filter(|tool| tool.place.is_none()).collect();
    prop::sample::select(tools).prop_flat_map(|tool| {
        let fields: Vec<_> = tool
            .fields()
            .map(|(_, field)| {
                let value = fitting(&field.kind);
                let value = if field.required {
                    value.prop_map(Some).boxed()
                } else {
                    prop::option::of(value).boxed()
                };
                (Just(field.code.clone()), value)
            })
            .collect();
        fields.prop_map(move |values| {
            let mut answers = Answers::new();
            for (code, value) in values {
                if let Some(value) = value {
                    answers.set(&code, value);
                }
            }
            (tool, answers)
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_fits_comes_back_from_its_form((tool, answers) in filled()) {
        prop_assert_eq!(tool.check(&answers), vec![]);
        prop_assert_eq!(&reread(tool, &answers), &answers);
        let reading = tool.read(&answers, &[]);
        prop_assert!(reading.earlier.is_empty());
        prop_assert_eq!(Answers::from_json(&answers.to_json()), Ok(answers));
    }

    #[test]
    fn whatever_is_sent_is_read_once_and_for_all(
        pairs in prop::collection::vec(
            ("(a\\.(day|title|good|calm|part_of_day|helped|(steps|people|energy)\\.(0|1|7|999|x)\\.(what|when|sure|name|relation|standing|minute|rating))|\\PC{0,8})", "(\\PC{0,6}|[0-9]{1,3}|[ \r\n\t0a]{0,5})"),
            0..40,
        )
    ) {
        let tool = example();
        let answers = tool.answers(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        prop_assert_eq!(&reread(&tool, &answers), &answers);
        let wrong = tool.check(&answers);
        // What is not wrong can be shown, and what is shown or wrong is everything.
        let reading = tool.read(&answers, &[]);
        for one in &reading.earlier {
            prop_assert!(wrong.iter().any(|wrong| wrong.code == one.code));
        }
        prop_assert_eq!(tool.keep(Answers::new(), &answers).is_empty(), reading.earlier.is_empty());
    }
}
