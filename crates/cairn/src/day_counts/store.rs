//! Every statement on counts of days.

use cairn_db::{Error, Tx, params};
use jiff::civil::Date;

use super::count::Shown;
use crate::access::{Record, Seat, Tier};
use crate::ids::{ParticipantId, PersonId, RowId};
use crate::recovery::Stamp;

/// A date that the person set, with who reads it.
#[derive(Debug, Clone)]
pub(super) struct Dated {
    pub id: RowId,
    pub on: Date,
    pub tier: Tier,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Kept {
    /// From when they count.
    pub start: Option<Dated>,
    /// The latest first.
    pub returns: Vec<Dated>,
    pub shown: Shown,
    /// How they call their days.
    pub called: Option<String>,
}

/// What the one who opened the record may read: everything of one's own, of another's what they let them read.
pub(super) fn readable(tx: &mut Tx<'_>, record: &Record) -> Result<Kept, Error> {
    let mut kept = of_person(tx, record.person())?;
    if !record.is_own() {
        let may = |dated: &Dated| dated.tier.is_read_by(record.acting_as());
        kept.start = kept.start.filter(may);
        kept.returns.retain(may);
        (kept.shown, kept.called) = (Shown::Nothing, None);
    }
    Ok(kept)
}

/// The viewer's own, for a page that opens no record.
pub(super) fn own(tx: &mut Tx<'_>, seat: &Seat) -> Result<Kept, Error> {
    of_person(tx, seat.person())
}

fn of_person(tx: &mut Tx<'_>, person: PersonId) -> Result<Kept, Error> {
    let starts: Vec<(RowId, Option<Date>, Tier)> = tx.all(
        "SELECT s.id, s.began_on AS day, s.tier FROM day_count_starts s JOIN participants p ON p.id = s.participant_id
         LEFT JOIN day_count_start_undoings u ON u.start_id = s.id
         WHERE p.person_id = $1 AND u.start_id IS NULL ORDER BY s.id DESC LIMIT 1",
        params![person],
        |row| Ok((row.get("id")?, row.get("day")?, row.get("tier")?)),
    )?;
    let returns: Vec<(RowId, Option<Date>, Tier)> = tx.all(
        "SELECT r.id, r.returned_on AS day, r.tier FROM day_count_returns r JOIN participants p ON p.id = r.participant_id
         LEFT JOIN day_count_return_undoings u ON u.return_id = r.id
         WHERE p.person_id = $1 AND u.return_id IS NULL ORDER BY r.id DESC",
        params![person],
        |row| Ok((row.get("id")?, row.get("day")?, row.get("tier")?)),
    )?;
    let showing: Option<(String, Option<String>)> = tx.maybe(
        "SELECT v.shown, v.called FROM day_count_showings v JOIN participants p ON p.id = v.participant_id
         WHERE p.person_id = $1 ORDER BY v.id DESC LIMIT 1",
        params![person],
        |row| Ok((row.get("shown")?, row.get("called")?)),
    )?;
    // A destroyed key leaves no date.
    let dated = |(id, on, tier): (RowId, Option<Date>, Tier)| Some(Dated { id, on: on?, tier });
    let mut returns: Vec<Dated> = returns.into_iter().filter_map(dated).collect();
    returns.sort_by_key(|one| std::cmp::Reverse((one.on, one.id)));
    let (shown, called) = showing.unwrap_or_default();
    Ok(Kept {
        start: starts.into_iter().find_map(dated),
        returns,
        shown: Shown::from_code(&shown).unwrap_or_default(),
        called,
    })
}

pub(super) fn add_start(
    tx: &mut Tx<'_>,
    record: &Record,
    (on, tier): (Date, Tier),
    stamp: Stamp<RowId>,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO day_count_starts (id, participant_id, began_on, tier, set_at, set_by)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![stamp.id, record.participant(), tx.seal_data(record.person(), on)?, tier, stamp.at, stamp.by],
    )?;
    Ok(())
}

pub(super) fn add_return(
    tx: &mut Tx<'_>,
    record: &Record,
    (on, tier): (Date, Tier),
    stamp: Stamp<RowId>,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO day_count_returns (id, participant_id, returned_on, tier, noted_at, noted_by)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![stamp.id, record.participant(), tx.seal_data(record.person(), on)?, tier, stamp.at, stamp.by],
    )?;
    Ok(())
}

pub(super) fn add_showing(
    tx: &mut Tx<'_>,
    record: &Record,
    (shown, called): (Shown, Option<&str>),
    stamp: Stamp<RowId>,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO day_count_showings (id, participant_id, shown, called, chosen_at, chosen_by)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![
            stamp.id,
            record.participant(),
            shown.code(),
            tx.seal_some(record.person(), called)?,
            stamp.at,
            stamp.by
        ],
    )?;
    Ok(())
}

/// Whose a start is: not proof, only where to ask for it.
pub(super) fn participant_of_start(tx: &mut Tx<'_>, id: RowId) -> Result<Option<ParticipantId>, Error> {
    tx.maybe("SELECT participant_id FROM day_count_starts WHERE id = $1", params![id], |row| {
        row.get("participant_id")
    })
}

pub(super) fn participant_of_return(tx: &mut Tx<'_>, id: RowId) -> Result<Option<ParticipantId>, Error> {
    tx.maybe("SELECT participant_id FROM day_count_returns WHERE id = $1", params![id], |row| {
        row.get("participant_id")
    })
}

/// The start before it counts again, if there was one.
pub(super) fn undo_start(tx: &mut Tx<'_>, _record: &Record, stamp: Stamp<RowId>) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO day_count_start_undoings (start_id, undone_at, undone_by) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING",
        params![stamp.id, stamp.at, stamp.by],
    )?;
    Ok(())
}

pub(super) fn undo_return(tx: &mut Tx<'_>, _record: &Record, stamp: Stamp<RowId>) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO day_count_return_undoings (return_id, undone_at, undone_by) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING",
        params![stamp.id, stamp.at, stamp.by],
    )?;
    Ok(())
}
