//! The rules as a court, a participant and an auditor would test them. `row_NN` is the row of the acceptance table
//! (rule, behavior, test) that a test shows.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod cast;
mod dice;
mod dice_papers;
mod elements;
mod fuzz;
mod grounds;
mod json;
mod obligations;
mod oracle;
mod properties;
mod recipients;
mod restrictions;
