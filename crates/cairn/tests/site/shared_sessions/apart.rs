//! Neither side's record reveals the other's: two programs that are equal but for one side answer the other side, and
//! whoever walks with it, the same, byte by byte.

use cairn::ids::{FamilyId, FamilyMemberId};
use cairn_db::{Error, params};
use jiff::SignedDuration;

use crate::cast::Stage;
use crate::guards::differential::{parting, seen};
use crate::relationships;

/// What a family is and has, supported by Tess, beside another family it is matched with.
struct Families {
    ids: Vec<String>,
}

/// Mia's family and Jo's. With `named`, Mia wishes to talk with Ana by name.
async fn families(stage: &mut Stage, named: bool) -> Families {
    let mut cora = stage.visit_as("cora").await;
    let page = cora.submit("/families", &[("name", "Hill family")]).await;
    let hill: FamilyId = page.rsplit('/').next().unwrap().parse().unwrap();
    let jo = crate::families::support::relative(stage, "jo", "Jo Hill", hill).await;
    let (app, now) = (stage.app.clone(), stage.app.clock.now());
    let (lake, member): (FamilyId, FamilyMemberId) = (app.chance.id(now), app.chance.id(now));
    let (mia, cora_id, tess) = (stage.person("mia"), stage.person("cora"), stage.tess);
    let made: Result<(), Error> = stage
        .app
        .db
        .write(move |tx| {
            tx.execute(
                "INSERT INTO families (id, name, registered_at, registered_by) VALUES ($1, 'Lake family', $2, $3)",
                params![lake, now, cora_id],
            )?;
            tx.execute(
                "INSERT INTO family_members (id, family_id, person_id, relation, registered_at, registered_by)
                 VALUES ($1, $2, $3, 'parent', $4, $5)",
                params![member, lake, mia, now, cora_id],
            )?;
            for (supporter, other) in [(Some(tess), None), (None, Some(hill))] {
                let id: cairn::ids::MatchId = app.chance.id(now);
                tx.execute(
                    "INSERT INTO family_matches (id, family_id, model, supporter_id, other_family_id, matched_at, matched_by)
                     VALUES ($1, $2, $3, $4, $5, $6, $7)",
                    params![
                        id,
                        lake,
                        if other.is_some() { "family_to_family" } else { "one_to_family" },
                        supporter,
                        other,
                        now,
                        cora_id
                    ],
                )?;
            }
            Ok(())
        })
        .await;
    made.unwrap();
    let mut mia = stage.visit_as("mia").await;
    mia.submit(&format!("/family-members/{member}/goals"), &[("words", "Sleep"), ("tier", "team")]).await;
    let mut ids = [lake.to_string(), hill.to_string(), member.to_string(), jo.to_string()].to_vec();
    if named {
        mia.submit(&format!("/family-members/{member}/wishes"), &[("named", "Ana Ruiz")]).await;
        // And asks that Ana be asked whether she would like to rebuild trust.
        let part =
            relationships::begin(&mut mia, &format!("/family-members/{member}"), "Ana Ruiz", "ours").await;
        relationships::safe(&mut mia, &part).await;
        relationships::ready(&mut mia, &part, ("To laugh", "Silence"), "ours").await;
        relationships::step(&mut mia, &part, "askings", &[]).await;
        ids.extend(part.rsplit('/').next().map(str::to_string));
    }
    Families { ids }
}

/// Everything that can be Ana's: sessions that were held, a plan, a consent that names Mia, a wish to rebuild trust with her
/// and a proposal to talk with her that nobody has carried.
async fn lives(stage: &Stage) -> String {
    let (mut sam, mut ana) = (stage.visit_as("sam").await, stage.visit_as("ana").await);
    let record = format!("/participants/{}", stage.ana);
    sam.submit(&format!("{record}/goals"), &[("words", "Talk with my mother"), ("tier", "record")]).await;
    let plan = [
        ("date", "2026-03-03"),
        ("time", "09:00"),
        ("minutes", "60"),
        ("mode", "in_person"),
        ("setting", "center"),
    ];
    sam.submit(&format!("{record}/sessions"), &plan).await;
    relationships::asked(stage, &mut ana).await;
    super::propose(stage, &mut ana).await
}

/// Leaves the program: no enrollment, no supporter.
async fn leave(stage: &Stage) {
    let (ana, cora, now) = (stage.ana, stage.person("cora"), stage.app.clock.now());
    let left: Result<(), Error> = stage
        .app
        .db
        .write(move |tx| {
            tx.execute(
                "INSERT INTO discharges (enrollment_id, reason, alumni_calls, discharged_on, discharged_at, discharged_by)
                 SELECT id, 'moved', 0, '2026-03-02', $2, $3 FROM enrollments WHERE participant_id = $1",
                params![ana, now, cora],
            )?;
            tx.execute(
                "INSERT INTO endings (match_id, wished_by, ended_at, ended_by)
                 SELECT id, 'program', $2, $3 FROM matches WHERE participant_id = $1",
                params![ana, now, cora],
            )?;
            Ok(())
        })
        .await;
    left.unwrap();
}

