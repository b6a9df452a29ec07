//! The supporter's side: saying that they have lived it as family and walk with families, and answering those that chose
//! them.

use askama::Template;
use axum::extract::Path;
use uuid::Uuid;

use super::reason;
use super::store::{offers, supporters};
use crate::access::Role;
use crate::audit::Act;
use crate::ids::{OfferId, SupporterId};
use crate::matching::Reader;
use crate::web::{Answer, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "family_matching/asking.html")]
struct AskingPage {
    t: Text,
    shell: Shell,
    f: Form,
    supporter: SupporterId,
    walks: bool,
    asking: Vec<Asking>,
}

struct Asking {
    offer: OfferId,
    /// Each row's forms have a key of their own.
    key: Uuid,
    lines: Vec<String>,
    chosen: String,
}

/// Families that chose the viewer, without a name until both said yes.
pub async fn asking(visit: Visit) -> Answer {
    let form = visit.new_form();
    let (visitor, (supporter, walks, found)) = visit
        .read(|desk| {
            let seat = desk.seat(&[Role::PeerSupporter])?;
            let supporter = desk.viewer.supporter.ok_or(Problem::NotFound)?;
            let found = offers::asking_supporter(desk.tx, &seat, supporter)?;
            let found: Vec<_> = found.into_iter().map(|one| (one, desk.id::<Uuid>())).collect();
            Ok((supporter, supporters::is_one(desk.tx, supporter)?, found))
        })
        .await?;
    let (t, shell) = visitor.shell("nav-families");
    let view = |((offer, kept, at), key): ((OfferId, String, jiff::Timestamp), Uuid)| Asking {
        offer,
        key,
        lines: reason::of_supporter(&t, &kept, Reader::Supporter),
        chosen: t.on_day(&at),
    };
    let asking = found.into_iter().map(view).collect();
    visitor.show(AskingPage { t, shell, f: form, supporter, walks, asking })
}

/// The supporter begins or stops walking with families. Families they have now stay until one of the two ends it.
pub async fn update(visit: Visit, Path(id): Path<SupporterId>, mut form: Form) -> Answer {
    let walks = form.choice("walks", &["yes", "no"]).filter(|_| form.is_valid());
    let location = visit
        .submit(&form, move |desk| {
            let seat = desk.seat(&[Role::PeerSupporter])?;
            if desk.viewer.supporter != Some(id) {
                return Err(Problem::NotFound);
            }
            match walks.as_deref() {
                Some("yes") => {
                    let row = desk.id();
                    supporters::begin(desk.tx, &seat, (id, row), desk.now)?;
                }
                Some(_) => supporters::end(desk.tx, &seat, id, desk.now)?,
                None => return Err(Problem::BadRequest),
            }
            desk.enter_seated(&seat, Act::Changed, "profile", id.to_string())?;
            Ok("/families-asking".to_string())
        })
        .await?;
    visit.redirect(&location, "saved")
}
