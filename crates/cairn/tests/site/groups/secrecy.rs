//! Nobody learns from any page who else is in a group: not a participant, not a family member, not by following links.

use super::group;
use crate::cast::Stage;
use crate::guards::permissions::Case;

/// Everything that this person can reach from the list of routes by following links.
async fn reach(stage: &Stage, name: &'static str, cases: &[Case], forbidden: &[&str]) -> usize {
    let own = cases.iter().filter(|case| case.method == "GET" && case.may.contains(&name));
    let usual = ["/today", "/my-groups", "/attend"].map(str::to_string);
    let from: Vec<String> = own.map(|case| case.path.clone()).chain(usual).collect();
    let pages = stage.visit_as(name).await.reached(&from).await;
    for page in &pages {
        for word in forbidden {
            let (path, reply) = (&page.path, &page.reply);
            assert!(!reply.body.contains(word), "{name} reads {word} on {path}:\n{}", reply.words());
        }
    }
    pages.len()
}

#[tokio::test]
async fn who_else_is_there_is_told_nobody() {
    let stage = Stage::set().await;
    let cases = crate::guards::permissions::cases(&stage).await;
    let person = stage.person("bo");
    // A name that stands nowhere else.
    let rename: Result<u64, cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            let name = tx.seal(person, "Kestrel Quillon")?;
            tx.execute("UPDATE people SET name = $2 WHERE id = $1", cairn_db::params![person, name])
        })
        .await;
    rename.unwrap();
    let (ana, bo, mia) =
        (stage.person("ana").to_string(), stage.person("bo").to_string(), stage.person("mia").to_string());
    let (circle, meeting) = group(&stage, "support_group", "sam", None).await;
    let (families, family_meeting) = group(&stage, "family_group", "sam", None).await;
    let listed: Result<u64, cairn_db::Error> = stage
        .app
        .db
        .write(|tx| tx.execute("UPDATE support_groups SET listed = 1, size_limit = 9", &[]))
        .await;
    listed.unwrap();
    let mut sam = stage.visit_as("sam").await;
    let path = format!("/groups/{circle}/meetings/{meeting}");
    for person in [&ana, &bo] {
        sam.submit(&format!("/groups/{circle}/members"), &[("person", person), ("action", "join")]).await;
    }
    sam.submit(&path, &[("present", &ana), ("present", &bo), ("minutes", "60")]).await;
    sam.submit(
        &format!("/groups/{families}/meetings/{family_meeting}"),
        &[("present", &mia), ("minutes", "60")],
    )
    .await;
    let parts = [format!("part-{ana}"), format!("part-{bo}")];
    let note = [
        ("shared", "We spoke of rest."),
        ("person", ana.as_str()),
        ("person", bo.as_str()),
        (parts[0].as_str(), "Osprey, about the first."),
        (parts[1].as_str(), "Dunlin, about the second."),
        ("action", "send"),
    ];
    sam.submit(&format!("{path}/note"), &note).await;

    assert!(
        reach(&stage, "ana", &cases, &["Kestrel", "Quillon", "Dunlin", &bo]).await > 30,
        "Ana walked through the house"
    );
    assert!(reach(&stage, "bo", &cases, &["Osprey", "Ana Ruiz", &ana]).await > 20);
    // Ana's name may stand with what Ana herself asked her for: to talk together.
    let mother =
        reach(&stage, "mia", &cases, &["Kestrel", "Quillon", "Dunlin", "Osprey", "spoke of rest", &ana, &bo])
            .await;
    assert!(mother > 8, "Mia saw {mother} pages");
    // A supporter who leads nothing here; Bo chose her, so his name may stand with that.
    reach(&stage, "tess", &cases, &["Osprey", "Dunlin", "spoke of rest"]).await;
}
