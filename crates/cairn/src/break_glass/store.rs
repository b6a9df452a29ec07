//! Every statement on openings in an emergency.

use cairn_db::{Error, Row, Tx, Value, params};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::opening::{Opening, Review};
use crate::access::{Role, Seat};
use crate::ids::{ParticipantId, PersonId, RowId};
use crate::web::PageRequest;

/// What somebody says about the person whose record they need.
pub struct Asked {
    pub name: String,
    pub born_on: Option<Date>,
    pub phone: Option<String>,
    pub email: Option<String>,
}

fn digits(phone: &str) -> String {
    phone.chars().filter(char::is_ascii_digit).collect()
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The one participant of exactly this full name and one more thing that fits. Reads everybody, found or not, so that the
/// time it takes tells nothing; of two who fit it finds neither.
pub fn exactly(tx: &mut Tx<'_>, _seat: &Seat, asked: &Asked) -> Result<Option<ParticipantId>, Error> {
    let people = tx.all(
        "SELECT a.id, p.name, p.born_on, p.phone, p.email FROM participants a JOIN people p ON p.id = a.person_id
         ORDER BY a.id",
        &[],
        |row| {
            let known = Asked {
                name: row.get("name")?,
                born_on: row.get("born_on")?,
                phone: row.get("phone")?,
                email: row.get("email")?,
            };
            Ok((row.get::<ParticipantId>("id")?, known))
        },
    )?;
    let mut found = people.into_iter().filter(|(_, known)| fits(asked, known)).map(|(id, _)| id);
    Ok(match (found.next(), found.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    })
}

/// The same name, and everything else that was said and is known here agrees, at least one thing of it.
fn fits(asked: &Asked, known: &Asked) -> bool {
    let same = |asked: Option<String>, known: Option<String>| asked.map(|asked| Some(asked) == known);
    let more = [
        same(asked.born_on.map(|day| day.to_string()), known.born_on.map(|day| day.to_string())),
        same(asked.phone.as_deref().map(digits), known.phone.as_deref().map(digits)),
        same(asked.email.as_deref().map(plain), known.email.as_deref().map(plain)),
    ];
    plain(&asked.name) == plain(&known.name) && more.contains(&Some(true)) && !more.contains(&Some(false))
}

/// Writes a try down.
pub fn try_once(tx: &mut Tx<'_>, seat: &Seat, id: RowId, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO break_glass_tries (id, tried_by, tried_at) VALUES ($1, $2, $3)",
        params![id, seat.person(), now],
    )?;
    Ok(())
}

/// Tries of this person within a day.
pub fn tries(tx: &mut Tx<'_>, seat: &Seat, now: Timestamp) -> Result<i64, Error> {
    tx.count(
        "SELECT COUNT(*) AS n FROM break_glass_tries WHERE tried_by = $1 AND tried_at > $2",
        params![seat.person(), now - SignedDuration::from_hours(24)],
    )
}

/// What is written down when a record is opened.
pub struct NewOpening {
    pub id: RowId,
    pub participant: ParticipantId,
    pub reason: String,
    pub words: String,
}

/// Words about a participant, sealed with their key.
fn seal(tx: &mut Tx<'_>, participant: ParticipantId, words: &str) -> Result<Value, Error> {
    let sql = "SELECT person_id FROM participants WHERE id = $1";
    let person = tx.one(sql, params![participant], |row| row.get::<PersonId>("person_id"))?;
    tx.seal(person, words)
}

pub fn open(tx: &mut Tx<'_>, seat: &Seat, new: NewOpening, now: Timestamp) -> Result<(), Error> {
    let (expires_at, review_due_at) = super::opening::times(now);
    let words = seal(tx, new.participant, &new.words)?;
    tx.execute(
        "INSERT INTO break_glass_openings (id, participant_id, opened_by, acting_as, reason, words, opened_at,
            expires_at, review_due_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            new.id,
            new.participant,
            seat.person(),
            seat.role(),
            new.reason,
            words,
            now,
            expires_at,
            review_due_at
        ],
    )?;
    Ok(())
}

pub fn end(tx: &mut Tx<'_>, id: RowId, by: PersonId, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO break_glass_endings (opening_id, ended_at, ended_by) VALUES ($1, $2, $3)
         ON CONFLICT (opening_id) DO NOTHING",
        params![id, now, by],
    )?;
    Ok(())
}

