//! A request as it reaches a family member: who asks, looking at it with a part of one's own, and answering it. They may
//! leave it where it is; nobody is told.

use axum::extract::Path;

use super::opened;
use super::store::{self, Bridge, Request};
use super::{Reply, Standing, index};
use crate::access::{Desk, FamilyRecord, RecordId, RecordOf, Seat, Tier};
use crate::audit::Act;
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

/// Somebody asks.
pub struct Asked {
    pub bridge: RowId,
    pub name: String,
    /// Code of the answer that was given.
    pub answer: Option<&'static str>,
}

/// Requests that may be told to a family member now and to which no part of theirs belongs.
pub fn of_member(desk: &mut Desk<'_, '_>, record: &FamilyRecord) -> Result<Vec<Asked>, Problem> {
    let requests = store::requests(desk.tx, record)?;
    told(desk, requests)
}

/// The same for the viewer's first page.
pub fn of_viewer(desk: &mut Desk<'_, '_>, seat: &Seat) -> Result<Vec<Asked>, Problem> {
    let requests = store::requests_of_viewer(desk.tx, seat)?;
    told(desk, requests)
}

fn told(desk: &mut Desk<'_, '_>, requests: Vec<Request>) -> Result<Vec<Asked>, Problem> {
    let mut all = Vec::new();
    for request in requests {
        let standing = opened::standing_of(desk, &request.bridge)?;
        if request.bridge.family_part.is_none() && standing.is_told_to_family() {
            let name = store::name_of(desk.tx, request.person)?;
            let answer = standing.reply.map(Reply::code);
            all.push(Asked { bridge: request.bridge.id, name, answer });
        }
    }
    Ok(all)
}

/// A request for the family member to whom it was carried, while it may be told.
fn open(desk: &mut Desk<'_, '_>, id: RowId) -> Result<(FamilyRecord, Bridge, Standing), Problem> {
    let bridge = store::request(desk.tx, id)?.ok_or(Problem::NotFound)?;
    let record = desk.open_family_member(bridge.member)?;
    let standing = opened::standing_of(desk, &bridge)?;
    if record.is_own() && standing.is_told_to_family() {
        Ok((record, bridge, standing))
    } else {
        Err(Problem::NotFound)
    }
}

/// Looks at it with a part of one's own: one that is there already, or a new one.
pub async fn join(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let part: Option<RowId> = form.id("part");
    let location = visit
        .submit(&form, move |desk| {
            let (record, bridge, standing) = open(desk, id)?;
            if bridge.family_part.is_some() || standing.family.stopped {
                return Err(Problem::BadRequest);
            }
            let record_of = RecordOf::FamilyMember(record);
            let part = match part {
                Some(part) => own_and_free(desk, &record_of, part)?,
                None => {
                    let named = name_of_asker(desk, &record, &bridge)?;
                    index::begin(desk, &record_of, (named, Tier::Ours))?
                }
            };
            store::join(desk.tx, &bridge, part, (desk.now, desk.viewer.person))?;
            desk.enter_family(&record, Act::Changed, "repair", part.to_string())?;
            Ok(format!("/relationships/{part}"))
        })
        .await?;
    visit.redirect(&location, "saved")
}

fn name_of_asker(desk: &mut Desk<'_, '_>, record: &FamilyRecord, bridge: &Bridge) -> Result<String, Problem> {
    let known = of_member(desk, record)?;
    let asked = known.into_iter().find(|one| one.bridge == bridge.id).ok_or(Problem::NotFound)?;
    Ok(asked.name)
}

/// One of the viewer's own parts that leads nowhere yet.
fn own_and_free(desk: &mut Desk<'_, '_>, record: &RecordOf, id: RowId) -> Result<RowId, Problem> {
    let own = store::of(desk.tx, record)?.into_iter().find(|part| part.id == id);
    let part = own.ok_or(Problem::BadRequest)?;
    let free = store::bridge(desk.tx, &part)?.is_none();
    let (standing, _) = opened::standing(desk, &part)?;
    if free && !standing.phase_for(part.side()).is_ended() { Ok(part.id) } else { Err(Problem::BadRequest) }
}

/// Yes, not now or no. Nobody asks why; what was answered is all that the other is told.
pub async fn answer(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let reply = Reply::from_code(&form.required_choice("answer", &Reply::CODES));
    let location = visit
        .submit(&form, move |desk| {
            let (record, bridge, standing) = open(desk, id)?;
            let reply = reply.ok_or(Problem::BadRequest)?;
            standing.may_answer(reply)?;
            if reply == Reply::Yes && bridge.family_part.is_none() {
                return Err(Refusal { field: "answer", key: "repair-look-first" }.into());
            }
            let new = (desk.id(), reply);
            store::answer(desk.tx, &bridge, new, (desk.now, desk.viewer.person))?;
            desk.enter_family(&record, Act::Answered, "repair", bridge.id.to_string())?;
            Ok(match bridge.family_part {
                Some(part) => format!("/relationships/{part}"),
                None => [RecordId::FamilyMember(bridge.member).path().as_str(), "/relationships"].concat(),
            })
        })
        .await?;
    visit.redirect(&location, "saved")
}
