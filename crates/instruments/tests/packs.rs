//! Questionnaires as packs: FHIR R4 resources in and out.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed look-up fails the test")]

use cairn_instruments::{Definition, all, score};
use proptest::prelude::*;
use serde_json::{Value, json};

fn read(pack: &Value) -> Result<Definition, String> {
    Definition::from_questionnaire(&pack.to_string()).map_err(|error| error.to_string())
}

#[test]
fn every_instrument_goes_out_and_comes_back_the_same() {
    for definition in all() {
        let pack = definition.to_questionnaire().unwrap();
        assert_eq!(&read(&pack).unwrap(), definition, "{}", definition.id);
    }
}

/// As somebody writes it by hand: whole numbers for answers, an ordinal on the option, no identifier.
fn by_hand() -> Value {
    let scoring = json!({"better": "lower", "missing": "refuse", "total": {"min": 0, "max": 4, "multiplier": 1},
        "bands": [{"low": 0, "high": 2, "code": "few", "label": {"en": "few"}},
                  {"low": 3, "high": 4, "code": "many", "label": {"en": "many"}}]});
    let ordinal = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
    json!({"resourceType": "Questionnaire", "id": "worries", "version": "1", "status": "active", "title": "Worries",
        "copyright": "Free to use", "subjectType": ["Patient", "RelatedPerson"],
        "extension": [{"url": "urn:cairn:scoring", "valueString": scoring.to_string()},
                      {"url": "urn:cairn:timeframe", "valueString": "Today"}],
        "item": [
            {"linkId": "a", "type": "choice", "text": "How many by day?", "required": true,
             "answerOption": [{"valueInteger": 0}, {"valueInteger": 1}, {"valueInteger": 2}]},
            {"linkId": "b", "type": "choice", "text": "How many by night?", "answerOption": [
                {"valueCoding": {"display": "None"}, "extension": [{"url": ordinal, "valueDecimal": 0.0}]},
                {"valueCoding": {"display": "Some", "extension": [{"url": ordinal, "valueDecimal": 2}]}}]}]})
}

#[test]
fn a_pack_written_by_hand_is_scored() {
    let definition = read(&by_hand()).unwrap();
    assert_eq!((definition.id.as_str(), definition.respondents.len()), ("worries", 2));
    let scored = score(&definition, &[Some(1), Some(2)]).unwrap();
    assert_eq!((scored.total, scored.band.as_deref()), (Some(3), Some("many")));
    assert_eq!(score(&definition, &[None, Some(2)]).unwrap().missing, ["a"]);
    assert_eq!(read(&definition.to_questionnaire().unwrap()).unwrap().hash(), definition.hash());
}

#[test]
fn the_example_in_the_manual_is_a_pack() {
    let manual = include_str!("../../../docs/operating/instruments.md");
    let example = manual.split("```json").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let definition = Definition::from_questionnaire(example).unwrap();
    assert_eq!(score(&definition, &[Some(1), Some(2)]).unwrap().total, Some(3));
}

