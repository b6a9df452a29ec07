//! A request on its way through a handler.

use std::sync::{Arc, OnceLock};

use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::{HeaderValue, StatusCode, header, request::Parts};
use axum::response::{Html, IntoResponse, Redirect, Response};
use cairn_db::{Tx, params};
use jiff::tz::TimeZone;

use super::language::{cookie, language_of};
use super::{Form, Language, Look, Problem, Shell, Text, flash};
use crate::access::{Desk, Viewer};
use crate::account;
use crate::app::App;
use crate::notices::{self, Presented};
use crate::program::{self, Program};

/// A page, a redirect, or the reason why not.
pub type Answer = Result<Response, Problem>;

/// A request whose sender is not known yet. `read`, `write` and `submit` find out who it is on the same
/// transaction that does the work, so a sign-out counts from the next request on.
#[derive(Clone)]
pub struct Visit {
    pub app: App,
    pub language: Language,
    pub path: String,
    pub token: Option<String>,
    pub device: String,
    pub place: String,
    /// Whether the visitor chose the language here, rather than their browser.
    pub chose_language: bool,
    /// The host as the request names it: the visitor's to write, so it proves nothing.
    pub host: String,
    /// Names a sign-in that was begun at the organization in this browser.
    pub ceremony: Option<String>,
    /// What the site is called and looks like on this phone's home screen.
    pub look: Look,
    /// This browser keeps words that wait for a network: leaving must not throw them away.
    keeps_words: bool,
    /// Set by the account room alone, for the pages that lead to the second step.
    before_second_step: bool,
    flash: Option<String>,
    /// Set when a form's work gave the privacy notice: the redirect after it shows the notice instead.
    presented: Arc<OnceLock<Seated>>,
}

/// A request whose sender is known, or known to be nobody: what a page is drawn for.
pub struct Visitor {
    pub app: App,
    pub t: Text,
    pub viewer: Option<Viewer>,
    pub program: Option<Program>,
    pub path: String,
    pub idle_seconds: i64,
    pub look: Look,
    pub flash: Option<String>,
    /// The privacy notice, when it is due to whoever this page is for.
    pub notice: Option<Presented>,
}

impl FromRequestParts<App> for Visit {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Visit, Self::Rejection> {
        let text = |name| parts.headers.get(name).and_then(|v: &HeaderValue| v.to_str().ok());
        Ok(Visit {
            language: language_of(&parts.headers),
            chose_language: super::language::was_chosen(&parts.headers),
            path: parts.uri.path().to_string(),
            token: cookie(&parts.headers, account::cookie_name(app)).map(str::to_string),
            device: text(header::USER_AGENT).unwrap_or_default().chars().take(200).collect(),
            place: account::place_of(app, parts),
            flash: cookie(&parts.headers, flash::COOKIE).map(str::to_string),
            host: text(header::HOST).unwrap_or_default().to_string(),
            ceremony: cookie(&parts.headers, account::CEREMONY_COOKIE).map(str::to_string),
            presented: Arc::default(),
            look: Look::from_headers(&parts.headers),
            keeps_words: crate::offline::is_set_up(&parts.headers),
            before_second_step: false,
            app: app.clone(),
        })
    }
}

impl Visit {
    /// Lets somebody to the desk who has shown a passphrase and no second factor yet: for the second step itself, for
    /// setting the first factor up, and for signing out. Nothing that anybody said may be read behind it.
    pub(crate) fn before_second_step(mut self) -> Visit {
        self.before_second_step = true;
        self
    }

    /// The same request after its sign-in got another token.
    pub(crate) fn with_token(mut self, token: String) -> Visit {
        self.token = Some(token);
        self
    }

    /// Tells the browser to throw away what it keeps of the program, but not sealed words that were not sent yet.
    pub(crate) fn clear_browser(&self, response: &mut Response) {
        let what = if self.keeps_words { "\"cache\"" } else { "\"cache\", \"storage\"" };
        response.headers_mut().insert("clear-site-data", HeaderValue::from_static(what));
    }

