//! Meetings with their notes, the dose of each, the end of support and the way back.

use cairn::access::Role;
use cairn::ids::{FamilyId, FamilyMemberId};
use cairn::people::{self, NewPerson};
use cairn_db::params;

use super::{family, family_met};
use crate::cast::Stage;

/// Somebody else of a family, who can be visited by `key`.
pub async fn relative(stage: &mut Stage, key: &'static str, name: &str, family: FamilyId) -> FamilyMemberId {
    let (app, name, by) = (stage.app.clone(), name.to_string(), stage.person("cora"));
    let now = app.clock.now();
    let (person, id) = (app.chance.id(now), app.chance.id(now));
    let added: Result<(), cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            let new = NewPerson { name, language: "en".to_string(), ..NewPerson::default() };
            people::store::add(tx, person, &new, now, None)?;
            let grant =
                people::store::Grant { id: app.chance.id(now), person, role: Role::FamilyMember, by: None };
            people::store::grant(tx, &grant, now)?;
            tx.execute(
                "INSERT INTO family_members (id, family_id, person_id, relation, registered_at, registered_by)
                 VALUES ($1, $2, $3, 'sibling', $4, $5)",
                params![id, family, person, now, by],
            )?;
            Ok(())
        })
        .await;
    added.unwrap();
    stage.people.push((key, person));
    id
}

#[tokio::test]
async fn a_note_is_read_by_whom_it_is_for() {
    let mut stage = Stage::set().await;
    let (family, member, _) = family_met(&stage).await;
    relative(&mut stage, "ned", "Ned Ruiz", family).await;
    let (mut sam, mut mia) = (stage.visit_as("sam").await, stage.visit_as("mia").await);
    let member = member.to_string();
    let met = [
        ("model", "one_to_family"),
        ("date", "2026-03-01"),
        ("time", "15:00"),
        ("minutes", "40"),
        ("mode", "phone"),
        ("there", member.as_str()),
        ("tier", "ours"),
        ("words", "She slept"),
    ];
    sam.submit(&format!("/families/{family}/meetings"), &met).await;
    let page = mia.page(&format!("/family-members/{member}/support")).await;
    let meetings: Vec<&str> =
        page.split("/family-meetings/").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(meetings.len(), 2);
    // The later one is first; the other was with the family as a whole.
    let mut seen = Vec::new();
    for meeting in &meetings {
        seen.push(mia.page(&format!("/family-meetings/{meeting}")).await.contains("She slept"));
    }
    assert_eq!(seen.iter().filter(|one| **one).count(), 1);
    let at = seen.iter().position(|one| *one).unwrap();
    let meeting = format!("/family-meetings/{}", meetings[at]);
    assert_eq!(stage.visit_as("ned").await.get(&meeting).await.status, 404, "he was not there");
    let hidden = |page: String| !page.contains("She slept");
    assert!(hidden(stage.visit_as("sol").await.page(&meeting).await));
    assert!(hidden(stage.visit_as("cora").await.page(&meeting).await));
    // A second text keeps the first.
    sam.submit(&format!("{meeting}/note"), &[("words", "She slept well"), ("tier", "team")]).await;
    let page = stage.visit_as("cora").await.page(&meeting).await;
    assert!(page.contains("She slept well"));
    assert!(sam.page(&meeting).await.contains("Earlier texts"));
}

#[tokio::test]
async fn each_one_s_dose_is_their_own() {
    let mut stage = Stage::set().await;
    let (family, member, _) = family_met(&stage).await;
    let ned = relative(&mut stage, "ned", "Ned Ruiz", family).await;
    let member_text = member.to_string();
    let met = [
        ("model", "one_to_family"),
        ("date", "2026-03-01"),
        ("time", "15:00"),
        ("minutes", "40"),
        ("mode", "phone"),
        ("there", member_text.as_str()),
    ];
    stage.visit_as("sam").await.submit(&format!("/families/{family}/meetings"), &met).await;
    let hers = stage.visit_as("mia").await.page(&format!("/family-members/{member}/support")).await;
    let his = stage.visit_as("ned").await.page(&format!("/family-members/{ned}/support")).await;
    // 45 minutes with the family as a whole, and 40 with her alone.
    assert!(hers.contains("85 minutes") && !his.contains("85 minutes") && his.contains("45 minutes"));
}

#[tokio::test]
async fn support_ends_without_blame_and_begins_again_at_a_word() {
    let stage = Stage::set().await;
    let (lake, _) = family(&stage).await;
    let (mut cora, mut mia) = (stage.visit_as("cora").await, stage.visit_as("mia").await);
    let page = format!("/families/{lake}");
    let refused = cora.post(&format!("{page}/ending"), &[("ending_words", "Went well")]).await;
    assert!(refused.status == 422 && refused.body.contains("Went well"));
    cora.submit(&format!("{page}/ending"), &[("reason", "enough"), ("ending_words", "Went well")]).await;
    assert!(!cora.page("/families").await.contains("Lake family"));
    assert!(cora.page("/families?show=past").await.contains("Lake family"));
    let own = mia.page("/family").await;
    assert!(own.contains("You can come back any day") && !own.contains("Went well"));
    mia.submit(&format!("{page}/return"), &[]).await;
    assert!(!mia.page("/family").await.contains("You can come back any day"));
    assert!(cora.page("/families").await.contains("Lake family"));
    // Once more changes nothing.
    let again = mia.post(&format!("{page}/return"), &[]).await;
    assert!(!again.status.is_server_error());
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM family_returns").await, 1);
}
