//! The support a family member had: how much of each kind, the meetings, and the family groups they come to; for whoever
//! stood by, the crises too. Nobody else who was there is on the page, except the supporter.

use askama::Template;
use axum::extract::Path;

use super::head::FamilyHead;
use super::store::support::{self, Group, Meeting};
use crate::crises::{self, Crisis};
use crate::dose::{FamilyDose, Table};
use crate::ids::FamilyMemberId;
use crate::web::chart::Chart;
use crate::web::{Answer, Page, PageRequest, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "family_members/support.html")]
struct SupportPage {
    t: Text,
    shell: Shell,
    head: FamilyHead,
    whole: Option<String>,
    models: Table,
    months: Chart,
    meetings: Page<Meeting>,
    groups: Vec<Group>,
    crises: Vec<Crisis>,
}

impl SupportPage {
    fn times(&self, group: &Group) -> String {
        let day = self.t.on_day(&group.last_at);
        self.t.args("family-group-times", [("n", group.times.into()), ("day", day.into())])
    }
}

pub async fn show(visit: Visit, Path(id): Path<FamilyMemberId>, page: PageRequest) -> Answer {
    let (visitor, (head, dose, (meetings, groups, crises))) = visit
        .write(move |desk| {
            let record = desk.open_family_member(id)?;
            let meetings = page.page(support::meetings(desk.tx, &record, page)?);
            let groups = support::groups(desk.tx, &record)?;
            let crises = crises::of_member(desk, &record)?;
            let dose = FamilyDose::load(desk, &record)?;
            Ok((FamilyHead::load(desk, &record)?, dose, (meetings, groups, crises)))
        })
        .await?;
    let (t, shell) = visitor.shell("family-record-support");
    visitor.show(SupportPage {
        whole: dose.whole(&t),
        models: dose.models(&t),
        months: dose.months(&t),
        head,
        meetings,
        groups,
        crises,
        t,
        shell,
    })
}
