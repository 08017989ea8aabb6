//! Items, the days they are in force, editions, and what an adjustment asks for. Pure.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Citation, Say};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many items of each kind, such as 行政处罚 126.
pub type Kinds = BTreeMap<String, u64>;

/// An item of an administrative list (权力事项) as it stands during one [`Span`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Official code; an opaque key, unique in its list.
    pub code: String,
    /// Place in the list, from 1; never given twice.
    pub seq: u32,
    /// Official name.
    pub name: String,
    /// Kind of power as the list writes it, such as 行政处罚.
    pub kind: String,
    /// The one body that exercises it, by its name in the register of organs.
    pub holder: String,
    /// The rule it rests on, as the list states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// The level that exercises it, as the list states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// The department that held it or guides it, as the list states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counterpart: Option<String>,
    /// What the list lacks and somebody added (P-003).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub additions: Vec<Added>,
    /// Identity of the fact in the pack, or one of our own for an item that no pack brought.
    pub fact: String,
    /// The row of the document that lists it; `None` when an adjustment added it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub citation: Option<Citation>,
}

impl Item {
    /// What is known under a field: what the list states, else what was added last.
    pub fn field(&self, field: Field) -> Option<&str> {
        let stated = match field {
            Field::Basis => self.basis.as_deref(),
            Field::Level => self.level.as_deref(),
            Field::Counterpart => self.counterpart.as_deref(),
            Field::Procedure | Field::TimeLimit | Field::Discretion => None,
        };
        stated.or_else(|| self.added(field).map(|added| added.value.as_str()))
    }

    /// What was added last under a field.
    pub fn added(&self, field: Field) -> Option<&Added> {
        self.additions.iter().rev().find(|added| added.field == field)
    }
}

/// What a list may lack (P-003).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// 法定依据, with the article.
    Basis,
    /// 行使层级.
    Level,
    /// 区有关部门: who held it or guides it.
    Counterpart,
    /// 办理流程.
    Procedure,
    /// 办理时限.
    TimeLimit,
    /// 裁量基准.
    Discretion,
}

impl Field {
    /// Every field, in the order of pages and exports.
    pub const ALL: [Field; 6] = [
        Field::Basis,
        Field::Level,
        Field::Counterpart,
        Field::Procedure,
        Field::TimeLimit,
        Field::Discretion,
    ];

    /// The word in tables and interfaces.
    pub fn word(self) -> &'static str {
        match self {
            Field::Basis => "basis",
            Field::Level => "level",
            Field::Counterpart => "counterpart",
            Field::Procedure => "procedure",
            Field::TimeLimit => "time_limit",
            Field::Discretion => "discretion",
        }
    }
}

/// What somebody added to an item because the document lacks it; never silently (P-003).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Added {
    /// Which field.
    pub field: Field,
    /// What stands there.
    pub value: String,
    /// The account that added it.
    pub author: String,
    /// Where it is written, such as a rule with its article.
    pub source: String,
}

/// An item as it stands from one day to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The list it stands in: the slug of the document that made the list.
    pub list: String,
    /// The item as it stands on these days.
    pub item: Item,
    /// First day.
    pub from: Date,
    /// First day after; `None` while nothing ended it. Equal to `from` when a second edition of the same day
    /// replaced it: then it stood in an edition and on no day.
    pub to: Option<Date>,
    /// The edition it began with.
    pub edition: u32,
    /// The edition that ended it.
    pub ended: Option<u32>,
    /// The ledger's entry it began with, whose receipt proves it.
    pub seq: u64,
}

impl Span {
    /// Whether the item stands like this on a day.
    pub fn covers(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day < to)
    }

    /// Whether the item stands like this in an edition.
    pub fn is_in(&self, edition: u32) -> bool {
        self.edition <= edition && self.ended.is_none_or(|ended| edition < ended)
    }
}

