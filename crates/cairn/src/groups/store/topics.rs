//! Statements on the topics of a curriculum.

use std::collections::BTreeMap;

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use super::super::Group;
use crate::access::Seat;
use crate::ids::{PersonId, RowId};
use crate::people::names::sort_by_name;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    pub id: RowId,
    pub title: String,
}

/// The topics of a group in their order, without those taken out.
pub fn topics(tx: &mut Tx<'_>, group: &Group) -> Result<Vec<Topic>, Error> {
    tx.all(
        "SELECT t.id, t.title FROM group_topics t LEFT JOIN group_topic_removals r ON r.topic_id = t.id
         WHERE t.group_id = $1 AND r.topic_id IS NULL ORDER BY t.place, t.id",
        params![group.id],
        |row| Ok(Topic { id: row.get("id")?, title: row.get("title")? }),
    )
}

/// Adds a topic at the end.
pub fn add_topic(
    tx: &mut Tx<'_>,
    seat: &Seat,
    group: &Group,
    new: &Topic,
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO group_topics (id, group_id, place, title, added_at, added_by)
         SELECT $1, $2, COALESCE(MAX(place), 0) + 1, $3, CAST($4 AS BIGINT), $5 FROM group_topics WHERE group_id = $2",
        params![new.id, group.id, &new.title, now, seat.person()],
    )?;
    Ok(())
}

/// Takes a topic out; whether there is such a topic.
pub fn remove_topic(
    tx: &mut Tx<'_>,
    seat: &Seat,
    group: &Group,
    topic: RowId,
    now: Timestamp,
) -> Result<bool, Error> {
    let sql = "SELECT COUNT(*) AS n FROM group_topics WHERE group_id = $1 AND id = $2";
    if tx.count(sql, params![group.id, topic])? == 0 {
        return Ok(false);
    }
    tx.execute(
        "INSERT INTO group_topic_removals (topic_id, removed_at, removed_by)
         SELECT t.id, CAST($3 AS BIGINT), $4 FROM group_topics t WHERE t.group_id = $1 AND t.id = $2
         ON CONFLICT DO NOTHING",
        params![group.id, topic, now, seat.person()],
    )?;
    Ok(true)
}

/// A topic with those who had it and those who have not yet, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicAt {
    pub topic: Topic,
    pub had: Vec<String>,
    pub not_yet: Vec<String>,
}

/// Who of the members and of those who come has had which topic: they were at a meeting that had it.
pub fn had_topics(tx: &mut Tx<'_>, seat: &Seat, group: &Group) -> Result<Vec<TopicAt>, Error> {
    let mut had: BTreeMap<RowId, Vec<PersonId>> = BTreeMap::new();
    let rows = tx.all(
        "SELECT DISTINCT m.topic_id, a.person_id FROM group_meetings m JOIN attendances a ON a.meeting_id = m.id
         WHERE m.group_id = $1 AND m.topic_id IS NOT NULL AND a.minutes > 0",
        params![group.id],
        |row| Ok((row.get::<RowId>("topic_id")?, row.get::<PersonId>("person_id")?)),
    )?;
    for (topic, person) in rows {
        had.entry(topic).or_default().push(person);
    }
    let mut people = super::people_here(tx, seat, group)?;
    sort_by_name(&mut people, |(id, name)| (name, *id));
    let line = |topic: Topic| {
        let with = had.get(&topic.id);
        let has = |person: &PersonId| with.is_some_and(|with| with.contains(person));
        let names = |wanted: bool| {
            people.iter().filter(|(id, _)| has(id) == wanted).map(|(_, name)| name.clone()).collect()
        };
        TopicAt { had: names(true), not_yet: names(false), topic }
    };
    Ok(topics(tx, group)?.into_iter().map(line).collect())
}
