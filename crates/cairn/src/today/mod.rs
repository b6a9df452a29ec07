//! What needs me now, in order: the first page of each role.
//!
//! Each hat brings its own sections; somebody with two hats sees both. Everything here is read, and leads in one tap to
//! the page where it is done. It may never open a record by itself, count what the viewer may not see, or scold.

mod checkups;
mod hats;
mod index;
mod line;
mod store;

use crate::web::Routes;

pub fn routes() -> Routes {
    Routes::new().get("/today", index::index)
}
