//! Every page can be drawn in every language, for everybody who may see it, with its sentences found.

use axum::http::StatusCode;

use super::permissions::{ANYONE, cases};
use crate::cast::{CAST, Stage};

#[tokio::test]
async fn every_page_is_drawn_in_every_language() {
    let stage = Stage::set().await;
    let mut wrong = Vec::new();
    for case in cases(&stage).await.into_iter().filter(|case| case.method == "GET" && case.path != "/leave") {
        for (name, ..) in CAST.into_iter().filter(|(name, ..)| case.may == ANYONE || case.may.contains(name))
        {
            let mut visitor = stage.visit_as(name).await;
            for language in ["en", "es"] {
                visitor.set_cookie("language", language);
                let reply = visitor.get(&case.path).await;
                if reply.status != StatusCode::OK {
                    continue;
                }
                if let Some(at) = reply.body.find('⟦') {
                    let key: String = reply.body[at..].chars().take(60).collect();
                    wrong.push(format!("{} in {language} for {name}: {key}", case.path));
                }
                if reply.body.contains("<title>") && !reply.body.contains(&format!("lang=\"{language}\"")) {
                    wrong.push(format!("{} in {language} for {name} says another language", case.path));
                }
                if reply.body.contains("<title>") && !reply.body.contains("data-exit href=\"/leave\"") {
                    wrong.push(format!("{} has no way to leave now", case.path));
                }
                if reply.body.contains("<title>") && !reply.body.contains("href=\"/help-now\"") {
                    wrong.push(format!("{} has no way to help now", case.path));
                }
                if reply.body.len() > 60 * 1024 {
                    wrong.push(format!("{} weighs {} bytes before compression", case.path, reply.body.len()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Links of a page that stay in the house.
pub fn links(page: &str) -> Vec<String> {
    page.split("href=\"/")
        .skip(1)
        .map(|rest| format!("/{}", rest.split(['"', '#']).next().unwrap()).replace("&#38;", "&"))
        .collect()
}

#[tokio::test]
async fn every_link_leads_somewhere_for_the_one_who_sees_it() {
    let stage = Stage::set().await;
    let all = cases(&stage).await;
    let mut dead = std::collections::BTreeSet::new();
    for (name, ..) in CAST {
        let mut visitor = stage.visit_as(name).await;
        let mut known = std::collections::BTreeSet::from(["/leave".to_string()]);
        let mut ahead: Vec<(String, String)> = all
            .iter()
            .filter(|case| case.method == "GET" && case.may.contains(&name))
            .map(|case| (case.path.clone(), "the list of routes".to_string()))
            .collect();
        while let Some((path, whence)) = ahead.pop() {
            // The calendar has a page for every day: one of each kind is enough.
            let kind = path.split("&on=").next().unwrap_or(&path).to_string();
            if known.len() > 250 || !known.insert(kind) {
                continue;
            }
            let reply = visitor.get(&path).await;
            if !reply.status.is_success() && !reply.status.is_redirection() {
                dead.insert(format!("{name}: {path} from {whence} answered {}", reply.status));
            }
            ahead.extend(links(&reply.body).into_iter().map(|link| (link, path.clone())));
        }
    }
    assert!(dead.is_empty(), "{dead:#?}");
}
