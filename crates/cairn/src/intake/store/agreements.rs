//! Agreements and their withdrawals.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use crate::access::Record;
use crate::ids::{AgreementId, PersonId};

/// An agreement that stands, or the last one that was withdrawn.
#[derive(Debug, Clone)]
pub struct Agreement {
    pub kind: String,
    pub given_how: String,
    pub text_version: String,
    pub given_at: Timestamp,
    pub withdrawn_at: Option<Timestamp>,
}

pub struct NewAgreement {
    pub id: AgreementId,
    pub kind: String,
    pub given_how: String,
    pub text_version: &'static str,
}

pub fn give(
    tx: &mut Tx<'_>,
    record: &Record,
    new: &NewAgreement,
    now: Timestamp,
    by: PersonId,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO agreements (id, participant_id, kind, given_how, text_version, given_at, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![new.id, record.participant(), &new.kind, &new.given_how, new.text_version, now, by],
    )?;
    Ok(())
}

/// Withdraws what stands of a kind; whether anything did.
pub fn withdraw(
    tx: &mut Tx<'_>,
    record: &Record,
    kind: &str,
    now: Timestamp,
    by: PersonId,
) -> Result<bool, Error> {
    let withdrawn = tx.execute(
        "INSERT INTO agreement_withdrawals (agreement_id, withdrawn_at, recorded_by)
         SELECT a.id, $3, $4 FROM agreements a LEFT JOIN agreement_withdrawals w ON w.agreement_id = a.id
         WHERE a.participant_id = $1 AND a.kind = $2 AND w.agreement_id IS NULL",
        params![record.participant(), kind, now, by],
    )?;
    Ok(withdrawn > 0)
}

/// The newest agreement of each kind.
pub fn newest(tx: &mut Tx<'_>, record: &Record) -> Result<Vec<Agreement>, Error> {
    tx.all(
        "SELECT a.kind, a.given_how, a.text_version, a.given_at, w.withdrawn_at FROM agreements a
         LEFT JOIN agreement_withdrawals w ON w.agreement_id = a.id
         WHERE a.participant_id = $1 AND a.id = (SELECT MAX(b.id) FROM agreements b
             WHERE b.participant_id = a.participant_id AND b.kind = a.kind)
         ORDER BY a.kind",
        params![record.participant()],
        |row| {
            Ok(Agreement {
                kind: row.get("kind")?,
                given_how: row.get("given_how")?,
                text_version: row.get("text_version")?,
                given_at: row.get("given_at")?,
                withdrawn_at: row.get("withdrawn_at")?,
            })
        },
    )
}
