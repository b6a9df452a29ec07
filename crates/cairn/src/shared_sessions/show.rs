//! One shared session: what each agreed to, side by side, and what is to be done next.

use askama::Template;
use axum::extract::Path;

use super::agreement::TIERS;
use super::opened::{self, Opened, View};
use super::store::{self, Note, Row};
use super::{Agreement, Phase, Side, index, invitation, notes};
use crate::access::{Desk, Tier};
use crate::ids::RowId;
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "shared_sessions/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    f: Form,
    row: Row,
    back: String,
    /// The names of the two, as this viewer may know them.
    participant: String,
    family: String,
    phase: Phase,
    /// Own first for one of the two.
    agreements: Vec<Agreement>,
    /// Which side the viewer is on, if on one.
    side: Option<Side>,
    /// What the other side agreed to and the viewer has not read.
    to_read: Option<RowId>,
    hosts: bool,
    /// Family members whom the coordinator can carry it to.
    members: Vec<Choice>,
    carries: bool,
    tiers: Vec<Choice>,
    /// Who may read what is kept, at most.
    kept_for: Option<Tier>,
    notes: Vec<Note>,
}

impl ShowPage {
    fn name_of(&self, side: &Side) -> &str {
        match side {
            Side::Participant => &self.participant,
            Side::Family => &self.family,
        }
    }

    fn phase_words(&self) -> String {
        self.t.code("shared-phase", self.phase.code())
    }
}

struct Found {
    opened: Opened,
    participant: String,
    family: String,
    members: Vec<Choice>,
    notes: Vec<Note>,
}

pub async fn show(visit: Visit, Path(id): Path<RowId>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, id).await
}

fn load(desk: &mut Desk<'_, '_>, id: RowId) -> Result<Found, Problem> {
    let opened = opened::open(desk, id)?;
    let participant = store::participant_name(desk.tx, &opened.row)?;
    let members = match &opened.view {
        View::Coordinator(record) => invitation::choices(desk, record, &opened)?,
        _ => Vec::new(),
    };
    let members = members.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect();
    let family = index::named(desk, &opened.row)?;
    let notes = notes::for_viewer(desk, &opened)?;
    Ok(Found { opened, participant, family, members, notes })
}

/// Whether the viewer may see that side yet: the participant reads of the family member only once they agreed, and who sits
/// with them sees both.
fn shown(opened: &Opened) -> Vec<Agreement> {
    let mut sides = Side::BOTH.to_vec();
    if opened.view.side() == Some(Side::Family) {
        sides.reverse();
    }
    sides.into_iter().filter_map(|side| opened.standing.of(side).cloned()).collect()
}

fn fill(form: &mut Form, own: Option<&Agreement>) {
    if !form.is_valid() {
        return;
    }
    match own {
        Some(own) => {
            form.set_some("topics", own.topics.as_deref());
            form.set_some("not_topics", own.not_topics.as_deref());
            form.set_some("there", own.there.as_deref());
            form.set("keeps", if own.keeps { "yes" } else { "no" });
            form.set("tier", own.tier.code());
        }
        None => form.set("tier", Tier::Ours.code()),
    }
}

pub(super) async fn draw(visit: Visit, mut form: Form, id: RowId) -> Answer {
    let (visitor, found) = visit.write(move |desk| load(desk, id)).await?;
    let opened = found.opened;
    let side = opened.view.side();
    let own = side.and_then(|side| opened.standing.of(side));
    fill(&mut form, own);
    if form.is_valid() && matches!(opened.view, View::Host(_)) {
        form.set("met_minutes", opened.row.minutes);
    }
    let other = side.and_then(|side| opened.standing.of(side.other()));
    let (t, shell) = visitor.shell("shared-talks-title");
    let back = match &opened.view {
        View::Participant(record) => format!("/participants/{}/shared-sessions", record.participant()),
        View::Family(_) => "/family".to_string(),
        View::Host(_) | View::Coordinator(_) => "/shared-sessions".to_string(),
    };
    let page = ShowPage {
        phase: opened.phase(),
        agreements: shown(&opened),
        to_read: other.filter(|one| own.is_some() && !one.read).map(|one| one.id),
        hosts: matches!(opened.view, View::Host(_)),
        carries: matches!(opened.view, View::Coordinator(_)) && opened.row.member.is_none(),
        kept_for: opened.standing.kept_for(),
        tiers: index::tier_choices(&t, &TIERS),
        row: opened.row,
        participant: found.participant,
        family: found.family,
        members: found.members,
        notes: found.notes,
        side,
        back,
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}
