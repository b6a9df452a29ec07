//! The head of the log as it stands.

use cairn_db::{Error, Tx};
use cairn_proof::{Head, SignedHead, root_of};

use super::{append, key};
use crate::app::App;

/// Signs what the log holds now: all entries that were committed before this transaction's own.
pub fn head(tx: &mut Tx<'_>, app: &App) -> Result<SignedHead, Error> {
    let signer = key::signer(&app.config, &app.chance)?;
    let size = u64::try_from(append::size(tx)?).unwrap_or_default();
    let root = root_of(size, |place| append::node(tx, place))?;
    let head = Head { origin: signer.name().to_string(), size, root, time: app.clock.now() };
    Ok(head.sign(&signer))
}
