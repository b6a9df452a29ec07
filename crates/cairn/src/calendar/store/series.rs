//! Statements on series and the occurrences they write.

use cairn_db::{Error, Row, Tx, Value, params};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use crate::calendar::rule::Rule;
use crate::calendar::series::{Of, OfEvent, OfFamily, OfSession, Series, Spot, Stamp};
use crate::ids::*;
use crate::sealing;

pub use super::touches::{TOUCHES, remove_untouched};

macro_rules! series {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, s.kind, s.group_id, s.family_id, s.participant_id, s.supporter_id, s.rule, s.first_at, s.zone, s.minutes,
                s.site_id, s.room_id, s.capacity, s.mode, s.setting, s.place, s.video_link, s.event_kind, s.title,
                s.leader_id, s.with_id, s.previous_id, s.written_until, s.begun_by, e.until_on
             FROM series s LEFT JOIN series_endings e ON e.series_id = s.id ",
            $rest
        )
    };
}

fn of(row: &Row<'_>) -> Result<Option<Of>, Error> {
    let text = |column: &str| Ok::<String, Error>(row.get::<Option<String>>(column)?.unwrap_or_default());
    Ok(match row.get::<String>("kind")?.as_str() {
        "group_meeting" => row.get::<Option<GroupId>>("group_id")?.map(Of::Group),
        "session" => {
            let sides = row.get::<Option<ParticipantId>>("participant_id")?.zip(row.get("supporter_id")?);
            let (mode, setting) = (text("mode")?, text("setting")?);
            let (place, video_link) = (row.get("place")?, row.get("video_link")?);
            sides.map(|(participant, supporter)| {
                Of::Session(OfSession { participant, supporter, mode, setting, place, video_link })
            })
        }
        "family_meeting" => {
            let sides = row.get::<Option<FamilyId>>("family_id")?.zip(row.get("supporter_id")?);
            let mode = text("mode")?;
            sides.map(|(family, supporter)| Of::Family(OfFamily { family, supporter, mode }))
        }
        _ => {
            let (kind, title, with) = (text("event_kind")?, text("title")?, row.get("with_id")?);
            let leader: Option<PersonId> = row.get("leader_id")?;
            leader.map(|leader| Of::Event(OfEvent { kind, title, leader, with }))
        }
    })
}

/// None for a row that no version of Cairn wrote.
fn read(row: &Row<'_>) -> Result<Option<Series>, Error> {
    let first: Option<DateTime> = row.get::<String>("first_at")?.parse().ok();
    let rule = first.and_then(|first| Rule::kept(&row.get::<String>("rule").ok()?, first).ok());
    let zone = TimeZone::get(&row.get::<String>("zone")?).ok();
    let Some(((rule, zone), of)) = rule.zip(zone).zip(of(row)?) else { return Ok(None) };
    Ok(Some(Series {
        id: row.get("id")?,
        of,
        rule,
        zone,
        minutes: row.get("minutes")?,
        spot: Spot { site: row.get("site_id")?, room: row.get("room_id")?, capacity: row.get("capacity")? },
        previous: row.get("previous_id")?,
        written_until: row.get("written_until")?,
        begun_by: row.get("begun_by")?,
        until: row.get("until_on")?,
    }))
}

pub fn one(tx: &mut Tx<'_>, id: SeriesId) -> Result<Option<Series>, Error> {
    Ok(tx.maybe(series!("WHERE s.id = $1"), params![id], read)?.flatten())
}

/// Series of a group that were not ended.
pub fn of_group(tx: &mut Tx<'_>, group: GroupId) -> Result<Vec<Series>, Error> {
    let found = tx.all(
        series!("WHERE s.group_id = $1 AND e.series_id IS NULL ORDER BY s.begun_at, s.id"),
        params![group],
        read,
    )?;
    Ok(found.into_iter().flatten().collect())
}

/// Series of meetings with a family that were not ended.
pub fn of_family(tx: &mut Tx<'_>, family: FamilyId) -> Result<Vec<Series>, Error> {
    let found = tx.all(
        series!("WHERE s.family_id = $1 AND e.series_id IS NULL ORDER BY s.begun_at, s.id"),
        params![family],
        read,
    )?;
    Ok(found.into_iter().flatten().collect())
}

/// Series of sessions with a participant that were not ended; of one supporter when one is given.
pub fn of_participant(
    tx: &mut Tx<'_>,
    participant: ParticipantId,
    supporter: Option<SupporterId>,
) -> Result<Vec<Series>, Error> {
    let found = tx.all(
        series!(
            "WHERE s.participant_id = $1 AND e.series_id IS NULL
             AND s.supporter_id = COALESCE(CAST($2 AS TEXT), s.supporter_id) ORDER BY s.begun_at, s.id"
        ),
        params![participant, supporter],
        read,
    )?;
    Ok(found.into_iter().flatten().collect())
}

