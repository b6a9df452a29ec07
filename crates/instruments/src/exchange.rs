use serde::Deserialize;
use serde_json::Value;

use crate::{Definition, Error, all, find, score, scoring::allowed};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    instrument: String,
    #[serde(default)]
    version: Option<String>,
    answers: Vec<Value>,
}

/// Every definition with its hash, as a JSON array of objects in the shape of the files in `data/`:
/// `[{"id", "version", "hash", "name": {"en", "es"}, "respondents", "timeframe", "stem", "options": [{"value",
/// "label"}], "items": [{"number", "text", "options", "reverse", "scored", "asked"}], "scoring", "change", "license",
/// "citation", "verification", "es_status"}]`. Absent parts are left out.
///
/// # Errors
/// [`Error::Json`] should the definitions fail to be written.
pub fn list_json() -> Result<String, Error> {
    serde_json::to_string_pretty(all()).map_err(|error| Error::json(&error))
}

/// Scores one set of answers given as JSON and answers in JSON.
///
/// In: `{"instrument": "barc10", "version": "2017.1", "answers": [1, 2, null, ...]}`. `version` may be left out for the
/// newest. `answers` has one whole number per item in the published order, `null` where there is no answer; unscored
/// items at the end may be left off.
///
/// Out: `{"instrument", "version", "hash", "total", "no_total", "min", "max", "subscales": [{"code", "total", "min",
/// "max", "band"}], "answered", "items", "missing": ["3"], "complete", "band", "flags": [{"code", "kind": "cut" |
/// "alert"}]}`. A subscale has `band` only where it has bands.
/// `total` is null when an item is missing (`no_total`: `items_missing`) or the instrument has none (`not_defined`).
///
/// # Errors
/// [`Error`], naming line and column, or the item, its value and the allowed ones.
pub fn score_json(input: &str) -> Result<String, Error> {
    let request: Request = serde_json::from_str(input).map_err(|error| Error::json(&error))?;
    let definition = find(&request.instrument, request.version.as_deref())?;
    let answers: Result<Vec<_>, _> =
        request.answers.iter().enumerate().map(|(place, answer)| read(definition, place, answer)).collect();
    serde_json::to_string_pretty(&score(definition, &answers?)?).map_err(|error| Error::json(&error))
}

fn read(definition: &Definition, place: usize, answer: &Value) -> Result<Option<i64>, Error> {
    if answer.is_null() {
        return Ok(None);
    }
    if let Some(value) = answer.as_i64() {
        return Ok(Some(value));
    }
    // Past the last item the count is what is wrong; `score` says so.
    let Some(item) = definition.items.get(place) else {
        return Ok(None);
    };
    Err(Error::NotAWholeNumber {
        item: item.number.clone(),
        found: answer.to_string().chars().take(40).collect(),
        allowed: allowed(definition, item),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn scores_and_lists_in_json() {
        let scored = score_json(r#"{"instrument":"barc10","answers":[6,5,5,4,4,6,5,6,5,6]}"#).unwrap();
        let scored: Value = serde_json::from_str(&scored).unwrap();
        assert_eq!((&scored["total"], &scored["complete"]), (&Value::from(52), &Value::from(true)));
        assert_eq!(scored["flags"][0]["code"], "barc10_47_or_more");
        let list: Value = serde_json::from_str(&list_json().unwrap()).unwrap();
        assert_eq!(list[0]["hash"], scored["hash"]);
        assert_eq!(scored["hash"].as_str().unwrap().len(), 64);
    }

    #[test]
    fn what_is_listed_reads_back_as_the_same_definition() {
        let listed: Vec<Value> = serde_json::from_str(&list_json().unwrap()).unwrap();
        for (mut value, definition) in listed.into_iter().zip(all()) {
            let parts = value.as_object_mut().unwrap();
            parts.remove("hash");
            let again = Definition::parse(&value.to_string()).unwrap();
            assert_eq!((&again.items, &again.scoring), (&definition.items, &definition.scoring));
        }
    }

    #[test]
    fn bad_input_names_place_reason_and_remedy() {
        for (input, words) in [
            ("{", vec!["line 1", "column 1", "answers"]),
            (r#"{"instrument":"barc10","answer":[]}"#, vec!["unknown field `answer`"]),
            (r#"{"instrument":"barc","answers":[]}"#, vec!["no instrument \"barc\"", "who5"]),
            (r#"{"instrument":"barc10","version":"1","answers":[]}"#, vec!["no version \"1\"", "2017.1"]),
            (r#"{"instrument":"barc10","answers":[1,2]}"#, vec!["has 10 items, but 2"]),
            (r#"{"instrument":"who5","answers":[1,2,"3",4,5]}"#, vec!["item 3", "\"3\"", "0, 1, 2, 3, 4, 5"]),
            (r#"{"instrument":"who5","answers":[1,2.5,3,4,5]}"#, vec!["item 2", "2.5"]),
            (r#"{"instrument":"who5","answers":[1,2,3,4,6]}"#, vec!["item 5: 6", "0, 1, 2, 3, 4, 5"]),
            (r#"{"instrument":"who5","answers":[1,2,3,4,5,1e400]}"#, vec!["line 1"]),
        ] {
            let message = score_json(input).unwrap_err().to_string();
            assert!(words.iter().all(|word| message.contains(word)), "{input}: {message}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(input in ".*", value: i64) {
            let _ = score_json(&input);
            let answers = format!(r#"{{"instrument":"mirc28","answers":[{value}]}}"#);
            prop_assert!(score_json(&answers).is_err());
        }
    }
}
