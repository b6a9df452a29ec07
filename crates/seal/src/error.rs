//! What can go wrong with keys. No variant carries a key or a text.

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The wrapped key names a program key that is not in the ring.
    #[error("the program key {0} is not in the key file")]
    UnknownProgramKey(String),
    /// It was changed, or sealed with another key.
    #[error("what was sealed does not open with this key")]
    DoesNotOpen,
    /// A line of the key file cannot be read. The number of the line, from 1.
    #[error("line {0} of the key file cannot be read")]
    Line(usize),
    #[error("the key file has no {0}")]
    Missing(&'static str),
    /// A key cannot be made twice, and the current one cannot be taken away.
    #[error("the program key {0} {1}")]
    Refused(String, &'static str),
}
