//! What waits for a supporter in their own room, for the first page of the day. Questionnaires are on it by themselves
//! (`today::checkups`).

use super::work::Work;
use super::{Own, check_in, tap};
use crate::access::Desk;
use crate::web::Problem;

pub struct Waiting {
    /// It would be a good time to say how the week was.
    pub check_in: bool,
    /// Meetings and calls that took place in the last days and have no tap, the newest first.
    pub taps: Vec<Work>,
}

/// What waits for the viewer; who is no supporter has nothing here.
pub fn waiting(desk: &mut Desk<'_, '_>) -> Result<Waiting, Problem> {
    let own = Own::open(desk)?;
    let newest = check_in::newest_on(desk.tx, &own)?;
    Ok(Waiting { check_in: check_in::is_due(newest, desk.today()), taps: tap::waiting(desk, &own)? })
}
