//! Person-first language: which words of a note could be said in a way that puts the person first,
//! what to write instead, and who recommends it.
//!
//! It hints and may never block, change or score what someone wrote. Quoted words are left alone, and a
//! person writing about themselves keeps the words of their own recovery ([`Voice::OwnWords`]).

mod crisis;
mod hints;
mod quotes;
mod terms;

pub use crisis::{Crisis, crisis};
pub use hints::{Hint, Hints, Voice};
pub use terms::{Severity, TermsError};
