//! What a program's own definition may be, and how a refusal reads.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed look-up fails the test")]

use cairn_toolkit::{EXAMPLE, Error, Kind, Owner, Tool, all, library, newest};
use serde_json::{Value, json};

/// The example with one place changed.
fn with(pointer: &str, value: Value) -> String {
    let mut tool: Value = serde_json::from_str(EXAMPLE).unwrap();
    match pointer.rsplit_once('/') {
        Some((parent, key)) if tool.pointer(pointer).is_none() => {
            tool.pointer_mut(parent).unwrap().as_object_mut().unwrap().insert(key.to_owned(), value);
        }
        _ => *tool.pointer_mut(pointer).unwrap() = value,
    }
    serde_json::to_string_pretty(&tool).unwrap()
}

#[track_caller]
fn refused(pointer: &str, value: Value, expected: &[&str]) {
    let message = Tool::parse(&with(pointer, value)).unwrap_err().to_string();
    for part in expected {
        assert!(message.contains(part), "{message}");
    }
}

#[test]
fn every_shipped_tool_speaks_both_languages_and_has_owners() {
    for tool in all() {
        assert!(tool.speaks("en") && tool.speaks("es"), "{}", tool.id);
        assert_eq!(tool.place.is_some(), tool.fields().next().is_none(), "{}", tool.id);
        assert_eq!(Tool::parse(&tool.to_json().unwrap()).as_ref(), Ok(tool));
    }
    let for_owner = |owner| library().filter(|tool| tool.is_for(owner)).count();
    assert!(Owner::ALL.into_iter().all(|owner| for_owner(owner) >= 8));
    assert_eq!(newest("safety_plan").and_then(|tool| tool.place.as_deref()), Some("safety_plan"));
}

/// A page gives each tool a heading of its own, and people tell them apart by name.
#[test]
fn names_and_sentences_of_shipped_tools_are_short_and_their_own() {
    let mut names: Vec<_> = library().flat_map(|tool| [tool.name.say("en"), tool.name.say("es")]).collect();
    names.sort_unstable();
    names.dedup();
    // "HALT check" and its like differ between the languages; no two tools share a name.
    assert_eq!(names.len(), 2 * library().count());
    for tool in library() {
        let sentences = tool.purpose.en.split(". ").count();
        assert!((1..=3).contains(&sentences), "{}: {sentences}", tool.id);
    }
}

/// Who hears a page read aloud knows a field by its label alone.
#[test]
fn no_two_fields_of_a_shipped_tool_have_one_label() {
    for (tool, language) in library().flat_map(|tool| [(tool, "en"), (tool, "es")]) {
        let mut labels: Vec<_> = tool.fields().map(|(_, field)| field.label.say(language)).collect();
        let all = labels.len();
        labels.sort_unstable();
        labels.dedup();
        assert_eq!(labels.len(), all, "{} in {language}: {labels:?}", tool.id);
    }
}

#[test]
fn the_example_shows_every_kind() {
    let example = Tool::parse(EXAMPLE).unwrap();
    let mut kinds: Vec<_> = example.fields().map(|(_, field)| field.kind.name()).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["choice", "choices", "curve", "date", "line", "people", "rating", "rows", "words"]);
    assert!(example.field("good").is_some_and(|field| matches!(field.kind, Kind::Words { most: 1000 })));
}

#[test]
fn a_word_that_is_not_known_is_named_with_its_line() {
    refused(
        "/owners/0",
        json!("friend"),
        &["line ", "unknown variant `friend`", "participant", "peer_supporter"],
    );
    refused("/titel", json!("x"), &["unknown field `titel`", "purpose"]);
    refused("/parts/0/fields/1/kind", json!({"line": {"most": 5, "least": 1}}), &["unknown field `least`"]);
    refused("/parts/0/fields/1/kind", json!({"line": {"most": -5}}), &["invalid value", "-5"]);
    refused("/parts/0/fields/1/kind", json!("line"), &["line "]);
    assert!(matches!(Tool::parse("{\n  \"id\": 5 }"), Err(Error::Json { line: 2, .. })));
    let long = " ".repeat(300_000);
    assert!(matches!(Tool::parse(&long), Err(Error::TooLarge { bytes: 300_000, .. })));
}

