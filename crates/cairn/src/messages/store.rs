//! Every statement on messages.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use super::{Conversation, Message, OwnHours, Partner, Side};
use crate::access::{Record, Role, Seat, Tier};
use crate::ids::{ParticipantId, PersonId, RowId, SupporterId};
use crate::web::PageRequest;

/// A supporter of a participant's matches `m`, as long as it is asked for.
const STANDING: &str = "EXISTS (SELECT 1 FROM matches m LEFT JOIN endings e ON e.match_id = m.id
    WHERE m.participant_id = x.participant_id AND m.supporter_id = x.supporter_id AND e.match_id IS NULL)";

/// A message `x` that the other side has not seen and that was not taken back.
const UNSEEN: &str = "NOT EXISTS (SELECT 1 FROM message_sightings s WHERE s.message_id = x.id)
    AND NOT EXISTS (SELECT 1 FROM message_withdrawals y WHERE y.message_id = x.id)";

/// The supporters with whom the participant is or was matched: who walks with them now first, then the newest.
pub(super) fn partners(tx: &mut Tx<'_>, record: &Record) -> Result<Vec<Partner>, Error> {
    let rows = tx.all(
        "SELECT k.id, k.person_id, k.supervisor_id, COALESCE(w.goes_by, w.name) AS name,
                CASE WHEN e.match_id IS NULL THEN 1 ELSE 0 END AS stands
         FROM matches m JOIN peer_supporters k ON k.id = m.supporter_id JOIN people w ON w.id = k.person_id
         LEFT JOIN endings e ON e.match_id = m.id
         WHERE m.participant_id = $1
         ORDER BY CASE WHEN e.match_id IS NULL THEN 0 ELSE 1 END, m.matched_at DESC, m.id",
        params![record.participant()],
        |row| {
            Ok(Partner {
                supporter: row.get("id")?,
                person: row.get("person_id")?,
                supervisor: row.get("supervisor_id")?,
                name: row.get("name")?,
                stands: row.get("stands")?,
            })
        },
    )?;
    let mut partners: Vec<Partner> = Vec::new();
    for partner in rows {
        if partners.iter().all(|known| known.supporter != partner.supporter) {
            partners.push(partner);
        }
    }
    Ok(partners)
}

/// The codes of the tiers that the viewer reads, between spaces. Each of the two reads every one.
fn readable(talk: &Conversation) -> String {
    let hat = match talk.side {
        Side::Participant => Role::Participant,
        Side::Supporter => Role::PeerSupporter,
        Side::Reader => talk.record().acting_as(),
    };
    let codes = super::TIERS.into_iter().filter(|tier| tier.is_read_by(hat)).map(Tier::code);
    [" ", &codes.collect::<Vec<_>>().join(" "), " "].concat()
}

/// What the viewer of a conversation may read: `$3` are their tiers, `$4` themself. What was taken back, its author alone.
const READABLE: &str = "x.participant_id = $1 AND x.supporter_id = $2
    AND CAST($3 AS TEXT) LIKE '% ' || x.tier || ' %'
    AND (x.sent_by = $4 OR NOT EXISTS (SELECT 1 FROM message_withdrawals y WHERE y.message_id = x.id))";

pub(super) fn has_any(tx: &mut Tx<'_>, talk: &Conversation) -> Result<bool, Error> {
    let sql = ["SELECT COUNT(*) AS n FROM messages x WHERE ", READABLE].concat();
    let tiers = readable(talk);
    let values = params![talk.record().participant(), talk.with.supporter, tiers, talk.viewer()];
    Ok(tx.count(&sql, values)? > 0)
}

const MESSAGE: &str =
    "SELECT x.id, x.words, x.tier, x.written_at, x.sent_at, x.sent_by, s.seen_at, t.withdrawn_at
    FROM messages x LEFT JOIN message_sightings s ON s.message_id = x.id
    LEFT JOIN message_withdrawals t ON t.message_id = x.id WHERE ";

fn read(row: &Row<'_>) -> Result<Message, Error> {
    Ok(Message {
        id: row.get("id")?,
        words: row.get("words")?,
        tier: row.get("tier")?,
        written_at: row.get("written_at")?,
        sent_at: row.get("sent_at")?,
        sent_by: row.get("sent_by")?,
        seen_at: row.get("seen_at")?,
        withdrawn_at: row.get("withdrawn_at")?,
    })
}

/// A page of a conversation, the newest first.
pub(super) fn list(tx: &mut Tx<'_>, talk: &Conversation, page: PageRequest) -> Result<Vec<Message>, Error> {
    let sql = [MESSAGE, READABLE, " ORDER BY x.sent_at DESC, x.id DESC LIMIT $5 OFFSET $6"].concat();
    let tiers = readable(talk);
    let place = (talk.record().participant(), talk.with.supporter);
    tx.all(&sql, params![place.0, place.1, tiers, talk.viewer(), page.limit(), page.offset()], read)
}

