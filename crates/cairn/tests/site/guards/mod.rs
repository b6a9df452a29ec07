//! Tests over everything there is: lists that may only shrink.

mod canaries;
mod differential;
mod hidden;
mod markup;
mod pages;
pub mod permissions;
mod planting;
mod rules;
pub mod schema;
mod sealing;
mod sizes;
mod tiers;
mod translations;
mod words;
