//! Statements on meetings: taking in, finding, showing.

use cairn_db::{Error, Row, Tx, params};
use cairn_meeting_guide::{Meeting, read_meeting_guide, write_meeting_guide};
use jiff::Timestamp;
use jiff::civil::Time;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::ids::RowId;
use crate::mutual_help::find::{Asked, Candidate, nearest};

/// Candidates of a search by distance; more are not within fifty miles anywhere.
const MOST_CANDIDATES: i64 = 60_000;

/// The same meeting of the same list has the same address after every fetch.
fn id_of(feed: RowId, slug: &str) -> RowId {
    let mut bytes = [0; 16];
    let hash = Sha256::digest([feed.to_string().as_bytes(), b" ", slug.as_bytes()].concat());
    bytes.iter_mut().zip(hash.iter()).for_each(|(to, from)| *to = *from);
    Uuid::from_bytes(bytes).into()
}

/// Takes the meetings of a list out.
pub fn clear(tx: &mut Tx<'_>, feed: RowId) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM mutual_help_days WHERE meeting_id IN (SELECT id FROM mutual_help_meetings WHERE feed_id = $1)",
        params![feed],
    )?;
    tx.execute("DELETE FROM mutual_help_meetings WHERE feed_id = $1", params![feed])?;
    Ok(())
}

fn clock(time: Option<Time>) -> Option<String> {
    time.map(|time| time.strftime("%H:%M").to_string())
}

fn entry_of(meeting: &Meeting) -> String {
    let mut text = Vec::new();
    let _ = write_meeting_guide(&mut text, [meeting]);
    String::from_utf8(text).unwrap_or_default().trim().to_string()
}

pub fn add_meeting(tx: &mut Tx<'_>, feed: RowId, meeting: &Meeting) -> Result<(), Error> {
    let id = id_of(feed, &meeting.slug);
    let mut types = String::from(",");
    for code in &meeting.types {
        types.push_str(&code.replace(',', " "));
        types.push(',');
    }
    tx.execute(
        "INSERT INTO mutual_help_meetings (id, feed_id, name, begins, ends, location, address, latitude, longitude,
            online, in_person, types, entry)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        params![
            id,
            feed,
            &meeting.name,
            clock(meeting.time),
            clock(meeting.end_time),
            meeting.location.clone(),
            meeting.address_line(),
            meeting.coordinates.map(|(latitude, _)| latitude),
            meeting.coordinates.map(|(_, longitude)| longitude),
            meeting.is_online(),
            meeting.is_in_person(),
            types,
            entry_of(meeting)
        ],
    )?;
    for day in &meeting.days {
        let day = i64::from(*day);
        tx.execute("INSERT INTO mutual_help_days (meeting_id, day) VALUES ($1, $2)", params![id, day])?;
    }
    Ok(())
}

/// A meeting in a list of results, on one of its days.
pub struct Found {
    pub id: RowId,
    pub name: String,
    pub day: Option<i64>,
    pub begins: Option<Time>,
    pub ends: Option<Time>,
    pub location: Option<String>,
    pub address: Option<String>,
    pub online: bool,
    pub in_person: bool,
    pub types: Vec<String>,
    /// Miles, where a place was given.
    pub away: Option<f64>,
}

impl Found {
    /// The place is closed for now.
    pub fn is_closed(&self) -> bool {
        self.types.iter().any(|code| code == "TC")
    }

    pub fn miles(&self) -> Option<String> {
        self.away.map(|away| if away < 10.0 { format!("{away:.1}") } else { format!("{away:.0}") })
    }
}

macro_rules! matching {
    ($columns:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM mutual_help_meetings m LEFT JOIN mutual_help_days d ON d.meeting_id = m.id
             WHERE (CAST($1 AS BIGINT) IS NULL OR d.day = $1)
             AND ((m.begins >= $2 AND m.begins < $3) OR (m.begins IS NULL AND $2 = '00:00' AND $3 = '24:00'))
             AND (CAST($4 AS TEXT) IS NULL OR m.types LIKE $4) AND (CAST($5 AS BIGINT) = 0 OR m.online = 1) ",
            $rest
        )
    };
}

