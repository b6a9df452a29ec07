//! Rows that a viewer may not know, planted beside the cast's own (see `differential.rs`).

use cairn::ids::*;
use cairn_db::{Error, Tx, Value, params};
use jiff::{SignedDuration, Timestamp};

use crate::cast::Stage;

#[derive(Debug, Clone, Copy)]
pub enum Hidden {
    /// Another participant with all that belongs to one, another group, another family, what two people keep between
    /// them, what a clinician keeps apart.
    Elsewhere { supporter: &'static str, asides_of: &'static [&'static str] },
    /// What people whose record the viewer knows keep between them, and what a clinician keeps apart; for whom reaches
    /// nobody who left long ago, such a participant too.
    Words { former: bool },
}

/// What the rows are written with: ids of a chance of their own, so that the program's own goes on as if nothing was.
struct Planter<'a, 'tx> {
    tx: &'a mut Tx<'tx>,
    chance: Chance,
    now: Timestamp,
    by: PersonId,
    ids: Vec<String>,
}

impl Planter<'_, '_> {
    fn id(&mut self) -> RowId {
        let id: RowId = self.chance.id(self.now);
        self.ids.push(id.to_string());
        id
    }

    fn row(&mut self, sql: &str, values: &[Value]) -> Result<(), Error> {
        self.tx.execute(sql, values).map(drop)
    }

    fn ago(&self, days: i64) -> Timestamp {
        self.now - SignedDuration::from_hours(24 * days)
    }
}

/// Plants the rows; the ids of everything planted.
pub async fn hide(stage: &Stage, hidden: Hidden) -> Vec<String> {
    let people = stage.people.clone();
    let (now, site, ana) = (stage.app.clock.now(), stage.site, stage.ana);
    let (sam, supporters) = (stage.sam, [("sam", stage.sam), ("tess", stage.tess)]);
    let planted: Result<Vec<String>, Error> = stage
        .app
        .db
        .write(move |tx| {
            let person = |name: &str| people.iter().find(|(known, _)| *known == name).unwrap().1;
            let mut p = Planter { tx, chance: Chance::from_seed(99), now, by: person("cora"), ids: vec![] };
            match hidden {
                Hidden::Elsewhere { supporter, asides_of } => {
                    let matched = supporters.iter().find(|(name, _)| *name == supporter).unwrap().1;
                    let zed = participant(&mut p, "Zed Quillfeather", site)?;
                    enroll(&mut p, zed.1, 3, None)?;
                    lives(&mut p, zed, matched, person(supporter))?;
                    contact(&mut p, zed.1, person(supporter))?;
                    group(&mut p, zed.0, person(supporter), site)?;
                    family(&mut p)?;
                    asides(&mut p, ana, asides_of.iter().map(|name| person(name)).collect())?;
                    counseling(&mut p, ana, person(supporter))?;
                }
                Hidden::Words { former } => {
                    asides(&mut p, ana, vec![person("ana"), person("sam")])?;
                    counseling(&mut p, ana, person("vale"))?;
                    message(&mut p, (ana, sam), person("sam"))?;
                    if former {
                        let quin = participant(&mut p, "Quin Quillfeather", site)?;
                        enroll(&mut p, quin.1, 900, Some(600))?;
                    }
                }
            }
            Ok(p.ids)
        })
        .await;
    planted.unwrap()
}

fn participant(p: &mut Planter<'_, '_>, name: &str, site: SiteId) -> Result<(RowId, RowId), Error> {
    let (person, role, id) = (p.id(), p.id(), p.id());
    let (at, by) = (p.ago(900), p.by);
    let email = format!("{}@example.org", name.to_lowercase().replace(' ', "."));
    p.row(
        "INSERT INTO people (id, name, email, phone, language, registered_at, registered_by)
         VALUES ($1, $2, $3, '555-0199', 'en', $4, $5)",
        params![person, name, email, at, by],
    )?;
    p.row(
        "INSERT INTO roles (id, person_id, role, granted_at, granted_by) VALUES ($1, $2, 'participant', $3, $4)",
        params![role, person, at, by],
    )?;
    p.row(
        "INSERT INTO participants (id, person_id, site_id, registered_at) VALUES ($1, $2, $3, $4)",
        params![id, person, site, at],
    )?;
    Ok((person, id))
}

fn enroll(p: &mut Planter<'_, '_>, participant: RowId, days: i64, left: Option<i64>) -> Result<(), Error> {
    let (id, at, by) = (p.id(), p.ago(days), p.by);
    let day = at.to_string().chars().take(10).collect::<String>();
    p.row(
        "INSERT INTO enrollments (id, participant_id, enrolled_on, enrolled_at, enrolled_by)
         VALUES ($1, $2, $3, $4, $5)",
        params![id, participant, day, at, by],
    )?;
    let Some(left) = left else { return Ok(()) };
    let at = p.ago(left);
    let day = at.to_string().chars().take(10).collect::<String>();
    p.row(
        "INSERT INTO discharges (enrollment_id, reason, alumni_calls, discharged_on, discharged_at, discharged_by)
         VALUES ($1, 'moved', 0, $2, $3, $4)",
        params![id, day, at, by],
    )
}

/// A match, a session that was held, its note, a plan, an insurance policy, a check-up.
fn lives(
    p: &mut Planter<'_, '_>,
    (person, participant): (RowId, RowId),
    supporter: SupporterId,
    author: PersonId,
) -> Result<(), Error> {
    let (paired, session, note, version, goal, step) = (p.id(), p.id(), p.id(), p.id(), p.id(), p.id());
    let (policy, assessment) = (p.id(), p.id());
    let (at, by, now) = (p.ago(2), p.by, p.now);
    let end = at + SignedDuration::from_mins(50);
    p.row(
        "INSERT INTO matches (id, participant_id, supporter_id, matched_at, matched_by) VALUES ($1, $2, $3, $4, $5)",
        params![paired, participant, supporter, at, by],
    )?;
    p.row(
        "INSERT INTO sessions (id, participant_id, supporter_id, starts_at, planned_minutes, mode, setting,
            scheduled_at, scheduled_by) VALUES ($1, $2, $3, $4, 50, 'in_person', 'center', $4, $5)",
        params![session, participant, supporter, at, author],
    )?;
    p.row(
        "INSERT INTO holdings (session_id, started_at, ended_at, recorded_at, recorded_by) VALUES ($1, $2, $3, $3, $4)",
        params![session, at, end, author],
    )?;
    p.row(
        "INSERT INTO notes (id, session_id, participant_id, author_id, begun_at) VALUES ($1, $2, $3, $4, $5)",
        params![note, session, participant, author, end],
    )?;
    p.row(
        "INSERT INTO note_versions (id, note_id, version, started_at, ended_at, mode, setting, what_i_did, did, response,
            next_step, written_together, billable, units, unit_rule, saved_at, saved_by)
         VALUES ($1, $2, 1, $3, $4, 'in_person', 'center', '[]', 'Quillfeather', 'Quillfeather', 'Quillfeather', 0, 1, 3,
            '15 more_than_half', $4, $5)",
        params![version, note, at, end, author],
    )?;
    p.row(
        "INSERT INTO goals (id, participant_id, words, set_at, set_by) VALUES ($1, $2, 'Quillfeather', $3, $4)",
        params![goal, participant, at, author],
    )?;
    p.row(
        "INSERT INTO steps (id, goal_id, words, by_on, set_at, set_by) VALUES ($1, $2, 'Quill', '2026-03-01', $3, $4)",
        params![step, goal, at, author],
    )?;
    p.row(
        "INSERT INTO insurance_policies (id, participant_id, payer, plan_type, member_id, subscriber_relation, network,
            recorded_at, recorded_by) VALUES ($1, $2, 'Quill Mutual', 'PPO', 'Q1', 'self', 'in', $3, $4)",
        params![policy, participant, at, by],
    )?;
    p.row(
        "INSERT INTO assessments (id, person_id, side, instrument, version, definition_hash, due_window, status,
            answers, total, answered_on, recorded_at, recorded_by)
         VALUES ($1, $2, 'participant', 'who_5', '1', '-', 'intake', 'declined', NULL, NULL, '2026-03-01', $3, $4)",
        params![assessment, person, now, by],
    )
}

