//! Every policy by what is due, for the people who call payers.

use askama::Template;
use jiff::civil::Date;

use super::flags::{Flag, flags};
use super::store::{self, PolicyLine};
use crate::access::Role;
use crate::web::{Answer, Form, Page, PageRequest, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "benefits/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    search: String,
    policies: Page<FlaggedLine>,
}

/// A policy in a list with its flags of the day.
pub struct FlaggedLine {
    pub line: PolicyLine,
    pub flags: Vec<Flag>,
}

impl FlaggedLine {
    pub fn on(today: Date) -> impl Fn(PolicyLine) -> FlaggedLine {
        move |line| FlaggedLine { flags: flags(&line.facts, today), line }
    }

    /// The hue of the badge: that of the gravest flag.
    pub fn kind(&self) -> &'static str {
        self.flags.first().map_or("moss", |flag| flag.kind())
    }

    /// Flags that matter to the insured person.
    pub fn for_person(&self) -> Vec<Flag> {
        self.flags.iter().copied().filter(|flag| !flag.is_ours()).collect()
    }
}

pub async fn index(visit: Visit, page: PageRequest, query: Form) -> Answer {
    let search: String = query.value("search").trim().chars().take(80).collect();
    let wanted = search.clone();
    let (visitor, policies) = visit
        .read(move |desk| {
            let seat = desk.seat(&[Role::Coordinator, Role::Biller])?;
            let lines = store::of_program(desk.tx, &seat, &wanted, desk.today(), page)?;
            Ok(page.page(lines.into_iter().map(FlaggedLine::on(desk.today())).collect()))
        })
        .await?;
    let (t, shell) = visitor.shell("policies-title");
    let policies = policies.with_query(&query.query("search"));
    visitor.show(IndexPage { t, shell, search, policies })
}
