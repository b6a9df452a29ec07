//! Who came today: for those who expect them.

use askama::Template;
use jiff::Timestamp;

use super::store;
use crate::access::Role;
use crate::ids::{GroupId, MeetingId, RowId, SessionId};
use crate::web::{Answer, Page, PageRequest, Shell, Text, Visit};

/// What somebody may have come for.
#[derive(Debug, Clone)]
pub enum Expected {
    Meeting { id: MeetingId, name: String, starts_at: Timestamp },
    Session { id: SessionId, starts_at: Timestamp },
}

impl Expected {
    /// As the value of a button.
    pub fn value(&self) -> String {
        match self {
            Expected::Meeting { id, .. } => id.to_string(),
            Expected::Session { id, .. } => id.to_string(),
        }
    }

    /// Nothing that a stranger in the lobby should read beyond what hangs on its wall: a time, and a group's name.
    pub fn label(&self, t: &Text) -> String {
        match self {
            Expected::Meeting { name, starts_at, .. } => t.args(
                "kiosk-meeting",
                [("name", name.as_str().into()), ("when", t.at_time(starts_at).into())],
            ),
            Expected::Session { starts_at, .. } => t.with("kiosk-session", "when", t.at_time(starts_at)),
        }
    }
}

#[derive(Debug, Clone)]
pub struct Arrival {
    pub id: RowId,
    pub name: String,
    pub arrived_at: Timestamp,
    pub site: String,
    pub group: Option<String>,
    pub meeting: Option<MeetingId>,
    pub group_id: Option<GroupId>,
    pub session: Option<SessionId>,
}

impl Arrival {
    /// The page on which it goes on.
    pub fn href(&self) -> Option<String> {
        match (self.group_id, self.meeting, self.session) {
            (Some(group), Some(meeting), _) => Some(format!("/groups/{group}/meetings/{meeting}")),
            (_, _, Some(session)) => Some(format!("/sessions/{session}")),
            _ => None,
        }
    }
}

#[derive(Template)]
#[template(path = "kiosk/arrivals.html")]
struct ArrivalsPage {
    t: Text,
    shell: Shell,
    arrivals: Page<Arrival>,
}

pub async fn index(visit: Visit, page: PageRequest) -> Answer {
    let (visitor, arrivals) = visit
        .read(move |desk| {
            let seat = desk.seat(&[Role::Coordinator, Role::PeerSupporter, Role::Clinician])?;
            let since = crate::outcomes::start_of(desk.today(), &desk.program.zone);
            Ok(page.page(store::todays_arrivals(desk.tx, &seat, since, page)?))
        })
        .await?;
    let (t, shell) = visitor.shell("arrivals-title");
    visitor.show(ArrivalsPage { t, shell, arrivals })
}
