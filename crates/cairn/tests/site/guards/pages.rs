//! Every page can be drawn in every language, for everybody who may see it, with its sentences found.

use axum::http::StatusCode;

use super::permissions::{ANYONE, cases};
use crate::cast::{CAST, Stage};

#[tokio::test]
async fn every_page_is_drawn_in_every_language() {
    let stage = Stage::set().await;
    let mut wrong = Vec::new();
    for case in cases(&stage)
        .await
        .into_iter()
        .filter(|case| case.method == "GET" && !["/leave", "/metrics"].contains(&case.route))
    {
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

#[tokio::test]
async fn every_link_leads_somewhere_for_the_one_who_sees_it() {
    let stage = Stage::set().await;
    let all = cases(&stage).await;
    let mut dead = std::collections::BTreeSet::new();
    for (name, ..) in CAST {
        let own = all.iter().filter(|case| case.method == "GET" && case.may.contains(&name));
        let from: Vec<String> = own.map(|case| case.path.clone()).collect();
        for page in stage.visit_as(name).await.reached(&from).await {
            let status = page.reply.status;
            if !status.is_success() && !status.is_redirection() {
                dead.insert(format!("{name}: {} from {} answered {status}", page.path, page.whence));
            }
        }
    }
    assert!(dead.is_empty(), "{dead:#?}");
}
