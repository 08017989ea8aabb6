//! What the ledger is told about accounts. No secret and no hash of one is ever in it.

use crate::Role;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The events of this crate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub(crate) enum Happened {
    /// An account exists; it cannot sign in until it is activated.
    #[serde(rename = "account.opened")]
    AccountOpened { account: String, name: String, organ: String, role: Role },
    /// A one-time link was made; whoever holds it may set the password until then.
    #[serde(rename = "account.link_issued")]
    LinkIssued {
        /// Absent for the link that makes the first administrator.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        account: Option<String>,
        why: Why,
        until: Timestamp,
    },
    /// A password was set with a link: the first one or, after it was forgotten, another.
    #[serde(rename = "account.activated")]
    AccountActivated { account: String },
    /// What the account is for has changed.
    #[serde(rename = "account.role_changed")]
    RoleChanged { account: String, from: Role, to: Role },
    /// The account cannot sign in any more.
    #[serde(rename = "account.closed")]
    AccountClosed { account: String },
    /// A program was given a token.
    #[serde(rename = "token.issued")]
    TokenIssued { token: String, organ: String, role: Role },
    /// A program's token is no longer accepted.
    #[serde(rename = "token.revoked")]
    TokenRevoked { token: String },
    /// Somebody signed in.
    #[serde(rename = "session.opened")]
    SessionOpened { account: String },
    /// Signing in is locked after too many failures. Single failures are only counted.
    #[serde(rename = "session.refused")]
    SessionRefused {
        /// Absent when no such account exists: what was typed may be a password in the wrong box.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        account: Option<String>,
        failures: usize,
        until: Timestamp,
    },
}

/// Why a link was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Why {
    /// The district has no account yet.
    First,
    /// The account was opened.
    Opened,
    /// Another link was asked for.
    Again,
}

impl Happened {
    /// What the entry is about.
    pub(crate) fn stream(&self) -> String {
        match self {
            Happened::AccountOpened { account, .. }
            | Happened::AccountActivated { account }
            | Happened::RoleChanged { account, .. }
            | Happened::AccountClosed { account }
            | Happened::SessionOpened { account }
            | Happened::LinkIssued { account: Some(account), .. }
            | Happened::SessionRefused { account: Some(account), .. } => format!("account/{account}"),
            Happened::TokenIssued { token, .. } | Happened::TokenRevoked { token } => {
                format!("token/{token}")
            }
            Happened::LinkIssued { account: None, .. } => "people/first-link".to_owned(),
            Happened::SessionRefused { account: None, .. } => "people/unknown-account".to_owned(),
        }
    }
}