#[test]
fn what_cannot_be_taken_in_is_named_with_reason_and_remedy() {
    let with = |pointer: &str, value: Value| {
        let mut pack = by_hand();
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        pack.pointer_mut(parent).unwrap().as_object_mut().unwrap().insert(name.into(), value);
        read(&pack).unwrap_err()
    };
    let many: Vec<Value> = (0..201).map(|_| by_hand()["item"][0].clone()).collect();
    for (message, words) in [
        (with("/resourceType", json!("Patient")), vec!["resourceType", "Questionnaire"]),
        (with("/title", json!(" ")), vec!["title", "missing or empty"]),
        (with("/extension", json!([])), vec!["timeframe"]),
        (with("/extension/0/valueString", json!("{")), vec!["urn:cairn:scoring", "not JSON"]),
        (
            with("/extension/0/valueString", json!("{\"missing\":\"zero\"}")),
            vec!["urn:cairn:scoring", "zero"],
        ),
        (with("/item/0/type", json!("decimal")), vec!["item a", "decimal", "choice"]),
        (with("/item/0/enableWhen", json!([])), vec!["item a", "enableWhen", "remove the condition"]),
        (with("/item/1/item", json!([])), vec!["item b", "it has item"]),
        (with("/item/1/answerOption", json!([])), vec!["item b", "answerOption"]),
        (with("/item/1/answerOption", json!([{"valueString": "x"}])), vec!["item b", "coding"]),
        (
            with("/item/1/answerOption", json!([{"valueCoding": {"display": "x"}}])),
            vec!["item b", "ordinalValue"],
        ),
        (with("/item/1/text", json!("")), vec!["item b", "text"]),
        (with("/item/1/linkId", json!("a")), vec!["number of its own"]),
        (
            with("/item/0/answerOption", json!([{"valueInteger": 0}, {"valueInteger": 3}])),
            vec!["can reach 0 to 5"],
        ),
        (with("/item/0/answerOption", json!([{"valueInteger": i64::MAX}])), vec!["item a", "too far from 0"]),
        (with("/item", json!(many)), vec!["201 items", "200"]),
        (with("/modifierExtension", json!([])), vec!["modifierExtension"]),
        (with("/subjectType", json!(["Group"])), vec!["subjectType", "RelatedPerson"]),
    ] {
        assert!(words.iter().all(|word| message.contains(word)), "{words:?}: {message}");
    }
    let large = format!("{}{}", by_hand(), " ".repeat(1024 * 1024));
    assert!(Definition::from_questionnaire(&large).unwrap_err().to_string().contains("1 MB"));
    assert!(Definition::from_questionnaire("{").unwrap_err().to_string().contains("line 1"));
}

/// Any JSON, three levels deep.
fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        "(choice|group|a|urn:cairn:scoring|urn:cairn:reverse|\\{\"missing\":\"refuse\"\\})"
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let name = "(item|linkId|type|text|extension|url|valueString|valueInteger|answerOption|valueCoding|[a-z]{1,4})";
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((name, inner), 0..4)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

fn places(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                places(inner, format!("{at}/{}", name.replace('~', "~0").replace('/', "~1")), found);
            }
        }
        Value::Array(inner) => {
            inner.iter().enumerate().for_each(|(place, inner)| places(inner, format!("{at}/{place}"), found));
        }
        _ => {}
    }
    found.push(at);
}

proptest! {
    #[test]
    fn no_json_makes_it_panic(value in anything(), which: usize, raw in ".{0,40}") {
        let _ = Definition::from_questionnaire(&raw);
        let _ = read(&value);
        // The same anywhere in a pack that is right, so that the checks further in are reached.
        let definition = &all()[which % all().len()];
        for mut pack in [by_hand(), definition.to_questionnaire().unwrap()] {
            let mut found = Vec::new();
            places(&pack, String::new(), &mut found);
            *pack.pointer_mut(&found[which % found.len()]).unwrap() = value.clone();
            if let Ok(taken) = read(&pack) {
                let lowest: Vec<_> =
                    taken.items.iter().map(|item| Some(taken.choices(item)[0].value)).collect();
                let _ = score(&taken, &lowest);
            }
        }
    }

    #[test]
    fn no_scoring_block_makes_scoring_panic(value in anything(), which: usize) {
        let definition = &all()[which % all().len()];
        let mut scoring = serde_json::to_value(&definition.scoring).unwrap();
        let mut found = Vec::new();
        places(&scoring, String::new(), &mut found);
        *scoring.pointer_mut(&found[which % found.len()]).unwrap() = value;
        let mut pack = definition.to_questionnaire().unwrap();
        pack["extension"][0]["valueString"] = scoring.to_string().into();
        if let Ok(taken) = read(&pack) {
            let highest = |item| taken.choices(item).iter().map(|choice| choice.value).max();
            let answers: Vec<_> = taken.items.iter().map(highest).collect();
            let _ = score(&taken, &answers);
        }
    }
}
