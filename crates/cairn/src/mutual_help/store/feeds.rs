//! Statements on lists: where they come from, when they were taken in, what was left out.

use cairn_db::{Error, Tx, params};
use jiff::{SignedDuration, Timestamp};

use crate::access::Seat;
use crate::ids::{PersonId, RowId, SiteId};
use crate::mutual_help::download::Version;
use crate::mutual_help::find::Point;
use crate::mutual_help::replace::{Kind, Taken};

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
    /// None: only when somebody asks.
    pub refresh_hours: Option<i64>,
}

/// Hours between two fetches, unless somebody chose otherwise.
pub const DAILY: i64 = 24;

pub fn add_feed(tx: &mut Tx<'_>, new: &NewFeed, now: Timestamp, by: Option<PersonId>) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO mutual_help_feeds (id, name, kind, url, formats_url, refresh_hours, added_at, added_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            new.id,
            &new.name,
            new.kind,
            new.url.clone(),
            new.formats_url.clone(),
            new.refresh_hours,
            now,
            by
        ],
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
    pub refresh_hours: Option<i64>,
    /// Meetings that can be found now.
    pub meetings: i64,
    /// The newest fetch, good or not.
    pub last: Option<Fetch>,
    /// The fetch that the meetings that can be found now are from.
    pub good: Option<GoodFetch>,
}

impl FeedLine {
    /// When it is fetched again by itself: with the next round when it never was.
    pub fn next_at(&self) -> Option<Timestamp> {
        let hours = self.url.as_ref().and(self.refresh_hours)?;
        Some(self.last.as_ref()?.at + SignedDuration::from_hours(hours))
    }

    pub fn is_weekly(&self) -> bool {
        self.refresh_hours.is_some_and(|hours| hours > DAILY)
    }
}

pub struct Fetch {
    pub at: Timestamp,
    pub failed: Option<String>,
    /// It was looked at, and it was still the list that is here.
    pub unchanged: bool,
}

pub struct GoodFetch {
    pub id: RowId,
    pub at: Timestamp,
    pub skipped: i64,
    /// Entry, field, reason: the first ones.
    pub skips: Vec<(i64, String, String)>,
}

pub fn feeds(tx: &mut Tx<'_>, _seat: &Seat) -> Result<Vec<FeedLine>, Error> {
    let mut lines = tx.all(
        "SELECT f.id, f.name, f.kind, f.url, f.refresh_hours, l.fetched_at AS last_at, l.reason, l.outcome,
            g.id AS good_id, g.fetched_at AS good_at, g.skipped,
            (SELECT COUNT(*) FROM mutual_help_meetings m WHERE m.feed_id = f.id) AS meetings
         FROM mutual_help_feeds f LEFT JOIN mutual_help_feed_removals r ON r.feed_id = f.id
         LEFT JOIN mutual_help_fetches l ON l.id =
            (SELECT MAX(n.id) FROM mutual_help_fetches n WHERE n.feed_id = f.id)
         LEFT JOIN mutual_help_fetches g ON g.id =
            (SELECT MAX(n.id) FROM mutual_help_fetches n WHERE n.feed_id = f.id AND n.outcome = 'taken')
         WHERE r.feed_id IS NULL AND f.kind <> 'own' ORDER BY f.name, f.id",
        &[],
        |row| {
            let last: Option<Timestamp> = row.get("last_at")?;
            let failed: Option<String> = row.get("reason")?;
            let outcome: Option<String> = row.get("outcome")?;
            let unchanged = outcome.as_deref() == Some("unchanged");
            let good: Option<RowId> = row.get("good_id")?;
            let good = match good {
                Some(id) => {
                    let (at, skipped) = (row.get("good_at")?, row.get("skipped")?);
                    Some(GoodFetch { id, at, skipped, skips: Vec::new() })
                }
                None => None,
            };
            Ok(FeedLine {
                id: row.get("id")?,
                name: row.get("name")?,
                kind: row.get("kind")?,
                url: row.get("url")?,
                refresh_hours: row.get("refresh_hours")?,
                meetings: row.get("meetings")?,
                last: last.map(|at| Fetch { at, failed, unchanged }),
                good,
            })
        },
    )?;
    for good in lines.iter_mut().filter_map(|line| line.good.as_mut()) {
        good.skips = tx.all(
            "SELECT entry, field, reason FROM mutual_help_skips WHERE fetch_id = $1 ORDER BY entry LIMIT 20",
            params![good.id],
            |row| Ok((row.get("entry")?, row.get("field")?, row.get("reason")?)),
        )?;
    }
    Ok(lines)
}

