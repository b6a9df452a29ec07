//! Keeping what was written, and that a tool was used: use is the dose.

use cairn_toolkit::{Answers, Tool};
use jiff::{SignedDuration, Timestamp, civil::Date};

use super::edit::{going_on, to_fill};
use super::library::Library;
use super::store::{self, Saving};
use super::whose::{At, Opened};
use super::worksheet::{COMPANY, NewUse, Worksheet};
use crate::access::{Desk, RecordOf, Tier};
use crate::audit::Act;
use crate::ids::{RowId, SessionId};
use crate::sessions;
use crate::web::{Form, Problem, Refusal};

/// Saving again within this time goes on with the same use.
const ONE_USE: SignedDuration = SignedDuration::from_hours(1);

/// How long a form may wait on a device and still count on the day on which it was written.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(24 * 31);

const NOT_LISTED: Refusal = Refusal { field: "tier", key: "form-choose-listed" };

/// What a form says beside the answers.
pub struct Typed {
    pub tier: Option<Tier>,
    pub company: Option<String>,
    pub session: Option<SessionId>,
    pub helpful: Option<i64>,
    pub used_on: Option<Date>,
    /// When it was written, where it waited for a network.
    pub made_at: Option<Timestamp>,
    /// Go on writing rather than read.
    pub goes_on: bool,
}

impl Typed {
    pub fn read(form: &mut Form) -> Typed {
        let mut codes = vec![Tier::Mine.code()];
        codes.extend(Tier::OFFERED_CODES);
        Typed {
            tier: form.choice("tier", &codes).as_deref().and_then(Tier::from_code),
            company: form.choice("company", &COMPANY),
            session: form.id("session"),
            helpful: form.integer("helpful", 0..=10),
            used_on: form.date("used_on"),
            made_at: form.value("made_at").parse().ok(),
            goes_on: form.value("then") == "edit",
        }
    }
}

/// The address of the worksheet.
pub fn keep(desk: &mut Desk<'_, '_>, at: &At, answers: Answers, typed: &Typed) -> Result<String, Problem> {
    let opened = Opened::to_fill(desk, at.whose)?;
    let library = Library::load(desk.tx)?;
    let sheet = going_on(desk, &opened, at, &to_fill(&library, at, true)?)?;
    let tool = to_fill(&library, at, sheet.is_some())?;
    let tier = tier(&opened, typed)?;
    let stamp = (desk.now, desk.viewer.person);
    let (worksheet, number, answers) = match sheet {
        Some((sheet, newest)) => {
            change_tier(desk, &opened, &sheet, tier)?;
            opened.enter(desk, (Act::Changed, "worksheet"), (sheet.id, tier))?;
            (sheet.id, sheet.version + 1, tool.keep(answers, &newest.answers))
        }
        None => {
            let id: RowId = desk.id();
            store::begin(desk.tx, &opened, (id, &tool.id, tier), stamp)?;
            opened.enter(desk, (Act::Created, "worksheet"), (id, tier))?;
            (id, 1, answers)
        }
    };
    let saving = Saving { id: desk.id(), worksheet, number, tool: &tool, answers: &answers };
    store::save(desk.tx, &opened, &saving, stamp)?;
    count(desk, &opened, (&tool, Some(worksheet), tier), typed)?;
    let end = if typed.goes_on { "/edit" } else { "" };
    Ok(format!("{}/worksheets/{worksheet}{end}", at.path()))
}

/// Nobody writes what they cannot read themselves.
pub fn tier(opened: &Opened, typed: &Typed) -> Result<Tier, Problem> {
    let tier = typed.tier.unwrap_or_else(|| super::usual_tier(opened));
    if opened.tiers().contains(&tier) { Ok(tier) } else { Err(NOT_LISTED.into()) }
}

/// Narrower by either of the two, wider only by the person it is about: the words are theirs.
fn change_tier(desk: &mut Desk<'_, '_>, opened: &Opened, sheet: &Worksheet, to: Tier) -> Result<(), Problem> {
    if sheet.tier == to {
        return Ok(());
    }
    sheet.tier.change(to, opened.is_own())?;
    if let Opened::Record(RecordOf::Participant(record)) = opened {
        desk.change_tier(record, ("worksheet", sheet.id.into()), (sheet.tier, to))?;
    }
    Ok(store::set_tier(desk.tx, opened, sheet, to)?)
}

/// Counts a use, unless a moment ago the same person used it on the same paper.
pub fn count(
    desk: &mut Desk<'_, '_>,
    opened: &Opened,
    (tool, worksheet, tier): (&Tool, Option<RowId>, Tier),
    typed: &Typed,
) -> Result<(), Problem> {
    let used_on = typed.used_on.or_else(|| written_on(desk, typed)).unwrap_or_else(|| desk.today());
    if used_on > desk.today() {
        return Err(Refusal { field: "used_on", key: "answer-in-the-future" }.into());
    }
    let session = in_session(desk, opened, typed.session)?;
    let stamp = (desk.now, desk.viewer.person);
    let since = desk.now.saturating_sub(ONE_USE).unwrap_or(desk.now);
    let before = match worksheet {
        Some(sheet) => store::lately_used(desk.tx, opened, sheet, (since, stamp.1))?,
        None => None,
    };
    let used = match before.filter(|(_, before)| session.is_none() || *before == session) {
        Some((id, _)) => id,
        None => {
            let usual = if opened.is_own() { "alone" } else { "supporter" };
            let company = match session {
                Some(_) => "supporter",
                None => typed.company.as_deref().unwrap_or(usual),
            };
            let new = NewUse { id: desk.id(), tool: &tool.id, worksheet, tier, session, company, used_on };
            store::add_use(desk.tx, opened, &new, stamp)?;
            new.id
        }
    };
    if let Some(helpful) = typed.helpful {
        let id = desk.id();
        store::rate(desk.tx, opened, (id, used, helpful), stamp)?;
    }
    Ok(())
}

/// The day on which a form was written that waited on a device. A clock that is wrong says nothing.
fn written_on(desk: &Desk<'_, '_>, typed: &Typed) -> Option<Date> {
    let waited = |made: &Timestamp| *made <= desk.now && desk.now.duration_since(*made) <= LONGEST_WAIT;
    let made = typed.made_at.filter(waited)?;
    Some(made.to_zoned_datetime(desk.program.zone.clone()).date())
}

/// The session, if it is one of this participant's; another is as good as none that exists.
fn in_session(
    desk: &mut Desk<'_, '_>,
    opened: &Opened,
    session: Option<SessionId>,
) -> Result<Option<SessionId>, Problem> {
    let Some(id) = session else { return Ok(None) };
    match opened {
        Opened::Record(RecordOf::Participant(record)) => {
            let session = sessions::store::one(desk.tx, record, id)?;
            session.map(|session| Some(session.id)).ok_or(Problem::NotFound)
        }
        _ => Err(Problem::NotFound),
    }
}
