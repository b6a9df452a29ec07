//! One-time links: to set the program up, to choose a passphrase, into the demo.

use cairn_db::{Error, Tx};
use data_encoding::BASE64URL_NOPAD;
use jiff::SignedDuration;

use super::store;
use crate::app::App;
use crate::ids::PersonId;

/// What kind of one-time link it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// To set the program up, on first run.
    SetUp,
    /// To choose a passphrase: a first one, or a new one. A second factor that the person has is asked for after it.
    Join,
    /// Straight into the demo program.
    Demo,
}

impl LinkKind {
    pub(super) fn code(self) -> &'static str {
        match self {
            LinkKind::SetUp => "set_up",
            LinkKind::Join => "join",
            LinkKind::Demo => "demo",
        }
    }

    pub(super) fn lasts(self) -> SignedDuration {
        match self {
            LinkKind::SetUp => SignedDuration::from_hours(24),
            LinkKind::Join => SignedDuration::from_hours(7 * 24),
            LinkKind::Demo => SignedDuration::from_hours(365 * 24),
        }
    }
}

/// Makes a one-time link's token. Earlier unused links of the same kind for the same person stop working.
pub fn invite(
    tx: &mut Tx<'_>,
    app: &App,
    kind: LinkKind,
    person: Option<PersonId>,
    by: Option<PersonId>,
) -> Result<String, Error> {
    let token = BASE64URL_NOPAD.encode(&app.chance.secret());
    let now = app.clock.now();
    let invitation = store::NewInvitation { id: app.chance.id(now), kind, person, by, now };
    store::add_invitation(tx, &invitation, &super::token_hash(&token))?;
    Ok(token)
}
