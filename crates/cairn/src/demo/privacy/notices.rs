//! Who has the privacy notice: nearly everybody since their first day, a few not yet, one whose e-mail came back.

use cairn_db::Error;

use super::Officer;
use crate::demo::cast::CASEY;
use crate::demo::lives::Life;
use crate::demo::rows;
use crate::demo::world::{World, later};
use crate::notices;

pub fn write(w: &mut World<'_, '_>, officer: Officer, lives: &[Life]) -> Result<(), Error> {
    let version = notices::current(w.tx, w.today)?;
    let mut came_back = false;
    for (at, life) in lives.iter().enumerate() {
        // The newest have not had their first page yet; one of them is a persona, so that it can be tried.
        if life.is(CASEY) || (at % 17 == 3 && !life.is_persona()) {
            continue;
        }
        let delivered_at = w.past(later(life.registered_at, 15));
        let id = w.id(delivered_at);
        let back = !came_back && life.is_enrolled() && !life.is_persona() && at > 5;
        let way = match (back, at % 3) {
            (true, _) => "email",
            (_, 0) => "paper",
            _ => "page",
        };
        rows::NoticeDelivery {
            id,
            participant_id: life.participant,
            number: version.number,
            hash: version.hash.clone(),
            language: life.language(),
            way,
            delivered_at,
            delivered_by: (way != "page").then_some(officer.person),
        }
        .put(w.tx)?;
        if back {
            came_back = true;
            let bounced_at = w.past(later(delivered_at, 40));
            rows::NoticeBounce { delivery_id: id, bounced_at }.put(w.tx)?;
        } else {
            let acknowledged_at = w.past(later(delivered_at, 6));
            rows::NoticeAcknowledgment { delivery_id: id, acknowledged_at }.put(w.tx)?;
        }
    }
    Ok(())
}
