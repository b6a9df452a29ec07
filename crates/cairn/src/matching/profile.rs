//! What a supporter says about themself: written by them, item by item, with who may see it.

use askama::Template;
use axum::extract::Path;
use cairn_matching::{Shared, Showing};

use super::experience::{self, Group, SHOWINGS};
use super::languages::{self, GENDERS, LANGUAGES};
use super::standing::Own;
use super::store::supporters::{self, NewProfile};
use super::times::{self, Day};
use crate::audit::Act;
use crate::ids::SupporterId;
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "matching/profile.html")]
struct EditPage {
    t: Text,
    shell: Shell,
    f: Form,
    id: SupporterId,
    groups: Vec<Group>,
    languages: Vec<Choice>,
    genders: Vec<Choice>,
    days: Vec<Day>,
    most: String,
}

pub async fn edit(visit: Visit, Path(id): Path<SupporterId>) -> Answer {
    let mut form = visit.new_form();
    let (_, (profile, items)) = visit
        .clone()
        .read(move |desk| {
            let own = Own::of(desk, id)?;
            let profile = supporters::profile(desk.tx, own.seat(), id)?.ok_or(Problem::NotFound)?;
            Ok((profile, supporters::own_items(desk.tx, &own)?))
        })
        .await?;
    for item in items {
        form.set(&experience::field(item.kind, &item.value), item.showing.code());
    }
    profile.languages.iter().for_each(|language| form.set("languages", language));
    times::set(&mut form, &profile.times);
    form.set_some("gender", profile.gender);
    form.set_some("capacity", profile.own_capacity);
    form.set_some("video_link", profile.video_link);
    draw(visit, id, form).await
}

async fn draw(visit: Visit, id: SupporterId, form: Form) -> Answer {
    let (visitor, most) = visit
        .read(move |desk| {
            Own::of(desk, id)?;
            Ok(desk.program.settings.caseload.most)
        })
        .await?;
    let (t, shell) = visitor.shell("profile-title");
    let page = EditPage {
        groups: experience::groups(&t, &form, &SHOWINGS, "showing"),
        languages: languages::choices(&t),
        genders: languages::genders(&t),
        days: times::days(&t),
        most: most.to_string(),
        f: form.clone(),
        t,
        shell,
        id,
    };
    visitor.show_form(&form, page)
}

pub async fn update(visit: Visit, Path(id): Path<SupporterId>, mut form: Form) -> Answer {
    // Whose profile it is comes first: everybody else gets "not found", whatever they sent.
    let (_, most) = visit
        .clone()
        .read(move |desk| {
            Own::of(desk, id)?;
            Ok(desk.program.settings.caseload.most)
        })
        .await?;
    let new = read(&mut form, most);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let own = Own::of(desk, id)?;
                let (chance, now) = (desk.chance, desk.now);
                supporters::save(desk.tx, &own, &new, now, || chance.id(now))?;
                desk.enter_seated(own.seat(), Act::Changed, "profile", id.to_string())?;
                Ok(format!("/peer-supporters/{id}"))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, id, form).await
}

fn read(form: &mut Form, most: u32) -> NewProfile {
    let chosen = experience::read(form, &SHOWINGS).into_iter();
    let shared = |(kind, value, code): (_, &str, String)| {
        Showing::from_code(&code).map(|showing| Shared { kind, value: value.to_string(), showing })
    };
    let mut spoken = form.choices("languages", &LANGUAGES);
    spoken.sort();
    spoken.dedup();
    if spoken.is_empty() {
        form.wrong("languages", "profile-needs-language");
    }
    let video_link = form.text("video_link", 300);
    if video_link
        .as_ref()
        .is_some_and(|link| !link.starts_with("https://") || link.contains(char::is_whitespace))
    {
        form.wrong("video_link", "profile-video-link-https");
    }
    NewProfile {
        shares: chosen.filter_map(shared).collect(),
        languages: spoken,
        times: times::read(form),
        gender: form.choice("gender", &GENDERS),
        capacity: form.integer("capacity", 1..=i64::from(most)).and_then(|number| u32::try_from(number).ok()),
        video_link,
    }
}
