//! Worksheets and uses: the personas have every tool filled, the others some, over their whole time here; and one tool is
//! the program's own.

use std::collections::BTreeMap;

use cairn_db::{Error, params};
use cairn_toolkit::Tool;
use jiff::{Timestamp, civil::Date};

use super::cast::JORDAN;
use super::house::House;
use super::lives::Life;
use super::rows;
use super::words::tools::{Filled, OF_JORDAN, WAVES};
use super::words::tools_of_others::{OF_LINDA, OF_MARCUS};
use super::world::{World, days_between, later, plus};
use crate::ids::{FamilyMemberId, ParticipantId, PersonId, RowId, SessionId};

/// Tools that people reach for, as often as they stand here.
const USUAL: [&str; 8] = [
    "halt",
    "halt",
    "halt",
    "urge_surfing",
    "urge_surfing",
    "goal_setting",
    "problem_solving",
    "refusal_practice",
];
/// Minutes between two marks of a wave.
const APART: usize = 5;

/// Whose worksheets, and who is with them.
#[derive(Clone, Copy)]
struct Whose {
    person: PersonId,
    participant: Option<ParticipantId>,
    member: Option<FamilyMemberId>,
    supporter: PersonId,
}

/// A use and what was written at it.
struct Used<'a> {
    tool: &'a Tool,
    at: Timestamp,
    tier: &'static str,
    company: &'static str,
    helpful: Option<i64>,
    session: Option<SessionId>,
    worksheet: Option<RowId>,
}

/// `relative`: the persona of a family.
pub fn write(
    w: &mut World<'_, '_>,
    house: &House,
    lives: &[Life],
    relative: Option<PersonId>,
) -> Result<(), Error> {
    let own = Tool::parse(cairn_toolkit::EXAMPLE).ok();
    if let Some(own) = &own {
        add(w, house, own)?;
    }
    for life in lives {
        let Some(supporter) = life.supporter().or(life.matches.first().map(|first| first.supporter)) else {
            continue;
        };
        let supporter = house.supporters.get(supporter).map_or(house.staff.coordinator, |one| one.person);
        let whose =
            Whose { person: life.person, participant: Some(life.participant), member: None, supporter };
        if life.is(JORDAN) {
            sheets(w, whose, OF_JORDAN, own.as_ref())?;
            waves(w, whose)?;
            in_sessions(w, whose)?;
        } else if w.dice.chance(0.6) {
            over_time(w, whose, life)?;
        }
    }
    if let Some(marcus) = house.supporters.first() {
        let whose =
            Whose { person: marcus.person, participant: None, member: None, supporter: marcus.person };
        sheets(w, whose, OF_MARCUS, None)?;
    }
    let Some(person) = relative else { return Ok(()) };
    let member =
        w.tx.maybe("SELECT id FROM family_members WHERE person_id = $1", params![person], |row| {
            row.get("id")
        })?;
    let supporter = house.supporters.first().map_or(person, |one| one.person);
    sheets(w, Whose { person, participant: None, member, supporter }, OF_LINDA, None)
}

fn add(w: &mut World<'_, '_>, house: &House, tool: &Tool) -> Result<(), Error> {
    let added_at = w.at(w.ago(400), 11 * 60);
    let id = w.id(added_at);
    rows::ToolDefinition {
        id,
        tool: tool.id.clone(),
        version: i64::from(tool.version),
        hash: tool.hash().to_string(),
        definition: cairn_toolkit::EXAMPLE.to_string(),
        added_at,
        added_by: house.staff.coordinator,
    }
    .put(w.tx)
}

fn find<'a>(id: &str, own: Option<&'a Tool>) -> Option<&'a Tool> {
    own.filter(|tool| tool.id == id).or_else(|| cairn_toolkit::newest(id))
}

