//! Writing down an incident, on the day it is discovered.

use askama::Template;

use super::incident::{KINDS, SAFEGUARDS};
use super::store::{self, NewIncident};
use crate::audit::Act;
use crate::break_glass;
use crate::ids::RowId;
use crate::privacy_desk::{officer, stamp};
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "incidents/new.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
    kinds: Vec<Choice>,
    safeguards: Vec<Choice>,
}

pub async fn new(visit: Visit, mut query: Form) -> Answer {
    let mut form = visit.new_form();
    if let Some(id) = query.id::<RowId>("opening") {
        fill_from_opening(visit.clone(), id, &mut form).await?;
    }
    draw(visit, form).await
}

/// What an opening in an emergency that was not needed says by itself. Neither the name of whose record it was nor words
/// about them: an incident outlives an erasure, and they do not.
async fn fill_from_opening(visit: Visit, id: RowId, form: &mut Form) -> Result<(), Problem> {
    let (visitor, (opening, found_on)) = visit
        .read(move |desk| {
            let seat = officer(desk)?;
            let opening = break_glass::store::one(desk.tx, &seat, id)?.ok_or(Problem::NotFound)?;
            let review = opening.review.as_ref().filter(|review| review.verdict == "not_justified");
            let found_at = review.ok_or(Problem::NotFound)?.at;
            Ok((opening, found_at.to_zoned_datetime(desk.program.zone.clone()).date()))
        })
        .await?;
    let t = &visitor.t;
    let when = t.instant(&opening.opened_at);
    form.set("kind", "snooping");
    form.set("discovered_on", found_on);
    form.set("safeguard", "unsecured");
    form.set(
        "what",
        t.args("incident-from-opening", [("who", opening.by_name.into()), ("when", when.into())]),
    );
    Ok(())
}

async fn draw(visit: Visit, form: Form) -> Answer {
    let (visitor, _) = visit.read(|desk| officer(desk)).await?;
    let (t, shell) = visitor.shell("incidents-title");
    let kinds = Choice::codes(&t, "incident-kind", &KINDS);
    let safeguards = Choice::codes(&t, "incident-safeguard", &SAFEGUARDS);
    visitor.show_form(&form, NewPage { t, shell, f: form.clone(), kinds, safeguards })
}

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let new = NewIncident {
        kind: form.required_choice("kind", &KINDS),
        discovered_on: form.required_date("discovered_on"),
        what: form.required_text("what", 4000),
        safeguard: form.required_choice("safeguard", &SAFEGUARDS),
    };
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let seat = officer(desk)?;
                if new.discovered_on > desk.today() {
                    return Err(Refusal { field: "discovered_on", key: "incident-not-yet" }.into());
                }
                let stamp = stamp(desk);
                store::add(desk.tx, &seat, stamp, &new)?;
                desk.enter_seated(&seat, Act::Created, "incident", stamp.id.to_string())?;
                Ok(super::path(stamp.id))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, form).await
}
