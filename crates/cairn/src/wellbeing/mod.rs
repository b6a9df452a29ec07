//! A supporter's own room: how their weeks are, their plan, what their work gives and takes, what their days ask of them,
//! and what they learn.
//!
//! This room is private. A page in it shows one person their own answers and nobody else's; there is no address under
//! which anyone, supervisor or administrator, could open them. Others see figures about enough supporters together, in
//! the `outcomes` room, or nothing. Two things leave it, each by a button of its own: the wish to talk about load (`load`),
//! and the date, length and kind of something learned, to be confirmed (`learning`). Nothing here may ever be held
//! against the one who wrote it.

mod answer;
mod check_in;
mod copy;
mod courses;
mod index;
mod learning;
mod load;
mod own;
mod plan;
mod rhythm;
mod store;
mod subscales;
mod tap;
mod waiting;
mod work;

use cairn_instruments::Definition;

use crate::web::Routes;

pub use learning::asked_to_confirm;
pub use load::rules::LoadRules;
pub use load::store::asked_of as talks_asked_of;
pub use load::talk::Talk;
pub use own::Own;
pub use waiting::{Waiting, waiting};
pub use work::Work;

/// What a supporter is asked (facts of the field, "recommended set"): the same two as participants, so that both sides can be
/// read alike, and what work with people does to those who do it.
const OFFERED: [&str; 3] = ["barc10", "who5", rhythm::HALF_YEARLY];

/// The newest definitions of what is offered here.
fn offered() -> Vec<&'static Definition> {
    OFFERED.iter().filter_map(|id| cairn_instruments::find(id, None).ok()).collect()
}

/// The newest definition of one of them.
fn offered_as(id: &str) -> Option<&'static Definition> {
    offered().into_iter().find(|definition| definition.id == id)
}

pub fn routes() -> Routes {
    Routes::new()
        .get("/wellbeing", index::index)
        .get("/wellbeing/{instrument}", answer::new)
        .post("/wellbeing/{instrument}", answer::create)
        .get("/wellbeing/check-ins", check_in::index)
        .post("/wellbeing/check-ins", check_in::create)
        .post("/wellbeing/taps/{kind}/{id}", tap::create)
        .get("/wellbeing/copy.json", copy::json)
        .merge(plan::routes())
        .merge(load::routes())
        .merge(learning::routes())
}
