//! A family's supporter and the families it meets: what runs, what waits, and the offers to choose from.

use askama::Template;
use axum::extract::Path;
use uuid::Uuid;

use super::store::families::{self, ConflictLine};
use super::store::matches::{self, Match};
use super::store::offers::{self, Card};
use super::{MODELS, conflicts, reason};
use crate::access::{Desk, Role};
use crate::ids::{FamilyId, OfferId};
use crate::matching::Reader;
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "family_matching/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    f: Form,
    family: FamilyId,
    own: bool,
    /// Chooses, answers, ends.
    answers: bool,
    coordinates: bool,
    matches: Vec<Match>,
    waiting: Vec<CardView>,
    offers: Vec<CardView>,
    /// Families that chose this one.
    asking: Vec<CardView>,
    conflicts: Vec<ConflictLine>,
    kinds: Vec<Choice>,
    models: Vec<Choice>,
    supporters: Vec<Choice>,
    others: Vec<Choice>,
}

struct CardView {
    id: OfferId,
    /// Each offer's forms have a key of their own: answering two offers is not the same form sent twice.
    key: Uuid,
    title: String,
    lines: Vec<String>,
}

impl ShowPage {
    fn back(&self) -> String {
        if self.own { "/family".to_string() } else { format!("/families/{}", self.family) }
    }
}

struct Found {
    own: bool,
    answers: bool,
    coordinates: bool,
    matches: Vec<Match>,
    open: Vec<(Card, Uuid)>,
    asking: Vec<(Card, Uuid)>,
    conflicts: Vec<ConflictLine>,
    supporters: Vec<Choice>,
    others: Vec<Choice>,
}

pub async fn show(visit: Visit, Path(id): Path<FamilyId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form).await
}

fn load(desk: &mut Desk<'_, '_>, id: FamilyId) -> Result<Found, Problem> {
    let seat = super::open(desk, id)?;
    let coordinates = seat.role() == Role::Coordinator;
    let open = offers::open(desk.tx, &seat, id)?;
    let asking = offers::asking_family(desk.tx, &seat, id)?;
    let mut found = Found {
        own: seat.role() == Role::FamilyMember,
        answers: matches!(seat.role(), Role::FamilyMember | Role::Coordinator),
        coordinates,
        matches: matches::running(desk.tx, &seat, id)?,
        open: open.into_iter().map(|card| (card, desk.id())).collect(),
        asking: asking.into_iter().map(|card| (card, desk.id())).collect(),
        conflicts: Vec::new(),
        supporters: Vec::new(),
        others: Vec::new(),
    };
    if coordinates {
        found.conflicts = families::conflicts(desk.tx, &seat, id)?;
        let choice = |id: String, name: String| Choice::new(id, name);
        let supporters = crate::families::supporters(desk.tx, &seat)?;
        found.supporters = supporters.into_iter().map(|(id, name)| choice(id.to_string(), name)).collect();
        let others = families::others(desk.tx, &seat, id)?;
        found.others = others.into_iter().map(|(id, name)| choice(id.to_string(), name)).collect();
    }
    Ok(found)
}

fn view(t: &Text, (card, key): (Card, Uuid), own: bool) -> CardView {
    let between = card.model == "family_to_family";
    let reader = if own { Reader::Participant } else { Reader::Staff };
    let lines = if between {
        reason::of_family(t, &card.reasons)
    } else {
        reason::of_supporter(t, &card.reasons, reader)
    };
    let title = match (card.supporter, card.other.filter(|_| !own)) {
        (Some(supporter), _) => supporter,
        (None, Some(other)) => other,
        (None, None) => t.get("family-a-family"),
    };
    CardView { id: card.id, key, title, lines }
}

pub(super) async fn draw(visit: Visit, id: FamilyId, form: Form) -> Answer {
    let (visitor, found) = visit.write(move |desk| load(desk, id)).await?;
    let (t, shell) = visitor.shell("family-matching");
    let own = found.own;
    let (waiting, offers): (Vec<_>, Vec<_>) =
        found.open.into_iter().partition(|(card, _)| card.answer.is_some());
    let views = |cards: Vec<(Card, Uuid)>| cards.into_iter().map(|card| view(&t, card, own)).collect();
    let page = ShowPage {
        family: id,
        own,
        answers: found.answers,
        coordinates: found.coordinates,
        matches: found.matches,
        waiting: views(waiting),
        offers: views(offers),
        asking: views(found.asking),
        conflicts: found.conflicts,
        kinds: Choice::codes(&t, "family-conflict", &conflicts::KINDS),
        models: Choice::codes(&t, "families-model", &MODELS),
        supporters: found.supporters,
        others: found.others,
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}
