//! Somebody lost their phone: their factors are taken away, and a new one-time link leads back in. Staff ask an
//! administrator, participants a coordinator. Whoever holds the link chooses a new passphrase; staff then set a new
//! factor up before anything opens.

use askama::Template;
use axum::extract::Path;

use super::reset_all;
use crate::access::{Desk, Role};
use crate::account::{LinkKind, invite};
use crate::app::App;
use crate::audit::Act;
use crate::ids::{ParticipantId, PersonId};
use crate::people;
use crate::web::{Answer, Problem, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "account/factors/reset.html")]
struct ResetPage {
    t: Text,
    shell: Shell,
    back: String,
    link: String,
}

/// Of a member of staff.
pub async fn of_staff(visit: Visit, Path(id): Path<PersonId>) -> Answer {
    let app = visit.app.clone();
    let back = ["/people/", &id.to_string()].concat();
    show(visit, back, move |desk| {
        let seat = desk.seat(&[Role::Administrator])?;
        people::store::staff_member(desk.tx, &seat, id)?.ok_or(Problem::NotFound)?;
        desk.require_step_up()?;
        desk.enter_seated(&seat, Act::Removed, "factor", id.to_string())?;
        renew(desk, &app, id)
    })
    .await
}

/// Of a participant. Whoever works here too goes to the administrator: nobody may open the account of a colleague.
pub async fn of_participant(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let app = visit.app.clone();
    let back = ["/participants/", &id.to_string()].concat();
    show(visit, back, move |desk| {
        desk.seat(&[Role::Coordinator])?;
        let record = desk.open_record(id)?;
        if record.acting_as() != Role::Coordinator {
            return Err(Problem::NotFound);
        }
        if people::store::roles(desk.tx, record.person())?.iter().any(|role| role.is_staff()) {
            return Err(Refusal { field: "", key: "invitation-staff" }.into());
        }
        desk.require_step_up()?;
        desk.enter(&record, Act::Removed, "factor", None)?;
        renew(desk, &app, record.person())
    })
    .await
}

fn renew(desk: &mut Desk<'_, '_>, app: &App, person: PersonId) -> Result<String, Problem> {
    let by = desk.viewer.person;
    reset_all(desk.tx, person, Some(by), desk.now)?;
    Ok(invite(desk.tx, app, LinkKind::Join, Some(person), Some(by))?)
}

async fn show(
    visit: Visit,
    back: String,
    work: impl FnOnce(&mut Desk<'_, '_>) -> Result<String, Problem> + Send + 'static,
) -> Answer {
    let server = visit.app.config.server.clone();
    let (visitor, token) = visit.write(work).await?;
    let base = server.public_url.unwrap_or_else(|| ["http://", &server.listen.to_string()].concat());
    let link = [&base, "/join/", &token].concat();
    let (t, shell) = visitor.shell("second-step-title");
    visitor.show(ResetPage { t, shell, back, link })
}
