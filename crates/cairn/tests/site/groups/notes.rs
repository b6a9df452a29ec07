//! One note for a meeting, read in parts.

use axum::http::StatusCode;

use super::{group, id, noted};
use crate::cast::Stage;

#[tokio::test]
async fn one_note_goes_to_each_record_with_what_is_theirs() {
    let stage = Stage::set().await;
    let (group, meeting) = group(&stage, "support_group", "sam", None).await;
    let path = format!("/groups/{group}/meetings/{meeting}");
    let (ana_id, bo_id) = (stage.person("ana").to_string(), stage.person("bo").to_string());
    let own = format!("minutes-{bo_id}");
    let mut sam = stage.visit_as("sam").await;
    sam.submit(&path, &[("present", &ana_id), ("present", &bo_id), ("minutes", "60"), (&own, "22")]).await;
    let parts = [format!("part-{ana_id}"), format!("part-{bo_id}"), format!("tier-{bo_id}")];
    let words = [
        ("person", ana_id.as_str()),
        ("person", bo_id.as_str()),
        (parts[0].as_str(), "Heronwords of the first."),
        (parts[1].as_str(), "Egretwords of the second."),
        (parts[2].as_str(), "supervised"),
        ("action", "send"),
    ];
    let send = |shared: &'static str, more: &[(&'static str, &'static str)]| -> Vec<(String, String)> {
        let all = words.iter().copied().chain([("shared", shared)]).chain(more.iter().copied());
        all.map(|(name, value)| (name.to_string(), value.to_string())).collect()
    };
    let named = send("ana spoke of rest.", &[]);
    let named: Vec<(&str, &str)> =
        named.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let refused = sam.post(&format!("{path}/note"), &named).await;
    assert!(refused.body.contains("holds the name of somebody"), "{}", refused.words());
    assert!(refused.body.contains("Heronwords"), "nothing typed is lost");
    let clean = send("We spoke of rest.", &[]);
    let clean: Vec<(&str, &str)> =
        clean.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    sam.submit(&format!("{path}/note"), &clean).await;

    let record = |participant| format!("/participants/{participant}/group-notes");
    let of_ana = stage.visit_as("ana").await.page(&record(stage.ana)).await;
    assert!(of_ana.contains("We spoke of rest.") && of_ana.contains("Heronwords"));
    assert!(!of_ana.contains("Egretwords") && !of_ana.contains("Bo Chen"), "{of_ana}");
    let of_bo = stage.visit_as("bo").await.page(&record(stage.bo)).await;
    assert!(of_bo.contains("Egretwords") && !of_bo.contains("Heronwords") && of_bo.contains("22 min"));
    let mut cora = stage.visit_as("cora").await;
    let team = cora.page(&record(stage.bo)).await;
    assert!(
        team.contains("We spoke of rest.") && !team.contains("Egretwords"),
        "it stays with those who were there"
    );
    assert!(cora.page(&record(stage.ana)).await.contains("Heronwords"), "part of the record");
    let units = |minutes: &'static str| stage.count(minutes);
    assert_eq!(units("SELECT units AS n FROM group_note_parts WHERE minutes = 60").await, 4);
    assert_eq!(units("SELECT units AS n FROM group_note_parts WHERE minutes = 22").await, 1);

    // The one it is about narrows it, and nobody widens it behind their back.
    let part = id(&stage, "SELECT id FROM group_note_parts WHERE minutes = 60").await;
    let mut ana = stage.visit_as("ana").await;
    ana.submit(&format!("{}/{part}/tier", record(stage.ana)), &[("tier", "supervised")]).await;
    assert!(!cora.page(&record(stage.ana)).await.contains("Heronwords"));
    let wider = ana.post(&format!("{}/{part}/tier", record(stage.ana)), &[("tier", "record")]).await;
    assert_eq!(wider.status, StatusCode::CONFLICT);
    let theirs = stage
        .visit_as("bo")
        .await
        .post(&format!("{}/{part}/tier", record(stage.bo)), &[("tier", "team")])
        .await;
    assert_eq!(theirs.status, StatusCode::NOT_FOUND, "a part of another's");
}

