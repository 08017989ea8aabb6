//! How much shorter a procedure became: steps and days before and after, item by item (P-015).

use super::{Matter, Record, filled, not_ahead, short_enough};
use jiff::civil::Date;
use kernel::Say;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The procedure of an item before and after. A longer one is recorded as it is: the page shows what came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Simpler {
    /// The item.
    pub code: String,
    /// Steps (环节) before.
    pub steps_before: u32,
    /// Steps after.
    pub steps_after: u32,
    /// Days (时限) before, as both bodies count them: the source says which days.
    pub days_before: u32,
    /// Days after.
    pub days_after: u32,
    /// Since when.
    pub day: Date,
    /// Where the new procedure stands.
    pub source: String,
}

/// No procedure of an office has more steps or days than this; a larger number is a slip of the keys.
const MOST: u32 = 3_650;

impl Simpler {
    /// Whether it can be recorded. `in_force` tells of a code whether the newest edition has it.
    pub(crate) fn check(&self, in_force: &dyn Fn(&str) -> bool, today: Date) -> Result<(), Say> {
        filled(&[(&self.source, "powers_records.need_source")])?;
        short_enough(&[&self.source])?;
        not_ahead(self.day, today)?;
        let figures = [self.steps_before, self.steps_after, self.days_before, self.days_after];
        if let Some(found) = figures.into_iter().find(|figure| *figure > MOST) {
            return Err(Say::new("powers_records.figure").with("found", found).with("most", MOST));
        }
        if [self.steps_before, self.steps_after].contains(&0) {
            return Err(Say::new("powers_records.no_steps").with("code", &self.code));
        }
        if in_force(&self.code) {
            return Ok(());
        }
        Err(Say::new("powers_records.code_unknown").with("code", &self.code))
    }
}

/// The newest record of each item.
pub(crate) fn newest(records: &[Record]) -> BTreeMap<&str, (u64, &Simpler)> {
    let mut found = BTreeMap::new();
    for record in records {
        if let Matter::Simpler(simpler) = &record.matter {
            found.insert(simpler.code.as_str(), (record.seq, simpler));
        }
    }
    found
}

/// Sums over items.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Compared {
    pub(crate) items: u64,
    pub(crate) steps: (u64, u64),
    pub(crate) days: (u64, u64),
}

/// Steps and days of all items before and after.
pub(crate) fn totals<'a>(items: impl IntoIterator<Item = &'a Simpler>) -> Compared {
    items.into_iter().fold(Compared::default(), |sum, one| Compared {
        items: sum.items + 1,
        steps: (sum.steps.0 + u64::from(one.steps_before), sum.steps.1 + u64::from(one.steps_after)),
        days: (sum.days.0 + u64::from(one.days_before), sum.days.1 + u64::from(one.days_after)),
    })
}

/// Reads pasted rows: code, steps before, steps after, days before, days after. Each row that cannot be read comes
/// with its line and why.
pub(crate) fn lines(
    rows: &[(usize, Vec<String>)],
    day: Date,
    source: &str,
) -> Vec<(usize, Result<Simpler, Say>)> {
    rows.iter().map(|(line, cells)| (*line, row(cells, day, source))).collect()
}

fn row(cells: &[String], day: Date, source: &str) -> Result<Simpler, Say> {
    let cell = |at: usize| cells.get(at).map(|cell| cell.trim()).unwrap_or_default();
    let figure = |at: usize| {
        let typed = cell(at);
        // 「5个」, 「3天」 and 「10个工作日」 are what tables of offices hold.
        let digits = typed.trim_end_matches(|c: char| !c.is_ascii_digit());
        let fault = || Say::new("powers_records.no_figure").with("cell", at + 1).with("typed", typed);
        digits.parse::<u32>().map_err(|_| fault())
    };
    if cells.iter().skip(5).any(|cell| !cell.trim().is_empty()) {
        return Err(Say::new("powers_records.too_many_cells"));
    }
    Ok(Simpler {
        code: cell(0).to_owned(),
        steps_before: figure(1)?,
        steps_after: figure(2)?,
        days_before: figure(3)?,
        days_after: figure(4)?,
        day,
        source: source.trim().to_owned(),
    })
}
