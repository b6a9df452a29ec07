//! What whoever sat with them keeps: only where both allowed it, and for no more readers than the narrower of the two.

use axum::extract::Path;

use super::opened::{self, Opened, View};
use super::store::{self, NewNote, Note};
use super::{Phase, show};
use crate::access::{Desk, Role, Tier, family_tier_reads};
use crate::audit::Act;
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

/// Notes that are for the viewer.
pub fn for_viewer(desk: &mut Desk<'_, '_>, opened: &Opened) -> Result<Vec<Note>, Problem> {
    let (hat, viewer) = (opened.view.hat(), desk.viewer.person);
    let reads = |note: &Note| match opened.view {
        View::Host(_) => note.author == viewer,
        _ if hat == Role::FamilyMember => family_tier_reads(hat, note.tier),
        _ => note.tier.is_read_by(hat),
    };
    let notes = store::notes(desk.tx, &opened.row)?;
    Ok(notes.into_iter().filter(reads).collect())
}

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let words = form.required_text("words", 2000);
    let tier = form.choice("tier", &super::agreement::TIERS.map(Tier::code));
    let tier = tier.as_deref().and_then(Tier::from_code);
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let opened = opened::open(desk, id)?;
            if !matches!(opened.view, View::Host(_)) {
                return Err(Problem::NotFound);
            }
            if !valid {
                return Err(Problem::BadRequest);
            }
            if opened.phase() != Phase::Held {
                return Err(Refusal { field: "words", key: "shared-not-held" }.into());
            }
            let most = opened.standing.kept_for();
            let most = most.ok_or(Refusal { field: "words", key: "shared-nothing-kept" })?;
            let new = NewNote { id: desk.id(), tier: tier.unwrap_or(most).min(most), words };
            store::add_note(desk.tx, &opened.row, &new, (desk.now, desk.viewer.person))?;
            opened::enter(desk, &opened, Act::Created)?;
            Ok(format!("/shared-sessions/{id}"))
        })
        .await;
    match crate::families::settle(&mut form, outcome)? {
        Some(location) => visit.redirect(&location, "saved"),
        None => show::draw(visit, form, id).await,
    }
}
