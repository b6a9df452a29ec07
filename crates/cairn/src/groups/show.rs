//! One group and its meetings.

use askama::Template;
use axum::extract::Path;

use super::store::{self, Meeting};
use super::{Group, open};
use crate::ids::GroupId;
use crate::web::{Answer, Form, Page, PageRequest, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "groups/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    f: Form,
    group: Group,
    meetings: Page<Meeting>,
}

pub async fn show(visit: Visit, Path(id): Path<GroupId>, page: PageRequest) -> Answer {
    let mut form = visit.new_form();
    form.set("minutes", 60);
    draw(visit, id, page, form).await
}

pub(super) async fn draw(visit: Visit, id: GroupId, page: PageRequest, form: Form) -> Answer {
    let (visitor, (group, meetings)) = visit
        .read(move |desk| {
            let (seat, group) = open(desk, id)?;
            let meetings = page.page(store::meetings(desk.tx, &seat, &group, page)?);
            Ok((group, meetings))
        })
        .await?;
    let (t, shell) = visitor.shell("nav-groups");
    visitor.show_form(&form.clone(), ShowPage { t, shell, f: form, group, meetings })
}
