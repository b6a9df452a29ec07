//! The administrator: lists that could not be fetched, who cannot sign in yet, and the sites.

use crate::access::{Desk, Role};
use crate::mutual_help;
use crate::program;
use crate::today::line::{Line, Link, Section};
use crate::today::store::house;
use crate::web::{Problem, Text};

pub fn sections(desk: &mut Desk<'_, '_>, t: &Text) -> Result<Vec<Section>, Problem> {
    let seat = desk.seat(&[Role::Administrator])?;
    let people = house::without_sign_in(desk.tx, &seat)?;
    let lines = people
        .into_iter()
        .map(|(id, name)| Line {
            href: format!("/people/{id}"),
            links: vec![Link::new(format!("/people/{id}"), t.get("today-make-link"))],
            title: name,
            text: t.get("today-no-sign-in-yet"),
            ..Line::default()
        })
        .collect();
    let lists = mutual_help::store::failing(desk.tx, &seat)?
        .into_iter()
        .map(|(name, at, reason)| Line {
            href: "/mutual-help".to_string(),
            links: vec![Link::new("/mutual-help", t.get("today-list-look"))],
            title: name,
            text: t.args("today-list-failing", [("when", t.instant(&at).into()), ("reason", reason.into())]),
            now: true,
            ..Line::default()
        })
        .collect();
    let sites = program::sites(desk.tx)?.into_iter().map(|site| Line {
        title: site.name,
        text: site.address.unwrap_or_default(),
        ..Line::default()
    });
    Ok(vec![
        Section::new(t.get("today-lists-failing"), lists)
            .see_all(Link::new("/mutual-help", t.get("mutual-help-title"))),
        Section::new(t.get("today-people-without-sign-in"), lines)
            .see_all(Link::new("/people", t.get("nav-people")))
            .nothing(t.get("today-everybody-can-sign-in")),
        Section::new(t.get("program-sites"), sites.collect())
            .see_all(Link::new("/program", t.get("nav-program")))
            .nothing(t.get("today-no-sites")),
    ])
}
