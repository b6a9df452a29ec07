//! What waits for a supporter in their own room, for the first page of the day.

use jiff::civil::Date;

use super::work::Work;
use super::{Own, check_in, offered_as, rhythm, store, tap};
use crate::access::Desk;
use crate::assessments::of_viewer;
use crate::web::Problem;

pub struct Waiting {
    /// It would be a good time to say how the week was.
    pub check_in: bool,
    /// The half-yearly questionnaire is open until this day.
    pub half_yearly: Option<(&'static str, Date)>,
    /// Meetings and calls that ended in the last days without a tap, the newest first.
    pub taps: Vec<Work>,
}

/// What waits for the viewer; who is no supporter has nothing here.
pub fn waiting(desk: &mut Desk<'_, '_>) -> Result<Waiting, Problem> {
    let own = Own::open(desk)?;
    let today = desk.today();
    let newest = check_in::all(desk.tx, &own)?.first().map(|one| one.on_day);
    Ok(Waiting {
        check_in: check_in::is_due(newest, today),
        half_yearly: half_yearly(desk, &own, today)?,
        taps: tap::waiting(desk, &own)?,
    })
}

fn half_yearly(
    desk: &mut Desk<'_, '_>,
    own: &Own,
    today: Date,
) -> Result<Option<(&'static str, Date)>, Problem> {
    let Some(started) =
        store::registered_at(desk.tx, own)?.filter(|_| offered_as(rhythm::HALF_YEARLY).is_some())
    else {
        return Ok(None);
    };
    let started = started.to_zoned_datetime(desk.program.zone.clone()).date();
    let mut filed = of_viewer(desk.tx, desk.viewer)?;
    filed.retain(|one| one.instrument == rhythm::HALF_YEARLY);
    let due =
        rhythm::lines(rhythm::HALF_YEARLY, started, &filed, today).into_iter().find(|line| line.is_due());
    Ok(due.map(|line| (rhythm::HALF_YEARLY, line.due.closes)))
}
