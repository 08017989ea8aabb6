//! Proposals to change a list, and where each stands (P-019, P-021).

use super::step::Step;
use super::{Matter, Record, filled, not_ahead, short_enough};
use jiff::civil::Date;
use kernel::Say;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a proposal wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProposalKind {
    /// 新增: the government decides whether the body is given the power (P-019).
    Add,
    /// 取消, where no law or decision has cancelled the item already.
    Cancel,
    /// 划转.
    Transfer,
    /// 变更: name, basis, merge, split, level; a decision of the government until a rule exists (P-021).
    Change,
}

impl ProposalKind {
    /// Every kind, in the order of pages.
    pub const ALL: [ProposalKind; 4] =
        [ProposalKind::Add, ProposalKind::Cancel, ProposalKind::Transfer, ProposalKind::Change];

    /// The word in tables and interfaces.
    pub fn word(self) -> &'static str {
        match self {
            ProposalKind::Add => "add",
            ProposalKind::Cancel => "cancel",
            ProposalKind::Transfer => "transfer",
            ProposalKind::Change => "change",
        }
    }
}

/// A proposal to change a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// What it wants.
    pub kind: ProposalKind,
    /// What it is about, in a line.
    pub title: String,
    /// The body that proposes.
    pub asked_by: String,
    /// When it proposed.
    pub day: Date,
    /// Codes of the items; of a new item the code it is to have, when it is known.
    #[serde(default)]
    pub codes: Vec<String>,
    /// Why.
    pub reason: String,
    /// Number of its letter; may be empty.
    #[serde(default)]
    pub document: String,
}

impl Proposal {
    /// Whether it can be recorded. `in_force` tells of a code whether the newest edition has it.
    pub(crate) fn check(&self, in_force: &dyn Fn(&str) -> bool, today: Date) -> Result<(), Say> {
        filled(&[(&self.title, "powers_records.need_title"), (&self.reason, "powers_records.need_reason")])?;
        short_enough(&[&self.title, &self.reason, &self.document])?;
        not_ahead(self.day, today)?;
        let wants_known = self.kind != ProposalKind::Add;
        if wants_known && self.codes.is_empty() {
            return Err(Say::new("powers_records.no_codes"));
        }
        let mut seen = std::collections::BTreeSet::new();
        if let Some(twice) = self.codes.iter().find(|code| !seen.insert(code.as_str())) {
            return Err(Say::new("powers_records.code_twice").with("code", twice));
        }
        match self.codes.iter().find(|code| in_force(code) != wants_known) {
            Some(code) if wants_known => Err(Say::new("powers_records.code_unknown").with("code", code)),
            Some(code) => Err(Say::new("powers_records.code_known").with("code", code)),
            None => Ok(()),
        }
    }
}

/// Codes as they are typed into one field: divided by blanks, commas or lines.
pub(crate) fn codes_of(text: &str) -> Vec<String> {
    let divides = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | ';' | '；');
    text.split(divides).filter(|code| !code.is_empty()).map(str::to_owned).collect()
}

/// How far a proposal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// It awaits the legal review.
    Proposed,
    /// The review did not let it pass; it may be reviewed again.
    Objected,
    /// It awaits the decision.
    Reviewed,
    /// It was decided that the list stays as it is.
    Refused,
    /// It was granted and awaits publication.
    Decided,
    /// What was decided has been published.
    Published,
}

impl Stage {
    /// The word in tables and interfaces.
    pub fn word(self) -> &'static str {
        match self {
            Stage::Proposed => "proposed",
            Stage::Objected => "objected",
            Stage::Reviewed => "reviewed",
            Stage::Refused => "refused",
            Stage::Decided => "decided",
            Stage::Published => "published",
        }
    }
}

/// A proposal with everything that became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Number of its record.
    pub id: u32,
    /// The ledger's entry.
    pub seq: u64,
    /// The account that recorded it.
    pub by: String,
    /// What was proposed.
    pub proposal: Proposal,
    /// Every step, in order, with the number of its entry and the account that recorded it.
    pub steps: Vec<(u64, String, Step)>,
}

impl Standing {
    /// How far it is.
    pub fn stage(&self) -> Stage {
        self.steps.last().map_or(Stage::Proposed, |(_, _, step)| step.leads_to())
    }

    /// The decision that granted it: document and date.
    pub fn granted(&self) -> Option<(&str, Date)> {
        self.steps.iter().rev().find_map(|(_, _, step)| match step {
            Step::Decided { granted: true, document, day, .. } => Some((document.as_str(), *day)),
            _ => None,
        })
    }

    /// The day of its last step.
    pub(super) fn last_day(&self) -> Date {
        self.steps.last().map_or(self.proposal.day, |(_, _, step)| step.day())
    }
}

/// Every proposal of a list, the newest first.
pub(crate) fn standings(records: &[Record]) -> Vec<Standing> {
    let mut found: BTreeMap<u32, Standing> = BTreeMap::new();
    for record in records {
        match &record.matter {
            Matter::Proposed(proposal) => {
                let (id, seq, by, proposal) = (record.id, record.seq, record.by.clone(), proposal.clone());
                found.insert(id, Standing { id, seq, by, proposal, steps: Vec::new() });
            }
            Matter::Stepped(stepped) => {
                if let Some(standing) = found.get_mut(&stepped.proposal) {
                    standing.steps.push((record.seq, record.by.clone(), stepped.step.clone()));
                }
            }
            _ => {}
        }
    }
    found.into_values().rev().collect()
}