/// Series that go on and are written less far than `until`. Sessions go on while the two are matched.
pub fn due(tx: &mut Tx<'_>, until: Timestamp) -> Result<Vec<Series>, Error> {
    let found = tx.all(
        series!(
            "WHERE s.written_until < $1 AND e.series_id IS NULL
             AND (s.participant_id IS NULL OR EXISTS (
                SELECT 1 FROM matches m LEFT JOIN endings d ON d.match_id = m.id
                WHERE m.participant_id = s.participant_id AND m.supporter_id = s.supporter_id AND d.match_id IS NULL))
             AND NOT EXISTS (SELECT 1 FROM group_endings d WHERE d.group_id = s.group_id)
             ORDER BY s.written_until, s.id"
        ),
        params![until],
        read,
    )?;
    Ok(found.into_iter().flatten().collect())
}

/// A series that ends because something else did: when, and by whom.
type Orphan = (SeriesId, Timestamp, PersonId);

/// Series that were not ended although the match of their two people, their group, or the support of their family was:
/// when it ended, and by whom.
pub fn orphans(tx: &mut Tx<'_>) -> Result<Vec<(Series, Timestamp, PersonId)>, Error> {
    let mut found: Vec<Orphan> = tx.all(
        "SELECT s.id, d.ended_at, d.ended_by FROM series s
         JOIN matches m ON m.participant_id = s.participant_id AND m.supporter_id = s.supporter_id
         JOIN endings d ON d.match_id = m.id
         LEFT JOIN series_endings e ON e.series_id = s.id
         WHERE e.series_id IS NULL AND NOT EXISTS (
            SELECT 1 FROM matches n LEFT JOIN endings f ON f.match_id = n.id
            WHERE n.participant_id = s.participant_id AND n.supporter_id = s.supporter_id
              AND (f.match_id IS NULL OR f.ended_at > d.ended_at OR (f.ended_at = d.ended_at AND n.id > m.id)))
         ORDER BY s.id",
        &[],
        |row| Ok((row.get("id")?, row.get("ended_at")?, row.get("ended_by")?)),
    )?;
    found.extend(tx.all(
        "SELECT s.id, d.ended_at, d.ended_by FROM series s JOIN group_endings d ON d.group_id = s.group_id
         LEFT JOIN series_endings e ON e.series_id = s.id WHERE e.series_id IS NULL ORDER BY s.id",
        &[],
        |row| Ok((row.get("id")?, row.get("ended_at")?, row.get("ended_by")?)),
    )?);
    found.extend(family_orphans(tx)?);
    let mut orphans = Vec::with_capacity(found.len());
    for (id, ended_at, by) in found {
        orphans.extend(one(tx, id)?.map(|series| (series, ended_at, by)));
    }
    Ok(orphans)
}

fn family_orphans(tx: &mut Tx<'_>) -> Result<Vec<Orphan>, Error> {
    tx.all(
        "SELECT s.id, d.ended_at, d.ended_by FROM series s JOIN family_endings d ON d.family_id = s.family_id
         LEFT JOIN family_returns r ON r.ending_id = d.id LEFT JOIN series_endings e ON e.series_id = s.id
         WHERE e.series_id IS NULL AND r.ending_id IS NULL
         UNION
         SELECT s.id, d.ended_at, d.ended_by FROM series s
         JOIN family_matches m ON m.family_id = s.family_id AND m.supporter_id = s.supporter_id
         JOIN family_match_endings d ON d.match_id = m.id LEFT JOIN series_endings e ON e.series_id = s.id
         WHERE e.series_id IS NULL AND d.ended_at >= s.begun_at AND NOT EXISTS (
            SELECT 1 FROM family_matches n LEFT JOIN family_match_endings f ON f.match_id = n.id
            WHERE n.family_id = s.family_id AND n.supporter_id = s.supporter_id AND f.match_id IS NULL)
         ORDER BY 1, 2",
        &[],
        |row| Ok((row.get("id")?, row.get("ended_at")?, row.get("ended_by")?)),
    )
}

pub fn add(tx: &mut Tx<'_>, series: &Series, stamp: Stamp) -> Result<(), Error> {
    let (mut group, mut session, mut family, mut event) = (None, None, None, None);
    match &series.of {
        Of::Group(id) => group = Some(*id),
        Of::Session(of) => session = Some(of),
        Of::Family(of) => family = Some(of),
        Of::Event(of) => event = Some(of),
    }
    let (place, video_link) = match session {
        Some(of) => {
            let subject = sealing::PARTICIPANT.subject(tx, of.participant)?;
            (tx.seal_some(subject, of.place.as_deref())?, tx.seal_data(subject, of.video_link.clone())?)
        }
        None => (Value::Null, Value::Null),
    };
    let supporter = session.map(|of| of.supporter).or(family.map(|of| of.supporter));
    let mode = session.map(|of| &of.mode).or(family.map(|of| &of.mode));
    let title = tx.seal_some(series.id, event.map(|of| of.title.as_str()))?;
    tx.execute(
        "INSERT INTO series (id, kind, group_id, participant_id, supporter_id, rule, first_at, zone, minutes, site_id,
            room_id, capacity, mode, setting, place, video_link, event_kind, title, leader_id, with_id, previous_id,
            written_until, begun_at, begun_by, family_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
            $23, $24, $25)",
        params![
            series.id,
            series.of.code(),
            group,
            session.map(|of| of.participant),
            supporter,
            series.rule.to_string(),
            local(series.rule.start()),
            series.zone.iana_name().unwrap_or("UTC"),
            series.minutes,
            series.spot.site,
            series.spot.room,
            series.spot.capacity,
            mode.cloned(),
            session.map(|of| of.setting.clone()),
            place,
            video_link,
            event.map(|of| of.kind.clone()),
            title,
            event.map(|of| of.leader),
            event.and_then(|of| of.with),
            series.previous,
            crate::calendar::series::horizon(stamp.at),
            stamp.at,
            stamp.by,
            family.map(|of| of.family)
        ],
    )?;
    Ok(())
}

