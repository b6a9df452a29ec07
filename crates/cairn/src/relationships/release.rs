//! Words of one side that were handed to the other: exactly one version of them. They stand on the other side's page only
//! after that one asked to read them, and until then they can be taken back as if they had never been there.

use super::Standing;
use crate::ids::RowId;
use crate::shared_sessions::Side;

/// What can be handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Account,
    Going,
    FollowUp,
}

impl Kind {
    pub const CODES: [&str; 3] = ["account", "going", "follow_up"];

    pub fn code(self) -> &'static str {
        match self {
            Kind::Account => "account",
            Kind::Going => "going",
            Kind::FollowUp => "follow_up",
        }
    }

    /// The step on whose page words of this kind stand.
    pub fn step(self) -> &'static str {
        match self {
            Kind::Account => "account",
            Kind::Going => "first-contact",
            Kind::FollowUp => "follow-up",
        }
    }

    pub fn from_code(code: &str) -> Option<Kind> {
        [Kind::Account, Kind::Going, Kind::FollowUp].into_iter().find(|kind| kind.code() == code)
    }
}

/// A handing over, without the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Release {
    pub id: RowId,
    pub kind: Kind,
    /// The row whose words they are.
    pub object: RowId,
    pub read: bool,
    pub withdrawn: bool,
}

/// What the other side has of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    Nothing,
    /// That there is something to read.
    ToRead,
    Words,
}

/// What this side is shown of a release of the other's.
pub fn shown(standing: &Standing, to: Side, release: &Release) -> Shown {
    if release.withdrawn || standing.may_cross(to).is_err() {
        return Shown::Nothing;
    }
    if release.read { Shown::Words } else { Shown::ToRead }
}

impl Release {
    pub fn may_be_taken_back(&self) -> bool {
        !self.read && !self.withdrawn
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use proptest::prelude::*;

    use super::*;
    use crate::ids::Chance;
    use crate::relationships::{Look, PartStanding, Reply};

    fn clear(id: RowId) -> PartStanding {
        PartStanding { looks: vec![Look { id, stops: false }], is_ready: true, ..PartStanding::default() }
    }

    /// What somebody does with one release.
    #[derive(Debug, Clone, Copy)]
    enum Act {
        Read,
        TakeBack,
        Stop(bool),
        LookOfReader(bool),
        Consent(bool),
    }

    fn act() -> impl Strategy<Value = Act> {
        prop_oneof![
            Just(Act::Read),
            Just(Act::TakeBack),
            any::<bool>().prop_map(Act::Stop),
            any::<bool>().prop_map(Act::LookOfReader),
            any::<bool>().prop_map(Act::Consent),
        ]
    }

    proptest! {
        #[test]
        fn no_word_shows_before_it_was_handed_over_and_asked_for(acts in proptest::collection::vec(act(), 0..30)) {
            let chance = Chance::from_seed(1);
            let id = || chance.id::<RowId>(Timestamp::UNIX_EPOCH);
            let mut standing = Standing {
                participant: clear(id()),
                family: clear(id()),
                consented: true,
                carried: true,
                reply: Some(Reply::Yes),
                ..Standing::default()
            };
            let mut release =
                Release { id: id(), kind: Kind::Account, object: id(), read: false, withdrawn: false };
            let reader = Side::Family;
            for act in acts {
                match act {
                    Act::Read if shown(&standing, reader, &release) == Shown::ToRead => release.read = true,
                    Act::TakeBack if release.may_be_taken_back() => release.withdrawn = true,
                    Act::Stop(family) => {
                        let part = if family { &mut standing.family } else { &mut standing.participant };
                        part.stopped = true;
                    }
                    Act::LookOfReader(stops) => standing.family.looks.push(Look { id: id(), stops }),
                    Act::Consent(stands) => standing.consented = stands,
                    _ => {}
                }
                prop_assert!(!(release.read && release.withdrawn), "taken back only until it is read");
                let shown = shown(&standing, reader, &release);
                prop_assert!(shown != Shown::Words || release.read);
                let open = standing.is_live() && standing.family.is_clear() && !release.withdrawn;
                prop_assert_eq!(shown != Shown::Nothing, open);
            }
        }
    }
}
