//! The viewer's groups, and others that they may find.

use askama::Template;

use super::super::store::{self, OwnGroup};
use super::seat;
use crate::web::{Answer, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "groups/own/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    mine: Vec<OwnGroup>,
    others: Vec<OwnGroup>,
}

pub async fn index(visit: Visit) -> Answer {
    let (visitor, (mine, others)) = visit
        .read(|desk| {
            let (seat, whose) = seat(desk)?;
            let known = store::own_groups(desk.tx, &seat, whose, desk.now)?;
            let related = store::related(desk.tx, &seat)?;
            let mine = |own: &OwnGroup| own.membership.is_some() || related.contains(&own.group.id);
            Ok(known.into_iter().partition::<Vec<_>, _>(mine))
        })
        .await?;
    let (t, shell) = visitor.shell("nav-my-groups");
    visitor.show(IndexPage { t, shell, mine, others })
}
