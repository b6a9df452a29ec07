//! The overview, what is told later, agreements, and the link to come in.

use axum::http::StatusCode;

use crate::cast::Stage;

#[tokio::test]
async fn a_later_telling_adds_and_takes_back_and_nothing_is_lost() {
    let stage = Stage::set().await;
    let (mut ana, mut sam) = (stage.visit_as("ana").await, stage.visit_as("sam").await);
    let here = format!("/participants/{}", stage.ana);
    let first =
        [("preferred_contact", "phone"), ("hopes", "See my kids."), ("family_situation", "Two boys.")];
    sam.submit(&format!("{here}/intake"), &first).await;
    let form = ana.page(&format!("{here}/intake")).await;
    assert!(form.contains("See my kids.") && form.contains("Two boys."), "what was told stands in the form");
    let second =
        [("preferred_contact", "text"), ("hopes", "See my kids."), ("strengths", "I do not give up.")];
    ana.submit(&format!("{here}/intake"), &second).await;

    let overview = sam.get(&here).await.words();
    for told in ["See my kids.", "I do not give up.", "Text message"] {
        assert!(overview.contains(told), "{told}: {overview}");
    }
    let form = sam.page(&format!("{here}/intake")).await;
    assert!(!form.contains("Two boys."), "what Ana took back is not shown any more");
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM intakes WHERE extent = 'full'").await, 2);
}

#[tokio::test]
async fn daily_life_is_read_by_few() {
    let stage = Stage::set().await;
    let (mut ana, mut sol) = (stage.visit_as("ana").await, stage.visit_as("sol").await);
    let here = format!("/participants/{}", stage.ana);
    let told =
        [("preferred_contact", "phone"), ("living_situation", "On a friend's couch."), ("hopes", "A home.")];
    ana.submit(&format!("{here}/intake"), &told).await;
    let overview = sol.get(&here).await.words();
    assert!(overview.contains("A home.") && !overview.contains("couch"), "{overview}");
    assert_eq!(sol.get(&format!("{here}/intake")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_wrong_intake_keeps_what_was_typed() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    let path = format!("/participants/{}/intake", stage.ana);
    let reply = ana.post(&path, &[("strengths", "I sing."), ("pathway", "nonsense")]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.body.contains("I sing.") && reply.body.contains(r##"href="#preferred_contact""##));
    assert!(reply.body.contains(r##"href="#pathway""##));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM intakes").await, 0);
}

#[tokio::test]
async fn an_agreement_is_taken_back_and_given_again() {
    let stage = Stage::set().await;
    let (mut ana, mut cora) = (stage.visit_as("ana").await, stage.visit_as("cora").await);
    let here = format!("/participants/{}", stage.ana);
    let call = [("kind", "contact_phone")];
    cora.submit(&format!("{here}/agreements"), &[("kind", "contact_phone"), ("given_how", "in_person")])
        .await;
    cora.submit(&format!("{here}/agreements"), &[("kind", "contact_phone"), ("given_how", "phone")]).await;
    assert_eq!(
        stage.count("SELECT COUNT(*) AS n FROM agreements").await,
        1,
        "a yes that stands is not asked twice"
    );
    ana.submit(&format!("{here}/agreement-withdrawals"), &call).await;
    assert!(cora.get(&here).await.words().contains("Taken back"));
    ana.submit(&format!("{here}/agreement-withdrawals"), &call).await;
    ana.submit(&format!("{here}/agreements"), &call).await;
    let page = cora.get(&here).await.words();
    assert!(page.contains("Agreed") && page.contains("Online") && !page.contains("Taken back"), "{page}");
    assert_eq!(
        stage.count("SELECT COUNT(*) AS n FROM agreements").await,
        2,
        "the first stays with its withdrawal"
    );
    for wrong in
        [[("kind", "everything"), ("given_how", "phone")], [("kind", "enroll"), ("given_how", "dream")]]
    {
        let reply = cora.post(&format!("{here}/agreements"), &wrong).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn the_own_page_speaks_to_the_person() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    let page = ana.get(&format!("/participants/{}", stage.ana)).await.words();
    for words in ["Good to see you, Ana Ruiz", "Sam Okafor", "You can change your mind", "Open my plan"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    for staff in ["Discharge", "Make a sign-in link", "Write down a yes"] {
        assert!(!page.contains(staff), "{staff}: {page}");
    }
}

#[tokio::test]
async fn a_supporter_makes_a_link_once_and_it_leads_in() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let here = format!("/participants/{}", stage.ana);
    let page = sam.post(&format!("{here}/invitation"), &[]).await.body;
    let (_, rest) = page.split_once("/join/").unwrap();
    let token = rest.split('"').next().unwrap().to_string();
    let join = stage.stranger().get(&format!("/join/{token}")).await.words();
    assert!(join.contains("Welcome, Ana Ruiz"), "{join}");
    assert!(!sam.page(&here).await.contains("/join/"), "shown once");
}

#[tokio::test]
async fn nobody_makes_a_link_into_the_account_of_a_colleague() {
    let stage = Stage::set().await;
    let (mut sam, mut ada) = (stage.visit_as("sam").await, stage.visit_as("ada").await);
    // Ana takes on a second hat; the administrator can only add one to staff, so it is written directly.
    let (role, ana, now) =
        (stage.app.chance.id(stage.app.clock.now()), stage.person("ana"), stage.app.clock.now());
    let granted: Result<(), cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            cairn::people::store::grant(
                tx,
                &cairn::people::store::Grant {
                    id: role,
                    person: ana,
                    role: cairn::access::Role::Administrator,
                    by: None,
                },
                now,
            )
        })
        .await;
    granted.unwrap();
    assert!(ada.page("/people").await.contains("Ana Ruiz"));
    let reply = sam.post(&format!("/participants/{}/invitation", stage.ana), &[]).await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
    assert!(!reply.body.contains("/join/"));
}
