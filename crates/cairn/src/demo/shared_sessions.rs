//! Jordan and Linda talk together: once they did, and once more is agreed. Others wish to, and nobody answers a wish.

use cairn_db::Error;
use jiff::{SignedDuration, Timestamp};

use super::cast::{JORDAN, LINDA};
use super::house::House;
use super::lives::Life;
use super::words::families as words;
use super::world::{World, later};
use super::{relationships, rows};
use crate::access::Role;
use crate::consents::store::candidates;
use crate::disclosures::{NewEntry, Recipient, store};
use crate::ids::{ConsentId, DisclosureId, FamilyMemberId, PersonId, RowId};

/// Both sides, and whoever sits with them.
pub struct Both {
    pub consent: ConsentId,
    pub recipient: RowId,
    pub member: FamilyMemberId,
    pub linda: PersonId,
    host: PersonId,
    pub coordinator: PersonId,
}

/// What Jordan's consent, Linda, and those around them are; none in a program without them.
fn both(
    w: &mut World<'_, '_>,
    (host, coordinator): (PersonId, PersonId),
    jordan: &Life,
) -> Result<Option<Both>, Error> {
    let named = candidates(w.tx, jordan.participant)?.into_iter().find_map(|consent| {
        let to = consent.terms.recipients.iter().find(|to| to.name == LINDA)?;
        Some((consent.id, to.id))
    });
    // Names are sealed: she is found among all.
    let everybody = w.tx.all(
        "SELECT m.id, m.person_id, p.name FROM family_members m JOIN people p ON p.id = m.person_id ORDER BY m.id",
        &[],
        |row| Ok((row.get::<String>("name")?, (row.get("id")?, row.get("person_id")?))),
    )?;
    let linda = everybody.into_iter().find(|(name, _)| name == LINDA).map(|(_, ids)| ids);
    let (Some((consent, recipient)), Some((member, linda))) = (named, linda) else { return Ok(None) };
    Ok(Some(Both { consent, recipient, member, linda, host, coordinator }))
}

pub fn write(w: &mut World<'_, '_>, house: &House, lives: &[Life]) -> Result<(), Error> {
    wishes(w)?;
    let Some(jordan) = lives.iter().find(|life| life.is(JORDAN)) else { return Ok(()) };
    let Some(host) = house.supporters.first().map(|host| host.person) else { return Ok(()) };
    let Some(both) = both(w, (host, house.staff.coordinator), jordan)? else { return Ok(()) };
    let to = directory(w, &both)?;
    let now = w.now;
    let past = now - SignedDuration::from_hours(24 * 12);
    let held = session(w, jordan, (&both, &to), past)?;
    let (started_at, ended_at) = (past, later(past, 55));
    let recorded_at = w.past(later(ended_at, 15));
    rows::SharedHolding { session_id: held, started_at, ended_at, recorded_at, recorded_by: host }
        .put(w.tx)?;
    let (id, author_id, words) = (w.id(recorded_at), host, words::SHARED_NOTE);
    rows::SharedNote { id, session_id: held, author_id, tier: "ours", words, written_at: recorded_at }
        .put(w.tx)?;
    session(w, jordan, (&both, &to), now + SignedDuration::from_hours(24 * 5))?;
    relationships::write(w, jordan, (&both, &to))
}

/// Some have somebody in mind. Nothing is looked up.
fn wishes(w: &mut World<'_, '_>) -> Result<(), Error> {
    let members: Vec<FamilyMemberId> =
        w.tx.all("SELECT id FROM family_members ORDER BY id", &[], |row| row.get("id"))?;
    for (at, member_id) in members.into_iter().enumerate().filter(|(at, _)| at % 5 == 0) {
        let wished_at = w.workday(w.ago(30 + at as i64));
        let named = if at == 0 { JORDAN } else { w.dice.word(&["My son", "Danny", "My sister", "Rosa"]) };
        let words = Some(w.dice.word(words::WISHES));
        rows::SharedWish { id: w.id(wished_at), member_id, named, words, wished_at }.put(w.tx)?;
    }
    Ok(())
}

