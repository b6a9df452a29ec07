//! How a repair stands, worked out from its rows and nothing else. What one side is told never depends on why the other side
//! waits: whoever said that it is not safe looks, from over there, like somebody who has not come to it yet.

use jiff::civil::Date;

use crate::ids::RowId;
use crate::shared_sessions::Side;
use crate::web::Refusal;

/// What the family member answers to the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    Yes,
    NotNow,
    No,
}

impl Reply {
    pub const CODES: [&str; 3] = ["yes", "not_now", "no"];

    pub fn code(self) -> &'static str {
        match self {
            Reply::Yes => "yes",
            Reply::NotNow => "not_now",
            Reply::No => "no",
        }
    }

    pub fn from_code(code: &str) -> Option<Reply> {
        [Reply::Yes, Reply::NotNow, Reply::No].into_iter().find(|one| one.code() == code)
    }
}

/// A look at safety.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    pub id: RowId,
    /// One of its answers was not a plain no.
    pub stops: bool,
}

/// One side of it.
#[derive(Debug, Clone, Default)]
pub struct PartStanding {
    /// Oldest first; the newest counts.
    pub looks: Vec<Look>,
    pub is_ready: bool,
    pub asked: bool,
    pub stopped: bool,
}

impl PartStanding {
    /// Whether this side looked, and nothing stops.
    pub fn is_clear(&self) -> bool {
        self.looks.last().is_some_and(|look| !look.stops)
    }

    fn is_prepared(&self) -> bool {
        self.is_clear() && self.is_ready && !self.stopped
    }
}

/// A text of the first contact, and who agreed to it with which row.
#[derive(Debug, Clone)]
pub struct PlanStanding {
    pub id: RowId,
    pub agreed: Vec<(Side, RowId)>,
}

impl PlanStanding {
    pub fn is_agreed_by(&self, side: Side) -> bool {
        self.agreed.iter().any(|(by, _)| *by == side)
    }
}

/// Everything that happened, as far as it decides.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    pub participant: PartStanding,
    /// Empty until the family member looks at the request with a part of theirs.
    pub family: PartStanding,
    /// The consent stands and names the family member now.
    pub consented: bool,
    pub carried: bool,
    pub reply: Option<Reply>,
    /// Oldest first; the newest counts.
    pub plans: Vec<PlanStanding>,
    pub held_on: Option<Date>,
}

/// Where somebody is on their way, as they may know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Safety first.
    Look,
    /// Their own answers say that contact is not safe now.
    OtherPaths,
    Readiness,
    /// Ready; the other has not been asked.
    Preparing,
    Waiting,
    ToAnswer,
    NotNow,
    No,
    Planning,
    ToAgree,
    WaitAgree,
    /// Agreed; safety once more before it.
    LookAgain,
    WaitLook,
    Ready,
    /// The first contact took place.
    After,
    /// The consent has ended.
    Over,
    Stopped,
    StoppedByOther,
    /// For whoever walks with somebody who keeps their look at safety to themselves. Never worked out for a side.
    Private,
}

impl Phase {
    pub fn code(self) -> &'static str {
        match self {
            Phase::Look => "look",
            Phase::OtherPaths => "other_paths",
            Phase::Readiness => "readiness",
            Phase::Preparing => "preparing",
            Phase::Waiting => "waiting",
            Phase::ToAnswer => "to_answer",
            Phase::NotNow => "not_now",
            Phase::No => "no",
            Phase::Planning => "planning",
            Phase::ToAgree => "to_agree",
            Phase::WaitAgree => "wait_agree",
            Phase::LookAgain => "look_again",
            Phase::WaitLook => "wait_look",
            Phase::Ready => "ready",
            Phase::After => "after",
            Phase::Over => "over",
            Phase::Stopped => "stopped",
            Phase::StoppedByOther => "stopped_by_other",
            Phase::Private => "private",
        }
    }

    pub fn is_ended(self) -> bool {
        matches!(self, Phase::Over | Phase::Stopped | Phase::StoppedByOther)
    }
}

fn refuse(field: &'static str, key: &'static str) -> Result<(), Refusal> {
    Err(Refusal { field, key })
}

impl Standing {
    pub fn of(&self, side: Side) -> &PartStanding {
        match side {
            Side::Participant => &self.participant,
            Side::Family => &self.family,
        }
    }

    /// Both said that they want it: from here on each is told that the other is here.
    pub fn is_crossed(&self) -> bool {
        self.reply == Some(Reply::Yes) || self.held_on.is_some()
    }

    /// Whether something may still go from one side to the other.
    pub fn is_live(&self) -> bool {
        self.is_crossed() && self.consented && !self.participant.stopped && !self.family.stopped
    }

    /// Whether the family member is told of the request at all.
    pub fn is_told_to_family(&self) -> bool {
        self.carried && (self.is_crossed() || (self.consented && !self.participant.stopped))
    }

    pub fn plan(&self) -> Option<&PlanStanding> {
        self.plans.last()
    }

