use serde_json::{Value, json};

use super::{
    CHANGE, CITATION, ES_STATUS, HIDDEN, INSTRUMENT, ORDINAL, Part, REVERSE, SCORED, SCORING, SHARED,
    SUBJECTS, TIMEFRAME, TRANSLATION, VERIFICATION,
};
use crate::{Choice, Definition, Error, Item, Text};

impl Definition {
    /// The definition as a pack: a FHIR R4 `Questionnaire` that [`Definition::from_questionnaire`] reads back with the
    /// same hash.
    ///
    /// # Errors
    /// [`Error::Json`] should a part fail to be written.
    pub fn to_questionnaire(&self) -> Result<Value, Error> {
        let subjects = SUBJECTS.iter().filter(|(_, ours)| self.respondents.iter().any(|who| who == ours));
        let subjects: Vec<&str> = subjects.map(|(theirs, _)| *theirs).collect();
        let items: Vec<Value> = self.items.iter().map(|item| self.question(item)).collect();
        let mut pack = Part::new();
        for (name, value) in [
            ("resourceType", json!("Questionnaire")),
            ("id", json!(self.id.replace('_', "-"))),
            ("identifier", json!([{ "system": INSTRUMENT, "value": self.id }])),
            ("version", json!(self.version)),
            ("status", json!("active")),
            ("language", json!("en")),
            ("subjectType", json!(subjects)),
            ("copyright", json!(self.license)),
            ("extension", self.notes()?.into()),
            ("item", self.grouped(items).into()),
        ] {
            pack.insert(name.into(), value);
        }
        insert_text(&mut pack, "title", &self.name);
        Ok(Value::Object(pack))
    }

    fn grouped(&self, items: Vec<Value>) -> Vec<Value> {
        let Some(stem) = &self.stem else { return items };
        let mut group = Part::new();
        group.insert("linkId".into(), "all".into());
        group.insert("type".into(), "group".into());
        insert_text(&mut group, "text", stem);
        group.insert("item".into(), items.into());
        vec![Value::Object(group)]
    }

    fn notes(&self) -> Result<Vec<Value>, Error> {
        let written = |json: serde_json::Result<String>| json.map_err(|error| Error::json(&error));
        let scoring = written(serde_json::to_string(&self.scoring))?;
        let mut timeframe = Part::new();
        timeframe.insert("url".into(), TIMEFRAME.into());
        insert_text(&mut timeframe, "valueString", &self.timeframe);
        let mut notes = vec![
            json!({ "url": SCORING, "valueString": scoring }),
            Value::Object(timeframe),
            json!({ "url": CITATION, "valueString": self.citation }),
            json!({ "url": VERIFICATION, "valueString": self.verification }),
        ];
        if let Some(status) = &self.es_status {
            notes.push(json!({ "url": ES_STATUS, "valueString": status }));
        }
        if let Some(change) = &self.change {
            notes.push(json!({ "url": CHANGE, "valueString": written(serde_json::to_string(change))? }));
        }
        Ok(notes)
    }

    fn question(&self, item: &Item) -> Value {
        let marks = [
            (REVERSE, item.reverse, item.reverse),
            (SCORED, !item.scored, item.scored),
            (HIDDEN, !item.asked, !item.asked),
            (SHARED, item.options.is_empty(), true),
        ];
        let marks = marks.into_iter().filter(|(_, told, _)| *told);
        let marks: Vec<Value> =
            marks.map(|(url, _, value)| json!({ "url": url, "valueBoolean": value })).collect();
        let mut question = Part::new();
        question.insert("linkId".into(), item.number.as_str().into());
        question.insert("type".into(), "choice".into());
        insert_text(&mut question, "text", &item.text);
        if !marks.is_empty() {
            question.insert("extension".into(), marks.into());
        }
        let options: Vec<Value> = self.choices(item).iter().map(option).collect();
        question.insert("answerOption".into(), options.into());
        Value::Object(question)
    }
}

fn option(choice: &Choice) -> Value {
    let mut coding = Part::new();
    coding.insert("code".into(), choice.value.to_string().into());
    insert_text(&mut coding, "display", &choice.label);
    coding.insert("extension".into(), json!([{ "url": ORDINAL, "valueDecimal": choice.value }]));
    json!({ "valueCoding": coding })
}

fn insert_text(part: &mut Part, name: &str, words: &Text) {
    part.insert(name.into(), words.en.as_str().into());
    if let Some(spanish) = &words.es {
        let parts =
            json!([{ "url": "lang", "valueCode": "es" }, { "url": "content", "valueString": spanish }]);
        let sibling = json!({ "extension": [{ "url": TRANSLATION, "extension": parts }] });
        part.insert(format!("_{name}"), sibling);
    }
}