fn directory(w: &mut World<'_, '_>, both: &Both) -> Result<Recipient, Error> {
    let to = Recipient {
        id: uuid::Uuid::from(both.recipient).into(),
        kind: "person".to_string(),
        name: LINDA.to_string(),
        address: None,
        phone: None,
        standing: "family".to_string(),
    };
    let added = w.at(w.ago(200), 10 * 60);
    store::recipients::add(w.tx, &to, added, both.coordinator)?;
    Ok(to)
}

/// Proposed, carried, agreed on both sides, and read.
fn session(
    w: &mut World<'_, '_>,
    jordan: &Life,
    (both, to): (&Both, &Recipient),
    starts_at: Timestamp,
) -> Result<RowId, Error> {
    let proposed_at = w.past(starts_at - SignedDuration::from_hours(24 * 7));
    let id: RowId = w.id(proposed_at);
    rows::SharedSession {
        id,
        participant_id: jordan.participant,
        consent_id: both.consent,
        recipient_id: both.recipient,
        host_id: both.host,
        starts_at,
        planned_minutes: 60,
        mode: "in_person",
        place: Some("The room with the blue chairs"),
        proposed_at,
        proposed_by: jordan.person,
    }
    .put(w.tx)?;
    let invited_at = w.past(later(proposed_at, 60 * 5));
    let what = "That you would like to talk together, and so that you come here";
    let disclosure_id = disclose(w, jordan, (both, to), (invited_at, what))?;
    rows::SharedInvitation {
        session_id: id,
        member_id: both.member,
        disclosure_id,
        invited_at,
        invited_by: both.coordinator,
    }
    .put(w.tx)?;
    let agreed = [
        ("participant", jordan.person, both.linda, words::TOPICS_HIS, words::NOT_TOPICS_HIS, "team"),
        ("family", both.linda, jordan.person, words::TOPICS_HERS, words::NOT_TOPICS_HERS, "ours"),
    ];
    for (at, (side, by, reader, topics, not_topics, tier)) in (0_i64..).zip(agreed) {
        let agreed_at = w.past(later(proposed_at, 60 * 6 * at));
        let agreement: RowId = w.id(agreed_at);
        rows::SharedAgreement {
            id: agreement,
            session_id: id,
            side,
            topics: Some(topics),
            not_topics: Some(not_topics),
            there: Some("Marcus, and nobody else"),
            keeps: true,
            tier,
            agreed_at,
            agreed_by: by,
        }
        .put(w.tx)?;
        let read_at = w.past(later(agreed_at, 60 * 8));
        rows::SharedReading { agreement_id: agreement, read_at, read_by: reader }.put(w.tx)?;
    }
    Ok(id)
}

pub fn disclose(
    w: &mut World<'_, '_>,
    jordan: &Life,
    (both, to): (&Both, &Recipient),
    (at, what): (Timestamp, &str),
) -> Result<DisclosureId, Error> {
    let id: DisclosureId = w.id(at);
    let entry = NewEntry {
        id,
        participant: jordan.participant,
        subject: jordan.person,
        at,
        recipient: Some(to.id),
        recipient_name: to.name.clone(),
        recipient_address: None,
        description: what.to_string(),
        purpose: "family_involvement".to_string(),
        categories: vec!["presence".to_string(), "name".to_string()],
        basis: "consent",
        basis_id: Some(both.consent.to_string()),
        consent: Some(both.consent.to_string()),
        scope: Some("As the written consent says: family involvement.".to_string()),
        notice_version: "2024".to_string(),
        labels: ["R", "42CFRPart2", "SUD", "NORDSCLCD"].map(str::to_string).to_vec(),
        through_ehr: true,
        path: "electronic",
        link: None,
        decision: "{}".to_string(),
        by: both.coordinator,
        acting_as: Role::Coordinator,
    };
    store::ledger::append(w.tx, &entry)?;
    Ok(id)
}
