//! Files without names that the evaluator took.

use cairn_db::Error;
use sha2::{Digest, Sha256};

use super::{Officer, morning};
use crate::deidentified::{Export, add};
use crate::demo::world::World;
use crate::ids::PersonId;

const PURPOSES: [(i64, &str); 3] = [
    (190, "Yearly report to the county: who stayed and how long"),
    (96, "Study of waiting times with the university"),
    (12, "Board meeting: change between the start and day 90"),
];

pub fn write(w: &mut World<'_, '_>, officer: Officer, evaluator: PersonId) -> Result<(), Error> {
    let year = i64::from(w.today.year()) - 1;
    for (days, purpose) in PURPOSES {
        let at = morning(w, days);
        let export = Export {
            id: w.id(at),
            from_year: year,
            to_year: year,
            smallest: 5,
            purpose: purpose.to_string(),
            kept: 38,
            blanked: 14,
            dropped: 3,
            sha256: data_encoding::HEXLOWER.encode(&Sha256::digest(purpose)),
            at,
            by: evaluator,
            by_name: String::new(),
        };
        add(w.tx, officer.program, &export)?;
    }
    Ok(())
}
