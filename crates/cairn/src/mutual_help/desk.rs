//! Where lists are looked after: what is taken in, what was left out and why, and what the program publishes itself.

use askama::Template;

use super::feed::{KINDS, REFRESHES};
use super::publication::Published;
use super::store::{self, FeedLine};
use crate::access::Role;
use crate::program;
use crate::web::{Answer, Choice, Form, Shell, Text, Visit};

pub const ROLES: [Role; 2] = [Role::Administrator, Role::Coordinator];

#[derive(Template)]
#[template(path = "mutual_help/desk.html")]
struct DeskPage {
    t: Text,
    shell: Shell,
    f: Form,
    feeds: Vec<FeedLine>,
    published: Vec<Published>,
    kinds: Vec<Choice>,
    refreshes: Vec<Choice>,
    groups: Vec<Choice>,
    sites: Vec<Choice>,
    places: Vec<(String, String)>,
    days: Vec<Choice>,
    types: Vec<Choice>,
}

pub async fn index(visit: Visit) -> Answer {
    let mut form = visit.new_form();
    form.set("refresh", "daily");
    draw(visit, form).await
}

pub(super) async fn draw(visit: Visit, form: Form) -> Answer {
    let (visitor, (feeds, published, groups, sites, places)) = visit
        .read(|desk| {
            let seat = desk.seat(&ROLES)?;
            Ok((
                store::feeds(desk.tx, &seat)?,
                store::published(desk.tx, &seat)?,
                store::open_groups(desk.tx, &seat)?,
                program::sites(desk.tx)?,
                store::places(desk.tx)?,
            ))
        })
        .await?;
    let (t, shell) = visitor.shell("mutual-help-title");
    let page = DeskPage {
        kinds: KINDS.iter().map(|kind| Choice::new(*kind, t.code("feed-kind", kind))).collect(),
        refreshes: REFRESHES.iter().map(|code| Choice::new(*code, t.code("feed-refresh", code))).collect(),
        groups: groups.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
        sites: sites.into_iter().map(|site| Choice::new(site.id.to_string(), site.name)).collect(),
        places: places
            .into_iter()
            .map(|(_, name, (lat, lon))| (name, format!("{lat:.5}, {lon:.5}")))
            .collect(),
        days: (0..7).map(|day| Choice::new(day.to_string(), t.get(&format!("meetings-day-{day}")))).collect(),
        types: super::search::types(&t),
        f: form.clone(),
        feeds,
        published,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}
