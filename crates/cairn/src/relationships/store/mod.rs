//! Every statement on the repair of relationships.

mod between;
mod ledger;
mod own;
mod parts;
mod plans;
mod releases;

pub use between::{
    Asking, Bridge, Request, add_bridge, answer, ask, asking, bridge, join, request, requests,
    requests_of_viewer, standing, to_carry,
};
pub use ledger::{add_mark, add_promise, ledger};
pub use own::{
    Account, Amend, FollowUp, Letter, Readiness, Screen, accounts, add_account, add_amend, add_follow_up,
    add_going, add_letter, add_readiness, add_screen, amends, end_amend, follow_ups, goings, let_go, letters,
    readiness, save_letter, screens,
};
pub use parts::{Part, add, all, find, in_their_second_weeks, name_of, of, stop};
pub use plans::{Plan, add_contact, add_plan, agree, newest};
pub use releases::{read, release, releases, withdraw};
