//! What the layout needs around a page.

use crate::access::{Role, Viewer};
use crate::notices::Drawn;
use crate::privacy_desk;
use crate::web::{Flash, Language, Look, Text, assets, visit::Visitor};

#[derive(Debug, Clone)]
pub struct NavItem {
    pub href: String,
    pub label: String,
    pub current: bool,
    pub count: Option<i64>,
}

#[derive(Debug, Clone)]
pub struct LanguageLink {
    pub code: &'static str,
    pub name: &'static str,
    pub current: bool,
}

/// What a phone needs to put the site on its home screen.
pub struct AppLook {
    pub name: String,
    pub manifest: String,
    pub icon: String,
}

impl AppLook {
    fn of(look: Look, t: &Text) -> AppLook {
        AppLook {
            name: look.called(t),
            manifest: format!("/app/{}.webmanifest", look.code(t.language)),
            icon: look.icon_href("180"),
        }
    }
}

pub struct Shell {
    /// Neutral: a title shows in a phone's history and task switcher.
    pub title: String,
    pub discreet_name: String,
    pub css: String,
    pub js: String,
    pub language: &'static str,
    pub signed_in: bool,
    pub person_name: String,
    pub nav: Vec<NavItem>,
    /// A participant's five places, at the thumb on a phone; nothing for others.
    pub places: Vec<NavItem>,
    /// How the site looks on the home screen, for those whose phone it is on.
    pub app: Option<AppLook>,
    pub languages: Vec<LanguageLink>,
    pub flash: Option<Flash>,
    pub exit_href: &'static str,
    pub help_href: &'static str,
    pub idle_seconds: Option<i64>,
    /// The path of this page, so that changing the language leads back to it.
    pub path: String,
    /// The program says that Part 2 does not bind it; whoever works here sees that on every page.
    pub part2_off: bool,
    /// The privacy notice, when it is due; otherwise nothing.
    pub notice: Drawn,
}

impl Shell {
    pub(super) fn around(visitor: &Visitor, title: String) -> Shell {
        let t = &visitor.t;
        // Before the second step no link would lead anywhere.
        let within = visitor.viewer.as_ref().filter(|viewer| !viewer.needs_second_step());
        let installs = within.filter(|one| one.participant.is_some() || one.family_member.is_some());
        Shell {
            title,
            discreet_name: visitor
                .program
                .as_ref()
                .map_or_else(|| "Cairn".to_string(), |program| program.discreet_name.clone()),
            css: assets::css_href(),
            js: assets::js_href(),
            language: t.language.code(),
            signed_in: visitor.viewer.is_some(),
            person_name: visitor.viewer.as_ref().map(|v| v.name.clone()).unwrap_or_default(),
            nav: within.map(|viewer| nav(t, viewer, &visitor.path)).unwrap_or_default(),
            places: within.map(|viewer| places(t, viewer, &visitor.path)).unwrap_or_default(),
            app: installs.map(|_| AppLook::of(visitor.look, t)),
            languages: Language::ALL
                .into_iter()
                .map(|l| LanguageLink { code: l.code(), name: l.name(), current: l == t.language })
                .collect(),
            flash: visitor.flash.as_deref().and_then(|key| Flash::from_key(t, key)),
            exit_href: "/leave",
            help_href: "/help-now",
            idle_seconds: visitor.viewer.is_some().then_some(visitor.idle_seconds),
            path: visitor.path.clone(),
            part2_off: visitor.viewer.as_ref().is_some_and(Viewer::is_staff)
                && visitor.program.as_ref().is_some_and(|program| program.part2_off),
            notice: visitor.notice.as_ref().map(|notice| notice.draw(t, &visitor.path)).unwrap_or_default(),
        }
    }
}

/// A participant's five places. The last leads to everything else.
fn places(t: &Text, viewer: &Viewer, path: &str) -> Vec<NavItem> {
    let Some(own) = viewer.participant else { return Vec::new() };
    let here = format!("/participants/{own}");
    let links = [
        ("/today".to_string(), "place-today"),
        (format!("{here}/check-ins"), "place-check-in"),
        (format!("{here}/plan"), "place-plan"),
        ("/my-people".to_string(), "place-people"),
        ("/more".to_string(), "place-more"),
    ];
    let item =
        |(href, key): (String, &str)| NavItem { label: t.get(key), current: path == href, href, count: None };
    links.into_iter().map(item).collect()
}

