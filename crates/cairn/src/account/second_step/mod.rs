//! The second step: after the passphrase, before anything opens; and again before what leaves the program.
//!
//! Reached only with a sign-in, so it tells nobody anything who does not know the passphrase.

mod create;
mod show;

use data_encoding::BASE64URL_NOPAD;

pub(super) use create::create;
pub(super) use show::{draw, show};

use super::{store, token_hash};
use crate::access::Desk;
use crate::audit::Act;
use crate::web::Problem;

/// Writes down that a factor was shown, and gives the sign-in another token, which the caller puts into the cookie: a
/// token that was good for less is good for nothing any more.
pub(super) fn take(desk: &mut Desk<'_, '_>, factor: &str) -> Result<String, Problem> {
    let token = BASE64URL_NOPAD.encode(&desk.chance.secret());
    let (id, sign_in) = (desk.id(), desk.viewer.sign_in);
    store::add_second_step(desk.tx, id, sign_in, factor, desk.now)?;
    store::renew_token(desk.tx, sign_in, &token_hash(&token))?;
    desk.enter_own(Act::SteppedUp, "sign_in")?;
    Ok(token)
}