    /// A form with nothing in it.
    pub fn new_form(&self) -> Form {
        let key = self.app.chance.id(self.app.clock.now());
        Form::empty(Text::new(self.language, TimeZone::UTC), key)
    }

    /// Works on one consistent state of the database, as whoever is signed in. For lists and work queues; a
    /// participant's record can only be opened in [`Self::write`], because opening it is written down.
    pub async fn read<T: Send + 'static>(
        self,
        work: impl FnOnce(&mut Desk<'_, '_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<(Visitor, T), Problem> {
        let visit = self.clone();
        let (seated, value) =
            self.app.db.read(move |tx| visit.at_desk(tx, work).map(|(s, value, _)| (s, value))).await?;
        account::keep_alive(&self.app, &seated.viewer.sign_in, seated.seen_at);
        Ok((self.visitor(Some(seated)), value))
    }

    /// Works and keeps what was changed. Work that leaves no entry in the audit log is refused.
    pub async fn write<T: Send + 'static>(
        self,
        work: impl FnOnce(&mut Desk<'_, '_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<(Visitor, T), Problem> {
        let visit = self.clone();
        let (seated, value) = self.app.db.write(move |tx| visit.audited(tx, work)).await?;
        account::keep_alive(&self.app, &seated.viewer.sign_in, seated.seen_at);
        Ok((self.visitor(Some(seated)), value))
    }

    /// Does what a form asks for, once: a form that arrives again leads where it led the first time. The work
    /// returns the location to go to.
    pub async fn submit(
        &self,
        form: &Form,
        work: impl FnOnce(&mut Desk<'_, '_>) -> Result<String, Problem> + Send + 'static,
    ) -> Result<String, Problem> {
        let (visit, key) = (self.clone(), *form.key());
        let (seated, location) = self
            .app
            .db
            .write(move |tx| {
                let earlier = tx.maybe(
                    "SELECT location, person_id FROM receipts WHERE form_key = $1 AND path = $2",
                    params![key, &visit.path],
                    |row| Ok((row.get::<String>("location")?, row.get("person_id")?)),
                )?;
                if let Some((location, person)) = earlier {
                    let (seated, ..) = visit.at_desk(tx, |_| Ok(()))?;
                    let same = seated.viewer.person == person;
                    return if same { Ok((seated, location)) } else { Err(Problem::BadRequest) };
                }
                let path = visit.path.clone();
                visit.audited(tx, move |desk| {
                    desk.by_form = true;
                    let location = work(desk)?;
                    desk.tx.execute(
                        "INSERT INTO receipts (form_key, path, person_id, location, received_at)
                         VALUES ($1, $2, $3, $4, $5)",
                        params![key, path, desk.viewer.person, &location, desk.now],
                    )?;
                    Ok(location)
                })
            })
            .await?;
        if seated.notice.as_ref().is_some_and(Presented::is_whole) {
            // A second form in one request does not exist; if it did, the first notice would stand.
            let _ = self.presented.set(seated);
        }
        Ok(location)
    }

    /// Whoever it is, signed in or not: for pages that are open to all. Never fails: without a database the page
    /// is drawn without a name on it.
    pub async fn anyone(self) -> Visitor {
        let visit = self.clone();
        let found: Result<_, Problem> = self
            .app
            .db
            .read(move |tx| {
                let program = program::current(tx)?;
                let seated = match program {
                    Some(_) => visit.at_desk(tx, |_| Ok(())).map(|(seated, ..)| seated).ok(),
                    None => None,
                };
                Ok((program, seated))
            })
            .await;
        let (program, seated) = found.unwrap_or((None, None));
        let mut visitor = self.visitor(seated);
        visitor.program = program.or(visitor.program);
        visitor
    }

    /// Leads on after a form. When the notice became due with what the form did, it is in this very response.
    pub fn redirect(&self, location: &str, flash: &str) -> Answer {
        if let Some(seated) = self.presented.get() {
            return notices::between(&self.clone().visitor(Some(seated.clone())), location);
        }
        let mut response = Redirect::to(location).into_response();
        if !flash.is_empty() {
            let cookie = format!("{}={flash}; Path=/; HttpOnly; SameSite=Lax; Max-Age=60", flash::COOKIE);
            append_cookie(&mut response, &cookie);
        }
        Ok(response)
    }

    fn audited<T>(
        &self,
        tx: &mut Tx<'_>,
        work: impl FnOnce(&mut Desk<'_, '_>) -> Result<T, Problem>,
    ) -> Result<(Seated, T), Problem> {
        let (seated, value, entries) = self.at_desk(tx, work)?;
        if entries == 0 {
            return Err(Problem::Defect("a change left no entry in the audit log"));
        }
        Ok((seated, value))
    }

    fn at_desk<T>(
        &self,
        tx: &mut Tx<'_>,
        work: impl FnOnce(&mut Desk<'_, '_>) -> Result<T, Problem>,
    ) -> Result<(Seated, T, usize), Problem> {
        let now = self.app.clock.now();
        let token = self.token.as_deref().ok_or(Problem::SignInFirst)?;
        let (viewer, seen_at) =
            account::viewer(tx, token, now, &self.app.config.sign_in)?.ok_or(Problem::SignInFirst)?;
        if viewer.needs_second_step() && !self.before_second_step {
            return Err(Problem::SecondStepFirst);
        }
        let program = program::current(tx)?.ok_or(Problem::SignInFirst)?;
        let mut desk = Desk {
            tx,
            viewer: &viewer,
            program: &program,
            now,
            chance: &self.app.chance,
            entries: 0,
            by_form: false,
            opened_own: None,
        };
        let value = work(&mut desk)?;
        let notice = match desk.opened_own {
            Some(record) => notices::present(&mut desk, &record, self.language)?,
            None => None,
        };
        let entries = desk.entries;
        Ok((Seated { viewer, program, seen_at, notice }, value, entries))
    }

    fn visitor(self, seated: Option<Seated>) -> Visitor {
        let zone = seated.as_ref().map_or(TimeZone::UTC, |s| s.program.zone.clone());
        let notice = seated.as_ref().and_then(|s| s.notice.clone());
        let (viewer, program) = seated.map(|s| (s.viewer, s.program)).unzip();
        Visitor {
            t: Text::new(self.language, zone),
            idle_seconds: self.app.config.sign_in.idle.as_secs(),
            look: self.look,
            app: self.app,
            viewer,
            program,
            path: self.path,
            flash: self.flash,
            notice,
        }
    }
}

#[derive(Clone)]
struct Seated {
    viewer: Viewer,
    program: Program,
    seen_at: jiff::Timestamp,
    notice: Option<Presented>,
}

impl Visitor {
    /// The words and the frame for a page; `title` is the key of a neutral title.
    pub fn shell(&self, title: &str) -> (Text, Shell) {
        (self.t.clone(), Shell::around(self, self.t.get(title)))
    }

    /// The number for a crisis: the program's, also where there is no program yet or none can be read.
    pub fn crisis_line(&self) -> String {
        let own = self.program.as_ref().map(|program| program.crisis_line.clone());
        own.unwrap_or_else(|| program::DEFAULT_CRISIS_LINE.to_string())
    }

    pub fn show(&self, page: impl Template) -> Answer {
        self.respond(StatusCode::OK, page)
    }

    /// A form page: 422 when the form has something to mend, so that scripts notice too.
    pub fn show_form(&self, form: &Form, page: impl Template) -> Answer {
        let status = if form.is_valid() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        self.respond(status, page)
    }

    pub(super) fn respond(&self, status: StatusCode, page: impl Template) -> Answer {
        let html = page.render().map_err(|_| Problem::Defect("a template could not be drawn"))?;
        let mut response = (status, Html(html)).into_response();
        if self.flash.is_some() {
            append_cookie(
                &mut response,
                &format!("{}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0", flash::COOKIE),
            );
        }
        Ok(response)
    }
}

pub(crate) fn append_cookie(response: &mut Response, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}
