//! A body lets another act in its name (委托). The holder stays the one that exercises the item and answers for it.

use super::{Matter, Record, filled, short_enough};
use crate::model::Span;
use jiff::civil::Date;
use kernel::Say;
use serde::{Deserialize, Serialize};

/// A delegation of items, with its days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delegation {
    /// The items.
    pub codes: Vec<String>,
    /// Who exercises them and answers for them.
    pub body: String,
    /// Who acts in its name.
    pub delegate: String,
    /// First day.
    pub from: Date,
    /// Last day: a delegation without an end is none (行政处罚法 2021, 第二十条: the letter states matters, powers, term).
    pub until: Date,
    /// Number of the letter (委托书).
    pub document: String,
}

impl Delegation {
    /// Whether it can be recorded. `states` gives every state of an item.
    pub(crate) fn check(&self, states: &dyn Fn(&str) -> Vec<Span>, records: &[Record]) -> Result<(), Say> {
        filled(&[(&self.document, "powers_records.need_document")])?;
        short_enough(&[&self.document])?;
        if self.codes.is_empty() {
            return Err(Say::new("powers_records.no_codes"));
        }
        if self.delegate == self.body {
            return Err(Say::new("powers_records.delegates_itself").with("body", &self.body));
        }
        if self.until < self.from {
            return Err(Say::new("powers_records.until_before_from").with("from", self.from));
        }
        self.codes.iter().try_for_each(|code| self.check_item(code, &states(code), records))
    }

    fn check_item(&self, code: &str, states: &[Span], records: &[Record]) -> Result<(), Say> {
        let Some(first) = states.iter().find(|span| span.covers(self.from)) else {
            return Err(Say::new("powers_records.not_in_force").with("code", code).with("day", self.from));
        };
        if first.item.holder != self.body {
            let say = Say::new("powers_records.not_holder").with("code", code).with("day", self.from);
            return Err(say.with("holder", &first.item.holder));
        }
        let overlaps = |other: &&Delegation| {
            other.codes.iter().any(|c| c == code) && other.from <= self.until && self.from <= other.until
        };
        match delegations(records).find(overlaps) {
            Some(other) => {
                let say = Say::new("powers_records.delegated_already").with("code", code);
                Err(say.with("delegate", &other.delegate).with("until", other.until))
            }
            None => Ok(()),
        }
    }
}

fn delegations(records: &[Record]) -> impl Iterator<Item = &Delegation> {
    records.iter().filter_map(|record| match &record.matter {
        Matter::Delegated(delegation) => Some(delegation),
        _ => None,
    })
}

/// Whether the delegate may act under an item on a day: within the days of the letter, while the body that gave it
/// holds the item. A transfer ends it without anybody writing so.
pub(crate) fn acts_on(delegation: &Delegation, states: &[Span], day: Date) -> bool {
    let holds = |span: &Span| span.covers(day) && span.item.holder == delegation.body;
    delegation.from <= day && day <= delegation.until && states.iter().any(holds)
}