macro_rules! openings {
    ($rest:literal) => {
        concat!(
            "SELECT o.id, o.participant_id, w.name AS participant_name, o.opened_by, b.name AS by_name, o.acting_as,
                o.reason, o.words, o.opened_at, o.expires_at, o.review_due_at, e.ended_at, r.verdict,
                r.words AS review_words, r.reviewed_at, v.name AS reviewed_by_name,
                CASE WHEN r.opening_id IS NULL THEN 0 ELSE 1 END AS place
             FROM break_glass_openings o
             JOIN participants a ON a.id = o.participant_id JOIN people w ON w.id = a.person_id
             JOIN people b ON b.id = o.opened_by
             LEFT JOIN break_glass_endings e ON e.opening_id = o.id
             LEFT JOIN break_glass_reviews r ON r.opening_id = o.id LEFT JOIN people v ON v.id = r.reviewed_by ",
            $rest
        )
    };
}

fn read(row: &Row<'_>) -> Result<Opening, Error> {
    let verdict: Option<String> = row.get("verdict")?;
    let review = match verdict {
        Some(verdict) => Some(Review {
            verdict,
            words: row.get("review_words")?,
            at: row.get("reviewed_at")?,
            by: row.get("reviewed_by_name")?,
        }),
        None => None,
    };
    Ok(Opening {
        id: row.get("id")?,
        participant: row.get("participant_id")?,
        participant_name: row.get("participant_name")?,
        by: row.get("opened_by")?,
        by_name: row.get("by_name")?,
        acting_as: row.get("acting_as")?,
        reason: row.get("reason")?,
        words: row.get("words")?,
        opened_at: row.get("opened_at")?,
        expires_at: row.get("expires_at")?,
        review_due_at: row.get("review_due_at")?,
        ended_at: row.get("ended_at")?,
        review,
    })
}

/// All of them for the privacy officer: those that wait first, the oldest of these first, then the reviewed ones.
pub fn queue(tx: &mut Tx<'_>, seat: &Seat, page: PageRequest) -> Result<Vec<Opening>, Error> {
    if seat.role() != Role::PrivacyOfficer {
        return Ok(Vec::new());
    }
    tx.all(
        openings!(
            "ORDER BY place, CASE WHEN r.opening_id IS NULL THEN o.opened_at ELSE -o.opened_at END, o.id
             LIMIT $1 OFFSET $2"
        ),
        params![page.limit(), page.offset()],
        read,
    )
}

/// Every one that waits for the officer's review.
pub fn waiting(tx: &mut Tx<'_>, seat: &Seat) -> Result<Vec<Opening>, Error> {
    if seat.role() != Role::PrivacyOfficer {
        return Ok(Vec::new());
    }
    tx.all(openings!("WHERE r.opening_id IS NULL ORDER BY o.review_due_at, o.id"), &[], read)
}

/// One opening, for the privacy officer and for the one who opened.
pub fn one(tx: &mut Tx<'_>, seat: &Seat, id: RowId) -> Result<Option<Opening>, Error> {
    let all = i64::from(seat.role() == Role::PrivacyOfficer);
    tx.maybe(
        openings!("WHERE o.id = $1 AND (CAST($2 AS BIGINT) = 1 OR o.opened_by = $3)"),
        params![id, all, seat.person()],
        read,
    )
}

/// When the record was read through an opening.
pub fn readings(tx: &mut Tx<'_>, opening: &Opening) -> Result<Vec<(Timestamp, String)>, Error> {
    tx.all(
        "SELECT at, object_kind FROM audit_entries
         WHERE participant_id = $1 AND actor_id = $2 AND action = 'opened' AND why = 'break_glass' AND at >= $3 AND at <= $4
         ORDER BY seq LIMIT 200",
        params![opening.participant, opening.by, opening.opened_at, *opening.until()],
        |row| Ok((row.get("at")?, row.get("object_kind")?)),
    )
}

/// Keeps what the privacy officer found; whether it was the first finding.
pub fn review(
    tx: &mut Tx<'_>,
    seat: &Seat,
    opening: &Opening,
    (verdict, words): (&str, Option<String>),
    now: Timestamp,
) -> Result<bool, Error> {
    let words = match words {
        Some(words) => seal(tx, opening.participant, &words)?,
        None => Value::Null,
    };
    let added = tx.execute(
        "INSERT INTO break_glass_reviews (opening_id, verdict, words, reviewed_at, reviewed_by)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (opening_id) DO NOTHING",
        params![opening.id, verdict, words, now, seat.person()],
    )?;
    Ok(added > 0)
}

/// Openings of the participant's record since an instant, for their Today: when, and by whom.
pub fn of_person(tx: &mut Tx<'_>, seat: &Seat, since: Timestamp) -> Result<Vec<(Timestamp, String)>, Error> {
    tx.all(
        "SELECT o.opened_at, b.name FROM break_glass_openings o
         JOIN participants a ON a.id = o.participant_id JOIN people b ON b.id = o.opened_by
         WHERE a.person_id = $1 AND o.opened_at >= $2 ORDER BY o.opened_at DESC, o.id LIMIT 8",
        params![seat.person(), since],
        |row| Ok((row.get("opened_at")?, row.get("name")?)),
    )
}
