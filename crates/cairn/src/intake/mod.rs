//! From the first call to enrollment, and how an enrollment ends.

mod head;

use crate::web::Routes;

pub use head::RecordHead;

pub fn routes() -> Routes {
    Routes::new()
}
