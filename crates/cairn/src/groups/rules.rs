//! Ground rules: what people agree on before their first meeting. Every wording is kept, and who accepted which.

use askama::Template;
use axum::extract::Path;

use super::new::settle;
use super::store::{self, Rules};
use super::{Group, enter_about, open};
use crate::audit::Act;
use crate::ids::{GroupId, PersonId};
use crate::web::{Answer, Form, Problem, Refusal, Shell, Text, Visit};

const LONGEST: usize = 4000;
const MEANWHILE: Refusal = Refusal { field: "wording", key: "groups-rules-meanwhile" };

#[derive(Template)]
#[template(path = "groups/rules.html")]
struct RulesPage {
    t: Text,
    shell: Shell,
    f: Form,
    group: Group,
    rules: Option<Rules>,
    /// Who is here and has not accepted this wording.
    open: Vec<(PersonId, String)>,
}

pub async fn show(visit: Visit, Path(id): Path<GroupId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form, true).await
}

async fn draw(visit: Visit, id: GroupId, mut form: Form, fill: bool) -> Answer {
    let (visitor, (group, rules, open)) = visit
        .read(move |desk| {
            let (seat, group) = open(desk, id)?;
            let rules = store::newest_rules(desk.tx, id)?;
            let open = match &rules {
                Some(rules) if !group.is_counted_by_heads() => {
                    store::not_accepted(desk.tx, &seat, &group, rules.id)?
                }
                _ => Vec::new(),
            };
            Ok((group, rules, open))
        })
        .await?;
    if fill {
        form.set_some("wording", rules.as_ref().map(|rules| &rules.wording));
    }
    form.set("version", rules.as_ref().map_or(0, |rules| rules.version));
    let (t, shell) = visitor.shell("groups-rules");
    visitor.show_form(&form.clone(), RulesPage { f: form, group, rules, open, t, shell })
}

/// Keeps a new wording; from now on it is the one to accept.
pub async fn create(visit: Visit, Path(id): Path<GroupId>, mut form: Form) -> Answer {
    let wording = form.required_text("wording", LONGEST);
    let seen = form.integer("version", 0..=1_000_000).unwrap_or(0);
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let (seat, group) = open(desk, id)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            group.still_meets()?;
            let newest = store::newest_rules(desk.tx, id)?;
            let version = newest.as_ref().map_or(0, |rules| rules.version);
            if version != seen {
                return Err(MEANWHILE.into());
            }
            if newest.is_none_or(|rules| rules.wording != wording) {
                let new = Rules { id: desk.id(), version: version + 1, wording, written_at: desk.now };
                store::write_rules(desk.tx, &seat, &group, &new).map_err(|error| {
                    if error.violates("group_rules", "group_id") {
                        MEANWHILE.into()
                    } else {
                        Problem::from(error)
                    }
                })?;
            }
            desk.enter_seated(&seat, Act::Changed, "group_rules", id.to_string())?;
            Ok(format!("/groups/{id}/rules"))
        })
        .await;
    if let Some(location) = settle(&mut form, outcome)? {
        return visit.redirect(&location, "saved");
    }
    draw(visit, id, form, false).await
}

/// Somebody signed the rules on paper.
pub async fn accept(visit: Visit, Path(id): Path<GroupId>, form: Form) -> Answer {
    let people: Option<Vec<PersonId>> =
        form.values("person").into_iter().map(|text| text.parse().ok()).collect();
    let location = visit
        .submit(&form, move |desk| {
            let (seat, group) = open(desk, id)?;
            let people = people.ok_or(Problem::BadRequest)?;
            let rules = store::newest_rules(desk.tx, id)?.ok_or(Problem::NotFound)?;
            for person in people {
                let known = store::could_attend(desk.tx, &seat, &group, None, person)?;
                let known = known.ok_or(Problem::NotFound)?;
                store::accept_rules(desk.tx, (rules.id, person), "paper", desk.now, seat.person())?;
                enter_about(desk, &seat, (id, known.participant), Act::Answered, "group_rules")?;
            }
            desk.enter_seated(&seat, Act::Changed, "group", id.to_string())?;
            Ok(format!("/groups/{id}/rules"))
        })
        .await?;
    visit.redirect(&location, "saved")
}
