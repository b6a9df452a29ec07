//! Every statement on feeds.

use cairn_db::{Error, Row, Tx, Value, params};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

use super::feed::{Feed, Subscribed, token_hash};
use crate::access::Seat;
use crate::ids::RowId;
use crate::reminders::Appointment;
use crate::web::Language;

const STANDING: &str = "SELECT f.id, f.person_id, f.token, f.word, f.language, r.read_at FROM feeds f
    LEFT JOIN feed_endings e ON e.feed_id = f.id LEFT JOIN feed_readings r ON r.feed_id = f.id
    WHERE e.feed_id IS NULL";

fn read(row: &Row<'_>) -> Result<Feed, Error> {
    Ok(Feed {
        id: row.get("id")?,
        token: row.get("token")?,
        word: row.get("word")?,
        read_at: row.get("read_at")?,
    })
}

/// The viewer's own feed, if one stands.
pub fn own(tx: &mut Tx<'_>, seat: &Seat) -> Result<Option<Feed>, Error> {
    tx.maybe(
        &[STANDING, " AND f.person_id = $1 ORDER BY f.id DESC LIMIT 1"].concat(),
        params![seat.person()],
        read,
    )
}

/// Whose feed this address is; none when it was ended or never was, and none when the person has left: discharged as a
/// participant, and no family member and nobody who works here either.
pub fn subscribed(tx: &mut Tx<'_>, token: &str) -> Result<Option<Subscribed>, Error> {
    let sql = [
        STANDING,
        " AND f.token_hash = $1 AND (EXISTS (SELECT 1 FROM participants p
            JOIN enrollments n ON n.participant_id = p.id LEFT JOIN discharges d ON d.enrollment_id = n.id
            WHERE p.person_id = f.person_id AND d.enrollment_id IS NULL)
          OR EXISTS (SELECT 1 FROM roles o LEFT JOIN role_endings g ON g.role_id = o.id
            WHERE o.person_id = f.person_id AND o.role IN ('family_member', 'peer_supporter', 'clinician')
            AND g.role_id IS NULL))",
    ];
    let found = tx.maybe(&sql.concat(), params![token_hash(token)], |row| {
        let language: String = row.get("language")?;
        let stands = row.get::<Option<String>>("token")?.is_some();
        Ok(stands.then_some(Subscribed {
            feed: row.get("id")?,
            person: row.get("person_id")?,
            word: row.get("word")?,
            language: Language::from_code(&language).unwrap_or(Language::English),
            read_at: row.get("read_at")?,
        }))
    })?;
    Ok(found.flatten())
}

/// Makes a feed; the one before ends.
pub fn make(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (id, token): (RowId, &str),
    (word, language): (Option<String>, Language),
    now: Timestamp,
) -> Result<(), Error> {
    end(tx, seat, now)?;
    tx.execute(
        "INSERT INTO feeds (id, person_id, token, token_hash, word, language, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            id,
            seat.person(),
            tx.seal_data(seat.person(), token)?,
            token_hash(token),
            tx.seal_data(seat.person(), word)?,
            language.code(),
            now
        ],
    )?;
    Ok(())
}

/// Calls the entries something else.
pub fn rename(tx: &mut Tx<'_>, seat: &Seat, feed: &Feed, word: Option<String>) -> Result<(), Error> {
    let word = tx.seal_data(seat.person(), word)?;
    tx.execute("UPDATE feeds SET word = $2 WHERE id = $1", params![feed.id, word])?;
    Ok(())
}

/// Ends whatever feed of the viewer stands; how many did.
pub fn end(tx: &mut Tx<'_>, seat: &Seat, now: Timestamp) -> Result<u64, Error> {
    tx.execute(
        "INSERT INTO feed_endings (feed_id, ended_at)
         SELECT f.id, CAST($2 AS BIGINT) FROM feeds f LEFT JOIN feed_endings e ON e.feed_id = f.id
         WHERE f.person_id = $1 AND e.feed_id IS NULL",
        params![seat.person(), now],
    )
}

/// Notes that a calendar read the feed.
pub fn note_reading(tx: &mut Tx<'_>, subscribed: &Subscribed, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO feed_readings (feed_id, read_at) VALUES ($1, $2)
         ON CONFLICT (feed_id) DO UPDATE SET read_at = excluded.read_at",
        params![subscribed.feed, now],
    )?;
    Ok(())
}

/// The name of an entry in calendars: always the same for the same appointment of the same person, and leading back to
/// neither. Two people at one meeting have two names for it.
pub fn uid(tx: &Tx<'_>, appointment: &Appointment) -> String {
    let (person, id) = (appointment.person.to_string(), appointment.id.to_string());
    let whole = [person.as_str(), " ", &appointment.kind, " ", &id].concat();
    let mark = match tx.blind("feeds.uid", &whole) {
        Value::Text(mark) => mark,
        _ => String::new(),
    };
    let digest = Sha256::digest(mark.as_bytes());
    let mut bytes = [0_u8; 16];
    bytes.iter_mut().zip(digest.iter()).for_each(|(to, from)| *to = *from);
    let id: Uuid = Builder::from_custom_bytes(bytes).into_uuid();
    id.to_string()
}
