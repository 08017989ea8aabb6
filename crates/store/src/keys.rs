//! The key that signs heads, and checking what it signed.

use crate::{StoreError, key_file};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use std::path::PathBuf;

/// Where the signing key comes from.
#[derive(Clone)]
pub enum Keys {
    /// A file of one line; made with mode 0600 when it does not exist.
    File(PathBuf),
    /// The 32 bytes of an Ed25519 private key.
    Given([u8; 32]),
    /// None: the store can read and verify, not append.
    None,
}

impl std::fmt::Debug for Keys {
    /// Never shows a private key.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Keys::File(path) => f.debug_tuple("File").field(path).finish(),
            Keys::Given(_) => f.write_str("Given(…)"),
            Keys::None => f.write_str("None"),
        }
    }
}

impl Keys {
    /// Reads or makes the key.
    pub(crate) fn signer(&self) -> Result<Option<Signing>, StoreError> {
        Ok(match self {
            Keys::File(path) => Some(Signing::new(&key_file::read_or_make(path)?)),
            Keys::Given(secret) => Some(Signing::new(secret)),
            Keys::None => None,
        })
    }
}

/// A private key ready to sign, with its public key as text.
pub(crate) struct Signing {
    key: SigningKey,
    /// The public key in base64, as heads and receipts carry it.
    pub(crate) public: String,
}

impl Signing {
    fn new(secret: &[u8; 32]) -> Signing {
        let key = SigningKey::from_bytes(secret);
        let public = BASE64_STANDARD.encode(key.verifying_key().as_bytes());
        Signing { key, public }
    }

    /// The secret that other keys are derived from; it never leaves the store.
    pub(crate) fn secret(&self) -> [u8; 32] {
        self.key.to_bytes()
    }

    /// The Ed25519 signature (RFC 8032) of a text, in base64.
    pub(crate) fn sign(&self, text: &str) -> String {
        BASE64_STANDARD.encode(self.key.sign(text.as_bytes()).to_bytes())
    }
}

/// Whether a base64 signature of a text was made with the key of that base64 public key.
///
/// Both must be written in the one canonical way, so that no changed character passes.
pub(crate) fn signed_by(public: &str, text: &str, signature: &str) -> bool {
    let check = || {
        let key: [u8; 32] = BASE64_STANDARD.decode(public).ok()?.try_into().ok()?;
        let signature = Signature::from_slice(&BASE64_STANDARD.decode(signature).ok()?).ok()?;
        VerifyingKey::from_bytes(&key).ok()?.verify_strict(text.as_bytes(), &signature).ok()
    };
    check().is_some()
}
