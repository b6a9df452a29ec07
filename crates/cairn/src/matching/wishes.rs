//! What matters to a participant in a supporter: told by them, or by their supporter or coordinator with them.

use askama::Template;
use axum::extract::Path;
use cairn_matching::Wish;

use super::experience::{self, Group, WEIGHTS};
use super::languages::{self, GENDERS, LANGUAGES};
use super::standing::only;
use super::store::requests::{self, Wishes};
use super::times::{self, Day};
use crate::access::{Desk, Record, Role};
use crate::audit::Act;
use crate::ids::ParticipantId;
use crate::intake::RecordHead;
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "matching/wishes.html")]
struct EditPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: RecordHead,
    groups: Vec<Group>,
    languages: Vec<Choice>,
    genders: Vec<Choice>,
    days: Vec<Day>,
}

fn open(desk: &mut Desk<'_, '_>, id: ParticipantId) -> Result<Record, Problem> {
    let record = desk.open_record(id)?;
    only(&record, &[Role::Participant, Role::PeerSupporter, Role::Coordinator])?;
    Ok(record)
}

pub async fn edit(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let mut form = visit.new_form();
    let (_, told) = visit
        .clone()
        .write(move |desk| {
            let record = open(desk, id)?;
            Ok(requests::wishes(desk.tx, &record)?)
        })
        .await?;
    for wish in told.wishes {
        form.set(&experience::field(wish.kind, &wish.value), wish.weight);
    }
    form.set("language", told.language);
    form.set_some("gender", told.supporter_gender);
    times::set(&mut form, &told.times);
    draw(visit, id, form).await
}

async fn draw(visit: Visit, id: ParticipantId, form: Form) -> Answer {
    let (visitor, head) = visit
        .write(move |desk| {
            let record = open(desk, id)?;
            Ok(RecordHead::load(desk.tx, &record)?)
        })
        .await?;
    let (t, shell) = visitor.shell("wishes-title");
    let page = EditPage {
        groups: experience::groups(&t, &form, &WEIGHTS, "wish-weight"),
        languages: languages::choices(&t),
        genders: languages::genders(&t),
        days: times::days(&t),
        f: form.clone(),
        t,
        shell,
        head,
    };
    visitor.show_form(&form, page)
}

pub async fn update(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    let new = read(&mut form);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let record = open(desk, id)?;
                let (chance, now) = (desk.chance, desk.now);
                requests::save(desk.tx, &record, &new, now, || chance.id(now))?;
                desk.enter(&record, Act::Changed, "wishes", None)?;
                Ok(format!("/participants/{id}/supporter"))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, id, form).await
}

fn read(form: &mut Form) -> Wishes {
    let wish = |(kind, value, code): (_, &str, String)| Wish {
        kind,
        value: value.to_string(),
        weight: code.parse().unwrap_or(1),
    };
    Wishes {
        wishes: experience::read(form, &WEIGHTS).into_iter().map(wish).collect(),
        language: form.required_choice("language", &LANGUAGES),
        supporter_gender: form.choice("gender", &GENDERS),
        times: times::read(form),
    }
}
