//! From the first call to enrollment, and how an enrollment ends.
//!
//! A call may be nameless and is a call all the same. An open call always has exactly one next step with an owner
//! and a time, so nobody falls out; a call with immediate risk stands first until somebody wrote down who was told.
//! Intake takes what a person tells, in their own words, and never asks for more than they want to say. An
//! enrollment ends with a discharge and begins again with a return; nobody has to explain why.

mod agreement;
mod call_acts;
mod call_new;
mod call_show;
mod discharge;
mod enrollment;
mod first_call;
mod head;
mod overview;
mod participants;
mod queue;
mod store;
mod telling;

use crate::web::Routes;

pub use head::RecordHead;

pub fn routes() -> Routes {
    Routes::new()
        .get("/first-calls", queue::index)
        .get("/first-calls/new", call_new::new)
        .post("/first-calls", call_new::create)
        .get("/first-calls/{id}", call_show::show)
        .post("/first-calls/{id}/next-steps", call_acts::move_on)
        .post("/first-calls/{id}/crisis-responses", call_acts::respond)
        .post("/first-calls/{id}/closing", call_acts::close)
        .post("/first-calls/{id}/reopening", call_acts::reopen)
        .get("/first-calls/{id}/enrollment", enrollment::new_from_call)
        .post("/first-calls/{id}/enrollment", enrollment::create_from_call)
        .get("/participants", participants::index)
        .get("/participants/new", enrollment::new)
        .post("/participants", enrollment::create)
        .get("/participants/{id}", overview::show)
        .get("/participants/{id}/intake", telling::edit)
        .post("/participants/{id}/intake", telling::create)
        .post("/participants/{id}/agreements", agreement::create)
        .post("/participants/{id}/agreement-withdrawals", agreement::withdraw)
        .get("/participants/{id}/discharge", discharge::new)
        .post("/participants/{id}/discharge", discharge::create)
        .post("/participants/{id}/return", discharge::come_back)
        .post("/participants/{id}/invitation", overview::invite)
}
