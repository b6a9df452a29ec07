//! A family member's own first page: what is due for them, their plan, their next steps, whom to call.
//!
//! Nothing about anybody else: no other member, no other family's name, no words of staff, and no sign of whether the person
//! they care about is in the program.

use askama::Template;
use jiff::civil::Date;

use super::head::FamilyHead;
use super::store;
use super::store::support::Meeting;
use crate::access::{Desk, FamilyRecord, Role};
use crate::assessments::{Asked, Side, of_family_member, offered_to, words};
use crate::families::{self, FamilySupport};
use crate::ids::FamilyMemberId;
use crate::on_call;
use crate::web::{Answer, Form, PageRequest, Problem, Shell, Text, Visit};

/// Meetings on this page; all of them are on their own.
const MEETINGS: usize = 3;

#[derive(Template)]
#[template(path = "family_members/own.html")]
struct OwnPage {
    t: Text,
    shell: Shell,
    f: Form,
    /// None for somebody with the role whom nobody has registered yet.
    own: Option<Own>,
    due: Vec<(&'static str, String)>,
    crisis_line: String,
    on_call: Option<String>,
}

struct Own {
    head: FamilyHead,
    goals: usize,
    steps: Vec<(String, Date)>,
    meetings: Vec<Meeting>,
    support: FamilySupport,
    /// The questionnaires that are asked now.
    due: Vec<Asked>,
}

pub async fn show(visit: Visit) -> Answer {
    let form = visit.new_form();
    let (visitor, (own, crisis_line, on_call)) = visit
        .write(|desk| {
            let seat = desk.seat(&[Role::FamilyMember])?;
            let own = match desk.viewer.family_member {
                Some(id) => Some(load(desk, id)?),
                None => {
                    desk.enter_seated(&seat, crate::audit::Act::Opened, "family", seat.person().to_string())?;
                    None
                }
            };
            let on_call = on_call::now(desk.tx, desk.program, desk.now)?.map(|now| now.phone);
            Ok((own, desk.program.crisis_line.clone(), on_call))
        })
        .await?;
    let (t, shell) = visitor.shell("nav-my-family");
    let asked = own.iter().flat_map(|own| &own.due).map(|asked| asked.definition);
    let due = asked.map(|definition| (definition.id.as_str(), words(&t, &definition.name))).collect();
    visitor.show(OwnPage { t, shell, f: form, own, due, crisis_line, on_call })
}

fn load(desk: &mut Desk<'_, '_>, id: FamilyMemberId) -> Result<Own, Problem> {
    let record = desk.open_family_member(id)?;
    let goals = store::goals::all(desk.tx, &record)?;
    let mut meetings = store::support::meetings(desk.tx, &record, PageRequest::first())?;
    meetings.truncate(MEETINGS);
    Ok(Own {
        head: FamilyHead::load(desk, &record)?,
        goals: goals.iter().filter(|goal| goal.closing.is_none()).count(),
        steps: store::goals::steps_due(desk.tx, &record, desk.today())?,
        support: families::support_of(desk, &record)?,
        due: due(desk, &record)?,
        meetings,
    })
}

/// Which questionnaires are asked now.
pub fn due(desk: &mut Desk<'_, '_>, record: &FamilyRecord) -> Result<Vec<Asked>, Problem> {
    let started = store::person::registered_at(desk.tx, record)?;
    let started = started.to_zoned_datetime(desk.program.zone.clone()).date();
    let filed = of_family_member(desk.tx, record)?;
    let today = desk.today();
    let is_due = |asked: &Asked| {
        let own: Vec<_> = filed.iter().filter(|one| one.instrument == asked.definition.id).cloned().collect();
        asked.calendar(started, &own, today).iter().any(|line| line.is_due())
    };
    Ok(offered_to(desk.tx, Side::FamilyMember)?.into_iter().filter(is_due).collect())
}
