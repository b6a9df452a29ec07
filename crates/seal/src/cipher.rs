//! The one place that calls the cipher.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};

use crate::Error;

pub(crate) const NONCE: usize = 24;
pub(crate) const TAG: usize = 16;

/// Ciphertext and tag of `text`, bound to `context`, which is not kept in it.
pub(crate) fn encrypt(key: &[u8; 32], nonce: [u8; NONCE], text: &[u8], context: &[u8]) -> Vec<u8> {
    let cipher = XChaCha20Poly1305::new(key.into());
    // Refuses only texts of 256 GiB and more, which do not fit into memory.
    cipher.encrypt(&XNonce::from(nonce), Payload { msg: text, aad: context }).unwrap_or_default()
}

pub(crate) fn decrypt(
    key: &[u8; 32],
    nonce: [u8; NONCE],
    closed: &[u8],
    context: &[u8],
) -> Result<Vec<u8>, Error> {
    let cipher = XChaCha20Poly1305::new(key.into());
    cipher
        .decrypt(&XNonce::from(nonce), Payload { msg: closed, aad: context })
        .map_err(|_| Error::DoesNotOpen)
}
