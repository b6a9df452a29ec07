/// Everything that can be refused here. Each message names the place, the reason and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error(
        "line {line}, column {column}: {reason}. Correct it there; the example definition shows every key"
    )]
    Json { line: usize, column: usize, reason: String },
    #[error("the file has {bytes} bytes, more than {most}; make two tools of it")]
    TooLarge { bytes: usize, most: usize },
    #[error("{place}: {reason}; {remedy}")]
    Definition { place: String, reason: String, remedy: String },
    #[error("there is no tool \"{id}\"; use one of: {known}")]
    UnknownTool { id: String, known: String },
    #[error("{id} has no version {version}; use one of: {known}")]
    UnknownVersion { id: String, version: u32, known: String },
    #[error(
        "kept answers cannot be read: line {line}, column {column}: {reason}; restore them from a backup"
    )]
    Answers { line: usize, column: usize, reason: String },
}

impl Error {
    pub(crate) fn json(error: &serde_json::Error) -> Self {
        Self::Json { line: error.line(), column: error.column(), reason: reason(error) }
    }

    pub(crate) fn answers(error: &serde_json::Error) -> Self {
        Self::Answers { line: error.line(), column: error.column(), reason: category(error).to_owned() }
    }
}

/// serde_json repeats the place at the end of its message; we name it in front.
fn reason(error: &serde_json::Error) -> String {
    error.to_string().split(" at line ").next().unwrap_or_default().to_owned()
}

/// Kept answers are somebody's words: the message of the parser may quote them, its category does not.
fn category(error: &serde_json::Error) -> &'static str {
    match error.classify() {
        serde_json::error::Category::Eof => "the text ends too early",
        serde_json::error::Category::Data => "not a map of answers",
        _ => "not JSON",
    }
}
