//! Tests over everything there is: lists that may only shrink.

pub mod permissions;
mod schema;
mod sizes;
mod translations;
