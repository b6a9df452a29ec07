//! Sealing at rest: whoever holds the database without the keys reads no name and no word in it.
//!
//! Three kinds of keys, one job each:
//!
//! * a [`DataKey`] seals what belongs to one *subject* (a person, a first call, a family). It is kept in the database,
//!   wrapped; destroying it erases everything that was sealed with it, in every copy that holds no older wrapping;
//! * a program key wraps data keys. It never enters the database; replacing it means wrapping the data keys again,
//!   not sealing every row again;
//! * the index key makes [blind indexes](Keyring::blind): the same text gives the same mark, and the mark gives
//!   nothing back. It stays when program keys change, because marks cannot be made again without the text.
//!
//! Program keys and index key together are the [`Keyring`]. Sealing is XChaCha20-Poly1305: nonces of 192 bits may be
//! drawn at random without counting. This crate knows no database, no file, no clock and no source of chance: whoever
//! calls it passes random bytes in, from the operating system and from nowhere else.
//!
//! ```
//! use cairn_seal::{DataKey, Keyring, Kind, sealed};
//! # use uuid::Uuid;
//! let keyring = Keyring::new([1; 32], ("2026-03".to_string(), [2; 32]));
//! let (subject, key) = (Uuid::from_u128(7), DataKey::new([3; 32]));
//! let wrapped = keyring.wrap(subject, &key, [4; 24]);
//! let text = sealed::seal(&key, subject, (Kind::Words, b"Ana Ruiz"), [5; 24]);
//!
//! let key = keyring.unwrap(subject, &wrapped)?;
//! let parsed = sealed::parse(&text).expect("sealed text");
//! assert_eq!(parsed.open(&key)?, b"Ana Ruiz");
//! # Ok::<(), cairn_seal::Error>(())
//! ```

mod cipher;
mod error;
mod keyring;
pub mod sealed;

pub use error::Error;
pub use keyring::{DataKey, Keyring, Wrapped};
pub use sealed::Kind;
