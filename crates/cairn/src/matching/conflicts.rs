//! Conflicts of interest: two people who should not work together because of something else between them.

use axum::extract::Path;
use cairn_matching::ConflictKind;

use super::store::{self, requests::NewConflict};
use crate::access::{Desk, Role};
use crate::audit::Act;
use crate::ids::{ParticipantId, SupporterId};
use crate::web::{Answer, Choice, Form, Problem, Refusal, Text, Visit};

/// The kinds of conflict with their words.
pub fn kinds(t: &Text) -> Vec<Choice> {
    ConflictKind::ALL.iter().map(|kind| Choice::new(kind.code(), t.code("conflict", kind.code()))).collect()
}

/// A coordinator tells of any supporter; a supporter tells of themself, about the participant they support or who
/// has chosen them.
pub async fn create(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    let kind = ConflictKind::from_code(form.value("kind"));
    let supporter: Option<SupporterId> = form.id("supporter");
    let location = visit.submit(&form, move |desk| save(desk, id, supporter, kind)).await?;
    visit.redirect(&location, "saved")
}

fn save(
    desk: &mut Desk<'_, '_>,
    id: ParticipantId,
    supporter: Option<SupporterId>,
    kind: Option<ConflictKind>,
) -> Result<String, Problem> {
    let own = desk.viewer.supporter.filter(|_| desk.viewer.is(Role::PeerSupporter));
    let asked = match own {
        Some(own) => store::offers::is_asked(desk.tx, id, own)?.then_some(own),
        None => None,
    };
    let (supporter, location) = if let Some(own) = asked {
        let seat = desk.seat(&[Role::PeerSupporter])?;
        desk.enter_about(&seat, id, Act::Created, "conflict")?;
        (Some(own), format!("/peer-supporters/{own}"))
    } else {
        let record = desk.open_record(id)?;
        let about = match record.acting_as() {
            Role::Coordinator => supporter,
            Role::PeerSupporter => own,
            _ => return Err(Problem::NotFound),
        };
        desk.enter(&record, Act::Created, "conflict", None)?;
        (about, format!("/participants/{id}/supporter"))
    };
    let choose = Refusal { field: "kind", key: "matching-conflict-incomplete" };
    let (Some(supporter), Some(kind)) = (supporter, kind) else {
        return Err(choose.into());
    };
    store::supporters::supervisor(desk.tx, supporter)?.ok_or(Problem::BadRequest)?;
    let new = NewConflict { id: desk.id(), participant: id, supporter, kind, by: desk.viewer.person };
    store::requests::add_conflict(desk.tx, &new, desk.now)?;
    Ok(location)
}
