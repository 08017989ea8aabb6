//! The register from pasted lines, all of them or none.

use super::{Changed, record_change, register};
use crate::law::{ImportLine, Law, LawChange, Meant};
use jiff::Timestamp;
use kernel::Say;
use page::Refusal;
use store::Tx;

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// Laws that the register did not know like this.
    pub laws: usize,
    /// Changes, with what each did.
    pub changes: Vec<Changed>,
    /// Lines that are recorded already.
    pub known: usize,
    /// Lines that are refused, with their numbers; then nothing is recorded.
    pub faults: Vec<(usize, Say)>,
}

/// Records what was read, laws first. With faults the caller must take everything back.
///
/// # Errors
/// The store's failure.
pub fn import(tx: &mut Tx<'_>, lines: &[ImportLine], by: &str, now: Timestamp) -> Result<Imported, Refusal> {
    let mut done = Imported::default();
    let mut laws: Vec<(usize, Law)> = Vec::new();
    let mut changes: Vec<(usize, LawChange)> = Vec::new();
    for line in lines {
        match &line.meant {
            Err(say) => done.faults.push((line.line, say.clone())),
            Ok(Meant::Law(law)) => laws.push((line.line, law.clone())),
            Ok(Meant::Change(change)) => changes.push((line.line, change.clone())),
        }
    }
    if !done.faults.is_empty() {
        return Ok(done);
    }
    if let [first, ..] = laws.as_slice() {
        let (line, count) = (first.0, laws.len());
        match register(tx, laws.into_iter().map(|(_, law)| law).collect(), by, now) {
            Ok(fresh) => (done.laws, done.known) = (fresh, count - fresh),
            Err(refusal) => done.faults.push((line, fault(refusal)?)),
        }
    }
    for (line, change) in changes {
        match record_change(tx, change, by, now) {
            Ok(changed) => done.changes.push(changed),
            Err(Refusal::Conflict(say)) if say.key == "powers_law.change_twice" => done.known += 1,
            Err(refusal) => done.faults.push((line, fault(refusal)?)),
        }
    }
    done.faults.sort_by_key(|(line, _)| *line);
    Ok(done)
}

/// The sentence of a refusal that is about what was asked; a failure of ours is passed on.
fn fault(refusal: Refusal) -> Result<Say, Refusal> {
    match refusal {
        Refusal::Conflict(say) | Refusal::Invalid(say) | Refusal::NotFound(say) => Ok(say),
        other => Err(other),
    }
}
