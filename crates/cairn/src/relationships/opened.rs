//! Who opens a part, and what of it they read.

use super::store::{self, Bridge, Part};
use super::{Phase, Standing};
use crate::access::{Desk, RecordOf, Role, Tier};
use crate::audit::Act;
use crate::ids::RowId;
use crate::shared_sessions::{Side, consented};
use crate::web::Problem;

/// Somebody's part, opened by them or by whoever walks with them.
pub struct Opened {
    pub part: Part,
    pub record: RecordOf,
    /// None before a request was carried, and for a family member when they may not be told of it.
    pub bridge: Option<Bridge>,
    pub standing: Standing,
    /// The viewer may not read the newest look at safety, and is told nothing that follows from it.
    pub private: bool,
    /// The name of the person whose part it is.
    pub who: String,
}

impl Opened {
    pub fn side(&self) -> Side {
        self.part.side()
    }

    pub fn is_own(&self) -> bool {
        self.record.is_own()
    }

    pub fn phase(&self) -> Phase {
        self.standing.phase_for(self.side())
    }

    /// The phase as the viewer may know it.
    pub fn shown_phase(&self) -> Phase {
        shown(self.phase(), self.private)
    }

    /// Whether words of this tier on this part are for the viewer.
    pub fn reads(&self, tier: Tier) -> bool {
        reads(&self.record, &self.part, tier)
    }

    /// What the two have between them, once both want it.
    pub fn between(&self) -> Result<&Bridge, Problem> {
        self.bridge.as_ref().filter(|_| self.standing.is_crossed()).ok_or(Problem::NotFound)
    }

    /// The other side's part, once both want it.
    pub fn other_part(&self) -> Option<RowId> {
        other_part(self.bridge, &self.standing, self.side())
    }
}

/// The part that a bridge leads to from one side, once both want it.
pub fn other_part(bridge: Option<Bridge>, standing: &Standing, side: Side) -> Option<RowId> {
    let bridge = bridge.filter(|_| standing.is_crossed())?;
    match side {
        Side::Participant => bridge.family_part,
        Side::Family => Some(bridge.participant_part),
    }
}

/// Whether words of this tier in somebody's part are for whoever opened the record. All of it is written by its person.
fn reads(record: &RecordOf, part: &Part, tier: Tier) -> bool {
    match record {
        RecordOf::Participant(record) => record.is_own() || tier.is_read_by(record.acting_as()),
        RecordOf::FamilyMember(record) => record.reads(tier, part.person),
    }
}

/// Whether somebody keeps their newest look at safety from whoever opened their record.
pub fn is_private(desk: &mut Desk<'_, '_>, record: &RecordOf, part: &Part) -> Result<bool, Problem> {
    let looks = store::screens(desk.tx, part)?;
    Ok(looks.first().is_some_and(|newest| !reads(record, part, newest.tier)))
}

/// A phase for somebody from whom the newest look may be kept.
pub fn shown(phase: Phase, private: bool) -> Phase {
    if private && !phase.is_ended() { Phase::Private } else { phase }
}

/// How a request stands that was carried.
pub fn standing_of(desk: &mut Desk<'_, '_>, bridge: &Bridge) -> Result<Standing, Problem> {
    let named = (bridge.consent, bridge.recipient);
    let consented = consented::stands(desk, bridge.participant, named)?;
    let standing = store::standing(desk.tx, bridge.participant_part, Some(bridge))?;
    Ok(Standing { consented, ..standing })
}

/// How a part stands now, and what leads to the other side as far as its person may know it.
pub fn standing(desk: &mut Desk<'_, '_>, part: &Part) -> Result<(Standing, Option<Bridge>), Problem> {
    if let Some(bridge) = store::bridge(desk.tx, part)? {
        let standing = standing_of(desk, &bridge)?;
        if part.side() == Side::Participant || standing.is_told_to_family() {
            return Ok((standing, Some(bridge)));
        }
    }
    // On its own; or nothing may tell a family member any more that there ever was something.
    let alone = store::standing(desk.tx, part.id, None)?;
    let named = store::asking(desk.tx, part)?.and_then(|asking| asking.named);
    let consented = match (part.of.participant(), named) {
        (Some(participant), Some(named)) => consented::stands(desk, participant, named)?,
        _ => false,
    };
    Ok((Standing { consented, ..alone }, None))
}

/// Opens a part: its person, and whoever opens their record and may know of it. A coordinator does once it asks for
/// something to be carried.
pub fn open(desk: &mut Desk<'_, '_>, id: RowId) -> Result<Opened, Problem> {
    let part = store::find(desk.tx, id)?.ok_or(Problem::NotFound)?;
    let record = desk.open_either(part.of)?;
    if !is_known(desk, &record, &part)? {
        return Err(Problem::NotFound);
    }
    let (standing, bridge) = standing(desk, &part)?;
    let private = is_private(desk, &record, &part)?;
    let who = store::name_of(desk.tx, part.person)?;
    Ok(Opened { part, record, bridge, standing, private, who })
}

/// Whether the viewer may know of a part in a record that they opened.
pub fn is_known(desk: &mut Desk<'_, '_>, record: &RecordOf, part: &Part) -> Result<bool, Problem> {
    if record.is_own() || reads(record, part, part.tier) {
        return Ok(true);
    }
    Ok(record.acting_as() == Role::Coordinator && store::asking(desk.tx, part)?.is_some())
}

/// The same for the person whose part it is; for everybody else there is nothing to write.
pub fn open_own(desk: &mut Desk<'_, '_>, id: RowId) -> Result<Opened, Problem> {
    let opened = open(desk, id)?;
    if opened.is_own() { Ok(opened) } else { Err(Problem::NotFound) }
}

/// Writes down an act on a part, in the log of the side whose part it is.
pub fn enter(desk: &mut Desk<'_, '_>, opened: &Opened, act: Act) -> Result<(), Problem> {
    let id = Some(opened.part.id.to_string());
    desk.enter_either(&opened.record, act, "repair", id)
}
