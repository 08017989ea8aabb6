//! Who is asking.

use crate::{Right, Role};
use serde::{Deserialize, Serialize};

/// A person or program that has been let in, or an account in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// The name it signs in with, and its name in the ledger (the actor of an entry).
    pub account: String,
    /// What it is called on pages.
    pub name: String,
    /// The organ it belongs to, by the organ's own name; empty for the first administrator and for a program
    /// without one.
    pub organ: String,
    /// What it is for.
    pub role: Role,
    /// A program with a bearer token, rather than a person with a password.
    pub program: bool,
}

impl User {
    /// Whether its role has the right.
    pub fn may(&self, right: Right) -> bool {
        self.role.may(right)
    }

    /// Whether it may write in the name of this organ: a department writes only its own entries. The
    /// supervising office and the administrator stand over all organs; what they may write there is still
    /// bounded by [`User::may`].
    ///
    /// `organ` is the organ's own name, not an alias. What belongs to no organ (an empty name) only those
    /// who stand over all may touch.
    pub fn acts_for(&self, organ: &str) -> bool {
        matches!(self.role, Role::Supervisor | Role::Admin) || (!organ.is_empty() && self.organ == organ)
    }
}
