//! Whose tools: a participant's, a family member's, or a supporter's own; and the proof that they were opened.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;

use crate::access::{Desk, RecordId, RecordOf, Role, Seat, Tier, family_tier_reads};
use crate::audit::Act;
use crate::family_members::{FamilyCircle, FamilyHead};
use crate::ids::{PersonId, RowId};
use crate::intake::RecordHead;
use crate::web::{Choice, Problem, Text, Visit, Visitor};

/// Whose, by the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    Record(RecordId),
    /// The viewer's own, as a supporter.
    Own,
}

impl Whose {
    /// The address of the library as they have it.
    pub fn path(self) -> String {
        match self {
            Whose::Record(id) => format!("{}/tools", id.path()),
            Whose::Own => "/my-tools".to_string(),
        }
    }

    /// Whom the tools must be for.
    pub fn owner(self) -> cairn_toolkit::Owner {
        match self {
            Whose::Record(RecordId::Participant(_)) => cairn_toolkit::Owner::Participant,
            Whose::Record(RecordId::FamilyMember(_)) => cairn_toolkit::Owner::FamilyMember,
            Whose::Own => cairn_toolkit::Owner::PeerSupporter,
        }
    }

    /// Works at the desk. Opening a record is written down; what is one's own is only read.
    pub async fn look<T: Send + 'static>(
        self,
        visit: Visit,
        work: impl FnOnce(&mut Desk<'_, '_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<(Visitor, T), Problem> {
        match self {
            Whose::Record(_) => visit.write(work).await,
            Whose::Own => visit.read(work).await,
        }
    }
}

/// An address below somebody's tools: of one of them, and of something that was done with it.
#[derive(Debug, Clone)]
pub struct At {
    pub whose: Whose,
    /// The id of a tool; empty for the library.
    pub tool: String,
    /// A worksheet or a use.
    pub row: Option<RowId>,
}

impl At {
    /// The address of the tool.
    pub fn path(&self) -> String {
        format!("{}/{}", self.whose.path(), self.tool)
    }

