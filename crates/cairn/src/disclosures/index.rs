//! What left this record, who has a part in the person's care, and the links that are out.

use askama::Template;
use axum::extract::Path;
use jiff::Timestamp;

use super::recipient::CLASSES;
use super::store::recipients::Involvement;
use super::store::{emergencies, ledger, links, recipients};
use super::{Entry, Link, MAKERS, READERS, Recipient, open_as};
use crate::access::{Desk, Record};
use crate::ids::ParticipantId;
use crate::intake::RecordHead;
use crate::web::{Answer, Choice, Form, Page, PageRequest, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "disclosures/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    f: Form,
    found: Found,
    recipients: Vec<Choice>,
    classes: Vec<Choice>,
    /// Address and code of a link that was just made: shown once.
    made: Option<(String, String)>,
}

pub struct Found {
    head: RecordHead,
    entries: Page<Entry>,
    links: Vec<LinkLine>,
    involved: Vec<Involvement>,
    emergencies: Vec<emergencies::Told>,
    recipients: Vec<Recipient>,
    may_make: bool,
}

/// A link and whether it still opens.
pub struct LinkLine {
    link: Link,
    recipient: String,
    open: bool,
}

impl Found {
    pub(super) fn load(
        desk: &mut Desk<'_, '_>,
        record: &Record,
        page: PageRequest,
    ) -> Result<Found, Problem> {
        let directory = recipients::all(desk.tx)?;
        let name =
            |link: &Link| directory.iter().find(|to| to.id == link.recipient).map(|to| to.name.clone());
        let links = links::of_participant(desk.tx, record)?;
        let links = links
            .into_iter()
            .map(|link| LinkLine {
                recipient: name(&link).unwrap_or_default(),
                open: link.is_open(&desk.now),
                link,
            })
            .collect();
        Ok(Found {
            head: RecordHead::load(desk.tx, record)?,
            entries: page.page(ledger::page(desk.tx, record, Timestamp::UNIX_EPOCH, page)?),
            links,
            involved: recipients::involved(desk.tx, record.participant())?,
            emergencies: emergencies::of_participant(desk.tx, record)?,
            recipients: directory,
            may_make: MAKERS.contains(&record.acting_as()),
        })
    }
}

pub async fn index(visit: Visit, Path(id): Path<ParticipantId>, page: PageRequest) -> Answer {
    let form = visit.new_form();
    let (visitor, found) = visit
        .write(move |desk| {
            let record = open_as(desk, id, &READERS)?;
            Found::load(desk, &record, page)
        })
        .await?;
    draw(&visitor, found, form, None)
}

pub(super) fn draw(
    visitor: &crate::web::Visitor,
    found: Found,
    form: Form,
    made: Option<(String, String)>,
) -> Answer {
    let (t, shell) = visitor.shell("disclosures-title");
    let recipients =
        found.recipients.iter().map(|to| Choice::new(to.id.to_string(), to.name.clone())).collect();
    let classes = CLASSES.map(|class| class.name());
    let page = IndexPage {
        classes: Choice::codes(&t, "recipient-class", &classes),
        recipients,
        f: form.clone(),
        found,
        made,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}
