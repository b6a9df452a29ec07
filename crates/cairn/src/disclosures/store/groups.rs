//! What a record says about group meetings, read for the gate alone: only this participant's own part and the shared one,
//! of notes that were approved. Who else was there is in none of it.

use cairn_db::{Error, Tx, params};
use cairn_part2::Category;
use jiff::Timestamp;

use crate::access::Tier;
use crate::disclosures::content::{Leaf, Said};
use crate::ids::{ParticipantId, RowId};

/// Meetings of groups with an approved note: that the person was there, what a claim needs, and the words that may leave.
pub fn meetings(tx: &mut Tx<'_>, participant: ParticipantId) -> Result<Vec<Leaf>, Error> {
    let met = tx.all(
        "SELECT x.id, m.starts_at, x.minutes, x.units, x.tier, x.words, n.tier AS shared_tier, v.shared, v.not_billed
         FROM group_note_parts x JOIN group_note_versions v ON v.id = x.version_id
         JOIN group_notes n ON n.id = v.note_id JOIN group_meetings m ON m.id = n.meeting_id
         JOIN participants q ON q.person_id = x.person_id JOIN support_groups g ON g.id = m.group_id
         WHERE q.id = $1 AND g.model <> 'family_group' AND v.version = (
             SELECT MAX(u.version) FROM group_note_submissions u
             JOIN group_note_approvals a ON a.submission_id = u.id WHERE u.note_id = n.id)
         ORDER BY m.starts_at DESC, x.id DESC",
        params![participant],
        |row| {
            let id = row.get::<RowId>("id")?.to_string();
            let at: Timestamp = row.get("starts_at")?;
            let length = ("pages-minutes", Said::Words(row.get::<i64>("minutes")?.to_string()));
            let leaf = |category, lines| Leaf { id: id.clone(), category, at: Some(at), labels: None, lines };
            let mut leaves = vec![leaf(Category::Attendance, vec![length.clone()])];
            if row.get::<Option<String>>("not_billed")?.is_none() {
                let units = ("pages-units", Said::Words(row.get::<i64>("units")?.to_string()));
                leaves.push(leaf(Category::Billing, vec![length, units]));
            }
            let mut said = Vec::new();
            for (key, tier, words) in [("pages-did", "shared_tier", "shared"), ("pages-response", "tier", "words")] {
                let text: String = row.get(words)?;
                if row.get::<Tier>(tier)?.may_leave(false) && !text.is_empty() {
                    said.push((key, Said::Words(text)));
                }
            }
            leaves.push(leaf(Category::SessionNotes, said));
            Ok(leaves)
        },
    )?;
    Ok(met.into_iter().flatten().collect())
}
