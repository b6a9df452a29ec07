//! How many facilitators a meeting had, and what follows: payers ask for one to so many participants (Virginia Medicaid
//! ten, North Carolina twelve), and a public group is billed to nobody.

use axum::extract::Path;
use std::collections::BTreeSet;

use super::open;
use super::store::{self, Facilitator};
use crate::access::Desk;
use crate::audit::Act;
use crate::ids::{GroupId, MeetingId, PersonId};
use crate::people;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

/// Why a meeting is billed to nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotBilled {
    /// A public group, or nobody was written down.
    Public,
    /// Support for families is billed to no participant.
    Families,
    /// More people than the facilitators may lead.
    Ratio,
}

impl NotBilled {
    pub fn code(self) -> &'static str {
        match self {
            NotBilled::Public => "public",
            NotBilled::Families => "families",
            NotBilled::Ratio => "ratio",
        }
    }
}

/// What is known of a meeting when it is asked whether it can be billed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    pub public: bool,
    pub families: bool,
    pub present: i64,
    pub facilitators: i64,
    /// Participants to one facilitator.
    pub ratio: i64,
}

impl Room {
    /// More people than so many facilitators may lead. Without a facilitator one person is too many.
    pub fn is_over(&self) -> bool {
        self.present > self.facilitators.max(0).saturating_mul(self.ratio.max(0))
    }

    /// Why it is not billed; none when it is.
    pub fn not_billed(&self) -> Option<NotBilled> {
        match self {
            Room { public: true, .. } => Some(NotBilled::Public),
            Room { families: true, .. } => Some(NotBilled::Families),
            room if room.is_over() => Some(NotBilled::Ratio),
            _ => None,
        }
    }
}

/// Writes down who led this meeting: a tick for each who was there, and another one who helped out.
pub async fn update(visit: Visit, Path((id, meeting)): Path<(GroupId, MeetingId)>, form: Form) -> Answer {
    let ids = |field: &str| -> Option<BTreeSet<PersonId>> {
        form.values(field).into_iter().filter(|text| !text.is_empty()).map(|text| text.parse().ok()).collect()
    };
    let told = ids("listed").zip(ids("led")).zip(ids("another"));
    let location = visit
        .submit(&form, move |desk| {
            let (seat, group) = open(desk, id)?;
            store::meeting(desk.tx, &seat, &group, meeting)?.ok_or(Problem::NotFound)?;
            let ((listed, led), another) = told.ok_or(Problem::BadRequest)?;
            let known: BTreeSet<PersonId> =
                store::facilitators(desk.tx, &group, meeting)?.iter().map(|one| one.person).collect();
            for person in listed.intersection(&known) {
                store::name_facilitator(desk.tx, &seat, meeting, (*person, led.contains(person)), desk.now)?;
            }
            for person in &another {
                may_help(desk, *person)?;
                store::name_facilitator(desk.tx, &seat, meeting, (*person, true), desk.now)?;
            }
            desk.enter_seated(&seat, Act::Changed, "group_meeting", meeting.to_string())?;
            Ok(format!("/groups/{id}/meetings/{meeting}"))
        })
        .await?;
    visit.redirect(&location, "saved")
}

fn may_help(desk: &mut Desk<'_, '_>, person: PersonId) -> Result<(), Problem> {
    let roles = people::store::roles(desk.tx, person)?;
    super::group::may_lead("support_group", &roles)
        .map_err(|_| Refusal { field: "another", key: "groups-leader-role" }.into())
}

/// How many of them were there.
pub fn there(facilitators: &[Facilitator]) -> i64 {
    i64::try_from(facilitators.iter().filter(|one| one.was_there).count()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn room(present: i64, facilitators: i64, ratio: i64) -> Room {
        Room { public: false, families: false, present, facilitators, ratio }
    }

    #[test]
    fn ten_to_one_in_virginia_twelve_in_north_carolina() {
        assert_eq!(room(10, 1, 10).not_billed(), None);
        assert_eq!(room(11, 1, 10).not_billed(), Some(NotBilled::Ratio));
        assert_eq!(room(11, 2, 10).not_billed(), None, "another facilitator was there");
        assert_eq!(room(12, 1, 12).not_billed(), None);
        assert_eq!(room(1, 0, 10).not_billed(), Some(NotBilled::Ratio), "nobody led");
    }

    proptest! {
        #[test]
        fn a_public_group_is_never_billed_and_one_more_facilitator_never_hurts(
            present in 0_i64..80, facilitators in 0_i64..6, ratio in 1_i64..20, families in any::<bool>(),
        ) {
            let public = Room { public: true, families, ..room(present, facilitators, ratio) };
            prop_assert_eq!(public.not_billed(), Some(NotBilled::Public));
            let billed = room(present, facilitators, ratio).not_billed().is_none();
            prop_assert!(!billed || room(present, facilitators + 1, ratio).not_billed().is_none());
        }
    }
}
