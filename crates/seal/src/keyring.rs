//! The keys outside the database, and the keys they wrap.

use std::fmt;
use std::sync::Arc;

use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use uuid::Uuid;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::Error;
use crate::cipher::{NONCE, decrypt, encrypt};

/// Seals what belongs to one subject. Wiped from memory when dropped, and never printed.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct DataKey([u8; 32]);

impl DataKey {
    /// From 32 random bytes of the operating system.
    pub fn new(random: [u8; 32]) -> DataKey {
        DataKey(random)
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey")
    }
}

/// A data key as the database keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrapped {
    /// Which program key opens it.
    pub program_key: String,
    /// Nonce, ciphertext and tag in URL-safe base64.
    pub text: String,
}

/// The program keys, one of them current, and the index key. Cheap to clone; wiped when the last clone is dropped.
#[derive(Clone)]
pub struct Keyring(Arc<Keys>);

#[derive(Clone, Zeroize, ZeroizeOnDrop)]
struct Keys {
    index: [u8; 32],
    /// In the order in which they were made; the last one is current.
    program: Vec<(String, [u8; 32])>,
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Keyring").field(&self.program_keys().collect::<Vec<_>>()).finish()
    }
}

impl Keyring {
    /// A first ring: an index key and one program key with its id, from random bytes of the operating system.
    pub fn new(index: [u8; 32], first: (String, [u8; 32])) -> Keyring {
        Keyring(Arc::new(Keys { index, program: vec![first] }))
    }

    /// The ids of the program keys, oldest first; the last one is current.
    pub fn program_keys(&self) -> impl Iterator<Item = &str> {
        self.0.program.iter().map(|(id, _)| id.as_str())
    }

    /// The id of the key that wraps new data keys.
    pub fn current(&self) -> &str {
        self.0.program.last().map_or("", |(id, _)| id)
    }

    /// The ring with one more program key, which becomes the current one.
    pub fn with(&self, id: String, random: [u8; 32]) -> Result<Keyring, Error> {
        if self.program_keys().any(|known| known == id) {
            return Err(Error::Refused(id, "is there already"));
        }
        let mut keys = Keys::clone(&self.0);
        keys.program.push((id, random));
        Ok(Keyring(Arc::new(keys)))
    }

    /// The ring without an old program key. Whoever asks has made sure that nothing is wrapped with it.
    pub fn without(&self, id: &str) -> Result<Keyring, Error> {
        if id == self.current() {
            return Err(Error::Refused(id.to_string(), "is the current one"));
        }
        let mut keys = Keys::clone(&self.0);
        let before = keys.program.len();
        keys.program.retain(|(known, _)| known != id);
        if keys.program.len() == before {
            return Err(Error::UnknownProgramKey(id.to_string()));
        }
        Ok(Keyring(Arc::new(keys)))
    }

    /// Wraps a subject's data key with the current program key. `nonce`: random, never used twice.
    pub fn wrap(&self, subject: Uuid, key: &DataKey, nonce: [u8; NONCE]) -> Wrapped {
        let (id, program) = match self.0.program.last() {
            Some((id, program)) => (id.as_str(), program),
            None => ("", &[0; 32]),
        };
        let mut bytes = nonce.to_vec();
        bytes.extend(encrypt(program, nonce, key.bytes(), &wrapping_context(subject, id)));
        Wrapped { program_key: id.to_string(), text: BASE64URL_NOPAD.encode(&bytes) }
    }

    /// Opens a wrapped data key.
    pub fn unwrap(&self, subject: Uuid, wrapped: &Wrapped) -> Result<DataKey, Error> {
        let known = self.0.program.iter().find(|(id, _)| *id == wrapped.program_key);
        let (id, program) = known.ok_or_else(|| Error::UnknownProgramKey(wrapped.program_key.clone()))?;
        let bytes = BASE64URL_NOPAD.decode(wrapped.text.as_bytes()).map_err(|_| Error::DoesNotOpen)?;
        let (nonce, closed) = bytes.split_first_chunk::<NONCE>().ok_or(Error::DoesNotOpen)?;
        let opened = Zeroizing::new(decrypt(program, *nonce, closed, &wrapping_context(subject, id))?);
        let key = opened.as_slice().try_into().map_err(|_| Error::DoesNotOpen)?;
        Ok(DataKey(key))
    }

    /// A mark for exact look-ups: the same for the same text under the same name, and nothing to read in it. `index`
    /// keeps equal texts of different columns apart ("people.email").
    pub fn blind(&self, index: &str, text: &str) -> String {
        // HMAC takes keys of every length.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0.index) else { return String::new() };
        mac.update(b"cairn b1");
        mac.update(&(index.len() as u64).to_le_bytes());
        mac.update(index.as_bytes());
        mac.update(text.as_bytes());
        BASE64URL_NOPAD.encode(&mac.finalize().into_bytes())
    }

