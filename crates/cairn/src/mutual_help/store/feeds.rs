//! Statements on lists: where they come from, when they were taken in, what was left out.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use crate::access::Seat;
use crate::ids::{PersonId, RowId, SiteId};
use crate::mutual_help::find::Point;
use crate::mutual_help::replace::Taken;

pub struct Feed {
    pub kind: String,
    pub url: Option<String>,
    pub formats_url: Option<String>,
}

pub fn feed(tx: &mut Tx<'_>, _seat: &Seat, id: RowId) -> Result<Option<Feed>, Error> {
    tx.maybe(
        "SELECT f.kind, f.url, f.formats_url FROM mutual_help_feeds f
         LEFT JOIN mutual_help_feed_removals r ON r.feed_id = f.id
         WHERE f.id = $1 AND f.kind <> 'own' AND r.feed_id IS NULL",
        params![id],
        |row| Ok(Feed { kind: row.get("kind")?, url: row.get("url")?, formats_url: row.get("formats_url")? }),
    )
}

/// The list under this name.
pub fn named(tx: &mut Tx<'_>, name: &str) -> Result<Option<RowId>, Error> {
    tx.maybe(
        "SELECT f.id FROM mutual_help_feeds f LEFT JOIN mutual_help_feed_removals r ON r.feed_id = f.id
         WHERE f.name = $1 AND f.kind <> 'own' AND r.feed_id IS NULL",
        params![name],
        |row| row.get("id"),
    )
}

pub fn own_feed(tx: &mut Tx<'_>) -> Result<Option<RowId>, Error> {
    tx.maybe("SELECT id FROM mutual_help_feeds WHERE kind = 'own'", &[], |row| row.get("id"))
}

pub struct NewFeed {
    pub id: RowId,
    pub name: String,
    pub kind: &'static str,
    pub url: Option<String>,
    pub formats_url: Option<String>,
}

pub fn add_feed(tx: &mut Tx<'_>, new: &NewFeed, now: Timestamp, by: Option<PersonId>) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO mutual_help_feeds (id, name, kind, url, formats_url, added_at, added_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![new.id, &new.name, new.kind, new.url.clone(), new.formats_url.clone(), now, by],
    )?;
    Ok(())
}

pub fn remove_feed(tx: &mut Tx<'_>, seat: &Seat, id: RowId, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO mutual_help_feed_removals (feed_id, removed_at, removed_by) VALUES ($1, $2, $3)
         ON CONFLICT (feed_id) DO NOTHING",
        params![id, now, seat.person()],
    )?;
    Ok(())
}

/// A list as it is looked after.
pub struct FeedLine {
    pub id: RowId,
    pub name: String,
    pub kind: String,
    pub url: Option<String>,
    /// Meetings that can be found now.
    pub meetings: i64,
    /// The newest fetch, good or not.
    pub last: Option<Fetch>,
    /// When the meetings that can be found now were taken in.
    pub good_at: Option<Timestamp>,
}

pub struct Fetch {
    pub id: RowId,
    pub at: Timestamp,
    pub failed: Option<String>,
    pub skipped: i64,
    /// Entry, field, reason: the first ones.
    pub skips: Vec<(i64, String, String)>,
}

