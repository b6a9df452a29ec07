use serde_json::Value;

use crate::answers::{is_blank, plain};
use crate::{Answers, Entry, Field, Shown, Text, Tool};

/// Answers read by a definition that may be newer than the one they were written with.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading<'a> {
    /// In the order of the tool.
    pub now: Vec<Entry<'a>>,
    /// What this definition has no place for, to be shown under "from an earlier version".
    pub earlier: Vec<Earlier<'a>>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Earlier<'a> {
    pub code: &'a str,
    /// What was asked, when the earlier definition is at hand.
    pub label: Option<&'a Text>,
    pub shown: Shown<'a>,
}

impl Tool {
    /// Every answer, none lost: those that fit this definition, and the others with the words of the first of
    /// `versions` that they fit (pass the newest first).
    pub fn read<'a>(&'a self, answers: &'a Answers, versions: &[&'a Tool]) -> Reading<'a> {
        let now: Vec<_> = self.filled(answers).collect();
        let earlier = answers
            .0
            .iter()
            .filter(|(code, value)| !is_blank(value) && now.iter().all(|entry| entry.field.code != **code))
            .map(|(code, value)| from_earlier(code, value, answers, versions))
            .collect();
        Reading { now, earlier }
    }

    /// `new` (from a form of this definition) with what `old` has beside it: answers to fields that are gone, and
    /// answers that no longer fit their field and were not given anew. Save this, and nothing is lost on the way.
    pub fn keep(&self, mut new: Answers, old: &Answers) -> Answers {
        for (code, value) in &old.0 {
            let shown = self.field(code).and_then(|field| field.show(old));
            if shown.is_none() && new.is_blank(code) {
                new.set(code, value.clone());
            }
        }
        new
    }
}

fn from_earlier<'a>(
    code: &'a str,
    value: &'a Value,
    answers: &'a Answers,
    versions: &[&'a Tool],
) -> Earlier<'a> {
    let fields = || versions.iter().filter_map(|tool| tool.field(code));
    let fitting = |field: &'a Field| field.show(answers).map(|shown| (field, shown));
    match fields().find_map(fitting) {
        Some((field, shown)) => Earlier { code, label: Some(&field.label), shown },
        None => {
            let label = fields().next().map(|field| &field.label);
            Earlier { code, label, shown: Shown::Bare(lines(value)) }
        }
    }
}

/// Whatever it is, in words: one line for each element of a list, the cells of a row joined.
fn lines(value: &Value) -> Vec<String> {
    match value {
        Value::Array(inner) => inner.iter().flat_map(lines).collect(),
        Value::Object(row) => {
            let cells: Vec<_> = row.values().flat_map(lines).collect();
            vec![cells.join(" · ")]
        }
        Value::Bool(yes) => vec![yes.to_string()],
        other => vec![plain(other)],
    }
}
