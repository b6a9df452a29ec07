//! The list of participants: each hat as far as it reaches.

use cairn_db::params;

use crate::cast::Stage;

async fn names(stage: &Stage, who: &str, query: &str) -> String {
    let page = stage.visit_as(who).await.get(&format!("/participants{query}")).await;
    assert_eq!(page.status, axum::http::StatusCode::OK);
    page.words()
}

#[tokio::test]
async fn each_hat_sees_the_participants_whose_record_it_opens() {
    let stage = Stage::set().await;
    for (who, ana, bo) in [
        ("cora", true, true),
        ("sam", true, false),
        ("tess", false, false),
        ("sol", true, false),
        ("vale", false, false),
    ] {
        let list = names(&stage, who, "").await;
        assert_eq!((list.contains("Ana Ruiz"), list.contains("Bo Chen")), (ana, bo), "{who}: {list}");
        for (participant, listed) in [(stage.ana, ana), (stage.bo, bo)] {
            let reply = stage.visit_as(who).await.get(&format!("/participants/{participant}")).await;
            assert_eq!(
                reply.status == axum::http::StatusCode::OK,
                listed,
                "{who}: the list and the record agree"
            );
        }
    }
    let elsewhere = names(&stage, "sam", "?hat=coordinator&state=all").await;
    assert!(!elsewhere.contains("Bo Chen"), "a hat in the address is not worn by asking: {elsewhere}");
}

#[tokio::test]
async fn a_clinician_sees_who_came_to_their_therapy_group() {
    let stage = Stage::set().await;
    let (bo, ana, vale) = (stage.person("bo"), stage.person("ana"), stage.person("vale"));
    let written: Result<(), cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            for (id, model, who) in [("1", "group_therapy", bo), ("2", "support_group", ana)] {
                let id = format!("01957a00-0000-7000-8000-00000000000{id}");
                tx.execute(
                    "INSERT INTO support_groups (id, name, model, leader_id, rhythm, size_limit, begun_at, begun_by)
                     VALUES ($1, 'Tuesdays', $2, $3, 'weekly', 8, 0, $3)",
                    params![&id, model, vale],
                )?;
                tx.execute(
                    "INSERT INTO group_meetings (id, group_id, starts_at, minutes, scheduled_at, scheduled_by)
                     VALUES ($1, $1, 1772460000000, 60, 0, $2)",
                    params![&id, vale],
                )?;
                tx.execute(
                    "INSERT INTO attendances (meeting_id, person_id, minutes, recorded_at, recorded_by)
                     VALUES ($1, $2, 60, 0, $3)",
                    params![&id, who, vale],
                )?;
            }
            Ok(())
        })
        .await;
    written.unwrap();
    let list = names(&stage, "vale", "").await;
    assert!(list.contains("Bo Chen") && !list.contains("Ana Ruiz"), "{list}");
}

#[tokio::test]
async fn the_list_is_searched_and_filtered_and_paged() {
    let stage = Stage::set().await;
    let found = names(&stage, "cora", "?search=RUIZ").await;
    assert!(found.contains("Ana Ruiz") && !found.contains("Bo Chen"), "{found}");
    assert!(
        !names(&stage, "cora", "?search=%25").await.contains("Bo Chen"),
        "a percent sign is looked for like any letter"
    );
    assert!(names(&stage, "cora", "?state=discharged").await.contains("Nobody found"));
    let mut cora = stage.visit_as("cora").await;
    for number in 10..40 {
        let name = format!("Walker {number}");
        cora.submit("/participants", &super::enrollment::brief(&[("name", &name)])).await;
    }
    let first = cora.page("/participants?search=walker").await;
    assert!(first.contains("Walker 34") && !first.contains("Walker 35"), "25 to a page");
    assert!(first.contains("?page=2&#38;search=walker"), "the search stays while paging");
    let second = cora.page("/participants?page=2&search=walker").await;
    assert!(second.contains("Walker 35") && second.contains("Walker 39") && !second.contains("Walker 34"));
}
