//! Participants by name, as far as the viewer's hat reaches.

use askama::Template;

use super::store::participants::{self, Line, Wanted};
use crate::access::Role;
use crate::web::{Answer, Choice, Form, Page, PageRequest, Problem, Shell, Text, Visit};

/// The hats that reach participants, the widest first.
const HATS: [Role; 4] = [Role::Coordinator, Role::Supervisor, Role::PeerSupporter, Role::Clinician];

#[derive(Template)]
#[template(path = "intake/participants.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    f: Form,
    states: Vec<Choice>,
    /// More than one only for people with several hats.
    hats: Vec<Choice>,
    may_enroll: bool,
    list: Page<Line>,
}

pub async fn index(visit: Visit, page: PageRequest, mut query: Form) -> Answer {
    let state = match query.value("state") {
        "discharged" => "discharged",
        "all" => "",
        _ => "active",
    };
    let asked_hat = Role::from_code(query.value("hat"));
    let search: String = query.value("search").trim().chars().take(80).collect();
    let wanted = Wanted { search, state: state.to_string(), page, now: visit.app.clock.now() };
    let (visitor, (hat, lines)) = visit
        .read(move |desk| {
            let asked = asked_hat.filter(|hat| HATS.contains(hat) && desk.viewer.is(*hat));
            let seat = match asked {
                Some(hat) => desk.seat(&[hat])?,
                None => desk.seat(&HATS)?,
            };
            Ok((seat.role(), participants::within_reach(desk.tx, &seat, &wanted)?))
        })
        .await?;
    let viewer = visitor.viewer.as_ref().ok_or(Problem::SignInFirst)?;
    let (t, shell) = visitor.shell("nav-participants");
    let worn: Vec<&str> = HATS.iter().filter(|hat| viewer.is(**hat)).map(|hat| hat.code()).collect();
    let hats = Choice::codes(&t, "role", &worn);
    let kept: Vec<String> =
        ["search", "state", "hat"].iter().map(|field| query.query(field)).filter(|q| !q.is_empty()).collect();
    let list = page.page(lines).with_query(&kept.join("&"));
    if query.value("state").is_empty() {
        query.set("state", "active");
    }
    let may_enroll = hat == Role::Coordinator;
    let states = Choice::codes(&t, "participants-state", &["active", "discharged", "all"]);
    visitor.show(IndexPage { t, shell, f: query, states, hats, may_enroll, list })
}
