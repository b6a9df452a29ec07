//! A program adds a tool without code.

use axum::http::StatusCode;

use super::PROGRAM;
use crate::cast::Stage;
use crate::guards::permissions::{Case, case};

pub fn permissions() -> Vec<Case> {
    let tool = "/program/tools/inviting_to_treatment";
    vec![
        case("GET", "/program/tools", "/program/tools", PROGRAM),
        case("POST", "/program/tools", "/program/tools", PROGRAM),
        case("GET", "/program/tools/new", "/program/tools/new", PROGRAM),
        case("POST", "/program/tools/preview", "/program/tools/preview", PROGRAM),
        case("POST", "/program/tools/upload", "/program/tools/upload", PROGRAM),
        case("GET", "/program/tools/example.json", "/program/tools/example.json", PROGRAM),
        case("GET", "/program/tools/{tool}", tool, PROGRAM),
        case("GET", "/program/tools/{tool}/definition.json", format!("{tool}/definition.json"), PROGRAM),
        case("POST", "/program/tools/{tool}/retirement", format!("{tool}/retirement"), PROGRAM),
        case("POST", "/program/tools/{tool}/return", format!("{tool}/return"), PROGRAM),
    ]
}

const BUILT: [(&str, &str); 9] = [
    ("built", "yes"),
    ("name", "Three good things"),
    ("purpose", "To end the day with what was good."),
    ("owners", "participant"),
    ("minutes", "5"),
    ("label-1", "The first one"),
    ("kind-1", "line"),
    ("label-2", "How calm am I?"),
    ("kind-2", "rating"),
];

/// What the preview would add.
fn definition(page: &str) -> String {
    let value =
        page.split("name=\"definition\" value=\"").nth(1).expect("a preview").split('"').next().unwrap();
    value.replace("&#34;", "\"").replace("&#38;", "&").replace("&#39;", "'")
}

