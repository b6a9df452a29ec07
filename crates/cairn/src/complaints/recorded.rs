//! A complaint that came by paper, by phone or in person, written down by the officer.

use super::complaint::CAME_BY;
use super::store::{self, Arrival};
use super::{index, new};
use crate::audit::Act;
use crate::privacy_desk::{officer, stamp};
use crate::web::{Answer, Form, PageRequest, Visit};

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let came_by = form.required_choice("came_by", &CAME_BY);
    let told = new::read(&mut form, &came_by);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let seat = officer(desk)?;
                let stamp = stamp(desk);
                let arrival =
                    Arrival { id: stamp.id, at: stamp.at, by: Some(stamp.by), program: stamp.program };
                store::add(desk.tx, arrival, &told)?;
                desk.enter_seated(&seat, Act::Created, "complaint", stamp.id.to_string())?;
                Ok(super::path(stamp.id))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    index::draw(visit, form, PageRequest::first()).await
}
