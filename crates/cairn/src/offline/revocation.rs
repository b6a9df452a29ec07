//! A device that was lost or is not needed any more.

use axum::extract::Path;

use super::store;
use crate::access::Role;
use crate::account;
use crate::audit::Act;
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Visit};

/// By whom it belongs to, or by an administrator. Every sign-in of that person ends too, but the one in which it was
/// revoked: a finder has at most a page that was open.
pub async fn create(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let holder = store::holder(desk.tx, id)?.ok_or(Problem::NotFound)?;
            let own = holder == desk.viewer.person;
            if !own && !desk.viewer.is(Role::Administrator) {
                return Err(Problem::NotFound);
            }
            if store::revoke(desk.tx, id, desk.viewer.person, desk.now)? {
                let this = own.then_some(desk.viewer.sign_in);
                account::sign_out_everywhere(desk.tx, holder, this, desk.now)?;
            }
            desk.enter_own(Act::Ended, "offline_device")?;
            Ok(if own { "/offline" } else { "/offline/devices" }.to_string())
        })
        .await?;
    visit.redirect(&location, "device-revoked")
}