/// What a persona wrote; a tool that goes on has one worksheet with versions.
fn sheets(
    w: &mut World<'_, '_>,
    whose: Whose,
    filled: &'static [Filled],
    own: Option<&Tool>,
) -> Result<(), Error> {
    let mut known: BTreeMap<&str, (RowId, i64)> = BTreeMap::new();
    for one in filled {
        let Some(tool) = find(one.tool, own) else { continue };
        let at = w.past(w.at(w.ago(one.days), 18 * 60 + 20));
        let by = if one.company == "supporter" { whose.supporter } else { whose.person };
        let form: Vec<(&str, String)> =
            one.form.iter().map(|(name, value)| (*name, day(w.today, value))).collect();
        let sheet = match known.get(one.tool).filter(|_| tool.continuing) {
            Some((sheet, version)) => {
                version_of(w, (*sheet, version + 1), (tool, &form), (at, by))?;
                *sheet
            }
            None => begin(w, whose, (tool, &form, one.tier), (at, by))?,
        };
        known.entry(one.tool).and_modify(|(_, version)| *version += 1).or_insert((sheet, 1));
        let used = Used {
            tool,
            at,
            tier: one.tier,
            company: one.company,
            helpful: one.helpful,
            session: None,
            worksheet: Some(sheet),
        };
        count(w, whose, &used, by)?;
    }
    Ok(())
}

/// `day:7` as the day a week after today.
fn day(today: Date, value: &str) -> String {
    match value.strip_prefix("day:").and_then(|days| days.parse().ok()) {
        Some(days) => plus(today, days).to_string(),
        None => value.to_string(),
    }
}

