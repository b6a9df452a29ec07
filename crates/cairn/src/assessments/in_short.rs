//! What a person's totals say in a sentence or two each, for their own story.

use super::change::{compare, spread};
use super::progress::sentences;
use super::{offered, questionnaire, store};
use crate::access::{Desk, Record};
use crate::web::{Problem, Text};

/// One questionnaire, and what can be said about its first and latest total; nothing while there are not two.
pub struct InShort {
    pub title: String,
    pub sentences: Vec<String>,
}

pub fn in_short(desk: &mut Desk<'_, '_>, t: &Text, record: &Record) -> Result<Vec<InShort>, Problem> {
    let smallest = desk.program.settings.privacy.smallest_group;
    let filed = store::of_record(desk.tx, record)?;
    let mut said = Vec::new();
    for definition in offered() {
        let of = filed.iter().filter(|one| one.instrument == definition.id);
        let totals: Vec<f64> = of.filter_map(|one| one.total).collect();
        let sd = spread(&store::first_totals(desk.tx, record, definition)?, smallest);
        let sentences = match (totals.first(), totals.last()) {
            (Some(first), Some(last)) if totals.len() > 1 => {
                sentences(t, &compare(definition, sd, *first, *last), totals.len(), smallest)
            }
            _ => Vec::new(),
        };
        said.push(InShort { title: questionnaire::words(t, &definition.name), sentences });
    }
    Ok(said)
}
