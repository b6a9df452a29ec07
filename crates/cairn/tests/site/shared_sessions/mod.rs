//! Shared sessions: only with the consent of both, and no sign of either side before.

use cairn::ids::{FamilyMemberId, RowId};
use cairn_db::params;

use crate::cast::Stage;
use crate::consents::signed;
use crate::families::family;
use crate::guards::permissions::{Case, case};
use crate::visitor::Visitor;

mod apart;

/// What Ana proposes, with Sam beside her.
async fn propose(stage: &Stage, ana: &mut Visitor) -> String {
    let here = format!("/participants/{}/shared-sessions", stage.ana);
    let page = ana.page(&format!("{here}/new")).await;
    let recipient = page.split("id=\"recipient\"").nth(1).unwrap().split("value=\"").nth(2).unwrap();
    let recipient = recipient.split('"').next().unwrap().replace("&#x2f;", "/").replace("&#47;", "/");
    let sam = stage.person("sam").to_string();
    let new = [
        ("recipient", recipient.as_str()),
        ("host", sam.as_str()),
        ("date", "2026-03-02"),
        ("time", "11:00"),
        ("minutes", "50"),
        ("mode", "in_person"),
        ("topics", "Sunday dinners"),
        ("not_topics", "Last summer"),
        ("keeps", "yes"),
        ("tier", "team"),
    ];
    ana.submit(&here, &new).await;
    let page = ana.page(&here).await;
    let id = page.split("href=\"/shared-sessions/").nth(1).unwrap().split('"').next().unwrap();
    format!("/shared-sessions/{id}")
}

/// Everything up to Mia being asked.
async fn asked(stage: &Stage) -> (String, FamilyMemberId, String) {
    let (_, member) = family(stage).await;
    let consent = signed(stage).await;
    let mut ana = stage.visit_as("ana").await;
    let session = propose(stage, &mut ana).await;
    let member_text = member.to_string();
    let mut cora = stage.visit_as("cora").await;
    cora.submit(&format!("{session}/invitation"), &[("member", member_text.as_str())]).await;
    (session, member, consent)
}

/// Another one of the same two, with Sam beside them, that took place just now.
pub async fn held(stage: &Stage) -> RowId {
    if stage.count("SELECT COUNT(*) AS n FROM shared_invitations").await == 0 {
        asked(stage).await;
    }
    let (now, sam) = (stage.app.clock.now(), stage.person("sam"));
    let id: RowId = stage.app.chance.id(now);
    let made: Result<(), cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            tx.execute(
                "INSERT INTO shared_sessions (id, participant_id, consent_id, recipient_id, host_id, starts_at,
                    planned_minutes, mode, proposed_at, proposed_by)
                 SELECT CAST($1 AS TEXT), x.participant_id, x.consent_id, x.recipient_id, x.host_id,
                    CAST($2 AS BIGINT), 50, 'phone', x.proposed_at, x.proposed_by
                 FROM shared_sessions x JOIN shared_invitations i ON i.session_id = x.id ORDER BY x.id LIMIT 1",
                params![id, now],
            )?;
            tx.execute(
                "INSERT INTO shared_invitations (session_id, member_id, disclosure_id, invited_at, invited_by)
                 SELECT CAST($1 AS TEXT), i.member_id, i.disclosure_id, i.invited_at, i.invited_by
                 FROM shared_invitations i ORDER BY i.session_id LIMIT 1",
                params![id],
            )?;
            tx.execute(
                "INSERT INTO shared_holdings (session_id, started_at, ended_at, recorded_at, recorded_by)
                 VALUES ($1, $2, $2, $2, $3)",
                params![id, now, sam],
            )?;
            Ok(())
        })
        .await;
    made.unwrap();
    id
}

const MIAS: [(&str, &str); 4] =
    [("topics", "How you are"), ("not_topics", "Money"), ("keeps", "yes"), ("tier", "ours")];

