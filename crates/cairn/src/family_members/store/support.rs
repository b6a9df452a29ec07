//! The support a family member had: meetings of their family at which they were, and family groups they came to.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use crate::access::FamilyRecord;
use crate::families::{met_member, off_key};
use crate::ids::FamilyMeetingId;
use crate::web::PageRequest;

/// A meeting as the family member reads it.
pub struct Meeting {
    pub id: FamilyMeetingId,
    pub model: String,
    /// Of one-to-family.
    pub supporter: Option<String>,
    pub starts_at: Timestamp,
    pub minutes: i64,
    pub mode: String,
    /// How it was called off, if it was.
    off: Option<String>,
}

impl Meeting {
    /// The key of how it was called off, if it was.
    pub fn off_key(&self) -> Option<&'static str> {
        self.off.as_deref().map(off_key)
    }
}

/// Their family's meetings, the latest first. Of another family nothing is told here.
pub fn meetings(tx: &mut Tx<'_>, record: &FamilyRecord, page: PageRequest) -> Result<Vec<Meeting>, Error> {
    tx.all(
        concat!(
            "SELECT m.id, m.model, COALESCE(p.goes_by, p.name) AS supporter, m.starts_at, m.minutes, m.mode,
                c.kind AS off
             FROM family_members f JOIN family_meetings m ON ",
            met_member!(),
            " LEFT JOIN peer_supporters s ON s.id = m.supporter_id LEFT JOIN people p ON p.id = s.person_id
             LEFT JOIN family_cancellations c ON c.meeting_id = m.id
             WHERE f.id = $1 ORDER BY m.starts_at DESC, m.id LIMIT $2 OFFSET $3"
        ),
        params![record.member(), page.limit(), page.offset()],
        read,
    )
}

fn read(row: &Row<'_>) -> Result<Meeting, Error> {
    Ok(Meeting {
        id: row.get("id")?,
        model: row.get("model")?,
        supporter: row.get("supporter")?,
        starts_at: row.get("starts_at")?,
        minutes: row.get("minutes")?,
        mode: row.get("mode")?,
        off: row.get("off")?,
    })
}

/// A family group that the member came to, without anybody else who did.
pub struct Group {
    pub name: String,
    pub rhythm: String,
    pub times: i64,
    pub last_at: Timestamp,
}

pub fn groups(tx: &mut Tx<'_>, record: &FamilyRecord) -> Result<Vec<Group>, Error> {
    tx.all(
        "SELECT g.name, g.rhythm, COUNT(*) AS times, MAX(m.starts_at) AS last_at
         FROM attendances a JOIN group_meetings m ON m.id = a.meeting_id JOIN support_groups g ON g.id = m.group_id
         WHERE a.person_id = $1 AND a.minutes > 0 AND g.model = 'family_group'
         GROUP BY g.id, g.name, g.rhythm ORDER BY MAX(m.starts_at) DESC",
        params![record.person()],
        |row| {
            Ok(Group {
                name: row.get("name")?,
                rhythm: row.get("rhythm")?,
                times: row.get("times")?,
                last_at: row.get("last_at")?,
            })
        },
    )
}