    /// What the address ends with.
    pub fn row(&self) -> Result<RowId, Problem> {
        self.row.ok_or(Problem::NotFound)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for At {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<At, Problem> {
        let path = parts.uri.path().to_string();
        let params = RawPathParams::from_request_parts(parts, state).await.map_err(|_| Problem::NotFound)?;
        let param =
            |name: &str| params.iter().find(|(known, _)| *known == name).map(|(_, value)| value.to_string());
        let id = param("id").unwrap_or_default();
        let whose = if path.starts_with("/participants/") {
            Whose::Record(RecordId::Participant(id.parse().map_err(|_| Problem::NotFound)?))
        } else if path.starts_with("/family-members/") {
            Whose::Record(RecordId::FamilyMember(id.parse().map_err(|_| Problem::NotFound)?))
        } else {
            Whose::Own
        };
        let row = match param("sheet").or_else(|| param("used")) {
            Some(row) => Some(row.parse().map_err(|_| Problem::NotFound)?),
            None => None,
        };
        Ok(At { whose, tool: param("tool").unwrap_or_default(), row })
    }
}

/// Proof that these tools were opened.
#[derive(Debug, Clone, Copy)]
pub enum Opened {
    Record(RecordOf),
    Own(Seat),
}

impl Opened {
    pub fn open(desk: &mut Desk<'_, '_>, whose: Whose) -> Result<Opened, Problem> {
        match whose {
            Whose::Record(id) => Ok(Opened::Record(desk.open_either(id)?)),
            Whose::Own => {
                let seat = desk.seat(&[Role::PeerSupporter])?;
                desk.viewer.supporter.map(|_| Opened::Own(seat)).ok_or(Problem::NotFound)
            }
        }
    }

    /// The same for somebody who fills worksheets: the person, or their supporter together with them.
    pub fn to_fill(desk: &mut Desk<'_, '_>, whose: Whose) -> Result<Opened, Problem> {
        let opened = Opened::open(desk, whose)?;
        if opened.fills() { Ok(opened) } else { Err(Problem::NotFound) }
    }

    pub fn whose(&self) -> Whose {
        match self {
            Opened::Record(record) => Whose::Record(record.id()),
            Opened::Own(_) => Whose::Own,
        }
    }

    /// Whom the tools are about.
    pub fn person(&self) -> PersonId {
        match self {
            Opened::Record(record) => record.person(),
            Opened::Own(seat) => seat.person(),
        }
    }

    /// The record they stand in; none for a supporter's own.
    pub fn record(&self) -> Option<RecordId> {
        match self {
            Opened::Record(record) => Some(record.id()),
            Opened::Own(_) => None,
        }
    }

    /// Whether they are the viewer's own.
    pub fn is_own(&self) -> bool {
        match self {
            Opened::Record(record) => record.is_own(),
            Opened::Own(_) => true,
        }
    }

    pub fn fills(&self) -> bool {
        match self {
            Opened::Record(record) => {
                let emergency = matches!(record, RecordOf::Participant(record) if record.glass().is_some());
                !emergency && (record.is_own() || record.acting_as() == Role::PeerSupporter)
            }
            Opened::Own(_) => true,
        }
    }

    /// Whether what has this tier is for the viewer. A person reads everything about themselves.
    pub fn reads(&self, tier: Tier) -> bool {
        match self {
            _ if self.is_own() => true,
            Opened::Record(RecordOf::Participant(record)) => tier.is_read_by(record.acting_as()),
            Opened::Record(RecordOf::FamilyMember(record)) => family_tier_reads(record.acting_as(), tier),
            Opened::Own(_) => true,
        }
    }

    /// What the viewer may give to what they write; nobody writes what they cannot read.
    pub fn tiers(&self) -> Vec<Tier> {
        match self {
            Opened::Own(_) => vec![Tier::Mine],
            Opened::Record(RecordOf::FamilyMember(record)) => record.tiers(),
            Opened::Record(RecordOf::Participant(record)) if record.is_own() => {
                [Tier::Mine].into_iter().chain(Tier::OFFERED).collect()
            }
            Opened::Record(RecordOf::Participant(record)) => Tier::offered_to(record.acting_as()),
        }
    }

    /// Writes down an act. The log of a record does not name what is told nobody.
    pub fn enter(
        &self,
        desk: &mut Desk<'_, '_>,
        (act, kind): (Act, &'static str),
        (id, tier): (RowId, Tier),
    ) -> Result<(), Problem> {
        match self {
            Opened::Own(seat) => desk.enter_seated(seat, act, kind, id.to_string()),
            Opened::Record(RecordOf::Participant(_)) if tier == Tier::Mine => desk.enter_own(act, kind),
            Opened::Record(record) => desk.enter_either(record, act, kind, Some(id.to_string())),
        }
    }
}

/// What stands above each page.
pub struct Head {
    pub participant: Option<RecordHead>,
    pub family: Option<FamilyHead>,
    pub own: bool,
    /// Who it is about, for whoever helps.
    pub name: String,
    /// The address of the library.
    pub path: String,
    pub fills: bool,
}

impl Head {
    pub fn load(desk: &mut Desk<'_, '_>, opened: &Opened) -> Result<Head, Problem> {
        let (participant, family) = match opened {
            Opened::Record(RecordOf::Participant(record)) => (Some(RecordHead::load(desk.tx, record)?), None),
            Opened::Record(RecordOf::FamilyMember(record)) => (None, Some(FamilyHead::load(desk, record)?)),
            Opened::Own(_) => (None, None),
        };
        let names = participant.as_ref().map(|head| &head.name).or(family.as_ref().map(|head| &head.name));
        Ok(Head {
            name: names.cloned().unwrap_or_default(),
            own: opened.is_own(),
            path: opened.whose().path(),
            fills: opened.fills(),
            participant,
            family,
        })
    }
}

/// The people around somebody by name: who will read what is about to be written.
pub enum Around {
    Participant(crate::access::Circle),
    Family(FamilyCircle),
    Nobody,
}

impl Around {
    pub fn load(desk: &mut Desk<'_, '_>, opened: &Opened) -> Result<Around, Problem> {
        Ok(match opened {
            Opened::Record(RecordOf::Participant(record)) => {
                Around::Participant(crate::access::Circle::load(desk.tx, record)?)
            }
            Opened::Record(RecordOf::FamilyMember(record)) => {
                Around::Family(FamilyCircle::load(desk, record)?)
            }
            Opened::Own(_) => Around::Nobody,
        })
    }

    /// Each of these tiers as something to choose; nothing where there is no choice.
    pub fn choices(&self, t: &Text, tiers: &[Tier]) -> Vec<Choice> {
        match self {
            Around::Participant(circle) => circle.choices(t, tiers),
            Around::Family(circle) => circle.choices(t, tiers),
            Around::Nobody => Vec::new(),
        }
    }
}
