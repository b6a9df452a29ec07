//! Two programs that are equal but for rows which the viewer may not know answer the same: status, headers, every byte.
//!
//! The requests come from the router: every route with its case's address, with variations of its query, and with the
//! ids of hidden things in the place of its own. A viewer of the cast walks through both programs side by side. What
//! differs legitimately is looked past: the key of a form. The usual run takes every n-th request; all of them
//! with `CAIRN_TEST_DIFFERENTIAL=full`.

use std::collections::BTreeSet;

use super::hidden::{Hidden, hide};
use super::permissions::{Case, cases};
use crate::cast::Stage;
use crate::visitor::{Reply, Visitor};

/// Variations of a page's query: pages, searches, filters, orders; some name what is hidden.
const QUERIES: [&str; 16] = [
    "",
    "?page=2",
    "?page=0",
    "?search=Quillfeather",
    "?search=qu",
    "?search=ze",
    "?search=%25",
    "?search=quill&state=all",
    "?state=all",
    "?state=discharged",
    "?state=all&page=2",
    "?hat=supervisor&state=all",
    "?show=past",
    "?show=closed",
    "?sort=name&order=desc",
    "?from=2020-01-01&to=2027-01-01&period=all",
];

/// Viewers who may know the same, and so have the same hidden rows.
const GROUPS: [(Hidden, &[&str]); 6] = [
    (
        Hidden::Elsewhere { supporter: "tess", asides_of: &["ana", "sam"] },
        &["bo", "sol", "vale", "mia", "eva", "ada", "otto", "gus", ""],
    ),
    (Hidden::Elsewhere { supporter: "tess", asides_of: &["sam"] }, &["ana"]),
    (Hidden::Elsewhere { supporter: "tess", asides_of: &["ana"] }, &["sam"]),
    (Hidden::Elsewhere { supporter: "sam", asides_of: &["ana", "sam"] }, &["tess"]),
    (Hidden::Words { former: true }, &["cora", "bill"]),
    (Hidden::Words { former: false }, &["pia"]),
];

struct Ask {
    method: &'static str,
    path: String,
}

/// What may not be asked twice in a row, or says how the machine is: signing out, leaving, figures for its keepers.
fn is_left_out(case: &Case) -> bool {
    ["/leave", "/sign-out", "/devices/sign-out", "/sign-in/keep", "/metrics", "/language"]
        .contains(&case.route)
        || case.route.contains("{token}")
}

/// The route with each hidden id in the place of its first id.
fn with_hidden_ids(route: &str, ids: &[String]) -> Vec<String> {
    let Some((before, rest)) = route.split_once('{') else { return Vec::new() };
    let after = rest.split_once('}').map_or("", |(_, after)| after);
    let filled = |id: &String| {
        let mut path = format!("{before}{id}{after}");
        while let Some((before, rest)) = path.clone().split_once('{') {
            let after = rest.split_once('}').map_or("", |(_, after)| after);
            path = format!("{before}{id}{after}");
        }
        path
    };
    ids.iter().map(filled).collect()
}

fn asks(cases: &[Case], hidden: &[String]) -> Vec<Ask> {
    let mut all = Vec::new();
    let mut routes = BTreeSet::new();
    for case in cases.iter().filter(|case| !is_left_out(case)) {
        let queries: &[&str] = if case.method == "GET" { &QUERIES } else { &[""] };
        all.extend(
            queries.iter().map(|query| Ask { method: case.method, path: format!("{}{query}", case.path) }),
        );
        if routes.insert((case.method, case.route)) {
            let paths = with_hidden_ids(case.route, hidden);
            all.extend(paths.into_iter().map(|path| Ask { method: case.method, path }));
        }
    }
    all
}

/// An answer without the keys of its forms.
pub fn seen(reply: Reply) -> String {
    const KEY: &str = "name=\"form_key\" value=\"";
    let mut body = String::new();
    let mut rest = reply.body.as_str();
    while let Some((before, after)) = rest.split_once(KEY) {
        body.push_str(before);
        body.push_str(KEY);
        rest = after.get(36..).unwrap_or_default();
    }
    body.push_str(rest);
    // The code of a meeting comes from the program's own keys.
    while let Some((before, after)) = body.split_once(" data-code>") {
        body = [before, ">", after.get(6..).unwrap_or_default()].concat();
    }
    // A passkey is asked for with chance, so that an answer cannot be used again.
    for challenge in body.clone().split("challenge&#34;:&#34;").skip(1) {
        let chance = challenge.split('&').next().unwrap_or_default();
        body = body.replace(chance, "");
    }
    format!("{} {body}\n{:?}", reply.status, reply.headers)
}

