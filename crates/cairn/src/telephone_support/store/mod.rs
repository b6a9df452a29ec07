//! Every statement on calls: whom, when, by whom, and what was said.

mod calls;
mod supports;

pub use calls::*;
pub use supports::*;
