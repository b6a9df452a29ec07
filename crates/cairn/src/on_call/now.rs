//! Who answers now, for everybody who asks.

use cairn_db::{Error, Tx};
use jiff::Timestamp;

use super::{shift, store};
use crate::program::Program;

/// A phone, and what whoever answers it goes by if they allow it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnCall {
    pub phone: String,
    pub name: Option<String>,
}

/// The phone that is answered now: of the rota, or the program's own; none when there is neither.
pub fn now(tx: &mut Tx<'_>, program: &Program, now: Timestamp) -> Result<Option<OnCall>, Error> {
    let answering = shift::answering(store::running(tx, now)?, now);
    let of_rota = answering.and_then(|shift| {
        let name = Some(shift.name).filter(|_| shift.named);
        shift.phone.map(|phone| OnCall { phone, name })
    });
    Ok(of_rota.or_else(|| program.on_call_phone.clone().map(|phone| OnCall { phone, name: None })))
}
