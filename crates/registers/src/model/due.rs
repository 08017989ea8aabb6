//! Dates of a row that open a duty.

use super::Row;
use jiff::civil::Date;
use pack::{DueRule, Register};

/// A day on which something is due because of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Pending<'a> {
    /// The rule of the declaration.
    pub rule: &'a DueRule,
    /// The day.
    pub due: Date,
    /// Who owes it.
    pub organ: String,
}

/// What is due because of a row: nothing once it ended or is in a state in which the rule is fulfilled.
pub fn dues<'a>(register: &'a Register, row: &Row) -> Vec<Pending<'a>> {
    if row.ended.is_some() {
        return Vec::new();
    }
    let open = register.dues.iter().filter(|rule| !rule.done.contains(&row.state));
    open.filter_map(|rule| {
        let day: Date = row.value(&rule.field).parse().ok()?;
        let due = day.checked_add(rule.after.span()).ok()?;
        let named = if rule.who == "keeper" { "" } else { row.value(&rule.who) };
        let organ = if named.is_empty() { &register.keeper.organ } else { named };
        Some(Pending { rule, due, organ: organ.to_owned() })
    })
    .collect()
}
