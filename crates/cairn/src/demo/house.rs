//! Those who work here, together.

use super::cast::Staff;
use super::supporters::Supporter;

pub struct House {
    pub staff: Staff,
    pub supporters: Vec<Supporter>,
}
