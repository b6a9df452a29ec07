//! What one side agrees to: said anew at any time until they meet, read by the other, and taken back without a reason.

use axum::extract::Path;
use jiff::Timestamp;

use super::opened::{self, Opened, View};
use super::{Agreement, Phase, Side, show, store};
use crate::access::{Desk, Tier};
use crate::audit::Act;
use crate::ids::{PersonId, RowId};
use crate::web::{Answer, Form, Problem, Refusal, Visit};

/// Who may read what is kept, at most: the two and whoever sits with them, or more.
pub const TIERS: [Tier; 3] = [Tier::Ours, Tier::Supervised, Tier::Team];

/// What a form says of an agreement.
pub struct Said {
    pub topics: Option<String>,
    pub not_topics: Option<String>,
    pub there: Option<String>,
    pub keeps: bool,
    pub tier: Tier,
}

impl Said {
    pub fn read(form: &mut Form) -> Said {
        let topics = form.required_text("topics", 1000);
        let keeps = form.required_choice("keeps", &["yes", "no"]) == "yes";
        let codes = TIERS.map(Tier::code);
        let tier = form.choice("tier", &codes).as_deref().and_then(Tier::from_code);
        Said {
            topics: Some(topics).filter(|text| !text.is_empty()),
            not_topics: form.text("not_topics", 1000),
            there: form.text("there", 500),
            keeps,
            tier: tier.unwrap_or(Tier::Ours),
        }
    }

    pub fn by(self, side: Side, id: RowId, (agreed_at, agreed_by): (Timestamp, PersonId)) -> Agreement {
        let Said { topics, not_topics, there, keeps, tier } = self;
        Agreement { id, side, topics, not_topics, there, keeps, tier, agreed_at, agreed_by, read: false }
    }
}

/// The viewer's own side of a session that has not taken place.
fn open_side(desk: &mut Desk<'_, '_>, id: RowId) -> Result<(Opened, Side), Problem> {
    let opened = opened::open(desk, id)?;
    let own = match opened.view {
        View::Participant(record) => record.is_own(),
        View::Family(record) => record.is_own(),
        _ => false,
    };
    let side = opened.view.side().filter(|_| own).ok_or(Problem::NotFound)?;
    Ok((opened, side))
}

fn check_open(opened: &Opened) -> Result<(), Problem> {
    let key = match opened.phase() {
        Phase::Held => "shared-held-already",
        Phase::Withdrawn => "shared-withdrawn",
        Phase::Over => "shared-over",
        _ => return Ok(()),
    };
    Err(Refusal { field: "topics", key }.into())
}

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let said = Said::read(&mut form);
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let (opened, side) = open_side(desk, id)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            check_open(&opened)?;
            let stamp = (desk.now, desk.viewer.person);
            let agreement = said.by(side, desk.id(), stamp);
            store::agree(desk.tx, id, &agreement)?;
            // What the other side said stands above the form: who agrees has read it.
            if let Some(other) = opened.standing.of(side.other()) {
                store::mark_read(desk.tx, other.id, stamp)?;
            }
            opened::enter(desk, &opened, Act::Created)?;
            Ok(format!("/shared-sessions/{id}"))
        })
        .await;
    match crate::families::settle(&mut form, outcome)? {
        Some(location) => visit.redirect(&location, "saved"),
        None => show::draw(visit, form, id).await,
    }
}

/// One side has read what the other agreed to: exactly that text, named by its id.
pub async fn read(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let agreement: Option<RowId> = form.id("agreement");
    let location = visit
        .submit(&form, move |desk| {
            let (opened, side) = open_side(desk, id)?;
            let other = opened.standing.of(side.other()).ok_or(Problem::BadRequest)?;
            if agreement == Some(other.id) {
                store::mark_read(desk.tx, other.id, (desk.now, desk.viewer.person))?;
            }
            opened::enter(desk, &opened, Act::Answered)?;
            Ok(format!("/shared-sessions/{id}"))
        })
        .await?;
    visit.redirect(&location, "saved")
}

/// Before they meet or while they do: it ends, and nobody is asked why.
pub async fn withdraw(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let (opened, side) = open_side(desk, id)?;
            store::withdraw(desk.tx, id, side, (desk.now, desk.viewer.person))?;
            opened::enter(desk, &opened, Act::Ended)?;
            Ok(match opened.view {
                View::Participant(record) => {
                    format!("/participants/{}/shared-sessions", record.participant())
                }
                _ => "/family".to_string(),
            })
        })
        .await?;
    visit.redirect(&location, "saved")
}
