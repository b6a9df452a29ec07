//! A tablet in a lobby: somebody types the code that they alone know, and is here. The tablet shows no name, before or
//! after, and no list of anybody; whoever looks over a shoulder learns that somebody came.
//!
//! A kiosk belongs to a site and signs nobody in. It may never show who else is expected, and what it writes down is an
//! arrival: that somebody who was there counts as present is the group's to say (`groups`).

mod arrival;
mod code;
mod index;
mod lobby;
mod set_up;
mod store;
mod tablet;

use crate::web::Routes;

pub use arrival::Arrival;
pub use store::todays_arrivals;

pub fn routes() -> Routes {
    Routes::new()
        .get("/kiosks", index::index)
        .post("/kiosks", index::create)
        .post("/kiosks/{id}/revocation", index::revoke)
        .get("/kiosk/set-up/{token}", set_up::show)
        .post("/kiosk/set-up/{token}", set_up::create)
        .get("/kiosk", lobby::show)
        .post("/kiosk/arrivals", lobby::create)
        .get("/kiosk/thanks", lobby::thanks)
        .get("/arrivals", arrival::index)
        .get("/arrival-code", code::own)
        .post("/arrival-code", code::renew_own)
        .get("/participants/{id}/arrival-code", code::show)
        .post("/participants/{id}/arrival-code", code::renew)
}
