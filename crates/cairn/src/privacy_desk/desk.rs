//! What each room says waits, put in order.

use super::officer;
use super::task::{Task, in_order};
use crate::access::Desk;
use crate::web::Problem;
use crate::{complaints, incidents};

pub fn waiting(desk: &mut Desk<'_, '_>) -> Result<Vec<Task>, Problem> {
    let seat = officer(desk)?;
    let mut tasks = incidents::tasks(desk.tx, &seat)?;
    tasks.extend(complaints::tasks(desk.tx, &seat, desk.now, &desk.program.zone)?);
    Ok(in_order(tasks))
}
