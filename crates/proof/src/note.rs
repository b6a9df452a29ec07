//! Texts with Ed25519 signatures, in the form of C2SP signed-note (<https://c2sp.org/signed-note>), which Go's
//! `golang.org/x/mod/sumdb/note` and the witnesses of transparency logs read too:
//!
//! ```text
//! the text, any number of lines⏎
//! ⏎
//! — name base64(first 4 bytes of the key's id, 64 bytes of signature)⏎
//! ```
//!
//! A key is written as one line: `name+id+base64(1, 32 bytes)`, the signing key with `PRIVATE+KEY+` before it.

use data_encoding::{BASE64, HEXLOWER};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

/// The number that C2SP gives Ed25519 signatures.
const ED25519: u8 = 1;
const PRIVATE: &str = "PRIVATE+KEY+";

/// Why a key or a note is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    #[error("not a key: one line, name+id+base64")]
    NotAKey,
    #[error("not a signed text: text, an empty line, and lines of signatures that begin with a dash")]
    NotANote,
    #[error("not signed with this key")]
    OtherKey,
    #[error("the signature does not fit: the text was altered after it was signed")]
    BadSignature,
}

/// Signs. Its text is a secret.
pub struct Signer {
    name: String,
    key: SigningKey,
}

/// Checks signatures. Its text is public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verifier {
    name: String,
    key: VerifyingKey,
}

impl Signer {
    /// A key of 32 secret bytes. A name has no spaces and no `+`.
    pub fn new(name: &str, secret: &[u8; 32]) -> Result<Signer, NoteError> {
        if !is_name(name) {
            return Err(NoteError::NotAKey);
        }
        Ok(Signer { name: name.to_string(), key: SigningKey::from_bytes(secret) })
    }

    /// Reads what [`Self::secret_text`] wrote.
    pub fn from_text(text: &str) -> Result<Signer, NoteError> {
        let text = text.trim().strip_prefix(PRIVATE).ok_or(NoteError::NotAKey)?;
        let (name, id, secret) = parts(text)?;
        let signer = Signer::new(name, &secret)?;
        if signer.verifier().id() == id { Ok(signer) } else { Err(NoteError::NotAKey) }
    }

    pub fn secret_text(&self) -> String {
        let mut bytes = vec![ED25519];
        bytes.extend_from_slice(self.key.as_bytes());
        let id = HEXLOWER.encode(&self.verifier().id());
        format!("{PRIVATE}{}+{id}+{}", self.name, BASE64.encode(&bytes))
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn verifier(&self) -> Verifier {
        Verifier { name: self.name.clone(), key: self.key.verifying_key() }
    }

    /// The text with a signature below. The text must end with a newline and must not end with an empty line.
    pub fn sign(&self, text: &str) -> String {
        let mut bytes = self.verifier().id().to_vec();
        bytes.extend_from_slice(&self.key.sign(text.as_bytes()).to_bytes());
        format!("{text}\n\u{2014} {} {}\n", self.name, BASE64.encode(&bytes))
    }
}

impl Verifier {
    pub fn from_text(text: &str) -> Result<Verifier, NoteError> {
        let (name, id, key) = parts(text.trim())?;
        let key = VerifyingKey::from_bytes(&key).map_err(|_| NoteError::NotAKey)?;
        let verifier = Verifier { name: name.to_string(), key };
        if is_name(name) && verifier.id() == id { Ok(verifier) } else { Err(NoteError::NotAKey) }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// What tells keys apart: the beginning of a hash of name and key.
    pub fn id(&self) -> [u8; 4] {
        let hash: [u8; 32] = Sha256::new()
            .chain_update(self.name.as_bytes())
            .chain_update([b'\n', ED25519])
            .chain_update(self.key.as_bytes())
            .finalize()
            .into();
        let [a, b, c, d, ..] = hash;
        [a, b, c, d]
    }

    /// The signed text, without its signatures, if this key signed it. Signatures of others are passed over.
    pub fn open<'a>(&self, note: &'a str) -> Result<&'a str, NoteError> {
        let (text, signatures) = split(note)?;
        let mut found = Err(NoteError::OtherKey);
        for line in signatures.lines() {
            let line = line.strip_prefix("\u{2014} ").ok_or(NoteError::NotANote)?;
            let (name, signature) = line.split_once(' ').ok_or(NoteError::NotANote)?;
            let bytes = BASE64.decode(signature.as_bytes()).map_err(|_| NoteError::NotANote)?;
            let (id, signature) = bytes.split_at_checked(4).ok_or(NoteError::NotANote)?;
            if name != self.name || id != self.id() {
                continue;
            }
            let signature = Signature::from_slice(signature).map_err(|_| NoteError::BadSignature)?;
            match self.key.verify_strict(text.as_bytes(), &signature) {
                Ok(()) => found = Ok(text),
                Err(_) => return Err(NoteError::BadSignature),
            }
        }
        found
    }
}

impl std::fmt::Display for Verifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut bytes = vec![ED25519];
        bytes.extend_from_slice(self.key.as_bytes());
        write!(f, "{}+{}+{}", self.name, HEXLOWER.encode(&self.id()), BASE64.encode(&bytes))
    }
}

/// Text and signatures. The empty line between them is the last one of the note.
pub(crate) fn split(note: &str) -> Result<(&str, &str), NoteError> {
    let at = note.rfind("\n\n").ok_or(NoteError::NotANote)?;
    let (text, rest) = note.split_at_checked(at + 1).ok_or(NoteError::NotANote)?;
    let signatures = rest.strip_prefix('\n').filter(|s| s.ends_with('\n')).ok_or(NoteError::NotANote)?;
    if text.chars().any(|letter| letter.is_control() && letter != '\n') {
        return Err(NoteError::NotANote);
    }
    Ok((text, signatures))
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.chars().any(|letter| letter.is_whitespace() || letter == '+')
}

/// Name, id and the 32 bytes of a key. The base64 may itself have a plus sign.
fn parts(text: &str) -> Result<(&str, [u8; 4], [u8; 32]), NoteError> {
    let mut parts = text.splitn(3, '+');
    let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(NoteError::NotAKey);
    };
    let id = HEXLOWER.decode(id.as_bytes()).map_err(|_| NoteError::NotAKey)?;
    let key = BASE64.decode(key.as_bytes()).map_err(|_| NoteError::NotAKey)?;
    match key.split_first() {
        Some((&ED25519, key)) => Ok((
            name,
            id.try_into().map_err(|_| NoteError::NotAKey)?,
            key.try_into().map_err(|_| NoteError::NotAKey)?,
        )),
        _ => Err(NoteError::NotAKey),
    }
}
