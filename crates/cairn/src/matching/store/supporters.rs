//! Supporters: what each shares, speaks, has time for, and how many people they support now.

use std::collections::{BTreeMap, BTreeSet};

use cairn_db::{Error, Row, Tx, params};
use cairn_matching::{Kind, Part, Shared, Showing, Slot, Supporter};
use jiff::Timestamp;

use crate::access::Seat;
use crate::ids::{ParticipantId, PersonId, RowId, SupporterId};
use crate::matching::reason::{self, Told};
use crate::matching::standing::Own;
use crate::people::names::sort_by_name;
use crate::program::Caseload;
use crate::web::PageRequest;

/// The most participants at a time: what the supporter says, or what is usual here, and never above the program's
/// hard stop.
pub fn capacity(own: Option<u32>, caseload: &Caseload) -> u32 {
    own.unwrap_or(caseload.usual).min(caseload.most)
}

/// Open matches (a family counts as one), open offers, and whether paused. An offer is open until it is answered, and while a chosen
/// supporter has not answered.
const LOADS: &str = "
    (SELECT COUNT(*) FROM supporter_pauses x WHERE x.supporter_id = s.id AND x.resumed_at IS NULL) AS pauses,
    (SELECT COUNT(*) FROM matches m LEFT JOIN endings e ON e.match_id = m.id
     WHERE m.supporter_id = s.id AND e.match_id IS NULL)
    + (SELECT COUNT(*) FROM family_matches m LEFT JOIN family_match_endings e ON e.match_id = m.id
     WHERE m.supporter_id = s.id AND e.match_id IS NULL) AS matched,
    (SELECT COUNT(*) FROM offers o LEFT JOIN offer_answers a ON a.offer_id = o.id
     LEFT JOIN acceptances c ON c.offer_id = o.id
     WHERE o.supporter_id = s.id
       AND (a.offer_id IS NULL OR (a.answer = 'chosen' AND c.offer_id IS NULL))) AS offered";

const WORKS_HERE: &str = "EXISTS (SELECT 1 FROM roles r LEFT JOIN role_endings x ON x.role_id = r.id
    WHERE r.person_id = s.person_id AND r.role = 'peer_supporter' AND x.role_id IS NULL)";

/// A line of the list of supporters.
pub struct SupporterLine {
    pub id: SupporterId,
    pub name: String,
    pub languages: Vec<String>,
    pub matched: u32,
    pub offered: u32,
    pub capacity: u32,
    pub paused: bool,
}

/// Supporters by name, a page at a time; only those of one supervisor when one is given.
pub fn lines(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    caseload: &Caseload,
    supervisor: Option<PersonId>,
    page: PageRequest,
) -> Result<Vec<SupporterLine>, Error> {
    let sql = format!(
        "SELECT s.id, p.name, s.capacity, {LOADS} FROM peer_supporters s JOIN people p ON p.id = s.person_id
         WHERE {WORKS_HERE} AND (CAST($1 AS TEXT) IS NULL OR s.supervisor_id = CAST($1 AS TEXT))"
    );
    let mut lines = tx.all(&sql, params![supervisor], |row| {
        Ok(SupporterLine {
            id: row.get("id")?,
            name: row.get("name")?,
            languages: Vec::new(),
            matched: row.get("matched")?,
            offered: row.get("offered")?,
            capacity: capacity(row.get("capacity")?, caseload),
            paused: row.get::<i64>("pauses")? > 0,
        })
    })?;
    sort_by_name(&mut lines, |line| (&line.name, line.id));
    let mut lines = page.cut(lines);
    for line in &mut lines {
        line.languages = languages(tx, line.id)?;
    }
    Ok(lines)
}

/// Whose supervision a supporter is under; nothing at all when there is no such supporter.
pub fn supervisor(tx: &mut Tx<'_>, id: SupporterId) -> Result<Option<Option<PersonId>>, Error> {
    tx.maybe("SELECT supervisor_id FROM peer_supporters WHERE id = $1", params![id], |row| {
        row.get("supervisor_id")
    })
}

