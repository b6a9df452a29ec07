//! The copy of the own record, a participant's or a family member's: a page to read and print, and the same for machines.

use askama::Template;
use axum::extract::Path;
use axum::response::IntoResponse;
use cairn_db::Value;
use jiff::Timestamp;
use serde_json::{Map, Value as Json, json};

use super::copied::{By, COPIED};
use super::copied_of_family::COPIED_OF_FAMILY;
use super::store;
use super::words::{answers, word};
use crate::access::{Desk, RecordId, RecordOf};
use crate::assessments::library;
use crate::audit::Act;
use crate::disclosures::{Egress, Shape};
use crate::ids::{FamilyMemberId, ParticipantId, RowId};
use crate::relationships;
use crate::shared_sessions;
use crate::web::{Answer, Form, Problem, Shell, Text, Visit};

/// The rows of one table, with every column under its name.
struct Part {
    table: &'static str,
    rows: Vec<Vec<(String, Value)>>,
}

/// A line of the readable copy.
pub(super) struct Line {
    pub label: String,
    pub value: String,
}

struct Section {
    title: String,
    rows: Vec<Vec<Line>>,
}

#[derive(Template)]
#[template(path = "keeping/copy.html")]
struct CopyPage {
    t: Text,
    shell: Shell,
    f: Form,
    /// The address of the record.
    here: String,
    of_family: bool,
    made_at: Timestamp,
    sections: Vec<Section>,
    request: Option<(RowId, Timestamp)>,
    ending: Option<String>,
}

/// Opens the record for its own person, who alone may take a copy of it.
fn own(desk: &mut Desk<'_, '_>, id: RecordId, form: &'static str) -> Result<(RecordOf, Vec<Part>), Problem> {
    let record = desk.open_own(id)?;
    let parts = parts(desk, &record)?;
    let copy: RowId = desk.id();
    store::requests::add_copy(desk.tx, &record, (copy, form), (desk.now, desk.viewer.person))?;
    desk.enter_either(&record, Act::Exported, "record_copy", Some(copy.to_string()))?;
    Ok((record, parts))
}

/// Table, whose id is asked for, the columns, and the condition.
type Listed = (&'static str, By, &'static str, &'static str);

fn parts(desk: &mut Desk<'_, '_>, record: &RecordOf) -> Result<Vec<Part>, Problem> {
    let (listed, talks): (Vec<Listed>, Vec<RowId>) = match record {
        RecordOf::Participant(_) => {
            let whole = COPIED.iter().map(|(table, by, condition)| (*table, *by, "*", *condition));
            (whole.collect(), Vec::new())
        }
        RecordOf::FamilyMember(record) => {
            let talks = shared_sessions::of_member(desk, record)?;
            (COPIED_OF_FAMILY.to_vec(), talks.into_iter().map(|talk| talk.id).collect())
        }
    };
    // So that answers to the program's own questionnaires have their words too.
    library::all(desk.tx)?;
    let mut parts = Vec::new();
    for (table, by, columns, condition) in listed {
        let ids: Vec<Value> = match by {
            By::Participant | By::Member => vec![record.id().into()],
            By::Person => vec![record.person().into()],
            By::Talk => talks.iter().map(|talk| Value::from(*talk)).collect(),
        };
        let sql = ["SELECT ", columns, " FROM ", table, " WHERE ", condition].concat();
        let mut rows = Vec::new();
        for id in ids {
            rows.extend(desk.tx.all(&sql, &[id], |row| row.values())?);
        }
        if !rows.is_empty() {
            parts.push(Part { table, rows });
        }
    }
    Ok(parts)
}

pub async fn show(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    draw(visit, RecordId::Participant(id)).await
}

pub async fn show_of_family(visit: Visit, Path(id): Path<FamilyMemberId>) -> Answer {
    draw(visit, RecordId::FamilyMember(id)).await
}

async fn draw(visit: Visit, id: RecordId) -> Answer {
    let form = visit.new_form();
    let (visitor, (parts, request, ending, made_at)) = visit
        .write(move |desk| {
            let (record, parts) = own(desk, id, "page")?;
            let request = store::requests::open(desk.tx, &record)?;
            Ok((parts, request, store::requests::last_ending(desk.tx, &record)?, desk.now))
        })
        .await?;
    let (t, shell) = visitor.shell("copy-title");
    let sections = parts.iter().filter_map(|part| readable(&t, part)).collect();
    let (here, of_family) = (id.path(), id.member().is_some());
    visitor.show(CopyPage { sections, f: form, here, of_family, made_at, request, ending, t, shell })
}

pub async fn json(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    file(visit, RecordId::Participant(id)).await
}

pub async fn json_of_family(visit: Visit, Path(id): Path<FamilyMemberId>) -> Answer {
    file(visit, RecordId::FamilyMember(id)).await
}

async fn file(visit: Visit, id: RecordId) -> Answer {
    let (_, egress) = visit
        .write(move |desk| {
            let (record, parts) = own(desk, id, "json")?;
            desk.require_step_up()?;
            let body = written(parts, &desk.program.name, id, desk.now)?;
            Egress::to_self(&record, Shape::Json, body)
        })
        .await?;
    Ok(egress.into_response())
}

fn written(parts: Vec<Part>, program: &str, id: RecordId, now: Timestamp) -> Result<Vec<u8>, Problem> {
    let tables: Map<String, Json> = parts
        .into_iter()
        .map(|part| {
            let row = |row: Vec<(String, Value)>| {
                // Marks for look-ups say nothing to anybody.
                let told = row.into_iter().filter(|(name, _)| !name.ends_with("_key"));
                Json::Object(told.map(|(name, value)| (name, cell(value))).collect())
            };
            (part.table.to_string(), Json::Array(part.rows.into_iter().map(row).collect()))
        })
        .collect();
    let copy = json!({
        "about": "Everything this program keeps about you. Instants (…_at) are milliseconds since 1970-01-01T00:00Z, \
                  dates (…_on) year-month-day, amounts (…_cents) cents.",
        "program": program,
        (id.kind()): id.to_string(),
        "made_at": now,
        "record": tables,
    });
    serde_json::to_vec_pretty(&copy).map_err(|_| Problem::Defect("a copy could not be written"))
}

fn cell(value: Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Integer(number) => json!(number),
        Value::Real(number) => json!(number),
        Value::Text(text) => json!(text),
        Value::Blob(bytes) => json!(data_encoding::BASE64.encode(&bytes)),
    }
}

