//! The key file and `cairn keys`, as an operator meets them, on SQLite.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;

use cairn::ids::{Chance, RowId};

/// A data folder with a made-up program; it goes away with the test.
struct Installation(PathBuf);

impl Drop for Installation {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Installation {
    fn of_demo() -> Installation {
        let unique: RowId = Chance::from_system().unwrap().id(crate::cast::START.parse().unwrap());
        let installation = Installation(std::env::temp_dir().join(format!("cairn-keys-{unique}")));
        let data = installation.0.display().to_string();
        let (code, out) = installation.run(&["demo", "--no-serve", "--participants", "20", "--data", &data]);
        assert_eq!(code, 0, "{out}");
        installation
    }

    /// Exit status and everything it said.
    fn run(&self, arguments: &[&str]) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cairn"));
        for variable in ["CAIRN_DATABASE_URL", "CAIRN_KEYS", "CAIRN_LISTEN", "CAIRN_PUBLIC_URL", "CAIRN_DATA"]
        {
            command.env_remove(variable);
        }
        if arguments.first() != Some(&"demo") {
            command.env("CAIRN_DATA", &self.0);
        }
        let output = command.args(arguments).output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.code().unwrap(), String::from_utf8(said).unwrap())
    }

    fn file(&self) -> PathBuf {
        self.0.join("keys").join("program.keys")
    }

    /// Id, state and number of data keys of each program key.
    fn list(&self) -> Vec<(String, String, String)> {
        let (code, out) = self.run(&["keys", "list"]);
        assert_eq!(code, 0, "{out}");
        let parts = |line: &str| {
            let mut words = line.split_whitespace().map(str::to_string);
            (words.next().unwrap(), words.next().unwrap(), words.next().unwrap())
        };
        out.lines().map(parts).collect()
    }
}

fn mode(path: &std::path::Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn a_new_key_wraps_everything_and_the_old_one_can_go() {
    let here = Installation::of_demo();
    assert_eq!((mode(&here.file()), mode(here.file().parent().unwrap())), (0o600, 0o700));
    let before = here.list();
    assert_eq!((before.len(), before[0].1.as_str()), (1, "current"));
    let (_, names) = here.run(&["person", "list"]);

    let (code, out) = here.run(&["keys", "rotate"]);
    assert_eq!(code, 0, "{out}");
    let after = here.list();
    assert_eq!(after[0], (before[0].0.clone(), "old".to_string(), "0".to_string()));
    assert_eq!((after[1].1.as_str(), &after[1].2), ("current", &before[0].2), "every data key");
    assert_eq!(mode(&here.file()), 0o600);

    let (code, out) = here.run(&["keys", "retire", &after[1].0]);
    assert_eq!(code, 1);
    assert!(out.contains("is the current key"), "{out}");
    let (code, out) = here.run(&["keys", "retire", &after[0].0]);
    assert_eq!(code, 0, "{out}");
    assert_eq!(here.list().len(), 1);
    assert_eq!(here.run(&["person", "list"]).1, names, "the same people under the new key alone");
    assert_eq!(here.run(&["doctor"]).0, 0);
}

#[test]
fn a_rotation_that_was_stopped_goes_on() {
    let here = Installation::of_demo();
    // As it is when the process dies right after the new key is in the file.
    let ring = cairn::keys::read(&here.file()).unwrap().unwrap();
    let new = cairn::keys::with_new_key(&ring, crate::cast::START.parse().unwrap()).unwrap();
    cairn::keys::replace(&here.file(), &new).unwrap();
    let listed = here.list();
    assert_eq!((listed[1].1.as_str(), listed[1].2.as_str()), ("current", "0"));
    let (code, out) = here.run(&["keys", "retire", &listed[0].0]);
    assert_eq!(code, 1);
    assert!(out.contains("cairn keys rotate"), "{out}");
    let (code, out) = here.run(&["keys", "rotate"]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("going on with"), "{out}");
    let listed = here.list();
    assert_eq!((listed.len(), listed[0].2.as_str()), (2, "0"), "no third key was made");
}

#[test]
fn without_its_key_file_a_sealed_database_stays_closed() {
    let here = Installation::of_demo();
    let away = here.0.join("elsewhere.keys");
    std::fs::rename(here.file(), &away).unwrap();
    for command in [["person", "list"], ["migrate", "--check"]] {
        let (code, out) = here.run(&command);
        assert_eq!(code, 1, "{out}");
        assert!(out.contains("program.keys is missing") && out.contains("CAIRN_KEYS"), "{out}");
        assert!(!here.file().exists(), "no new key file is made beside a sealed database");
    }
    let (code, out) = here.run(&["doctor"]);
    assert_eq!(code, 1);
    assert!(out.contains("WRONG  the key file is there"), "{out}");

    // Keys of another program are no help.
    let other = Installation::of_demo();
    std::fs::copy(other.file(), here.file()).unwrap();
    let (code, out) = here.run(&["person", "list"]);
    assert_eq!(code, 1);
    assert!(out.contains("put back the key file that belongs to it"), "{out}");

    std::fs::rename(&away, here.file()).unwrap();
    assert_eq!(here.run(&["person", "list"]).0, 0);
    std::fs::set_permissions(here.file(), std::fs::Permissions::from_mode(0o644)).unwrap();
    let (code, out) = here.run(&["doctor"]);
    assert_eq!(code, 1);
    assert!(out.contains("WRONG  only its owner can read the key file"), "{out}");
}
