//! How many came to a public group: a number, and nothing about anybody.

use axum::extract::Path;

use super::new::settle;
use super::{attendance, open, store};
use crate::audit::Act;
use crate::ids::{GroupId, MeetingId};
use crate::web::{Answer, Form, Problem, Refusal, Visit};

pub async fn create(visit: Visit, Path((id, meeting)): Path<(GroupId, MeetingId)>, mut form: Form) -> Answer {
    let heads = form.required_integer("heads", 0..=500);
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let (seat, group) = open(desk, id)?;
            let found = store::meeting(desk.tx, &seat, &group, meeting)?.ok_or(Problem::NotFound)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            if !group.is_counted_by_heads() {
                return Err(Refusal { field: "heads", key: "groups-heads-by-name" }.into());
            }
            attendance::has_come(desk, &found, "heads")?;
            let row = desk.id();
            store::count_heads(desk.tx, &seat, (row, meeting), heads, desk.now)?;
            desk.enter_seated(&seat, Act::Changed, "group_meeting", meeting.to_string())?;
            Ok(format!("/groups/{id}/meetings/{meeting}"))
        })
        .await;
    if let Some(location) = settle(&mut form, outcome)? {
        return visit.redirect(&location, "saved");
    }
    attendance::draw(visit, (id, meeting), form).await
}