/// The columns that have a label, in the reader's language; the rest (ids, keys) is in the machine's copy.
fn readable(t: &Text, part: &Part) -> Option<Section> {
    let rows: Vec<Vec<Line>> = part
        .rows
        .iter()
        .map(|row| row.iter().flat_map(|(name, value)| lines(t, part.table, row, (name, value))).collect())
        .collect();
    let rows: Vec<_> = rows.into_iter().filter(|lines: &Vec<Line>| !lines.is_empty()).collect();
    (!rows.is_empty()).then(|| Section { title: t.code("copy-table", part.table), rows })
}

/// The lines of one value: one for most, one a question for a questionnaire, none for what has no label.
fn lines(t: &Text, table: &str, row: &[(String, Value)], (name, value): (&str, &Value)) -> Vec<Line> {
    if (table, name) == ("assessments", "answers") {
        return answers(t, row);
    }
    if let (("repair_screens", "answers"), Value::Text(kept)) = ((table, name), value) {
        let told = relationships::look_in_words(t, kept).into_iter();
        return told.map(|(label, value)| Line { label, value }).collect();
    }
    let label = ["copy-column-", &name.replace('_', "-")].concat();
    let value = if t.has(&label) { told(t, table, row, (name, value)) } else { None };
    value.map(|value| Line { label: t.get(&label), value }).into_iter().collect()
}

fn told(t: &Text, table: &str, row: &[(String, Value)], (name, value): (&str, &Value)) -> Option<String> {
    Some(match value {
        Value::Null => return None,
        Value::Integer(number) if name.ends_with("_at") => {
            t.instant(&Timestamp::from_millisecond(*number).ok()?)
        }
        Value::Integer(number) if name.ends_with("_cents") => t.cents(number),
        Value::Integer(number) => word(t, table, name, row, &number.to_string()),
        Value::Real(number) => number.to_string(),
        Value::Text(text) if name.ends_with("_on") => {
            text.parse().map_or_else(|_| text.clone(), |date| t.date(&date))
        }
        Value::Text(text) => word(t, table, name, row, text),
        Value::Blob(_) => return None,
    })
}
