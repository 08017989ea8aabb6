//! Roles: what kind of work an account does.

use kernel::Say;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What an account is for. One account has one role; what a role may do stands in `rights.rs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The office that supervises (督查).
    Supervisor,
    /// A department's contact (联络员).
    Contact,
    /// Takes emergency reports at any hour (值班员).
    DutyOfficer,
    /// Drafts and confirms warnings (预报员).
    Forecaster,
    /// Visits places and records findings (检查员).
    Inspector,
    /// Keeps a list of powers (清单管理员).
    Registrar,
    /// Reads, and is told (领导).
    Leader,
    /// Reads, and proves (审计).
    Auditor,
    /// Opens and closes accounts, and nothing else (系统管理员).
    Admin,
}

impl Role {
    /// Every role, in the fixed order of lists and of the table of rights.
    pub const fn all() -> [Role; 9] {
        use Role::{
            Admin, Auditor, Contact, DutyOfficer, Forecaster, Inspector, Leader, Registrar, Supervisor,
        };
        [Supervisor, Contact, DutyOfficer, Forecaster, Inspector, Registrar, Leader, Auditor, Admin]
    }

    /// The word for it on the command line, in the ledger and in interfaces.
    pub const fn word(self) -> &'static str {
        match self {
            Role::Supervisor => "supervisor",
            Role::Contact => "contact",
            Role::DutyOfficer => "duty-officer",
            Role::Forecaster => "forecaster",
            Role::Inspector => "inspector",
            Role::Registrar => "registrar",
            Role::Leader => "leader",
            Role::Auditor => "auditor",
            Role::Admin => "admin",
        }
    }

    /// The word for it on pages.
    pub fn say(self) -> Say {
        Say::new(match self {
            Role::Supervisor => "people.role-supervisor",
            Role::Contact => "people.role-contact",
            Role::DutyOfficer => "people.role-duty-officer",
            Role::Forecaster => "people.role-forecaster",
            Role::Inspector => "people.role-inspector",
            Role::Registrar => "people.role-registrar",
            Role::Leader => "people.role-leader",
            Role::Auditor => "people.role-auditor",
            Role::Admin => "people.role-admin",
        })
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A word that is not a role.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is not a role; the roles are {}", Role::all().map(Role::word).join(", "))]
pub struct BadRole {
    /// What was given.
    pub word: String,
}

impl BadRole {
    /// The sentence for the one who gave it.
    pub fn say(&self) -> Say {
        let words = Role::all().map(Role::word).join(", ");
        Say::new("people.role-unknown").with("word", &self.word).with("words", words)
    }
}

impl FromStr for Role {
    type Err = BadRole;
    fn from_str(word: &str) -> Result<Role, BadRole> {
        let found = Role::all().into_iter().find(|role| role.word() == word);
        found.ok_or_else(|| BadRole { word: word.to_owned() })
    }
}
