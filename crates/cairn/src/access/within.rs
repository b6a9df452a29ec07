//! Inside the program (42 CFR 2.12(c)(3)): every opening of a record asks the same function of the law that every
//! disclosure asks, with the relation as the need to know.

use cairn_part2::{
    Actor, Category, Decision, Discloser, Need, NeedToKnow, OnFile, Party, Purpose, RecipientClasses,
    RecipientKind, Request, decide,
};
use jiff::Timestamp;

use super::{Record, Role, Viewer};
use crate::ids::{PersonId, ProgramId};
use crate::web::Problem;

/// Lets an opening on, or answers that there is nothing. One's own record is not a disclosure (42 CFR 2.23).
pub(super) fn permit(
    record: &Record,
    viewer: &Viewer,
    program: ProgramId,
    now: Timestamp,
) -> Result<(), Problem> {
    if record.is_own() {
        return Ok(());
    }
    let need = match (record.glass, record.acting_as) {
        (Some(_), _) => Need::BreakGlass,
        (None, Role::PeerSupporter) => Need::Caseload,
        (None, Role::Supervisor) => Need::Supervision,
        (None, Role::Clinician) => Need::GroupLeading,
        (None, Role::Coordinator) => Need::Coordination,
        _ => return Err(Problem::NotFound),
    };
    let known =
        NeedToKnow { need, until: record.glass.map(|glass| glass.until), wrote_counseling_notes: false };
    if may_know(program, viewer.person, record.person, known, now) { Ok(()) } else { Err(Problem::NotFound) }
}

/// Whether somebody who works in the program may read a participant's record, for this need.
pub fn may_know(
    program: ProgramId,
    reader: PersonId,
    subject: PersonId,
    known: NeedToKnow,
    now: Timestamp,
) -> bool {
    let program = program.to_string();
    let actor = Actor {
        id: reader.to_string(),
        name: String::new(),
        organization: Some(Party { id: program.clone(), ..Party::default() }),
        kind: RecipientKind::Workforce,
        classes: RecipientClasses::default(),
        other_classes: Vec::new(),
        via: None,
        authority: None,
    };
    let discloser = Discloser { id: program, ..Discloser::default() };
    let mut request =
        Request::new(subject.to_string(), discloser, actor, Purpose::WithinProgram, Category::Record);
    request.need_to_know = Some(known);
    matches!(decide(&request, &OnFile::default(), now), Decision::Permit(_))
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::ids::Chance;

    #[test]
    fn a_need_lasts_until_it_is_over() {
        let now: Timestamp = "2026-03-02T15:00:00Z".parse().unwrap();
        let chance = Chance::from_seed(1);
        let (program, reader, subject) = (chance.id(now), chance.id(now), chance.id(now));
        let until = now + SignedDuration::from_mins(60);
        let asks = |need, until, at| {
            may_know(program, reader, subject, NeedToKnow { need, until, wrote_counseling_notes: false }, at)
        };
        assert!(asks(Need::Caseload, None, now));
        assert!(asks(Need::BreakGlass, Some(until), now));
        assert!(!asks(Need::BreakGlass, Some(until), until), "an opening in an emergency is for a time");
        assert!(!asks(Need::BreakGlass, None, now));
    }
}