/// The links of each hat, in the order of the day; somebody with two hats sees both, once each.
fn nav(t: &Text, viewer: &Viewer, path: &str) -> Vec<NavItem> {
    let mut links: Vec<(String, &str)> = vec![("/today".to_string(), "nav-today")];
    if viewer.roles.iter().any(|role| *role != Role::Auditor) {
        links.push(("/calendar".to_string(), "nav-calendar"));
    }
    if let Some(own) = viewer.participant {
        links.push((format!("/participants/{own}/plan"), "nav-my-plan"));
        links.push((format!("/participants/{own}/tools"), "nav-my-tools"));
        links.push((format!("/participants/{own}/sessions"), "nav-my-sessions"));
        links.push((format!("/participants/{own}/supporter"), "nav-my-supporter"));
        links.push(("/messages".to_string(), "messages-title"));
        links.push(("/my-groups".to_string(), "nav-my-groups"));
        links.push((format!("/participants/{own}/progress"), "nav-my-progress"));
        links.push((format!("/participants/{own}/privacy"), "nav-my-privacy"));
        links.push(("/more".to_string(), "nav-more"));
    }
    if let Some(own) = viewer.supporter {
        links.push(("/sessions".to_string(), "nav-sessions"));
        links.push(("/messages".to_string(), "messages-title"));
        links.push((format!("/peer-supporters/{own}"), "nav-my-profile"));
        links.push(("/wellbeing".to_string(), "nav-my-wellbeing"));
        links.push(("/my-tools".to_string(), "nav-tools-for-me"));
    }
    if let Some(own) = viewer.family_member {
        links.push(("/family".to_string(), "nav-my-family"));
        links.push((format!("/family-members/{own}/plan"), "nav-my-own-plan"));
        links.push((format!("/family-members/{own}/tools"), "nav-my-own-tools"));
        links.push((format!("/family-members/{own}/measures"), "nav-my-own-measures"));
        links.push((format!("/family-members/{own}/privacy"), "nav-my-own-privacy"));
    }
    for (role, href, key) in ROLE_LINKS {
        if viewer.is(*role) {
            links.push((href.to_string(), key));
        }
    }
    let mut items: Vec<NavItem> = Vec::new();
    for (href, key) in links {
        if items.iter().all(|item| item.href != href) {
            let desk = href == "/privacy-desk" && privacy_desk::is_room(path);
            // The tool library stands in the menu beside the program's page.
            let below = href != "/program" && path.starts_with(&format!("{href}/"));
            let current = desk || path == href || below;
            items.push(NavItem { label: t.get(key), current, href, count: None });
        }
    }
    items
}

const ROLE_LINKS: &[(Role, &str, &str)] = &[
    (Role::Coordinator, "/first-calls", "nav-first-calls"),
    (Role::Coordinator, "/outreach", "nav-outreach"),
    (Role::Coordinator, "/telephone-support", "nav-telephone"),
    (Role::Coordinator, "/participants", "nav-participants"),
    (Role::PeerSupporter, "/participants", "nav-my-people"),
    (Role::PeerSupporter, "/telephone-support", "nav-telephone"),
    (Role::PeerSupporter, "/outreach", "nav-outreach"),
    (Role::Coordinator, "/follow-up", "nav-follow-up"),
    (Role::PeerSupporter, "/follow-up", "nav-follow-up"),
    (Role::Evaluator, "/follow-up/rates", "rates-title"),
    (Role::Volunteer, "/telephone-support", "nav-telephone"),
    (Role::Supervisor, "/notes", "nav-notes"),
    (Role::Supervisor, "/participants", "nav-participants"),
    (Role::Clinician, "/participants", "nav-my-people"),
    (Role::Coordinator, "/matches", "nav-matches"),
    (Role::Coordinator, "/peer-supporters", "nav-peer-supporters"),
    (Role::Supervisor, "/peer-supporters", "nav-peer-supporters"),
    (Role::Coordinator, "/on-call", "nav-on-call"),
    (Role::Coordinator, "/crises", "nav-crises"),
    (Role::PeerSupporter, "/crises", "nav-crises"),
    (Role::Supervisor, "/crises", "nav-crises"),
    (Role::Clinician, "/crises", "nav-crises"),
    (Role::Coordinator, "/policies", "nav-policies"),
    (Role::Biller, "/policies", "nav-policies"),
    (Role::Coordinator, "/groups", "nav-groups"),
    (Role::Clinician, "/groups", "nav-groups"),
    (Role::PeerSupporter, "/groups", "nav-groups"),
    (Role::Coordinator, "/arrivals", "arrivals-title"),
    (Role::PeerSupporter, "/arrivals", "arrivals-title"),
    (Role::Clinician, "/arrivals", "arrivals-title"),
    (Role::PeerSupporter, "/offline", "nav-offline"),
    (Role::Coordinator, "/families", "nav-families"),
    (Role::PeerSupporter, "/families", "nav-families"),
    (Role::Supervisor, "/families", "nav-families"),
    (Role::FamilyMember, "/family", "nav-my-family"),
    (Role::FamilyMember, "/my-groups", "nav-my-groups"),
    (Role::FamilyMember, "/offline", "nav-offline"),
    (Role::Coordinator, "/shared-sessions", "shared-talks-title"),
    (Role::PeerSupporter, "/shared-sessions", "shared-talks-title"),
    (Role::Clinician, "/shared-sessions", "shared-talks-title"),
    (Role::Coordinator, "/relationships", "repair-title"),
    (Role::Coordinator, "/outcomes", "nav-outcomes"),
    (Role::Supervisor, "/outcomes", "nav-outcomes"),
    (Role::Evaluator, "/outcomes", "nav-outcomes"),
    (Role::Supervisor, "/session-ratings", "ratings-title"),
    (Role::Evaluator, "/session-ratings", "ratings-title"),
    (Role::Evaluator, "/deidentified-exports", "deidentified-title"),
    (Role::PrivacyOfficer, "/privacy-desk", "privacy-desk-title"),
    (Role::Coordinator, "/recipients", "nav-recipients"),
    (Role::Supervisor, "/emergencies", "nav-emergencies"),
    (Role::Auditor, "/reviews", "reviews-title"),
    (Role::Coordinator, "/mutual-help", "mutual-help-title"),
    (Role::Administrator, "/people", "nav-people"),
    (Role::Administrator, "/mutual-help", "mutual-help-title"),
    (Role::Administrator, "/program", "nav-program"),
    (Role::Administrator, "/program/tools", "tools-program-title"),
    (Role::Coordinator, "/program/tools", "tools-program-title"),
    (Role::Coordinator, "/kiosks", "kiosks-title"),
    (Role::Administrator, "/kiosks", "kiosks-title"),
    (Role::Administrator, "/offline/devices", "offline-all-devices"),
    (Role::Participant, "/arrival-code", "arrival-code-title"),
    (Role::FamilyMember, "/arrival-code", "arrival-code-title"),
];
