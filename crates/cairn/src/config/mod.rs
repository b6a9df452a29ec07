//! Configuration: environment variables, one struct per section, each value with its default and its reason.

mod messages;
mod organization;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use jiff::SignedDuration;

pub use messages::{Body, Mail, Messages, Push, Secret, Security, Sms};
pub use organization::Organization;

/// What an operator sets. The program's own rules (units, caseloads, weights) are settings of the program, kept
/// in the database and changed on a page.
#[derive(Debug, Clone)]
pub struct Config {
    /// `CAIRN_DATA`: the folder for the database, keys and lock. Default `cairn-data`.
    pub data: PathBuf,
    /// `CAIRN_DATABASE_URL`: `sqlite:PATH` (default: `cairn.db` in the data folder) or `postgres://…`.
    pub database_url: String,
    /// `CAIRN_AUDIT_HEADS`: a second folder for the signed heads of the audit log, best on another machine. None: only
    /// the folder `heads` in the data folder.
    pub audit_heads: Option<PathBuf>,
    /// `CAIRN_KEYS`: the file with the keys that the database is sealed with. Default `keys/program.keys` in the data
    /// folder; better on another disk than the database.
    pub keys: PathBuf,
    pub server: Server,
    pub sign_in: SignInLimits,
    /// The organization's own sign-in, if it has one.
    pub organization: Option<Organization>,
    /// How messages leave.
    pub messages: Messages,
}

#[derive(Debug, Clone)]
pub struct Server {
    /// `CAIRN_LISTEN`: address and port. Default `127.0.0.1:8000`.
    pub listen: SocketAddr,
    /// `CAIRN_PUBLIC_URL`: how people reach this server, e.g. `https://cairn.example.org`. With https, cookies are
    /// sent over https only and browsers are told never to use http again.
    pub public_url: Option<String>,
    /// `CAIRN_TRUST_PROXY=1`: believe `X-Forwarded-For` of the proxy in front. Without a proxy this would let a
    /// guesser of passphrases pretend to be many.
    pub trust_proxy: bool,
    /// Threads that read the database.
    pub readers: usize,
}

#[derive(Debug, Clone)]
pub struct SignInLimits {
    /// A sign-in ends after this long without a request (45 CFR 164.312(a)(2)(iii), automatic logoff).
    pub idle: SignedDuration,
    /// …and in any case after this long.
    pub longest: SignedDuration,
    /// Failed tries for one account from one place within [`Self::window`] before that place has to wait.
    /// Counting place and account together means that a stranger cannot lock somebody else out.
    pub tries_per_account: i64,
    /// Failed tries from one place, whatever the account.
    pub tries_per_place: i64,
    pub window: SignedDuration,
    /// Failed second steps of one person within a day, from anywhere, before six digits are not believed any more: only
    /// somebody with the passphrase gets to guess them. A passkey or a recovery code still opens.
    pub tries_anywhere: i64,
}

/// A setting that cannot be used, with what to do about it.
#[derive(Debug, thiserror::Error)]
#[error("{variable} is {problem}: {remedy}")]
pub struct ConfigError {
    variable: &'static str,
    problem: String,
    remedy: &'static str,
}

impl Config {
    /// The same configuration with everything in one folder: database, keys and whatever else is kept.
    pub fn in_folder(folder: &Path, config: Config) -> Config {
        Config {
            data: folder.to_path_buf(),
            database_url: format!("sqlite:{}", folder.join("cairn.db").display()),
            keys: keys_in(folder),
            ..config
        }
    }

    /// Reads the environment through `get`, so that tests can give their own.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Result<Config, ConfigError> {
        let data = PathBuf::from(get("CAIRN_DATA").unwrap_or_else(|| "cairn-data".to_string()));
        let listen = get("CAIRN_LISTEN").unwrap_or_else(|| "127.0.0.1:8000".to_string());
        let public_url = get("CAIRN_PUBLIC_URL").map(|url| url.trim_end_matches('/').to_string());
        if let Some(url) =
            public_url.as_deref().filter(|url| !url.starts_with("https://") && !url.starts_with("http://"))
        {
            return Err(ConfigError {
                variable: "CAIRN_PUBLIC_URL",
                problem: format!("{url:?}"),
                remedy: "write it with https:// in front, as people type it",
            });
        }
        Ok(Config {
            database_url: get("CAIRN_DATABASE_URL")
                .unwrap_or_else(|| format!("sqlite:{}", data.join("cairn.db").display())),
            keys: get("CAIRN_KEYS").map_or_else(|| keys_in(&data), PathBuf::from),
            data,
            audit_heads: get("CAIRN_AUDIT_HEADS").map(PathBuf::from),
            server: Server {
                listen: listen.parse().map_err(|_| ConfigError {
                    variable: "CAIRN_LISTEN",
                    problem: format!("{listen:?}"),
                    remedy: "write an address and a port, for example 127.0.0.1:8000",
                })?,
                public_url,
                trust_proxy: get("CAIRN_TRUST_PROXY").is_some_and(|v| v == "1" || v == "true"),
                readers: 4,
            },
            sign_in: SignInLimits::default(),
            organization: Organization::read(&get)?,
            messages: Messages::read(&get)?,
        })
    }
}

/// The usual place of the key file in a data folder.
pub fn keys_in(data: &Path) -> PathBuf {
    data.join("keys").join("program.keys")
}

impl Server {
    /// A path of this program as a whole address.
    pub fn link(&self, path: &str) -> String {
        match &self.public_url {
            Some(base) => [base, path].concat(),
            None => format!("http://{}{path}", self.listen),
        }
    }

    /// Whether people reach this server over https.
    pub fn is_https(&self) -> bool {
        self.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }
}

impl Default for SignInLimits {
    fn default() -> Self {
        SignInLimits {
            idle: SignedDuration::from_mins(30),
            longest: SignedDuration::from_hours(12),
            tries_per_account: 8,
            tries_per_place: 60,
            window: SignedDuration::from_mins(15),
            tries_anywhere: 100,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_address_names_the_variable_and_the_remedy() {
        let error = Config::read(|name| (name == "CAIRN_LISTEN").then(|| "eight".to_string())).unwrap_err();
        let words = error.to_string();
        assert!(words.contains("CAIRN_LISTEN") && words.contains("127.0.0.1:8000"), "{words}");
    }

    #[test]
    fn the_default_database_is_a_file_in_the_data_folder() {
        let config = Config::read(|name| (name == "CAIRN_DATA").then(|| "there".to_string())).unwrap();
        assert_eq!(config.database_url, "sqlite:there/cairn.db");
    }
}
