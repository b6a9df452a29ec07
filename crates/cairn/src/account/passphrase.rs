//! Passphrases: which are good enough, and how they are kept.
//!
//! At least 15 characters when it is the only factor (NIST SP 800-63B-4, section 3.1.1), no rules about kinds of
//! characters, no expiry. Guessable ones are refused by zxcvbn, whose dictionaries hold the common leaked
//! passwords, names and words of several languages. Kept as Argon2id with 19 MiB and two passes (OWASP Password
//! Storage Cheat Sheet).

use argon2::{Argon2, PasswordHash, PasswordHasher, PasswordVerifier};
use data_encoding::HEXLOWER;

use crate::app::App;
use crate::web::{Problem, Refusal};

/// In characters.
pub const SHORTEST: usize = 15;
pub const LONGEST: usize = 200;

/// Refuses a passphrase that is too short, too long, or could be guessed from lists or from who the person is.
pub fn check(passphrase: &str, about: &[&str]) -> Result<(), Refusal> {
    let refuse = |key| Err(Refusal { field: "passphrase", key });
    let length = passphrase.chars().count();
    if length < SHORTEST {
        return refuse("passphrase-too-short");
    }
    if length > LONGEST {
        return refuse("passphrase-too-long");
    }
    // Estimating takes quadratic time: the first part tells enough.
    let start: String = passphrase.chars().take(72).collect();
    let strength = zxcvbn::zxcvbn(&start, about);
    if strength.score() < zxcvbn::Score::Three {
        return refuse("passphrase-guessable");
    }
    Ok(())
}

pub async fn hash(app: &App, passphrase: String) -> Result<String, Problem> {
    let salt = app.chance.secret();
    slowly(app, 1, move || {
        let salt = salt.get(..16).unwrap_or_default();
        let hash: PasswordHash = Argon2::default()
            .hash_password_with_salt(passphrase.as_bytes(), salt)
            .map_err(|_| Problem::Defect("a passphrase could not be hashed"))?;
        Ok(hash.to_string())
    })
    .await
}

/// Each text hashed with one salt, given in hex: for recovery codes, of which one is looked up among ten.
pub async fn hashes_with_salt(app: &App, texts: Vec<String>, salt: String) -> Result<Vec<String>, Problem> {
    let count = texts.len() as u64;
    slowly(app, count, move || {
        let salt = HEXLOWER.decode(salt.as_bytes()).map_err(|_| Problem::Defect("a salt cannot be read"))?;
        let hash = |text: String| {
            let hash: Result<PasswordHash, _> =
                Argon2::default().hash_password_with_salt(text.as_bytes(), &salt);
            hash.map(|hash| hash.to_string()).map_err(|_| Problem::Defect("a code could not be hashed"))
        };
        texts.into_iter().map(hash).collect()
    })
    .await
}

/// Whether the passphrase fits the hash. Without a hash the same work is done, so that time tells nothing.
pub async fn fits(app: &App, passphrase: String, hash: Option<String>) -> Result<bool, Problem> {
    slowly(app, 1, move || {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODYS.to_string());
        let Ok(parsed) = PasswordHash::new(&hash) else {
            return Err(Problem::Defect("a stored passphrase hash cannot be read"));
        };
        let fits = Argon2::default().verify_password(passphrase.as_bytes(), &parsed).is_ok();
        Ok(fits && known)
    })
    .await
}

/// Of a passphrase nobody knows, with the same cost as real ones.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$Zm9yLW5vYm9keS1hdC1hbGw$7fVRQg0cKZ4lmWkFT3HA8oVPuCXgSEhZ8rT0bJ2yqGk";

/// Every hash is counted (`cairn_slow_hashes_total`): whoever tries to sign in costs the same, known or not.
async fn slowly<T: Send + 'static>(
    app: &App,
    hashes: u64,
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    metrics::with_local_recorder(&app.metrics, || {
        metrics::counter!("cairn_slow_hashes_total").increment(hashes);
    });
    let _permit = app.hashing.acquire().await.map_err(|_| Problem::Defect("hashing has stopped"))?;
    tokio::task::spawn_blocking(work).await.map_err(|_| Problem::Defect("hashing failed"))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weak_passphrases_are_refused_with_the_reason() {
        let key = |p: &str| check(p, &["maria.lopez@example.org", "Maria Lopez"]).err().map(|r| r.key);
        assert_eq!(key("short one"), Some("passphrase-too-short"));
        assert_eq!(key(&"x".repeat(300)), Some("passphrase-too-long"));
        assert_eq!(key("passwordpassword"), Some("passphrase-guessable"));
        assert_eq!(key("marialopezmarialopez"), Some("passphrase-guessable"));
        assert_eq!(key("aaaaaaaaaaaaaaaaaaaa"), Some("passphrase-guessable"));
        assert_eq!(key("quiet otters mend seven kettles"), None);
    }

    #[test]
    fn the_hash_for_nobody_can_be_read() {
        assert!(PasswordHash::new(NOBODYS).is_ok());
    }
}
