//! A participant's own phone: its five places, the people, the story, and how it looks on the home screen.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use tower::ServiceExt;

use crate::cast::Stage;
use crate::guards::permissions::{ANYONE, Case, case};

const OWN: &[&str] = &["ana", "bo"];
const THEIRS: &[&str] = &["ana", "bo", "mia"];

pub async fn permissions(_stage: &Stage) -> Vec<Case> {
    vec![
        case("GET", "/my-people", "/my-people", OWN),
        case("GET", "/my-story", "/my-story", OWN),
        case("GET", "/more", "/more", OWN),
        case("GET", "/app", "/app", THEIRS),
        case("POST", "/app", "/app", THEIRS),
        case("GET", "/app/{choice}", "/app/notes-leaf-en.webmanifest", ANYONE),
    ]
}

#[tokio::test]
async fn the_name_and_the_icon_on_the_home_screen_tell_nothing() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    assert!(ana.page("/today").await.contains("href=\"/app/notes-leaf-en.webmanifest\""));
    ana.submit("/app", &[("name", "garden"), ("icon", "hill")]).await;
    ana.set_cookie("language", "es");
    let page = ana.page("/today").await;
    assert!(page.contains("href=\"/app/garden-hill-es.webmanifest\"") && page.contains("content=\"Jardín\""));
    assert!(page.contains("rel=\"apple-touch-icon\" href=\"/assets/hill-180.png\""));
    // Asked for without cookies, by whoever has the address.
    let reply = stage.stranger().get("/app/garden-hill-es.webmanifest").await;
    assert_eq!(reply.headers[header::CONTENT_TYPE], "application/manifest+json");
    let manifest: serde_json::Value = serde_json::from_str(&reply.body).unwrap();
    for (member, value) in
        [("id", "/today"), ("start_url", "/today"), ("display", "standalone"), ("short_name", "Jardín")]
    {
        assert_eq!(manifest[member], value, "{member}");
    }
    let icons = manifest["icons"].as_array().unwrap();
    assert!(icons.iter().any(|icon| icon["purpose"] == "maskable") && icons.len() == 3);
    for icon in icons {
        let (kind, size) = weight(&stage, icon["src"].as_str().unwrap()).await;
        assert!(kind == "image/png" && size < 6 * 1024, "{icon}: {kind}, {size} bytes");
    }
    for wrong in ["/app/garden-hill-es", "/app/recovery-hill-es.webmanifest", "/app/garden-hill.webmanifest"]
    {
        assert_eq!(stage.stranger().get(wrong).await.status, StatusCode::NOT_FOUND, "{wrong}");
    }
    let refused = ana.post("/app", &[("name", "sober"), ("icon", "hill")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Whoever works here does not install it, and the five places are a participant's.
    let page = stage.visit_as("sam").await.page("/today").await;
    assert!(!page.contains("webmanifest") && !page.contains("class=\"places\""));
}

/// Kind and size of an answer as it is sent to a browser, packed where it is packed.
async fn weight(stage: &Stage, path: &str) -> (String, usize) {
    let request = Request::builder().uri(path).header(header::ACCEPT_ENCODING, "gzip").body(Body::empty());
    let reply = stage.router.clone().oneshot(request.unwrap()).await.unwrap();
    assert_eq!(reply.status(), StatusCode::OK, "{path}");
    let kind = reply.headers()[header::CONTENT_TYPE].to_str().unwrap().to_string();
    let body = axum::body::to_bytes(reply.into_body(), 1024 * 1024).await.unwrap();
    (kind, body.len())
}

#[tokio::test]
async fn what_a_phone_keeps_of_the_house_is_small() {
    let stage = Stage::set().await;
    let worker = stage.stranger().page("/sw.js").await;
    let kept: Vec<String> = serde_json::from_str(
        worker.strip_prefix("const ASSETS = ").and_then(|rest| rest.split(";\n").next()).unwrap(),
    )
    .unwrap();
    let mut paths = vec!["/sw.js".to_string()];
    paths.extend(kept.clone());
    paths.extend(["/help-now", "/offline/open", "/no-network", "/meetings-nearby/kept"].map(String::from));
    let mut sent = 0;
    for path in &paths {
        sent += weight(&stage, path).await.1;
    }
    // As it is sent: packed.
    assert!(sent < 100 * 1024, "{sent} bytes for {paths:?}");
    // The styles and scripts of a page alone, unpacked: what the phone has to read before it shows Today.
    let mut read = 0;
    for path in kept.iter().filter(|path| path.contains("/pages.")) {
        read += stage.stranger().page(path).await.len();
    }
    assert!(read > 10_000 && read < 100 * 1024, "{read} bytes");
}

#[tokio::test]
async fn five_places_and_everything_else_behind_the_fifth() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    let here = format!("/participants/{}", stage.ana);
    let page = ana.page("/today").await;
    let places = page.split("<nav class=\"places\"").nth(1).unwrap().split("</nav>").next().unwrap();
    assert_eq!(places.matches("<a ").count(), 5);
    for href in ["/today", "/my-people", "/more", &format!("{here}/check-ins"), &format!("{here}/plan")] {
        assert!(places.contains(&format!("href=\"{href}\"")), "{href}");
    }
    assert!(places.contains("href=\"/today\" aria-current=\"page\""));
    let more = ana.page("/more").await;
    let nav = more.split("<nav class=\"nav\"").nth(1).unwrap().split("</nav>").next().unwrap();
    let main = more.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    for href in nav.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        let link = format!("href=\"{href}\"");
        assert!(
            href == "/more" || main.contains(&link) || places.contains(&link),
            "{href} cannot be reached"
        );
    }
    for href in ["/tools", "/days", "/safety-plan", "/privacy", "/assessments", "/locators"] {
        assert!(main.contains(&format!("href=\"{here}{href}\"")), "{href}");
    }
}

