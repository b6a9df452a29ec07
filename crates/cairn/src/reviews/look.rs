//! An auditor looks at one participant of the sample: what the gate permits at this moment, written down in the ledger.

use askama::Template;
use axum::extract::Path;
use cairn_part2::Purpose;

use super::{Review, code, store};
use crate::access::{Desk, Reviewed, Role};
use crate::audit::Act;
use crate::disclosures::store::recipients;
use crate::disclosures::{Ground, Outgoing, PageLine, Permit, To, What, page_lines};
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "reviews/look.html")]
struct LookPage {
    t: Text,
    shell: Shell,
    f: Form,
    review: Review,
    number: i64,
    code: String,
    /// None when nothing may be shown: why is not for the auditor to know.
    permit: Option<Permit>,
    lines: Vec<PageLine>,
}

/// The review as the auditor has it, and proof that this number is in its sample.
pub(super) fn open(desk: &mut Desk<'_, '_>, id: RowId, number: i64) -> Result<(Review, Reviewed), Problem> {
    let seat = desk.seat(&[Role::Auditor])?;
    let reviewed = desk.open_reviewed(id, number)?;
    let today = desk.today();
    // Who is the officer too reads the list of all; this page is the auditor's.
    let review = store::find(desk.tx, &seat, id, today)?.ok_or(Problem::NotFound)?;
    Ok((review, reviewed))
}

/// What is asked of the gate; `path` is a way of the ledger.
pub(super) fn outgoing(
    desk: &mut Desk<'_, '_>,
    review: &Review,
    number: i64,
    path: &'static str,
) -> Result<Outgoing, Problem> {
    let id = review.recipient.ok_or(Problem::NotFound)?;
    let to = recipients::one(desk.tx, id)?.ok_or(Problem::NotFound)?;
    Ok(Outgoing {
        to: To::Listed(to),
        purpose: Purpose::Audit,
        categories: review.categories,
        what: What::Record,
        description: format!("{} ({})", review.scope, review.auditor_name),
        path,
        ground: Ground::Papers,
        link: None,
        everything_reason: None,
        code: Some(code(number)),
    })
}

pub async fn show(visit: Visit, Path((id, number)): Path<(RowId, i64)>) -> Answer {
    let form = visit.new_form();
    let (visitor, (review, permit)) = visit
        .write(move |desk| {
            let (review, reviewed) = open(desk, id, number)?;
            let outgoing = outgoing(desk, &review, number, "portal")?;
            match desk.disclose_reviewed(&reviewed, &outgoing) {
                Ok(permit) => Ok((review, Some(permit))),
                Err(Problem::Refused(_)) => {
                    desk.enter_reviewed(&reviewed, Act::Returned, "audit_review", id.to_string())?;
                    Ok((review, None))
                }
                Err(problem) => Err(problem),
            }
        })
        .await?;
    let (t, shell) = visitor.shell("reviews-title");
    let lines = permit.as_ref().map(|permit| page_lines(permit, &t)).unwrap_or_default();
    visitor.show(LookPage { t, shell, f: form, review, number, code: code(number), permit, lines })
}
