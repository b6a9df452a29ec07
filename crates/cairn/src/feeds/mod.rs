//! A feed of a person's own appointments for their own calendar: an address that nobody can guess, which the person makes,
//! renews and ends.
//!
//! Whoever runs that calendar holds the times from then on, which the page says before. So a feed has times and one
//! neutral word, and may never have a place, a name, a note, or an id that leads back here. It is asked anew at each
//! reading whether the person still has it and still comes here (42 CFR 2.31(c)); a feed that was ended, or never was,
//! gets the same answer as any address that leads nowhere.

mod acts;
mod calendar;
mod feed;
mod show;
pub mod store;

use crate::web::Routes;

pub use feed::{Feed, Subscribed};

pub fn routes() -> Routes {
    Routes::new()
        .get("/feeds/{file}", show::show)
        .post("/feeds", acts::create)
        .post("/feeds/ending", acts::destroy)
}
