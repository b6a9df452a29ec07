//! Questionnaires as packs: FHIR R4 `Questionnaire` resources with a scoring block, read and written.
//!
//! The shape, so that a pack can be written by hand (docs/operating/instruments.md has an example):
//!
//! - `identifier` with the system `urn:cairn:instrument`, or else `id`: our id. `version`, `title`, `copyright` (the
//!   license). `subjectType`: `Patient` (participant), `Practitioner` (supporter), `RelatedPerson` (family member).
//! - `item`: one of type `choice` a question, `linkId` its number, `answerOption` with `valueCoding` and the extension
//!   `ordinalValue` (on the coding or on the option), or with `valueInteger`. One `group` may stand around all of them;
//!   its text is the sentence above the items.
//! - Extensions of the questionnaire: [`SCORING`], whose `valueString` is the JSON of [`crate::Scoring`]; `valueString`
//!   [`TIMEFRAME`], [`CITATION`], [`VERIFICATION`], [`ES_STATUS`], and [`CHANGE`] (JSON of [`crate::ChangeNotes`]).
//! - Extensions of an item: `valueBoolean` [`REVERSE`], [`SCORED`], [`SHARED`] (its answers are those of the whole
//!   questionnaire) and FHIR's `questionnaire-hidden` (not asked).
//! - Spanish words are FHIR's `translation` extension on the sibling with an underscore (`_text`, `_display`).
//!
//! What would change the questions if it were ignored is refused: conditions, nested questions, texts between, other
//! types, modifier extensions.

use serde_json::{Map, Value, json};

use crate::{Definition, Error, check::MOST_ITEMS};

mod writing;

const MOST_BYTES: usize = 1024 * 1024;

const INSTRUMENT: &str = "urn:cairn:instrument";
const SCORING: &str = "urn:cairn:scoring";
const TIMEFRAME: &str = "urn:cairn:timeframe";
const CITATION: &str = "urn:cairn:citation";
const VERIFICATION: &str = "urn:cairn:verification";
const ES_STATUS: &str = "urn:cairn:es-status";
const CHANGE: &str = "urn:cairn:change";
const REVERSE: &str = "urn:cairn:reverse";
const SCORED: &str = "urn:cairn:scored";
const SHARED: &str = "urn:cairn:shared-options";
const HIDDEN: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden";
const ORDINAL: &str = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
const TRANSLATION: &str = "http://hl7.org/fhir/StructureDefinition/translation";

/// FHIR's types of subjects and ours.
const SUBJECTS: [(&str, &str); 3] =
    [("Patient", "participant"), ("Practitioner", "supporter"), ("RelatedPerson", "family_member")];

/// Parts of an item that we cannot honor, and what to do.
const REFUSED_PARTS: [(&str, &str); 5] = [
    ("enableWhen", "remove the condition, or write it as a skip in the scoring block"),
    ("repeats", "remove it: a question has one answer"),
    ("answerValueSet", "list the answers as answerOption"),
    ("item", "put the question beside the others, not inside one"),
    ("modifierExtension", "remove it: it changes what the question means"),
];

type Part = Map<String, Value>;

impl Definition {
    /// Reads a pack: a FHIR R4 `Questionnaire` as JSON, at most 1 MB and 200 items, with a scoring block.
    ///
    /// # Errors
    /// [`Error::Json`] for what is no JSON; [`Error::Pack`] naming the item (`linkId`) or part, what is wrong with it
    /// and what to do; [`Error::Definition`] when the scoring block contradicts the items.
    pub fn from_questionnaire(json: &str) -> Result<Self, Error> {
        if json.len() > MOST_BYTES {
            return refuse(
                "file",
                "it is larger than 1 MB",
                "no questionnaire needs that; send one resource",
            );
        }
        let value: Value = serde_json::from_str(json).map_err(|error| Error::json(&error))?;
        let Value::Object(pack) = value else {
            return refuse("file", "it is not a JSON object", "send one FHIR Questionnaire");
        };
        Self::parse(&Value::Object(definition(&pack)?).to_string()).map_err(|error| match error {
            // Line and column would be those of our own text, which nobody has seen.
            Error::Json { reason, .. } => Error::Pack {
                place: SCORING.into(),
                reason,
                remedy: "give the block the shape of `scoring` in the list of instruments".into(),
            },
            other => other,
        })
    }
}

fn refuse<T>(place: &str, reason: &str, remedy: &str) -> Result<T, Error> {
    // What stands in a pack is shown back in part only.
    let short = |words: &str| words.chars().take(200).collect();
    Err(Error::Pack { place: short(place), reason: short(reason), remedy: short(remedy) })
}

