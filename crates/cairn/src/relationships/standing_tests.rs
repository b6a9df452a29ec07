use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::ids::Chance;

/// Anything that somebody can do; done only where the rules let it.
#[derive(Debug, Clone, Copy)]
enum Act {
    Look(Side, bool),
    Ready(Side),
    Ask,
    Carry,
    Answer(Reply),
    Propose(Side),
    Agree(Side),
    Hold,
    Stop(Side),
    Consent(bool),
}

struct World {
    chance: Chance,
    standing: Standing,
}

impl World {
    fn new() -> World {
        let standing = Standing { consented: true, ..Standing::default() };
        World { chance: Chance::from_seed(1), standing }
    }

    fn id(&self) -> RowId {
        self.chance.id(Timestamp::UNIX_EPOCH)
    }

    fn part(&mut self, side: Side) -> &mut PartStanding {
        match side {
            Side::Participant => &mut self.standing.participant,
            Side::Family => &mut self.standing.family,
        }
    }

    /// Whether a part's own pages take this: it was not stopped.
    fn writes(&self, side: Side) -> bool {
        !self.standing.of(side).stopped
    }

    fn act(&mut self, act: Act) -> bool {
        let id = self.id();
        match act {
            Act::Look(side, stops) if self.writes(side) => self.part(side).looks.push(Look { id, stops }),
            Act::Ready(side) if self.writes(side) => self.part(side).is_ready = true,
            Act::Ask if self.standing.may_ask(Side::Participant).is_ok() => {
                self.standing.participant.asked = true
            }
            Act::Carry if self.standing.may_carry().is_ok() => self.standing.carried = true,
            Act::Answer(reply) if self.standing.may_answer(reply).is_ok() => {
                self.standing.reply = Some(reply)
            }
            Act::Propose(side) if self.standing.may_plan(side).is_ok() => {
                let agreed = vec![(side, self.id())];
                self.standing.plans.push(PlanStanding { id, agreed });
            }
            Act::Agree(side) => return self.agree(side),
            Act::Hold if self.standing.may_hold().is_ok() => {
                self.standing.held_on = Some(jiff::civil::date(2026, 3, 2));
            }
            Act::Stop(side) => self.part(side).stopped = true,
            Act::Consent(stands) => self.standing.consented = stands,
            _ => return false,
        }
        true
    }

    fn agree(&mut self, side: Side) -> bool {
        let Some(newest) = self.standing.plan().map(|plan| plan.id) else { return false };
        if self.standing.may_agree(side, newest).is_err() {
            return false;
        }
        let id = self.id();
        if let Some(plan) = self.standing.plans.last_mut().filter(|plan| !plan.is_agreed_by(side)) {
            plan.agreed.push((side, id));
        }
        true
    }
}

fn side() -> impl Strategy<Value = Side> {
    any::<bool>().prop_map(|family| if family { Side::Family } else { Side::Participant })
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => (side(), proptest::bool::weighted(0.15)).prop_map(|(side, stops)| Act::Look(side, stops)),
        4 => side().prop_map(Act::Ready),
        3 => Just(Act::Ask),
        3 => Just(Act::Carry),
        3 => (0_usize..3).prop_map(|at| Act::Answer([Reply::Yes, Reply::NotNow, Reply::No][at])),
        3 => side().prop_map(Act::Propose),
        4 => side().prop_map(Act::Agree),
        3 => Just(Act::Hold),
        1 => side().prop_map(Act::Stop),
        1 => any::<bool>().prop_map(Act::Consent),
    ]
}

/// A way that leads to a first contact.
const WAY: [Act; 13] = {
    let (one, two) = (Side::Participant, Side::Family);
    [
        Act::Look(one, false),
        Act::Ready(one),
        Act::Ask,
        Act::Carry,
        Act::Look(two, false),
        Act::Ready(two),
        Act::Answer(Reply::Yes),
        Act::Propose(one),
        Act::Propose(two),
        Act::Agree(one),
        Act::Look(one, false),
        Act::Look(two, false),
        Act::Hold,
    ]
};

/// That way, with whatever else somebody does before each of its steps.
fn walk() -> impl Strategy<Value = Vec<Act>> {
    let chunk = proptest::collection::vec(act(), 0..3);
    proptest::collection::vec(chunk, 0..=WAY.len()).prop_map(|chunks| {
        let steps = chunks.into_iter().zip(WAY);
        steps.flat_map(|(more, step)| more.into_iter().chain([step])).collect()
    })
}

