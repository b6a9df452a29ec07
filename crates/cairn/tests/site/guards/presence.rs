//! Nobody's presence in one of the four models leaks into another: Ana is in all of them in one month, and those who are
//! near her look at every page they can reach.

use std::collections::BTreeSet;

use cairn::ids::{FamilyId, FamilyMemberId, PersonId, RoleId};
use cairn_db::params;

use crate::cast::Stage;
use crate::visitor::Visitor;

/// Said in Ana's pages, by her or about her, in each model.
const OF_ANA: [&str; 6] =
    ["heron-session", "heron-check-in", "heron-goal", "heron-aside", "heron-message", "heron-repair"];
/// Said in the pages of her mother's family.
const OF_MIA: [&str; 2] = ["egret-goal", "egret-meeting"];

/// Olga, of another family, who sits in the same family group as Mia.
async fn olga(stage: &Stage) -> Visitor {
    let (app, now, cora) = (stage.app.clone(), stage.app.clock.now(), stage.person("cora"));
    let (person, family): (PersonId, FamilyId) = (app.chance.id(now), app.chance.id(now));
    let (member, role): (FamilyMemberId, RoleId) = (app.chance.id(now), app.chance.id(now));
    let link: Result<String, cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            let named = cairn::people::NewPerson {
                name: "Olga Petrenko".to_string(),
                language: "en".to_string(),
                ..cairn::people::NewPerson::default()
            };
            let id = cairn::people::store::add(tx, person, &named, now, Some(cora))?;
            let hat = cairn::access::Role::FamilyMember;
            let grant = cairn::people::store::Grant { id: role, person: id, role: hat, by: Some(cora) };
            cairn::people::store::grant(tx, &grant, now)?;
            tx.execute(
                "INSERT INTO families (id, name, registered_at, registered_by) VALUES ($1, 'Hill family', $2, $3)",
                params![family, now, cora],
            )?;
            tx.execute(
                "INSERT INTO family_members (id, family_id, person_id, relation, registered_at, registered_by)
                 VALUES ($1, $2, $3, 'parent', $4, $5)",
                params![member, family, id, now, cora],
            )?;
            cairn::account::invite(tx, &app, cairn::account::LinkKind::Demo, Some(id), None)
        })
        .await;
    let mut visitor = stage.stranger();
    visitor.get(&format!("/enter/{}", link.unwrap())).await;
    visitor
}

/// Ana in all four models; the ids of what there is to ask for.
async fn everywhere(stage: &Stage) -> Vec<String> {
    let ana = format!("/participants/{}", stage.ana);
    let (person, bo) = (stage.person("ana").to_string(), stage.person("bo").to_string());
    let mut sam = stage.visit_as("sam").await;
    let planned = [
        ("date", "2026-03-02"),
        ("time", "11:00"),
        ("minutes", "60"),
        ("mode", "in_person"),
        ("setting", "home"),
        ("place", "heron-session"),
    ];
    let session = sam.submit(&format!("{ana}/sessions"), &planned).await;
    let mut ids = vec![stage.ana.to_string(), session.trim_start_matches("/sessions/").to_string()];
    let mut own = stage.visit_as("ana").await;
    own.submit(&format!("{ana}/check-ins"), &[("words", "heron-check-in"), ("tier", "team")]).await;
    own.submit(&format!("{ana}/goals"), &[("words", "heron-goal"), ("tier", "record")]).await;
    let talk = format!("{ana}/messages/{}", stage.sam);
    own.submit(&talk, &[("words", "heron-message"), ("tier", "team")]).await;
    own.submit(&format!("{session}/asides"), &[("words", "heron-aside"), ("tier", "ours")]).await;
    let part = crate::relationships::begin(&mut own, &ana, "Somebody", "team").await;
    crate::relationships::safe(&mut own, &part).await;
    let account = [("words", "heron-repair"), ("tier", "ours")];
    crate::relationships::step(&mut own, &part, "account", &account).await;
    ids.push(part.rsplit('/').next().unwrap().to_string());
    for (model, leader) in [("support_group", "sam"), ("group_therapy", "vale")] {
        let (group, meeting) = crate::groups::group(stage, model, leader, None).await;
        ids.push(group.to_string());
        let sheet = format!("/groups/{group}/meetings/{meeting}");
        let there = [("present", person.as_str()), ("present", bo.as_str()), ("minutes", "60")];
        stage.visit_as(leader).await.submit(&sheet, &there).await;
    }
    let (family, member, meeting) = crate::families::family_met(stage).await;
    ids.extend([family.to_string(), member.to_string(), meeting.to_string()]);
    let mut mia = stage.visit_as("mia").await;
    mia.submit(&format!("/family-members/{member}/goals"), &[("words", "egret-goal"), ("tier", "team")])
        .await;
    let written: Result<u64, cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            let words = tx.seal(family, "egret-meeting")?;
            tx.execute("UPDATE family_meetings SET words = $2 WHERE family_id = $1", params![family, words])
        })
        .await;
    assert_eq!(written.unwrap(), 1);
    ids
}

