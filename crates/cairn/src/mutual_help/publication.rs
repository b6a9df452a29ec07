//! Telling directories of a support group of the program that anybody may come to, until it is withdrawn. Group therapy and
//! groups for families are never told of.

use axum::extract::Path;
use cairn_meeting_guide::Meeting;
use jiff::{ToSpan, civil::Time};

use super::find::TYPES;
use super::store::{self, NewPublication};
use super::{desk, download};
use crate::access::{Desk, Seat};
use crate::audit::Act;
use crate::ids::{GroupId, RowId};
use crate::web::{Answer, Form, Problem, Refusal, Visit};

/// What anybody may come to.
pub const MODEL: &str = "support_group";

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let group: Option<GroupId> = form.id("group");
    if form.value("group").is_empty() {
        form.wrong("group", "form-choose");
    }
    let day = form.required_integer("publish_day", 0..=6);
    if form.value("begins").trim().is_empty() {
        form.wrong("begins", "form-required");
    }
    let begins = form.time("begins").unwrap_or_default();
    let minutes = form.required_integer("publish_minutes", 15..=480);
    let types = form.choices("types", &TYPES);
    let (conference_url, notes) = (form.text("conference_url", 500), form.text("notes", 500));
    if conference_url.as_deref().is_some_and(|url| !download::may_fetch(url)) {
        form.wrong("conference_url", "session-link-https");
    }
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let seat = desk.seat(&desk::ROLES)?;
                let known = store::open_groups(desk.tx, &seat)?;
                let group = group.filter(|group| known.iter().any(|(id, _)| id == group));
                let group = group.ok_or(Refusal { field: "group", key: "form-choose-listed" })?;
                let id = desk.id();
                let new = NewPublication { id, group, day, begins, minutes, types, conference_url, notes };
                store::publish(desk.tx, &seat, &new, desk.now)?;
                desk.enter_seated(&seat, Act::Created, "publication", id.to_string())?;
                rebuild(desk, &seat)?;
                Ok("/mutual-help".to_string())
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    desk::draw(visit, form).await
}

pub async fn withdraw(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let seat = desk.seat(&desk::ROLES)?;
            if !store::withdraw(desk.tx, &seat, id, desk.now)? {
                return Err(Problem::NotFound);
            }
            desk.enter_seated(&seat, Act::Ended, "publication", id.to_string())?;
            rebuild(desk, &seat)?;
            Ok("/mutual-help".to_string())
        })
        .await?;
    visit.redirect(&location, "saved")
}

/// The program's own list, from what is published now.
fn rebuild(desk: &mut Desk<'_, '_>, seat: &Seat) -> Result<(), Problem> {
    let feed = match store::own_feed(desk.tx)? {
        Some(feed) => feed,
        None => {
            let name = desk.program.name.clone();
            let (url, formats_url, refresh_hours) = (None, None, None);
            let new = store::NewFeed { id: desk.id(), name, kind: "own", url, formats_url, refresh_hours };
            store::add_feed(desk.tx, &new, desk.now, Some(seat.person()))?;
            new.id
        }
    };
    store::clear(desk.tx, feed)?;
    for published in store::published(desk.tx, seat)? {
        let meeting = published.meeting(&desk.program.name, &desk.program.zone_name);
        store::add_meeting(desk.tx, feed, &meeting)?;
    }
    Ok(())
}

/// A publication as the page lists it and directories read it.
pub struct Published {
    pub id: RowId,
    pub name: String,
    pub site: Option<String>,
    pub address: Option<String>,
    pub point: Option<(f64, f64)>,
    pub day: i64,
    pub begins: Time,
    pub minutes: i64,
    pub types: Vec<String>,
    pub conference_url: Option<String>,
    pub notes: Option<String>,
}

impl Published {
    pub fn meeting(&self, program: &str, zone: &str) -> Meeting {
        Meeting {
            name: self.name.clone(),
            slug: self.id.to_string(),
            days: u8::try_from(self.day).into_iter().collect(),
            time: Some(self.begins),
            end_time: Some(self.begins.wrapping_add(self.minutes.minutes())),
            timezone: Some(zone.to_string()),
            types: self.types.clone(),
            notes: self.notes.clone(),
            location: self.site.clone(),
            formatted_address: self.address.clone(),
            coordinates: self.point,
            conference_url: self.conference_url.clone(),
            entity: Some(program.to_string()),
            ..Meeting::default()
        }
    }
}