    /// Whether this side looked at safety after both agreed to the newest text, and nothing stops.
    fn looked_again(&self, side: Side) -> bool {
        let Some(plan) = self.plan().filter(|plan| Side::BOTH.into_iter().all(|one| plan.is_agreed_by(one)))
        else {
            return false;
        };
        let last = plan.agreed.iter().map(|(_, id)| *id).max();
        self.of(side).looks.last().is_some_and(|look| !look.stops && Some(look.id) > last)
    }

    pub fn phase_for(&self, side: Side) -> Phase {
        let (own, other) = (self.of(side), self.of(side.other()));
        if own.stopped {
            return Phase::Stopped;
        }
        if self.is_crossed() && (other.stopped || (side == Side::Family && !self.consented)) {
            return Phase::StoppedByOther;
        }
        if side == Side::Participant && own.asked && !self.consented {
            return Phase::Over;
        }
        match own.looks.last() {
            None => return Phase::Look,
            Some(look) if look.stops => return Phase::OtherPaths,
            Some(_) => {}
        }
        if !own.is_ready {
            return Phase::Readiness;
        }
        if self.held_on.is_some() {
            return Phase::After;
        }
        match self.reply {
            Some(Reply::Yes) => self.before_contact(side),
            Some(Reply::NotNow) => Phase::NotNow,
            Some(Reply::No) => Phase::No,
            None if side == Side::Family && self.is_told_to_family() => Phase::ToAnswer,
            None if own.asked => Phase::Waiting,
            None => Phase::Preparing,
        }
    }

    fn before_contact(&self, side: Side) -> Phase {
        let Some(plan) = self.plan() else { return Phase::Planning };
        match (plan.is_agreed_by(side), plan.is_agreed_by(side.other())) {
            (false, _) => Phase::ToAgree,
            (true, false) => Phase::WaitAgree,
            (true, true) if !self.looked_again(side) => Phase::LookAgain,
            (true, true) if !self.looked_again(side.other()) => Phase::WaitLook,
            (true, true) => Phase::Ready,
        }
    }

    /// Whether this side may ask that the other be asked.
    pub fn may_ask(&self, side: Side) -> Result<(), Refusal> {
        match self.phase_for(side) {
            Phase::Preparing => Ok(()),
            Phase::Look | Phase::OtherPaths => refuse("recipient", "repair-look-first"),
            Phase::Readiness => refuse("recipient", "repair-readiness-first"),
            _ => refuse("recipient", "repair-asked-already"),
        }
    }

    /// Whether the participant's request may be carried.
    pub fn may_carry(&self) -> Result<(), Refusal> {
        let may = self.participant.asked && self.consented && self.participant.is_prepared() && !self.carried;
        if may { Ok(()) } else { refuse("member", "repair-not-to-carry") }
    }

    /// Whether the family member may give this answer. A yes needs a look at safety and their own readiness; the others need
    /// nothing at all.
    pub fn may_answer(&self, reply: Reply) -> Result<(), Refusal> {
        if !self.is_told_to_family() || self.reply == Some(Reply::Yes) || self.family.stopped {
            return refuse("answer", "repair-answered");
        }
        if reply == Reply::Yes && !self.family.is_clear() {
            return refuse("answer", "repair-look-first");
        }
        if reply == Reply::Yes && !self.family.is_ready {
            return refuse("answer", "repair-readiness-first");
        }
        Ok(())
    }

    /// Whether this side's words may go to the other, or the other's be read here, now.
    pub fn may_cross(&self, side: Side) -> Result<(), Refusal> {
        if !self.is_live() {
            return refuse("kind", "repair-not-open");
        }
        if !self.of(side).is_clear() {
            return refuse("kind", "repair-look-first");
        }
        Ok(())
    }

    pub fn may_plan(&self, side: Side) -> Result<(), Refusal> {
        self.may_cross(side).map_err(|refusal| Refusal { field: "date", ..refusal })?;
        if self.held_on.is_some() { refuse("date", "repair-held-already") } else { Ok(()) }
    }

    /// Whether this side may agree to that text: the newest, and no other.
    pub fn may_agree(&self, side: Side, plan: RowId) -> Result<(), Refusal> {
        self.may_plan(side)?;
        match self.plan() {
            Some(newest) if newest.id == plan => Ok(()),
            _ => refuse("plan", "repair-plan-changed"),
        }
    }

    /// Whether the first contact may take place: both agreed to the same text, both looked at safety after that, and neither
    /// said that it is not safe.
    pub fn may_hold(&self) -> Result<(), Refusal> {
        let both = Side::BOTH.into_iter().all(|side| self.phase_for(side) == Phase::Ready);
        if both { Ok(()) } else { refuse("held_on", "repair-not-ready") }
    }

    /// Whether this side may promise something, or say how a promise was kept.
    pub fn may_promise(&self, side: Side) -> Result<(), Refusal> {
        self.may_cross(side).map_err(|refusal| Refusal { field: "promise", ..refusal })?;
        if self.held_on.is_none() { refuse("promise", "repair-contact-first") } else { Ok(()) }
    }
}

#[cfg(test)]
#[path = "standing_tests.rs"]
mod tests;
