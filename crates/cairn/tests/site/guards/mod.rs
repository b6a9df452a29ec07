//! Tests over everything there is: lists that may only shrink.

mod translations;
pub mod permissions;