/// A state of the whole list (清单版本).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// The list.
    pub list: String,
    /// From 1.
    pub number: u32,
    /// First day on which it holds.
    pub effective: Date,
    /// Number of the document it rests on.
    pub basis: String,
    /// Why, in the words of whoever adjusted; empty for what a document says itself.
    pub reason: String,
    /// The ledger's entry, whose receipt proves it.
    pub seq: u64,
    /// When it was recorded.
    pub at: Timestamp,
    /// Who recorded it.
    pub actor: String,
    /// Items in force.
    pub total: u64,
    /// Of which kinds.
    pub kinds: Kinds,
    /// Items it brought that were not in force before.
    pub added: u64,
    /// Items it cancelled.
    pub cancelled: u64,
    /// Items it changed.
    pub changed: u64,
    /// What an adopted pack asked for and the list as it stood did not allow.
    pub passed_over: Vec<Refused>,
    /// Digest over every edition up to this one: equal digests, equal lists.
    pub digest: String,
}

/// The decision of the government that an item is given to the body (P-019).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Number of the document that decides.
    pub document: String,
    /// Its date.
    #[serde(default)]
    pub date: Option<Date>,
    /// Whether the body is given the item.
    #[serde(default = "yes")]
    pub granted: bool,
}

fn yes() -> bool {
    true
}

/// What is needed to put an item on the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewItem {
    /// Official code.
    pub code: String,
    /// Official name.
    pub name: String,
    /// Kind of power.
    pub kind: String,
    /// Who will exercise it.
    pub holder: String,
    /// The rule it rests on.
    #[serde(default)]
    pub basis: Option<String>,
    /// The level that exercises it.
    #[serde(default)]
    pub level: Option<String>,
    /// The department that guides it.
    #[serde(default)]
    pub counterpart: Option<String>,
    /// Where a pack's document lists it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fact: Option<String>,
    /// As `fact`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub citation: Option<Citation>,
}

/// One thing an adjustment does to a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// 新增: needs the government's decision (P-019).
    Add {
        /// The item.
        item: NewItem,
        /// The decision that gives it to the body.
        decision: Option<Decision>,
    },
    /// 取消: follows the cancelled law or decision from its date (P-020).
    Cancel {
        /// Which item.
        code: String,
        /// The law or decision, when it is not the adjustment's own basis.
        basis: Option<String>,
    },
    /// 划转 (P-009).
    Transfer {
        /// Which item.
        code: String,
        /// Who gives it.
        from: String,
        /// Who takes it.
        to: String,
    },
    /// 更名 (P-021).
    Rename {
        /// Which item.
        code: String,
        /// Its new name.
        name: String,
    },
    /// 拆分: one item ends, several begin with the same body (P-021).
    Split {
        /// Which item ends.
        code: String,
        /// What takes its place.
        into: Vec<NewItem>,
    },
    /// 合并: several items end, one begins (P-021).
    Merge {
        /// Which items end.
        codes: Vec<String>,
        /// What takes their place.
        into: Box<NewItem>,
    },
    /// 行使层级调整 (P-021).
    ChangeLevel {
        /// Which item.
        code: String,
        /// The level that exercises it now.
        level: String,
    },
    /// What the document lacks, added with author and source (P-003).
    Complete {
        /// Which item.
        code: String,
        /// What was added.
        added: Added,
    },
    /// 重述: the list states the item anew, with the same body (P-021).
    Restate {
        /// Which item.
        code: String,
        /// How it is stated now.
        item: NewItem,
    },
}

/// A transaction over a list: all of it or nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjustment {
    /// First day on which it holds.
    pub effective: Date,
    /// Number of the document it rests on.
    pub basis: String,
    /// Why.
    pub reason: String,
    /// How many items the list must have afterwards, when the document says so (P-001).
    #[serde(default)]
    pub expect: Option<u64>,
    /// The same of single kinds.
    #[serde(default)]
    pub expect_kinds: Kinds,
    /// What it does.
    pub changes: Vec<Change>,
}

/// Days on which something would be wrong: from the first to the day before `to`, or on without end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// First day.
    pub from: Date,
    /// First day after.
    pub to: Option<Date>,
}

/// Why an adjustment, or one of its changes, is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// The item; empty when the adjustment as a whole is refused.
    pub code: String,
    /// The days on which the list would be wrong.
    pub days: Days,
    /// What is wrong.
    pub say: Say,
    /// What would mend it.
    pub mend: Say,
}

/// How one item differs between two editions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differs {
    /// The item as the first edition has it; `None` when it is new.
    pub before: Option<Item>,
    /// The item as the second edition has it; `None` when it is cancelled.
    pub after: Option<Item>,
}
