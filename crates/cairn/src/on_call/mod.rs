//! Who is on call when: the phone that somebody in need reaches from every page, signed in or not.
//!
//! The rota names a phone for a time. Anyone may see the phone that is answered now, and never more of a supporter than
//! they allow: what they go by, if they said so. When nobody is on the rota, the program's own on-call phone stands there.

mod index;
mod now;
mod shift;
pub mod store;

use crate::web::Routes;

pub use now::{OnCall, now};
pub use shift::Shift;

pub fn routes() -> Routes {
    Routes::new()
        .get("/on-call", index::index)
        .post("/on-call", index::create)
        .post("/on-call/name", index::choose_name)
        .post("/on-call/{id}/removal", index::destroy)
}
