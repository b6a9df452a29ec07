//! A visitor: a browser without a screen. Keeps cookies, follows nothing, reads pages as text.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::net::SocketAddr;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use tower::ServiceExt;

pub struct Visitor {
    router: Router,
    cookies: Vec<(String, String)>,
    place: Option<SocketAddr>,
    host: String,
    more: Option<(&'static str, String)>,
}

pub struct Reply {
    pub status: StatusCode,
    pub location: String,
    pub headers: axum::http::HeaderMap,
    pub body: String,
}

/// A page that was found, and from where.
pub struct Reached {
    pub path: String,
    pub whence: String,
    pub reply: Reply,
}

impl Visitor {
    pub fn new(router: Router) -> Visitor {
        Visitor { router, cookies: vec![], place: None, host: "localhost:8000".to_string(), more: None }
    }

    /// Goes on from another address.
    pub fn go_to(&mut self, place: &str) {
        self.place = Some(SocketAddr::new(place.parse().unwrap(), 50_000));
    }

    /// Reaches the site under another address.
    pub fn reached_at(&mut self, host: &str) {
        self.host = host.to_string();
    }

    /// Shows once more that it is them, as the demo's people do: what exports and break-glass ask for when the second step
    /// is older than ten minutes.
    pub async fn step_up(&mut self) {
        self.submit("/second-step", &[("demo", "yes")]).await;
    }

    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.retain(|(known, _)| known != name);
        self.cookies.push((name.to_string(), value.to_string()));
    }

    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    }

    pub async fn get(&mut self, path: &str) -> Reply {
        self.send("GET", path, None).await
    }

    /// Asks for a page with one more header.
    pub async fn asking_for(&mut self, path: &str, name: &'static str, value: &str) -> Reply {
        self.more = Some((name, value.to_string()));
        let reply = self.get(path).await;
        self.more = None;
        reply
    }

    /// Sends a form as a browser does.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send("POST", path, Some(body)).await
    }

    /// Sends a form and expects to be led on; returns where to.
    pub async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> String {
        let reply = self.post(path, fields).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "POST {path} answered:\n{}", reply.words());
        reply.location
    }

    /// What is found by following links from these, nearest first; leaving is left out. Of pages that differ in their query
    /// alone, as the days of a calendar do, a few are enough: there is always one more.
    pub async fn reached(&mut self, from: &[String]) -> Vec<Reached> {
        const ALIKE: usize = 4;
        let mut ahead: VecDeque<(String, String)> =
            from.iter().map(|path| (path.clone(), "the start".to_string())).collect();
        let mut known = BTreeSet::from(["/leave".to_string()]);
        let mut alike: BTreeMap<String, usize> = BTreeMap::new();
        let mut reached = Vec::new();
        while let Some((path, whence)) = ahead.pop_front() {
            let times = alike.entry(path.split('?').next().unwrap().to_string()).or_default();
            if *times >= ALIKE || path.starts_with("/assets/") || !known.insert(path.clone()) {
                continue;
            }
            *times += 1;
            let reply = self.get(&path).await;
            assert!(!reply.status.is_server_error(), "{path}: {}", reply.words());
            ahead.extend(reply.links().into_iter().map(|link| (link, path.clone())));
            reached.push(Reached { path, whence, reply });
        }
        reached
    }

    /// Opens a page that must be there.
    pub async fn page(&mut self, path: &str) -> String {
        let reply = self.get(path).await;
        assert_eq!(reply.status, StatusCode::OK, "GET {path} answered:\n{}", reply.words());
        reply.body
    }

    pub async fn send(&mut self, method: &str, path: &str, body: Option<String>) -> Reply {
        self.send_as(method, path, body, "application/x-www-form-urlencoded").await
    }

    /// Sends a body of another kind: a file.
    pub async fn send_as(&mut self, method: &str, path: &str, body: Option<String>, kind: &str) -> Reply {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::HOST, &self.host);
        if let Some((name, value)) = &self.more {
            request = request.header(*name, value);
        }
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let mut request = request.body(Body::from(body.unwrap_or_default())).unwrap();
        if let Some(place) = self.place {
            request.extensions_mut().insert(ConnectInfo(place));
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, 16 * 1024 * 1024).await.unwrap();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let text = cookie.to_str().unwrap();
            let (name, rest) = text.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            self.cookies.retain(|(known, _)| known != name);
            if !text.contains("Max-Age=0") {
                self.cookies.push((name.to_string(), value.to_string()));
            }
        }
        let location = parts.headers.get(header::LOCATION).map(|v| v.to_str().unwrap().to_string());
        Reply {
            status: parts.status,
            location: location.unwrap_or_default(),
            headers: parts.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        }
    }
}

impl Reply {
    /// Links of the page that stay in the house.
    fn links(&self) -> Vec<String> {
        self.body
            .split("href=\"/")
            .skip(1)
            .map(|rest| format!("/{}", rest.split(['"', '#']).next().unwrap()).replace("&#38;", "&"))
            .collect()
    }

    /// The page's text without markup, for messages.
    pub fn words(&self) -> String {
        let main = self.body.split_once("<main").map_or(self.body.as_str(), |(_, main)| main);
        let mut words = String::new();
        let mut inside = false;
        for letter in main.chars() {
            match letter {
                '<' => inside = true,
                '>' => {
                    inside = false;
                    words.push(' ');
                }
                _ if !inside => words.push(letter),
                _ => {}
            }
        }
        format!("{} {}", self.status, words.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}