#[tokio::test]
async fn a_note_goes_to_the_supervisor_and_back_and_the_list_stands_with_it() {
    let stage = Stage::set().await;
    let (group, meeting) = noted(&stage).await;
    let path = format!("/groups/{group}/meetings/{meeting}");
    let ana = stage.person("ana").to_string();
    let (mut sam, mut sol) = (stage.visit_as("sam").await, stage.visit_as("sol").await);
    assert!(sol.page("/group-notes").await.contains("Morning group"));
    let locked = sam.post(&path, &[("shown", &ana), ("minutes", "60")]).await;
    assert!(locked.body.contains("so the list stands"), "{}", locked.words());
    let early = sam.post(&format!("{path}/note"), &[("shared", "More."), ("action", "draft")]).await;
    assert!(early.body.contains("with your supervisor"), "{}", early.words());

    let submission = id(&stage, "SELECT id FROM group_note_submissions").await;
    let note = id(&stage, "SELECT id FROM group_notes").await;
    assert!(sol.page(&format!("/group-notes/{note}")).await.contains("Slept well."));
    let wordless = sol.post(&format!("/group-submissions/{submission}/return"), &[]).await;
    assert_eq!(wordless.status, StatusCode::UNPROCESSABLE_ENTITY);
    sol.submit(&format!("/group-submissions/{submission}/return"), &[("comment", "Say a little more.")])
        .await;
    let mine = stage.visit_as("ana").await.page(&format!("/participants/{}/group-notes", stage.ana)).await;
    assert!(!mine.contains("Slept well."), "what was sent back is being written");
    assert!(sam.page(&format!("{path}/note")).await.contains("Say a little more."));
    assert!(sam.page("/today").await.contains("Sent back"));

    // Now the minutes can be corrected; the note is sent with the ones on the list.
    let own = format!("minutes-{ana}");
    sam.submit(&path, &[("shown", &ana), ("present", &ana), ("minutes", "60"), (&own, "38")]).await;
    sam.submit(&format!("{path}/note"), &[("shared", "Talked about rest and sleep."), ("action", "send")])
        .await;
    let again = id(&stage, "SELECT id FROM group_note_submissions WHERE version = 2").await;
    let own_work = sam.post(&format!("/group-submissions/{again}/approval"), &[]).await;
    assert_eq!(own_work.status, StatusCode::NOT_FOUND);
    sol.submit(&format!("/group-submissions/{again}/approval"), &[]).await;
    let agree = "SELECT COUNT(*) AS n FROM group_note_parts p JOIN group_note_versions v ON v.id = p.version_id
        JOIN attendances a ON a.person_id = p.person_id WHERE v.version = 2 AND p.minutes = a.minutes AND p.minutes = 38";
    assert_eq!(stage.count(agree).await, 1);
    let dose = stage.visit_as("ana").await.page(&format!("/participants/{}/dose", stage.ana)).await;
    assert!(dose.contains("38 minutes"), "note, list and dose agree");

    // Approved is locked: only amendments, with a reason.
    let silent = sam.post(&format!("{path}/note"), &[("shared", "Changed."), ("action", "draft")]).await;
    assert!(silent.body.contains("Please say why you change it"), "{}", silent.words());
    let amended = [("shared", "Changed."), ("amendment_reason", "A slip"), ("action", "draft")];
    sam.submit(&format!("{path}/note"), &amended).await;
    let versions = sam.page(&format!("{path}/note/versions")).await;
    assert!(versions.contains("Version 1") && versions.contains("Version 3") && versions.contains("A slip"));
    assert_eq!(
        stage.count("SELECT COUNT(*) AS n FROM group_note_versions").await,
        3,
        "nothing is overwritten"
    );
}

#[tokio::test]
async fn a_clinician_signs_and_a_coordinator_reads_no_note() {
    let stage = Stage::set().await;
    let (group, meeting) = group(&stage, "group_therapy", "vale", Some("sam")).await;
    let path = format!("/groups/{group}/meetings/{meeting}");
    let bo = stage.person("bo").to_string();
    let mut vale = stage.visit_as("vale").await;
    vale.submit(&path, &[("present", &bo), ("minutes", "60")]).await;
    vale.submit(&format!("{path}/note"), &[("shared", "Ibiswords."), ("action", "send")]).await;
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM group_note_approvals").await, 1);
    assert!(vale.page(&format!("{path}/note")).await.contains("Approved"));
    let mut sam = stage.visit_as("sam").await;
    let page = sam.page(&format!("{path}/note")).await;
    assert!(
        page.contains("Ibiswords") && !page.contains("<textarea"),
        "who led too reads, and does not write"
    );
    let wrote = sam.post(&format!("{path}/note"), &[("shared", "Mine."), ("action", "draft")]).await;
    assert!(wrote.body.contains("Only the person who wrote this note"), "{}", wrote.words());
    let mut cora = stage.visit_as("cora").await;
    assert_eq!(cora.get(&format!("{path}/note")).await.status, StatusCode::NOT_FOUND);
    // Each reading stands in the log of the one it is about.
    let entries =
        "SELECT COUNT(*) AS n FROM audit_entries WHERE object_kind = 'group_note' AND action = 'opened'
        AND participant_id IS NOT NULL";
    assert!(stage.count(entries).await >= 2);
}
