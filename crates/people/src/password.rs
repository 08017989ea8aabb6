//! Passwords: what is accepted, and how one is kept.
//!
//! Hashing takes tens of milliseconds and 19 MiB on purpose. Do it outside a transaction.

use crate::{PeopleError, Refusal};
use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use std::fmt;

/// The least number of characters of a password.
pub(crate) const SHORTEST: usize = 10;
/// The greatest; a longer text is a mistake or an attack on the processor.
pub(crate) const LONGEST: usize = 128;

/// A kept password: the argon2id hash with its salt and parameters, in PHC string form.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// Checks a chosen password for an account and hashes it (argon2id, 19 MiB, 2 passes). Slow.
    ///
    /// # Errors
    /// Too short, too long, or the account's own name; or the system gave no random salt.
    pub fn choose(account: &str, typed: &str) -> Result<Password, PeopleError> {
        acceptable(account, typed)?;
        Password::hash(typed)
    }

    fn hash(typed: &str) -> Result<Password, PeopleError> {
        let hash = Argon2::default().hash_password(typed.as_bytes()).map_err(PeopleError::hashing)?;
        Ok(Password(hash.to_string()))
    }

    /// Whether the typed password is this one. Slow. With no kept password it takes as long and says no, so
    /// that the time tells nobody which accounts exist.
    pub(crate) fn matches(kept: Option<&Password>, typed: &str) -> Result<bool, PeopleError> {
        if typed.chars().count() > LONGEST {
            return Ok(false);
        }
        let Some(Password(kept)) = kept else {
            return Password::hash(typed).map(|_| false);
        };
        let kept = PasswordHash::new(kept).map_err(PeopleError::hashing)?;
        Ok(Argon2::default().verify_password(typed.as_bytes(), &kept).is_ok())
    }

    /// As it stands in its row.
    pub(crate) fn as_kept(&self) -> &str {
        &self.0
    }

    /// As read from its row.
    pub(crate) fn from_kept(kept: String) -> Password {
        Password(kept)
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(hidden)")
    }
}

/// Any characters will do, Chinese ones too; what counts is length, and that it is not the account's name.
fn acceptable(account: &str, typed: &str) -> Result<(), Refusal> {
    match typed.chars().count() {
        has if has < SHORTEST => Err(Refusal::PasswordShort { has }),
        has if has > LONGEST => Err(Refusal::PasswordLong { has }),
        _ if typed.trim().to_lowercase() == account.trim().to_lowercase() => Err(Refusal::PasswordIsAccount),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
