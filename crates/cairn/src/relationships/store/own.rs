//! What one side keeps for itself: safety, readiness, what happened, amends, letters, how it went, later.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;
use jiff::civil::Date;

use super::Part;
use crate::access::Tier;
use crate::ids::{PersonId, RowId};

/// A look at safety.
pub struct Screen {
    pub answers: Option<String>,
    pub words: Option<String>,
    pub tier: Tier,
    pub at: Timestamp,
}

/// Every look at safety, the newest first.
pub fn screens(tx: &mut Tx<'_>, part: &Part) -> Result<Vec<Screen>, Error> {
    tx.all(
        "SELECT answers, words, tier, answered_at FROM repair_screens WHERE part_id = $1 ORDER BY id DESC LIMIT 50",
        params![part.id],
        |row| {
            Ok(Screen {
                answers: row.get("answers")?,
                words: row.get("words")?,
                tier: row.get("tier")?,
                at: row.get("answered_at")?,
            })
        },
    )
}

pub fn add_screen(
    tx: &mut Tx<'_>,
    part: &Part,
    (id, new): (RowId, &Screen),
    by: PersonId,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO repair_screens (id, part_id, answers, words, tier, answered_at, answered_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            id,
            part.id,
            tx.seal_data(part.person, new.answers.as_deref())?,
            tx.seal_some(part.person, new.words.as_deref())?,
            new.tier,
            new.at,
            by
        ],
    )?;
    Ok(())
}

pub struct Readiness {
    pub importance: i64,
    pub confidence: i64,
    pub hope: Option<String>,
    pub live_with: Option<String>,
    pub tier: Tier,
    pub at: Timestamp,
}

pub fn readiness(tx: &mut Tx<'_>, part: &Part) -> Result<Vec<Readiness>, Error> {
    tx.all(
        "SELECT importance, confidence, hope, live_with, tier, rated_at FROM repair_readiness
         WHERE part_id = $1 ORDER BY id DESC LIMIT 50",
        params![part.id],
        |row| {
            Ok(Readiness {
                importance: row.get("importance")?,
                confidence: row.get("confidence")?,
                hope: row.get("hope")?,
                live_with: row.get("live_with")?,
                tier: row.get("tier")?,
                at: row.get("rated_at")?,
            })
        },
    )
}

pub fn add_readiness(
    tx: &mut Tx<'_>,
    part: &Part,
    (id, new): (RowId, &Readiness),
    by: PersonId,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO repair_readiness (id, part_id, importance, confidence, hope, live_with, tier, rated_at, rated_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            id,
            part.id,
            new.importance,
            new.confidence,
            tx.seal_some(part.person, new.hope.as_deref())?,
            tx.seal_some(part.person, new.live_with.as_deref())?,
            new.tier,
            new.at,
            by
        ],
    )?;
    Ok(())
}

/// Words of one side: what happened, or how the first contact went.
#[derive(Debug, Clone)]
pub struct Account {
    pub id: RowId,
    pub words: String,
    pub tier: Tier,
    pub at: Timestamp,
}

macro_rules! words {
    ($all:ident, $add:ident, $table:literal) => {
        /// The newest first.
        pub fn $all(tx: &mut Tx<'_>, part: &Part) -> Result<Vec<Account>, Error> {
            tx.all(
                concat!(
                    "SELECT id, words, tier, written_at FROM ",
                    $table,
                    " WHERE part_id = $1 ORDER BY id DESC LIMIT 50"
                ),
                params![part.id],
                |row| {
                    Ok(Account {
                        id: row.get("id")?,
                        words: row.get("words")?,
                        tier: row.get("tier")?,
                        at: row.get("written_at")?,
                    })
                },
            )
        }

        pub fn $add(tx: &mut Tx<'_>, part: &Part, new: &Account, by: PersonId) -> Result<(), Error> {
            tx.execute(
                concat!(
                    "INSERT INTO ",
                    $table,
                    " (id, part_id, words, tier, written_at, written_by) VALUES ($1, $2, $3, $4, $5, $6)"
                ),
                params![new.id, part.id, tx.seal(part.person, &new.words)?, new.tier, new.at, by],
            )?;
            Ok(())
        }
    };
}

words!(accounts, add_account, "repair_accounts");
words!(goings, add_going, "repair_goings");

/// Something that somebody does to make amends.
#[derive(Debug, Clone)]
pub struct Amend {
    pub id: RowId,
    pub words: String,
    pub by_on: Option<Date>,
    pub tier: Tier,
    /// kept, not_kept, let_be: the newest, and when it was said.
    pub ending: Option<(String, Timestamp)>,
}

/// In the order in which they were set down.
pub fn amends(tx: &mut Tx<'_>, part: &Part) -> Result<Vec<Amend>, Error> {
    tx.all(
        "SELECT a.id, a.words, a.by_on, a.tier, e.ending, e.ended_at FROM repair_amends a
         LEFT JOIN repair_amend_endings e ON e.id = (
             SELECT x.id FROM repair_amend_endings x WHERE x.amend_id = a.id ORDER BY x.id DESC LIMIT 1)
         WHERE a.part_id = $1 ORDER BY a.id LIMIT 100",
        params![part.id],
        |row| {
            let ending: Option<String> = row.get("ending")?;
            let at: Option<Timestamp> = row.get("ended_at")?;
            Ok(Amend {
                id: row.get("id")?,
                words: row.get("words")?,
                by_on: row.get("by_on")?,
                tier: row.get("tier")?,
                ending: ending.zip(at),
            })
        },
    )
}

