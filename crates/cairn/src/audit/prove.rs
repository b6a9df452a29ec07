//! Proof for outsiders: chosen entries, the proofs that they are in the log, a signed head and a signed list.

use cairn_db::{Error, Tx, params};
use cairn_proof::{Bundle, Evidence, SignedHead, inclusion};

use super::entry::{ENCODING, Fields};
use super::{append, head, key};
use crate::app::App;
use crate::ids::{AuditEntryId, ParticipantId};

/// The proof of these entries, in the given order, for a report. Only entries that were committed before this
/// transaction can be proven; an unknown one is an error. Each of `earlier` gets the proof that the log only grew since.
pub fn proof_of(
    tx: &mut Tx<'_>,
    app: &App,
    entries: &[AuditEntryId],
    earlier: &[SignedHead],
) -> Result<Bundle, Error> {
    let signed = head(tx, app)?;
    let size = signed.head.size;
    let mut evidence = Vec::new();
    for id in entries {
        let fields = tx.one("SELECT * FROM audit_entries WHERE id = $1", params![*id], Fields::read)?;
        let seq = u64::try_from(fields.seq()).unwrap_or_default();
        let proof = inclusion(seq.saturating_sub(1), size, |place| append::node(tx, place))?;
        evidence.push(Evidence { seq, fields: fields.named(), proof });
    }
    let signer = key::signer(&app.config, &app.chance)?;
    let mut bundle = Bundle::new(ENCODING, &signed, evidence, &signer);
    for before in earlier {
        bundle.prove_growth(before, size, |place| append::node(tx, place))?;
    }
    Ok(bundle)
}

/// Every entry about a participant, oldest first.
pub fn about(tx: &mut Tx<'_>, participant: ParticipantId) -> Result<Vec<AuditEntryId>, Error> {
    tx.all(
        "SELECT id FROM audit_entries WHERE participant_id = $1 ORDER BY seq",
        params![participant],
        |row| row.get("id"),
    )
}