    /// The key file's text: one line a key.
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::from(HEADER));
        let mut line = |words: &[&str], key: &[u8; 32]| {
            for word in words {
                text.push_str(word);
                text.push(' ');
            }
            text.push_str(&Zeroizing::new(BASE64URL_NOPAD.encode(key)));
            text.push('\n');
        };
        line(&["index"], &self.0.index);
        for (id, key) in &self.0.program {
            line(&["program", id], key);
        }
        text
    }

    /// Reads a key file. Errors name the line, never what stands in it.
    pub fn from_text(text: &str) -> Result<Keyring, Error> {
        let (mut index, mut program) = (None, Vec::<(String, [u8; 32])>::new());
        for (number, line) in text.lines().enumerate() {
            let words: Vec<&str> = line.split_whitespace().collect();
            let broken = || Error::Line(number + 1);
            match words.as_slice() {
                [] => {}
                [first, ..] if first.starts_with('#') => {}
                ["index", key] if index.is_none() => index = Some(key_from(key).ok_or_else(broken)?),
                ["program", id, key] if program.iter().all(|(known, _)| known != id) => {
                    program.push((id.to_string(), key_from(key).ok_or_else(broken)?));
                }
                _ => return Err(broken()),
            }
        }
        let index = index.ok_or(Error::Missing("index key"))?;
        if program.is_empty() {
            return Err(Error::Missing("program key"));
        }
        Ok(Keyring(Arc::new(Keys { index, program })))
    }
}

const HEADER: &str = "\
# The keys of this Cairn. Without this file nobody can read the database, you neither: keep a copy of it in another
# place than the copies of the database. Never edit it by hand; `cairn keys` does.
";

fn key_from(text: &str) -> Option<[u8; 32]> {
    BASE64URL_NOPAD.decode(text.as_bytes()).ok().map(Zeroizing::new)?.as_slice().try_into().ok()
}

fn wrapping_context(subject: Uuid, program_key: &str) -> Vec<u8> {
    [b"cairn k1".as_slice(), subject.as_bytes(), program_key.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring() -> Keyring {
        Keyring::new([1; 32], ("one".to_string(), [2; 32]))
    }

    #[test]
    fn data_keys_survive_a_new_program_key_and_the_old_ones_going() {
        let (subject, key) = (Uuid::from_u128(7), DataKey::new([3; 32]));
        let wrapped = ring().wrap(subject, &key, [4; NONCE]);
        let both = ring().with("two".to_string(), [5; 32]).unwrap();
        let opened = both.unwrap(subject, &wrapped).unwrap();
        assert_eq!(opened.bytes(), key.bytes());
        let again = both.wrap(subject, &opened, [6; NONCE]);
        assert_eq!(again.program_key, "two");
        let only_new = both.without("one").unwrap();
        assert_eq!(only_new.unwrap(subject, &again).unwrap().bytes(), key.bytes());
        let unknown = only_new.unwrap(subject, &wrapped).unwrap_err();
        assert_eq!(unknown, Error::UnknownProgramKey("one".to_string()));
    }

    #[test]
    fn a_wrapped_key_of_one_subject_is_none_of_another() {
        let wrapped = ring().wrap(Uuid::from_u128(7), &DataKey::new([3; 32]), [4; NONCE]);
        assert_eq!(ring().unwrap(Uuid::from_u128(8), &wrapped).unwrap_err(), Error::DoesNotOpen);
        let other = Keyring::new([1; 32], ("one".to_string(), [9; 32]));
        assert_eq!(other.unwrap(Uuid::from_u128(7), &wrapped).unwrap_err(), Error::DoesNotOpen);
    }

    #[test]
    fn the_current_key_cannot_be_taken_away() {
        assert!(ring().without("one").is_err());
        assert!(ring().without("two").is_err());
        assert!(ring().with("one".to_string(), [9; 32]).is_err());
    }

    #[test]
    fn marks_are_the_same_for_the_same_text_in_the_same_index_alone() {
        let ring = ring();
        let mark = ring.blind("people.email", "ana@example.org");
        assert_eq!(
            mark,
            ring.with("two".to_string(), [5; 32]).unwrap().blind("people.email", "ana@example.org")
        );
        assert_ne!(mark, ring.blind("people.phone", "ana@example.org"));
        assert_ne!(mark, ring.blind("people.email", "bo@example.org"));
        assert_ne!(ring.blind("ab", "c"), ring.blind("a", "bc"));
    }

    #[test]
    fn a_key_file_says_what_it_holds_and_can_be_read_again() {
        let ring = ring().with("two".to_string(), [5; 32]).unwrap();
        let again = Keyring::from_text(&ring.to_text()).unwrap();
        assert_eq!(again.to_text(), ring.to_text());
        assert_eq!(again.current(), "two");
    }

    #[test]
    fn a_broken_key_file_is_refused_by_line() {
        let good = ring().to_text();
        assert_eq!(Keyring::from_text("").unwrap_err(), Error::Missing("index key"));
        let index_only: String =
            good.lines().filter(|line| !line.starts_with("program")).collect::<Vec<_>>().join("\n");
        assert_eq!(Keyring::from_text(&index_only).unwrap_err(), Error::Missing("program key"));
        let doubled = [good.as_str(), "program one AAAA"].concat();
        let words = Keyring::from_text(&doubled).unwrap_err().to_string();
        assert!(words.contains("line 5") && !words.contains("AAAA"), "{words}");
    }

    #[test]
    fn keys_are_never_printed() {
        let words = format!("{:?} {:?}", ring(), DataKey::new([3; 32]));
        assert_eq!(words, "Keyring([\"one\"]) DataKey");
    }
}
