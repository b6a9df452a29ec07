//! Statements on meetings.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use super::super::Group;
use crate::access::Seat;
use crate::ids::{MeetingId, RowId};
use crate::web::PageRequest;

/// A meeting and how many were there.
#[derive(Debug, Clone)]
pub struct Meeting {
    pub id: MeetingId,
    pub starts_at: Timestamp,
    pub minutes: i64,
    /// The topic of the curriculum, or what was written for this meeting.
    pub topic: Option<String>,
    pub topic_id: Option<RowId>,
    /// Written down by name.
    pub present: i64,
    /// Counted, without names.
    pub heads: Option<i64>,
    pub called_off: bool,
    pub room: Option<String>,
    /// The most that the meeting or its room holds.
    pub capacity: Option<i64>,
}

impl Meeting {
    /// How many there were, by name or by heads.
    pub fn people(&self) -> i64 {
        self.heads.unwrap_or(self.present)
    }

    /// More were there than the room holds.
    pub fn is_crowded(&self) -> bool {
        self.capacity.is_some_and(|most| self.people() > most)
    }

    pub fn ends_at(&self) -> Timestamp {
        self.starts_at + jiff::SignedDuration::from_mins(self.minutes)
    }
}

macro_rules! meetings {
    ($rest:literal) => {
        concat!(
            "SELECT m.id, m.starts_at, m.minutes, COALESCE(t.title, m.topic) AS topic, m.topic_id,
                r.name AS room, COALESCE(m.capacity, r.capacity) AS capacity,
                CASE WHEN EXISTS (SELECT 1 FROM callings_off o WHERE o.meeting_id = m.id AND o.withdrawn_at IS NULL)
                    THEN 1 ELSE 0 END AS off,
                (SELECT COUNT(*) FROM attendances a WHERE a.meeting_id = m.id AND a.minutes > 0) AS present,
                (SELECT h.heads FROM head_counts h WHERE h.meeting_id = m.id
                 ORDER BY h.counted_at DESC, h.id DESC LIMIT 1) AS heads
             FROM group_meetings m LEFT JOIN group_topics t ON t.id = m.topic_id
             LEFT JOIN rooms r ON r.id = m.room_id ",
            $rest
        )
    };
}

fn read_meeting(row: &Row<'_>) -> Result<Meeting, Error> {
    Ok(Meeting {
        id: row.get("id")?,
        starts_at: row.get("starts_at")?,
        minutes: row.get("minutes")?,
        topic: row.get("topic")?,
        topic_id: row.get("topic_id")?,
        present: row.get("present")?,
        heads: row.get("heads")?,
        called_off: row.get("off")?,
        room: row.get("room")?,
        capacity: row.get("capacity")?,
    })
}

/// A group's meetings, the latest first; of series those that begin before `soon`, since a year of them is planned. The
/// group was found through the seat.
pub fn meetings(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    group: &Group,
    (page, soon): (PageRequest, Timestamp),
) -> Result<Vec<Meeting>, Error> {
    tx.all(
        meetings!(
            "WHERE m.group_id = $1 AND (m.series_id IS NULL OR m.starts_at < $4)
             ORDER BY m.starts_at DESC, m.id LIMIT $2 OFFSET $3"
        ),
        params![group.id, page.limit(), page.offset(), soon],
        read_meeting,
    )
}

pub fn meeting(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    group: &Group,
    id: MeetingId,
) -> Result<Option<Meeting>, Error> {
    tx.maybe(meetings!("WHERE m.group_id = $1 AND m.id = $2"), params![group.id, id], read_meeting)
}

pub struct NewMeeting {
    pub id: MeetingId,
    pub starts_at: Timestamp,
    pub minutes: i64,
    pub topic: Option<String>,
    pub topic_id: Option<RowId>,
}

/// Adds a meeting; whether there was none at that time yet.
pub fn add_meeting(
    tx: &mut Tx<'_>,
    seat: &Seat,
    group: &Group,
    new: &NewMeeting,
    now: Timestamp,
) -> Result<bool, Error> {
    let added = tx.execute(
        "INSERT INTO group_meetings (id, group_id, starts_at, minutes, topic, topic_id, scheduled_at, scheduled_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (group_id, starts_at) DO NOTHING",
        params![
            new.id,
            group.id,
            new.starts_at,
            new.minutes,
            tx.seal_some(group.id, new.topic.as_deref())?,
            new.topic_id,
            now,
            seat.person()
        ],
    )?;
    Ok(added > 0)
}
