//! A consent: what it says, where it stands, what is missing, what happened to it.

use askama::Template;
use axum::extract::Path;

use super::wording::{self, Section};
use super::{Consent, Head, State};
use crate::access::{Desk, Role};
use crate::ids::ConsentId;
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "consents/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    f: Form,
    sections: Vec<Section>,
    events: Vec<Choice>,
    found: Found,
}

struct Found {
    consent: Consent,
    head: Head,
    state: State,
    missing: Vec<&'static str>,
    may: May,
}

/// What the viewer may do here.
struct May {
    write: bool,
    preview: bool,
    revoke: bool,
    discard: bool,
    doubt: bool,
    /// Events that can be written down.
    events: Vec<&'static str>,
}

impl Found {
    fn here(&self) -> String {
        format!("/consents/{}", self.consent.id)
    }

    /// Where a draft is filled in.
    fn edit(&self) -> Option<String> {
        (self.may.write && self.consent.signatures.is_empty()).then(|| self.here())
    }

    /// For whom a revocation counts, in words.
    fn revoked_for(&self, t: &Text, revocation: &super::Revocation) -> String {
        let recipient = revocation.recipient.and_then(|id| self.consent.terms.recipient(id));
        recipient.map_or_else(|| t.get("consent-revoked-all"), |one| wording::recipient(t, one))
    }

    fn signature_line(&self, t: &Text, signature: &super::Signature) -> String {
        t.args(
            "consent-signed-line",
            [
                ("name", signature.name.as_str().into()),
                ("signer", t.code("consent-signer", signature.signer.code()).into()),
                ("day", t.date(&signature.on).into()),
                ("how", t.code("consent-signed-how", &signature.how).into()),
            ],
        )
    }
}

pub async fn show(visit: Visit, Path(id): Path<ConsentId>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, id).await
}

pub(super) async fn draw(visit: Visit, form: Form, id: ConsentId) -> Answer {
    let (visitor, found) = visit.write(move |desk| load(desk, id)).await?;
    let (t, shell) = visitor.shell("consents-title");
    let page = ShowPage {
        sections: wording::sections(&t, found.consent.kind, &found.consent.terms),
        events: Choice::codes(&t, "consent-event", &found.may.events),
        f: form.clone(),
        found,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

fn load(desk: &mut Desk<'_, '_>, id: ConsentId) -> Result<Found, Problem> {
    let (file, consent) = super::open(desk, id)?;
    let state = consent.state(desk.now, &desk.program.zone);
    let helps = file.record().is_some();
    let staff = matches!(file.acting_as(), Role::Coordinator | Role::PrivacyOfficer);
    let events = consent.awaited_events().into_iter();
    let may = May {
        write: helps && state.is_draft(),
        preview: helps && state != State::Discarded,
        revoke: helps && state.stands(),
        discard: helps && state == State::Draft && consent.signatures.is_empty(),
        doubt: staff && consent.is_signed() && state != State::Doubted,
        events: events.filter(|event| state.stands() && super::event::may_record(&file, event)).collect(),
    };
    let head = Head::load(desk, &file)?;
    Ok(Found { missing: consent.missing(), head, state, may, consent })
}
