//! What leaves, in the three forms it can have. Each takes the permit, and each carries the notice word for word, the
//! scope, and the labels of every record.

use askama::Template;
use serde::Serialize;

use super::{Egress, Permit, Shape, csv_text};
use crate::web::{Problem, Shell, Text};

#[derive(Template)]
#[template(path = "disclosures/sheet.html")]
struct SheetPage<'a> {
    t: Text,
    shell: Shell,
    permit: &'a Permit,
    lines: Vec<Line>,
}

/// A line of what leaves, in words.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    pub category: String,
    pub on: String,
    pub item: String,
    pub value: String,
    pub labels: Vec<String>,
}

/// What leaves, line by line.
pub fn lines(permit: &Permit, t: &Text) -> Vec<Line> {
    let mut all = Vec::new();
    for leaf in permit.leaves() {
        let on =
            leaf.at.map(|at| at.to_zoned_datetime(t.zone.clone()).date().to_string()).unwrap_or_default();
        for (item, said) in &leaf.lines {
            all.push(Line {
                category: t.code("disclosure-category", leaf.category.name()),
                on: on.clone(),
                item: t.get(item),
                value: said.in_words(t),
                labels: permit.labels_of(leaf),
            });
        }
    }
    all
}

/// A page to be read or printed.
pub fn page(permit: &Permit, t: Text, shell: Shell) -> Result<Egress, Problem> {
    let lines = lines(permit, &t);
    let html = SheetPage { t, shell, permit, lines }
        .render()
        .map_err(|_| Problem::Defect("a template could not be drawn"))?;
    Ok(Egress::permitted(permit, Shape::Page, html.into_bytes()))
}

/// A table for a spreadsheet. The notice and the scope are its first rows.
pub fn csv(permit: &Permit, t: &Text) -> Result<Egress, Problem> {
    let labels = permit.labels().join(" ");
    let about = |what: &str, words: &str| {
        vec!["about".to_string(), String::new(), what.to_string(), words.to_string(), labels.clone()]
    };
    let mut rows = vec![
        about("notice", permit.notice()),
        about("scope", permit.scope()),
        about("disclosure", &permit.ledger().to_string()),
        about("disclosed_at", &permit.at().to_string()),
        about("to", permit.recipient()),
        about("purpose", permit.purpose().name()),
        about("person", permit.about()),
    ];
    rows.extend(
        lines(permit, t)
            .into_iter()
            .map(|line| vec![line.category, line.on, line.item, line.value, line.labels.join(" ")]),
    );
    let body = csv_text::table(permit, &["category", "date", "item", "value", "labels"], &rows)?;
    Ok(Egress::permitted(permit, Shape::Csv, body))
}

/// The form that another program reads, and that this one takes in again (`received_page.rs`).
pub const FORMAT: &str = "cairn-pages/1";

#[derive(Serialize)]
struct Pages<'a> {
    format: &'static str,
    disclosure: String,
    disclosed_at: String,
    to: &'a str,
    person: &'a str,
    purpose: &'static str,
    basis: &'static str,
    description: &'a str,
    notice: Notice,
    scope: &'a str,
    labels: Vec<Label>,
    records: Vec<Piece<'a>>,
}

#[derive(Serialize)]
struct Notice {
    version: &'static str,
    text: &'static str,
}

/// A security label with the code system it is from (HL7 Data Segmentation for Privacy).
#[derive(Serialize)]
struct Label {
    system: &'static str,
    code: String,
}

#[derive(Serialize)]
struct Piece<'a> {
    id: &'a str,
    category: &'static str,
    at: Option<String>,
    lines: Vec<(String, String)>,
    labels: Vec<Label>,
}

fn label(code: &str) -> Label {
    let system = match code {
        "N" | "R" | "V" | "L" | "M" | "U" => "http://terminology.hl7.org/CodeSystem/v3-Confidentiality",
        _ => "http://terminology.hl7.org/CodeSystem/v3-ActCode",
    };
    Label { system, code: code.to_string() }
}

pub fn json(permit: &Permit, t: &Text) -> Result<Egress, Problem> {
    let records = permit.leaves().iter().map(|leaf| Piece {
        id: &leaf.id,
        category: leaf.category.name(),
        at: leaf.at.map(|at| at.to_string()),
        lines: leaf.lines.iter().map(|(item, said)| (t.get(item), said.in_words(t))).collect(),
        labels: permit.labels_of(leaf).iter().map(|code| label(code)).collect(),
    });
    let pages = Pages {
        format: FORMAT,
        disclosure: permit.ledger().to_string(),
        disclosed_at: permit.at().to_string(),
        to: permit.recipient(),
        person: permit.about(),
        purpose: permit.purpose().name(),
        basis: permit.basis(),
        description: permit.description(),
        notice: Notice { version: permit.notice_version(), text: permit.notice() },
        scope: permit.scope(),
        labels: permit.labels().iter().map(|code| label(code)).collect(),
        records: records.collect(),
    };
    let body = serde_json::to_vec_pretty(&pages)
        .map_err(|_| Problem::Defect("pages could not be written as JSON"))?;
    Ok(Egress::permitted(permit, Shape::Json, body))
}
