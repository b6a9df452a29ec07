//! Everything that is not at the thumb, in one place.

use askama::Template;

use crate::ids::ParticipantId;
use crate::web::{Answer, Problem, Shell, Text, Visit};

/// Key of the heading, then address and key of each link; `~` stands for the viewer's own record.
const PARTS: [(&str, &[(&str, &str)]); 4] = [
    (
        "more-talk",
        &[
            ("/messages", "more-messages"),
            ("/my-people", "more-people"),
            ("~/supporter", "nav-my-supporter"),
            ("/my-groups", "nav-my-groups"),
            ("/meetings-nearby", "nav-meetings"),
        ],
    ),
    (
        "more-mine",
        &[
            ("/my-story", "more-story"),
            ("~/tools", "more-tools"),
            ("~/days", "more-days"),
            ("~/progress", "nav-my-progress"),
            ("~/assessments", "record-assessments"),
            ("~/sessions", "nav-my-sessions"),
            ("/calendar", "nav-calendar"),
        ],
    ),
    ("more-hard", &[("/help-now", "help-now"), ("~/safety-plan", "record-safety-plan")]),
    (
        "more-phone",
        &[
            ("/offline", "more-offline"),
            ("/app", "more-app"),
            ("/reminders", "more-reminders"),
            ("~/privacy", "nav-my-privacy"),
            ("~/locators", "record-locators"),
            ("/devices", "more-devices"),
        ],
    ),
];

struct Part {
    heading: &'static str,
    links: Vec<(String, &'static str)>,
}

#[derive(Template)]
#[template(path = "phone/more.html")]
struct MorePage {
    t: Text,
    shell: Shell,
    parts: Vec<Part>,
    /// What other hats of the viewer have in the menu.
    others: Vec<(String, String)>,
}

pub async fn show(visit: Visit) -> Answer {
    let (visitor, own) = visit.read(|desk| desk.viewer.participant.ok_or(Problem::NotFound)).await?;
    let (t, shell) = visitor.shell("more-title");
    let parts = parts(own);
    let shown = |href: &str| {
        href == "/more" || parts.iter().flat_map(|part| &part.links).any(|(known, _)| known.as_str() == href)
    };
    let at_the_thumb = |href: &str| shell.places.iter().any(|place| place.href == href);
    let rest = shell.nav.iter().filter(|item| !shown(&item.href) && !at_the_thumb(&item.href));
    let others = rest.map(|item| (item.href.clone(), item.label.clone())).collect();
    visitor.show(MorePage { t, shell, parts, others })
}

fn parts(own: ParticipantId) -> Vec<Part> {
    let here = format!("/participants/{own}");
    let part = |(heading, links): (&'static str, &[(&str, &'static str)])| Part {
        heading,
        links: links.iter().map(|(href, key)| (href.replace('~', &here), *key)).collect(),
    };
    PARTS.into_iter().map(part).collect()
}
