//! A proposal: the assignment of the waiting list that is best in all, kept as it was found, and what each decision
//! of the coordinator changes in it.

use std::collections::BTreeMap;

use cairn_matching::{
    Capacity, Edge, Override, Participant, Proposal, ProposalError, Weights, exclusions, rank, with_overrides,
};
use serde::{Deserialize, Serialize};

use super::exclusion;
use super::reason::Told;
use super::round::supporters_for;
use super::store::{proposals::PairDecision, supporters::Peer};
use crate::ids::{ParticipantId, PersonId, SupporterId};
use crate::web::Refusal;

/// What a proposal is worked out from: for staff, since scores count what supporters keep for matching.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Content {
    /// Every pair that no hard limit excludes.
    pub pairs: Vec<Scored>,
    /// How many more each supporter can take.
    pub rooms: Vec<Room>,
    /// Participants whom nobody can be proposed for.
    pub without: Vec<Without>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Scored {
    pub participant: ParticipantId,
    pub supporter: SupporterId,
    pub score: u32,
    pub reasons: Vec<Told>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Room {
    pub supporter: SupporterId,
    pub room: u32,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Without {
    pub participant: ParticipantId,
    /// Code of a hard limit and for how many supporters it holds.
    pub why: BTreeMap<String, u32>,
}

/// Works out every pair of those who wait and those who could support them.
pub fn gather(
    waiting: &[(PersonId, ParticipantId, Participant)],
    peers: &[Peer],
    weights: &Weights,
) -> Content {
    let room = |peer: &Peer| {
        let free = peer.profile.capacity.saturating_sub(peer.profile.caseload);
        Room { supporter: peer.id, room: if peer.profile.paused { 0 } else { free } }
    };
    let mut content = Content { rooms: peers.iter().map(room).collect(), ..Content::default() };
    for (person, participant, request) in waiting {
        let supporters = supporters_for(*person, peers);
        let ranked = rank(request, &supporters, weights, supporters.len());
        if ranked.is_empty() {
            let mut why = BTreeMap::new();
            for limit in supporters.iter().flat_map(|supporter| exclusions(request, supporter)) {
                *why.entry(exclusion::code(&limit).to_string()).or_insert(0) += 1;
            }
            content.without.push(Without { participant: *participant, why });
        }
        content.pairs.extend(ranked.into_iter().filter_map(|offer| {
            let supporter = offer.supporter_id.parse().ok()?;
            let reasons = offer.reasons.into_iter().map(Told::from).collect();
            Some(Scored { participant: *participant, supporter, score: offer.score, reasons })
        }));
    }
    content
}

impl Content {
    /// The best assignment that holds to the decisions, with the effect of each.
    pub fn plan(&self, decisions: &[PairDecision]) -> Result<Proposal, ProposalError> {
        let edge = |pair: &Scored| Edge {
            participant: pair.participant.to_string(),
            supporter: pair.supporter.to_string(),
            score: pair.score.into(),
        };
        let capacity = |room: &Room| Capacity { supporter: room.supporter.to_string(), capacity: room.room };
        let edges: Vec<Edge> = self.pairs.iter().map(edge).collect();
        let rooms: Vec<Capacity> = self.rooms.iter().map(capacity).collect();
        let overrides: Vec<Override> = decisions.iter().map(as_override).collect();
        with_overrides(&edges, &rooms, &overrides)
    }

    /// Why the two were proposed for each other.
    pub fn reasons(&self, participant: ParticipantId, supporter: SupporterId) -> &[Told] {
        let pair =
            self.pairs.iter().find(|pair| pair.participant == participant && pair.supporter == supporter);
        pair.map_or(&[], |pair| pair.reasons.as_slice())
    }

    /// Everyone a decision can be about, each once.
    pub fn participants(&self) -> Vec<ParticipantId> {
        let mut ids: Vec<_> = self.pairs.iter().map(|pair| pair.participant).collect();
        ids.sort();
        ids.dedup();
        ids
    }
}

fn as_override(decision: &PairDecision) -> Override {
    let (participant, supporter) = (decision.participant.to_string(), decision.supporter.to_string());
    if decision.kind == "pin" {
        Override::Pin { participant, supporter }
    } else {
        Override::Forbid { participant, supporter }
    }
}

/// A decision that cannot be held to, as a sentence for the coordinator.
pub fn refusal(error: &ProposalError) -> Refusal {
    let key = match error {
        ProposalError::NoRoom { .. } => "proposal-no-room",
        ProposalError::Contradiction { .. } => "proposal-contradiction",
        ProposalError::NoEdge { .. } => "proposal-hard-limit",
        ProposalError::UnknownParticipant { .. }
        | ProposalError::UnknownSupporter { .. }
        | ProposalError::Assign(_) => "proposal-not-in-it",
    };
    Refusal { field: "kind", key }
}
