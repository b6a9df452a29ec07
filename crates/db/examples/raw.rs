//! What this machine's SQLite and disk can do without Cairn: the reference for `script/bench`.
//!
//! Prints `reads_per_second N` (a row by its key, one thread) and `commits_per_second N` (one row a durable commit,
//! `synchronous=FULL`, one after the other), each over five seconds, in the folder given.
#![allow(clippy::print_stdout, clippy::disallowed_methods)]

use std::time::{Duration, Instant};

use rusqlite::{Connection, params};

const SPAN: Duration = Duration::from_secs(5);

fn main() -> Result<(), rusqlite::Error> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".to_string());
    let path = std::path::Path::new(&folder).join("raw.db");
    let _ = std::fs::remove_file(&path);
    let connection = Connection::open(&path)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.execute_batch("CREATE TABLE notes (id INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT")?;
    let words = "We went for a walk and talked about the week. ".repeat(8);

    let mut commits = 0_i64;
    let begun = Instant::now();
    while begun.elapsed() < SPAN {
        commits += 1;
        connection.prepare_cached("INSERT INTO notes (words) VALUES (?1)")?.execute(params![words])?;
    }
    let commit_rate = commits as f64 / begun.elapsed().as_secs_f64();

    let mut reads = 0_i64;
    let begun = Instant::now();
    while begun.elapsed() < SPAN {
        reads += 1;
        let mut statement = connection.prepare_cached("SELECT words FROM notes WHERE id = ?1")?;
        let _: String = statement.query_row(params![reads % commits + 1], |row| row.get(0))?;
    }
    let read_rate = reads as f64 / begun.elapsed().as_secs_f64();

    println!("reads_per_second {read_rate:.0}");
    println!("commits_per_second {commit_rate:.0}");
    let _ = std::fs::remove_file(&path);
    Ok(())
}
