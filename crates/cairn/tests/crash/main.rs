//! What was acknowledged survives `kill -9`: a server is killed while four people save notes, and after its restart
//! every note whose saving it had confirmed is there. (A power cut needs a shim or a file system of its own:
//! docs/operating/durability.md says how that was tried.)
// The server is waited for where it is dropped.
#![allow(clippy::zombie_processes, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

const ROUNDS: u32 = 6;
const WRITERS: u32 = 4;

struct Server {
    process: Child,
    address: String,
    link: Option<String>,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn start(folder: &std::path::Path) -> Server {
    let mut process = Command::new(env!("CARGO_BIN_EXE_cairn"))
        .args(["demo", "--port", "0", "--participants", "20", "--data"])
        .arg(folder)
        .env_remove("CAIRN_DATABASE_URL")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut link = None;
    for line in BufReader::new(process.stdout.take().unwrap()).lines().map_while(Result::ok) {
        if let Some((who, address)) = line.split_once(": ") {
            if who.ends_with("(peer supporter)") && link.is_none() {
                link = Some(address.to_string());
            }
            if who == "ready" {
                return Server { process, address: address.trim_start_matches("http://").to_string(), link };
            }
        }
    }
    panic!("the server ended before it was ready");
}

/// Status line, headers and body of one request on a connection of its own; none when the server is gone.
fn ask(address: &str, cookie: &str, method: &str, path: &str, body: &str) -> Option<String> {
    let mut stream = TcpStream::connect(address).ok()?;
    let request = format!(
        "{method} {path} HTTP/1.1\r\nhost: {address}\r\ncookie: {cookie}\r\nconnection: close\r\nsec-fetch-site: \
         same-origin\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    Some(String::from_utf8_lossy(&answer).into_owned())
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    text.split_once(start)?.1.split_once(end).map(|(found, _)| found)
}

#[test]
fn no_confirmed_note_is_lost_when_the_server_is_killed() {
    let folder = std::env::temp_dir().join(format!("cairn-crash-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    let mut server = start(&folder);
    let link = server.link.clone().expect("a peer supporter's link");
    let path = link.split_once(&server.address).unwrap().1;
    let entered = ask(&server.address, "", "GET", path, "").unwrap();
    let cookie = format!("visit={}", between(&entered, "set-cookie: visit=", ";").unwrap());
    let sessions = ask(&server.address, &cookie, "GET", "/sessions", "").unwrap();
    let session =
        between(&sessions, "href=\"/sessions/", "\"").unwrap().split('/').next().unwrap().to_string();
    let note = format!("/sessions/{session}/note");
    let page = ask(&server.address, &cookie, "GET", &note, "").unwrap();
    let date = between(&page, "name=\"date\" value=\"", "\"").expect("the note's form").to_string();

    let next_key = Arc::new(AtomicU32::new(0));
    let mut all = Vec::new();
    for round in 0..ROUNDS {
        let confirmed: Arc<Mutex<Vec<String>>> = Arc::default();
        let stopped = Arc::new(AtomicBool::new(false));
        let writers: Vec<_> = (0..WRITERS)
            .map(|_| {
                let (confirmed, stopped, next_key) = (confirmed.clone(), stopped.clone(), next_key.clone());
                let (address, cookie, note, date) =
                    (server.address.clone(), cookie.clone(), note.clone(), date.clone());
                std::thread::spawn(move || {
                    while !stopped.load(Ordering::SeqCst) {
                        let key = format!("00000000-0000-7000-8000-{:012x}", next_key.fetch_add(1, Ordering::SeqCst));
                        let body = format!(
                            "form_key={key}&date={date}&start=10:00&end=10:45&mode=phone&setting=phone&did=Walked+{key}\
                             &response=Smiled&next_step=Call&billing=billable&action=draft"
                        );
                        let answer = ask(&address, &cookie, "POST", &note, &body);
                        if answer.is_some_and(|a| a.starts_with("HTTP/1.1 303")) {
                            confirmed.lock().unwrap().push(key);
                        }
                    }
                })
            })
            .collect();
        // Killed after a number of confirmations that differs from round to round.
        while confirmed.lock().unwrap().len() < 20 + 7 * round as usize {
            std::thread::yield_now();
        }
        server.process.kill().unwrap();
        server.process.wait().unwrap();
        stopped.store(true, Ordering::SeqCst);
        writers.into_iter().for_each(|writer| writer.join().unwrap());
        server = start(&folder);
        all.extend(confirmed.lock().unwrap().drain(..));
        let lost: Vec<_> = all
            .iter()
            .filter(|key| {
                let answer = ask(&server.address, &cookie, "GET", &format!("/receipts/{key}"), "").unwrap();
                !answer.starts_with("HTTP/1.1 200")
            })
            .collect();
        assert!(lost.is_empty(), "round {round}: confirmed and lost {lost:?}");
    }
    assert!(all.len() > 100);
    drop(server);
    let _ = std::fs::remove_dir_all(&folder);
}
