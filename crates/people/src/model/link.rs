//! One-time links: for setting up an account, for the first administrator, for a forgotten password.

use crate::Refusal;
use jiff::{SignedDuration, Timestamp};

/// How long a link is good for.
pub(crate) const GOOD_FOR: SignedDuration = SignedDuration::from_hours(24);

/// How a link came to its end before its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Over {
    /// A password was set with it.
    Used,
    /// A later link took its place.
    Replaced,
}

impl Over {
    /// As it stands in its row.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Over::Used => "used",
            Over::Replaced => "replaced",
        }
    }

    /// As read from its row.
    pub(crate) fn parse(word: &str) -> Option<Over> {
        [Over::Used, Over::Replaced].into_iter().find(|over| over.word() == word)
    }
}

/// A link as it is kept, without its token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    /// The account whose password it sets; `None` makes the first administrator.
    pub(crate) account: Option<String>,
    /// When it ends by itself.
    pub(crate) expires: Timestamp,
    /// How and when it ended.
    pub(crate) over: Option<(Over, Timestamp)>,
}

impl Link {
    /// A link made now.
    pub(crate) fn new(account: Option<String>, now: Timestamp) -> Link {
        Link { account, expires: now.checked_add(GOOD_FOR).unwrap_or(now), over: None }
    }

    /// Whether it can still be used, and if not, why.
    pub(crate) fn usable(&self, now: Timestamp) -> Result<(), Refusal> {
        match self.over {
            Some((Over::Used, at)) => Err(Refusal::LinkUsed { at }),
            Some((Over::Replaced, at)) => Err(Refusal::LinkReplaced { at }),
            None if now >= self.expires => Err(Refusal::LinkExpired { at: self.expires }),
            None => Ok(()),
        }
    }
}
