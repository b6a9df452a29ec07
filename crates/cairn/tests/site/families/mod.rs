//! Families: support of their own, and no sign of any participant.

use cairn::ids::{FamilyId, FamilyMeetingId, FamilyMemberId, GoalId, MatchId, OfferId, StepId};
use cairn_db::params;

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};

mod offers;
mod own;
mod planned;
mod story;
pub mod support;

/// Mia's family, which Sam met once.
pub async fn family(stage: &Stage) -> (FamilyId, FamilyMemberId) {
    let (family, member, _) = family_met(stage).await;
    (family, member)
}

/// The same, with the meeting. One a program, however often it is asked for.
pub async fn family_met(stage: &Stage) -> (FamilyId, FamilyMemberId, FamilyMeetingId) {
    let mia = stage.person("mia");
    let known: Result<_, cairn_db::Error> = stage
        .app
        .db
        .read(move |tx| {
            tx.maybe(
                "SELECT f.family_id, f.id, m.id AS meeting FROM family_members f
                 JOIN family_meetings m ON m.family_id = f.family_id
                 WHERE f.person_id = $1 ORDER BY m.id",
                params![mia],
                |row| Ok((row.get("family_id")?, row.get("id")?, row.get("meeting")?)),
            )
        })
        .await;
    if let Some(known) = known.unwrap() {
        return known;
    }
    let (app, now) = (&stage.app, stage.app.clock.now());
    let (family, member): (FamilyId, FamilyMemberId) = (app.chance.id(now), app.chance.id(now));
    let meeting: FamilyMeetingId = app.chance.id(now);
    let (mia, cora, sam) = (stage.person("mia"), stage.person("cora"), stage.sam);
    let made: Result<(), cairn_db::Error> = app
        .db
        .write(move |tx| {
            tx.execute(
                "INSERT INTO families (id, name, registered_at, registered_by) VALUES ($1, 'Lake family', $2, $3)",
                params![family, now, cora],
            )?;
            tx.execute(
                "INSERT INTO family_members (id, family_id, person_id, relation, registered_at, registered_by)
                 VALUES ($1, $2, $3, 'parent', $4, $5)",
                params![member, family, mia, now, cora],
            )?;
            tx.execute(
                "INSERT INTO family_meetings (id, family_id, model, supporter_id, starts_at, minutes, mode, words,
                    recorded_at, recorded_by)
                 VALUES ($1, $2, 'one_to_family', $3, $4, 45, 'phone', 'Spoke of Ana Ruiz', $4, $5)",
                params![meeting, family, sam, now, cora],
            )?;
            Ok(())
        })
        .await;
    made.unwrap();
    (family, member, meeting)
}

/// A goal of Mia's with a step.
async fn goal(stage: &Stage, member: FamilyMemberId) -> (GoalId, StepId) {
    let (app, now) = (&stage.app, stage.app.clock.now());
    let (goal, step): (GoalId, StepId) = (app.chance.id(now), app.chance.id(now));
    let mia = stage.person("mia");
    let made: Result<(), cairn_db::Error> = app
        .db
        .write(move |tx| {
            tx.execute(
                "INSERT INTO family_goals (id, member_id, words, tier, set_at, set_by)
                 VALUES ($1, $2, 'Sleep', 'team', $3, $4)",
                params![goal, member, now, mia],
            )?;
            tx.execute(
                "INSERT INTO family_steps (id, family_goal_id, words, set_at, set_by) VALUES ($1, $2, 'Rest', $3, $4)",
                params![step, goal, now, mia],
            )?;
            Ok(())
        })
        .await;
    made.unwrap();
    (goal, step)
}

/// Who reads, and who writes: the supporter who met the family, the supervisor of that supporter, the coordinator, and each
/// member what is their own.
const STAFF: &[&str] = &["cora", "sam", "sol"];
const WRITERS: &[&str] = &["cora", "sam"];
const READERS: &[&str] = &["mia", "cora", "sam", "sol"];
const OWN_OR_WRITERS: &[&str] = &["mia", "cora", "sam"];

pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let (family, member, meeting) = family_met(stage).await;
    let (goal, step) = goal(stage, member).await;
    let page = format!("/families/{family}");
    let all: &[&str] = &["cora", "sam", "tess", "sol"];
    let mut cases = vec![
        case("GET", "/families", "/families", all),
        case("GET", "/families/new", "/families/new", &["cora"]),
        case("POST", "/families", "/families", &["cora"]),
        case("GET", "/families/{id}", page.clone(), STAFF),
        case("POST", "/families/{id}/members", format!("{page}/members"), &["cora"]),
        case(
            "POST",
            "/families/{id}/members/{member}/invitation",
            format!("{page}/members/{member}/invitation"),
            &["cora"],
        ),
        case("POST", "/families/{id}/meetings", format!("{page}/meetings"), WRITERS),
        case("GET", "/families/{id}/series/new", format!("{page}/series/new"), WRITERS),
        case("POST", "/families/{id}/series", format!("{page}/series"), WRITERS),
        case("GET", "/family-meetings/{id}", format!("/family-meetings/{meeting}"), READERS),
        case("POST", "/family-meetings/{id}/note", format!("/family-meetings/{meeting}/note"), WRITERS),
        case(
            "POST",
            "/family-meetings/{id}/cancellation",
            format!("/family-meetings/{meeting}/cancellation"),
            OWN_OR_WRITERS,
        ),
        case(
            "GET",
            "/family-meetings/{id}/moves/new",
            format!("/family-meetings/{meeting}/moves/new"),
            OWN_OR_WRITERS,
        ),
        case(
            "POST",
            "/family-meetings/{id}/moves",
            format!("/family-meetings/{meeting}/moves"),
            OWN_OR_WRITERS,
        ),
        case("GET", "/families/{id}/profile", format!("{page}/profile"), OWN_OR_WRITERS),
        case("POST", "/families/{id}/profile", format!("{page}/profile"), OWN_OR_WRITERS),
        case("POST", "/families/{id}/ending", format!("{page}/ending"), WRITERS),
        case("POST", "/families/{id}/return", format!("{page}/return"), OWN_OR_WRITERS),
        case("GET", "/family", "/family", &["mia"]),
    ];
    cases.extend(records(member, goal, step));
    cases.extend(matching(stage, family).await);
    cases
}

/// An offer to Mia's family that was chosen and waits for Sam, one that waits for the family, and a match with another one.
async fn matching(stage: &Stage, family: FamilyId) -> Vec<Case> {
    let (app, now) = (&stage.app, stage.app.clock.now());
    let (chosen, open): (OfferId, OfferId) = (app.chance.id(now), app.chance.id(now));
    let (paired, other): (MatchId, FamilyId) = (app.chance.id(now), app.chance.id(now));
    let (sam, tess, cora) = (stage.sam, stage.tess, stage.person("cora"));
    let made: Result<(), cairn_db::Error> = app
        .db
        .write(move |tx| {
            for (id, supporter) in [(chosen, sam), (open, tess)] {
                tx.execute(
                    "INSERT INTO family_offers (id, family_id, model, supporter_id, round, place, score, reasons, made_at,
                        made_by)
                     VALUES ($1, $2, 'one_to_family', $3, 1, 1, 500, '[]', $4, $5)",
                    params![id, family, supporter, now, cora],
                )?;
            }
            tx.execute(
                "INSERT INTO family_offer_answers (offer_id, answer, answered_at, answered_by)
                 VALUES ($1, 'chosen', $2, $3)",
                params![chosen, now, cora],
            )?;
            tx.execute(
                "INSERT INTO families (id, name, registered_at, registered_by) VALUES ($1, 'Moor family', $2, $3)",
                params![other, now, cora],
            )?;
            tx.execute(
                "INSERT INTO family_matches (id, family_id, model, other_family_id, matched_at, matched_by)
                 VALUES ($1, $2, 'family_to_family', $3, $4, $5)",
                params![paired, family, other, now, cora],
            )?;
            Ok(())
        })
        .await;
    made.unwrap();
    let page = format!("/families/{family}");
    let (paired, sides): (String, &[&str]) = (format!("/family-matches/{paired}"), &["mia", "cora"]);
    let supporters: &[&str] = &["sam", "tess"];
    vec![
        case("GET", "/families/{id}/matching", format!("{page}/matching"), READERS),
        case("POST", "/families/{id}/offers", format!("{page}/offers"), &["cora"]),
        case("POST", "/families/{id}/conflicts", format!("{page}/conflicts"), &["cora"]),
        case("POST", "/family-offers/{id}/answer", format!("/family-offers/{open}/answer"), &["mia", "cora"]),
        case(
            "POST",
            "/family-offers/{id}/acceptance",
            format!("/family-offers/{chosen}/acceptance"),
            &["sam", "cora"],
        ),
        case("GET", "/family-matches/{id}/meetings/new", format!("{paired}/meetings/new"), sides),
        case("POST", "/family-matches/{id}/meetings", format!("{paired}/meetings"), sides),
        case("POST", "/family-matches/{id}/ending", format!("{paired}/ending"), sides),
        case("GET", "/families-asking", "/families-asking", supporters),
        case(
            "POST",
            "/peer-supporters/{id}/family-support",
            format!("/peer-supporters/{sam}/family-support"),
            &["sam"],
        ),
    ]
}

