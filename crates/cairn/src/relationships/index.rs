//! Somebody's repairs, on either side, and beginning one; for a coordinator, what waits to be carried.

use askama::Template;
use axum::extract::Path;
use jiff::Timestamp;

use super::Phase;
use super::opened::{self, is_known, is_private};
use super::page::{self, Around, tier};
use super::requests::{self, Asked};
use super::store::{self, Part};
use crate::access::{Desk, RecordId, RecordOf, Role, Seat, Tier};
use crate::audit::Act;
use crate::family_members::FamilyHead;
use crate::ids::{FamilyMemberId, ParticipantId, RowId};
use crate::intake::RecordHead;
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

struct Line {
    id: RowId,
    named: String,
    /// The name of the person whose part it is.
    who: String,
    own: bool,
    begun_at: Timestamp,
    phase: Phase,
}

impl Line {
    fn title(&self, t: &Text) -> String {
        page::title(t, (&self.who, &self.named), self.own)
    }

    fn phase_words(&self, t: &Text) -> String {
        page::phase_words(t, self.phase, self.own)
    }
}

/// The head of either kind of record.
struct Heading {
    participant: Option<RecordHead>,
    family: Option<FamilyHead>,
}

#[derive(Template)]
#[template(path = "relationships/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    f: Form,
    heading: Heading,
    /// The address of the record.
    record: String,
    own: bool,
    lines: Vec<Line>,
    /// Requests that a family member has not looked at with a part of their own.
    asked: Vec<Asked>,
    /// Own parts with which one can be looked at.
    free: Vec<Choice>,
    tiers: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "relationships/staff.html")]
struct StaffPage {
    t: Text,
    shell: Shell,
    lines: Vec<Line>,
}

struct Found {
    heading: Heading,
    around: Around,
    own: bool,
    lines: Vec<Line>,
    asked: Vec<Asked>,
    free: Vec<(RowId, String)>,
}

pub async fn of_participant(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, RecordId::Participant(id)).await
}

pub async fn of_family_member(visit: Visit, Path(id): Path<FamilyMemberId>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, RecordId::FamilyMember(id)).await
}

fn line(desk: &mut Desk<'_, '_>, part: Part, (own, private): (bool, bool)) -> Result<Line, Problem> {
    let (standing, _) = opened::standing(desk, &part)?;
    let phase = opened::shown(standing.phase_for(part.side()), private);
    let who = store::name_of(desk.tx, part.person)?;
    Ok(Line { id: part.id, named: part.named, who, own, begun_at: part.begun_at, phase })
}

fn load(desk: &mut Desk<'_, '_>, id: RecordId) -> Result<Found, Problem> {
    let record = desk.open_either(id)?;
    let (heading, asked) = match &record {
        RecordOf::Participant(record) => {
            let head = RecordHead::load(desk.tx, record)?;
            (Heading { participant: Some(head), family: None }, Vec::new())
        }
        RecordOf::FamilyMember(record) => {
            let head = FamilyHead::load(desk, record)?;
            (Heading { participant: None, family: Some(head) }, requests::of_member(desk, record)?)
        }
    };
    let (mut lines, mut free) = (Vec::new(), Vec::new());
    for part in store::of(desk.tx, &record)? {
        if !is_known(desk, &record, &part)? {
            continue;
        }
        let joins = store::bridge(desk.tx, &part)?.is_none();
        let private = is_private(desk, &record, &part)?;
        let line = line(desk, part, (record.is_own(), private))?;
        if joins && !line.phase.is_ended() {
            free.push((line.id, line.named.clone()));
        }
        lines.push(line);
    }
    let around = Around::load(desk, &record)?;
    Ok(Found { heading, around, own: record.is_own(), lines, asked, free })
}

pub(super) async fn draw(visit: Visit, mut form: Form, id: RecordId) -> Answer {
    let (visitor, found) = visit.write(move |desk| load(desk, id)).await?;
    if form.is_valid() {
        form.set("tier", Tier::Ours.code());
    }
    let (t, shell) = visitor.shell("repair-title");
    let page = IndexPage {
        tiers: found.around.choices(&t),
        free: found.free.into_iter().map(|(id, named)| Choice::new(id.to_string(), named)).collect(),
        heading: found.heading,
        record: id.path(),
        own: found.own,
        lines: found.lines,
        asked: found.asked,
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

pub async fn create_of_participant(visit: Visit, Path(id): Path<ParticipantId>, form: Form) -> Answer {
    create(visit, form, RecordId::Participant(id)).await
}

pub async fn create_of_family_member(visit: Visit, Path(id): Path<FamilyMemberId>, form: Form) -> Answer {
    create(visit, form, RecordId::FamilyMember(id)).await
}

/// A part of one's own. Who is named is looked up nowhere.
pub(super) fn begin(
    desk: &mut Desk<'_, '_>,
    record: &RecordOf,
    (named, tier): (String, Tier),
) -> Result<RowId, Problem> {
    let (id, of, person) = (desk.id(), record.id(), record.person());
    let part = Part { id, of, person, named, tier, begun_at: desk.now };
    store::add(desk.tx, &part, desk.viewer.person)?;
    desk.enter_either(record, Act::Created, "repair", Some(id.to_string()))?;
    Ok(id)
}

async fn create(visit: Visit, mut form: Form, id: RecordId) -> Answer {
    let said = (form.required_text("named", 120), tier(&mut form));
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let record = desk.open_own(id)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            let part = begin(desk, &record, said)?;
            Ok(format!("/relationships/{part}"))
        })
        .await;
    match crate::families::settle(&mut form, outcome)? {
        Some(location) => visit.redirect(&location, "saved"),
        None => draw(visit, form, id).await,
    }
}

/// Parts whose request may be carried now by whoever coordinates.
pub(super) fn to_carry(desk: &mut Desk<'_, '_>, seat: &Seat) -> Result<Vec<Part>, Problem> {
    let mut parts = Vec::new();
    for id in store::to_carry(desk.tx, seat)? {
        let Some(part) = store::find(desk.tx, id)? else { continue };
        let Some(participant) = part.of.participant() else { continue };
        let (standing, _) = opened::standing(desk, &part)?;
        if standing.may_carry().is_ok() && desk.reaches(participant)? {
            parts.push(part);
        }
    }
    Ok(parts)
}

/// What waits to be carried, for whoever coordinates.
pub async fn of_staff(visit: Visit) -> Answer {
    let (visitor, lines) = visit
        .read(|desk| {
            let seat = desk.seat(&[Role::Coordinator])?;
            let parts = to_carry(desk, &seat)?.into_iter();
            parts.map(|part| line(desk, part, (false, false))).collect::<Result<Vec<_>, _>>()
        })
        .await?;
    let (t, shell) = visitor.shell("repair-title");
    visitor.show(StaffPage { t, shell, lines })
}
