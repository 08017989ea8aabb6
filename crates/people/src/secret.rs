//! Secrets that are handed out once: session, link and bearer tokens.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use std::fmt;

/// A token of 256 random bits, as 43 letters that may stand in a URL. The database keeps only its [`digest`].
///
/// It has no `Display` and its `Debug` is hidden, so it cannot get into a log or a page by accident.
pub struct Secret(String);

impl Secret {
    /// Draws a new one from the operating system.
    ///
    /// # Errors
    /// The operating system gives no random bytes.
    pub fn draw() -> Result<Secret, getrandom::Error> {
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Secret(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// The token itself: for the one who is to have it, once.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What the database keeps of it.
    pub fn digest(&self) -> String {
        digest(&self.0)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(hidden)")
    }
}

/// SHA-256 in hexadecimal. Nothing slower is needed: a token of 256 random bits cannot be guessed from it.
pub fn digest(token: &str) -> String {
    Sha256::digest(token.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Eight random hexadecimal letters, for names that must not be alike.
pub(crate) fn draw_suffix() -> Result<String, getrandom::Error> {
    let mut bytes = [0_u8; 4];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests;