/// Lists whose last fetch failed: the name, when, and why.
pub fn failing(tx: &mut Tx<'_>, _seat: &Seat) -> Result<Vec<(String, Timestamp, String)>, Error> {
    tx.all(
        "SELECT f.name, l.fetched_at, COALESCE(l.reason, '') AS reason FROM mutual_help_feeds f
         LEFT JOIN mutual_help_feed_removals r ON r.feed_id = f.id
         JOIN mutual_help_fetches l ON l.id = (SELECT MAX(n.id) FROM mutual_help_fetches n WHERE n.feed_id = f.id)
         WHERE r.feed_id IS NULL AND l.outcome = 'failed' ORDER BY f.name, f.id",
        &[],
        |row| Ok((row.get("name")?, row.get("fetched_at")?, row.get("reason")?)),
    )
}

/// A list that is to be fetched by itself.
pub struct Due {
    pub id: RowId,
    pub kind: Kind,
    pub url: String,
    pub formats_url: Option<String>,
    /// Of the list that is here; unknown when it came as a file.
    pub version: Version,
}

/// Lists that were not looked after for as long as was chosen: all of them, or whether this one is among them.
pub fn due(tx: &mut Tx<'_>, now: Timestamp, only: Option<RowId>) -> Result<Vec<Due>, Error> {
    let found = tx.all(
        "SELECT f.id, f.kind, f.url, f.formats_url, g.etag, g.last_modified FROM mutual_help_feeds f
         LEFT JOIN mutual_help_feed_removals r ON r.feed_id = f.id
         LEFT JOIN mutual_help_fetches g ON g.id =
            (SELECT MAX(n.id) FROM mutual_help_fetches n WHERE n.feed_id = f.id AND n.outcome = 'taken')
         WHERE r.feed_id IS NULL AND f.kind <> 'own' AND f.url IS NOT NULL AND f.refresh_hours IS NOT NULL
         AND (CAST($2 AS TEXT) IS NULL OR f.id = $2)
         AND NOT EXISTS (SELECT 1 FROM mutual_help_fetches n WHERE n.feed_id = f.id
            AND n.fetched_at + f.refresh_hours * 3600000 > CAST($1 AS BIGINT))
         ORDER BY f.id",
        params![now, only],
        |row| {
            let kind: String = row.get("kind")?;
            let version = Version { etag: row.get("etag")?, modified: row.get("last_modified")? };
            let Some(kind) = Kind::from_code(&kind) else { return Ok(None) };
            let (url, formats_url) = (row.get("url")?, row.get("formats_url")?);
            Ok(Some(Due { id: row.get("id")?, kind, url, formats_url, version }))
        },
    )?;
    Ok(found.into_iter().flatten().collect())
}

pub struct NewFetch<'a> {
    pub id: RowId,
    pub at: Timestamp,
    pub by: Option<PersonId>,
    pub taken: &'a Taken,
    pub version: &'a Version,
}

/// Writes down that a list was taken in, or why not.
pub fn fetched(tx: &mut Tx<'_>, feed: RowId, new: &NewFetch<'_>) -> Result<(), Error> {
    let (outcome, meetings, skipped, reason) = match new.taken {
        Taken::Replaced { meetings, skipped, .. } => ("taken", *meetings as i64, *skipped as i64, None),
        Taken::Failed { reason } => ("failed", 0, 0, Some(reason.clone())),
    };
    tx.execute(
        "INSERT INTO mutual_help_fetches (id, feed_id, outcome, meetings, skipped, reason, etag, last_modified,
            fetched_at, fetched_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            new.id,
            feed,
            outcome,
            meetings,
            skipped,
            reason,
            new.version.etag.clone(),
            new.version.modified.clone(),
            new.at,
            new.by
        ],
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
    fetched(tx, feed, &NewFetch { id, at, by, taken: &taken, version: &Version::default() })?;
    Ok(taken)
}

/// Writes down that the list still is the one that is here.
pub fn unchanged(
    tx: &mut Tx<'_>,
    feed: RowId,
    (id, at, by): (RowId, Timestamp, Option<PersonId>),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO mutual_help_fetches (id, feed_id, outcome, meetings, skipped, fetched_at, fetched_by)
         VALUES ($1, $2, 'unchanged', 0, 0, $3, $4)",
        params![id, feed, at, by],
    )?;
    Ok(())
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