#[tokio::test]
async fn the_people_around_and_whom_to_call_stand_on_one_page() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    let plan = [("tier", "ours"), ("ask", "My sister: 540-555-0134"), ("alone", "Tea")];
    ana.submit(&format!("/participants/{}/safety-plan", stage.ana), &plan).await;
    let page = ana.page("/my-people").await;
    for part in ["Sam Okafor", "tel:5405550134", "tel:988", "tel:555-0100", "Sol Haddad", "Cora Lindqvist"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(page.contains(&format!("/participants/{}/messages", stage.ana)));
    // Her mother gets support here too; nothing on the page may tell her daughter so.
    assert!(!page.contains("Mia Ruiz") && page.contains("No consent of yours names anybody"));
    assert!(!page.contains(">Tea<"));
    // Bo has nobody yet, and is told who chooses.
    assert!(stage.visit_as("bo").await.page("/my-people").await.contains("You choose who it will be"));
}

#[tokio::test]
async fn the_story_says_in_words_what_it_can_and_that_it_is_early_where_it_is() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    let page = ana.page("/my-story").await;
    assert!(page.contains("Your story here begins now") && page.contains("No check-ins in these weeks"));
    assert!(page.contains("it takes two complete answers"));
    let path = format!("/participants/{}/check-ins", stage.ana);
    ana.submit(&path, &[("mood", "3"), ("craving", "8"), ("tier", "mine")]).await;
    assert!(ana.page("/my-story").await.contains("There are not enough yet"));
    for mood in ["3", "4", "7", "8"] {
        stage.advance(jiff::SignedDuration::from_hours(24 * 7));
        ana = stage.visit_as("ana").await;
        ana.submit(&path, &[("mood", mood), ("craving", "2"), ("tier", "mine")]).await;
    }
    let page = ana.page("/my-story").await;
    assert!(page.contains("You were better lately: around 3 at first, around 7.5 lately"), "{page}");
    assert!(page.contains("Urges were weaker lately") && page.contains("<svg viewBox=\"0 0 400 240\""));
    assert!(page.contains("</b> <span>check-ins"));
}
