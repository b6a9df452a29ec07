//! What each room says waits, put in order.

use super::officer;
use super::task::{Task, in_order};
use crate::access::Desk;
use crate::web::Problem;
use crate::{break_glass, complaints, contracts, disclosures, incidents, legal_demands, notices};

pub fn waiting(desk: &mut Desk<'_, '_>) -> Result<Vec<Task>, Problem> {
    let seat = officer(desk)?;
    let mut tasks = incidents::tasks(desk.tx, &seat)?;
    tasks.extend(complaints::tasks(desk.tx, &seat, desk.now, &desk.program.zone)?);
    tasks.extend(legal_demands::tasks(desk.tx, &seat)?);
    let today = desk.today();
    tasks.extend(contracts::tasks(desk.tx, &seat, today)?);
    tasks.extend(notices::tasks(desk.tx, &seat, today)?);
    tasks.extend(break_glass::tasks(desk.tx, &seat, &desk.program.zone)?);
    tasks.extend(disclosures::tasks(desk.tx, &seat, &desk.program.zone)?);
    Ok(in_order(tasks))
}