/// The pack as the JSON of a definition file, without what is at its default, so that both have the same hash.
fn definition(pack: &Part) -> Result<Part, Error> {
    if pack.get("resourceType").and_then(Value::as_str) != Some("Questionnaire") {
        return refuse("resourceType", "it is not Questionnaire", "send one FHIR R4 Questionnaire");
    }
    if pack.contains_key("modifierExtension") {
        return refuse("modifierExtension", "it changes what the resource means", "remove it");
    }
    let mut made = Part::new();
    made.insert("id".into(), id(pack)?.into());
    made.insert("version".into(), required(pack, "version")?.into());
    made.insert("name".into(), text(pack, "title", "title")?);
    made.insert("respondents".into(), respondents(pack)?);
    made.insert("license".into(), required(pack, "copyright")?.into());
    made.insert("timeframe".into(), extension_text(pack, TIMEFRAME)?);
    made.insert("citation".into(), extension_string(pack, CITATION).unwrap_or_default().into());
    let unknown = "not stated in the pack";
    made.insert("verification".into(), extension_string(pack, VERIFICATION).unwrap_or(unknown).into());
    if let Some(status) = extension_string(pack, ES_STATUS) {
        made.insert("es_status".into(), status.into());
    }
    made.insert(
        "scoring".into(),
        block(pack, SCORING)?.map_or_else(
            || {
                refuse(
                    SCORING,
                    "there is no scoring block",
                    "add the extension with the scoring as JSON in valueString",
                )
            },
            Ok,
        )?,
    );
    if let Some(change) = block(pack, CHANGE)? {
        made.insert("change".into(), change);
    }
    questions(pack, &mut made)?;
    Ok(made)
}

fn id(pack: &Part) -> Result<&str, Error> {
    let identifiers = list(pack, "identifier").iter().filter_map(Value::as_object);
    let mut ours = identifiers.filter(|one| one.get("system").and_then(Value::as_str) == Some(INSTRUMENT));
    match ours.next().and_then(|one| one.get("value")).and_then(Value::as_str) {
        Some(id) => Ok(id),
        None => required(pack, "id"),
    }
}

fn respondents(pack: &Part) -> Result<Value, Error> {
    let subjects = list(pack, "subjectType");
    if subjects.is_empty() {
        return Ok(json!(["participant"]));
    }
    let ours = subjects.iter().map(|subject| {
        let found = SUBJECTS.iter().find(|(theirs, _)| subject.as_str() == Some(theirs));
        match found {
            Some((_, ours)) => Ok(Value::from(*ours)),
            None => {
                refuse("subjectType", "an unknown kind of person", "use Patient, Practitioner, RelatedPerson")
            }
        }
    });
    ours.collect()
}

/// Adds `stem`, `options` and `items`.
fn questions(pack: &Part, made: &mut Part) -> Result<(), Error> {
    let mut items = list(pack, "item");
    if let [Value::Object(group)] = items
        && group.get("type").and_then(Value::as_str) == Some("group")
    {
        for (part, remedy) in REFUSED_PARTS.iter().filter(|(part, _)| *part != "item") {
            if group.contains_key(*part) {
                return refuse(&link_id(group), &format!("it has {part}"), remedy);
            }
        }
        if group.contains_key("text") {
            made.insert("stem".into(), text(group, "text", &link_id(group))?);
        }
        items = list(group, "item");
    }
    if items.is_empty() || items.len() > MOST_ITEMS {
        let remedy = "give it 1 to 200 items, at the top or all in one group";
        return refuse("item", &format!("there are {} items", items.len()), remedy);
    }
    let mut shared: Option<Value> = None;
    let mut written = Vec::with_capacity(items.len());
    for item in items {
        let Value::Object(item) = item else {
            return refuse("item", "one is not an object", "write each question as a JSON object");
        };
        let (mut question, options) = question(item)?;
        if !flag(item, SHARED, false) {
            question.insert("options".into(), options);
        } else if *shared.get_or_insert_with(|| options.clone()) != options {
            let reason = "its answers differ from those of the item before that shares them";
            return refuse(&link_id(item), reason, &format!("make them alike, or remove {SHARED}"));
        }
        written.push(Value::Object(question));
    }
    if let Some(options) = shared {
        made.insert("options".into(), options);
    }
    made.insert("items".into(), written.into());
    Ok(())
}

/// One question without its answers, and its answers.
fn question(item: &Part) -> Result<(Part, Value), Error> {
    let place = link_id(item);
    let kind = item.get("type").and_then(Value::as_str).unwrap_or_default();
    if kind != "choice" {
        let remedy = "only questions of type choice can be scored; remove it or offer answers";
        return refuse(&place, &format!("its type is \"{kind}\""), remedy);
    }
    if let Some((part, remedy)) = REFUSED_PARTS.iter().find(|(part, _)| item.contains_key(*part)) {
        return refuse(&place, &format!("it has {part}"), remedy);
    }
    let mut made = Part::new();
    made.insert("number".into(), required(item, "linkId")?.into());
    made.insert("text".into(), text(item, "text", &place)?);
    for (name, found, default) in [
        ("reverse", flag(item, REVERSE, false), false),
        ("scored", flag(item, SCORED, true), true),
        ("asked", !flag(item, HIDDEN, false), true),
    ] {
        if found != default {
            made.insert(name.into(), found.into());
        }
    }
    let options = list(item, "answerOption");
    if options.is_empty() {
        return refuse(&place, "it has no answerOption", "list the answers with their values");
    }
    let options: Result<Vec<Value>, Error> = options.iter().map(|option| choice(option, &place)).collect();
    Ok((made, options?.into()))
}

