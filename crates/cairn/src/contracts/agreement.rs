//! Contracts as the gate reads them.

use cairn_db::{Error, Tx};
use cairn_part2::{Agreement, Party, Purposes};
use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};

use super::{Contract, store};

/// Every contract, whatever state it is in: the rules weigh them. Days count in the program's time zone.
pub fn agreements(tx: &mut Tx<'_>, zone: &TimeZone) -> Result<Vec<Agreement>, Error> {
    Ok(store::all(tx)?.iter().map(|contract| agreement(contract, zone)).collect())
}

fn agreement(contract: &Contract, zone: &TimeZone) -> Agreement {
    let start = |on: Date| -> Option<Timestamp> {
        on.at(0, 0, 0, 0).to_zoned_datetime(zone.clone()).ok().map(|zoned| zoned.timestamp())
    };
    let after = |on: Date| start(on.saturating_add(1.day()));
    let id = contract.recipient.map(|id| id.to_string()).unwrap_or_default();
    Agreement {
        id: contract.id.to_string(),
        kind: contract.agreement_kind(),
        party: Party { id, name: contract.party.clone(), kind: None },
        from: start(contract.from_on),
        until: contract.until_on.and_then(after),
        ended_at: contract.ending.as_ref().and_then(|(on, _)| start(*on)),
        terms: contract.terms,
        categories: contract.categories,
        purposes: Purposes::NONE,
        destroy_by: contract.destroy_by.and_then(after),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contracts::contract::tests::contract;

    #[test]
    fn row_20_the_gate_sees_the_whole_last_day() {
        let zone = TimeZone::get("America/New_York").unwrap();
        let agreement = agreement(&contract("qsoa"), &zone);
        assert_eq!(agreement.from.map(|at| at.to_string()), Some("2026-01-01T05:00:00Z".to_string()));
        assert_eq!(agreement.until.map(|at| at.to_string()), Some("2027-01-01T05:00:00Z".to_string()));
    }
}
