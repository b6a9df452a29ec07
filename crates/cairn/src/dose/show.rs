//! How much support one participant had, for them and for those who may open their record.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use jiff::{ToSpan, civil::Date};

use super::contact::{Contact, Model, WAYS};
use super::dose::{Rhythm, Stay, Sum, by};
use super::parts::{Row, Table};
use super::store;
use crate::ids::ParticipantId;
use crate::intake::RecordHead;
use crate::sessions::SETTINGS;
use crate::tools;
use crate::web::chart::{Chart, columns};
use crate::web::{Answer, Shell, Text, Visit};

/// Months that are drawn.
const MONTHS: i64 = 12;

/// One enrollment as the page tells it.
struct StayRow {
    enrolled: String,
    first: String,
    longest: String,
    over_14: String,
    over_30: String,
}

#[derive(Template)]
#[template(path = "dose/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    head: RecordHead,
    /// All of it in a sentence; none when there is nothing.
    whole: Option<String>,
    models: Table,
    others: Vec<Table>,
    stays: Vec<StayRow>,
    months: Chart,
    /// Tools that were used, and how often.
    tools: Vec<(String, String)>,
}

pub async fn show(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let (visitor, (head, contacts, stays, used, today)) = visit
        .write(move |desk| {
            let record = desk.open_record(id)?;
            let contacts = store::of_record(desk.tx, &record, &desk.program.zone)?;
            let stays = store::stays_of_record(desk.tx, &record)?;
            let used = tools::of_record(desk.tx, &record)?;
            Ok((RecordHead::load(desk.tx, &record)?, contacts, stays, used, desk.today()))
        })
        .await?;
    let (t, shell) = visitor.shell("dose-title");
    let sum = Sum::of(&contacts);
    visitor.show(ShowPage {
        head,
        whole: (sum.contacts > 0).then(|| {
            t.args("dose-whole", [("contacts", sum.contacts.into()), ("minutes", sum.minutes.into())])
        }),
        models: models(&t, &contacts),
        others: vec![
            written(&t, "mode", &WAYS, by(&contacts, |contact| contact.mode.clone())),
            written(&t, "setting", &SETTINGS, by(&contacts, |contact| contact.setting.clone())),
        ],
        stays: stays.iter().map(|stay| stay_row(&t, stay, &Rhythm::of(stay, &contacts, today))).collect(),
        months: months(&t, &contacts, today),
        tools: used.tools.iter().map(|(tool, (uses, _))| (used.name(&t, tool), uses.to_string())).collect(),
        t,
        shell,
    })
}

pub(super) fn table(t: &Text, kind: &str, parts: Vec<(String, Sum)>) -> Table {
    let mut whole = Sum::default();
    parts.iter().for_each(|(_, sum)| whole.join(sum));
    Table {
        caption: t.get(&format!("dose-by-{kind}")),
        by: t.get(&format!("dose-{kind}")),
        who: None,
        total: Some(Row::of(t, t.get("dose-all"), &whole, (&whole, false))),
        rows: parts.into_iter().map(|(name, sum)| Row::of(t, name, &sum, (&whole, false))).collect(),
    }
}

/// Every model that participants receive, also those without a contact.
fn models(t: &Text, contacts: &[Contact]) -> Table {
    let mut found = by(contacts, |contact| contact.model);
    let part = |model: Model| (t.code("dose-model", model.code()), found.remove(&model).unwrap_or_default());
    table(t, "model", Model::OF_PARTICIPANTS.into_iter().map(part).collect())
}

/// The ways there were, in their usual order; what is not written down has a line of its own.
fn written(t: &Text, kind: &str, codes: &[&str], mut found: BTreeMap<Option<String>, Sum>) -> Table {
    let unknown = found.remove(&None).map(|sum| (t.get("dose-not-written"), sum));
    let mut parts: Vec<_> = codes
        .iter()
        .filter_map(|code| found.remove(&Some((*code).to_string())).map(|sum| (t.code(kind, code), sum)))
        .collect();
    parts.extend(unknown);
    table(t, kind, parts)
}

fn stay_row(t: &Text, stay: &Stay, rhythm: &Rhythm) -> StayRow {
    let days = |days: Option<i64>, none: &str| {
        days.map_or_else(|| t.get(none), |days| t.with("dose-days", "n", days))
    };
    let times =
        |count: Option<usize>| count.map_or_else(|| t.get("dose-none-yet"), |count| count.to_string());
    let longest = if rhythm.first_after.is_none() { "dose-none-yet" } else { "dose-one-only" };
    StayRow {
        enrolled: match stay.until {
            Some(until) => t.args(
                "dose-stay-ended",
                [("from", t.date(&stay.from).into()), ("to", t.date(&until).into())],
            ),
            None => t.with("dose-stay", "from", t.date(&stay.from)),
        },
        first: days(rhythm.first_after, "dose-none-yet"),
        longest: days(rhythm.longest(), longest),
        over_14: times(rhythm.over(14)),
        over_30: times(rhythm.over(30)),
    }
}

/// Minutes in each of the last [`MONTHS`] months, with the contacts beside them in the table.
pub(super) fn months(t: &Text, contacts: &[Contact], today: Date) -> Chart {
    let mut found = by(contacts, |contact| contact.on.first_of_month());
    let this = today.first_of_month();
    let months = (0..MONTHS).rev().map(|back| this.saturating_sub(back.months()));
    let counted: Vec<(Date, Sum)> =
        months.map(|month| (month, found.remove(&month).unwrap_or_default())).collect();
    let short = |month: &Date| t.get(&format!("month-short-{}", month.month()));
    let column = |(month, sum): &(Date, Sum)| (short(month), u32::try_from(sum.minutes).unwrap_or(u32::MAX));
    let row = |(month, sum): &(Date, Sum)| {
        let name = format!("{} {}", short(month), month.year());
        vec![name, sum.contacts.to_string(), sum.minutes.to_string()]
    };
    Chart {
        id: "months".to_string(),
        title: t.get("dose-months"),
        words: t.get("dose-months-words"),
        drawing: columns(&counted.iter().map(column).collect::<Vec<_>>()),
        legend: Vec::new(),
        head: vec![t.get("dose-month"), t.get("dose-contacts"), t.get("dose-minutes")],
        rows: counted.iter().map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::dose::sample::contact;
    use super::*;
    use crate::web::Language;

    #[test]
    fn every_code_has_a_word_and_every_table_its_whole() {
        for language in Language::ALL {
            let t = Text::new(language, jiff::tz::TimeZone::UTC);
            for model in Model::ALL {
                assert!(t.has(&format!("dose-model-{}", model.code().replace('_', "-"))), "{model:?}");
            }
            let contacts = [contact(1, Model::OneToOne, 3, 52), contact(1, Model::SupportGroup, 9, 50)];
            let ways = written(&t, "mode", &WAYS, by(&contacts, |contact| contact.mode.clone()));
            let minutes: Vec<_> = ways.rows.iter().map(|row| row.minutes.as_str()).collect();
            assert_eq!(minutes, ["52", "50"], "by phone, and not written down");
            assert_eq!(ways.total.map(|row| row.minutes), Some("102".to_string()));
            let months = months(&t, &contacts, "2026-02-10".parse().unwrap());
            assert_eq!(
                months.rows.iter().rev().take(2).map(|row| row[2].as_str()).collect::<Vec<_>>(),
                ["0", "102"]
            );
        }
    }
}
