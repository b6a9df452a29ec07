//! The command as people run it: links with the real port, then `ready`, and nothing left behind.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

fn start(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_cairn"))
        .arg("demo")
        .args(arguments)
        .env_remove("CAIRN_DATABASE_URL")
        .env_remove("CAIRN_DATA")
        .env_remove("CAIRN_LISTEN")
        .env_remove("CAIRN_PUBLIC_URL")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// What the command says until it is ready, then asks it to stop; the links and the address.
fn visit(arguments: &[&str]) -> (Vec<String>, String) {
    let mut child = start(arguments);
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let mut links = Vec::new();
    let ready = loop {
        let line = lines.next().expect("ready");
        if let Some(address) = line.strip_prefix("ready: ") {
            break address.to_string();
        }
        if line.starts_with("sign in as ") {
            links.push(line);
        }
    };
    std::net::TcpStream::connect(ready.trim_start_matches("http://")).expect("the address answers");
    let asked = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(asked.success() && child.wait().unwrap().success(), "it stops when asked");
    (links, ready)
}

#[test]
fn it_prints_a_link_for_each_persona_with_the_port_that_answers() {
    let folder = std::env::temp_dir().join(format!("cairn-demo-home-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let data = folder.join("demo");
    let arguments = ["--port", "0", "--participants", "20", "--data", data.to_str().unwrap()];
    let (links, ready) = visit(&arguments);
    assert!(!ready.ends_with(":0"), "{ready}");
    assert_eq!(links.len(), cairn::demo::PERSONAS.len());
    for line in &links {
        let (persona, url) = line.split_once("): ").expect("NAME (ROLE): URL");
        assert!(persona.contains(" ("), "{line}");
        assert!(url.starts_with(&format!("{ready}/enter/")), "{line}");
    }
    // The same folder again, a month later: the same program, new links.
    let (again, _) = visit(&[&arguments[..], &["--advance", "30d"]].concat());
    assert_eq!(std::fs::read_to_string(data.join("clock-ahead")).unwrap(), (30 * 86_400).to_string());
    let names = |lines: &[String]| {
        lines.iter().map(|line| line.split(')').next().unwrap().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(names(&again), names(&links));
    let token = |line: &String| line.rsplit('/').next().unwrap().to_string();
    assert!(again.iter().map(token).all(|fresh| !links.iter().map(token).any(|old| old == fresh)));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn without_a_data_folder_nothing_stays() {
    let folder = std::env::temp_dir().join(format!("cairn-demo-away-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let made = Command::new(env!("CARGO_BIN_EXE_cairn"))
        .args(["demo", "--no-serve", "--participants", "20"])
        .env("TMPDIR", &folder)
        .env_remove("CAIRN_DATABASE_URL")
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    assert!(String::from_utf8_lossy(&made.stdout).contains("20 participants"));
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0, "the demo's folder is removed");
    std::fs::remove_dir_all(folder).unwrap();
}
