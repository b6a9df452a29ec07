//! Who belongs to a group, who waits for a place, and who accepted its ground rules.

use cairn_db::Error;

use super::groups::{Begun, Kind, Regular};
use super::world::{World, later};
use super::{rows, words};
use crate::ids::RowId;

/// The last ones who would come to a closed group wait for a place instead.
const WAITING: usize = 3;

pub fn write(w: &mut World<'_, '_>, begun: &Begun, group: &Kind, regulars: &[Regular]) -> Result<(), Error> {
    if group.is_public() {
        return Ok(());
    }
    let rules: RowId = w.id(begun.at);
    rows::GroupRules {
        id: rules,
        group_id: begun.id,
        version: 1,
        wording: words::GROUND_RULES,
        written_at: begun.at,
        written_by: begun.leader,
    }
    .put(w.tx)?;
    let mut known = std::collections::BTreeSet::new();
    let today = w.today;
    for regular in regulars.iter().filter(|one| one.from <= today) {
        let at = w.past(later(w.at(regular.from, 12 * 60), 5));
        if known.insert(regular.person) {
            let (way, recorded_by) =
                if w.dice.chance(0.6) { ("own_page", regular.person) } else { ("paper", begun.leader) };
            // Some never got round to it: the leader sees their names.
            if w.dice.chance(0.95) {
                let (rules_id, person_id) = (rules, regular.person);
                rows::GroupRuleAcceptance { rules_id, person_id, way, accepted_at: at, recorded_by }
                    .put(w.tx)?;
            }
        }
        if group.is_closed() {
            belong(w, begun, regular)?;
        }
    }
    if group.is_closed() { wait(w, begun, &known) } else { Ok(()) }
}

fn belong(w: &mut World<'_, '_>, begun: &Begun, regular: &Regular) -> Result<(), Error> {
    let joined_at = w.past(w.at(regular.from, 9 * 60));
    let id: RowId = w.id(joined_at);
    let (group_id, person_id, recorded_by) = (begun.id, regular.person, begun.leader);
    rows::GroupMembership { id, group_id, person_id, joined_at, recorded_by }.put(w.tx)?;
    if regular.until < w.today {
        let left_at = w.past(w.at(regular.until, 20 * 60)).max(joined_at);
        let reason = if w.dice.chance(0.5) { "finished" } else { "own_wish" };
        rows::GroupLeaving { membership_id: id, reason, left_at, recorded_by }.put(w.tx)?;
    }
    Ok(())
}

/// Enrolled people who are in no way part of the group yet; the first was offered a place the day before yesterday.
fn wait(
    w: &mut World<'_, '_>,
    begun: &Begun,
    known: &std::collections::BTreeSet<crate::ids::PersonId>,
) -> Result<(), Error> {
    let enrolled = w.tx.all(
        "SELECT p.person_id FROM participants p JOIN enrollments e ON e.participant_id = p.id
         LEFT JOIN discharges d ON d.enrollment_id = e.id WHERE d.enrollment_id IS NULL ORDER BY p.id",
        &[],
        |row| row.get::<crate::ids::PersonId>("person_id"),
    )?;
    let waiting = enrolled.into_iter().filter(|person| !known.contains(person)).take(WAITING);
    for (at, person_id) in (0..).zip(waiting.collect::<Vec<_>>()) {
        let since = w.workday(w.ago(20 - 3 * at));
        let id: RowId = w.id(since);
        rows::GroupWait { id, group_id: begun.id, person_id, since, recorded_by: person_id }.put(w.tx)?;
        if at == 0 {
            let offered_at = w.workday(w.ago(2));
            let (offer, offered_by) = (w.id(offered_at), begun.leader);
            rows::GroupPlaceOffer { id: offer, wait_id: id, offered_at, offered_by }.put(w.tx)?;
        }
    }
    Ok(())
}
