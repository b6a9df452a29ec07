//! Honest figures about a program: change before and after, proportions, who is still here, both
//! sides of a pair week by week, and small cells.
//!
//! Every figure carries its interval, its count and what is missing. This crate may never know a person, a database
//! or a page, may never fill a gap with zero, and may never say more than the design of the data allows.
//! Words are codes; the application translates them.

mod before_after;
mod design;
mod dyad;
mod error;
mod funnel;
mod interval;
mod proportion;
mod retention;
mod small_cell;
mod summary;

pub use before_after::{BeforeAfter, Estimate, Settings, WorstCase, before_after};
pub use design::{Claim, Design};
pub use dyad::{
    Correlation, Effect, Equation, Influence, Mean, Means, Overlap, Pair, Refused, Sides, Together,
    alongside, influence, overlap,
};
pub use error::Error;
pub use funnel::{Step, funnel};
pub use interval::Interval;
pub use proportion::wilson;
pub use retention::{Retained, Retention, Survival, kaplan_meier};
pub use small_cell::{Cell, SMALLEST_CELL, Table, small_cells};
pub use summary::{MeanSd, mean_sd, quantile};
