//! A session: when and where, its note, and what may be done with both.

use askama::Template;
use axum::extract::Path;
use jiff::Timestamp;

use super::accompaniment::Accompaniment;
use super::cancellation;
use super::note::SavedNote;
use super::session::Session;
use super::status::{NoteStatus, Trail};
use super::{store, tap, write};
use crate::access::{Desk, Record, Role, Tier};
use crate::ids::{SessionId, SubmissionId};
use crate::tools::InSession;
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "sessions/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    f: Form,
    s: Session,
    now: Timestamp,
    own: bool,
    back: String,
    kinds: Vec<Choice>,
    note: Option<SavedNote>,
    status: Option<NoteStatus>,
    comment: Option<String>,
    /// The version that was approved, when a newer one stands here.
    approved_before: bool,
    /// The key of what the viewer may do with the note: write, go on, amend.
    writes: Option<&'static str>,
    cancels: bool,
    /// The viewer may plan sessions of this participant.
    plans: bool,
    taps: bool,
    tapped: Option<i64>,
    tap_values: [i64; 5],
    reviews: Option<SubmissionId>,
    over: Option<i64>,
    /// Who may read the note, and what it can become by this viewer.
    tier: Option<Tier>,
    tier_to: Option<Tier>,
    /// The viewer is one of the two.
    asides: bool,
    /// Where the two go together, and who may change it.
    going: Option<Accompaniment>,
    goes: bool,
    tools: InSession,
}

pub async fn show(visit: Visit, Path(id): Path<SessionId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form).await
}

/// What the viewer sees of a session.
struct View {
    session: Session,
    hat: Role,
    trail: Option<Trail>,
    note: Option<SavedNote>,
    tap_side: bool,
    tapped: Option<i64>,
    over: Option<i64>,
    tier: Option<Tier>,
    going: Option<Accompaniment>,
    tools: InSession,
    now: Timestamp,
}

impl View {
    fn load(desk: &mut Desk<'_, '_>, id: SessionId) -> Result<View, Problem> {
        let record: Record = desk.open_session(id)?;
        let session = store::one(desk.tx, &record, id)?.ok_or(Problem::NotFound)?;
        let hat = record.acting_as();
        let trail = store::trail(desk.tx, id)?;
        let note = match &trail {
            Some(trail) if session.note_is_for(hat) => store::saved(desk.tx, &record, id, trail.newest())?,
            _ => None,
        };
        let side = tap::side(&record);
        let tapped = match side {
            Some(side) => store::own_tap(desk.tx, id, side)?,
            None => None,
        };
        let over = match hat {
            Role::PeerSupporter | Role::Supervisor => write::over_limit(desk, &record, &session)?,
            _ => None,
        };
        let tier = match note {
            Some(_) => store::note_tier(desk.tx, &record, id)?.map(|(_, tier)| tier),
            None => None,
        };
        let mut going = store::accompaniment(desk.tx, &record, id)?;
        if let Some(agreed) = going.as_mut().filter(|_| !session.note_is_for(hat)) {
            // Who plans knows where and when, not what was said.
            agreed.what_for = None;
            agreed.outcome.iter_mut().for_each(|outcome| outcome.words = None);
        }
        let tools = InSession::load(desk, &record, id, session.cancellation.is_none())?;
        Ok(View {
            tools,
            going,
            tier,
            hat,
            trail,
            note,
            tap_side: side.is_some(),
            tapped,
            over,
            now: desk.now,
            session,
        })
    }

    fn plans(&self) -> bool {
        matches!(self.hat, Role::Participant | Role::PeerSupporter | Role::Coordinator)
    }

    /// The sending that this viewer may answer.
    fn to_review(&self) -> Option<SubmissionId> {
        let waiting = self.trail.as_ref().and_then(Trail::waiting)?;
        (self.hat == Role::Supervisor).then_some(waiting.id)
    }

    fn writes(&self, status: Option<NoteStatus>) -> Option<&'static str> {
        if self.hat != Role::PeerSupporter || self.session.cancellation.is_some() {
            return None;
        }
        match status {
            None => Some("note-write"),
            Some(NoteStatus::Sent) => None,
            Some(status) if status.is_approved() => Some("note-amend"),
            Some(_) => Some("note-go-on"),
        }
    }

    /// The other tier the note can be given: narrower by both of the two, wider by its author.
    fn tier_to(&self) -> Option<Tier> {
        match (self.tier?, self.hat) {
            (Tier::Record, Role::Participant | Role::PeerSupporter) => Some(Tier::Supervised),
            (Tier::Supervised, Role::PeerSupporter) => Some(Tier::Record),
            _ => None,
        }
    }

    fn back(&self) -> String {
        match self.hat {
            Role::PeerSupporter => "/sessions".to_string(),
            Role::Supervisor => "/notes".to_string(),
            _ => format!("/participants/{}/sessions", self.session.participant),
        }
    }
}

pub(super) async fn draw(visit: Visit, id: SessionId, form: Form) -> Answer {
    let (visitor, view) = visit.write(move |desk| View::load(desk, id)).await?;
    let (t, shell) = visitor.shell("session-title");
    let status = view.trail.as_ref().map(Trail::status);
    let is_staff_of_note = matches!(view.hat, Role::PeerSupporter | Role::Supervisor);
    let comment = view.trail.as_ref().and_then(Trail::comment).filter(|_| is_staff_of_note);
    let newest_approved = status.is_some_and(NoteStatus::is_approved);
    let page = ShowPage {
        kinds: Choice::codes(&t, "cancellation", cancellation::kinds(view.hat)),
        own: view.hat == Role::Participant,
        back: view.back(),
        comment: comment.map(str::to_string),
        approved_before: view.trail.as_ref().is_some_and(Trail::needs_reason) && !newest_approved,
        writes: view.writes(status),
        cancels: view.session.is_open() && view.plans(),
        plans: view.plans(),
        taps: view.tap_side && view.session.held.is_some(),
        tapped: view.tapped,
        tap_values: tap::VALUES,
        reviews: view.to_review(),
        tier: view.tier,
        tier_to: view.tier_to(),
        asides: view.tap_side,
        goes: view.session.cancellation.is_none()
            && matches!(view.hat, Role::Participant | Role::PeerSupporter | Role::Coordinator),
        going: view.going,
        tools: view.tools,
        over: view.over,
        now: view.now,
        note: view.note,
        s: view.session,
        f: form.clone(),
        status,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}
