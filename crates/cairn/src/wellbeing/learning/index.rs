//! The ledger: entries, sums by domain, practice, and how far it is to what a board asks for.

use askama::Template;

use super::entry::{Entry, by_domain};
use super::requirement::{self, Progress};
use super::store;
use crate::access::Desk;
use crate::web::{Answer, Page, PageRequest, Problem, Shell, Text, Visit};
use crate::wellbeing::Own;
use crate::wellbeing::work::{self, Work};

/// The sums of a ledger, in minutes.
pub struct Sums {
    pub domains: Vec<(&'static str, i64)>,
    /// Work with people by kind: code and minutes.
    pub practice: Vec<(&'static str, i64)>,
    pub requirements: Vec<Board>,
}

/// One board's requirement and how far it is.
pub struct Board {
    pub name: &'static str,
    pub source: &'static str,
    pub parts: Vec<Progress>,
}

impl Sums {
    /// `entries` may hold some that were replaced: those are not counted.
    pub fn of(entries: &[Entry], work: &[Work]) -> Sums {
        let standing: Vec<Entry> = entries.iter().filter(|one| !one.is_gone).cloned().collect();
        let minutes =
            |kind: &str| -> i64 { work.iter().filter(|one| one.kind == kind).map(|one| one.minutes).sum() };
        let practice: Vec<(&'static str, i64)> =
            work::KINDS.into_iter().map(|kind| (kind, minutes(kind))).collect();
        let all: i64 = practice.iter().map(|(_, minutes)| minutes).sum();
        Sums {
            domains: by_domain(&standing).into(),
            requirements: requirement::all()
                .iter()
                .map(|one| Board {
                    name: &one.name,
                    source: &one.source,
                    parts: one.progress(&standing, all),
                })
                .collect(),
            practice,
        }
    }

    /// Everything that is counted of the viewer's.
    pub fn find(desk: &mut Desk<'_, '_>, own: &Own) -> Result<(Vec<Entry>, Vec<Work>), Problem> {
        let entries = store::all(desk.tx, own)?;
        let work = work::of(desk.tx, own, (jiff::Timestamp::UNIX_EPOCH, desk.now))?;
        Ok((entries, work))
    }
}

#[derive(Template)]
#[template(path = "wellbeing/learning/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    entries: Page<Entry>,
    sums: Sums,
}

pub async fn index(visit: Visit, page: PageRequest) -> Answer {
    let (visitor, (entries, work)) = visit
        .read(|desk| {
            let own = Own::open(desk)?;
            Sums::find(desk, &own)
        })
        .await?;
    let (t, shell) = visitor.shell("wellbeing-title");
    let sums = Sums::of(&entries, &work);
    let entries = page.page(page.cut(entries));
    visitor.show(IndexPage { t, shell, entries, sums })
}
