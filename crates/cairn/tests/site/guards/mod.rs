//! Tests over everything there is: lists that may only shrink.

mod canaries;
mod markup;
mod pages;
pub mod permissions;
mod schema;
mod sizes;
mod translations;
mod words;
