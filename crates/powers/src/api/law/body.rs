//! What programs send of laws.

use super::super::body::day;
use crate::law::{Decided, Law, LawChange, What, decide_by, lines};
use crate::store::law::Decide;
use jiff::civil::Date;
use kernel::Say;
use page::Refusal;
use serde::Deserialize;
use utoipa::ToSchema;

/// Laws for the register.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LawsBody {
    laws: Vec<LawBody>,
}

/// A law; its title is enough.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LawBody {
    title: String,
    #[serde(default)]
    class: String,
    #[serde(default)]
    issuer: String,
    #[serde(default)]
    number: String,
    effective: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    source: String,
}

impl LawsBody {
    pub(super) fn laws(self) -> Result<Vec<Law>, Refusal> {
        let law = |body: LawBody| {
            Ok(Law {
                effective: body.effective.as_deref().map(day).transpose()?,
                title: body.title.trim().trim_matches(['《', '》']).to_owned(),
                class: body.class,
                issuer: body.issuer,
                number: body.number,
                aliases: body.aliases,
                source: body.source,
            })
        };
        self.laws.into_iter().map(law).collect()
    }
}

/// Lines of a table: 法规, 修改, 废止 and 决定, cells divided by tabs or commas.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LinesBody {
    pub(super) text: String,
}

/// Which change to look at once more.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AgainBody {
    pub(super) change: u64,
}

/// A change of a law, or a decision over powers.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangeBody {
    /// amended, repealed or decided.
    what: String,
    /// The law; the document's title for a decision.
    law: String,
    /// First day on which the change holds.
    effective: String,
    /// Number of the document that makes it.
    source: String,
    /// For amended: 第六十二条修改；删去第六十三条；第九十一条改为第九十四条. As a whole when missing.
    #[serde(default)]
    articles: String,
    /// For repealed: the law that takes its place.
    successor: Option<String>,
    /// For decided.
    #[serde(default)]
    items: Vec<DecidedBody>,
    /// The day by whose end items must be decided on; the day of the change when that is ahead.
    decide_by: Option<String>,
    #[serde(default)]
    note: String,
}

/// An item by code or name, and the level or body it is delegated to; cancelled when `to` is missing.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DecidedBody {
    item: String,
    to: Option<String>,
}

impl ChangeBody {
    pub(super) fn change(self, today: Date) -> Result<LawChange, Refusal> {
        let effective = day(&self.effective)?;
        let given = self.decide_by.as_deref().map(day).transpose()?;
        let items = self.items.into_iter().map(|body| Decided { item: body.item, to: body.to });
        let what = match self.what.as_str() {
            "amended" => What::Amended { lines: lines(&self.articles).map_err(Refusal::Invalid)? },
            "repealed" => {
                What::Repealed { successor: self.successor.filter(|title| !title.trim().is_empty()) }
            }
            "decided" => What::Decided { items: items.collect() },
            other => return Err(Refusal::Invalid(Say::new("powers_law.bad_what").with("found", other))),
        };
        Ok(LawChange {
            law: self.law.trim().trim_matches(['《', '》']).to_owned(),
            what,
            effective,
            source: self.source,
            decide_by: decide_by(effective, given, today).map_err(Refusal::Invalid)?,
            note: self.note,
        })
    }
}

/// A decision on a touched item.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DecisionBody {
    /// Where a district has several lists with such an item.
    #[serde(default)]
    pub(super) list: String,
    /// keep, adjust or cancel.
    decision: String,
    /// For keep.
    #[serde(default)]
    reason: String,
    /// For adjust: the basis from then on.
    #[serde(default)]
    basis: String,
    /// For adjust: the item's new name, when it changes with the law.
    name: Option<String>,
    /// For adjust and cancel: number of the document that decides; the change's own when missing.
    #[serde(default)]
    document: String,
    /// For adjust and cancel: first day; the day of the change, or of the newest edition, when missing.
    from: Option<String>,
}

impl DecisionBody {
    /// Whether the item stays as it is.
    pub(super) fn keeps(&self) -> bool {
        self.decision == "keep"
    }

    pub(super) fn decide(self) -> Result<Decide, Refusal> {
        let from = self.from.as_deref().map(day).transpose()?;
        match self.decision.as_str() {
            "keep" => Ok(Decide::Keep { reason: self.reason }),
            "adjust" => {
                Ok(Decide::Adjust { basis: self.basis, name: self.name, document: self.document, from })
            }
            "cancel" => Ok(Decide::Cancel { document: self.document, from }),
            _ => Err(Refusal::Invalid(Say::new("powers_law.no_decision"))),
        }
    }
}
