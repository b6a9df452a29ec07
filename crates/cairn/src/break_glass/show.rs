//! One opening: why, what was read, and the review. For the privacy officer, and for the one who opened.

use askama::Template;
use axum::extract::Path;
use jiff::Timestamp;

use super::opening::VERDICTS;
use super::{HATS, Opening, store};
use crate::access::{Desk, Role, Seat};
use crate::ids::RowId;
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "break_glass/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    f: Form,
    opening: Opening,
    readings: Vec<(Timestamp, String)>,
    verdicts: Vec<Choice>,
    now: Timestamp,
    /// The viewer opened it, and reviews it therefore not.
    own: bool,
    officer: bool,
}

/// The privacy officer's seat, or that of somebody who may open records in an emergency.
pub(super) fn seat(desk: &Desk<'_, '_>) -> Result<Seat, Problem> {
    desk.seat(&[Role::PrivacyOfficer]).or_else(|_| desk.seat(&HATS))
}

pub async fn show(visit: Visit, Path(id): Path<RowId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form).await
}

pub(super) async fn draw(visit: Visit, id: RowId, form: Form) -> Answer {
    let (visitor, (opening, readings, seat, now)) = visit
        .read(move |desk| {
            let seat = seat(desk)?;
            let opening = store::one(desk.tx, &seat, id)?.ok_or(Problem::NotFound)?;
            let readings = store::readings(desk.tx, &opening)?;
            Ok((opening, readings, seat, desk.now))
        })
        .await?;
    let (t, shell) = visitor.shell("break-glass-title");
    let page = ShowPage {
        verdicts: Choice::codes(&t, "break-glass-verdict", &VERDICTS),
        own: opening.by == seat.person(),
        officer: seat.role() == Role::PrivacyOfficer,
        f: form.clone(),
        opening,
        readings,
        now,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}