/// An effort to reach them, calls, and a hand-over under way.
fn contact(p: &mut Planter<'_, '_>, participant: RowId, by: PersonId) -> Result<(), Error> {
    let (effort, assignment, calls, schedule, caller, call, hand_over) =
        (p.id(), p.id(), p.id(), p.id(), p.id(), p.id(), p.id());
    let (at, now) = (p.ago(9), p.now);
    p.row(
        "INSERT INTO outreaches (id, participant_id, why, place, every_days, first_on, until_on, begun_at, begun_by)
         VALUES ($1, $2, 'stopped_coming', 'Quillfeather', 7, '2026-02-25', '2026-05-25', $3, $4)",
        params![effort, participant, at, by],
    )?;
    p.row(
        "INSERT INTO outreach_assignments (id, outreach_id, owner_id, assigned_at, assigned_by)
         VALUES ($1, $2, $3, $4, $3)",
        params![assignment, effort, by, at],
    )?;
    p.row(
        "INSERT INTO telephone_supports (id, participant_id, first_on, agreed_how, begun_at, begun_by)
         VALUES ($1, $2, '2026-02-25', 'phone', $3, $4)",
        params![calls, participant, at, by],
    )?;
    p.row(
        "INSERT INTO telephone_schedules (id, support_id, every_days, calls, times, language, message_safe, set_at, set_by)
         VALUES ($1, $2, 7, 12, 'Quillfeather', 'en', 'no', $3, $4)",
        params![schedule, calls, at, by],
    )?;
    p.row(
        "INSERT INTO telephone_assignments (id, support_id, caller_id, assigned_at, assigned_by)
         VALUES ($1, $2, $3, $4, $3)",
        params![caller, calls, by, at],
    )?;
    p.row(
        "INSERT INTO telephone_calls (id, support_id, round, attempt, outcome, minutes, tier, words, answers, follow_up,
            called_at, called_by, next_round, next_attempt, next_on)
         VALUES ($1, $2, 1, 1, 'talked', 9, 'team', 'Quillfeather', '{}', 1, $3, $4, 2, 1, '2026-03-02')",
        params![call, calls, at, by],
    )?;
    p.row(
        "INSERT INTO hand_overs (id, participant_id, match_id, why, begun_at, begun_by)
         SELECT $1, m.participant_id, m.id, 'leave', $3, $4 FROM matches m WHERE m.participant_id = $2",
        params![hand_over, participant, now, by],
    )
}

