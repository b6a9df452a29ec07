//! One family: its members, its meetings, and the forms that add to them.

use askama::Template;
use axum::extract::Path;

use super::family::MODES;
use super::meeting::{tiers_of, usual_tier};
use super::store::{self, Ending, Meeting, Member};
use super::{Family, MODELS, RELATIONS, open};
use crate::access::{Role, Tier};
use crate::calendar::clash;
use crate::ids::FamilyId;
use crate::program;
use crate::web::{Answer, Choice, Form, Page, PageRequest, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "families/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    /// The forms for a member, for a meeting, and for the end of support.
    f: Form,
    m: Form,
    e: Form,
    family: Family,
    members: Vec<Member>,
    meetings: Page<Meeting>,
    coordinates: bool,
    /// May write: a supervisor reads.
    writes: bool,
    ending: Option<Ending>,
    reasons: Vec<Choice>,
    tiers: Vec<Choice>,
    there: Vec<Choice>,
    relations: Vec<Choice>,
    languages: Vec<Choice>,
    models: Vec<Choice>,
    modes: Vec<Choice>,
    supporters: Vec<Choice>,
    others: Vec<Choice>,
    rooms: Vec<Choice>,
    clashes: Vec<String>,
    link: Option<String>,
}

/// What the page is drawn with besides the family: at most one of these was sent.
#[derive(Default)]
pub(super) struct Sent {
    pub member: Option<Form>,
    pub meeting: Option<Form>,
    pub ending: Option<Form>,
    /// What stands in the way of the meeting.
    pub clashes: clash::Found,
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
    writes: bool,
    ending: Option<Ending>,
    tiers: (Vec<Tier>, Tier),
    supporters: Vec<Choice>,
    others: Vec<Choice>,
    rooms: Vec<Choice>,
}

async fn load(
    visit: Visit,
    id: FamilyId,
    page: PageRequest,
) -> Result<(crate::web::Visitor, Found), Problem> {
    visit
        .write(move |desk| {
            let (seat, family) = open(desk, id)?;
            let coordinates = seat.role() == Role::Coordinator;
            let own = desk.viewer.supporter;
            let supporters = store::supporters(desk.tx, &seat)?;
            let supporters = supporters.into_iter().filter(|(id, _)| coordinates || Some(*id) == own);
            let others = store::others(desk.tx, &seat, &family)?;
            let rooms = program::rooms(desk.tx)?.into_iter();
            Ok(Found {
                members: store::members(desk.tx, &seat, &family)?,
                meetings: page.page(store::meetings(desk.tx, &seat, &family, page)?),
                supporters: supporters.map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
                others: others.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
                rooms: rooms.map(|room| Choice::new(room.id.to_string(), room.label())).collect(),
                writes: seat.role() != Role::Supervisor,
                ending: store::ending(desk.tx, id)?,
                tiers: (tiers_of(&seat), usual_tier(&seat)),
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
    let (visitor, found) = load(visit.clone(), id, page).await?;
    let m = sent.meeting.unwrap_or_else(|| {
        let mut form = visit.new_form();
        form.set("minutes", 60);
        form.set("tier", found.tiers.1.code());
        form
    });
    let e = sent.ending.unwrap_or_else(|| visit.new_form());
    let (t, shell) = visitor.shell("nav-families");
    let wrong = [&f, &m, &e].into_iter().find(|form| !form.is_valid()).unwrap_or(&f).clone();
    let tier = |tier: &Tier| Choice {
        hint: t.code("family-note-tier", tier.code()),
        ..Choice::new(tier.code(), t.code("tier", tier.code()))
    };
    let page = ShowPage {
        relations: Choice::codes(&t, "families-relation", &RELATIONS),
        languages: Choice::codes(&t, "language", &["en", "es"]),
        models: Choice::codes(&t, "families-model", &MODELS),
        modes: Choice::codes(&t, "today-mode", &MODES),
        reasons: Choice::codes(&t, "family-ending", &super::ending::REASONS),
        tiers: found.tiers.0.iter().map(tier).collect(),
        there: found.members.iter().map(|one| Choice::new(one.id.to_string(), one.name.clone())).collect(),
        family: found.family,
        members: found.members,
        meetings: found.meetings,
        coordinates: found.coordinates,
        writes: found.writes,
        ending: found.ending,
        supporters: found.supporters,
        others: found.others,
        rooms: found.rooms,
        clashes: sent.clashes.sentences(&t),
        link: sent.link,
        f,
        m,
        e,
        t,
        shell,
    };
    visitor.show_form(&wrong, page)
}
