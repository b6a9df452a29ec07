//! What stays between participant and supporter beside a session: their page, adding to it, and who reads a piece of it.
//!
//! No supervisor, coordinator or bill sees any of it, nor that there is something: it stands in no note, search, count
//! or export, and the log of the record does not name it.

use askama::Template;
use axum::extract::Path;
use jiff::Timestamp;

use super::session::Session;
use super::store;
use crate::access::{Circle, Desk, Record, Role, Tier};
use crate::audit::Act;
use crate::ids::{PersonId, RowId, SessionId};
use crate::web::{Answer, Choice, Form, Page, PageRequest, Problem, Refusal, Shell, Text, Visit};

const TIERS: [Tier; 2] = [Tier::Ours, Tier::Mine];
const CODES: [&str; 2] = ["ours", "mine"];
const LONGEST_WORDS: usize = 4000;

#[derive(Debug, Clone)]
pub struct Aside {
    pub id: RowId,
    pub author: PersonId,
    pub author_name: String,
    pub tier: Tier,
    pub words: String,
    pub written_at: Timestamp,
}

impl Aside {
    /// The tier it can be given instead.
    pub fn other(&self) -> Tier {
        if self.tier == Tier::Mine { Tier::Ours } else { Tier::Mine }
    }
}

#[derive(Template)]
#[template(path = "sessions/aside.html")]
struct AsidePage {
    t: Text,
    shell: Shell,
    f: Form,
    session: SessionId,
    viewer: PersonId,
    tiers: Vec<Choice>,
    asides: Page<Aside>,
}

/// Opens a session for one of its own two sides.
fn open(desk: &mut Desk<'_, '_>, id: SessionId) -> Result<(Record, Session), Problem> {
    let record = desk.open_session(id)?;
    let session = store::one(desk.tx, &record, id)?.ok_or(Problem::NotFound)?;
    let supports =
        record.acting_as() == Role::PeerSupporter && session.supporter_person == desk.viewer.person;
    if record.is_own() || supports { Ok((record, session)) } else { Err(Problem::NotFound) }
}

pub async fn index(visit: Visit, Path(id): Path<SessionId>, page: PageRequest) -> Answer {
    let form = visit.new_form();
    draw(visit, id, page, form).await
}

async fn draw(visit: Visit, id: SessionId, page: PageRequest, mut form: Form) -> Answer {
    let (visitor, (circle, asides, viewer)) = visit
        .write(move |desk| {
            let (record, session) = open(desk, id)?;
            let circle = Circle::load(desk.tx, &record)?;
            let asides = store::asides(desk.tx, &record, (session.id, desk.viewer.person), page)?;
            Ok((circle, page.page(asides), desk.viewer.person))
        })
        .await?;
    if form.value("tier").is_empty() {
        form.set("tier", Tier::Ours.code());
    }
    let (t, shell) = visitor.shell("session-title");
    let tiers = circle.choices(&t, &TIERS);
    visitor.show_form(&form.clone(), AsidePage { t, shell, f: form, session: id, viewer, tiers, asides })
}

pub async fn create(visit: Visit, Path(id): Path<SessionId>, mut form: Form) -> Answer {
    let words = form.required_text("words", LONGEST_WORDS);
    let tier = Tier::from_code(&form.required_choice("tier", &CODES)).unwrap_or(Tier::Mine);
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let (record, session) = open(desk, id)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            let aside = Aside {
                id: desk.id(),
                author: desk.viewer.person,
                author_name: String::new(),
                tier,
                words,
                written_at: desk.now,
            };
            store::add_aside(desk.tx, &record, session.id, &aside)?;
            desk.enter_own(Act::Created, "aside")?;
            Ok(format!("/sessions/{id}/asides"))
        })
        .await;
    if !valid && matches!(outcome, Err(Problem::BadRequest)) {
        return draw(visit, id, PageRequest::first(), form).await;
    }
    match form.settle(outcome)? {
        Some(location) => visit.redirect(&location, "saved"),
        None => draw(visit, id, PageRequest::first(), form).await,
    }
}

/// Shares what one kept for oneself, or takes it back: the author alone decides.
pub async fn update(visit: Visit, Path((id, aside)): Path<(SessionId, RowId)>, form: Form) -> Answer {
    let to = Tier::from_code(form.value("tier")).filter(|tier| TIERS.contains(tier));
    let location = visit
        .submit(&form, move |desk| {
            let (record, session) = open(desk, id)?;
            let viewer = desk.viewer.person;
            let aside = store::aside(desk.tx, &record, (session.id, viewer), aside)?;
            let aside = aside.ok_or(Problem::NotFound)?;
            let to = to.ok_or(Problem::BadRequest)?;
            if aside.author != viewer {
                return Err(Refusal { field: "tier", key: "tier-wider-by-author" }.into());
            }
            if aside.tier != to {
                desk.change_tier(&record, ("aside", aside.id.into()), (aside.tier, to))?;
                store::set_aside_tier(desk.tx, &record, aside.id, to)?;
            }
            desk.enter_own(Act::Changed, "aside")?;
            Ok(format!("/sessions/{id}/asides"))
        })
        .await?;
    visit.redirect(&location, "saved")
}
