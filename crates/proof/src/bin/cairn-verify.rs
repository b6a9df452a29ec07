//! `cairn-verify`: checks a file of audit entries with their proofs, for somebody outside the program. It needs the
//! file and the program's public key, and neither a database nor a network.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cairn_proof::head::SignedHead;
use cairn_proof::{Bundle, Verifier};
use clap::Parser;

/// Checks that the entries in a file are in the log that its signed head stands for: unaltered, complete and in order.
/// Exit status: 0 they are, 1 they are not (the first entry that is wrong is named), 2 called wrongly.
#[derive(Parser)]
#[command(name = "cairn-verify", version)]
struct Arguments {
    /// The file, as `cairn audit prove` or a report gave it
    file: PathBuf,
    /// The public key of the log (keys/audit.pub), got from the program on another way than the file
    #[arg(long)]
    key: PathBuf,
    /// A head that was kept from earlier: the file must prove that the log only grew since. May be repeated
    #[arg(long)]
    head: Vec<PathBuf>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let (bundle, key) = match (read_bundle(&arguments.file), read_key(&arguments.key)) {
        (Ok(bundle), Ok(key)) => (bundle, key),
        (Err(problem), _) | (_, Err(problem)) => return wrongly(&problem),
    };
    let proven = match bundle.verify(&key) {
        Ok(proven) => proven,
        Err(fault) => return wrong(&fault.to_string()),
    };
    for path in &arguments.head {
        let text = match read(path) {
            Ok(text) => text,
            Err(problem) => return wrongly(&problem),
        };
        let kept = match SignedHead::open(&text, &key) {
            Ok(kept) => kept,
            Err(error) => return wrong(&format!("{}: {error}", path.display())),
        };
        let known = proven.earlier.iter().chain([&proven.head]);
        if !known.clone().any(|head| head.head.size == kept.head.size && head.head.root == kept.head.root) {
            let size = kept.head.size;
            return wrong(&format!(
                "{}: the file proves nothing about the head of {size} entries: ask the program for `cairn audit prove --head {}`",
                path.display(),
                path.display()
            ));
        }
    }
    let head = &proven.head.head;
    say(&format!("in the log {} of {} entries, signed {}:", head.origin, head.size, head.time));
    say(&format!("{} entries, unaltered, complete, in order", proven.entries));
    for earlier in &proven.earlier {
        say(&format!("the log only grew since {} entries, signed {}", earlier.head.size, earlier.head.time));
    }
    ExitCode::SUCCESS
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// The file is a bundle, or a report that carries one under `proof`.
fn read_bundle(path: &Path) -> Result<Bundle, String> {
    let damaged =
        |error| format!("{}: not a file of entries with proofs, or damaged: {error}", path.display());
    let mut file: serde_json::Value = serde_json::from_str(&read(path)?).map_err(damaged)?;
    let bundle = file.get_mut("proof").map(serde_json::Value::take).unwrap_or(file);
    serde_json::from_value(bundle).map_err(damaged)
}

fn read_key(path: &Path) -> Result<Verifier, String> {
    Verifier::from_text(&read(path)?).map_err(|error| format!("{}: {error}", path.display()))
}

fn say(line: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stdout(), "{line}");
}

fn wrong(problem: &str) -> ExitCode {
    eprintln!("cairn-verify: {problem}");
    ExitCode::from(1)
}

fn wrongly(problem: &str) -> ExitCode {
    eprintln!("cairn-verify: {problem}");
    ExitCode::from(2)
}
