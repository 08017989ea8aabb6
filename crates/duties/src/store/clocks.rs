//! The calendar: what falls due on which day, and the clocks that have opened nothing yet.

use super::derived;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{due_day, end_of_day, start_of_day};
use pack::{Pack, Schedule, State};
use std::collections::BTreeMap;
use store::{StoreError, Tx, Value};

/// The calendar rules of a pack take the place of those its earlier edition had.
pub(super) fn adopted(tx: &mut Tx<'_>, pack: &Pack) -> Result<(), StoreError> {
    let forget = "DELETE FROM duty_clocks WHERE district = ?1 AND pack = ?2";
    tx.execute(forget, &[tx.district().into(), (&pack.id).into()])?;
    let in_force = pack.documents.iter().filter(|document| document.state == State::InForce);
    let schedules = in_force.flat_map(|d| d.schedules.iter().map(move |schedule| (schedule, d.issued)));
    for (at, (schedule, issued)) in schedules.enumerate() {
        let key = [("district", tx.district().into()), ("id", (&schedule.id).into())];
        let rest: [(&str, Value); 4] = [
            ("pack", (&pack.id).into()),
            ("position", at.into()),
            ("issued", issued.to_string().into()),
            ("detail", serde_json::to_string(schedule).map_err(|e| derived(&e))?.into()),
        ];
        tx.upsert("duty_clocks", &key, &rest)?;
    }
    Ok(())
}

/// What falls due on a day from one clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Falls {
    /// The schedule, task or clock.
    pub(crate) cause: String,
    /// What is asked.
    pub(crate) title: String,
    /// The same in English.
    pub(crate) title_en: String,
    /// How many duties are open or done; 0 while the clock has opened nothing yet.
    pub(crate) duties: u64,
}

/// A day of the calendar.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Day {
    /// What falls due on it.
    pub(crate) falls: Vec<Falls>,
    /// The bodies that owe something from two or more clocks on this day (I-013).
    pub(crate) clashes: Vec<String>,
}

/// The days from one to another on which something falls due, of one organ when it is not empty. A branch's reports to
/// its lead are the same clock as the lead's own.
///
/// # Errors
/// The store's failure.
pub(crate) fn calendar(
    tx: &mut Tx<'_>,
    (first, last): (Date, Date),
    organ: &str,
) -> Result<BTreeMap<Date, Day>, StoreError> {
    let mut days: BTreeMap<Date, Day> = BTreeMap::new();
    let mut owed: BTreeMap<(Date, String), Vec<String>> = BTreeMap::new();
    for (due, cause, owner, count, id) in due_between(tx, first, last, organ)? {
        let day = due_day(due);
        let cause = cause.strip_suffix(".branch").unwrap_or(&cause).to_owned();
        let falls = &mut days.entry(day).or_default().falls;
        match falls.iter_mut().find(|known| known.cause == cause) {
            Some(known) => known.duties += count,
            None => {
                let (title, title_en) = title(tx, &id)?;
                falls.push(Falls { cause: cause.clone(), title, title_en, duties: count });
            }
        }
        let causes = owed.entry((day, owner)).or_default();
        if !causes.contains(&cause) {
            causes.push(cause);
        }
    }
    for ((day, owner), _) in
        owed.into_iter().filter(|((_, owner), causes)| causes.len() > 1 && !owner.is_empty())
    {
        days.entry(day).or_default().clashes.push(owner);
    }
    let order = super::bodies(tx)?;
    let place = |owner: &String| order.iter().position(|known| known == owner).unwrap_or(usize::MAX);
    days.values_mut().for_each(|day| day.clashes.sort_by_key(place));
    if organ.is_empty() {
        to_come(tx, (first, last), &mut days)?;
    }
    Ok(days)
}

type Group = (Timestamp, String, String, u64, String);

fn due_between(tx: &mut Tx<'_>, first: Date, last: Date, organ: &str) -> Result<Vec<Group>, StoreError> {
    let mut values: Vec<Value> =
        vec![tx.district().into(), start_of_day(first).into(), end_of_day(last).into()];
    let mut of = "district = ?1 AND due_order > ?2 AND due_order <= ?3".to_owned();
    if !organ.is_empty() {
        values.push(organ.into());
        of.push_str(" AND organ = ?4");
    }
    let sql = format!(
        "SELECT due_order, cause, organ, COUNT(*), MIN(id) FROM duties WHERE {of} \
         GROUP BY due_order, cause, organ ORDER BY due_order, cause, organ"
    );
    let rows = tx.query(&sql, &values)?;
    rows.iter()
        .map(|row| Ok((row.time(0)?, row.text(1)?, row.text(2)?, row.count(3)?, row.text(4)?)))
        .collect()
}

fn title(tx: &mut Tx<'_>, id: &str) -> Result<(String, String), StoreError> {
    Ok(super::list::find(tx, id)?.map(|duty| (duty.opened.title, duty.opened.title_en)).unwrap_or_default())
}

/// Clocks of the calendar that fall on a day and have opened nothing for it yet.
fn to_come(
    tx: &mut Tx<'_>,
    (first, last): (Date, Date),
    days: &mut BTreeMap<Date, Day>,
) -> Result<(), StoreError> {
    let sql = "SELECT issued, detail FROM duty_clocks WHERE district = ?1 ORDER BY pack, position";
    for row in tx.query(sql, &[tx.district().into()])? {
        let issued: Date = row.text(0)?.parse().map_err(|e| derived(&e))?;
        let schedule: Schedule = serde_json::from_str(&row.text(1)?).map_err(|e| derived(&e))?;
        for due in schedule.rule.due_between(issued.max(first), last, schedule.from) {
            let falls = &mut days.entry(due_day(due.at)).or_default().falls;
            if falls.iter().any(|known| known.cause == schedule.id) {
                continue;
            }
            falls.push(Falls {
                cause: schedule.id.clone(),
                title: schedule.title.clone(),
                title_en: schedule.title_en.clone(),
                duties: 0,
            });
        }
    }
    Ok(())
}
