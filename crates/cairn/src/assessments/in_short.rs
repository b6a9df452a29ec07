//! What a person's totals say in a sentence or two each, for their own story.

use super::change::{compare, spread};
use super::progress::sentences;
use super::{Side, offered_to, questionnaire, store};
use crate::access::{Desk, Record};
use crate::web::{Problem, Text};

/// One questionnaire, and what can be said in words alone about its first and latest total; nothing while there are not two.
pub struct InShort {
    pub title: String,
    pub sentences: Vec<String>,
}

/// One for each questionnaire that participants are asked now.
pub fn in_short(desk: &mut Desk<'_, '_>, t: &Text, record: &Record) -> Result<Vec<InShort>, Problem> {
    let smallest = desk.program.settings.privacy.smallest_group;
    let filed = store::of_record(desk.tx, record)?;
    let mut said = Vec::new();
    for asked in offered_to(desk.tx, Side::Participant)? {
        let own = filed.iter().filter(|one| one.is_of(asked.definition));
        let totals: Vec<f64> = own.filter_map(|one| one.total).collect();
        let first_totals = store::first_totals(desk.tx, record, &asked)?;
        let spread = (spread(&first_totals, smallest), first_totals.len());
        let sentences = match (totals.first(), totals.last()) {
            (Some(first), Some(last)) if totals.len() > 1 => {
                // The band that the second sentence speaks of is drawn on another page.
                let change = compare(asked.definition, spread, *first, *last);
                sentences(t, &change, totals.len(), smallest).into_iter().take(1).collect()
            }
            _ => Vec::new(),
        };
        said.push(InShort { title: questionnaire::words(t, &asked.definition.name), sentences });
    }
    Ok(said)
}