pub(super) fn one(tx: &mut Tx<'_>, talk: &Conversation, id: RowId) -> Result<Option<Message>, Error> {
    let sql = [MESSAGE, READABLE, " AND x.id = $5"].concat();
    let tiers = readable(talk);
    let values = params![talk.record().participant(), talk.with.supporter, tiers, talk.viewer(), id];
    tx.maybe(&sql, values, read)
}

/// In which conversation a message is: not proof, only where to ask for it.
pub(super) fn place_of(tx: &mut Tx<'_>, id: RowId) -> Result<Option<(ParticipantId, SupporterId)>, Error> {
    tx.maybe("SELECT participant_id, supporter_id FROM messages WHERE id = $1", params![id], |row| {
        Ok((row.get("participant_id")?, row.get("supporter_id")?))
    })
}

pub(super) fn add(tx: &mut Tx<'_>, talk: &Conversation, new: &Message) -> Result<(), Error> {
    let record = talk.record();
    tx.execute(
        "INSERT INTO messages (id, participant_id, supporter_id, words, tier, written_at, sent_at, sent_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            new.id,
            record.participant(),
            talk.with.supporter,
            tx.seal(record.person(), &new.words)?,
            new.tier,
            new.written_at,
            new.sent_at,
            new.sent_by
        ],
    )?;
    Ok(())
}

/// The viewer opened the conversation: what the other side wrote is seen. A reader's look is no sighting.
pub(super) fn see(tx: &mut Tx<'_>, talk: &Conversation, now: Timestamp) -> Result<(), Error> {
    if !talk.is_ours() {
        return Ok(());
    }
    let sql = [
        "INSERT INTO message_sightings (message_id, seen_at, seen_by)
         SELECT x.id, CAST($4 AS BIGINT), $3 FROM messages x
         WHERE x.participant_id = $1 AND x.supporter_id = $2 AND x.sent_by <> $3 AND ",
        UNSEEN,
        " ON CONFLICT (message_id) DO NOTHING",
    ];
    let values = params![talk.record().participant(), talk.with.supporter, talk.viewer(), now];
    tx.execute(&sql.concat(), values)?;
    Ok(())
}

/// Takes a message back; whether nobody had seen it.
pub(super) fn withdraw(
    tx: &mut Tx<'_>,
    talk: &Conversation,
    id: RowId,
    now: Timestamp,
) -> Result<bool, Error> {
    let added = tx.execute(
        "INSERT INTO message_withdrawals (message_id, withdrawn_at, withdrawn_by)
         SELECT x.id, CAST($3 AS BIGINT), x.sent_by FROM messages x WHERE x.id = $1 AND x.sent_by = $2
             AND NOT EXISTS (SELECT 1 FROM message_sightings s WHERE s.message_id = x.id)
         ON CONFLICT (message_id) DO NOTHING",
        params![id, talk.viewer(), now],
    )?;
    Ok(added > 0)
}

pub(super) fn set_tier(tx: &mut Tx<'_>, _talk: &Conversation, id: RowId, tier: Tier) -> Result<(), Error> {
    tx.execute("UPDATE messages SET tier = $2 WHERE id = $1", params![id, tier])?;
    Ok(())
}

/// A conversation as a list names it: the other side, and nothing that was said.
#[derive(Debug, Clone)]
pub struct Line {
    pub participant: ParticipantId,
    pub supporter: SupporterId,
    /// The other side.
    pub name: String,
    pub unread: i64,
    /// When something was last sent, by either.
    pub last_at: Option<Timestamp>,
    /// The two are matched now.
    pub stands: bool,
}

impl Line {
    pub fn path(&self) -> String {
        super::path(self.participant, self.supporter)
    }
}

/// The conversations in which the viewer is one of the two: unread ones first, then the latest. A supporter's own end
/// with the match; a participant keeps theirs as long as there is something in them.
pub fn lines(tx: &mut Tx<'_>, seat: &Seat) -> Result<Vec<Line>, Error> {
    let own = seat.role() == Role::Participant;
    let sql = [
        "SELECT m.participant_id, m.supporter_id,
                CASE WHEN CAST($2 AS BIGINT) = 1 THEN COALESCE(k.goes_by, k.name) ELSE COALESCE(w.goes_by, w.name) END AS name,
                CASE WHEN e.match_id IS NULL THEN 1 ELSE 0 END AS stands,
                (SELECT MAX(x.sent_at) FROM messages x
                    WHERE x.participant_id = m.participant_id AND x.supporter_id = m.supporter_id
                        AND (x.sent_by = $1 OR NOT EXISTS
                            (SELECT 1 FROM message_withdrawals y WHERE y.message_id = x.id))) AS last_at,
                (SELECT COUNT(*) FROM messages x
                    WHERE x.participant_id = m.participant_id AND x.supporter_id = m.supporter_id AND x.sent_by <> $1
                        AND NOT EXISTS (SELECT 1 FROM message_sightings s WHERE s.message_id = x.id)
                        AND NOT EXISTS (SELECT 1 FROM message_withdrawals y WHERE y.message_id = x.id)) AS unread
         FROM matches m JOIN participants p ON p.id = m.participant_id JOIN people w ON w.id = p.person_id
         JOIN peer_supporters c ON c.id = m.supporter_id JOIN people k ON k.id = c.person_id
         LEFT JOIN endings e ON e.match_id = m.id
         WHERE ",
        if own { "p.person_id" } else { "c.person_id" },
        " = $1 ORDER BY CASE WHEN e.match_id IS NULL THEN 0 ELSE 1 END, m.matched_at DESC, m.id",
    ];
    let rows = tx.all(&sql.concat(), params![seat.person(), i64::from(own)], |row| {
        Ok(Line {
            participant: row.get("participant_id")?,
            supporter: row.get("supporter_id")?,
            name: row.get("name")?,
            unread: row.get("unread")?,
            last_at: row.get("last_at")?,
            stands: row.get("stands")?,
        })
    })?;
    let mut lines: Vec<Line> = Vec::new();
    for line in rows {
        let known =
            lines.iter().any(|one| (one.participant, one.supporter) == (line.participant, line.supporter));
        if !known && (line.stands || (own && line.last_at.is_some())) {
            lines.push(line);
        }
    }
    lines.sort_by(|one, other| {
        let rank = |line: &Line| (line.unread == 0, !line.stands, std::cmp::Reverse(line.last_at));
        rank(one).cmp(&rank(other)).then_with(|| one.name.cmp(&other.name))
    });
    Ok(lines)
}

