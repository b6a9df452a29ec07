//! How much support one family member had: the same table that a participant has, of the models that are for families.

use super::contact::{Contact, Model};
use super::dose::{Sum, by};
use super::parts::Table;
use super::{show, store};
use crate::access::{Desk, FamilyRecord};
use crate::web::chart::Chart;
use crate::web::{Problem, Text};

pub struct FamilyDose {
    contacts: Vec<Contact>,
    today: jiff::civil::Date,
}

impl FamilyDose {
    pub fn load(desk: &mut Desk<'_, '_>, record: &FamilyRecord) -> Result<FamilyDose, Problem> {
        let contacts = store::of_family_member(desk.tx, record, &desk.program.zone, desk.now)?;
        Ok(FamilyDose { contacts, today: desk.today() })
    }

    /// All of it in a sentence; none when there is nothing.
    pub fn whole(&self, t: &Text) -> Option<String> {
        let sum = Sum::of(&self.contacts);
        let words =
            || t.args("dose-whole", [("contacts", sum.contacts.into()), ("minutes", sum.minutes.into())]);
        (sum.contacts > 0).then(words)
    }

    /// Every model that is for families, also those without a contact.
    pub fn models(&self, t: &Text) -> Table {
        let mut found = by(&self.contacts, |contact| contact.model);
        let part =
            |model: Model| (t.code("dose-model", model.code()), found.remove(&model).unwrap_or_default());
        show::table(t, "model", Model::OF_FAMILIES.into_iter().map(part).collect())
    }

    pub fn months(&self, t: &Text) -> Chart {
        show::months(t, &self.contacts, self.today)
    }
}