/// What fits, from a place of the list on. Near somewhere the nearest first; otherwise by day and time.
pub fn find(tx: &mut Tx<'_>, asked: &Asked, (from, many): (usize, usize)) -> Result<Vec<Found>, Error> {
    let (after, before) = asked.times();
    let online = i64::from(asked.online);
    let Some(near) = asked.near else {
        return tx.all(
            matching!(
                "m.id, m.name, d.day, m.begins, m.ends, m.location, m.address, m.online, m.in_person, m.types",
                "ORDER BY d.day, m.begins, m.name, m.id LIMIT $6 OFFSET $7"
            ),
            params![asked.day, after, before, asked.pattern(), online, many as i64, from as i64],
            |row| read(row, None),
        );
    };
    let ((south, north), (west, east)) = asked.bounds(near);
    let candidates = tx.all(
        matching!(
            "m.id, d.day, m.begins, m.latitude, m.longitude",
            "AND m.latitude BETWEEN $6 AND $7 AND m.longitude BETWEEN $8 AND $9 LIMIT $10"
        ),
        params![asked.day, after, before, asked.pattern(), online, south, north, west, east, MOST_CANDIDATES],
        |row| {
            let id: RowId = row.get("id")?;
            Ok(Candidate {
                id: id.to_string(),
                day: row.get("day")?,
                begins: row.get("begins")?,
                at: (row.get("latitude")?, row.get("longitude")?),
            })
        },
    )?;
    let mut found = Vec::new();
    for (candidate, away) in nearest(candidates, near, asked.miles).into_iter().skip(from).take(many) {
        let shown = tx.one(
            "SELECT m.id, m.name, CAST($2 AS BIGINT) AS day, m.begins, m.ends, m.location, m.address, m.online,
                m.in_person, m.types FROM mutual_help_meetings m WHERE m.id = $1",
            params![candidate.id, candidate.day],
            |row| read(row, Some(away)),
        )?;
        found.push(shown);
    }
    Ok(found)
}

fn read(row: &Row<'_>, away: Option<f64>) -> Result<Found, Error> {
    let time = |text: Option<String>| text.and_then(|text| text.parse::<Time>().ok());
    let types: String = row.get("types")?;
    Ok(Found {
        id: row.get("id")?,
        name: row.get("name")?,
        day: row.get("day")?,
        begins: time(row.get("begins")?),
        ends: time(row.get("ends")?),
        location: row.get("location")?,
        address: row.get("address")?,
        online: row.get("online")?,
        in_person: row.get("in_person")?,
        types: types.split(',').filter(|code| !code.is_empty()).map(str::to_string).collect(),
        away,
    })
}

/// Whether there is no meeting at all.
pub fn is_empty(tx: &mut Tx<'_>) -> Result<bool, Error> {
    let sql = "SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM mutual_help_meetings LIMIT 1) x";
    Ok(tx.count(sql, &[])? == 0)
}

/// A meeting with the name of its list, and when that was taken in.
pub type Shown = (Meeting, (String, Option<Timestamp>));

pub fn meeting(tx: &mut Tx<'_>, id: RowId) -> Result<Option<Shown>, Error> {
    let found = tx.maybe(
        "SELECT m.entry, f.name, (SELECT MAX(g.fetched_at) FROM mutual_help_fetches g
            WHERE g.feed_id = f.id AND g.outcome = 'taken') AS at
         FROM mutual_help_meetings m JOIN mutual_help_feeds f ON f.id = m.feed_id WHERE m.id = $1",
        params![id],
        |row| Ok((row.get::<String>("entry")?, row.get("name")?, row.get("at")?)),
    )?;
    let Some((entry, name, at)) = found else { return Ok(None) };
    let mut meeting = None;
    let _ = read_meeting_guide(entry.as_bytes(), |read| meeting = read.ok());
    Ok(meeting.map(|meeting| (meeting, (name, at))))
}

/// The program's own meetings as entries of a Meeting Guide list.
pub fn own_entries(tx: &mut Tx<'_>) -> Result<Vec<String>, Error> {
    tx.all(
        "SELECT m.entry FROM mutual_help_meetings m JOIN mutual_help_feeds f ON f.id = m.feed_id
         WHERE f.kind = 'own' ORDER BY m.name, m.id",
        &[],
        |row| {
            let list: String = row.get("entry")?;
            Ok(list.trim().trim_start_matches('[').trim_end_matches(']').trim().to_string())
        },
    )
}
