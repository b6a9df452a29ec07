//! Proposals, what the coordinator decided about single pairs, and what about the whole.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use crate::access::Seat;
use crate::ids::{OverrideId, ParticipantId, ProposalId, SupporterId};

pub struct Proposed {
    pub proposed_at: Timestamp,
    /// JSON of `matching::proposal::Content`.
    pub content: String,
    /// sent, set_aside
    pub decision: Option<String>,
}

pub fn add(tx: &mut Tx<'_>, seat: &Seat, id: ProposalId, content: &str, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO proposals (id, proposed_at, proposed_by, content) VALUES ($1, $2, $3, $4)",
        params![id, now, seat.person(), tx.seal_data(id, content)?],
    )?;
    Ok(())
}

pub fn find(tx: &mut Tx<'_>, _seat: &Seat, id: ProposalId) -> Result<Option<Proposed>, Error> {
    tx.maybe(
        "SELECT p.proposed_at, p.content, d.decision FROM proposals p
         LEFT JOIN proposal_decisions d ON d.proposal_id = p.id WHERE p.id = $1",
        params![id],
        |row| {
            Ok(Proposed {
                proposed_at: row.get("proposed_at")?,
                content: row.get("content")?,
                decision: row.get("decision")?,
            })
        },
    )
}

/// A line of the list of proposals that wait for a decision.
pub struct OpenProposal {
    pub id: ProposalId,
    pub proposed_at: Timestamp,
}

/// The newest proposals without a decision; older ones are reached once these are decided.
pub fn undecided(tx: &mut Tx<'_>, _seat: &Seat) -> Result<Vec<OpenProposal>, Error> {
    tx.all(
        "SELECT p.id, p.proposed_at FROM proposals p LEFT JOIN proposal_decisions d ON d.proposal_id = p.id
         WHERE d.proposal_id IS NULL ORDER BY p.proposed_at DESC, p.id DESC LIMIT 5",
        &[],
        |row| Ok(OpenProposal { id: row.get("id")?, proposed_at: row.get("proposed_at")? }),
    )
}

/// A decision about one pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairDecision {
    pub id: OverrideId,
    /// pin, forbid
    pub kind: String,
    pub participant: ParticipantId,
    pub supporter: SupporterId,
}

/// In the order in which they were made.
pub fn overrides(tx: &mut Tx<'_>, _seat: &Seat, proposal: ProposalId) -> Result<Vec<PairDecision>, Error> {
    tx.all(
        "SELECT id, kind, participant_id, supporter_id FROM proposal_overrides WHERE proposal_id = $1
         ORDER BY set_at, id",
        params![proposal],
        |row: &Row<'_>| {
            Ok(PairDecision {
                id: row.get("id")?,
                kind: row.get("kind")?,
                participant: row.get("participant_id")?,
                supporter: row.get("supporter_id")?,
            })
        },
    )
}

pub fn add_override(
    tx: &mut Tx<'_>,
    seat: &Seat,
    proposal: ProposalId,
    new: &PairDecision,
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO proposal_overrides (id, proposal_id, kind, participant_id, supporter_id, set_at, set_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![new.id, proposal, &new.kind, new.participant, new.supporter, now, seat.person()],
    )?;
    Ok(())
}

/// sent, set_aside
pub fn decide(
    tx: &mut Tx<'_>,
    seat: &Seat,
    id: ProposalId,
    decision: &str,
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO proposal_decisions (proposal_id, decision, decided_at, decided_by) VALUES ($1, $2, $3, $4)",
        params![id, decision, now, seat.person()],
    )?;
    Ok(())
}
