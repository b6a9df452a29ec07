//! Recovery codes: ten words for the day the phone is gone, each good once.
//!
//! Fifty bits each, kept as Argon2id like passphrases (NIST SP 800-63B-4, 3.1.2: look-up secrets under 112 bits are salted
//! and hashed slowly). A set has one salt, so that trying a code costs one hash and not ten.

use askama::Template;
use data_encoding::HEXLOWER;
use jiff::Timestamp;

use super::{changed, store};
use crate::access::Desk;
use crate::account::passphrase;
use crate::audit::Act;
use crate::ids::{Chance, PersonId, RowId};
use crate::web::{Answer, Problem, Shell, Text, Visit};

const HOW_MANY: usize = 10;
/// Crockford's base 32: no letter looks like a digit.
const LETTERS: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'j', 'k', 'm',
    'n', 'p', 'q', 'r', 's', 't', 'v', 'w', 'x', 'y', 'z',
];

#[derive(Template)]
#[template(path = "account/factors/codes.html")]
struct CodesPage {
    t: Text,
    shell: Shell,
    left: i64,
    made_at: Option<Timestamp>,
    /// Shown once, right after they were made.
    codes: Vec<String>,
}

pub async fn show(visit: Visit) -> Answer {
    draw(visit, Vec::new()).await
}

async fn draw(visit: Visit, codes: Vec<String>) -> Answer {
    let (visitor, (left, made_at)) = visit
        .read(|desk| {
            if !desk.viewer.strength.has_factor {
                return Err(Problem::NotFound);
            }
            let set = store::code_set(desk.tx, desk.viewer.person)?;
            match set {
                Some((id, _, made_at)) => Ok((store::codes_left(desk.tx, id)?, Some(made_at))),
                None => Ok((0, None)),
            }
        })
        .await?;
    let (t, shell) = visitor.shell("second-step-title");
    visitor.show(CodesPage { t, shell, left, made_at, codes })
}

/// Makes ten new ones and shows them once; the old ones are good no more.
pub async fn create(visit: Visit) -> Answer {
    // Asked before the slow part, and again where it counts.
    visit.clone().read(may_make).await?;
    let codes: Vec<String> = (0..HOW_MANY).map(|_| code(&visit.app.chance)).collect();
    let salt = HEXLOWER.encode(visit.app.chance.secret().get(..16).unwrap_or_default());
    let hashes = passphrase::hashes_with_salt(&visit.app, codes.clone(), salt.clone()).await?;
    visit
        .clone()
        .write(move |desk| {
            may_make(desk)?;
            let (person, now, set): (_, _, RowId) = (desk.viewer.person, desk.now, desk.id());
            store::withdraw_codes(desk.tx, person, now)?;
            store::add_code_set(desk.tx, set, person, &salt, now)?;
            for hash in &hashes {
                let id = desk.id();
                store::add_code(desk.tx, id, set, hash)?;
            }
            changed(desk, Act::Created)
        })
        .await?;
    let shown = codes.into_iter().map(|code| spelled(&code)).collect();
    draw(visit, shown).await
}

fn may_make(desk: &mut Desk<'_, '_>) -> Result<(), Problem> {
    if !desk.viewer.strength.has_factor {
        return Err(Problem::NotFound);
    }
    desk.require_step_up().map(|_| ())
}

/// What was typed, hashed as the person's codes are; none when they have none. As slow either way.
pub(crate) async fn hash_of(
    visit: &Visit,
    person: PersonId,
    typed: &str,
) -> Result<Option<(RowId, String)>, Problem> {
    let set = visit.app.db.read(move |tx| store::code_set(tx, person)).await.map_err(Problem::from)?;
    let (id, salt) = match set {
        Some((id, salt, _)) => (Some(id), salt),
        None => (None, "00000000000000000000000000000000".to_string()),
    };
    let hashes = passphrase::hashes_with_salt(&visit.app, vec![plain(typed)], salt).await?;
    Ok(id.zip(hashes.into_iter().next()))
}

fn code(chance: &Chance) -> String {
    chance.secret().into_iter().filter_map(|byte| LETTERS.get(usize::from(byte & 31))).take(10).collect()
}

fn spelled(code: &str) -> String {
    let (first, second) = code.split_at(5);
    format!("{first}-{second}")
}

/// As it was made, however it was typed: without dashes, o as 0, i and l as 1.
fn plain(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| c.is_ascii_alphanumeric())
        .take(40)
        .map(|c| match c.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_back_however_it_was_typed() {
        let made = code(&Chance::from_seed(3));
        assert_eq!(made.len(), 10);
        assert_eq!(plain(&spelled(&made)), made);
        assert_eq!(plain(&spelled(&made).to_uppercase()), made);
        assert_eq!(plain("O1l-iL"), "01111");
    }
}
