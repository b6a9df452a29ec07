//! Every statement of the story: how often something happened since the person came.

use cairn_db::{Error, Tx, params};
use jiff::civil::Date;

use crate::access::Record;

/// The day on which they were first enrolled.
pub(super) fn came_on(tx: &mut Tx<'_>, record: &Record) -> Result<Option<Date>, Error> {
    tx.one(
        "SELECT MIN(enrolled_on) AS came_on FROM enrollments WHERE participant_id = $1",
        params![record.participant()],
        |row| row.get("came_on"),
    )
}

pub(super) fn sessions(tx: &mut Tx<'_>, record: &Record) -> Result<i64, Error> {
    tx.count(
        "SELECT COUNT(*) AS n FROM holdings h JOIN sessions s ON s.id = h.session_id WHERE s.participant_id = $1",
        params![record.participant()],
    )
}

pub(super) fn meetings(tx: &mut Tx<'_>, record: &Record) -> Result<i64, Error> {
    tx.count(
        "SELECT COUNT(*) AS n FROM attendances WHERE person_id = $1 AND minutes > 0",
        params![record.person()],
    )
}

pub(super) fn tools(tx: &mut Tx<'_>, record: &Record) -> Result<i64, Error> {
    tx.count("SELECT COUNT(*) AS n FROM tool_uses WHERE participant_id = $1", params![record.participant()])
}
