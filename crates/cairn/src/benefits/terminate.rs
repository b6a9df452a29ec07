//! The end of a coverage, learned after the policy was recorded.

use axum::extract::Path;

use super::policy::ends_before_it_begins;
use super::store::{self, Stamp};
use super::{open, show};
use crate::audit::Act;
use crate::ids::PolicyId;
use crate::web::{Answer, Form, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<PolicyId>, mut form: Form) -> Answer {
    let last_day = form.required_date("terminated_on");
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let open = open::policy(desk, id)?;
                let seat = open::recorder(desk, open.owner)?;
                if ends_before_it_begins(open.policy.card.effective_on, Some(last_day)) {
                    return Err(
                        Refusal { field: "terminated_on", key: "policy-ends-before-it-begins" }.into()
                    );
                }
                let stamp = Stamp { at: desk.now, by: seat.person() };
                if !store::terminate(desk.tx, id, last_day, &stamp)? {
                    return Err(Refusal { field: "terminated_on", key: "termination-twice" }.into());
                }
                open::enter(desk, &seat, open.owner, Act::Ended, ("policy", id.to_string()))?;
                Ok(format!("/policies/{id}"))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    // The page is open to more people than may end a coverage.
    visit
        .clone()
        .write(move |desk| {
            let open = open::policy(desk, id)?;
            open::recorder(desk, open.owner)
        })
        .await?;
    show::draw(visit, id, form).await
}
