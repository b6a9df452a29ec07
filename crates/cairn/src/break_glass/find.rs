//! Asking for the record of somebody by name: who it is, and why, in one form.

use askama::Template;

use super::open::{Why, open};
use super::opening::{MOST_TRIES, REASONS};
use super::store::{self, Asked};
use crate::access::{Desk, Seat};
use crate::audit::Act;
use crate::ids::RowId;
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "break_glass/find.html")]
struct FindPage {
    t: Text,
    shell: Shell,
    f: Form,
    reasons: Vec<Choice>,
    minutes: i64,
}

const FIELDS: [&str; 6] = ["name", "born_on", "phone", "email", "reason", "words"];
/// Where a try that found nobody leads; there is no page there.
const NOBODY: &str = "/break-glass/nobody";

pub async fn new(visit: Visit) -> Answer {
    let form = visit.new_form();
    draw(visit, form).await
}

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let asked = Asked {
        name: form.required_text("name", 120),
        born_on: form.date("born_on"),
        phone: form.phone("phone"),
        email: form.email("email"),
    };
    if asked.born_on.is_none() && asked.phone.is_none() && asked.email.is_none() {
        form.wrong("born_on", "break-glass-one-more");
    }
    let why = Why::read(&mut form);
    let valid = form.is_valid();
    // Who may not come here learns nothing from a form with gaps either.
    let outcome = visit
        .submit(&form, move |desk| {
            let seat = super::seat(desk)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            let tried = try_once(desk, &seat)?;
            match store::exactly(desk.tx, &seat, &asked)? {
                Some(participant) => open(desk, &seat, participant, why),
                None => {
                    desk.enter_seated(&seat, Act::Created, "break_glass_try", tried.to_string())?;
                    Ok(NOBODY.to_string())
                }
            }
        })
        .await;
    if matches!(outcome, Err(Problem::BadRequest)) && !valid {
        return draw(visit, form).await;
    }
    match form.settle(outcome)? {
        Some(location) if location == NOBODY => nobody(visit, &form).await,
        Some(location) => visit.redirect(&location, "break-glass-open"),
        None => draw(visit, form).await,
    }
}

/// The form again, with a key of its own: the next try is another one.
async fn nobody(visit: Visit, form: &Form) -> Answer {
    let mut again = visit.new_form();
    FIELDS.iter().for_each(|field| again.set(field, form.value(field)));
    again.wrong("name", "break-glass-nobody");
    draw(visit, again).await
}

/// Counts a try, and ends the work when there were too many within a day. Who sits there shows first that it is them,
/// whether or not anything will be found.
pub(super) fn try_once(desk: &mut Desk<'_, '_>, seat: &Seat) -> Result<RowId, Problem> {
    desk.require_step_up()?;
    if store::tries(desk.tx, seat, desk.now)? >= MOST_TRIES {
        return Err(Problem::TooMany);
    }
    let id: RowId = desk.id();
    store::try_once(desk.tx, seat, id, desk.now)?;
    Ok(id)
}

async fn draw(visit: Visit, form: Form) -> Answer {
    let (visitor, ()) = visit.read(|desk| super::seat(desk).map(drop)).await?;
    let (t, shell) = visitor.shell("break-glass-title");
    let reasons = Choice::codes(&t, "break-glass-reason", &REASONS);
    let page = FindPage { t, shell, f: form.clone(), reasons, minutes: super::MINUTES };
    visitor.show_form(&form, page)
}
