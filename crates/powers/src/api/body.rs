//! What programs send: an adjustment as they write it.

use crate::model::{Added, Adjustment, Change, Decision, Field, Kinds, NewItem};
use jiff::civil::Date;
use kernel::Say;
use page::Refusal;
use serde::Deserialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// An adjustment of a list. `cancel` takes codes or objects; `transfer` takes the giving body from the list when
/// `from` is missing.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AdjustmentBody {
    /// The list; needed where a district has several.
    #[serde(default)]
    pub(super) list: String,
    /// First day on which it holds, such as 2023-06-01.
    effective: String,
    /// Number of the document it rests on.
    #[serde(default)]
    basis: String,
    #[serde(default)]
    reason: String,
    /// The edition you looked at; what others changed since is then told.
    pub(super) seen: Option<u32>,
    /// How many items the list must have afterwards.
    expect: Option<u64>,
    /// The same of single kinds.
    #[serde(default)]
    expect_kinds: BTreeMap<String, u64>,
    #[serde(default)]
    add: Vec<AddBody>,
    #[serde(default)]
    cancel: Vec<CancelBody>,
    #[serde(default)]
    transfer: Vec<TransferBody>,
    #[serde(default)]
    rename: Vec<RenameBody>,
    #[serde(default)]
    split: Vec<SplitBody>,
    #[serde(default)]
    merge: Vec<MergeBody>,
    #[serde(default)]
    level: Vec<LevelBody>,
    #[serde(default)]
    complete: Vec<CompleteBody>,
}

/// A new item.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ItemBody {
    code: String,
    name: String,
    kind: String,
    holder: String,
    basis: Option<String>,
    level: Option<String>,
    counterpart: Option<String>,
}

/// A new item with the government's decision that the body is given it.
#[derive(Debug, Deserialize, ToSchema)]
struct AddBody {
    #[serde(flatten)]
    item: AddedItem,
    decision: Option<DecisionBody>,
}

/// As [`ItemBody`], beside a decision.
#[derive(Debug, Deserialize, ToSchema)]
struct AddedItem {
    code: String,
    name: String,
    kind: String,
    holder: String,
    basis: Option<String>,
    level: Option<String>,
    counterpart: Option<String>,
}

/// A document number, or a decision in full.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged)]
enum DecisionBody {
    Document(String),
    Full { document: String, date: Option<String>, granted: Option<bool> },
}

/// A code, or a code with the law or decision that cancels it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged)]
enum CancelBody {
    Code(String),
    Full { code: String, basis: Option<String> },
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TransferBody {
    code: String,
    from: Option<String>,
    to: String,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RenameBody {
    code: String,
    name: String,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SplitBody {
    code: String,
    into: Vec<ItemBody>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MergeBody {
    codes: Vec<String>,
    into: ItemBody,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LevelBody {
    code: String,
    level: String,
}

/// What the document lacks: `field` is basis, level, counterpart, procedure, time_limit or discretion.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CompleteBody {
    code: String,
    field: String,
    value: String,
    source: String,
}

impl AdjustmentBody {
    /// Codes whose giving body is to be taken from the list.
    pub(super) fn without_giver(&self) -> Vec<String> {
        self.transfer.iter().filter(|body| body.from.is_none()).map(|body| body.code.clone()).collect()
    }

    /// The adjustment; `holders` are the bodies of codes that were sent without a giving body, `author` adds.
    pub(super) fn adjustment(
        self,
        holders: &BTreeMap<String, String>,
        author: &str,
    ) -> Result<Adjustment, Refusal> {
        let effective = day(&self.effective)?;
        let mut changes = Vec::new();
        for add in self.add {
            changes.push(add.change()?);
        }
        changes.extend(self.cancel.into_iter().map(CancelBody::change));
        changes.extend(self.transfer.into_iter().map(|body| body.change(holders)));
        changes
            .extend(self.rename.into_iter().map(|body| Change::Rename { code: body.code, name: body.name }));
        changes.extend(self.split.into_iter().map(SplitBody::change));
        changes.extend(self.merge.into_iter().map(MergeBody::change));
        changes.extend(self.level.into_iter().map(|b| Change::ChangeLevel { code: b.code, level: b.level }));
        for complete in self.complete {
            changes.push(complete.change(author)?);
        }
        Ok(Adjustment {
            effective,
            basis: self.basis,
            reason: self.reason,
            expect: self.expect,
            expect_kinds: self.expect_kinds.into_iter().collect::<Kinds>(),
            changes,
        })
    }
}

/// A day as programs write it.
pub(super) fn day(text: &str) -> Result<Date, Refusal> {
    text.parse().map_err(|_| Refusal::Invalid(Say::new("powers.bad_day").with("found", text)))
}

impl ItemBody {
    fn new_item(self) -> NewItem {
        let ItemBody { code, name, kind, holder, basis, level, counterpart } = self;
        NewItem { code, name, kind, holder, basis, level, counterpart, fact: None, citation: None }
    }
}

impl AddBody {
    fn change(self) -> Result<Change, Refusal> {
        let AddedItem { code, name, kind, holder, basis, level, counterpart } = self.item;
        let item =
            NewItem { code, name, kind, holder, basis, level, counterpart, fact: None, citation: None };
        let decision = match self.decision {
            None => None,
            Some(DecisionBody::Document(document)) => Some(Decision { document, date: None, granted: true }),
            Some(DecisionBody::Full { document, date, granted }) => Some(Decision {
                document,
                date: date.as_deref().map(day).transpose()?,
                granted: granted.unwrap_or(true),
            }),
        };
        Ok(Change::Add { item, decision })
    }
}

impl CancelBody {
    fn change(self) -> Change {
        match self {
            CancelBody::Code(code) => Change::Cancel { code, basis: None },
            CancelBody::Full { code, basis } => Change::Cancel { code, basis },
        }
    }
}

impl TransferBody {
    fn change(self, holders: &BTreeMap<String, String>) -> Change {
        let from = self.from.or_else(|| holders.get(&self.code).cloned()).unwrap_or_default();
        Change::Transfer { code: self.code, from, to: self.to }
    }
}

impl SplitBody {
    fn change(self) -> Change {
        Change::Split { code: self.code, into: self.into.into_iter().map(ItemBody::new_item).collect() }
    }
}

impl MergeBody {
    fn change(self) -> Change {
        Change::Merge { codes: self.codes, into: Box::new(self.into.new_item()) }
    }
}

impl CompleteBody {
    fn change(self, author: &str) -> Result<Change, Refusal> {
        let Some(field) = Field::ALL.into_iter().find(|field| field.word() == self.field) else {
            let accepted = Field::ALL.map(Field::word).join(", ");
            let say = Say::new("powers.bad_field").with("found", &self.field);
            return Err(Refusal::Invalid(say.with("accepted", accepted)));
        };
        let added = Added { field, value: self.value, author: author.to_owned(), source: self.source };
        Ok(Change::Complete { code: self.code, added })
    }
}

#[cfg(test)]
mod tests;
