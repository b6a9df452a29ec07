//! Crises that the viewer may open: what is late first, then what is open, then what was closed lately.

use askama::Template;
use jiff::Timestamp;

use super::crisis::in_order;
use super::{Crisis, HATS, store};
use crate::access::{Desk, Seat};
use crate::web::{Answer, Page, PageRequest, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "crises/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    crises: Page<Crisis>,
    hours: i64,
    now: Timestamp,
}

/// Everything of the list that the viewer may open, in order. Opens no record.
pub fn known(desk: &mut Desk<'_, '_>, seat: &Seat) -> Result<Vec<Crisis>, Problem> {
    let mut crises = Vec::new();
    let since = store::listed_since(desk.now);
    for (id, participant) in store::lately(desk.tx, seat, since)? {
        let may = match participant {
            Some(participant) => desk.viewer.participant != Some(participant) && desk.reaches(participant)?,
            None => true,
        };
        let Some(crisis) = store::find(desk.tx, seat, id)?.filter(|_| may) else { continue };
        if participant.is_some() || store::stands_near(desk.tx, seat, &crisis)? {
            crises.push(crisis);
        }
    }
    in_order(&mut crises, desk.program.settings.crises.call_hours, desk.now);
    Ok(crises)
}

pub async fn index(visit: Visit, page: PageRequest) -> Answer {
    let (visitor, (crises, hours, now)) = visit
        .read(move |desk| {
            let seat = desk.seat(&HATS)?;
            let crises = page.page(page.cut(known(desk, &seat)?));
            Ok((crises, desk.program.settings.crises.call_hours, desk.now))
        })
        .await?;
    let (t, shell) = visitor.shell("crises-tab");
    visitor.show(IndexPage { t, shell, crises, hours, now })
}