/// Both agreed and read.
async fn agreed(stage: &Stage) -> (String, FamilyMemberId, String) {
    let (session, member, consent) = asked(stage).await;
    stage.visit_as("mia").await.submit(&format!("{session}/agreements"), &MIAS).await;
    let mut ana = stage.visit_as("ana").await;
    let page = ana.page(&session).await;
    let agreement =
        page.split("name=\"agreement\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_string();
    ana.submit(&format!("{session}/reading"), &[("agreement", &agreement)]).await;
    (session, member, consent)
}

/// Who may come to this room's pages.
pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let (session, member, _) = asked(stage).await;
    let mut mia = stage.visit_as("mia").await;
    mia.submit(&format!("/family-members/{member}/wishes"), &[("named", "Somebody")]).await;
    let wishes = mia.page(&format!("/family-members/{member}/wishes")).await;
    let wish = wishes.split("/shared-wishes/").nth(1).unwrap().split('/').next().unwrap().to_string();
    let own = format!("/participants/{}/shared-sessions", stage.ana);
    let here = format!("/family-members/{member}/wishes");
    let all: &[&str] = &["ana", "mia", "sam", "cora"];
    let sides: &[&str] = &["ana", "mia"];
    vec![
        case("GET", "/participants/{id}/shared-sessions", own.clone(), &["ana", "cora"]),
        case("GET", "/participants/{id}/shared-sessions/new", format!("{own}/new"), &["ana"]),
        case("POST", "/participants/{id}/shared-sessions", own.clone(), &["ana"]),
        case("GET", "/shared-sessions", "/shared-sessions", &["cora", "sam", "tess", "vale"]),
        case("GET", "/shared-sessions/{id}", session.clone(), all),
        case("POST", "/shared-sessions/{id}/invitation", format!("{session}/invitation"), &["cora"]),
        case("POST", "/shared-sessions/{id}/agreements", format!("{session}/agreements"), sides),
        case("POST", "/shared-sessions/{id}/reading", format!("{session}/reading"), sides),
        case("POST", "/shared-sessions/{id}/holding", format!("{session}/holding"), &["sam"]),
        case("POST", "/shared-sessions/{id}/note", format!("{session}/note"), &["sam"]),
        case("POST", "/shared-sessions/{id}/withdrawal", format!("{session}/withdrawal"), sides),
        case("GET", "/family-members/{id}/wishes", here.clone(), &["mia", "sam", "sol", "cora"]),
        case("POST", "/family-members/{id}/wishes", here, &["mia"]),
        case("POST", "/shared-wishes/{id}/withdrawal", format!("/shared-wishes/{wish}/withdrawal"), &["mia"]),
    ]
}

