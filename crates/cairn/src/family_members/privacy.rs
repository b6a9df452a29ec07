//! Who can see this: by name, how far each sees, and who looked. For the family member alone.

use askama::Template;
use axum::extract::Path;

use super::head::FamilyHead;
use super::store::readers::{self, Looked};
use crate::ids::FamilyMemberId;
use crate::web::{Answer, Problem, Shell, Text, Visit};

/// Openings on the page.
const MOST: i64 = 20;

#[derive(Template)]
#[template(path = "family_members/privacy.html")]
struct PrivacyPage {
    t: Text,
    shell: Shell,
    head: FamilyHead,
    supporters: Vec<String>,
    supervisors: Vec<String>,
    coordinators: Vec<String>,
    openings: Vec<Looked>,
}

pub async fn show(visit: Visit, Path(id): Path<FamilyMemberId>) -> Answer {
    let (visitor, (head, around, coordinators, openings)) = visit
        .write(move |desk| {
            let record = desk.open_family_member(id)?;
            if !record.is_own() {
                return Err(Problem::NotFound);
            }
            let around = readers::around(desk.tx, record.family(), desk.now)?;
            let coordinators = readers::coordinators(desk.tx, &record)?;
            let openings = readers::last_openings(desk.tx, &record, MOST)?;
            Ok((FamilyHead::load(desk, &record)?, around, coordinators, openings))
        })
        .await?;
    let (t, shell) = visitor.shell("family-record-privacy");
    let (supporters, supervisors) = around;
    visitor.show(PrivacyPage { t, shell, head, supporters, supervisors, coordinators, openings })
}
