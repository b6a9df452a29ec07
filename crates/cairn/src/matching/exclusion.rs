//! Why a supporter is not offered, for the coordinator's eyes.

use cairn_matching::Exclusion;

use super::{experience, languages};
use crate::web::Text;

/// One sentence a hard limit.
pub fn words(t: &Text, exclusion: &Exclusion) -> String {
    match exclusion {
        Exclusion::Paused => t.get("exclusion-paused"),
        Exclusion::Language { needed } => {
            t.with("exclusion-language", "language", languages::word(t, needed))
        }
        Exclusion::Gender { wanted, .. } => {
            t.with("exclusion-gender", "gender", t.code("stated-gender", wanted))
        }
        Exclusion::Experience { kind, value } => {
            t.with("exclusion-experience", "what", experience::label(t, *kind, value))
        }
        Exclusion::Conflict { kind } => t.with("exclusion-conflict", "kind", t.code("conflict", kind.code())),
        Exclusion::NoRoom { caseload, capacity } => {
            t.args("exclusion-no-room", [("caseload", (*caseload).into()), ("capacity", (*capacity).into())])
        }
        Exclusion::NoCommonTime => t.get("exclusion-no-common-time"),
        Exclusion::Declined => t.get("exclusion-declined"),
        Exclusion::Ended => t.get("exclusion-ended"),
    }
}

/// A stable code for counting limits; its words are `exclusion-short-<code>`.
pub fn code(exclusion: &Exclusion) -> &'static str {
    match exclusion {
        Exclusion::Paused => "paused",
        Exclusion::Language { .. } => "language",
        Exclusion::Gender { .. } => "gender",
        Exclusion::Experience { .. } => "experience",
        Exclusion::Conflict { .. } => "conflict",
        Exclusion::NoRoom { .. } => "no_room",
        Exclusion::NoCommonTime => "no_common_time",
        Exclusion::Declined => "declined",
        Exclusion::Ended => "ended",
    }
}
