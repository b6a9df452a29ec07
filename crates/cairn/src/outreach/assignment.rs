//! Giving an effort to somebody else.

use axum::extract::Path;

use super::reach::{enter, open};
use super::{show, store};
use crate::access::Role;
use crate::audit::Act;
use crate::ids::{PersonId, RowId};
use crate::web::{Answer, Form, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let owner: Option<PersonId> = form.id("owner");
    if form.value("owner").is_empty() {
        form.wrong("owner", "form-choose");
    }
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (seat, reach) = open(desk, id)?;
                let known = store::owners(desk.tx, &seat)?;
                let owner = owner.filter(|owner| known.iter().any(|(id, _)| id == owner));
                let owner = owner.ok_or(Refusal { field: "owner", key: "form-choose-listed" })?;
                if reach.ended.is_some() {
                    return Err(Refusal { field: "owner", key: "outreach-has-ended" }.into());
                }
                let new = (desk.id(), owner);
                store::assign(desk.tx, &seat, id, new, desk.now)?;
                enter(desk, &seat, &reach, Act::Changed)?;
                // Who gives it away may not see it any more.
                let stays = seat.role() == Role::Coordinator || owner == seat.person();
                Ok(if stays { reach.path() } else { "/outreach".to_string() })
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    show::draw(visit, id, form).await
}
