//! What is due, what comes next, what was answered, and what the latest number says.

use askama::Template;
use axum::extract::Path;
use cairn_instruments::Definition;
use jiff::ToSpan;
use jiff::civil::Date;

use super::store::{self, Stay};
use super::{Asked, Assessment, Latest, Line, Side, library, offered_to, questionnaire, suggested};
use crate::ids::{AssessmentId, ParticipantId};
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
    /// What was filed instead of an answer, with why.
    unanswered: Vec<Assessment>,
    /// Id and name of an instrument that the newest answers speak for.
    suggested: Option<(String, String)>,
    /// Answered lately, and somebody should look after it today.
    alert: Option<AssessmentId>,
}

impl IndexPage {
    fn name(&self, one: &Assessment) -> String {
        let name = |definition: &Definition| questionnaire::words(&self.t, &definition.name);
        one.definition.map_or_else(|| one.instrument.clone(), name)
    }

    /// Why there is no answer for a window, with the words about it where they are for the reader.
    fn why(&self, instrument: &str, window: &str) -> Option<String> {
        let reasons = self.unanswered.iter();
        let one = reasons.rev().find(|one| one.instrument == instrument && one.window == window)?;
        let reason = self.t.code("assessment-reason", one.reason.as_deref()?);
        Some(match &one.reason_words {
            Some(words) => [&reason, ". ", words].concat(),
            None => reason,
        })
    }
}

/// One instrument and its times.
struct Card {
    id: &'static str,
    name: String,
    lines: Vec<Line>,
    latest: Option<Latest>,
    /// Answered in part, and there is still time for the rest.
    to_complete: bool,
}

impl Card {
    fn of(t: &Text, asked: &Asked, filed: &[Assessment], (lines, today): (Vec<Line>, Date)) -> Card {
        Card {
            id: &asked.definition.id,
            name: questionnaire::words(t, &asked.definition.name),
            latest: Latest::of(t, asked.definition, filed),
            to_complete: lines.iter().any(|line| line.is_to_complete(today)),
            lines,
        }
    }

    /// The time that is due now.
    fn due(&self) -> Option<&Line> {
        self.lines.iter().find(|line| line.is_due())
    }
}

/// The times of one instrument in a stay; none that fall after its end.
pub(super) fn times(asked: &Asked, stay: Option<Stay>, filed: &[Assessment], today: Date) -> Vec<Line> {
    let Some(stay) = stay else { return Vec::new() };
    let own: Vec<Assessment> =
        filed.iter().filter(|one| one.instrument == asked.definition.id).cloned().collect();
    let mut lines = asked.calendar(stay.from, &own, today);
    lines
        .retain(|line| stay.until.is_none_or(|until| line.due.due_on <= until || line.due.done_on.is_some()));
    lines
}

struct Found {
    head: RecordHead,
    may_answer: bool,
    filed: Vec<Assessment>,
    stay: Option<Stay>,
    asked: Vec<Asked>,
    suggested: Option<&'static Definition>,
    today: Date,
}

pub async fn index(visit: Visit, Path(id): Path<ParticipantId>, page: PageRequest) -> Answer {
    let (visitor, found) = visit
        .write(move |desk| {
            let record = desk.open_record(id)?;
            let filed = store::of_record(desk.tx, &record)?;
            let asked = offered_to(desk.tx, Side::Participant)?;
            let other = suggested(&filed)
                .filter(|id| !filed.iter().any(|one| one.instrument == *id && is_fresh(one, desk.today())));
            Ok(Found {
                head: RecordHead::load(desk.tx, &record)?,
                may_answer: super::may_answer(&record),
                stay: store::stay(desk.tx, &record)?,
                suggested: match other {
                    Some(id) => library::newest(desk.tx, id)?,
                    None => None,
                },
                today: desk.today(),
                asked,
                filed,
            })
        })
        .await?;
    let crisis_line = visitor.crisis_line();
    let (t, shell) = visitor.shell("assessments-title");
    let Found { head, may_answer, filed, stay, asked, suggested, today } = found;
    let card = |one: &Asked| Card::of(&t, one, &filed, (times(one, stay, &filed, today), today));
    let cards: Vec<Card> = asked.iter().map(card).collect();
    let calls_for_somebody =
        cards.iter().filter_map(|card| card.latest.as_ref()).any(|l| l.calls_for_somebody);
    let fresh = |one: &&Assessment| is_fresh(one, today) && one.raises_alert();
    let alert = filed.iter().rfind(fresh).map(|one| one.id);
    let unanswered = filed.iter().filter(|one| one.reason.is_some()).cloned().collect();
    let answered = page.cut(filed.into_iter().rev().filter(Assessment::is_answered));
    visitor.show(IndexPage {
        anything_due: cards.iter().any(|card| card.due().is_some()),
        suggested: suggested.map(|other| (other.id.clone(), questionnaire::words(&t, &other.name))),
        answered: page.page(answered),
        unanswered,
        calls_for_somebody: calls_for_somebody || alert.is_some(),
        t,
        shell,
        head,
        may_answer,
        crisis_line,
        cards,
        alert,
    })
}

/// Of the last week.
fn is_fresh(one: &Assessment, today: Date) -> bool {
    one.is_answered() && one.answered_on >= today.saturating_sub(7.days())
}
