//! A demo program on a free port, a ChromeDriver, and browsers of the size of a phone or a desk.

use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;

use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

pub struct House {
    /// The one-time link of the first persona of each role.
    links: Links,
    cookies: Mutex<HashMap<String, String>>,
    pub base: String,
    driver_port: u16,
    demo: Child,
    driver: Child,
    axe: Option<String>,
    /// What axe found, page by page: told all at once at the end.
    pub wrong: Mutex<Vec<String>>,
}

impl Drop for House {
    fn drop(&mut self) {
        let _ = self.demo.kill();
        let _ = self.driver.kill();
    }
}

impl House {
    pub async fn open() -> House {
        let (demo, base, links) = demo();
        let driver_port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut driver = Command::new("chromedriver")
            .arg(format!("--port={driver_port}"))
            .stdout(Stdio::piped())
            .spawn()
            .expect("chromedriver, from Debian's chromium-driver");
        let started = BufReader::new(driver.stdout.take().unwrap())
            .lines()
            .map_while(Result::ok)
            .any(|line| line.contains("started successfully"));
        assert!(started, "chromedriver did not start");
        let axe = std::env::var("CAIRN_TEST_AXE").ok().map(|path| std::fs::read_to_string(path).unwrap());
        House {
            links,
            cookies: Mutex::default(),
            base,
            driver_port,
            demo,
            driver,
            axe,
            wrong: Mutex::default(),
        }
    }

    /// A browser of a phone's size (360 × 740) or a desk's (1280 × 800), with or without scripts.
    pub async fn browser(&self, phone: bool, scripts: bool) -> Client {
        self.open_browser(phone, scripts, None).await
    }

    /// A phone whose browser keeps what it has in `profile`, so that another can go on when it was killed.
    pub async fn browser_in(&self, profile: &Path) -> Client {
        self.open_browser(true, true, Some(profile)).await
    }

    async fn open_browser(&self, phone: bool, scripts: bool, profile: Option<&Path>) -> Client {
        let size = if phone { "--window-size=360,740" } else { "--window-size=1280,800" };
        let mut options = json!({
            "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                     "--disable-background-networking", "--disable-component-update", "--disable-sync",
                     "--disable-dev-shm-usage", size],
        });
        if let (Some(profile), Some(args)) = (profile, options["args"].as_array_mut()) {
            args.push(json!(format!("--user-data-dir={}", profile.display())));
        }
        if !scripts {
            options["prefs"] = json!({"profile.managed_default_content_settings.javascript": 2});
        }
        let mut capabilities = serde_json::Map::new();
        capabilities.insert("goog:chromeOptions".to_string(), options);
        ClientBuilder::new(connector())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{}", self.driver_port))
            .await
            .expect("a browser")
    }

    /// Signs the first persona of a role in: by their one-time link, and from then on with the cookie it gave.
    pub async fn enter(&self, browser: &Client, role: &str) {
        self.enter_at(browser, role, &self.base).await;
    }

    /// The same where the program is reached by another name.
    pub async fn enter_at(&self, browser: &Client, role: &str, base: &str) {
        let known = self.cookies.lock().unwrap().get(role).cloned();
        if let Some(value) = known {
            browser.goto(&format!("{base}/help-now")).await.unwrap();
            // WebDriver's own call refuses cookies for a host without a name.
            let script = "document.cookie = 'visit=' + arguments[0] + '; path=/'";
            browser.execute(script, vec![json!(value)]).await.unwrap();
            browser.goto(&format!("{base}/today")).await.unwrap();
            return;
        }
        let link = self.links.get(role).unwrap_or_else(|| panic!("the demo has no {role}"));
        browser.goto(&link.replace(&self.base, base)).await.unwrap();
        let cookie = browser.get_named_cookie("visit").await.unwrap();
        self.cookies.lock().unwrap().insert(role.to_string(), cookie.value().to_string());
    }

    /// Checks the page with axe, if it is at hand.
    pub async fn accessible(&self, browser: &Client, page: &str) {
        let Some(axe) = &self.axe else { return };
        browser.execute(axe, vec![]).await.unwrap();
        let script = "const done = arguments[arguments.length - 1];
            axe.run(document, { runOnly: { type: 'tag',
                values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } })
               .then(result => done(result.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))));";
        let found: Value = browser.execute_async(script, vec![]).await.unwrap();
        if found != json!([]) {
            self.wrong.lock().unwrap().push(format!("{page}: {found}"));
        }
    }
}

fn connector() -> HttpConnector {
    HttpConnector::new()
}

type Links = HashMap<String, String>;

fn demo() -> (Child, String, Links) {
    let mut demo = Command::new(env!("CARGO_BIN_EXE_cairn"))
        .args(["demo", "--port", "0", "--participants", "24"])
        .env_remove("CAIRN_DATABASE_URL")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut links = Links::new();
    for line in BufReader::new(demo.stdout.take().unwrap()).lines().map_while(Result::ok) {
        if let Some(rest) = line.strip_prefix("sign in as ") {
            let (who, link) = rest.split_once(": ").unwrap();
            let role = who.rsplit_once('(').unwrap().1.trim_end_matches(')').to_string();
            links.entry(role).or_insert(link.to_string());
        } else if let Some(base) = line.strip_prefix("ready: ") {
            return (demo, base.to_string(), links);
        }
    }
    panic!("the demo ended before it was ready");
}

/// The text of the page's main part.
pub async fn words(browser: &Client) -> String {
    browser.find(Locator::Css("main")).await.unwrap().text().await.unwrap()
}
