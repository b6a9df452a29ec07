//! What needs me now, in order: the first page of each role.

mod index;

use crate::web::Routes;

pub fn routes() -> Routes {
    Routes::new().get("/today", index::index)
}