fn choice(option: &Value, place: &str) -> Result<Value, Error> {
    if let Some(value) = option.get("valueInteger").and_then(Value::as_i64) {
        return Ok(json!({ "value": value, "label": { "en": value.to_string() } }));
    }
    let (Some(option), Some(coding)) =
        (option.as_object(), option.get("valueCoding").and_then(Value::as_object))
    else {
        let remedy = "write it as valueCoding with an ordinalValue, or as valueInteger";
        return refuse(place, "an answer is neither a coding nor a whole number", remedy);
    };
    let ordinal = extension(coding, ORDINAL).or_else(|| extension(option, ORDINAL));
    let value = ordinal.and_then(|one| one.get("valueDecimal").or_else(|| one.get("valueInteger")));
    let Some(value) = value.and_then(whole) else {
        let remedy = "give it the extension ordinalValue with a whole number in valueDecimal";
        return refuse(place, "an answer has no value", remedy);
    };
    Ok(json!({ "value": value, "label": text(coding, "display", place)? }))
}

/// A whole number, also when it is written as 3.0.
fn whole(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| {
        let figure = value.as_f64().filter(|figure| figure.fract() == 0.0 && figure.abs() < 1e9)?;
        #[allow(clippy::cast_possible_truncation, reason = "whole and small")]
        let figure = figure as i64;
        Some(figure)
    })
}

/// `item 3`, or what stands there instead of a number.
fn link_id(item: &Part) -> String {
    match item.get("linkId").and_then(Value::as_str) {
        Some(number) => format!("item {number}"),
        None => "an item without linkId".into(),
    }
}

fn list<'a>(part: &'a Part, name: &str) -> &'a [Value] {
    part.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn required<'a>(part: &'a Part, name: &str) -> Result<&'a str, Error> {
    match part.get(name).and_then(Value::as_str).filter(|found| !found.trim().is_empty()) {
        Some(found) => Ok(found),
        None => refuse(name, "it is missing or empty", "add it as text"),
    }
}

/// The words of `name`, with the Spanish ones when its sibling has them.
fn text(part: &Part, name: &str, place: &str) -> Result<Value, Error> {
    let Some(english) = part.get(name).and_then(Value::as_str).filter(|words| !words.trim().is_empty())
    else {
        return refuse(place, &format!("{name} is missing or empty"), "write the words");
    };
    let sibling = part.get(&format!("_{name}")).and_then(Value::as_object);
    Ok(in_both(english, sibling.and_then(spanish)))
}

fn in_both(english: &str, spanish: Option<&str>) -> Value {
    match spanish {
        Some(spanish) => json!({ "en": english, "es": spanish }),
        None => json!({ "en": english }),
    }
}

fn spanish(sibling: &Part) -> Option<&str> {
    let translations = list(sibling, "extension").iter().filter_map(Value::as_object);
    let mut translations =
        translations.filter(|one| one.get("url").and_then(Value::as_str) == Some(TRANSLATION));
    translations.find_map(|one| {
        let language = extension(one, "lang")?.get("valueCode")?.as_str()?;
        (language == "es").then(|| extension(one, "content")?.get("valueString")?.as_str()).flatten()
    })
}

fn extension<'a>(part: &'a Part, url: &str) -> Option<&'a Part> {
    let all = list(part, "extension").iter().filter_map(Value::as_object);
    all.into_iter().find(|one| one.get("url").and_then(Value::as_str) == Some(url))
}

fn extension_string<'a>(part: &'a Part, url: &str) -> Option<&'a str> {
    extension(part, url)?.get("valueString")?.as_str()
}

fn extension_text(part: &Part, url: &str) -> Result<Value, Error> {
    match extension(part, url) {
        Some(found) => text(found, "valueString", url),
        None => refuse(url, "it is missing", "say which time the answers speak about, in valueString"),
    }
}

/// JSON in the `valueString` of an extension.
fn block(pack: &Part, url: &str) -> Result<Option<Value>, Error> {
    let Some(found) = extension(pack, url) else { return Ok(None) };
    let Some(json) = found.get("valueString").and_then(Value::as_str) else {
        return refuse(url, "it has no valueString", "put the JSON there as text");
    };
    match serde_json::from_str(json) {
        Ok(value) => Ok(Some(value)),
        Err(error) => refuse(url, &format!("its valueString is not JSON: {error}"), "correct the JSON"),
    }
}

fn flag(item: &Part, url: &str, default: bool) -> bool {
    extension(item, url).and_then(|one| one.get("valueBoolean")).and_then(Value::as_bool).unwrap_or(default)
}
