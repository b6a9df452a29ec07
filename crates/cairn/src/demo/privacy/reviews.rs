//! An audit of attendance without copies: one review that runs, one that was ended.

use cairn_db::{Error, params};

use super::{Officer, morning};
use crate::demo::world::{World, plus};
use crate::disclosures::{Recipient, store::recipients};
use crate::ids::{ParticipantId, PersonId, RowId};

const PARTY: &str = "State health quality office";

pub fn write(
    w: &mut World<'_, '_>,
    officer: Officer,
    auditor: PersonId,
    people: &[ParticipantId],
) -> Result<(), Error> {
    let at = morning(w, 80);
    let office = Recipient {
        id: w.id(at),
        kind: "organization".to_string(),
        name: PARTY.to_string(),
        address: Some("1 Capitol Square".to_string()),
        phone: None,
        standing: "auditor".to_string(),
    };
    recipients::add(w.tx, &office, at, officer.person)?;
    let contract: RowId = w.id(at);
    let (party, reference) = (officer.seal(w, PARTY)?, officer.seal(w, "Cabinet 1, contracts")?);
    let scope = officer.seal(w, "Whether sessions took place as the notes say")?;
    w.tx.execute(
        "INSERT INTO contracts (id, kind, party, reference, scope, from_on, until_on, terms, categories, recorded_at,
            recorded_by, recipient_id)
         VALUES ($1, 'audit', $2, $3, $4, $5, $6, '[\"audit_limits\"]', '[\"attendance\",\"billing\"]', $7, $8, $9)",
        params![contract, party, reference, scope, w.ago(80), plus(w.today, 200), at, officer.person, office.id],
    )?;
    review(w, officer, (contract, auditor), (7, people.iter().take(8)))?;
    let ended = review(w, officer, (contract, auditor), (70, people.iter().rev().take(5)))?;
    let (at, reason) = (morning(w, 41), officer.seal(w, "They have seen what they came for.")?);
    w.tx.execute(
        "INSERT INTO audit_review_endings (review_id, reason, ended_at, ended_by) VALUES ($1, $2, $3, $4)",
        params![ended, reason, at, officer.person],
    )?;
    Ok(())
}

/// Opened some days ago, for two months.
fn review<'p>(
    w: &mut World<'_, '_>,
    officer: Officer,
    (contract, auditor): (RowId, PersonId),
    (days, people): (i64, impl Iterator<Item = &'p ParticipantId>),
) -> Result<RowId, Error> {
    let at = morning(w, days);
    let id: RowId = w.id(at);
    let (from_on, until_on) = (w.ago(days), plus(w.ago(days), 60));
    w.tx.execute(
        "INSERT INTO audit_reviews (id, contract_id, auditor_id, from_on, until_on, categories, sampling, opened_at,
            opened_by) VALUES ($1, $2, $3, $4, $5, '[\"attendance\"]', 'drawn', $6, $7)",
        params![id, contract, auditor, from_on, until_on, at, officer.person],
    )?;
    for (number, participant) in (1_i64..).zip(people) {
        w.tx.execute(
            "INSERT INTO audit_review_participants (review_id, number, participant_id) VALUES ($1, $2, $3)",
            params![id, number, *participant],
        )?;
    }
    Ok(id)
}
