//! Taking a consent back: in writing, at any time, whole or for one recipient, without a reason (§2.31(a)(6)).

use askama::Template;
use axum::extract::Path;

use super::store::{self, Stamp};
use super::{Consent, Head, Revocation, wording};
use crate::access::{ConsentFile, Desk};
use crate::audit::Act;
use crate::ids::{ConsentId, RowId};
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

const WITNESSED: [&str; 2] = ["in_person", "paper"];

#[derive(Template)]
#[template(path = "consents/revoke.html")]
struct RevokePage {
    t: Text,
    shell: Shell,
    f: Form,
    consent: Consent,
    head: Head,
    /// Everyone, and each one who still may be told; empty when there is but one.
    whom: Vec<Choice>,
    ways: Vec<Choice>,
}

impl RevokePage {
    fn here(&self) -> String {
        format!("/consents/{}", self.consent.id)
    }
}

pub async fn new(visit: Visit, Path(id): Path<ConsentId>) -> Answer {
    let mut form = visit.new_form();
    form.set("whom", "all");
    draw(visit, form, id).await
}

/// Opens a consent that can be taken back now, or says why it cannot.
fn revocable(desk: &mut Desk<'_, '_>, id: ConsentId) -> Result<(ConsentFile, Consent), Problem> {
    let (file, consent) = super::open_to_write(desk, id)?;
    consent.refuse_revocation(desk.now, &desk.program.zone)?;
    Ok((file, consent))
}

async fn draw(visit: Visit, form: Form, id: ConsentId) -> Answer {
    let (visitor, (consent, head)) = visit
        .write(move |desk| {
            let (file, consent) = revocable(desk, id)?;
            Ok((consent, Head::load(desk, &file)?))
        })
        .await?;
    let (t, shell) = visitor.shell("consents-title");
    let mut whom = Vec::new();
    if consent.standing_recipients().count() > 1 {
        whom.push(Choice::new("all", t.get("consent-revoke-all")));
        let each = consent.standing_recipients();
        whom.extend(each.map(|one| Choice::new(one.id.to_string(), wording::recipient(&t, one))));
    }
    let ways = Choice::codes(&t, "consent-revoked-how", &WITNESSED);
    visitor.show_form(&form, RevokePage { f: form.clone(), consent, head, whom, ways, t, shell })
}

pub async fn create(visit: Visit, Path(id): Path<ConsentId>, mut form: Form) -> Answer {
    let whom = form.value("whom").to_string();
    let recipient: Option<RowId> = whom.parse().ok();
    let new = Revocation {
        recipient,
        how: form.choice("how", &WITNESSED).unwrap_or_default(),
        words: form.text("words", 500),
        relied_on: form.text("relied_on", 500),
        at: visit.app.clock.now(),
    };
    if !matches!(whom.as_str(), "" | "all") && recipient.is_none() {
        form.wrong("whom", "consent-revoke-not-listed");
    }
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (file, consent) = revocable(desk, id)?;
                let listed = |id| consent.standing_recipients().any(|one| one.id == id);
                if recipient.is_some_and(|id| !listed(id)) {
                    return Err(Refusal { field: "whom", key: "consent-revoke-not-listed" }.into());
                }
                let mut new = new;
                if file.is_own() {
                    new.how = "online".to_string();
                } else if new.how.is_empty() {
                    return Err(Refusal { field: "how", key: "form-choose" }.into());
                }
                let stamp = Stamp { at: desk.now, by: desk.viewer.person };
                let row = desk.id();
                store::add_revocation(desk.tx, (file.person(), id), (row, &new), stamp)?;
                desk.enter_consents(&file, Act::Ended, "consent_revocation", Some(id.to_string()))?;
                Ok(format!("/consents/{id}"))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "consent-revoked");
        }
    }
    draw(visit, form, id).await
}