/// What staff may know of a supporter. What they keep for matching is not in it.
pub struct Profile {
    pub id: SupporterId,
    pub person: PersonId,
    pub name: String,
    pub gender: Option<String>,
    pub languages: Vec<String>,
    pub times: BTreeSet<Slot>,
    pub video_link: Option<String>,
    /// As the supporter said it, if they did.
    pub own_capacity: Option<u32>,
    pub matched: u32,
    pub offered: u32,
    pub paused: bool,
}

pub fn profile(tx: &mut Tx<'_>, _seat: &Seat, id: SupporterId) -> Result<Option<Profile>, Error> {
    let sql = format!(
        "SELECT s.person_id, s.capacity, s.video_link, p.name, p.gender, {LOADS}
         FROM peer_supporters s JOIN people p ON p.id = s.person_id WHERE s.id = $1"
    );
    let found = tx.maybe(&sql, params![id], |row| {
        Ok(Profile {
            id,
            person: row.get("person_id")?,
            name: row.get("name")?,
            gender: row.get("gender")?,
            languages: Vec::new(),
            times: BTreeSet::new(),
            video_link: row.get("video_link")?,
            own_capacity: row.get("capacity")?,
            matched: row.get("matched")?,
            offered: row.get("offered")?,
            paused: row.get::<i64>("pauses")? > 0,
        })
    })?;
    let Some(mut profile) = found else { return Ok(None) };
    profile.languages = languages(tx, id)?;
    profile.times = times(tx, profile.person)?;
    Ok(Some(profile))
}

/// The items that may be shown.
pub fn shown(tx: &mut Tx<'_>, _seat: &Seat, id: SupporterId) -> Result<Vec<Shared>, Error> {
    let mut shared = Vec::new();
    tx.each(
        "SELECT kind, value, showing FROM shared_experiences
         WHERE supporter_id = $1 AND showing = 'may_be_shown'",
        params![id],
        |row| {
            shared.extend(read_shared(row)?);
            Ok(())
        },
    )?;
    Ok(in_order(shared))
}

/// Every item, also those for matching only: for the supporter alone.
pub fn own_items(tx: &mut Tx<'_>, own: &Own) -> Result<Vec<Shared>, Error> {
    let mut shared = Vec::new();
    tx.each(
        "SELECT kind, value, showing FROM shared_experiences WHERE supporter_id = $1",
        params![own.supporter()],
        |row| {
            shared.extend(read_shared(row)?);
            Ok(())
        },
    )?;
    Ok(in_order(shared))
}

fn in_order(mut shared: Vec<Shared>) -> Vec<Shared> {
    shared.sort_by(|one, other| (one.kind.code(), &one.value).cmp(&(other.kind.code(), &other.value)));
    shared
}

/// A row whose codes this version does not know counts as not shared.
fn read_shared(row: &Row<'_>) -> Result<Option<Shared>, Error> {
    let kind = Kind::from_code(&row.get::<String>("kind")?);
    let showing = Showing::from_code(&row.get::<String>("showing")?);
    let value: Option<String> = row.get("value")?;
    Ok(kind.zip(showing).zip(value).map(|((kind, showing), value)| Shared { kind, value, showing }))
}

fn languages(tx: &mut Tx<'_>, id: SupporterId) -> Result<Vec<String>, Error> {
    tx.all(
        "SELECT language FROM supporter_languages WHERE supporter_id = $1 ORDER BY language",
        params![id],
        |row| row.get("language"),
    )
}

pub fn times(tx: &mut Tx<'_>, person: PersonId) -> Result<BTreeSet<Slot>, Error> {
    let rows =
        tx.all("SELECT weekday, part FROM free_times WHERE person_id = $1", params![person], read_slot)?;
    Ok(rows.into_iter().flatten().collect())
}

fn read_slot(row: &Row<'_>) -> Result<Option<Slot>, Error> {
    let day = u8::try_from(row.get::<i64>("weekday")?).ok();
    let part = Part::from_code(&row.get::<String>("part")?);
    Ok(day.zip(part).and_then(|(day, part)| Slot::new(day, part)))
}