#[tokio::test]
async fn a_tool_is_seen_before_it_is_added_and_what_was_written_outlives_it() {
    let stage = Stage::set().await;
    let (mut cora, mut ana) = (stage.visit_as("cora").await, stage.visit_as("ana").await);
    let kept = "SELECT COUNT(*) AS n FROM tool_definitions";
    let preview = cora.post("/program/tools/preview", &BUILT).await;
    assert_eq!(preview.status, StatusCode::OK, "{}", preview.words());
    assert!(
        preview.body.contains("Three good things") && stage.count(kept).await == 0,
        "nothing is kept yet"
    );
    let text = definition(&preview.body);
    let tool = cora.submit("/program/tools", &[("definition", &text)]).await;
    assert_eq!(tool, "/program/tools/own_three_good_things");
    let here = format!("/participants/{}/tools", stage.ana);
    assert!(ana.page(&here).await.contains("Three good things"));
    let mine = format!("{here}/own_three_good_things");
    let sheet = ana.submit(&mine, &[("a.v1_q1", "stork-one"), ("tier", "ours")]).await;
    // A second version: one question is gone, another takes something else.
    let form = cora.page("/program/tools/new?of=own_three_good_things").await;
    assert!(form.contains("value=\"v1_q1\"") && form.contains("value=\"The first one\""));
    let second = [
        ("built", "yes"),
        ("of", "own_three_good_things"),
        ("name", "Three good things"),
        ("purpose", "To end the day with what was good."),
        ("owners", "participant"),
        ("minutes", "5"),
        ("label-1", "What was good?"),
        ("kind-1", "words"),
        ("code-1", "v1_q1"),
    ];
    let text = definition(&cora.post("/program/tools/preview", &second).await.body);
    cora.submit("/program/tools", &[("definition", &text)]).await;
    assert_eq!(stage.count(kept).await, 2);
    assert!(ana.page(&mine).await.contains("What was good?"));
    let read = ana.page(&sheet).await;
    assert!(read.contains("stork-one") && read.contains("The first one"), "read with the words that asked");
    // Put away: nobody begins with it, and nothing is lost.
    cora.submit(&format!("{tool}/retirement"), &[]).await;
    assert!(!ana.page(&here).await.contains("To end the day with what was good."));
    assert_eq!(ana.get(&mine).await.status, StatusCode::NOT_FOUND);
    assert!(ana.page(&sheet).await.contains("stork-one"));
    cora.submit(&format!("{tool}/return"), &[]).await;
    assert_eq!(ana.get(&mine).await.status, StatusCode::OK);
    // One that comes with Cairn too.
    cora.submit("/program/tools/decisional_balance/retirement", &[]).await;
    assert_eq!(ana.get(&format!("{here}/decisional_balance")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn of_two_who_add_the_same_version_the_second_looks_at_the_first_and_loses_nothing() {
    let stage = Stage::set().await;
    let (mut cora, mut ada) = (stage.visit_as("cora").await, stage.visit_as("ada").await);
    let text = definition(&cora.post("/program/tools/preview", &BUILT).await.body);
    let other = text.replace("The first one", "The godwit one");
    let (of_cora, of_ada) = ([("definition", text.as_str())], [("definition", other.as_str())]);
    let (one, two) = tokio::join!(cora.post("/program/tools", &of_cora), ada.post("/program/tools", &of_ada));
    let (first, second) = if one.status == StatusCode::SEE_OTHER { (one, two) } else { (two, one) };
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.words());
    assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", second.words());
    assert!(second.body.contains("somebody may have added it just now"), "{}", second.words());
    assert!(second.body.contains("own_three_good_things"), "what was sent stands in the form");
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM tool_definitions").await, 1);
    // One number on, it is the next version.
    let next = other.replace("\"version\":1", "\"version\":2");
    ada.submit("/program/tools", &[("definition", next.as_str())]).await;
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM tool_definitions").await, 2);
}

#[tokio::test]
async fn a_file_that_is_no_tool_is_told_where_and_why_and_leaves_nothing() {
    let stage = Stage::set().await;
    let mut ada = stage.visit_as("ada").await;
    let example = ada.get("/program/tools/example.json").await.body;
    let upload = |file: &str| {
        format!(
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"tool.json\"\r\n\
             Content-Type: application/json\r\n\r\n{file}\r\n--x--\r\n"
        )
    };
    let broken = example.replacen("\"version\": 1", "\"version\": one", 1);
    let unknown = example.replacen("{\"words\": {\"most\": 1000}}", "{\"wards\": {\"most\": 1000}}", 1);
    let twice = example.replacen("\"code\": \"calm\"", "\"code\": \"good\"", 1);
    let shipped = example.replacen("evening_review", "halt", 1);
    for (file, says) in [
        (broken, vec!["line 3"]),
        (unknown, vec!["wards", "line"]),
        (twice, vec!["good", "used twice", "another code"]),
        (shipped, vec!["belongs to another tool"]),
        (String::new(), vec!["text file"]),
    ] {
        let kind = "multipart/form-data; boundary=x";
        let reply = ada.send_as("POST", "/program/tools/upload", Some(upload(&file)), kind).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", reply.words());
        for words in says {
            assert!(reply.body.contains(words), "{words}: {}", reply.words());
        }
    }
    let kind = "multipart/form-data; boundary=x";
    let reply = ada.send_as("POST", "/program/tools/upload", Some(upload(&example)), kind).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.words());
    let text = definition(&reply.body);
    // The same form twice adds it once, and the same version again is refused.
    let fields = [("form_key", "01900000-0000-7000-8000-000000000001"), ("definition", text.as_str())];
    let (one, two) =
        (ada.submit("/program/tools", &fields).await, ada.submit("/program/tools", &fields).await);
    assert_eq!(one, two);
    let again = ada.post("/program/tools", &[("definition", text.as_str())]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM tool_definitions").await, 1);
    let file = ada.get("/program/tools/evening_review/definition.json").await;
    assert_eq!(cairn_toolkit::Tool::parse(&file.body), cairn_toolkit::Tool::parse(&example));
}
