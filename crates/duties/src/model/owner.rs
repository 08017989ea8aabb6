//! Who owes what a document leaves without a clear owner: the office's decision, and never the document's (X-018, B-016).

use super::rule::Denied;
use kernel::Say;
use serde::{Deserialize, Serialize};

/// What the office decides about a task or a schedule of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Naming {
    /// Who answers for what names nobody.
    Owner,
    /// Which of several leads is the first (B-016).
    FirstLead,
    /// One more member of an open set of bodies.
    Member,
}

impl Naming {
    /// Every kind of decision.
    pub const fn all() -> [Naming; 3] {
        [Naming::Owner, Naming::FirstLead, Naming::Member]
    }

    /// The word in forms and tables.
    pub const fn word(self) -> &'static str {
        match self {
            Naming::Owner => "owner",
            Naming::FirstLead => "first_lead",
            Naming::Member => "member",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Naming> {
        Naming::all().into_iter().find(|naming| naming.word() == word)
    }
}

/// A decision on who owes something, as the ledger keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnerNamed {
    /// Identity of the task or schedule.
    pub about: String,
    /// Who it is.
    pub organ: String,
    /// As what.
    pub naming: Naming,
    /// On what ground.
    pub reason: String,
}

impl OwnerNamed {
    /// The kind of its entry.
    pub const KIND: &'static str = "duty-owner.named";

    /// The decision, when it says everything a decision must say.
    ///
    /// # Errors
    /// The sentence says what is missing, or that the same has been decided before.
    pub fn checked(self, known: &[OwnerNamed]) -> Result<OwnerNamed, Denied> {
        let invalid = |key| Err(Denied::Invalid(Say::new(key)));
        if self.organ.trim().is_empty() {
            return invalid("duties.organ_missing");
        }
        if self.reason.trim().is_empty() {
            return invalid("duties.ground_missing");
        }
        let mine = |one: &&OwnerNamed| one.about == self.about && one.naming == self.naming;
        let same = known.iter().filter(mine).any(|one| one.organ == self.organ);
        let first = self.naming == Naming::FirstLead && known.iter().filter(mine).count() > 0;
        if same || first {
            return Err(Denied::Conflict(Say::new("duties.already_named")));
        }
        Ok(self)
    }
}