#[tokio::test]
async fn both_read_what_both_agreed_to_before_they_meet() {
    let stage = Stage::set().await;
    let (session, member, _) = asked(&stage).await;
    let mut mia = stage.visit_as("mia").await;
    // Asking was a disclosure, and stands in Ana's list.
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM disclosures WHERE path = 'electronic'").await, 1);
    let seen = mia.page(&session).await;
    assert!(seen.contains("Sunday dinners") && seen.contains("Last summer"));
    assert!(mia.page("/family").await.contains("Talks together"));
    stage.advance(jiff::SignedDuration::from_mins(90));
    // A sign-in without a sign of life does not last that long.
    let (mut ana, mut mia, mut sam) =
        (stage.visit_as("ana").await, stage.visit_as("mia").await, stage.visit_as("sam").await);
    let hold = [("date", "2026-03-02"), ("started", "11:05"), ("met_minutes", "20")];
    let early = sam.post(&format!("{session}/holding"), &hold).await;
    assert!(early.status == 422 && early.body.contains("Both have to agree"), "{}", early.words());
    mia.submit(&format!("{session}/agreements"), &MIAS).await;
    let unread = sam.post(&format!("{session}/holding"), &hold).await;
    assert!(unread.body.contains("Both have to read"), "{}", unread.words());
    let page = ana.page(&session).await;
    assert!(page.contains("How you are") && page.contains("Money"));
    let agreement =
        page.split("name=\"agreement\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_string();
    ana.submit(&format!("{session}/reading"), &[("agreement", &agreement)]).await;
    // Other words are read anew.
    mia.submit(
        &format!("{session}/agreements"),
        &[("topics", "The garden"), ("keeps", "yes"), ("tier", "ours")],
    )
    .await;
    let unread = sam.post(&format!("{session}/holding"), &hold).await;
    assert!(unread.body.contains("Both have to read"), "{}", unread.words());
    ana.submit(
        &format!("{session}/agreements"),
        &[("topics", "Sunday dinners"), ("keeps", "yes"), ("tier", "team")],
    )
    .await;
    let page = mia.page(&session).await;
    let agreement =
        page.split("name=\"agreement\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_string();
    mia.submit(&format!("{session}/reading"), &[("agreement", &agreement)]).await;
    stage.advance(jiff::SignedDuration::from_mins(60));
    let (mut ana, mut mia, mut sam) =
        (stage.visit_as("ana").await, stage.visit_as("mia").await, stage.visit_as("sam").await);
    let hold = [("date", "2026-03-02"), ("started", "11:45"), ("met_minutes", "35")];
    sam.submit(&format!("{session}/holding"), &hold).await;
    // Kept for as few as the narrower of the two.
    sam.submit(&format!("{session}/note"), &[("words", "They laughed"), ("tier", "team")]).await;
    assert!(
        mia.page(&session).await.contains("They laughed")
            && ana.page(&session).await.contains("They laughed")
    );
    assert!(!stage.visit_as("cora").await.page(&session).await.contains("They laughed"));
    // Once in each one's dose.
    let dose = ana.page(&format!("/participants/{}/dose", stage.ana)).await;
    assert!(dose.contains("35 minutes"), "of the participant");
    let support = mia.page(&format!("/family-members/{member}/support")).await;
    assert!(support.contains("80 minutes"), "45 of the meeting with Sam, and 35");
}

#[tokio::test]
async fn either_takes_it_back_until_it_ends() {
    let stage = Stage::set().await;
    let (session, ..) = agreed(&stage).await;
    stage.advance(jiff::SignedDuration::from_mins(75));
    // During: the talk ends then.
    stage.visit_as("mia").await.submit(&format!("{session}/withdrawal"), &[]).await;
    stage.advance(jiff::SignedDuration::from_mins(60));
    let hold = [("date", "2026-03-02"), ("started", "11:05"), ("met_minutes", "50")];
    let mut sam = stage.visit_as("sam").await;
    sam.submit(&format!("{session}/holding"), &hold).await;
    let minutes = stage.count("SELECT (ended_at - started_at) / 60000 AS n FROM shared_holdings").await;
    assert_eq!(minutes, 10, "from 11:05 until she took it back at 11:15");
}

#[tokio::test]
async fn taken_back_before_it_does_not_take_place() {
    let stage = Stage::set().await;
    let (session, ..) = agreed(&stage).await;
    stage.visit_as("ana").await.submit(&format!("{session}/withdrawal"), &[]).await;
    stage.advance(jiff::SignedDuration::from_mins(120));
    let hold = [("date", "2026-03-02"), ("started", "11:05"), ("met_minutes", "50")];
    let refused = stage.visit_as("sam").await.post(&format!("{session}/holding"), &hold).await;
    assert!(refused.status == 422 && refused.body.contains("It was taken back"), "{}", refused.words());
    assert!(stage.visit_as("mia").await.page(&session).await.contains("Taken back"));
}

#[tokio::test]
async fn nothing_is_asked_without_a_consent_that_names_her() {
    let stage = Stage::set().await;
    let (_, member) = family(&stage).await;
    let mut ana = stage.visit_as("ana").await;
    let here = format!("/participants/{}/shared-sessions", stage.ana);
    assert!(ana.page(&format!("{here}/new")).await.contains("First a consent"));
    let consent = signed(&stage).await;
    let session = propose(&stage, &mut ana).await;
    let mut mia = stage.visit_as("mia").await;
    assert_eq!(mia.get(&session).await.status, 404, "nobody carried it");
    // Taken back: nobody can be asked, and what was asked is gone.
    let member_text = member.to_string();
    let mut cora = stage.visit_as("cora").await;
    cora.submit(&format!("{session}/invitation"), &[("member", member_text.as_str())]).await;
    assert!(mia.page("/family").await.contains("/shared-sessions/"));
    stage.advance(jiff::SignedDuration::from_mins(5));
    ana.submit(&format!("{consent}/revocations"), &[("whom", "all")]).await;
    assert_eq!(mia.get(&session).await.status, 404);
    assert!(!mia.page("/family").await.contains("/shared-sessions/"));
    assert!(ana.page(&session).await.contains("The consent has ended"));
}

#[tokio::test]
async fn a_no_from_somebody_who_never_answered_is_not_told() {
    let stage = Stage::set().await;
    let (session, ..) = asked(&stage).await;
    let mut ana = stage.visit_as("ana").await;
    let before = without_key(&ana.page(&session).await);
    stage.visit_as("mia").await.submit(&format!("{session}/withdrawal"), &[]).await;
    assert_eq!(before, without_key(&ana.page(&session).await), "she is told nothing");
}

#[tokio::test]
async fn her_copy_has_her_side_and_only_while_it_stands_on_her_page() {
    let stage = Stage::set().await;
    let (_, member, consent) = agreed(&stage).await;
    let mut mia = stage.visit_as("mia").await;
    let copy = format!("/family-members/{member}/copy");
    for path in [copy.clone(), format!("{copy}/record.json")] {
        let body = mia.get(&path).await.body;
        assert!(body.contains("How you are") && body.contains("Money"), "{path}: her own side: {body}");
        for hidden in ["Sunday dinners", "Last summer", "Ana Ruiz", &stage.ana.to_string()] {
            assert!(!body.contains(hidden), "{path} tells {hidden}");
        }
    }
    stage.advance(jiff::SignedDuration::from_mins(5));
    stage.visit_as("ana").await.submit(&format!("{consent}/revocations"), &[("whom", "all")]).await;
    for path in [copy.clone(), format!("{copy}/record.json")] {
        let body = mia.get(&path).await.body;
        assert!(!body.contains("How you are") && !body.contains("shared_sessions"), "{path}: {body}");
    }
}

/// A page without the keys of its forms.
fn without_key(page: &str) -> String {
    let mut parts = page.split("name=\"form_key\" value=\"");
    let mut text = parts.next().unwrap_or_default().to_string();
    for part in parts {
        text.push_str(part.get(36..).unwrap_or_default());
    }
    text
}

/// A wish is kept; a shared session of this id is not there for others.
#[tokio::test]
async fn an_id_alone_opens_nothing() {
    let stage = Stage::set().await;
    let (session, ..) = asked(&stage).await;
    for name in ["bo", "tess", "sol", "vale", "bill", "eva", "pia", "ada", "otto"] {
        assert_eq!(stage.visit_as(name).await.get(&session).await.status, 404, "{name}");
    }
    let unknown: RowId = stage.app.chance.id(stage.app.clock.now());
    assert_eq!(stage.visit_as("mia").await.get(&format!("/shared-sessions/{unknown}")).await.status, 404);
}
