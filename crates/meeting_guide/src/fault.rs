//! What is wrong with an entry, or with a whole feed.

/// Why a field cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    #[error("missing")]
    Missing,
    #[error("longer than {0} characters")]
    TooLong(usize),
    #[error("not a text")]
    NotText,
    #[error("not a list of texts")]
    NotAList,
    #[error("not a day: 0 is Sunday, 6 is Saturday")]
    NotADay,
    #[error("not a day: 1 is Sunday, 7 is Saturday")]
    NotABmltDay,
    #[error("not a time such as 19:30")]
    NotATime,
    #[error("not a coordinate in degrees")]
    NotACoordinate,
    #[error("not a web address that begins with http:// or https://")]
    NotAnAddress,
    #[error("neither yes nor no")]
    NotYesOrNo,
    #[error("another entry before it has the same")]
    Again,
    #[error("not an object")]
    NotAnObject,
}

/// An entry that was left out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("entry {entry}, {field}: {reason}")]
pub struct Fault {
    /// From 1, in the order of the feed.
    pub entry: usize,
    pub field: &'static str,
    pub reason: Reason,
}

/// The feed is no JSON array, ends too early or cannot be read; what was read before it stands.
#[derive(Debug, thiserror::Error)]
#[error("the feed cannot be read after entry {entries}: {reason}")]
pub struct FeedError {
    /// Entries that were read whole.
    pub entries: usize,
    pub reason: String,
}
