/// Everything that can be refused here. Each message names the place, the reason and what to do.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Error {
    #[error(
        "line {line}, column {column}: {reason}. Send {{\"instrument\": \"barc10\", \"answers\": [1, 2, null, ...]}}"
    )]
    Json { line: usize, column: usize, reason: String },
    #[error("there is no instrument \"{id}\"; use one of: {known}")]
    UnknownInstrument { id: String, known: String },
    #[error(
        "{id} has no version \"{version}\"; use one of: {known}, or leave the version out for the newest"
    )]
    UnknownVersion { id: String, version: String, known: String },
    #[error(
        "{id} has {expected} items, but {found} answers came; send one value per item, in order, and null where there is none"
    )]
    WrongCount { id: String, expected: usize, found: usize },
    #[error("item {item}: {found} is not a whole number; send one of {allowed}, or null for no answer")]
    NotAWholeNumber { item: String, found: String, allowed: String },
    #[error("item {item}: {value} is not an allowed answer; send one of {allowed}, or null for no answer")]
    NotAllowed { item: String, value: i64, allowed: String },
    #[error(
        "item {item}: {value} contradicts the answer {because} to item {first}; ask again and correct one of the two"
    )]
    Contradiction { item: String, value: i64, first: String, because: i64 },
    #[error("definition {id}: {reason}")]
    Definition { id: String, reason: String },
    #[error("{place}: {reason}; {remedy}")]
    Pack { place: String, reason: String, remedy: String },
    #[error("line {line}: {reason}; {remedy}")]
    Table { line: u64, reason: String, remedy: String },
    #[error("schedule: {reason}")]
    Schedule { reason: String },
    #[error("reliable change: {name} is {value}; {remedy}")]
    Change { name: &'static str, value: f64, remedy: &'static str },
}

impl Error {
    pub(crate) fn json(error: &serde_json::Error) -> Self {
        let text = error.to_string();
        // serde_json repeats the place at the end of its message; we name it in front.
        let reason = text.split(" at line ").next().unwrap_or_default().to_owned();
        Self::Json { line: error.line(), column: error.column(), reason }
    }
}
