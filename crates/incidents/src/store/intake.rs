//! Taking a report: kept, put to its person and its event, and that graded anew, in one transaction.

use super::gather::gather;
use super::same::same_person;
use super::{event, plan_of};
use crate::cases::{Answers, CaseEvent, FieldFault, Reported, alike, key, marks, read};
use jiff::Timestamp;
use kernel::Say;
use pack::{FieldRole, Plan};
use page::Refusal;
use std::collections::BTreeMap;
use store::{StoreError, Tx};

/// A report as somebody tells it.
#[derive(Debug, Clone, Default)]
pub struct Telling {
    /// The plan whose form it is.
    pub plan: String,
    /// Answers by field.
    pub answers: BTreeMap<String, String>,
    /// When it arrived; `None`: now.
    pub received: Option<Timestamp>,
    /// Made up.
    pub made_up: bool,
}

/// What became of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The case.
    pub case: String,
    /// The incident it belongs to; empty: none yet.
    pub incident: String,
    /// The first report about the same person; the case itself when it is the first.
    pub person: String,
    /// Reports that may be about the same person, for somebody to look at.
    pub perhaps: Vec<String>,
    /// Number of its entry in the ledger.
    pub entry: u64,
}

/// Why a report was not taken.
#[derive(Debug)]
pub enum NotTaken {
    /// Answers that cannot be.
    Faults(Vec<FieldFault>),
    /// Something else.
    Refused(Refusal),
}

impl From<Refusal> for NotTaken {
    fn from(refusal: Refusal) -> NotTaken {
        NotTaken::Refused(refusal)
    }
}

impl From<StoreError> for NotTaken {
    fn from(error: StoreError) -> NotTaken {
        NotTaken::Refused(error.into())
    }
}

/// Takes a report: keeps it, finds whom it is about, puts it to the event it belongs to, and grades that anew, all in
/// one transaction.
///
/// # Errors
/// Every answer that cannot be; an unknown plan; the store's failure.
pub fn take(tx: &mut Tx<'_>, telling: Telling, by: &str, now: Timestamp) -> Result<Taken, NotTaken> {
    let plan = plan_of(tx, &telling.plan)?;
    let received = telling.received.unwrap_or(now);
    if received > now {
        let field = "received".to_owned();
        return Err(NotTaken::Faults(vec![FieldFault { field, say: Say::new("cases.received_later") }]));
    }
    let answers = read(&plan, &telling.answers, received).map_err(NotTaken::Faults)?;
    if answers.open.is_empty() && answers.sealed.is_empty() {
        return Err(Refusal::Invalid(Say::new("cases.nothing_told")).into());
    }
    let number = next_number(tx)?;
    let mut reported = written(tx, &plan, &answers, format!("case-{number}"))?;
    reported.number = number;
    reported.received = received;
    reported.made_up = telling.made_up;
    let (person, perhaps) = same_person(tx, &reported)?;
    reported.person = person.unwrap_or_else(|| reported.id.clone());
    let (id, person) = (reported.id.clone(), reported.person.clone());
    let events = [event(&CaseEvent::Reported(Box::new(reported.clone())))?];
    let entry = tx.append(&format!("case/{id}"), 0, &events, by, now)?;
    let incident = gather(tx, &plan, &reported, by, now)?;
    Ok(Taken { case: id, incident, person, perhaps, entry: entry.first().copied().unwrap_or_default() })
}

fn next_number(tx: &mut Tx<'_>) -> Result<u64, StoreError> {
    let last = tx.query_one("SELECT MAX(number) FROM cases WHERE district = ?1", &[tx.district().into()])?;
    let last = last.map_or(Ok(None), |row| row.opt_int(0))?.unwrap_or(0);
    Ok(u64::try_from(last).unwrap_or(0) + 1)
}

/// The report with its personal answers sealed.
pub(super) fn written(
    tx: &Tx<'_>,
    plan: &Plan,
    answers: &Answers,
    id: String,
) -> Result<Reported, StoreError> {
    let sealed = match answers.sealed.is_empty() {
        true => String::new(),
        false => tx.seal_text(&format!("case/{id}"), &super::json(&answers.sealed)?)?,
    };
    let marks = marks(plan, answers);
    let marks = marks.iter().map(|(kind, text)| Ok(format!("{kind}:{}", tx.mark(kind, text)?)));
    let number = plan.fields.iter().find(|field| field.role == Some(FieldRole::Number));
    let sent_number = number.and_then(|field| answers.open.get(&field.id)).map(|text| alike(text));
    Ok(Reported {
        id,
        number: 0,
        plan: plan.id.clone(),
        gathers: key(plan, &answers.open),
        answers: answers.open.clone(),
        sealed,
        marks: marks.collect::<Result<_, StoreError>>()?,
        received: Timestamp::UNIX_EPOCH,
        person: String::new(),
        sent_number: sent_number.unwrap_or_default(),
        made_up: false,
    })
}
