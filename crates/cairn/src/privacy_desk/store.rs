//! Finding a participant by name, for the officer's rooms. The record itself stays closed.

use cairn_db::{Error, Tx, params};

use crate::access::Seat;
use crate::disclosures;
use crate::ids::ParticipantId;
use crate::web::Choice;

/// As many as fit under a search field; a longer name finds fewer.
const MOST: usize = 20;

/// Participants whose name has these letters in it, by name; none for fewer than two letters. Names are sealed, so they
/// are compared after opening.
pub fn find_participants(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    letters: &str,
) -> Result<Vec<(ParticipantId, String)>, Error> {
    let letters = letters.trim().to_lowercase();
    if letters.chars().count() < 2 {
        return Ok(Vec::new());
    }
    let mut found: Vec<(ParticipantId, String)> = tx.all(
        "SELECT pa.id, p.name FROM participants pa JOIN people p ON p.id = pa.person_id",
        &[],
        |row| Ok((row.get("id")?, row.get("name")?)),
    )?;
    found.retain(|(_, name)| name.to_lowercase().contains(&letters));
    found.sort_by(|one, other| one.1.cmp(&other.1));
    found.truncate(MOST);
    Ok(found)
}

/// The directory of recipients, as choices: id and name.
pub fn recipients(tx: &mut Tx<'_>, _seat: &Seat) -> Result<Vec<Choice>, Error> {
    let all = disclosures::store::recipients::all(tx)?;
    Ok(all.into_iter().map(|recipient| Choice::new(recipient.id.to_string(), recipient.name)).collect())
}

/// None when the participant is not here any more.
pub fn participant_name(tx: &mut Tx<'_>, _seat: &Seat, id: ParticipantId) -> Result<Option<String>, Error> {
    tx.maybe(
        "SELECT p.name FROM participants pa JOIN people p ON p.id = pa.person_id WHERE pa.id = $1",
        params![id],
        |row| row.get("name"),
    )
}
