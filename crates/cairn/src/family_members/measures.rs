//! How the family member is doing by a published questionnaire: when it is asked, the newest number, its course.

use askama::Template;
use axum::extract::Path;
use jiff::civil::Date;

use super::head::FamilyHead;
use super::store;
use crate::assessments::{Asked, Assessment, Latest, Line, Side, chart, of_family_member, offered_to, words};
use crate::ids::FamilyMemberId;
use crate::web::chart::Chart;
use crate::web::{Answer, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "family_members/measures.html")]
struct MeasuresPage {
    t: Text,
    shell: Shell,
    head: FamilyHead,
    crisis_line: String,
    measures: Vec<Measure>,
    calls_for_somebody: bool,
}

/// One instrument: when it is asked, its newest number, its course.
struct Measure {
    id: &'static str,
    name: String,
    /// Asked now, or the next time.
    next: Option<Line>,
    latest: Option<Latest>,
    chart: Option<Chart>,
}

impl Measure {
    fn of(t: &Text, asked: &Asked, filed: &[Assessment], days: (Date, Date)) -> Measure {
        let definition = asked.definition;
        let own: Vec<Assessment> =
            filed.iter().filter(|one| one.instrument == definition.id).cloned().collect();
        let lines = asked.calendar(days.0, &own, days.1);
        Measure {
            id: &definition.id,
            name: words(t, &definition.name),
            latest: Latest::of(t, definition, &own),
            chart: chart(t, definition, &own, &lines, None),
            next: lines.into_iter().find(|line| line.is_due() || line.standing == "upcoming"),
        }
    }
}

pub async fn index(visit: Visit, Path(id): Path<FamilyMemberId>) -> Answer {
    let (visitor, (head, filed, asked, (started, today))) = visit
        .write(move |desk| {
            let record = desk.open_family_member(id)?;
            let started = store::person::registered_at(desk.tx, &record)?;
            let started = started.to_zoned_datetime(desk.program.zone.clone()).date();
            let filed = of_family_member(desk.tx, &record)?;
            let asked = offered_to(desk.tx, Side::FamilyMember)?;
            Ok((FamilyHead::load(desk, &record)?, filed, asked, (started, desk.today())))
        })
        .await?;
    let crisis_line = visitor.crisis_line();
    let (t, shell) = visitor.shell("family-record-measures");
    let measures: Vec<Measure> =
        asked.iter().map(|asked| Measure::of(&t, asked, &filed, (started, today))).collect();
    let calls_for_somebody = measures.iter().filter_map(|m| m.latest.as_ref()).any(|l| l.calls_for_somebody);
    visitor.show(MeasuresPage { t, shell, head, crisis_line, measures, calls_for_somebody })
}