/// A supporter's own quiet hours and days away; everybody else has none. Nothing of a participant.
pub fn own_hours(tx: &mut Tx<'_>, person: PersonId) -> Result<OwnHours, Error> {
    let found = tx.maybe(
        "SELECT quiet_from, quiet_until, away_from, away_until FROM message_hours
         WHERE person_id = $1 ORDER BY id DESC LIMIT 1",
        params![person],
        |row| {
            let hours = (row.get("quiet_from")?, row.get("quiet_until")?);
            Ok(OwnHours::of(hours, (row.get("away_from")?, row.get("away_until")?)))
        },
    )?;
    Ok(found.unwrap_or_default())
}

pub(super) fn set_hours(
    tx: &mut Tx<'_>,
    seat: &Seat,
    own: &OwnHours,
    (id, now): (RowId, Timestamp),
) -> Result<(), Error> {
    let (from, until) = own.minutes().unzip();
    let (away_from, away_until) = own.away.unzip();
    tx.execute(
        "INSERT INTO message_hours (id, person_id, quiet_from, quiet_until, away_from, away_until, chosen_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![id, seat.person(), from, until, away_from, away_until, now],
    )?;
    Ok(())
}

/// The first message of a conversation that one of its sides has not seen, for the notice alone: no words, no names.
#[derive(Debug, Clone)]
pub struct Waiting {
    pub message: RowId,
    pub participant: ParticipantId,
    pub supporter: SupporterId,
    pub sent_at: Timestamp,
    /// Who has not seen it.
    pub reader: PersonId,
}

/// What waits for people who chose to be told, in conversations that go on.
pub(crate) fn waiting(tx: &mut Tx<'_>, since: Timestamp) -> Result<Vec<Waiting>, Error> {
    let sql = [
        "SELECT x.id, x.participant_id, x.supporter_id, x.sent_at,
                CASE WHEN x.sent_by = p.person_id THEN c.person_id ELSE p.person_id END AS reader
         FROM messages x JOIN participants p ON p.id = x.participant_id JOIN peer_supporters c ON c.id = x.supporter_id
         WHERE x.sent_at >= $1 AND ",
        UNSEEN,
        " AND ",
        STANDING,
        " AND NOT EXISTS (SELECT 1 FROM messages z WHERE z.participant_id = x.participant_id
                AND z.supporter_id = x.supporter_id AND z.sent_by = x.sent_by AND z.id < x.id
                AND NOT EXISTS (SELECT 1 FROM message_sightings s WHERE s.message_id = z.id)
                AND NOT EXISTS (SELECT 1 FROM message_withdrawals y WHERE y.message_id = z.id))
         ORDER BY x.sent_at, x.id",
    ];
    tx.all(&sql.concat(), params![since], |row| {
        Ok(Waiting {
            message: row.get("id")?,
            participant: row.get("participant_id")?,
            supporter: row.get("supporter_id")?,
            sent_at: row.get("sent_at")?,
            reader: row.get("reader")?,
        })
    })
}

/// By which ways the reader was already told that something waits in this conversation, since they last looked.
pub(crate) fn told(tx: &mut Tx<'_>, waiting: &Waiting) -> Result<Vec<String>, Error> {
    tx.all(
        "SELECT r.channel FROM reminders r JOIN messages x ON x.id = r.occurrence_id
         WHERE r.kind = 'message' AND r.person_id = $1 AND x.participant_id = $2 AND x.supporter_id = $3
             AND NOT EXISTS (SELECT 1 FROM message_sightings s WHERE s.message_id = x.id)",
        params![waiting.reader, waiting.participant, waiting.supporter],
        |row| row.get("channel"),
    )
}
