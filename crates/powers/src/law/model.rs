//! Laws, their changes, and what a change asks of the items that cite them. Pure.

use super::place::Place;
use super::title::canonical;
use jiff::civil::Date;
use kernel::Say;
use serde::{Deserialize, Serialize};

/// A law, regulation or rule in the register of what lists cite.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Law {
    /// Its title without 《》.
    pub title: String,
    /// 效力级别, such as 法律 or 部门规章.
    #[serde(default)]
    pub class: String,
    /// Who made it.
    #[serde(default)]
    pub issuer: String,
    /// Number of the document that made it, such as 国务院令第591号.
    #[serde(default)]
    pub number: String,
    /// First day on which it holds, as far as known.
    #[serde(default)]
    pub effective: Option<Date>,
    /// Other titles under which lists cite it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Where this is written.
    #[serde(default)]
    pub source: String,
}

impl Law {
    /// Its identity: the name that stands for it in every edition.
    pub fn id(&self) -> String {
        canonical(&self.title)
    }

    /// Every name under which it is cited, its own first.
    pub fn names(&self) -> Vec<String> {
        let mut names = vec![self.id()];
        for name in self.aliases.iter().map(|alias| canonical(alias)) {
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

/// What an amendment does to one article, in the numbering before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The article, paragraph or item.
    pub at: Place,
    /// What becomes of it.
    #[serde(flatten)]
    pub becomes: Becomes,
}

/// As [`Line::becomes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "becomes", rename_all = "snake_case")]
pub enum Becomes {
    /// 修改: other words under the same number.
    Altered,
    /// 删去.
    Deleted,
    /// 改为: the same words under another number.
    Moved {
        /// The new number.
        to: Place,
    },
    /// 改为……并修改: other words under another number.
    MovedAltered {
        /// The new number.
        to: Place,
    },
    /// 增加: nothing can have cited it.
    Added,
}

/// What a decision to cancel or delegate powers says of one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// The item, by its code or its full name.
    pub item: String,
    /// The level or body it is delegated to; `None` when it is cancelled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// What happens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum What {
    /// The law was amended; without lines it was revised as a whole.
    Amended {
        /// Article by article.
        #[serde(default)]
        lines: Vec<Line>,
    },
    /// The law was repealed.
    Repealed {
        /// The title of the law that takes its place.
        #[serde(default)]
        successor: Option<String>,
    },
    /// A decision of a higher government cancels or delegates powers (P-018).
    Decided {
        /// Which ones.
        items: Vec<Decided>,
    },
}

impl What {
    /// The word in tables and interfaces.
    pub fn word(&self) -> &'static str {
        let moves = |line: &Line| matches!(line.becomes, Becomes::Moved { .. });
        match self {
            What::Amended { lines } if !lines.is_empty() && lines.iter().all(moves) => "renumbered",
            What::Amended { .. } => "amended",
            What::Repealed { .. } => "repealed",
            What::Decided { .. } => "decided",
        }
    }
}

/// A change of a law, or a decision over powers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LawChange {
    /// The law that changes; the title of the document for a decision over powers.
    pub law: String,
    /// What happens.
    #[serde(flatten)]
    pub what: What,
    /// First day on which it holds.
    pub effective: Date,
    /// Number of the document that does it, such as 应急管理部令第13号.
    pub source: String,
    /// The day by whose end each item must be decided on.
    pub decide_by: Date,
    /// Anything else.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// What a change does to one item, before anybody decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// Why it is touched, one sentence for each reason.
    pub why: Vec<Say>,
    /// The day on which the item ends with its law, without a further decision (P-020); `None` when somebody must
    /// decide.
    pub cancels: Option<Date>,
    /// The basis as it would read after the change, when that follows from the change alone.
    pub proposal: Option<String>,
    /// The name as it would read after the change, when it cites the law.
    pub rename: Option<String>,
}

/// What was decided on a touched item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "snake_case")]
pub enum Settled {
    /// It stays as it is.
    Keep {
        /// Why the change does not matter.
        reason: String,
    },
    /// Its basis was adjusted.
    Adjust {
        /// The edition that did it.
        edition: u32,
        /// The basis from then on.
        basis: String,
    },
    /// It was cancelled.
    Cancel {
        /// The edition that did it.
        edition: u32,
    },
    /// It should have ended with its law, and the list did not allow it: somebody must decide.
    Refer {
        /// Why not.
        why: Say,
    },
}

impl Settled {
    /// The state of a review that was settled so.
    pub fn word(&self) -> &'static str {
        match self {
            Settled::Keep { .. } => "kept",
            Settled::Adjust { .. } => "adjusted",
            Settled::Cancel { .. } => "cancelled",
            Settled::Refer { .. } => "open",
        }
    }
}