fn records(member: FamilyMemberId, goal: GoalId, step: StepId) -> Vec<Case> {
    let here = format!("/family-members/{member}");
    let (goals, steps) = (format!("/family-goals/{goal}"), format!("/family-steps/{step}"));
    vec![
        case("GET", "/family-members/{id}", here.clone(), READERS),
        case("GET", "/family-members/{id}/contact", format!("{here}/contact"), OWN_OR_WRITERS),
        case("POST", "/family-members/{id}/contact", format!("{here}/contact"), OWN_OR_WRITERS),
        case("GET", "/family-members/{id}/plan", format!("{here}/plan"), READERS),
        case("GET", "/family-members/{id}/goals/new", format!("{here}/goals/new"), OWN_OR_WRITERS),
        case("POST", "/family-members/{id}/goals", format!("{here}/goals"), OWN_OR_WRITERS),
        case("GET", "/family-goals/{id}/edit", format!("{goals}/edit"), OWN_OR_WRITERS),
        case("POST", "/family-goals/{id}", goals.clone(), OWN_OR_WRITERS),
        case("POST", "/family-goals/{id}/tier", format!("{goals}/tier"), OWN_OR_WRITERS),
        case("POST", "/family-goals/{id}/closing", format!("{goals}/closing"), OWN_OR_WRITERS),
        case("POST", "/family-goals/{id}/reopening", format!("{goals}/reopening"), OWN_OR_WRITERS),
        case("POST", "/family-goals/{id}/steps", format!("{goals}/steps"), OWN_OR_WRITERS),
        case("POST", "/family-steps/{id}/ending", format!("{steps}/ending"), OWN_OR_WRITERS),
        case("POST", "/family-steps/{id}/reopening", format!("{steps}/reopening"), OWN_OR_WRITERS),
        case("GET", "/family-members/{id}/measures", format!("{here}/measures"), READERS),
        case(
            "GET",
            "/family-members/{id}/measures/{instrument}",
            format!("{here}/measures/who5"),
            OWN_OR_WRITERS,
        ),
        case(
            "POST",
            "/family-members/{id}/measures/{instrument}",
            format!("{here}/measures/who5"),
            OWN_OR_WRITERS,
        ),
        case("GET", "/family-members/{id}/check-ins", format!("{here}/check-ins"), READERS),
        case("POST", "/family-members/{id}/check-ins", format!("{here}/check-ins"), &["mia"]),
        case("GET", "/family-members/{id}/support", format!("{here}/support"), READERS),
        case("GET", "/family-members/{id}/privacy", format!("{here}/privacy"), &["mia"]),
    ]
}
