//! The topics of a curriculum, and who has had which.

use askama::Template;
use axum::extract::Path;

use super::new::settle;
use super::store::{self, Topic, TopicAt};
use super::{Group, open};
use crate::audit::Act;
use crate::ids::{GroupId, RowId};
use crate::web::{Answer, Form, Problem, Refusal, Shell, Text, Visit};

/// Topics of one curriculum.
const MOST: usize = 60;

#[derive(Template)]
#[template(path = "groups/topics.html")]
struct TopicsPage {
    t: Text,
    shell: Shell,
    f: Form,
    group: Group,
    topics: Vec<TopicAt>,
}

pub async fn index(visit: Visit, Path(id): Path<GroupId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form).await
}

async fn draw(visit: Visit, id: GroupId, form: Form) -> Answer {
    let (visitor, (group, topics)) = visit
        .read(move |desk| {
            let (seat, group) = open(desk, id)?;
            let topics = store::had_topics(desk.tx, &seat, &group)?;
            Ok((group, topics))
        })
        .await?;
    let (t, shell) = visitor.shell("groups-topics");
    visitor.show_form(&form.clone(), TopicsPage { f: form, group, topics, t, shell })
}

pub async fn create(visit: Visit, Path(id): Path<GroupId>, mut form: Form) -> Answer {
    let title = form.required_text("title", 120);
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let (seat, group) = open(desk, id)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            group.still_meets()?;
            if store::topics(desk.tx, &group)?.len() >= MOST {
                return Err(Refusal { field: "title", key: "groups-topics-many" }.into());
            }
            let new = Topic { id: desk.id(), title };
            store::add_topic(desk.tx, &seat, &group, &new, desk.now)?;
            desk.enter_seated(&seat, Act::Changed, "group", id.to_string())?;
            Ok(format!("/groups/{id}/topics"))
        })
        .await;
    if let Some(location) = settle(&mut form, outcome)? {
        return visit.redirect(&location, "saved");
    }
    draw(visit, id, form).await
}

/// Takes a topic out; meetings that had it keep it.
pub async fn remove(visit: Visit, Path((id, topic)): Path<(GroupId, RowId)>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let (seat, group) = open(desk, id)?;
            if !store::remove_topic(desk.tx, &seat, &group, topic, desk.now)? {
                return Err(Problem::NotFound);
            }
            desk.enter_seated(&seat, Act::Removed, "group", id.to_string())?;
            Ok(format!("/groups/{id}/topics"))
        })
        .await?;
    visit.redirect(&location, "saved")
}
