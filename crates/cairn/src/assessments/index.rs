//! What is due, what comes next, what was answered, and what the latest number says.

use askama::Template;
use axum::extract::Path;
use cairn_instruments::{Definition, find};
use jiff::civil::Date;

use super::store::{self, Stay};
use super::{Assessment, Latest, Line, Side, calendar, offered, questionnaire};
use crate::ids::ParticipantId;
use crate::intake::RecordHead;
use crate::web::{Answer, Page, PageRequest, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "assessments/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    head: RecordHead,
    may_answer: bool,
    crisis_line: String,
    cards: Vec<Card>,
    calls_for_somebody: bool,
    anything_due: bool,
    answered: Page<Assessment>,
}

impl IndexPage {
    fn name(&self, one: &Assessment) -> String {
        find(&one.instrument, Some(&one.version))
            .map(|definition| questionnaire::words(&self.t, &definition.name))
            .unwrap_or_default()
    }
}

/// One instrument and its times.
struct Card {
    id: &'static str,
    name: String,
    lines: Vec<Line>,
    latest: Option<Latest>,
}

impl Card {
    fn of(t: &Text, definition: &'static Definition, filed: &[Assessment], lines: Vec<Line>) -> Card {
        Card {
            id: &definition.id,
            name: questionnaire::words(t, &definition.name),
            latest: Latest::of(t, definition, filed),
            lines,
        }
    }

    /// The time that is due now.
    fn due(&self) -> Option<&Line> {
        self.lines.iter().find(|line| line.is_due())
    }
}

/// The times of one instrument in a stay; none that fall after its end.
pub(super) fn times(
    definition: &Definition,
    stay: Option<Stay>,
    filed: &[Assessment],
    today: Date,
) -> Vec<Line> {
    let Some(stay) = stay else { return Vec::new() };
    let own: Vec<Assessment> = filed.iter().filter(|one| one.instrument == definition.id).cloned().collect();
    let mut lines = calendar(Side::Participant, stay.from, &own, today);
    lines
        .retain(|line| stay.until.is_none_or(|until| line.due.due_on <= until || line.due.done_on.is_some()));
    lines
}

pub async fn index(visit: Visit, Path(id): Path<ParticipantId>, page: PageRequest) -> Answer {
    let (visitor, (head, may_answer, filed, stay, today)) = visit
        .write(move |desk| {
            let record = desk.open_record(id)?;
            let head = RecordHead::load(desk.tx, &record)?;
            let filed = store::of_record(desk.tx, &record)?;
            let stay = store::stay(desk.tx, &record)?;
            Ok((head, super::may_answer(&record), filed, stay, desk.today()))
        })
        .await?;
    let crisis_line = visitor.program.as_ref().map(|p| p.crisis_line.clone()).unwrap_or_default();
    let (t, shell) = visitor.shell("assessments-title");
    let cards: Vec<Card> = offered()
        .into_iter()
        .map(|definition| Card::of(&t, definition, &filed, times(definition, stay, &filed, today)))
        .collect();
    let calls_for_somebody =
        cards.iter().filter_map(|card| card.latest.as_ref()).any(|l| l.calls_for_somebody);
    let anything_due = cards.iter().any(|card| card.due().is_some());
    let answered = page.cut(filed.into_iter().rev().filter(Assessment::is_answered));
    visitor.show(IndexPage {
        answered: page.page(answered),
        t,
        shell,
        head,
        may_answer,
        crisis_line,
        cards,
        calls_for_somebody,
        anything_due,
    })
}