pub fn set_times(tx: &mut Tx<'_>, person: PersonId, times: &BTreeSet<Slot>) -> Result<(), Error> {
    tx.execute("DELETE FROM free_times WHERE person_id = $1", params![person])?;
    for slot in times {
        tx.execute(
            "INSERT INTO free_times (person_id, weekday, part) VALUES ($1, $2, $3)",
            params![person, i64::from(slot.day()), slot.part().code()],
        )?;
    }
    Ok(())
}

/// What a supporter says about themself. The rows are settings of theirs: each saving replaces the earlier ones.
pub struct NewProfile {
    pub shares: Vec<Shared>,
    pub languages: Vec<String>,
    pub times: BTreeSet<Slot>,
    pub gender: Option<String>,
    pub capacity: Option<u32>,
    pub video_link: Option<String>,
}

pub fn save(
    tx: &mut Tx<'_>,
    own: &Own,
    new: &NewProfile,
    now: Timestamp,
    mut id: impl FnMut() -> RowId,
) -> Result<(), Error> {
    let (supporter, person) = (own.supporter(), own.seat().person());
    tx.execute("DELETE FROM shared_experiences WHERE supporter_id = $1", params![supporter])?;
    for shared in &new.shares {
        let (kind, showing) = (shared.kind.code(), shared.showing.code());
        tx.execute(
            "INSERT INTO shared_experiences (id, supporter_id, kind, value, showing, told_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
            params![id(), supporter, kind, tx.seal_data(person, &shared.value)?, showing, now],
        )?;
    }
    tx.execute("DELETE FROM supporter_languages WHERE supporter_id = $1", params![supporter])?;
    for language in &new.languages {
        tx.execute(
            "INSERT INTO supporter_languages (supporter_id, language) VALUES ($1, $2)",
            params![supporter, language],
        )?;
    }
    set_times(tx, person, &new.times)?;
    tx.execute(
        "UPDATE peer_supporters SET capacity = $2, video_link = $3 WHERE id = $1",
        params![supporter, new.capacity, tx.seal_data(person, new.video_link.clone())?],
    )?;
    let gender = tx.seal_data(person, new.gender.clone())?;
    tx.execute("UPDATE people SET gender = $2 WHERE id = $1", params![person, gender])?;
    Ok(())
}

/// Starts a pause; nothing happens when the supporter is paused already.
pub fn pause(
    tx: &mut Tx<'_>,
    seat: &Seat,
    supporter: SupporterId,
    id: RowId,
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO supporter_pauses (id, supporter_id, paused_at, paused_by)
         SELECT $1, s.id, $3, $4 FROM peer_supporters s WHERE s.id = $2 AND NOT EXISTS (
             SELECT 1 FROM supporter_pauses x WHERE x.supporter_id = s.id AND x.resumed_at IS NULL)",
        params![id, supporter, now, seat.person()],
    )?;
    Ok(())
}

pub fn resume(tx: &mut Tx<'_>, _seat: &Seat, supporter: SupporterId, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "UPDATE supporter_pauses SET resumed_at = $2 WHERE supporter_id = $1 AND resumed_at IS NULL",
        params![supporter, now],
    )?;
    Ok(())
}

/// A supporter as the rules of matching see them.
#[derive(Debug, Clone)]
pub struct Peer {
    pub id: SupporterId,
    pub person: PersonId,
    pub name: String,
    /// Counts open offers into the caseload.
    pub profile: Supporter,
    /// Open matches alone.
    pub matched: u32,
}

