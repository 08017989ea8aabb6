//! What people is told when something is refused, and what else can go wrong.

use crate::password::{LONGEST, SHORTEST};
use crate::{Right, Role};
use jiff::{SignedDuration, Timestamp, tz};
use kernel::Say;
use std::fmt;

/// Why a request was refused: what was wrong and what would be accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Not the form of an account name.
    AccountName {
        /// What was typed.
        typed: String,
    },
    /// A name the ledger uses for itself or for programs.
    AccountReserved {
        /// The name.
        account: String,
    },
    /// Another account has that name, or had it: a closed account's name is not given again, for the ledger
    /// names people by it.
    AccountTaken {
        /// The name.
        account: String,
    },
    /// The person's name is empty or too long to be one.
    Name,
    /// A person's account needs an organ.
    OrganMissing,
    /// A password of too few characters.
    PasswordShort {
        /// How many it has.
        has: usize,
    },
    /// A password of too many characters.
    PasswordLong {
        /// How many it has.
        has: usize,
    },
    /// The password is the account's name.
    PasswordIsAccount,
    /// No such link was ever given out by this district.
    LinkUnknown,
    /// The link was used.
    LinkUsed {
        /// When.
        at: Timestamp,
    },
    /// A later link took its place.
    LinkReplaced {
        /// When.
        at: Timestamp,
    },
    /// The link's time is over.
    LinkExpired {
        /// When it ended.
        at: Timestamp,
    },
    /// The link was made for another account than the one given.
    LinkForAnother {
        /// The account the link is for.
        account: String,
    },
    /// The link for the first administrator, while the district already has accounts.
    NotFirst,
    /// No such account, or not its password: which of the two is not said.
    WrongPassword,
    /// Too many failures.
    LockedOut {
        /// When trying again is possible.
        until: Timestamp,
    },
    /// No such account.
    AccountUnknown {
        /// The name.
        account: String,
    },
    /// The account is closed.
    AccountClosed {
        /// The name.
        account: String,
    },
    /// The account already has that role.
    RoleSame {
        /// The name.
        account: String,
        /// The role.
        role: Role,
    },
    /// Without this account nobody could open accounts any more.
    LastAdmin {
        /// The name.
        account: String,
    },
    /// No such token.
    TokenUnknown {
        /// The token's name.
        token: String,
    },
    /// The token is already revoked.
    TokenRevoked {
        /// The token's name.
        token: String,
    },
    /// The one who asks has no right to it.
    NoRight {
        /// Who asks.
        by: String,
        /// What is missing.
        right: Right,
    },
}

impl Refusal {
    /// The sentence for the one who asked.
    pub fn say(&self) -> Say {
        match self {
            Refusal::AccountName { typed } => Say::new("people.account-name").with("typed", typed),
            Refusal::AccountReserved { account } => {
                Say::new("people.account-reserved").with("account", account)
            }
            Refusal::AccountTaken { account } => Say::new("people.account-taken").with("account", account),
            Refusal::Name => Say::new("people.name"),
            Refusal::OrganMissing => Say::new("people.organ-missing"),
            Refusal::PasswordShort { has } => {
                Say::new("people.password-short").with("has", has).with("least", SHORTEST)
            }
            Refusal::PasswordLong { has } => {
                Say::new("people.password-long").with("has", has).with("most", LONGEST)
            }
            Refusal::PasswordIsAccount => Say::new("people.password-is-account"),
            Refusal::LinkUnknown => Say::new("people.link-unknown"),
            Refusal::LinkUsed { at } => Say::new("people.link-used").with("at", local(*at)),
            Refusal::LinkReplaced { at } => Say::new("people.link-replaced").with("at", local(*at)),
            Refusal::LinkExpired { at } => Say::new("people.link-expired").with("at", local(*at)),
            Refusal::LinkForAnother { account } => {
                Say::new("people.link-for-another").with("account", account)
            }
            Refusal::NotFirst => Say::new("people.not-first"),
            Refusal::WrongPassword => Say::new("people.wrong-password"),
            Refusal::LockedOut { until } => {
                Say::new("people.locked-out").with("until", local(next_minute(*until)))
            }
            Refusal::AccountUnknown { account } => {
                Say::new("people.account-unknown").with("account", account)
            }
            Refusal::AccountClosed { account } => Say::new("people.account-closed").with("account", account),
            Refusal::RoleSame { account, .. } => Say::new("people.role-same").with("account", account),
            Refusal::LastAdmin { account } => Say::new("people.last-admin").with("account", account),
            Refusal::TokenUnknown { token } => Say::new("people.token-unknown").with("token", token),
            Refusal::TokenRevoked { token } => Say::new("people.token-revoked").with("token", token),
            Refusal::NoRight { right, .. } => right.lacking(),
        }
    }
}

/// An instant as a clock on an office wall shows it: China has one time, eight hours ahead of UTC.
fn local(at: Timestamp) -> String {
    tz::offset(8).to_datetime(at).strftime("%Y-%m-%d %H:%M").to_string()
}

/// The next whole minute, so that "try again after" is never too early.
fn next_minute(at: Timestamp) -> Timestamp {
    at.checked_add(SignedDuration::new(59, 999_999_999)).unwrap_or(at)
}

impl fmt::Display for Refusal {
    /// For logs; people read [`Refusal::say`].
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.say().fmt(f)
    }
}

impl std::error::Error for Refusal {}

/// What can go wrong here.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    /// The request was refused; nothing was changed.
    #[error("refused: {0}")]
    Refused(#[from] Refusal),
    /// The database did not do its part.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// The operating system gave no random bits.
    #[error("no random bits from the operating system: {0}")]
    Random(#[from] getrandom::Error),
    /// A password could not be hashed, or its kept hash could not be read.
    #[error("password hash: {0}")]
    Hashing(String),
    /// An event could not be written as JSON.
    #[error("event: {0}")]
    Event(#[from] serde_json::Error),
}

impl PeopleError {
    /// From argon2's errors, which share no type.
    pub(crate) fn hashing(error: impl fmt::Display) -> PeopleError {
        PeopleError::Hashing(error.to_string())
    }
}

#[cfg(test)]
mod tests;
