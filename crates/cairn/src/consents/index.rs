//! The list of a participant's consents; all of the program's for the privacy officer.

use askama::Template;
use axum::extract::Path;

use super::{Consent, Head, State, store};
use crate::access::Role;
use crate::ids::ParticipantId;
use crate::web::{Answer, Page, PageRequest, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "consents/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    /// None on the program's list.
    of: Option<(ParticipantId, Head)>,
    lines: Page<Line>,
}

pub(super) struct Line {
    pub consent: Consent,
    pub state: State,
    /// Whose it is, on the program's list.
    pub name: Option<String>,
}

impl Line {
    /// Who may be told, in few words.
    pub fn whom(&self, t: &Text) -> String {
        let names = self.consent.terms.recipients.iter().map(|recipient| {
            if recipient.tpo_class { t.get("consent-tpo-class") } else { recipient.name.clone() }
        });
        names.collect::<Vec<_>>().join(", ")
    }
}

pub async fn of_participant(visit: Visit, Path(id): Path<ParticipantId>, page: PageRequest) -> Answer {
    let (visitor, (head, lines)) = visit
        .write(move |desk| {
            let file = desk.open_consents(id)?;
            let head = Head::load(desk, &file)?;
            let (now, zone) = (desk.now, desk.program.zone.clone());
            let consents = store::list(desk.tx, &file, page)?.into_iter();
            let lines = consents
                .map(|consent| Line { state: consent.state(now, &zone), consent, name: None })
                .collect();
            Ok((head, page.page(lines)))
        })
        .await?;
    let (t, shell) = visitor.shell("consents-title");
    visitor.show(IndexPage { t, shell, of: Some((id, head)), lines })
}

pub async fn of_program(visit: Visit, page: PageRequest) -> Answer {
    let (visitor, lines) = visit
        .read(move |desk| {
            let seat = desk.seat(&[Role::PrivacyOfficer])?;
            let (now, zone) = (desk.now, desk.program.zone.clone());
            let found = store::all_of_program(desk.tx, &seat, page)?.into_iter();
            let lines = found.map(|line| Line {
                state: line.consent.state(now, &zone),
                consent: line.consent,
                name: Some(line.name),
            });
            Ok(page.page(lines.collect()))
        })
        .await?;
    let (t, shell) = visitor.shell("consents-title");
    visitor.show(IndexPage { t, shell, of: None, lines })
}
