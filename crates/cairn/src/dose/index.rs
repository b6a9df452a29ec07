//! How much support the program gave in a period. Sums only, no names: not of people, not of groups, not of families.

use std::collections::BTreeSet;

use askama::Template;
use cairn_evidence::{Cell, Table as Cells};

use super::contact::Model;
use super::cut::{Cut, cut};
use super::dose::Sum;
use super::parts::{Row, Table};
use super::program::{GAPS, Program, WAITS, Way};
use super::store;
use crate::ids::PersonId;
use crate::outcomes::{Asked, Period, READERS, cell, decimal, smallest_group, tabs};
use crate::tools::{self, Used};
use crate::web::{Answer, Form, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "dose/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    f: Form,
    tabs: Vec<(&'static str, &'static str)>,
    /// None when everybody together is too few.
    models: Option<Table>,
    ways: Option<Table>,
    /// Median contacts and minutes.
    each: Option<(String, String)>,
    waits: Vec<(String, String)>,
    wait: Option<String>,
    gaps: Option<Vec<(String, String)>>,
    gap: Option<String>,
    smallest: i64,
    /// Times that somebody came to a public group, and their minutes; none when it is too few to tell.
    heads: Option<(i64, i64)>,
    /// Tools, people who used each, and uses; none when everybody together is too few.
    tools: Option<Vec<(String, String, String)>>,
}

pub async fn index(visit: Visit, mut form: Form) -> Answer {
    let asked = Asked::read(&mut form);
    let (visitor, (period, found, smallest, heads, used)) = visit
        .read(move |desk| {
            let seat = desk.seat(&READERS)?;
            let (today, zone) = (desk.today(), desk.program.zone.clone());
            let period = asked.period(today);
            let smallest = smallest_group(desk, &seat, period);
            // Who enrolled in the period may have had the first contact after it.
            let since = Period { from: period.from, to: period.to.max(today) };
            let contacts = store::of_program(desk.tx, &seat, since.instants(&zone), &zone, desk.now)?;
            let stays = store::stays(desk.tx, &seat)?;
            let heads = store::heads(desk.tx, &seat, period.instants(&zone))?;
            let found = Program::of(&contacts, &stays, (period, today), smallest);
            let used = tools::of_program(desk.tx, &seat, (period.from, period.to))?;
            Ok((period, found, smallest, heads, used))
        })
        .await?;
    let (t, shell) = visitor.shell("nav-outcomes");
    asked.fill(&mut form, period);
    let page = IndexPage {
        tabs: tabs(&visitor),
        models: table(&t, "model", &found.models, |model: &Model| t.code("dose-model", model.code())),
        ways: found.ways.as_ref().and_then(|ways| table(&t, "way", ways, |way| way_name(&t, way))),
        each: found.each.map(|(contacts, minutes)| (decimal(contacts), decimal(minutes))),
        waits: cells(&t, "wait", &found.waits, &WAITS),
        wait: found.wait.map(decimal),
        gaps: found.gaps.as_ref().map(|gaps| cells(&t, "gap", gaps, &GAPS)),
        gap: found.gap.map(decimal),
        tools: tools_used(&t, &used, smallest),
        smallest: i64::try_from(smallest).unwrap_or(i64::MAX),
        heads: Some(heads)
            .filter(|(heads, _)| *heads > 0 && *heads >= i64::try_from(smallest).unwrap_or(i64::MAX)),
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

impl IndexPage {
    fn heads_line(&self, heads: &(i64, i64)) -> String {
        self.t.args("dose-heads-line", [("heads", heads.0.into()), ("minutes", heads.1.into())])
    }
}

/// None when nothing of it may be shown.
fn table<K>(t: &Text, kind: &str, cut: &Cut<K>, name: impl Fn(&K) -> String) -> Option<Table> {
    let whole = cut.total.as_ref()?;
    let row = |(key, sum): &(K, Option<Sum>)| match sum {
        Some(sum) => Row::of(t, name(key), sum, (whole, true)),
        None => Row::hidden(t, name(key)),
    };
    let mut rows: Vec<Row> = cut.rows.iter().map(row).collect();
    if let Some(together) = &cut.together {
        rows.push(Row::of(t, t.get("dose-hidden-together"), together, (whole, false)));
    }
    Some(Table {
        caption: t.get(&format!("dose-by-{kind}")),
        by: t.get(&format!("dose-{kind}")),
        who: Some(t.get("dose-who")),
        rows,
        total: Some(Row::of(t, t.get("dose-all"), whole, (whole, false))),
    })
}

/// Each tool with the people who used it and the uses, as far as it may be shown.
fn tools_used(t: &Text, used: &Used, smallest: usize) -> Option<Vec<(String, String, String)>> {
    let part = |(tool, (uses, people)): (&String, &(usize, BTreeSet<PersonId>))| {
        let who = people.iter().map(|person| (*person).into()).collect();
        (tool.clone(), Sum { who, contacts: u64::try_from(*uses).unwrap_or(u64::MAX), minutes: 0 })
    };
    let found = cut(used.tools.iter().map(part).collect(), smallest);
    found.total.as_ref().filter(|total| total.contacts > 0)?;
    let row = |(tool, sum): &(String, Option<Sum>)| {
        let (people, uses) = match sum {
            Some(sum) => (sum.who.len().to_string(), sum.contacts.to_string()),
            None => (t.get("outcomes-hidden"), t.get("outcomes-hidden")),
        };
        (used.name(t, tool), people, uses)
    };
    Some(found.rows.iter().map(row).collect())
}

fn way_name(t: &Text, (mode, setting): &Way) -> String {
    match setting {
        Some(setting) => t.args(
            "dose-way-at",
            [("mode", t.code("mode", mode).into()), ("setting", t.code("setting", setting).into())],
        ),
        None => t.code("mode", mode),
    }
}

/// Counts of people: up to each limit, over the last one, nothing to measure; and all of them.
fn cells(t: &Text, kind: &str, cells: &Cells, limits: &[i64]) -> Vec<(String, String)> {
    let mut from = 0;
    let mut names: Vec<String> = Vec::new();
    for limit in limits {
        names.push(t.args("dose-days-range", [("from", from.into()), ("to", (*limit).into())]));
        from = limit + 1;
    }
    names.push(t.with("dose-days-over", "n", from - 1));
    names.push(t.get(&format!("dose-{kind}-none")));
    let all = (t.get(&format!("dose-{kind}-all")), cells.total);
    let named = names.into_iter().zip(cells.cells.iter().copied());
    named.chain([all]).map(|(name, count): (String, Cell)| (name, cell(t, count))).collect()
}
