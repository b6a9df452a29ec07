//! One family: its members, its meetings, and the forms that add to them.

use askama::Template;
use axum::extract::Path;

use super::family::MODES;
use super::store::{self, Meeting, Member};
use super::{Family, MODELS, RELATIONS, open};
use crate::access::Role;
use crate::ids::FamilyId;
use crate::web::{Answer, Choice, Form, Page, PageRequest, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "families/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    /// The form for a member, and the one for a meeting.
    f: Form,
    m: Form,
    family: Family,
    members: Vec<Member>,
    meetings: Page<Meeting>,
    coordinates: bool,
    relations: Vec<Choice>,
    languages: Vec<Choice>,
    models: Vec<Choice>,
    modes: Vec<Choice>,
    supporters: Vec<Choice>,
    others: Vec<Choice>,
    link: Option<String>,
}

/// What the page is drawn with besides the family: at most one of these was sent.
#[derive(Default)]
pub(super) struct Sent {
    pub member: Option<Form>,
    pub meeting: Option<Form>,
    /// A sign-in link, shown once.
    pub link: Option<String>,
}

pub async fn show(visit: Visit, Path(id): Path<FamilyId>, page: PageRequest) -> Answer {
    draw(visit, id, page, Sent::default()).await
}

struct Found {
    family: Family,
    members: Vec<Member>,
    meetings: Page<Meeting>,
    coordinates: bool,
    supporters: Vec<Choice>,
    others: Vec<Choice>,
}

async fn load(
    visit: Visit,
    id: FamilyId,
    page: PageRequest,
) -> Result<(crate::web::Visitor, Found), Problem> {
    visit
        .read(move |desk| {
            let (seat, family) = open(desk, id)?;
            let coordinates = seat.role() == Role::Coordinator;
            let own = desk.viewer.supporter;
            let supporters = store::supporters(desk.tx, &seat)?;
            let supporters = supporters.into_iter().filter(|(id, _)| coordinates || Some(*id) == own);
            let others = store::others(desk.tx, &seat, &family)?;
            Ok(Found {
                members: store::members(desk.tx, &seat, &family)?,
                meetings: page.page(store::meetings(desk.tx, &seat, &family, page)?),
                supporters: supporters.map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
                others: others.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
                coordinates,
                family,
            })
        })
        .await
}

pub(super) async fn draw(visit: Visit, id: FamilyId, page: PageRequest, sent: Sent) -> Answer {
    let language = visit.language.code();
    let f = sent.member.unwrap_or_else(|| {
        let mut form = visit.new_form();
        form.set("language", language);
        form
    });
    let m = sent.meeting.unwrap_or_else(|| {
        let mut form = visit.new_form();
        form.set("minutes", 60);
        form
    });
    let (visitor, found) = load(visit, id, page).await?;
    let (t, shell) = visitor.shell("nav-families");
    let wrong = if f.is_valid() { m.clone() } else { f.clone() };
    let page = ShowPage {
        relations: Choice::codes(&t, "families-relation", &RELATIONS),
        languages: Choice::codes(&t, "language", &["en", "es"]),
        models: Choice::codes(&t, "families-model", &MODELS),
        modes: Choice::codes(&t, "today-mode", &MODES),
        family: found.family,
        members: found.members,
        meetings: found.meetings,
        coordinates: found.coordinates,
        supporters: found.supporters,
        others: found.others,
        link: sent.link,
        f,
        m,
        t,
        shell,
    };
    visitor.show_form(&wrong, page)
}
