//! Staying in touch: whether somebody wants to hear from the program, the calls they get, and how they were looked for.

use askama::Template;
use axum::extract::Path;
use jiff::civil::Date;

use super::enrolling::AGREED_HOW;
use super::schedule::{ENDINGS, MESSAGE_SAFE};
use super::store::{self, Call};
use super::support::Support;
use crate::access::{Desk, Record, Role};
use crate::ids::{ParticipantId, RowId};
use crate::intake::RecordHead;
use crate::outreach::store::Wish;
use crate::outreach::{self, Reach, SAID_HOW};
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "telephone_support/contact.html")]
struct ContactPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: RecordHead,
    found: Found,
    languages: Vec<Choice>,
    messages: Vec<Choice>,
    agreed_how: Vec<Choice>,
    said_how: Vec<Choice>,
    endings: Vec<Choice>,
}

struct Found {
    wish: Option<Wish>,
    running: Option<Support>,
    earlier: Vec<Support>,
    calls: Vec<Call>,
    reaches: Vec<Reach>,
    today: Date,
    hat: Role,
    /// Discharged, and whether they agreed to be called.
    left: Option<bool>,
}

impl Found {
    fn load(desk: &mut Desk<'_, '_>, record: &Record) -> Result<Found, Problem> {
        let subject = outreach::Subject::Participant(record.participant());
        let (running, earlier): (Vec<_>, Vec<_>) =
            store::of_participant(desk.tx, record)?.into_iter().partition(|support| support.ended.is_none());
        Ok(Found {
            wish: outreach::store::wish(desk.tx, subject)?,
            running: running.into_iter().next(),
            earlier,
            calls: store::calls_of(desk.tx, record, desk.viewer.person)?,
            reaches: outreach::store::of_participant(desk.tx, record)?,
            today: desk.today(),
            hat: record.acting_as(),
            left: store::discharge(desk.tx, record)?.map(|(_, agreed)| agreed),
        })
    }

    /// Agree, change, end.
    fn takes_part(&self) -> bool {
        matches!(self.hat, Role::Participant | Role::PeerSupporter | Role::Coordinator)
    }

    /// Open an effort or the calls beside this page.
    fn works(&self) -> bool {
        matches!(self.hat, Role::PeerSupporter | Role::Coordinator)
    }

    fn supports(&self) -> bool {
        self.hat == Role::PeerSupporter
    }

    fn no_contact(&self) -> bool {
        self.wish.as_ref().is_some_and(|wish| wish.wish == "no_contact")
    }
}

pub async fn show(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form, true).await
}

/// The page again after a change of a schedule that has something to mend.
pub(super) async fn draw_for_support(visit: Visit, support: RowId, form: Form) -> Answer {
    let (_, participant) = visit
        .clone()
        .write(move |desk| {
            let participant = store::participant_of(desk.tx, support)?.ok_or(Problem::NotFound)?;
            desk.open_record(participant)?;
            Ok(participant)
        })
        .await?;
    draw(visit, participant, form, false).await
}

pub(super) async fn draw(visit: Visit, id: ParticipantId, mut form: Form, fill: bool) -> Answer {
    let posted = !fill;
    let (visitor, (head, found, facts, rules)) = visit
        .write(move |desk| {
            let record = desk.open_record(id)?;
            if record.acting_as() == Role::Clinician {
                return Err(Problem::NotFound);
            }
            let found = Found::load(desk, &record)?;
            if posted && !found.takes_part() {
                return Err(Problem::NotFound);
            }
            let facts = store::usual(desk.tx, &record)?;
            let rules = desk.program.settings.telephone.clone();
            Ok((RecordHead::load(desk.tx, &record)?, found, facts, rules))
        })
        .await?;
    if fill {
        let usual = found.running.as_ref().map(|running| running.schedule.clone());
        form.set("every_days", usual.as_ref().map_or(rules.every_days, |usual| usual.every_days));
        form.set("calls", usual.as_ref().map_or(rules.calls, |usual| usual.calls));
        form.set_some("times", usual.as_ref().map_or(facts.1, |usual| usual.times.clone()));
        form.set("language", usual.as_ref().map_or(facts.0, |usual| usual.language.clone()));
        form.set_some("message_safe", usual.map(|usual| usual.message_safe));
        form.set("first_on", found.today);
        form.set("mine", "yes");
    }
    let (t, shell) = visitor.shell("contact-title");
    let page = ContactPage {
        languages: Choice::codes(&t, "language", &["en", "es"]),
        messages: Choice::codes(&t, "telephone-message", &MESSAGE_SAFE),
        agreed_how: Choice::codes(&t, "agreement-how", &AGREED_HOW),
        said_how: Choice::codes(&t, "contact-said", &SAID_HOW),
        endings: Choice::codes(&t, "telephone-ending", &ENDINGS),
        f: form.clone(),
        head,
        found,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}
