//! A part at a glance: where it stands, what can be done next, the steps, and the way out.

use askama::Template;
use axum::extract::Path;

use super::follow_up_due::due;
use super::opened::{self, Opened};
use super::page::{self, Head};
use super::release::Kind;
use super::{Phase, hand_over, store};
use crate::access::{Desk, Role};
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Shell, Text, Visit};

/// A step, where it is done, and how it stands: done, now, open, later.
struct Step {
    code: &'static str,
    href: Option<String>,
    state: &'static str,
    /// The other handed over words of this step that wait to be read.
    is_unread: bool,
}

#[derive(Template)]
#[template(path = "relationships/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: Head,
    phase: Phase,
    /// The questions after a first contact are open.
    is_due: bool,
    steps: Vec<Step>,
    /// Where what comes next is done.
    next: Option<String>,
    /// Asked for and not carried, for whoever carries it.
    carries: bool,
    /// The lines that help where it is not safe: name and number.
    lines: Vec<(String, String)>,
}

impl ShowPage {
    fn phase_words(&self) -> String {
        page::phase_words(&self.t, self.phase, self.head.own)
    }

    fn next_words(&self) -> String {
        if self.is_due && self.phase == Phase::After {
            return self.t.get("repair-next-due");
        }
        page::next_words(&self.t, self.phase, self.head.of_family)
    }

    /// Nothing is left to stop once either did.
    fn may_stop(&self) -> bool {
        self.head.own && !matches!(self.phase, Phase::Stopped | Phase::StoppedByOther)
    }

    /// Whether what helps beside a repair is shown: it does not go on, or not now.
    fn shows_paths(&self) -> bool {
        self.head.own && (self.phase == Phase::OtherPaths || self.phase.is_ended())
    }
}

struct Found {
    opened: Opened,
    accounts: bool,
    amends: bool,
    is_due: bool,
    unread: Vec<Kind>,
    lines: Vec<(String, String)>,
}

pub async fn show(visit: Visit, Path(id): Path<RowId>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, id).await
}

fn load(desk: &mut Desk<'_, '_>, id: RowId) -> Result<Found, Problem> {
    let opened = opened::open(desk, id)?;
    let accounts = store::accounts(desk.tx, &opened.part)?;
    let amends = store::amends(desk.tx, &opened.part)?;
    let accounts = accounts.first().is_some_and(|one| opened.reads(one.tier));
    let amends = amends.iter().any(|one| opened.reads(one.tier));
    let answered = store::follow_ups(desk.tx, &opened.part)?.into_iter().map(|one| one.due);
    let answered: Vec<String> = answered.collect();
    let today = desk.today();
    let is_due = opened.standing.held_on.is_some_and(|on| due(on, &answered, today).is_some());
    let unread = match opened.other_part().filter(|_| opened.is_own()) {
        Some(other) => hand_over::unread(desk, &opened.standing, (opened.side(), other))?,
        None => Vec::new(),
    };
    let lines = desk.program.settings.repair.lines();
    Ok(Found { opened, accounts, amends, is_due, unread, lines })
}

/// Which step is done next, by phase.
pub(super) fn next(phase: Phase, is_due: bool) -> Option<&'static str> {
    match phase {
        Phase::Look | Phase::LookAgain => Some("safety"),
        Phase::Readiness => Some("readiness"),
        Phase::Preparing | Phase::ToAnswer => Some("permission"),
        Phase::Planning | Phase::ToAgree | Phase::Ready => Some("first-contact"),
        Phase::After if is_due => Some("follow-up"),
        Phase::After => Some("ledger"),
        _ => None,
    }
}

fn steps(found: &Found) -> Vec<Step> {
    let (opened, phase) = (&found.opened, found.opened.shown_phase());
    let own = opened.standing.of(opened.side());
    let crossed = opened.standing.is_crossed();
    let held = opened.standing.held_on.is_some();
    let looked = !own.looks.is_empty();
    // Code, whether it is done, and whether it can be opened.
    let all = [
        ("safety", own.is_clear() && !opened.private, true),
        ("readiness", own.is_ready, looked),
        ("account", found.accounts, looked),
        ("amends", found.amends, looked),
        ("letters", false, opened.is_own()),
        ("permission", crossed, looked && phase != Phase::OtherPaths),
        ("first-contact", held, crossed && phase != Phase::OtherPaths),
        ("ledger", false, held && opened.is_own()),
        ("follow-up", false, held),
    ];
    let now = next(phase, found.is_due);
    all.into_iter()
        .map(|(code, done, opens)| {
            let state = match (now == Some(code), done, opens) {
                (true, ..) => "now",
                (_, true, _) => "done",
                (_, _, true) => "open",
                _ => "later",
            };
            let is_unread = found.unread.iter().any(|kind| kind.step() == code);
            let at = if is_unread { "#received" } else { "" };
            Step {
                code,
                state,
                is_unread,
                href: opens.then(|| format!("/relationships/{}/{code}{at}", opened.part.id)),
            }
        })
        .collect()
}

pub(super) async fn draw(visit: Visit, form: Form, id: RowId) -> Answer {
    let (visitor, found) = visit.write(move |desk| load(desk, id)).await?;
    let steps = steps(&found);
    let opened = &found.opened;
    let phase = opened.shown_phase();
    let next = next(phase, found.is_due).filter(|_| opened.is_own());
    let (t, shell) = visitor.shell("repair-title");
    let page = ShowPage {
        head: Head::of(opened),
        next: next.map(|code| format!("/relationships/{id}/{code}")),
        carries: opened.record.acting_as() == Role::Coordinator && opened.standing.may_carry().is_ok(),
        is_due: found.is_due,
        steps,
        phase,
        lines: found.lines,
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}
