//! Sealing: text that only whoever holds the key file can read, as it may stand in the ledger.
//!
//! Personal data must be provable as any other entry and yet not be readable in an export, a backup or the
//! database. So an entry carries a sealed text: ChaCha20-Poly1305 under a key that HKDF-SHA-256 derives from the
//! signing key for the district, bound to a name (the case it belongs to), so that it cannot be moved to another.
//! What is sealed under a key file is lost with it: `docs/decisions/0032-sealed-personal-data.md`.

use crate::{StoreError, Tx};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hkdf::{HKDF_SHA256, Salt};
use ring::hmac;

/// What every sealed text begins with; another form would have another mark.
const MARK: &str = "sealed:1:";
const SALT: &[u8] = b"luoshi sealed data 1";

impl Tx<'_> {
    /// Seals a text under a name.
    ///
    /// # Errors
    /// The store was opened without a key.
    pub fn seal_text(&self, name: &str, plain: &str) -> Result<String, StoreError> {
        let mut nonce = [0; NONCE_LEN];
        getrandom::fill(&mut nonce).map_err(|error| sealed(&error.to_string()))?;
        let mut bytes = plain.as_bytes().to_vec();
        let done = self.sealing_key()?.seal_in_place_append_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(name.as_bytes()),
            &mut bytes,
        );
        done.map_err(|_| sealed("the text is too long"))?;
        Ok(format!("{MARK}{}", BASE64_STANDARD.encode([nonce.as_slice(), &bytes].concat())))
    }

    /// Opens a text that was sealed under this name.
    ///
    /// # Errors
    /// It was sealed with another key, under another name, or altered.
    pub fn open_sealed(&self, name: &str, text: &str) -> Result<String, StoreError> {
        let bytes = text.strip_prefix(MARK).and_then(|rest| BASE64_STANDARD.decode(rest).ok());
        let bytes = bytes.ok_or_else(|| sealed("this is no sealed text"))?;
        let (nonce, rest) =
            bytes.split_first_chunk::<NONCE_LEN>().ok_or_else(|| sealed("this is no sealed text"))?;
        let mut rest = rest.to_vec();
        let key = self.sealing_key()?;
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let plain = key.open_in_place(nonce, Aad::from(name.as_bytes()), &mut rest);
        let plain = plain.map_err(|_| sealed("it was altered, or sealed with another key"))?;
        Ok(String::from_utf8_lossy(plain).into_owned())
    }

    /// A mark of a text by which the same text is found again, and which tells nothing to one without the key.
    ///
    /// # Errors
    /// The store was opened without a key.
    pub fn mark(&self, purpose: &str, text: &str) -> Result<String, StoreError> {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.derived(b"mark")?);
        let tag = hmac::sign(&key, format!("{purpose}\n{text}").as_bytes());
        Ok(tag.as_ref().iter().take(16).map(|byte| format!("{byte:02x}")).collect())
    }

    fn sealing_key(&self) -> Result<LessSafeKey, StoreError> {
        let key = UnboundKey::new(&CHACHA20_POLY1305, &self.derived(b"seal")?);
        key.map(LessSafeKey::new).map_err(|_| sealed("no key could be derived"))
    }

    fn derived(&self, purpose: &[u8]) -> Result<[u8; 32], StoreError> {
        let signing = self.signing.ok_or_else(|| sealed("the store was opened without its key"))?;
        let extracted = Salt::new(HKDF_SHA256, SALT).extract(&signing.secret());
        let info = [purpose, b"\n", self.district().as_bytes()];
        let mut key = [0; 32];
        let filled = extracted.expand(&info, &CHACHA20_POLY1305).and_then(|out| out.fill(&mut key));
        filled.map_err(|_| sealed("no key could be derived"))?;
        Ok(key)
    }
}

fn sealed(reason: &str) -> StoreError {
    StoreError::Sealed { reason: reason.to_owned() }
}
