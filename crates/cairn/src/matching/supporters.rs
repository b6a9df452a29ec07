//! Supporters: the list for coordinators and supervisors, and one supporter's page.

use askama::Template;
use axum::extract::Path;
use cairn_matching::Shared;
use uuid::Uuid;

use super::reason::{self, Reader};
use super::standing::Standing;
use super::store::supporters::{self, Asking, Profile, SupporterLine};
use super::{conflicts, experience, languages, times};
use crate::access::Role;
use crate::ids::SupporterId;
use crate::program::Caseload;
use crate::web::{Answer, Choice, Form, Page, PageRequest, Problem, Shell, Text, Visit};

/// `moss` room left, `amber` from the program's warning on, `clay` full: for a badge.
fn load_hue(matched: u32, capacity: u32, caseload: &Caseload) -> &'static str {
    if matched >= capacity {
        "clay"
    } else if matched >= caseload.warn_at {
        "amber"
    } else {
        "moss"
    }
}

/// A supporter's line, in words.
pub struct LineView {
    pub id: SupporterId,
    pub name: String,
    pub hue: &'static str,
    pub load: String,
    pub offered: u32,
    pub languages: String,
    pub paused: bool,
}

pub fn line_view(t: &Text, line: &SupporterLine, caseload: &Caseload) -> LineView {
    LineView {
        id: line.id,
        name: line.name.clone(),
        hue: load_hue(line.matched, line.capacity, caseload),
        load: load_words(t, line.matched, line.capacity),
        offered: line.offered,
        languages: language_words(t, &line.languages),
        paused: line.paused,
    }
}

fn load_words(t: &Text, matched: u32, capacity: u32) -> String {
    t.args("peer-supporters-n-of", [("n", matched.into()), ("capacity", capacity.into())])
}

fn language_words(t: &Text, codes: &[String]) -> String {
    codes.iter().map(|code| languages::word(t, code)).collect::<Vec<_>>().join(", ")
}

#[derive(Template)]
#[template(path = "matching/supporters.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    list: Page<LineView>,
}

pub async fn index(visit: Visit, page: PageRequest) -> Answer {
    let (visitor, (lines, caseload)) = visit
        .read(move |desk| {
            let seat = desk.seat(&[Role::Coordinator, Role::Supervisor])?;
            let supervisor = (seat.role() == Role::Supervisor).then(|| seat.person());
            let caseload = desk.program.settings.caseload.clone();
            Ok((supporters::lines(desk.tx, &seat, &caseload, supervisor, page)?, caseload))
        })
        .await?;
    let (t, shell) = visitor.shell("peer-supporters-title");
    let list = page.page(lines.iter().map(|line| line_view(&t, line, &caseload)).collect());
    visitor.show(IndexPage { t, shell, list })
}

#[derive(Template)]
#[template(path = "matching/supporter.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    f: Form,
    profile: Profile,
    own: bool,
    /// Whether the viewer may pause and resume.
    steers: bool,
    hue: &'static str,
    load: String,
    languages: String,
    times: String,
    gender: Option<String>,
    shown: Vec<String>,
    asking: Vec<AskingView>,
    conflict_kinds: Vec<Choice>,
}

struct AskingView {
    asking: Asking,
    /// Each row's forms have a key of their own: answering two people is not the same form sent twice.
    key: Uuid,
    language: String,
    lines: Vec<String>,
}

struct Loaded {
    profile: Profile,
    shown: Vec<Shared>,
    asking: Vec<(Asking, Uuid)>,
    caseload: Caseload,
    own: bool,
    steers: bool,
}

pub async fn show(visit: Visit, Path(id): Path<SupporterId>) -> Answer {
    let form = visit.new_form();
    let (visitor, loaded) = visit
        .read(move |desk| {
            let standing = Standing::of(desk, id)?;
            let asking = match standing.own() {
                Some(own) => supporters::asking(desk.tx, own)?,
                None => Vec::new(),
            };
            Ok(Loaded {
                profile: supporters::profile(desk.tx, standing.seat(), id)?.ok_or(Problem::NotFound)?,
                shown: supporters::shown(desk.tx, standing.seat(), id)?,
                asking: asking.into_iter().map(|asking| (asking, desk.id())).collect(),
                caseload: desk.program.settings.caseload.clone(),
                own: standing.own().is_some(),
                steers: standing.own().is_some() || standing.is_coordinator(),
            })
        })
        .await?;
    let (t, shell) = visitor.shell("peer-supporters-title");
    visitor.show(page(t, shell, form, loaded))
}

fn page(t: Text, shell: Shell, f: Form, loaded: Loaded) -> ShowPage {
    let Loaded { profile, shown, asking, caseload, own, steers } = loaded;
    let capacity = supporters::capacity(profile.own_capacity, &caseload);
    let view = |(asking, key): (Asking, Uuid)| AskingView {
        key,
        language: languages::word(&t, &asking.language),
        lines: reason::lines(&t, &asking.reasons, Reader::Supporter),
        asking,
    };
    ShowPage {
        hue: load_hue(profile.matched, capacity, &caseload),
        load: load_words(&t, profile.matched, capacity),
        languages: language_words(&t, &profile.languages),
        times: times::words(&t, &profile.times),
        gender: profile.gender.as_ref().map(|code| t.code("stated-gender", code)),
        shown: shown.iter().map(|item| experience::label(&t, item.kind, &item.value)).collect(),
        asking: asking.into_iter().map(view).collect(),
        conflict_kinds: conflicts::kinds(&t),
        t,
        shell,
        f,
        profile,
        own,
        steers,
    }
}
