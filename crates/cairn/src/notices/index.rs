//! The versions, and who still needs the one in force.

use askama::Template;

use super::store::{self, Needy};
use super::version::Version;
use crate::access::Role;
use crate::ids::ParticipantId;
use crate::web::{Answer, Form, Page, PageRequest, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "notices/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    f: Form,
    versions: Vec<Version>,
    needy: Page<Needy>,
    mailed: Vec<(ParticipantId, String)>,
    publishes: bool,
}

pub async fn index(visit: Visit, page: PageRequest) -> Answer {
    let form = visit.new_form();
    let (visitor, (versions, needy, mailed, publishes)) = visit
        .read(move |desk| {
            let seat = desk.seat(&[Role::PrivacyOfficer, Role::Coordinator])?;
            let publishes = seat.role() == Role::PrivacyOfficer;
            let versions = if publishes { store::versions(desk.tx)? } else { Vec::new() };
            let needy = store::needy(desk.tx, &seat, desk.today())?;
            let shown = needy.into_iter().skip(page.offset() as usize).take(page.limit() as usize);
            let mailed = store::mailed(desk.tx, &seat, desk.today())?;
            Ok((versions, page.page(shown.collect()), mailed, publishes))
        })
        .await?;
    let (t, shell) = visitor.shell("notices-title");
    visitor.show(IndexPage { t, shell, f: form, versions, needy, mailed, publishes })
}