fn begin(
    w: &mut World<'_, '_>,
    whose: Whose,
    (tool, form, tier): (&Tool, &[(&str, String)], &'static str),
    (at, by): (Timestamp, PersonId),
) -> Result<RowId, Error> {
    let id: RowId = w.id(at);
    rows::Worksheet {
        id,
        person_id: whose.person,
        participant_id: whose.participant,
        member_id: whose.member,
        tool: tool.id.clone(),
        tier,
        begun_at: at,
        begun_by: by,
    }
    .put(w.tx)?;
    version_of(w, (id, 1), (tool, form), (at, by))?;
    Ok(id)
}

fn version_of(
    w: &mut World<'_, '_>,
    (worksheet_id, version): (RowId, i64),
    (tool, form): (&Tool, &[(&str, String)]),
    (saved_at, saved_by): (Timestamp, PersonId),
) -> Result<(), Error> {
    let answers = tool.answers(form.iter().map(|(name, value)| (*name, value.as_str())));
    let id = w.id(saved_at);
    rows::WorksheetVersion {
        id,
        worksheet_id,
        version,
        definition_version: i64::from(tool.version),
        definition_hash: tool.hash().to_string(),
        answers: answers.to_json(),
        saved_at,
        saved_by,
    }
    .put(w.tx)
}

fn count(w: &mut World<'_, '_>, whose: Whose, used: &Used<'_>, by: PersonId) -> Result<(), Error> {
    let id: RowId = w.id(used.at);
    rows::ToolUse {
        id,
        person_id: whose.person,
        participant_id: whose.participant,
        member_id: whose.member,
        tool: used.tool.id.clone(),
        worksheet_id: used.worksheet,
        tier: used.tier,
        session_id: used.session,
        company: used.company,
        used_on: used.at.to_zoned_datetime(w.zone.clone()).date(),
        recorded_at: used.at,
        recorded_by: by,
    }
    .put(w.tx)?;
    let Some(helpful) = used.helpful else { return Ok(()) };
    let row = w.id(used.at);
    rows::ToolUseRating { id: row, use_id: id, helpful, rated_at: used.at, rated_by: by }.put(w.tx)
}

/// Urges that were ridden, each lower than the one before.
fn waves(w: &mut World<'_, '_>, whose: Whose) -> Result<(), Error> {
    let Some(tool) = cairn_toolkit::newest("urge_surfing") else { return Ok(()) };
    for (days, marks) in WAVES {
        let at = w.past(w.at(w.ago(days), 21 * 60 + 5));
        let mut form: Vec<(&str, String)> = vec![("a.where", "chest".to_string())];
        let names: Vec<(String, String)> = (0..marks.len())
            .map(|row| (format!("a.urge.{row}.minute"), format!("a.urge.{row}.rating")))
            .collect();
        for ((minute, rating), (row, mark)) in names.iter().zip(marks.iter().enumerate()) {
            form.push((minute, (row * APART).to_string()));
            form.push((rating, (*mark).to_string()));
        }
        form.push(("a.helped", "The window open, feet on the floor".to_string()));
        let sheet = begin(w, whose, (tool, &form, "ours"), (at, whose.person))?;
        let helpful = Some(6 + w.dice.between(0, 3));
        let (session, worksheet) = (None, Some(sheet));
        let used = Used { tool, at, tier: "ours", company: "alone", helpful, session, worksheet };
        count(w, whose, &used, whose.person)?;
    }
    Ok(())
}

/// Two of the latest sessions had a tool in them.
fn in_sessions(w: &mut World<'_, '_>, whose: Whose) -> Result<(), Error> {
    let Some(tool) = cairn_toolkit::newest("halt") else { return Ok(()) };
    let now = w.now;
    let sessions: Vec<(SessionId, Timestamp)> = w.tx.all(
        "SELECT s.id, s.starts_at FROM sessions s LEFT JOIN cancellations c ON c.session_id = s.id
         WHERE s.participant_id = $1 AND s.starts_at < $2 AND c.session_id IS NULL
         ORDER BY s.starts_at DESC, s.id DESC LIMIT 2",
        params![whose.participant, now],
        |row| Ok((row.get("id")?, row.get("starts_at")?)),
    )?;
    for (session, starts_at) in sessions {
        let at = w.past(later(starts_at, 20));
        let form = [("a.lonely", "yes".to_string()), ("a.lonely_do", "be_around".to_string())];
        let sheet = begin(w, whose, (tool, &form, "ours"), (at, whose.supporter))?;
        let (session, worksheet, helpful) = (Some(session), Some(sheet), Some(7));
        let used = Used { tool, at, tier: "ours", company: "supporter", helpful, session, worksheet };
        count(w, whose, &used, whose.supporter)?;
    }
    Ok(())
}

/// The others use a tool now and then; half of it is on paper or in the head, and not written here.
fn over_time(w: &mut World<'_, '_>, whose: Whose, life: &Life) -> Result<(), Error> {
    let Some(first) = life.first_day() else { return Ok(()) };
    let until = life.episodes.last().and_then(|last| last.ended).map_or(w.today, |(day, _)| day);
    let days = days_between(first, until);
    for _ in 0..(days / 45).clamp(1, 8) {
        let on = plus(first, w.dice.between(5, days.max(6)));
        if on >= until {
            continue;
        }
        let Some(tool) = cairn_toolkit::newest(w.dice.word(&USUAL)) else { continue };
        let at = w.workday(on);
        let company = w.dice.weighted(&[(5, "alone"), (4, "supporter"), (1, "group")]);
        let by = if company == "alone" { whose.person } else { whose.supporter };
        let written = tool.id == "halt" && w.dice.chance(0.5);
        let worksheet = if written {
            let state = w.dice.word(&["a.hungry", "a.angry", "a.lonely", "a.tired"]);
            Some(begin(w, whose, (tool, &[(state, "yes".to_string())], "ours"), (at, by))?)
        } else {
            None
        };
        let helpful = Some(w.dice.between(3, 10)).filter(|_| w.dice.chance(0.7));
        let used = Used { tool, at, tier: "ours", company, helpful, session: None, worksheet };
        count(w, whose, &used, by)?;
    }
    Ok(())
}