proptest! {
    #[test]
    fn no_way_leads_to_contact_while_a_side_says_it_is_not_safe(
        acts in walk(),
    ) {
        let mut world = World::new();
        for act in acts {
            let before = world.standing.clone();
            if world.act(act) && matches!(act, Act::Hold) {
                let agreed = before.plan().unwrap();
                let last = agreed.agreed.iter().map(|(_, id)| *id).max().unwrap();
                for side in Side::BOTH {
                    let part = before.of(side);
                    prop_assert!(part.is_clear() && part.is_ready && !part.stopped, "{side:?}: {part:?}");
                    prop_assert!(agreed.is_agreed_by(side));
                    prop_assert!(part.looks.last().unwrap().id > last, "looked again after both agreed");
                }
                prop_assert!(before.consented && before.reply == Some(Reply::Yes));
            }
        }
    }

    #[test]
    fn the_other_side_s_no_to_safety_looks_like_not_having_come_to_it(
        acts in walk(),
        viewer in side(),
    ) {
        let mut world = World::new();
        for act in acts {
            world.act(act);
        }
        let other = viewer.other();
        let id = world.id();
        // Somebody who has not looked since, and somebody who looked and said that it is not safe.
        let silent = world.standing.clone();
        world.part(other).looks.push(Look { id, stops: true });
        let told = world.standing.phase_for(viewer);
        let expected = match silent.phase_for(viewer) {
            // Ready together becomes waiting for the other's look: what it was before that look.
            Phase::Ready => Phase::WaitLook,
            phase => phase,
        };
        prop_assert_eq!(told, expected);
    }

    #[test]
    fn a_family_member_is_told_nothing_before_it_is_carried(acts in walk()) {
        let mut world = World::new();
        for act in acts {
            world.act(act);
        }
        prop_assume!(!world.standing.carried);
        let alone = Standing { family: world.standing.family.clone(), ..Standing::default() };
        prop_assert_eq!(world.standing.phase_for(Side::Family), alone.phase_for(Side::Family));
    }

    #[test]
    fn a_participant_is_not_told_whether_it_was_carried(acts in walk()) {
        let mut world = World::new();
        for act in acts {
            world.act(act);
        }
        prop_assume!(world.standing.reply.is_none());
        // Carried or not, looked at or not, declined to look or stopped: without an answer it is all the same.
        let untouched = Standing { carried: false, family: PartStanding::default(), ..world.standing.clone() };
        prop_assert_eq!(
            world.standing.phase_for(Side::Participant),
            untouched.phase_for(Side::Participant)
        );
    }

    #[test]
    fn nothing_goes_over_after_a_stop(acts in walk(), by in side()) {
        let mut world = World::new();
        for act in acts {
            world.act(act);
        }
        world.act(Act::Stop(by));
        for side in Side::BOTH {
            prop_assert!(world.standing.may_cross(side).is_err());
            prop_assert!(world.standing.may_plan(side).is_err());
            prop_assert!(world.standing.may_promise(side).is_err());
        }
        prop_assert!(world.standing.may_hold().is_err() && world.standing.phase_for(by) == Phase::Stopped);
    }
}

#[test]
fn the_whole_way_can_be_gone() {
    let mut world = World::new();
    let (one, two) = (Side::Participant, Side::Family);
    let last = WAY.len() - 2;
    for act in WAY.into_iter().take(last).chain([Act::Look(two, true)]) {
        assert!(world.act(act), "{act:?} at {:?}", world.standing);
    }
    assert!(!world.act(Act::Answer(Reply::NotNow)), "after a yes it is stopped, not taken back");
    assert_eq!(world.standing.phase_for(one), Phase::WaitLook);
    assert_eq!(world.standing.phase_for(two), Phase::OtherPaths);
    assert!(!world.act(Act::Hold));
    assert!(world.act(Act::Look(two, false)) && world.act(Act::Hold));
    assert_eq!((world.standing.phase_for(one), world.standing.phase_for(two)), (Phase::After, Phase::After));
    assert!(world.standing.may_promise(two).is_ok());
}