fn group(p: &mut Planter<'_, '_>, person: RowId, leader: PersonId, site: SiteId) -> Result<(), Error> {
    let (group, meeting) = (p.id(), p.id());
    let (at, by) = (p.ago(1), p.by);
    p.row(
        "INSERT INTO support_groups (id, name, model, site_id, leader_id, rhythm, size_limit, begun_at, begun_by)
         VALUES ($1, 'Quill circle', 'support_group', $2, $3, 'Fridays', 8, $4, $5)",
        params![group, site, leader, at, by],
    )?;
    p.row(
        "INSERT INTO group_meetings (id, group_id, starts_at, minutes, topic, scheduled_at, scheduled_by)
         VALUES ($1, $2, $3, 60, 'Quills', $3, $4)",
        params![meeting, group, at, leader],
    )?;
    p.row(
        "INSERT INTO attendances (meeting_id, person_id, minutes, recorded_at, recorded_by) VALUES ($1, $2, 60, $3, $4)",
        params![meeting, person, at, leader],
    )
}

fn family(p: &mut Planter<'_, '_>) -> Result<(), Error> {
    let (family, at, by) = (p.id(), p.ago(1), p.by);
    p.row(
        "INSERT INTO families (id, name, registered_at, registered_by) VALUES ($1, 'Quillfeather', $2, $3)",
        params![family, at, by],
    )
}

/// What Ana's supporter wrote to her, and she has not seen.
fn message(
    p: &mut Planter<'_, '_>,
    (participant, supporter): (ParticipantId, SupporterId),
    author: PersonId,
) -> Result<(), Error> {
    let (id, at) = (p.id(), p.ago(1));
    p.row(
        "INSERT INTO messages (id, participant_id, supporter_id, words, tier, written_at, sent_at, sent_by)
         VALUES ($1, $2, $3, 'Quillfeather', 'ours', $4, $4, $5)",
        params![id, participant, supporter, at, author],
    )
}

/// Words beside Ana's sessions that each author keeps for themselves, and a tap on the other side.
fn asides(p: &mut Planter<'_, '_>, ana: ParticipantId, authors: Vec<PersonId>) -> Result<(), Error> {
    let sessions = p.tx.all(
        "SELECT id FROM sessions WHERE participant_id = $1 ORDER BY id LIMIT 1",
        params![ana],
        |row| row.get::<SessionId>("id"),
    )?;
    for session in sessions {
        for author in &authors {
            let (id, now) = (p.id(), p.now);
            p.row(
                "INSERT INTO asides (id, session_id, participant_id, author_id, tier, words, written_at)
                 VALUES ($1, $2, $3, $4, 'mine', 'Quillfeather', $5)",
                params![id, session, ana, *author, now],
            )?;
        }
    }
    Ok(())
}

fn counseling(p: &mut Planter<'_, '_>, ana: ParticipantId, author: PersonId) -> Result<(), Error> {
    let (id, now) = (p.id(), p.now);
    p.row(
        "INSERT INTO counseling_notes (id, participant_id, author_id, held_on, words, written_at)
         VALUES ($1, $2, $3, '2026-03-01', 'Quillfeather', $4)",
        params![id, ana, author, now],
    )
}
