//! The public form: the examples of the documentation are run, and what cannot be read is told by its place.

use cairn_part2::*;

const PAGE: &str = include_str!("../../../../docs/operating/part2.md");

#[test]
fn every_example_of_the_documentation_is_answered_as_it_says() {
    let mut count = 0;
    for rest in PAGE.split("```json\n").skip(1) {
        let (text, after) = rest.split_once("```").unwrap();
        let expected = after.lines().find(|line| line.starts_with('→')).unwrap();
        let question = read_question(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let words: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
        let told = match question.decide() {
            Decision::Permit(permit) => {
                assert!(expected.starts_with("→ permit"), "{permit:?}\n{text}");
                let basis = serde_json::to_value(permit.basis).unwrap();
                vec![basis.as_str().unwrap().to_owned()]
            }
            Decision::Deny(denial) => {
                assert!(expected.starts_with("→ deny"), "{denial:?}\n{text}");
                denial.reasons.iter().map(|reason| reason.code.name().to_owned()).collect()
            }
        };
        let sorted = |words: Vec<&str>| {
            let mut words: Vec<String> = words.into_iter().map(str::to_owned).collect();
            words.sort();
            words
        };
        assert_eq!(sorted(told.iter().map(String::as_str).collect()), sorted(words), "{text}");
        count += 1;
    }
    assert!(count >= 17, "{count} examples");
}

#[test]
fn every_value_is_in_the_documentation() {
    let named = |name: &str| assert!(PAGE.contains(&format!("`{name}`")), "{name} is not documented");
    Category::ALL.iter().for_each(|value| named(value.name()));
    Purpose::ALL.iter().for_each(|value| named(value.name()));
    RecipientKind::ALL.iter().for_each(|value| named(value.name()));
    RecipientClass::ALL.iter().for_each(|value| named(value.name()));
}

#[test]
fn what_cannot_be_read_is_told_by_its_place() {
    let good = PAGE.split("```json\n").nth(1).unwrap().split_once("```").unwrap().0;
    for (from, to, place, problem) in [
        ("\"plan\"", "\"diary\"", "request.categories[0]", "unknown variant `diary`"),
        ("\"subject_name\"", "\"subjectname\"", "consents[0]", "unknown field `subjectname`"),
        ("2026-01-05T15:00:00Z", "yesterday", "consents[0].signatures[0].at", "line"),
        ("\"2026-03-01T12:00:00Z\"", "7", "now", "invalid type"),
        ("{\"now\"", "{\"then\"", "", "unknown field"),
        ("{\"now\"", "[\"now\"", "", "line 1"),
    ] {
        assert!(good.contains(from));
        let error = read_question(&good.replace(from, to)).unwrap_err();
        assert!(error.path.starts_with(place), "{from}: {error}");
        assert!(error.problem.contains(problem), "{from}: {error}");
    }
    assert!(read_question(&format!("{good} {{}}")).unwrap_err().problem.contains("trailing"));
    assert!(read_question("").unwrap_err().problem.contains("EOF"));
}

#[test]
fn an_answer_has_its_section_its_notice_and_its_reasons_in_words() {
    let text = |number: usize| PAGE.split("```json\n").nth(number).unwrap().split_once("```").unwrap().0;
    let permit: serde_json::Value = serde_json::from_str(&decide_json(text(1)).unwrap()).unwrap();
    assert_eq!(permit["decision"], "permit");
    assert_eq!(permit["section"], "2.31, 2.33(a)");
    assert_eq!(permit["decided_by"][0]["id"], "c1");
    assert_eq!(permit["notice"], notice(NoticeVersion::V2024).full);
    assert_eq!(permit["obligations"][0]["do"], "notice");
    let deny: serde_json::Value = serde_json::from_str(&decide_json(text(4)).unwrap()).unwrap();
    assert_eq!(deny["decision"], "deny");
    let deficient = deny["reasons"].as_array().unwrap().iter().find(|reason| reason["code"] == "deficient");
    assert_eq!(deficient.unwrap()["missing"], serde_json::json!(["parent_signature"]));
    assert_eq!(deficient.unwrap()["id"], "c4");
    assert_eq!(deny["in_words"].as_array().unwrap().len(), deny["reasons"].as_array().unwrap().len());
}

#[test]
fn names_are_read_as_they_are_written() {
    for code in ReasonCode::ALL.iter().copied() {
        assert_eq!(ReasonCode::parse(code.name()), Some(code));
        assert_eq!(serde_json::to_value(code).unwrap(), code.name());
        assert!(code.to_string().ends_with('.'));
    }
    let all: Categories = serde_json::from_value(serde_json::to_value(Categories::all()).unwrap()).unwrap();
    assert_eq!(all, Categories::all());
}
