//! The check-ins of a record, and making one.

use askama::Template;
use axum::extract::Path;
use cairn_db::{Error, Tx};

use super::store;
use super::{CheckIn, HALT, Typed, made_at};
use crate::access::{Circle, Desk, Record, Role, Tier};
use crate::audit::Act;
use crate::ids::{ParticipantId, PersonId, RowId};
use crate::intake::RecordHead;
use crate::web::{Answer, Choice, Form, Page, PageRequest, Problem, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "recovery/check_in/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: RecordHead,
    viewer: PersonId,
    /// Whether the viewer makes check-ins here.
    makes: bool,
    halt: Vec<Choice>,
    tiers: Vec<Choice>,
    narrower: Vec<Choice>,
    check_ins: Page<CheckIn>,
}

/// Who makes a check-in: the participant, and their supporter together with them.
pub(super) fn makes(record: &Record) -> bool {
    matches!(record.acting_as(), Role::Participant | Role::PeerSupporter)
}

/// What a participant can give their own.
pub const OWN_TIERS: [Tier; 5] = [Tier::Mine, Tier::Ours, Tier::Supervised, Tier::Team, Tier::Record];

/// The tiers that a check-in can be given: only the participant keeps something to themselves.
pub fn tiers(record: &Record) -> Vec<Tier> {
    let mine = Some(Tier::Mine).filter(|_| record.is_own());
    mine.into_iter().chain(Tier::offered_to(record.acting_as())).collect()
}

/// With which tier a check-in begins: a participant's own with that of their last one.
pub fn first_choice(tx: &mut Tx<'_>, record: &Record) -> Result<Tier, Error> {
    let last = if record.is_own() { store::last_tier(tx, record.person())? } else { None };
    Ok(last.filter(|tier| OWN_TIERS.contains(tier)).unwrap_or(Tier::Ours))
}

pub async fn index(visit: Visit, Path(id): Path<ParticipantId>, page: PageRequest) -> Answer {
    let form = visit.new_form();
    draw(visit, id, page, form).await
}

async fn draw(visit: Visit, id: ParticipantId, page: PageRequest, mut form: Form) -> Answer {
    let (visitor, (head, circle, check_ins, may, (viewer, begins))) = visit
        .write(move |desk| {
            let record = desk.open_record(id)?;
            let viewer = desk.viewer.person;
            let head = RecordHead::load(desk.tx, &record)?;
            let circle = Circle::load(desk.tx, &record)?;
            let check_ins = page.page(store::list(desk.tx, &record, viewer, page)?);
            let may = (makes(&record), tiers(&record));
            let begins = first_choice(desk.tx, &record)?;
            Ok((head, circle, check_ins, may, (viewer, begins)))
        })
        .await?;
    if form.value("tier").is_empty() {
        form.set("tier", begins.code());
    }
    let (t, shell) = visitor.shell("check-ins-title");
    let (makes, tiers) = may;
    let page = IndexPage {
        halt: Choice::codes(&t, "halt", &HALT),
        tiers: circle.choices(&t, &tiers),
        narrower: Choice::codes(&t, "tier", &tiers.iter().map(|tier| tier.code()).collect::<Vec<_>>()),
        f: form.clone(),
        head,
        viewer,
        makes,
        check_ins,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

pub async fn create(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    let typed = Typed::read(&mut form);
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let record = desk.open_record(id)?;
            if !makes(&record) {
                return Err(Problem::NotFound);
            }
            if !valid {
                return Err(Problem::BadRequest);
            }
            let kept = keep(desk, &record, typed)?;
            Ok(if record.is_own() {
                format!("/check-ins/{kept}")
            } else {
                format!("/participants/{id}/check-ins")
            })
        })
        .await;
    if !valid && matches!(outcome, Err(Problem::BadRequest)) {
        return draw(visit, id, PageRequest::first(), form).await;
    }
    match form.settle(outcome)? {
        // The participant's next page thanks them itself.
        Some(location) => {
            visit.redirect(&location, if location.starts_with("/check-ins/") { "" } else { "check-in-kept" })
        }
        None => draw(visit, id, PageRequest::first(), form).await,
    }
}

fn keep(desk: &mut Desk<'_, '_>, record: &Record, typed: Typed) -> Result<RowId, Problem> {
    let tier = typed.tier.unwrap_or(Tier::Ours);
    if !tiers(record).contains(&tier) {
        return Err(Refusal { field: "tier", key: "form-choose-listed" }.into());
    }
    let check_in = CheckIn {
        id: desk.id(),
        mood: typed.mood,
        craving: typed.craving,
        halt: typed.halt,
        words: typed.words,
        tier,
        made_at: made_at(typed.made_at, desk.now)?,
        made_by: desk.viewer.person,
        made_by_name: String::new(),
    };
    store::add(desk.tx, record, &check_in, desk.now)?;
    if tier == Tier::Mine {
        // The log of the record does not name what is told nobody.
        desk.enter_own(Act::Created, "check_in")?;
    } else {
        desk.enter(record, Act::Created, "check_in", Some(check_in.id.to_string()))?;
    }
    Ok(check_in.id)
}
