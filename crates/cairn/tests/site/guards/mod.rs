//! Tests over everything there is: lists that may only shrink.

mod canaries;
pub mod differential;
mod hidden;
mod markup;
mod pages;
pub mod permissions;
mod plain_columns;
mod planting;
mod presence;
mod rules;
pub mod schema;
mod sealing;
mod sizes;
mod tiers;
mod translations;
pub mod whose_tables;
mod words;
