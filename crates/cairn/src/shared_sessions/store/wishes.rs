//! Wishes of family members. No participant is looked for.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use crate::access::FamilyRecord;
use crate::ids::{FamilyMemberId, PersonId, RowId};

pub struct Wish {
    pub id: RowId,
    pub named: String,
    pub words: Option<String>,
    pub wished_at: Timestamp,
}

/// Wishes that stand, the newest first.
pub fn standing(tx: &mut Tx<'_>, record: &FamilyRecord) -> Result<Vec<Wish>, Error> {
    tx.all(
        "SELECT w.id, w.named, w.words, w.wished_at FROM shared_wishes w
         LEFT JOIN shared_wish_withdrawals x ON x.wish_id = w.id
         WHERE w.member_id = $1 AND x.wish_id IS NULL ORDER BY w.id DESC",
        params![record.member()],
        |row| {
            Ok(Wish {
                id: row.get("id")?,
                named: row.get("named")?,
                words: row.get("words")?,
                wished_at: row.get("wished_at")?,
            })
        },
    )
}

/// Whose wish it is: not proof, only where to ask for it.
pub fn member_of(tx: &mut Tx<'_>, id: RowId) -> Result<Option<FamilyMemberId>, Error> {
    tx.maybe("SELECT member_id FROM shared_wishes WHERE id = $1", params![id], |row| row.get("member_id"))
}

pub fn add(tx: &mut Tx<'_>, record: &FamilyRecord, new: &Wish) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO shared_wishes (id, member_id, named, words, wished_at) VALUES ($1, $2, $3, $4, $5)",
        params![
            new.id,
            record.member(),
            tx.seal(record.person(), &new.named)?,
            tx.seal_some(record.person(), new.words.as_deref())?,
            new.wished_at
        ],
    )?;
    Ok(())
}

pub fn withdraw(
    tx: &mut Tx<'_>,
    record: &FamilyRecord,
    id: RowId,
    (now, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO shared_wish_withdrawals (wish_id, withdrawn_at, withdrawn_by)
         SELECT w.id, $3, $4 FROM shared_wishes w WHERE w.id = $1 AND w.member_id = $2 ON CONFLICT DO NOTHING",
        params![id, record.member(), now, by],
    )?;
    Ok(())
}
