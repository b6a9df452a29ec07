//! Every statement on lists of mutual-help meetings.

mod feeds;
mod meetings;
mod publications;

pub use feeds::*;
pub use meetings::*;
pub use publications::*;