/// Every page of the rooms in which either side has something, with each of these ids in its first place.
fn addresses(ids: &[String]) -> Vec<String> {
    const ROOMS: [&str; 17] = [
        "today",
        "family",
        "family-members",
        "family-goals",
        "family-meetings",
        "family-matches",
        "families",
        "families-asking",
        "shared-sessions",
        "relationships",
        "participants",
        "sessions",
        "groups",
        "goals",
        "consents",
        "wellbeing",
        "help-now",
    ];
    let mut all = Vec::new();
    for (method, route) in cairn::web::all_routes().list() {
        // Pages about signing in show chance, which is not the same in two programs.
        let room = route.trim_start_matches('/').split('/').next().unwrap_or_default();
        let skipped = !ROOMS.contains(&room);
        if *method != "GET" || skipped {
            continue;
        }
        let Some((before, rest)) = route.split_once('{') else {
            all.push((*route).to_string());
            continue;
        };
        let after = rest.split_once('}').map_or("", |(_, after)| after);
        let after = after.replace("{instrument}", "who5").replace("{step}", "what");
        if !after.contains('{') {
            all.extend(ids.iter().map(|id| format!("{before}{id}{after}")));
        }
    }
    all
}

/// Without the ids that looking itself makes: how many were made before is told by them to nobody but a test.
fn without_new_ids(stage: &Stage, text: String) -> String {
    let new: cairn::ids::RowId = stage.app.chance.id(stage.app.clock.now());
    let begin = new.to_string()[..13].to_string();
    let parts: Vec<&str> = text.split(begin.as_str()).collect();
    let rest = parts.iter().skip(1).map(|part| part.get(23..).unwrap_or_default());
    parts.iter().take(1).copied().chain(rest).collect::<Vec<_>>().join("new id")
}

/// Walks through both programs as each of the viewers; what differs. Left out are proofs of the log: its head counts every
/// act in the program, whoever did it.
async fn compare(one: &Stage, other: &Stage, viewers: &[&str], addresses: &[String]) -> Vec<String> {
    let mut leaks = Vec::new();
    for name in viewers {
        let (mut left, mut right) = (one.visit_as(name).await, other.visit_as(name).await);
        let proofs =
            |address: &str| ["/accounting/all", "/accounting/file"].iter().any(|end| address.ends_with(end));
        for address in addresses.iter().filter(|address| !proofs(address)) {
            let plain = without_new_ids(one, seen(left.get(address).await));
            let hiding = without_new_ids(other, seen(right.get(address).await));
            if plain != hiding && leaks.len() < 8 {
                leaks.push(format!("{name}: {address}\n{}", parting(&plain, &hiding)));
            }
        }
    }
    leaks
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn row_35_the_family_s_side_is_the_same_whoever_is_here() {
    let (mut without, mut with) = (Stage::set().await, Stage::set().await);
    let (mut ids, same) = (families(&mut without, true).await.ids, families(&mut with, true).await.ids);
    assert_eq!(ids, same, "the two programs begin equal");
    leave(&without).await;
    let session = lives(&with).await;
    ids.extend([without.ana.to_string(), session.rsplit('/').next().unwrap().to_string()]);
    let addresses = addresses(&ids);
    assert!(addresses.len() > 200, "{}", addresses.len());
    let leaks = compare(&without, &with, &["mia", "jo", "tess"], &addresses).await;
    assert!(leaks.is_empty(), "{} leaks:\n{}", leaks.len(), leaks.join("\n\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn row_35_the_participant_s_side_is_the_same_whoever_is_supported() {
    let (without, mut with) = (Stage::set().await, Stage::set().await);
    let (session, same) = (lives(&without).await, lives(&with).await);
    assert_eq!(session, same, "the two programs begin equal");
    let mut ids = families(&mut with, true).await.ids;
    ids.extend([without.ana.to_string(), session.rsplit('/').next().unwrap().to_string()]);
    let addresses = addresses(&ids);
    for stage in [&without, &with] {
        stage.advance(SignedDuration::from_mins(1));
    }
    let leaks = compare(&without, &with, &["ana", "bo", "sam", "sol", "vale"], &addresses).await;
    assert!(leaks.is_empty(), "{} leaks:\n{}", leaks.len(), leaks.join("\n\n"));
}
