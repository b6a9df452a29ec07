//! Lists are fetched again by themselves: as often as was chosen, asked for with what is known of them, and never lost.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use cairn::mutual_help::{Sum, run_once};
use jiff::SignedDuration;
use tokio::net::TcpListener;

use super::FEED;
use crate::cast::Stage;

/// Who publishes a list: how it is answered now, and what was asked.
#[derive(Clone)]
struct Keepers {
    url: String,
    now: Arc<Mutex<(StatusCode, &'static str, String)>>,
    /// The version that each question named.
    asked: Arc<Mutex<Vec<Option<String>>>>,
}

impl Keepers {
    async fn open() -> Keepers {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let keepers = Keepers {
            url: format!("http://{}/list.json", listener.local_addr().unwrap()),
            now: Arc::new(Mutex::new((StatusCode::OK, "\"first\"", FEED.to_string()))),
            asked: Arc::default(),
        };
        let router = Router::new().fallback(any(answer)).with_state(keepers.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        keepers
    }

    fn set(&self, status: StatusCode, version: &'static str, list: &str) {
        *self.now.lock().unwrap() = (status, version, list.to_string());
    }

    fn asked(&self) -> Vec<Option<String>> {
        self.asked.lock().unwrap().clone()
    }
}

async fn answer(State(keepers): State<Keepers>, headers: HeaderMap) -> Response {
    let known = headers.get(header::IF_NONE_MATCH).map(|known| known.to_str().unwrap().to_string());
    keepers.asked.lock().unwrap().push(known.clone());
    let (status, version, list) = keepers.now.lock().unwrap().clone();
    if status.is_success() && known.as_deref() == Some(version) {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    (status, [(header::ETAG, version)], list).into_response()
}

/// A list that Ada adds.
async fn add(stage: &Stage, name: &str, url: &str, refresh: &str) {
    let fields = [("feed_name", name), ("kind", "meeting_guide"), ("url", url), ("refresh", refresh)];
    stage.visit_as("ada").await.submit("/mutual-help/feeds", &fields).await;
}

async fn desk(stage: &Stage) -> String {
    stage.visit_as("ada").await.page("/mutual-help").await
}

async fn today(stage: &Stage) -> String {
    stage.visit_as("ada").await.page("/today").await
}

async fn is_found(stage: &Stage, name: &str) -> bool {
    stage.stranger().post("/meetings-nearby", &[("miles", "10")]).await.body.contains(name)
}

#[tokio::test]
async fn a_list_is_fetched_by_itself_each_day_and_what_fails_leaves_the_last_good_one() {
    let stage = Stage::set().await;
    let keepers = Keepers::open().await;
    add(&stage, "Blue Ridge", &keepers.url, "").await;
    assert!(desk(&stage).await.contains("within the next quarter of an hour"));
    let round = async || run_once(&stage.app).await.unwrap();

    assert_eq!(round().await, Sum { taken: 1, ..Sum::default() });
    assert!(is_found(&stage, "Sunrise").await);
    assert!(desk(&stage).await.contains("once a day, the next time Tue"), "it is Monday");
    assert_eq!(round().await, Sum::default(), "not twice on one day");
    assert_eq!(keepers.asked(), [None::<String>]);

    // Unchanged: it does not travel again, and what was left out of it stays on the page.
    stage.advance(SignedDuration::from_hours(24));
    assert_eq!(round().await, Sum { unchanged: 1, ..Sum::default() });
    assert_eq!(keepers.asked(), [None, Some("\"first\"".to_string())]);
    let page = desk(&stage).await;
    assert!(page.contains("nothing has changed") && page.contains("One entry left out"), "{page}");
    assert!(is_found(&stage, "Sunrise").await);

    // It fails, in each way: the last good one stays, and whoever administers the program reads what to do.
    for (status, list, reason) in
        [(StatusCode::GONE, "", "status 410"), (StatusCode::OK, "[]", "no meeting in it can be read")]
    {
        assert!(!today(&stage).await.contains(reason));
        keepers.set(status, "\"broken\"", list);
        stage.advance(SignedDuration::from_hours(24));
        assert_eq!(round().await, Sum { failed: 1, ..Sum::default() }, "{reason}");
        assert!(is_found(&stage, "Sunrise").await, "{reason}");
        let today = today(&stage).await;
        assert!(today.contains("could not be fetched") && today.contains(reason), "{reason}: {today}");
        let page = desk(&stage).await;
        assert!(page.contains(reason) && page.contains("What to do: open the address"), "{reason}: {page}");
    }

    // And it comes back.
    let moved = r#"[{"name": "Sunset", "slug": "sunset", "day": 1, "time": "18:00"}]"#;
    keepers.set(StatusCode::OK, "\"second\"", moved);
    stage.advance(SignedDuration::from_hours(24));
    assert_eq!(round().await, Sum { taken: 1, ..Sum::default() });
    assert_eq!(keepers.asked().last().unwrap().as_deref(), Some("\"first\""), "of the list that is here");
    assert!(is_found(&stage, "Sunset").await && !is_found(&stage, "Sunrise").await);
    assert!(!today(&stage).await.contains("could not be fetched"));
    let entries = "SELECT COUNT(*) AS n FROM audit_entries
        WHERE object_kind = 'mutual_help_feed' AND action = 'imported' AND actor_id IS NULL";
    assert_eq!(stage.count(entries).await, 5, "each round that did something is written down");
}

#[tokio::test]
async fn a_list_is_asked_for_as_often_as_was_chosen_and_never_after_it_was_left_out() {
    let stage = Stage::set().await;
    let keepers = Keepers::open().await;
    let quiet = Keepers::open().await;
    add(&stage, "Weekly", &keepers.url, "weekly").await;
    add(&stage, "By hand", &quiet.url, "asked").await;
    let taken = Sum { taken: 1, ..Sum::default() };
    assert_eq!(run_once(&stage.app).await.unwrap(), taken);
    assert!(desk(&stage).await.contains("Fetched only when somebody asks"));
    stage.advance(SignedDuration::from_hours(6 * 24));
    assert_eq!(run_once(&stage.app).await.unwrap(), Sum::default());
    stage.advance(SignedDuration::from_hours(24));
    assert_eq!(run_once(&stage.app).await.unwrap(), Sum { unchanged: 1, ..Sum::default() });

    let page = desk(&stage).await;
    let weekly = page.split("<li class=\"card\">").find(|card| card.contains(">Weekly<")).unwrap();
    let id = weekly.split("action=\"/mutual-help/feeds/").nth(1).unwrap().split('/').next().unwrap();
    stage.visit_as("ada").await.submit(&format!("/mutual-help/feeds/{id}/removal"), &[]).await;
    stage.advance(SignedDuration::from_hours(30 * 24));
    assert_eq!(run_once(&stage.app).await.unwrap(), Sum::default());
    assert_eq!((keepers.asked().len(), quiet.asked().len()), (2, 0));
}
