//! Dates in rows of registers open duties: an arrear to be paid, a training to repeat, a calibration. Pure.

use crate::schedule_to_duties::mark_rest_day;
use duties::Opened;
use kernel::{Calendar, end_of_day};
use pack::Register;
use registers::DueRow;

/// How the causes of such duties begin.
pub(crate) const CAUSE: &str = "register.";

/// One duty for each row, rule and day; a date that is changed is another day and so another duty.
pub(crate) fn rows_due(registers: &[Register], due: &[DueRow], calendar: &Calendar) -> Vec<Opened> {
    let opened = due.iter().filter_map(|row| {
        let register = registers.iter().find(|register| register.id == row.register)?;
        open(register, row)
    });
    opened.map(|duty| mark_rest_day(duty, calendar)).collect()
}

fn open(register: &Register, row: &DueRow) -> Option<Opened> {
    let rule = register.dues.iter().find(|rule| rule.id == row.rule)?;
    let cause = format!("{CAUSE}{}.{}", register.id, rule.id);
    Some(Opened {
        id: format!("{cause}.{}.{}", row.row, row.due),
        title: format!("{}：{}", rule.title, row.name),
        title_en: format!("{}: {}", rule.title_en, row.name),
        organ: row.organ.clone(),
        to: if row.organ == register.keeper.organ { String::new() } else { register.keeper.organ.clone() },
        cause,
        due: Some(end_of_day(row.due)),
        made_up: row.made_up,
        ..Opened::of(rule.citation.clone().unwrap_or_else(|| register.citation.clone()))
    })
}

#[cfg(test)]
mod tests;
