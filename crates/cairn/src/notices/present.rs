//! Giving the notice in the response in which somebody first uses their own record here.

use super::store::{self, NewDelivery, Standing};
use super::version::Block;
use crate::access::{Desk, Record};
use crate::audit::Act;
use crate::web::{Language, Problem};

/// What the page shows above everything else.
#[derive(Debug, Clone)]
pub struct Presented {
    /// The whole text when it is given now; none when it was given earlier and not read yet.
    pub blocks: Vec<Block>,
}

impl Presented {
    pub fn is_whole(&self) -> bool {
        !self.blocks.is_empty()
    }
}

/// For a record that its own participant opened: nothing when they have the notice in force, otherwise what to show. Giving
/// it leaves a row and an entry in this transaction.
pub fn present(
    desk: &mut Desk<'_, '_>,
    record: &Record,
    language: Language,
) -> Result<Option<Presented>, Problem> {
    match store::standing(desk.tx, record, desk.today())? {
        Standing::Given => Ok(None),
        Standing::Unread(_) => Ok(Some(Presented { blocks: Vec::new() })),
        Standing::Missing => {
            let version = store::current(desk.tx, desk.today())?;
            let delivery = NewDelivery {
                id: desk.id(),
                participant: record.participant(),
                version: &version,
                language: language.code(),
                way: "page",
                by: None,
            };
            store::deliver(desk.tx, &delivery, desk.now)?;
            desk.enter(record, Act::Created, "notice-delivery", Some(delivery.id.to_string()))?;
            Ok(Some(Presented { blocks: version.blocks(language) }))
        }
    }
}
