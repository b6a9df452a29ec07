//! The text that was signed, word for word, and whether it still is.

use askama::Template;
use axum::extract::Path;

use super::store::{self, Signed};
use super::wording::fingerprint;
use crate::ids::{ConsentId, SignatureId};
use crate::web::{Answer, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "consents/document.html")]
struct DocumentPage {
    t: Text,
    shell: Shell,
    id: ConsentId,
    language: String,
    signed: Signed,
}

impl DocumentPage {
    /// The person's key was destroyed: nobody can read it any more.
    fn is_gone(&self) -> bool {
        self.signed.document == cairn_db::DESTROYED
    }

    fn fits(&self) -> bool {
        fingerprint(&self.signed.document) == self.signed.sha256
    }
}

pub async fn show(visit: Visit, Path((id, signature)): Path<(ConsentId, SignatureId)>) -> Answer {
    let (visitor, (language, signed)) = visit
        .write(move |desk| {
            let (file, consent) = super::open(desk, id)?;
            let signed = store::document(desk.tx, &file, &consent, signature)?.ok_or(Problem::NotFound)?;
            let known = consent.signatures.into_iter().find(|known| known.id == signature);
            Ok((known.map(|known| known.language).unwrap_or_default(), signed))
        })
        .await?;
    let (t, shell) = visitor.shell("consents-title");
    visitor.show(DocumentPage { t, shell, id, language, signed })
}