/// Where two texts part.
pub fn parting(one: &str, other: &str) -> String {
    let at = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let near = |text: &str| text.chars().skip(at.saturating_sub(60)).take(160).collect::<String>();
    format!("without: …{}…\n   with: …{}…", near(one), near(other))
}

async fn enter(stage: &Stage, name: &str) -> Visitor {
    if name.is_empty() { stage.stranger() } else { stage.visit_as(name).await }
}

/// Figures about many people change with every one of them, and may: here no group is large enough to be shown.
async fn large_groups(stage: &Stage) {
    let set: Result<u64, cairn_db::Error> = stage
        .app
        .db
        .write(|tx| tx.execute("UPDATE programs SET settings = '{\"privacy\":{\"smallest_group\":50}}'", &[]))
        .await;
    set.unwrap();
}

/// Walks one group of viewers through both programs; how many requests were made, and what differed.
async fn walk(hidden: Hidden, viewers: &[&str], every: usize) -> (usize, Vec<String>) {
    let (without, with) = (Stage::set().await, Stage::set().await);
    let cases_without = cases(&without).await;
    let cases_with = cases(&with).await;
    let same = |a: &Case, b: &Case| a.path == b.path;
    assert!(cases_without.iter().zip(&cases_with).all(|(a, b)| same(a, b)), "the two programs begin equal");
    for stage in [&without, &with] {
        large_groups(stage).await;
    }
    let ids = hide(&with, hidden).await;
    let (mut made, mut leaks) = (0, Vec::new());
    let mut named = BTreeSet::new();
    for (turn, name) in viewers.iter().enumerate() {
        let (mut one, mut other) = (enter(&without, name).await, enter(&with, name).await);
        for ask in asks(&cases_without, &ids).into_iter().skip(turn % every).step_by(every) {
            let body = (ask.method == "POST").then(String::new);
            let plain = seen(one.send(ask.method, &ask.path, body.clone()).await);
            let hiding = seen(other.send(ask.method, &ask.path, body).await);
            made += 1;
            // One leak of a page is told once.
            let page = (*name, ask.path.split('?').next().unwrap_or_default().to_string());
            if plain != hiding && leaks.len() < 12 && named.insert(page) {
                let who = if name.is_empty() { "a stranger" } else { name };
                leaks.push(format!("{who}: {} {}\n{}", ask.method, ask.path, parting(&plain, &hiding)));
            }
        }
    }
    (made, leaks)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn row_35_hidden_rows_change_no_answer() {
    let full = std::env::var("CAIRN_TEST_DIFFERENTIAL").is_ok_and(|mode| mode == "full");
    let every = if full { 1 } else { 61 };
    let walks: Vec<_> =
        GROUPS.into_iter().map(|(hidden, viewers)| tokio::spawn(walk(hidden, viewers, every))).collect();
    let (mut made, mut leaks) = (0, Vec::new());
    for walk in walks {
        let (count, found) = walk.await.unwrap();
        made += count;
        leaks.extend(found);
    }
    println!("{made} requests answered by both programs");
    assert!(leaks.is_empty(), "{} leaks:\n{}", leaks.len(), leaks.join("\n\n"));
    assert!(made >= if full { 10_000 } else { 300 }, "only {made} requests");
}

#[test]
fn a_difference_is_seen() {
    let reply = |body: &str| Reply {
        status: axum::http::StatusCode::OK,
        location: String::new(),
        headers: axum::http::HeaderMap::new(),
        body: body.to_string(),
    };
    let key = |id: char| {
        let id: String = std::iter::repeat_n(id, 36).collect();
        format!("<p>1</p><input name=\"form_key\" value=\"{id}\"><p>2</p>")
    };
    assert_eq!(seen(reply(&key('a'))), seen(reply(&key('b'))));
    assert_ne!(seen(reply("<p>3 people</p>")), seen(reply("<p>4 people</p>")));
}
