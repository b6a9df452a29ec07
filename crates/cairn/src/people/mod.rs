//! The people of the program and the hats they wear. For the administrator, who sees names and roles and nothing
//! that anybody said.

mod index;
pub(crate) mod names;
mod new;
pub(crate) mod show;
pub mod store;

use crate::web::Routes;

pub use store::NewPerson;

pub fn routes() -> Routes {
    Routes::new()
        .get("/people", index::index)
        .get("/people/new", new::new)
        .post("/people", new::create)
        .get("/people/{id}", show::show)
        .post("/people/{id}/roles", show::grant)
        .post("/people/{id}/role-endings", show::end_role)
        .post("/people/{id}/invitation", show::invite)
}
