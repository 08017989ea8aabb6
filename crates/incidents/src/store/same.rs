//! Whom a report is about.

use super::cases::{cases_where, find_case};
use crate::cases::{Case, Reported};
use store::{StoreError, Tx, Value};

/// The first report about the same person in the same matter, and reports that only may be about the same person.
///
/// Sure is the sender's own number of the report, a number that belongs to one person alone, or name with telephone,
/// where what reports have in common agrees too; a name alone is offered to somebody to look at.
pub(super) fn same_person(
    tx: &mut Tx<'_>,
    reported: &Reported,
) -> Result<(Option<String>, Vec<String>), StoreError> {
    let plan = Value::from(&reported.plan);
    if !reported.sent_number.is_empty() {
        let rest = "plan = ?2 AND sent_number = ?3 AND made_up = ?4 ORDER BY number LIMIT 1";
        let found =
            cases_where(tx, rest, &[plan.clone(), (&reported.sent_number).into(), reported.made_up.into()])?;
        if let Some(first) = found.into_iter().next() {
            return Ok((Some(first.reported.person), Vec::new()));
        }
    }
    let mut perhaps = Vec::new();
    for mark in &reported.marks {
        let rest = "plan = ?2 AND gathers = ?3 AND made_up = ?5
             AND id IN (SELECT id FROM case_marks WHERE district = ?1 AND mark = ?4)
             ORDER BY number LIMIT 20";
        let found = cases_where(
            tx,
            rest,
            &[plan.clone(), (&reported.gathers).into(), mark.into(), reported.made_up.into()],
        )?;
        let found = found.into_iter().filter(|case| case.reported.id != reported.id);
        if mark.starts_with("name:") {
            perhaps.extend(found.map(|case| case.reported.id));
        } else if let Some(first) = found.into_iter().next() {
            return Ok((Some(first.reported.person), Vec::new()));
        }
    }
    Ok((None, perhaps))
}

/// Reports that may be about the same person as this one; a person decides.
///
/// # Errors
/// The store's failure.
pub fn perhaps_same(tx: &mut Tx<'_>, case: &Case) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT mark FROM case_marks WHERE district = ?1 AND id = ?2 ORDER BY mark";
    let rows = tx.query(sql, &[tx.district().into(), (&case.reported.id).into()])?;
    let marks =
        rows.iter().map(|row| row.text(0)).filter(|mark| mark.as_ref().is_ok_and(|m| m.starts_with("name:")));
    let reported = Reported {
        marks: marks.collect::<Result<_, _>>()?,
        sent_number: String::new(),
        ..case.reported.clone()
    };
    let perhaps = same_person(tx, &reported)?.1;
    let mut other = Vec::new();
    for id in perhaps {
        other.extend(find_case(tx, &id)?.filter(|found| found.reported.person != case.reported.person));
    }
    Ok(other.into_iter().map(|case| case.reported.id).collect())
}
