//! Bringing a list here from where its keepers publish it, piece by piece into a file of our own.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use reqwest::header::{ETAG, HeaderMap, HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED};

use crate::app::App;
use crate::ids::RowId;

/// Larger than any list known: 200,000 meetings.
const LARGEST: u64 = 160 * 1024 * 1024;
/// Letters of what a server calls a version of its list; a longer name is none.
const LONGEST_NAME: usize = 300;

/// A file that goes away when it is not needed any more.
pub(super) struct Scratch(PathBuf);

impl Scratch {
    pub fn new(app: &App) -> std::io::Result<Scratch> {
        let name = ["list-", &app.chance.id::<RowId>(app.clock.now()).to_string(), ".json"].concat();
        let path = app.config.data.join(name);
        std::fs::File::create(&path)?;
        Ok(Scratch(path))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// What the server of a list calls the list as it is now (RFC 9110, 8.8): asked with, an unchanged list does not travel again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Version {
    pub etag: Option<String>,
    pub modified: Option<String>,
}

impl Version {
    fn of(headers: &HeaderMap) -> Version {
        let text = |name: HeaderName| {
            let text = headers.get(name)?.to_str().ok()?;
            (text.len() <= LONGEST_NAME).then(|| text.to_string())
        };
        Version { etag: text(ETAG), modified: text(LAST_MODIFIED) }
    }
}

/// A list that was brought here.
pub(super) struct Brought {
    pub file: Scratch,
    pub version: Version,
}

/// Lists are public, but nobody on the way may change one: encrypted, or from this very machine.
pub(super) fn may_fetch(url: &str) -> bool {
    let local = ["http://127.0.0.1:", "http://localhost:"].iter().any(|begin| url.starts_with(begin));
    url.starts_with("https://") || local
}

/// The list as it is now; none when it still is the version that is known. The reason why not is fit to show.
pub(super) async fn ask(
    app: &App,
    url: &str,
    patience: Duration,
    known: &Version,
) -> Result<Option<Brought>, String> {
    let failed = |_| "the address does not answer".to_string();
    if !may_fetch(url) {
        return Err("lists are fetched over https:// only".to_string());
    }
    let web = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::limited(3))
        .timeout(patience)
        .build()
        .map_err(failed)?;
    let mut question = web.get(url);
    for (name, value) in [(IF_NONE_MATCH, &known.etag), (IF_MODIFIED_SINCE, &known.modified)] {
        if let Some(value) = value {
            question = question.header(name, value.as_str());
        }
    }
    let answer = question.send().await.map_err(failed)?;
    if answer.status() == reqwest::StatusCode::NOT_MODIFIED && *known != Version::default() {
        return Ok(None);
    }
    if !answer.status().is_success() {
        return Err(["the address answers with status ", answer.status().as_str()].concat());
    }
    let version = Version::of(answer.headers());
    Ok(Some(Brought { file: keep(app, answer).await?, version }))
}

/// The whole list, whatever is known of it.
pub(super) async fn download(app: &App, url: &str, patience: Duration) -> Result<Brought, String> {
    let brought = ask(app, url, patience, &Version::default()).await?;
    brought.ok_or_else(|| "the address does not send the list".to_string())
}

async fn keep(app: &App, mut answer: reqwest::Response) -> Result<Scratch, String> {
    let no_room = |_| "there is no room for the file".to_string();
    let scratch = Scratch::new(app).map_err(no_room)?;
    let mut file = std::fs::File::create(scratch.path()).map_err(no_room)?;
    let mut size = 0;
    while let Some(piece) = answer.chunk().await.map_err(|_| "the answer broke off".to_string())? {
        size += piece.len() as u64;
        if size > LARGEST {
            return Err("the list is larger than any that is known".to_string());
        }
        file.write_all(&piece).map_err(no_room)?;
    }
    Ok(scratch)
}
