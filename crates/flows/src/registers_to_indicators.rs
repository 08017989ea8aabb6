//! What a register counts becomes the figure of the indicator or commitment it is counted for (E-022, E-026, E-048).
//! The clock only reports: that a figure is official still takes a person.

use crate::tick::CLOCK;
use indicators::{Figure, Measure, Reported, SeriesKind};
use jiff::Timestamp;
use kernel::{Decimal, Period, PeriodKind, day_of};
use pack::{FieldKind, Register};
use page::Refusal;
use registers::Counted;
use store::Tx;

/// What registers count for indicators and commitments in the current year, where it is not reported yet.
pub(crate) fn figures(tx: &mut Tx<'_>, now: Timestamp) -> Result<Vec<(String, Reported)>, Refusal> {
    let (today, mut found) = (day_of(now), Vec::new());
    let year = Period::of(PeriodKind::Year, today);
    for book in registers::books(tx)?.into_iter().filter(|book| book.declared && book.held > 0) {
        for tally in &book.register.sums {
            let Some(id) = &tally.feeds else { continue };
            let Some(standing) = indicators::find(tx, id)? else { continue };
            let counted = registers::counted(tx, &book.register, tally, Some(year), today)?;
            let known = indicators::figures(tx, id)?;
            if let Some(reported) = figure(&book.register, &counted, &standing.measure, &known, year) {
                found.push((id.clone(), reported));
            }
        }
    }
    Ok(found)
}

/// The figure to be reported (pure); `None` when it is there already, when a person has reported another, or when units
/// cannot be made the same.
fn figure(
    register: &Register,
    counted: &Counted,
    measure: &Measure,
    figures: &[Figure],
    period: Period,
) -> Option<Reported> {
    if counted.rows == 0 {
        return None;
    }
    let value = in_unit(register, counted, &measure.unit)?;
    let known = figures
        .iter()
        .find(|figure| figure.reported.series == SeriesKind::Value && figure.reported.period == period);
    // What a person reported stands: the clock never writes over it.
    if known.is_some_and(|figure| figure.reporter != CLOCK || figure.reported.value == value) {
        return None;
    }
    Some(Reported {
        series: SeriesKind::Value,
        period,
        value,
        source: format!("{}：{}（{}）", register.title, counted.tally.title, counted.rows),
        made_up: false,
    })
}

/// The count in the measure's unit. A count of rows has none of its own; money is in yuan.
fn in_unit(register: &Register, counted: &Counted, unit: &str) -> Option<Decimal> {
    let Some(of) = &counted.tally.of else { return Some(counted.value) };
    let field = register.field(of)?;
    let yuan: i64 = match (field.kind, unit) {
        (FieldKind::Money, "元") => 1,
        (FieldKind::Money, "万元") => 10_000,
        (FieldKind::Money, "亿元") => 100_000_000,
        (FieldKind::Number, unit) if field.unit == unit => 1,
        _ => return None,
    };
    counted.value.exact_div(Decimal::from(yuan))
}

#[cfg(test)]
mod tests;