/// Every address that a route could have with one of these ids in it.
fn addresses(ids: &[String]) -> Vec<String> {
    let routes = cairn::web::all_routes();
    let mut all = BTreeSet::new();
    for (_, pattern) in routes.list().iter().filter(|(method, _)| *method == "GET") {
        for id in ids {
            let parts = pattern.split('/').map(|part| if part.starts_with('{') { id } else { part });
            all.insert(parts.collect::<Vec<_>>().join("/"));
        }
    }
    all.into_iter().collect()
}

/// Every page that this visitor reaches: by its address, and by following links.
async fn reached(visitor: &mut Visitor, addresses: &[String]) -> Vec<(String, String)> {
    let from: Vec<String> = [&["/today".to_string()], addresses].concat();
    let pages = visitor.reached(&from).await.into_iter();
    pages.filter(|page| page.reply.status.is_success()).map(|page| (page.path, page.reply.body)).collect()
}

#[tokio::test]
async fn those_near_her_learn_nothing_they_should_not() {
    let stage = Stage::set().await;
    let addresses = addresses(&everywhere(&stage).await);
    let olga = olga(&stage).await;
    let secrets_of_ana: Vec<&str> = OF_ANA.into_iter().chain(["Ana Ruiz", "Ana "]).collect();
    let mut told = Vec::new();
    let viewers = [
        // The one beside her in two groups, her mother, and somebody else's mother.
        (
            "bo",
            stage.visit_as("bo").await,
            [secrets_of_ana.clone(), OF_MIA.to_vec(), vec!["Mia Ruiz"]].concat(),
        ),
        ("mia", stage.visit_as("mia").await, secrets_of_ana.clone()),
        ("olga", olga, [secrets_of_ana, OF_MIA.to_vec(), vec!["Mia Ruiz"]].concat()),
        // And she herself learns nothing of what her mother says.
        (
            "ana",
            stage.visit_as("ana").await,
            [OF_MIA.to_vec(), vec!["Mia Ruiz", "Bo Chen", "Lake family"]].concat(),
        ),
    ];
    for (name, mut visitor, secrets) in viewers {
        let pages = reached(&mut visitor, &addresses).await;
        assert!(pages.len() > 10, "{name} reached {} pages only", pages.len());
        for (path, page) in pages {
            // With whom somebody would rather not be paired: first names of those they sat with (decision 30).
            let sat_with = |secret: &str| secret == "Ana " && path.ends_with("/exchange-limits");
            for secret in secrets.iter().filter(|secret| page.contains(**secret) && !sat_with(secret)) {
                told.push(format!("{name} reads “{secret}” at {path}"));
            }
        }
    }
    assert!(told.is_empty(), "{told:#?}");
}

#[tokio::test]
async fn what_is_hidden_is_there_to_be_found() {
    let stage = Stage::set().await;
    everywhere(&stage).await;
    let own = format!("/participants/{}", stage.ana);
    let pages = reached(&mut stage.visit_as("ana").await, &[own]).await;
    for word in OF_ANA {
        assert!(pages.iter().any(|(_, page)| page.contains(word)), "{word} is on no page of hers");
    }
    let pages = reached(&mut stage.visit_as("mia").await, &[]).await;
    assert!(pages.iter().any(|(_, page)| page.contains("egret-goal")), "her own goal");
}

/// Said by Mia or about her, for herself and who walks with her: in her plan, her check-in, a meeting with her alone, a
/// group.
const OF_MIA_ALONE: [&str; 4] = ["egret-goal", "egret-check-in", "egret-note", "Curlewwords."];

#[tokio::test]
async fn those_of_one_family_are_separate_people() {
    let mut stage = Stage::set().await;
    let mut ids = everywhere(&stage).await;
    let (family, member, _) = crate::families::family_met(&stage).await;
    let ned = crate::families::support::relative(&mut stage, "ned", "Ned Ruiz", family).await;
    let (_, part) = crate::groups::noted_of_family(&stage).await;
    let record = format!("/family-members/{member}");
    let mut mia = stage.visit_as("mia").await;
    let said = [("value", "4"), ("words", "egret-check-in"), ("tier", "team")];
    mia.submit(&format!("{record}/check-ins"), &said).await;
    let there = member.to_string();
    let meeting = [
        ("model", "one_to_family"),
        ("date", "2026-03-01"),
        ("time", "15:00"),
        ("minutes", "40"),
        ("mode", "phone"),
        ("there", there.as_str()),
        ("tier", "ours"),
        ("words", "egret-note"),
    ];
    stage.visit_as("sam").await.submit(&format!("/families/{family}/meetings"), &meeting).await;
    let met = crate::groups::id(&stage, "SELECT meeting_id AS id FROM family_attendances").await;
    ids.extend([ned.to_string(), part, met]);
    let addresses = addresses(&ids);

    let own = reached(&mut mia, &addresses).await;
    for word in OF_MIA_ALONE {
        assert!(own.iter().any(|(_, page)| page.contains(word)), "{word} is on no page of hers");
    }
    let pages = reached(&mut stage.visit_as("ned").await, &addresses).await;
    assert!(pages.len() > 10, "Ned reached {} pages only", pages.len());
    let mut told = Vec::new();
    for (path, page) in &pages {
        for secret in OF_MIA_ALONE.iter().chain(&["Mia Ruiz", "egret-meeting"]) {
            if page.contains(*secret) {
                told.push(format!("Ned reads “{secret}” at {path}"));
            }
        }
    }
    assert!(told.is_empty(), "{told:#?}");
}
