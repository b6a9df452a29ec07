//! The walks.

use crate::driver::House;

pub async fn all(_house: &House) {}
