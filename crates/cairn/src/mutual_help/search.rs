//! Meetings nearby, for anybody. Where somebody looks is sent in a form and forgotten with the answer.

use askama::Template;

use super::find::{Asked, MILES, PARTS, TYPES, point};
use super::store::{self, Found};
use crate::ids::SiteId;
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

/// Meetings on a page.
const SIZE: usize = 25;

#[derive(Template)]
#[template(path = "mutual_help/search.html")]
struct SearchPage {
    t: Text,
    shell: Shell,
    f: Form,
    days: Vec<Choice>,
    parts: Vec<Choice>,
    types: Vec<Choice>,
    sites: Vec<Choice>,
    miles: Vec<Choice>,
    found: Vec<Found>,
    /// Which page of the results, from 1.
    at: usize,
    more: bool,
    /// No list was taken in yet.
    nothing: bool,
}

pub async fn index(visit: Visit) -> Answer {
    let mut form = visit.new_form();
    let today = visit.app.clock.now();
    let visitor = visit.clone().anyone().await;
    let zone = visitor.program.as_ref().map_or(jiff::tz::TimeZone::UTC, |program| program.zone.clone());
    let day = today.to_zoned_datetime(zone).date().weekday().to_sunday_zero_offset();
    form.set("day", day);
    form.set("miles", 10);
    search(visit, form).await
}

pub async fn search(visit: Visit, mut form: Form) -> Answer {
    let mut asked = Asked::read(&mut form);
    let at = form.integer("page", 1..=400).unwrap_or(1) as usize;
    let site: Option<SiteId> = form.id("site");
    let typed = form.value("point").trim().to_string();
    asked.near = point(&typed);
    if !typed.is_empty() && asked.near.is_none() {
        form.wrong("point", "meetings-not-a-point");
    }
    let valid = form.is_valid();
    let from = (at - 1) * SIZE;
    let loaded: Result<_, cairn_db::Error> = visit
        .app
        .db
        .read(move |tx| {
            let places = store::places(tx)?;
            if asked.near.is_none() {
                let chosen = site.and_then(|site| places.iter().find(|(id, ..)| *id == site));
                asked.near = chosen.map(|(_, _, point)| *point);
            }
            let found = if valid { store::find(tx, &asked, (from, SIZE + 1))? } else { Vec::new() };
            let nothing = found.is_empty() && store::is_empty(tx)?;
            Ok((places, found, nothing))
        })
        .await;
    let (places, mut found, nothing) = loaded.map_err(Problem::from)?;
    let more = found.len() > SIZE;
    found.truncate(SIZE);
    let visitor = visit.anyone().await;
    let (t, shell) = visitor.shell("meetings-title");
    let page = SearchPage {
        days: (0..7).map(|day| Choice::new(day.to_string(), t.get(&format!("meetings-day-{day}")))).collect(),
        parts: PARTS.iter().map(|part| Choice::new(*part, t.code("meetings-part", part))).collect(),
        types: types(&t),
        sites: places.into_iter().map(|(id, name, _)| Choice::new(id.to_string(), name)).collect(),
        miles: MILES
            .iter()
            .map(|miles| Choice::new(miles.to_string(), t.with("meetings-miles", "n", *miles)))
            .collect(),
        f: form.clone(),
        found,
        at,
        more,
        nothing,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

pub(super) fn types(t: &Text) -> Vec<Choice> {
    TYPES.iter().map(|code| Choice::new(*code, t.code("meeting-type", &code.to_lowercase()))).collect()
}

#[derive(Template)]
#[template(path = "mutual_help/kept.html")]
struct KeptPage {
    t: Text,
    shell: Shell,
}

/// The last list of results, kept by the browser, for when there is no network. The page itself holds nothing.
pub async fn kept(visit: Visit) -> Answer {
    let visitor = visit.anyone().await;
    let (t, shell) = visitor.shell("meetings-title");
    visitor.show(KeptPage { t, shell })
}