#[test]
fn a_broken_rule_is_named_with_its_field_and_the_remedy() {
    refused("/parts/0/fields/1/code", json!("day"), &["field day", "used twice", "another code"]);
    refused("/parts/1/code", json!("today"), &["part today", "used twice"]);
    refused("/parts/0/fields/1/code", json!("One Word"), &["field One Word", "a to z, digits and _"]);
    refused("/id", json!("../halt"), &["the tool's id", "not a code"]);
    refused("/id", json!("9lives"), &["a letter first"]);
    let options = "/parts/0/fields/4/kind/choice/options";
    refused(options, json!([]), &["field part_of_day", "number of options is 0", "2 to"]);
    refused(&format!("{options}/1/code"), json!("morning"), &["field part_of_day, option morning", "twice"]);
    refused(
        &format!("{options}/1/label/en"),
        json!(" "),
        &["field part_of_day, afternoon option (en)", "empty"],
    );
    refused("/parts/1/fields/0/kind/rows/columns/1/code", json!("what"), &["field steps, column what"]);
    refused("/parts/1/fields/0/kind/rows/most", json!(0), &["field steps: most is 0"]);
    refused(
        "/parts/0/fields/2/label/en",
        json!("x".repeat(300)),
        &["field good, label (en)", "300", "at most 200"],
    );
    refused("/parts/0/hint/es", json!("a\u{0}b"), &["part today, hint (es)", "control"]);
    refused("/owners", json!([]), &["owners", "nobody"]);
    refused("/owners", json!(["participant", "participant"]), &["named twice"]);
    refused("/minutes", json!(0), &["minutes is 0", "1 to 240"]);
    refused("/version", json!(0), &["version is 0"]);
    refused("/parts", json!([]), &["number of parts is 0", "1 to 12"]);
    refused("/parts/1/fields", json!([]), &["part tomorrow", "neither fields nor a hint"]);
    refused("/place", json!("safety_plan"), &["place", "has no parts"]);
    refused("/place", json!("cellar"), &["no room \"cellar\"", "safety_plan"]);
    let table = |column: &str, most: usize| json!({"rows": {"columns": [{"code": column, "label": {"en": "x"}, "kind": "line"}], "most": most}});
    refused("/parts/1/fields/0/kind", table("what", 31), &["field steps", "from 1 to 30"]);
    refused("/parts/0/fields/1/kind", json!({"line": {"most": 900}}), &["field title: most is 900"]);
    let long: Vec<_> = (0..10)
        .map(|n| json!({"code": format!("w{n}"), "label": {"en": "x"}, "kind": {"words": {"most": 5000}}}))
        .collect();
    refused("/parts/0/fields", json!(long), &["characters, more than 40000", "two tools"]);
    let wide: Vec<_> = (0..14)
        .map(|n| json!({"code": format!("r{n}"), "label": {"en": "x"}, "kind": table("x", 30)}))
        .collect();
    refused("/parts/0/fields", json!(wide), &["inputs, more than 400"]);
    let field = json!({"code": "x", "label": {"en": "x"}, "kind": "date"});
    let many: Vec<_> = (0..61)
        .map(|n| {
            let mut field = field.clone();
            field["code"] = json!(format!("x{n}"));
            field
        })
        .collect();
    refused("/parts/0/fields", json!(many), &["number of fields", "1 to 60"]);
}

#[test]
fn spanish_may_be_left_out_and_that_is_known() {
    let tool = Tool::parse(&with("/parts/0/title", json!({"en": "Today"}))).unwrap();
    assert!(tool.speaks("en") && !tool.speaks("es"));
    assert_eq!(tool.parts.first().map(|part| part.title.say("es")), Some("Today"));
}

#[test]
fn the_hash_follows_the_words_and_not_the_layout() {
    let example = Tool::parse(EXAMPLE).unwrap();
    let squeezed: Value = serde_json::from_str(EXAMPLE).unwrap();
    assert_eq!(Tool::parse(&squeezed.to_string()).unwrap().hash(), example.hash());
    assert_eq!(Tool::parse(&with("/source", json!("elsewhere"))).unwrap().hash(), example.hash());
    let reworded = Tool::parse(&with("/parts/0/fields/0/label/en", json!("Which day"))).unwrap();
    assert_ne!(reworded.hash(), example.hash());
}

#[test]
fn a_new_version_keeps_the_meaning_of_every_code() {
    let old = Tool::parse(EXAMPLE).unwrap();
    let newer = |pointer: &str, value: Value| {
        let mut tool: Value = serde_json::from_str(&with(pointer, value)).unwrap();
        tool["version"] = json!(2);
        Tool::parse(&tool.to_string()).unwrap()
    };
    assert_eq!(newer("/minutes", json!(7)).follows(&old), Ok(()));
    assert_eq!(newer("/parts/0/fields/1/code", json!("word")).follows(&old), Ok(()));
    let kind = newer("/parts/0/fields/1/kind", json!("date")).follows(&old).unwrap_err().to_string();
    assert!(kind.contains("field title") && kind.contains("version 1 has it as line"), "{kind}");
    let columns = newer("/parts/1/fields/0/kind/rows/columns/0/code", json!("step")).follows(&old);
    assert!(columns.unwrap_err().to_string().contains("column what is gone"));
    assert!(old.follows(&old).unwrap_err().to_string().contains("write 2 or more"));
    assert!(newer("/id", json!("other")).follows(&old).unwrap_err().to_string().contains("keep the id"));
}