/// As local times are kept: always the same length.
pub fn local(at: DateTime) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

/// Writes occurrences that are not there yet; how many.
pub fn write(
    tx: &mut Tx<'_>,
    chance: &Chance,
    series: &Series,
    occurrences: &[(DateTime, Timestamp)],
    stamp: Stamp,
) -> Result<u64, Error> {
    let mut written = 0;
    for (at, starts_at) in occurrences {
        let id: RowId = chance.id(stamp.at);
        let spot = series.spot;
        written += match &series.of {
            Of::Group(group) => tx.execute(
                "INSERT INTO group_meetings (id, group_id, starts_at, minutes, scheduled_at, scheduled_by, series_id,
                    series_at, room_id, capacity)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING",
                params![
                    id,
                    *group,
                    *starts_at,
                    series.minutes,
                    stamp.at,
                    stamp.by,
                    series.id,
                    local(*at),
                    spot.room,
                    spot.capacity
                ],
            )?,
            Of::Session(of) => session(tx, (id, series), of, (*at, *starts_at), stamp)?,
            Of::Family(of) => family_meeting(tx, (id, series), of, (*at, *starts_at), stamp)?,
            Of::Event(of) => tx.execute(
                "INSERT INTO events (id, series_id, series_at, kind, title, leader_id, with_id, site_id, room_id,
                    capacity, starts_at, minutes, scheduled_at, scheduled_by)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT DO NOTHING",
                params![
                    id,
                    series.id,
                    local(*at),
                    &of.kind,
                    tx.seal(series.id, &of.title)?,
                    of.leader,
                    of.with,
                    spot.site,
                    spot.room,
                    spot.capacity,
                    *starts_at,
                    series.minutes,
                    stamp.at,
                    stamp.by
                ],
            )?,
        };
    }
    Ok(written)
}

fn session(
    tx: &mut Tx<'_>,
    (id, series): (RowId, &Series),
    of: &OfSession,
    (at, starts_at): (DateTime, Timestamp),
    stamp: Stamp,
) -> Result<u64, Error> {
    let subject = sealing::PARTICIPANT.subject(tx, of.participant)?;
    tx.execute(
        "INSERT INTO sessions (id, participant_id, supporter_id, starts_at, planned_minutes, mode, setting, place,
            video_link, scheduled_at, scheduled_by, series_id, series_at, room_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT DO NOTHING",
        params![
            id,
            of.participant,
            of.supporter,
            starts_at,
            series.minutes,
            &of.mode,
            &of.setting,
            tx.seal_some(subject, of.place.as_deref())?,
            tx.seal_data(subject, of.video_link.clone())?,
            stamp.at,
            stamp.by,
            series.id,
            local(at),
            series.spot.room
        ],
    )
}

fn family_meeting(
    tx: &mut Tx<'_>,
    (id, series): (RowId, &Series),
    of: &OfFamily,
    (at, starts_at): (DateTime, Timestamp),
    stamp: Stamp,
) -> Result<u64, Error> {
    tx.execute(
        "INSERT INTO family_meetings (id, family_id, model, supporter_id, starts_at, minutes, mode, recorded_at,
            recorded_by, series_id, series_at, room_id)
         VALUES ($1, $2, 'one_to_family', $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING",
        params![
            id,
            of.family,
            of.supporter,
            starts_at,
            series.minutes,
            &of.mode,
            stamp.at,
            stamp.by,
            series.id,
            local(at),
            series.spot.room
        ],
    )
}

/// Remembers how far a series is written.
pub fn written(tx: &mut Tx<'_>, id: SeriesId, until: Timestamp) -> Result<(), Error> {
    tx.execute(
        "UPDATE series SET written_until = $2 WHERE id = $1 AND written_until < $2",
        params![id, until],
    )?;
    Ok(())
}

/// Ends a series; one that was ended before ends no later than it did.
pub fn end(tx: &mut Tx<'_>, id: SeriesId, until: Date, stamp: Stamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO series_endings (series_id, until_on, ended_at, ended_by) VALUES ($1, $2, $3, $4)
         ON CONFLICT (series_id) DO NOTHING",
        params![id, until, stamp.at, stamp.by],
    )?;
    Ok(())
}