pub fn add_amend(
    tx: &mut Tx<'_>,
    part: &Part,
    new: &Amend,
    (now, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO repair_amends (id, part_id, words, by_on, tier, set_at, set_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![new.id, part.id, tx.seal(part.person, &new.words)?, new.by_on, new.tier, now, by],
    )?;
    Ok(())
}

/// Whether there is such a step of this part.
pub fn end_amend(
    tx: &mut Tx<'_>,
    part: &Part,
    (id, amend, ending): (RowId, RowId, &str),
    (now, by): (Timestamp, PersonId),
) -> Result<bool, Error> {
    let added = tx.execute(
        "INSERT INTO repair_amend_endings (id, amend_id, ending, ended_at, ended_by)
         SELECT $1, a.id, $3, $4, $5 FROM repair_amends a WHERE a.id = $2 AND a.part_id = $6",
        params![id, amend, ending, now, by, part.id],
    )?;
    Ok(added > 0)
}

/// A letter that is not sent.
#[derive(Debug, Clone)]
pub struct Letter {
    pub id: RowId,
    /// None once it was let go.
    pub words: Option<String>,
    pub begun_at: Timestamp,
    pub saved_at: Timestamp,
    pub let_go_at: Option<Timestamp>,
}

/// The newest first. For their author alone.
pub fn letters(tx: &mut Tx<'_>, part: &Part) -> Result<Vec<Letter>, Error> {
    tx.all(
        "SELECT l.id, l.words, l.begun_at, l.saved_at, g.let_go_at FROM repair_letters l
         LEFT JOIN repair_letter_lettings g ON g.letter_id = l.id
         WHERE l.part_id = $1 ORDER BY l.id DESC LIMIT 50",
        params![part.id],
        |row| {
            Ok(Letter {
                id: row.get("id")?,
                words: row.get("words")?,
                begun_at: row.get("begun_at")?,
                saved_at: row.get("saved_at")?,
                let_go_at: row.get("let_go_at")?,
            })
        },
    )
}

pub fn add_letter(
    tx: &mut Tx<'_>,
    part: &Part,
    (id, words): (RowId, &str),
    (now, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO repair_letters (id, part_id, words, tier, begun_at, saved_at, saved_by)
         VALUES ($1, $2, $3, $4, $5, $5, $6)",
        params![id, part.id, tx.seal(part.person, words)?, Tier::Mine, now, by],
    )?;
    Ok(())
}

/// A draft goes on in place: nobody but its author ever looks it up.
pub fn save_letter(
    tx: &mut Tx<'_>,
    part: &Part,
    (id, words): (RowId, &str),
    now: Timestamp,
) -> Result<bool, Error> {
    let changed = tx.execute(
        "UPDATE repair_letters SET words = $3, saved_at = $4 WHERE id = $1 AND part_id = $2
           AND NOT EXISTS (SELECT 1 FROM repair_letter_lettings g WHERE g.letter_id = repair_letters.id)",
        params![id, part.id, tx.seal(part.person, words)?, now],
    )?;
    Ok(changed > 0)
}

/// The words are gone; that there was a letter, and when it was let go, stays.
pub fn let_go(
    tx: &mut Tx<'_>,
    part: &Part,
    id: RowId,
    (now, by): (Timestamp, PersonId),
) -> Result<bool, Error> {
    let changed = tx.execute(
        "UPDATE repair_letters SET words = NULL WHERE id = $1 AND part_id = $2",
        params![id, part.id],
    )?;
    if changed > 0 {
        tx.execute(
            "INSERT INTO repair_letter_lettings (letter_id, let_go_at, let_go_by) VALUES ($1, $2, $3)
             ON CONFLICT DO NOTHING",
            params![id, now, by],
        )?;
    }
    Ok(changed > 0)
}

/// How it is two and six weeks later.
#[derive(Debug, Clone)]
pub struct FollowUp {
    pub id: RowId,
    pub due: String,
    pub closeness: i64,
    pub safety: i64,
    pub hope: i64,
    pub words: Option<String>,
    pub tier: Tier,
    pub at: Timestamp,
}

/// The newest first.
pub fn follow_ups(tx: &mut Tx<'_>, part: &Part) -> Result<Vec<FollowUp>, Error> {
    tx.all(
        "SELECT id, due, closeness, safety, hope, words, tier, answered_at FROM repair_follow_ups
         WHERE part_id = $1 ORDER BY id DESC LIMIT 50",
        params![part.id],
        |row| {
            Ok(FollowUp {
                id: row.get("id")?,
                due: row.get("due")?,
                closeness: row.get("closeness")?,
                safety: row.get("safety")?,
                hope: row.get("hope")?,
                words: row.get("words")?,
                tier: row.get("tier")?,
                at: row.get("answered_at")?,
            })
        },
    )
}

pub fn add_follow_up(tx: &mut Tx<'_>, part: &Part, new: &FollowUp, by: PersonId) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO repair_follow_ups (id, part_id, due, closeness, safety, hope, words, tier, answered_at, answered_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            new.id,
            part.id,
            &new.due,
            new.closeness,
            new.safety,
            new.hope,
            tx.seal_some(part.person, new.words.as_deref())?,
            new.tier,
            new.at,
            by
        ],
    )?;
    Ok(())
}
