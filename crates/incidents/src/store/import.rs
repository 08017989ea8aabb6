//! Taking a report from another format: an answer that cannot be is left out and named; the person is not lost.

use super::{NotTaken, Taken, Telling, take};
use crate::cases::FieldFault;
use crate::e2b::{self, Message};
use jiff::Timestamp;
use kernel::Say;
use pack::Plan;
use page::Refusal;
use store::Store;

/// What became of one message.
#[derive(Debug)]
pub struct Imported {
    /// The sender's number.
    pub number: String,
    /// The report; `None`: it was refused.
    pub taken: Option<Taken>,
    /// Answers that were left out, or why it was refused.
    pub faults: Vec<FieldFault>,
}

/// Takes one message, in a transaction of its own.
///
/// # Errors
/// The store's failure; a message that says nothing is refused by name, not by an error.
pub fn import(
    store: &Store,
    plan: &Plan,
    message: &Message,
    by: &str,
    now: Timestamp,
) -> Result<Imported, Refusal> {
    let number = ["C.1.8.1", "C.1.1"].iter().find_map(|name| message.elements.get(name)?.first());
    let mut imported =
        Imported { number: number.cloned().unwrap_or_default(), taken: None, faults: Vec::new() };
    let mut answers = e2b::answers(plan, message);
    // The second time without what could not be taken the first time.
    for _ in 0..2 {
        let telling = Telling { plan: plan.id.clone(), answers: answers.clone(), ..Telling::default() };
        match store.write(|tx| take(tx, telling, by, now)) {
            Ok(taken) => {
                imported.taken = Some(taken);
                break;
            }
            Err(NotTaken::Faults(faults)) => {
                faults.iter().for_each(|fault| _ = answers.remove(&fault.field));
                imported.faults.extend(faults);
            }
            Err(NotTaken::Refused(Refusal::Invalid(say) | Refusal::Conflict(say))) => {
                imported.faults.push(FieldFault { field: String::new(), say });
                break;
            }
            Err(NotTaken::Refused(refusal)) => return Err(refusal),
        }
    }
    if imported.taken.is_none() && imported.faults.is_empty() {
        imported.faults.push(FieldFault { field: String::new(), say: Say::new("cases.nothing_told") });
    }
    Ok(imported)
}