/// Everyone who works here as a supporter, in order of id. Holds what supporters keep for matching: for ranking, not
/// for showing.
pub fn peers(tx: &mut Tx<'_>, _seat: &Seat, caseload: &Caseload) -> Result<Vec<Peer>, Error> {
    let sql = format!(
        "SELECT s.id, s.person_id, COALESCE(p.goes_by, p.name) AS name, p.gender, p.language, s.capacity, {LOADS}
         FROM peer_supporters s JOIN people p ON p.id = s.person_id WHERE {WORKS_HERE} ORDER BY s.id"
    );
    let mut peers: BTreeMap<SupporterId, (Peer, String)> = BTreeMap::new();
    for (peer, language) in tx.all(&sql, &[], |row| read_peer(row, caseload))? {
        peers.insert(peer.id, (peer, language));
    }
    tx.each("SELECT supporter_id, language FROM supporter_languages", &[], |row| {
        if let Some((peer, _)) = peers.get_mut(&row.get("supporter_id")?) {
            peer.profile.languages.insert(row.get("language")?);
        }
        Ok(())
    })?;
    tx.each("SELECT supporter_id, kind, value, showing FROM shared_experiences", &[], |row| {
        if let Some((peer, _)) = peers.get_mut(&row.get("supporter_id")?) {
            peer.profile.shares.extend(read_shared(row)?);
        }
        Ok(())
    })?;
    tx.each(
        "SELECT s.id, f.weekday, f.part FROM free_times f JOIN peer_supporters s ON s.person_id = f.person_id",
        &[],
        |row| {
            if let Some((peer, _)) = peers.get_mut(&row.get("id")?) {
                peer.profile.availability.extend(read_slot(row)?);
            }
            Ok(())
        },
    )?;
    let spoken = |(mut peer, language): (Peer, String)| {
        // Who has not said it yet speaks at least the language of their own pages.
        if peer.profile.languages.is_empty() {
            peer.profile.languages.insert(language);
        }
        peer
    };
    Ok(peers.into_values().map(spoken).collect())
}

fn read_peer(row: &Row<'_>, caseload: &Caseload) -> Result<(Peer, String), Error> {
    let id: SupporterId = row.get("id")?;
    let (matched, offered): (u32, u32) = (row.get("matched")?, row.get("offered")?);
    let profile = Supporter {
        id: id.to_string(),
        languages: BTreeSet::new(),
        shares: Vec::new(),
        gender: row.get("gender")?,
        availability: BTreeSet::new(),
        caseload: matched.saturating_add(offered),
        capacity: capacity(row.get("capacity")?, caseload),
        warn_at: caseload.warn_at,
        paused: row.get::<i64>("pauses")? > 0,
    };
    let peer = Peer { id, person: row.get("person_id")?, name: row.get("name")?, profile, matched };
    Ok((peer, row.get("language")?))
}

/// A participant who has chosen this supporter and waits for the answer.
pub struct Asking {
    pub offer: crate::ids::OfferId,
    pub participant: ParticipantId,
    /// What they go by, or their first name; more only once both have said yes.
    pub first_name: String,
    pub language: String,
    pub reasons: Vec<Told>,
    pub chosen_at: Timestamp,
}

/// Who waits for this supporter's answer, the longest waiting first.
pub fn asking(tx: &mut Tx<'_>, own: &Own) -> Result<Vec<Asking>, Error> {
    tx.all(
        "SELECT o.id, o.participant_id, o.reasons, a.answered_at, p.name, p.goes_by, p.language, l.language AS needed
         FROM offers o JOIN offer_answers a ON a.offer_id = o.id AND a.answer = 'chosen'
         LEFT JOIN acceptances c ON c.offer_id = o.id
         JOIN participants pa ON pa.id = o.participant_id JOIN people p ON p.id = pa.person_id
         LEFT JOIN match_limits l ON l.participant_id = pa.id
         WHERE o.supporter_id = $1 AND c.offer_id IS NULL ORDER BY a.answered_at, o.id",
        params![own.supporter()],
        |row| {
            let (name, goes_by): (String, Option<String>) = (row.get("name")?, row.get("goes_by")?);
            let first = name.split_whitespace().next().unwrap_or_default().to_string();
            let needed: Option<String> = row.get("needed")?;
            Ok(Asking {
                offer: row.get("id")?,
                participant: row.get("participant_id")?,
                first_name: goes_by.unwrap_or(first),
                language: needed.map_or_else(|| row.get("language"), Ok)?,
                reasons: reason::from_json(&row.get::<Option<String>>("reasons")?.unwrap_or_default()),
                chosen_at: row.get("answered_at")?,
            })
        },
    )
}
