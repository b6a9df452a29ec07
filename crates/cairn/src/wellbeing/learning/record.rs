//! The hours on one page to print, and as a table for a spreadsheet. No participant, no session and no word is in either:
//! work with people is summed up by month.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::IntoResponse;
use jiff::{ToSpan, civil::Date, tz::TimeZone};

use super::entry::{Entry, by_domain};
use super::index::Sums;
use crate::audit::Act;
use crate::disclosures::{Egress, Shape, csv_figures};
use crate::ids::RowId;
use crate::web::{Answer, Shell, Text, Visit};
use crate::wellbeing::Own;
use crate::wellbeing::work::Work;

#[derive(Template)]
#[template(path = "wellbeing/learning/record.html")]
struct RecordPage {
    t: Text,
    shell: Shell,
    name: String,
    program: String,
    today: Date,
    /// Days of the first and the last thing counted.
    span: Option<(Date, Date)>,
    sums: Sums,
    confirmed: Vec<(&'static str, i64)>,
}

pub async fn show(visit: Visit) -> Answer {
    let (visitor, ((entries, work), today, name, program)) = visit
        .read(|desk| {
            let own = Own::open(desk)?;
            let found = Sums::find(desk, &own)?;
            Ok((found, desk.today(), desk.viewer.name.clone(), desk.program.name.clone()))
        })
        .await?;
    let (t, shell) = visitor.shell("wellbeing-title");
    let confirmed: Vec<Entry> = entries.iter().filter(|one| one.confirmation.is_some()).cloned().collect();
    let page = RecordPage {
        span: span(&entries, &work, &t.zone),
        sums: Sums::of(&entries, &work),
        confirmed: by_domain(&confirmed).into(),
        name,
        program,
        today,
        t,
        shell,
    };
    visitor.show(page)
}

fn span(entries: &[Entry], work: &[Work], zone: &TimeZone) -> Option<(Date, Date)> {
    let learned = entries.iter().filter(|one| !one.is_gone).map(|one| one.on_day);
    let worked = work.iter().map(|one| one.began.to_zoned_datetime(zone.clone()).date());
    let days: Vec<Date> = learned.chain(worked).collect();
    Some((*days.iter().min()?, *days.iter().max()?))
}

const HEAD: [&str; 6] = ["from", "until", "what", "domain", "minutes", "confirmed_on"];

pub async fn csv(visit: Visit) -> Answer {
    let (_, egress) = visit
        .write(|desk| {
            let own = Own::open(desk)?;
            desk.require_step_up()?;
            let (entries, work) = Sums::find(desk, &own)?;
            let zone = &desk.program.zone;
            let mut rows: Vec<Vec<String>> =
                entries.iter().rev().filter(|one| !one.is_gone).map(|one| learned(one, zone)).collect();
            rows.extend(months(&work, zone));
            let body = csv_figures(&HEAD, &rows)?;
            let id: RowId = desk.id();
            own.enter(desk, Act::Exported, "own_copy", id.into())?;
            Ok(Egress::to_supporter(&own, Shape::Csv, body).called("hours.csv"))
        })
        .await?;
    Ok(egress.into_response())
}

fn learned(entry: &Entry, zone: &TimeZone) -> Vec<String> {
    let confirmed = entry.confirmation.as_ref();
    let confirmed = confirmed.map(|one| one.at.to_zoned_datetime(zone.clone()).date().to_string());
    vec![
        entry.on_day.to_string(),
        entry.on_day.to_string(),
        entry.kind.clone(),
        entry.domain.clone(),
        entry.minutes.to_string(),
        confirmed.unwrap_or_default(),
    ]
}

/// Work with people, a row for each month and kind.
fn months(work: &[Work], zone: &TimeZone) -> Vec<Vec<String>> {
    let mut months: BTreeMap<(Date, &str), i64> = BTreeMap::new();
    for one in work {
        let day = one.began.to_zoned_datetime(zone.clone()).date();
        *months.entry((day.first_of_month(), one.kind.as_str())).or_default() += one.minutes;
    }
    let row = |((first, kind), minutes): ((Date, &str), i64)| {
        let last = first.saturating_add(1.month()).saturating_sub(1.day());
        vec![
            first.to_string(),
            last.to_string(),
            kind.to_string(),
            String::new(),
            minutes.to_string(),
            String::new(),
        ]
    };
    months.into_iter().map(row).collect()
}