pub fn feeds(tx: &mut Tx<'_>, _seat: &Seat) -> Result<Vec<FeedLine>, Error> {
    let mut lines = tx.all(
        "SELECT f.id, f.name, f.kind, f.url, l.id AS last_id, l.fetched_at, l.reason, l.skipped,
            (SELECT COUNT(*) FROM mutual_help_meetings m WHERE m.feed_id = f.id) AS meetings,
            (SELECT MAX(g.fetched_at) FROM mutual_help_fetches g WHERE g.feed_id = f.id AND g.outcome = 'taken') AS good_at
         FROM mutual_help_feeds f LEFT JOIN mutual_help_feed_removals r ON r.feed_id = f.id
         LEFT JOIN mutual_help_fetches l ON l.id =
            (SELECT MAX(n.id) FROM mutual_help_fetches n WHERE n.feed_id = f.id)
         WHERE r.feed_id IS NULL AND f.kind <> 'own' ORDER BY f.name, f.id",
        &[],
        |row| {
            let last: Option<RowId> = row.get("last_id")?;
            let last = match last {
                Some(id) => Some(Fetch {
                    id,
                    at: row.get("fetched_at")?,
                    failed: row.get("reason")?,
                    skipped: row.get("skipped")?,
                    skips: Vec::new(),
                }),
                None => None,
            };
            Ok(FeedLine {
                id: row.get("id")?,
                name: row.get("name")?,
                kind: row.get("kind")?,
                url: row.get("url")?,
                meetings: row.get("meetings")?,
                last,
                good_at: row.get("good_at")?,
            })
        },
    )?;
    for fetch in lines.iter_mut().filter_map(|line| line.last.as_mut()) {
        fetch.skips = tx.all(
            "SELECT entry, field, reason FROM mutual_help_skips WHERE fetch_id = $1 ORDER BY entry LIMIT 20",
            params![fetch.id],
            |row| Ok((row.get("entry")?, row.get("field")?, row.get("reason")?)),
        )?;
    }
    Ok(lines)
}

pub struct NewFetch<'a> {
    pub id: RowId,
    pub at: Timestamp,
    pub by: Option<PersonId>,
    pub taken: &'a Taken,
}

/// Writes down that a list was taken in, or why not.
pub fn fetched(tx: &mut Tx<'_>, feed: RowId, new: &NewFetch<'_>) -> Result<(), Error> {
    let (outcome, meetings, skipped, reason) = match new.taken {
        Taken::Replaced { meetings, skipped, .. } => ("taken", *meetings as i64, *skipped as i64, None),
        Taken::Failed { reason } => ("failed", 0, 0, Some(reason.clone())),
    };
    tx.execute(
        "INSERT INTO mutual_help_fetches (id, feed_id, outcome, meetings, skipped, reason, fetched_at, fetched_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![new.id, feed, outcome, meetings, skipped, reason, new.at, new.by],
    )?;
    if let Taken::Replaced { faults, .. } = new.taken {
        for fault in faults {
            tx.execute(
                "INSERT INTO mutual_help_skips (fetch_id, entry, field, reason) VALUES ($1, $2, $3, $4)",
                params![new.id, fault.entry as i64, fault.field, fault.reason.to_string()],
            )?;
        }
    }
    Ok(())
}

/// Writes down that a list could not be had at all.
pub fn failed(
    tx: &mut Tx<'_>,
    feed: RowId,
    (id, at, by): (RowId, Timestamp, Option<PersonId>),
    reason: String,
) -> Result<Taken, Error> {
    let taken = Taken::Failed { reason };
    fetched(tx, feed, &NewFetch { id, at, by, taken: &taken })?;
    Ok(taken)
}

/// Sites that are open and whose place is known.
pub fn places(tx: &mut Tx<'_>) -> Result<Vec<(SiteId, String, Point)>, Error> {
    tx.all(
        "SELECT s.id, s.name, p.latitude, p.longitude FROM mutual_help_site_places p JOIN sites s ON s.id = p.site_id
         LEFT JOIN site_closings c ON c.site_id = s.id WHERE c.site_id IS NULL ORDER BY s.name, s.id",
        &[],
        |row| Ok((row.get("id")?, row.get("name")?, (row.get("latitude")?, row.get("longitude")?))),
    )
}

pub fn set_place(
    tx: &mut Tx<'_>,
    seat: &Seat,
    site: SiteId,
    (latitude, longitude): Point,
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO mutual_help_site_places (site_id, latitude, longitude, set_at, set_by) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (site_id) DO UPDATE SET latitude = excluded.latitude, longitude = excluded.longitude,
            set_at = excluded.set_at, set_by = excluded.set_by",
        params![site, latitude, longitude, now, seat.person()],
    )?;
    Ok(())
}
