//! Sealed text: what stands in a column instead of what somebody said.
//!
//! `U+0001 s1.` and then, in URL-safe base64 without padding: subject (16 bytes), kind (1), nonce (24), ciphertext
//! with tag. Nobody types U+0001 into a form, so that text in the clear is not taken for sealed text. The cipher binds
//! version, subject and kind: sealed text of one person does not open as another's.

use data_encoding::BASE64URL_NOPAD;
use uuid::Uuid;

use crate::cipher::{NONCE, TAG, decrypt, encrypt};
use crate::{DataKey, Error};

/// How every sealed text begins.
pub const MARK: &str = "\u{1}s1.";

/// What was sealed, so that opening gives the right kind of value back, and so that a destroyed key leaves a dash where
/// a person reads and nothing where the program reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words for people.
    Words,
    /// Text that the program reads: a date, a code, JSON.
    Data,
    /// A 64-bit integer, little-endian.
    Integer,
    /// A 64-bit float, little-endian.
    Real,
}

impl Kind {
    fn tag(self) -> u8 {
        match self {
            Kind::Words => b'w',
            Kind::Data => b'd',
            Kind::Integer => b'i',
            Kind::Real => b'r',
        }
    }

    fn from_tag(tag: u8) -> Option<Kind> {
        [Kind::Words, Kind::Data, Kind::Integer, Kind::Real].into_iter().find(|kind| kind.tag() == tag)
    }
}

/// Sealed text taken apart; not yet opened.
#[derive(Debug, Clone)]
pub struct Sealed {
    pub subject: Uuid,
    pub kind: Kind,
    nonce: [u8; NONCE],
    closed: Vec<u8>,
}

/// Seals `content` of a subject with the subject's key. `nonce`: random, never used twice.
pub fn seal(key: &DataKey, subject: Uuid, (kind, content): (Kind, &[u8]), nonce: [u8; NONCE]) -> String {
    let mut bytes = Vec::with_capacity(16 + 1 + NONCE + content.len() + TAG);
    bytes.extend_from_slice(subject.as_bytes());
    bytes.push(kind.tag());
    bytes.extend_from_slice(&nonce);
    bytes.extend_from_slice(&encrypt(key.bytes(), nonce, content, &context(subject, kind)));
    let mut text = String::with_capacity(MARK.len() + BASE64URL_NOPAD.encode_len(bytes.len()));
    text.push_str(MARK);
    BASE64URL_NOPAD.encode_append(&bytes, &mut text);
    text
}

/// Whether a text is sealed.
pub fn is_sealed(text: &str) -> bool {
    text.starts_with(MARK)
}

/// Takes sealed text apart; none if this is not sealed text.
pub fn parse(text: &str) -> Option<Sealed> {
    let bytes = BASE64URL_NOPAD.decode(text.strip_prefix(MARK)?.as_bytes()).ok()?;
    let (subject, rest) = bytes.split_first_chunk::<16>()?;
    let (tag, rest) = rest.split_first()?;
    let (nonce, closed) = rest.split_first_chunk::<NONCE>()?;
    if closed.len() < TAG {
        return None;
    }
    Some(Sealed {
        subject: Uuid::from_bytes(*subject),
        kind: Kind::from_tag(*tag)?,
        nonce: *nonce,
        closed: closed.to_vec(),
    })
}

impl Sealed {
    /// The content, which is a secret: it goes to a page, never into a log.
    pub fn open(&self, key: &DataKey) -> Result<Vec<u8>, Error> {
        decrypt(key.bytes(), self.nonce, &self.closed, &context(self.subject, self.kind))
    }
}

fn context(subject: Uuid, kind: Kind) -> [u8; 25] {
    let mut context = *b"cairn s1................k";
    for (place, byte) in context.iter_mut().skip(8).zip(subject.as_bytes().iter().chain([&kind.tag()])) {
        *place = *byte;
    }
    context
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sample() -> (DataKey, Uuid, String) {
        let (key, subject) = (DataKey::new([3; 32]), Uuid::from_u128(77));
        let text = seal(&key, subject, (Kind::Words, "Ana Ruiz".as_bytes()), [9; NONCE]);
        (key, subject, text)
    }

    #[test]
    fn sealed_text_opens_and_shows_nothing() {
        let (key, subject, text) = sample();
        assert!(is_sealed(&text) && !text.contains("Ana"));
        let sealed = parse(&text).unwrap();
        assert_eq!((sealed.subject, sealed.kind), (subject, Kind::Words));
        assert_eq!(sealed.open(&key).unwrap(), b"Ana Ruiz");
    }

    #[test]
    fn it_does_not_open_with_another_key_or_for_another_subject() {
        let (key, _, text) = sample();
        let sealed = parse(&text).unwrap();
        assert_eq!(sealed.open(&DataKey::new([4; 32])), Err(Error::DoesNotOpen));
        let moved = Sealed { subject: Uuid::from_u128(78), ..sealed.clone() };
        assert_eq!(moved.open(&key), Err(Error::DoesNotOpen));
        let retold = Sealed { kind: Kind::Data, ..sealed };
        assert_eq!(retold.open(&key), Err(Error::DoesNotOpen));
    }

    #[test]
    fn a_changed_bit_anywhere_is_noticed() {
        let (key, _, text) = sample();
        for place in MARK.len()..text.len() {
            let mut changed = text.clone().into_bytes();
            changed[place] = if changed[place] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            let opened = parse(&changed).map(|sealed| sealed.open(&key));
            assert!(!matches!(opened, Some(Ok(_))), "a change at {place} went unnoticed");
        }
    }

    #[test]
    fn what_only_looks_sealed_is_text() {
        for text in ["", "Ana", "s1.", "\u{1}s1.", "\u{1}s1.abc", "\u{1}s1.Ana Ruiz", "\u{1}s2.abcd"] {
            assert!(parse(text).is_none(), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_content_comes_back(content in proptest::collection::vec(any::<u8>(), 0..300), nonce: [u8; NONCE]) {
            let (key, subject) = (DataKey::new([3; 32]), Uuid::from_u128(1));
            let text = seal(&key, subject, (Kind::Data, &content), nonce);
            prop_assert_eq!(parse(&text).unwrap().open(&key).unwrap(), content);
        }

        #[test]
        fn nothing_makes_it_stumble(text in ".{0,200}") {
            let sealed = parse(&[MARK, &text].concat());
            prop_assert!(sealed.is_none_or(|sealed| sealed.open(&DataKey::new([1; 32])).is_err()));
        }
    }
}
