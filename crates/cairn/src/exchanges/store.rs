//! Every statement on plans, exchanges and their limits. None touches a counseling note.

mod formings;
mod limits;
mod notes;
mod plans;

pub use formings::{Forming, add_forming, confirm, here, history, names, newest, role_of};
pub use limits::{LimitLine, NewLimit, add_limit, end_limit, limits, lines, met, own_lines};
pub use notes::{NewNote, NoteLine, add_note, lines_of, newest_note, to_write, was_there};
pub use plans::{Plan, Round, plan_before, plan_of, save_plan, start_round};
