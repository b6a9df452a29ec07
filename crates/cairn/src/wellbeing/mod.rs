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
mod parts;
mod plan;
mod store;
mod tap;
mod waiting;
mod work;

use crate::web::Routes;

pub use learning::asked_to_confirm;
pub use load::rules::LoadRules;
pub use load::store::asked_of as talks_asked_of;
pub use load::talk::Talk;
pub use own::Own;
pub use plan::store::goals as own_goals;
pub use waiting::{Waiting, waiting};
pub use work::Work;

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
