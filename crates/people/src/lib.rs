//! Accounts, roles, signing in, rights.
//!
//! What it is for: saying who is asking and what they may do. What it may know: the ledger and its own tables;
//! nothing of pages or jobs. Where to begin: `rights.rs`, the table of who may do what; then [`open_account`],
//! [`use_link`], [`sign_in`].
//!
//! **Secrets.** The ledger tells who was given an account, a link or a token, never what it is. Hashes live in the
//! kept tables ([`KEPT`]); a [`Secret`] is shown once, to the one who gets it.
//!
//! **Slow work stays outside transactions.** Hashing a password takes tens of milliseconds, so it has steps of its
//! own: [`Chosen::new`] before [`use_link`]; and to sign in, [`challenge`] (a transaction that reads),
//! [`Challenge::check`] (slow, no database), [`sign_in`] (a transaction that writes).
//!
//! **Refused sign-ins are committed.** A failure must be counted, so [`sign_in`] answers `Ok(SignIn::Refused)` and
//! the caller commits. Every other refusal is [`PeopleError::Refused`], and nothing was changed.

mod accounts;
mod links;
mod model;
mod password;
mod projection;
mod refusal;
mod rights;
mod role;
mod secret;
mod sessions;
mod signing;
mod store;
mod tokens;
mod user;

pub use accounts::{
    Account, NewAccount, State, accounts, authorised, change_role, close_account, open_account,
};
pub use links::{Chosen, LinkFor, first_link, link, new_link, use_link};
pub use password::Password;
pub use projection::projection;
pub use refusal::{PeopleError, Refusal};
pub use rights::Right;
pub use role::{BadRole, Role};
pub use secret::{Secret, digest};
pub use sessions::{session, sign_out, touch, touch_due};
pub use signing::{Challenge, Checked, SignIn, challenge, sign_in};
pub use tokens::{Token, bearer, issue_token, revoke_token, tokens};
pub use user::User;

/// The tables a backup must carry: what is secret and so not in the ledger. Accounts and tokens themselves are
/// derived from it; sessions and failures are not worth keeping.
pub const KEPT: &[&str] = &["people_passwords", "people_links", "people_token_digests"];

#[cfg(test)]
mod tests;
