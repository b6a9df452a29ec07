//! Matching: who might suit whom, and why; and the best assignment of many people at once.
//!
//! Three questions, kept apart. *Offers* ([`rank`], [`cards`]) serve one participant who chooses: hard limits first
//! ([`exclusions`]), then likeness ([`score`]), then reasons that can be told. *Assignment* ([`solve`],
//! [`with_overrides`], [`solve_files`]) serves a program that has to place many people within its supporters'
//! capacities; where the scores come from is the caller's business. *Family to family*
//! ([`rank_families`]) brings families together, explained on both sides from what each lets be shown.
//!
//! This crate never decides for a person: it offers and proposes. It never tells a participant a score, nor anything
//! that a supporter keeps back for matching: what may be shown to a participant is a [`Card`], and nothing else here
//! is. It knows no database, no network, no clock and no chance: the same input gives the same answer.

mod assign;
mod families;
mod files;
mod flow;
mod kind;
mod likeness;
mod limits;
mod market;
mod offer;
mod profile;
mod proposal;
mod reason;
#[cfg(test)]
mod sample;
mod score_text;
mod ties;
mod weights;

pub use assign::{AssignError, Assignment, Capacity, Edge, Pair, solve};
pub use families::{
    Family, FamilyExclusion, FamilyOffer, FamilyReason, MOST_FAMILIES, SaidTrait, Trait, family_exclusions,
    family_likeness, family_reasons, rank_families,
};
pub use files::{
    FileError, FileKind, Rows, Solved, assignment_to_csv, capacities_from_csv, edges_from_csv, solve_files,
};
pub use kind::{Kind, VALUES};
pub use likeness::{TOP_SCORE, score};
pub use limits::{Exclusion, exclusions};
pub use offer::{Card, Offer, cards, rank};
pub use profile::{Conflict, ConflictKind, Musts, Part, Participant, Shared, Showing, Slot, Supporter, Wish};
pub use proposal::{Effect, Override, Proposal, ProposalError, with_overrides};
pub use reason::Reason;
pub use score_text::Millionths;
pub use weights::{Weights, WeightsError};
