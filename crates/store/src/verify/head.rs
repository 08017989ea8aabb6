//! Holding the signed head to the entries.

use super::entries::{Named, Scan};
use super::fault::{Problem, Subject};
use crate::head::SignedHead;
use crate::merkle::Frontier;
use crate::{Row, Value};

/// What stands in table `heads`: a head, nothing, or something that is no head.
type Read = Result<Option<(SignedHead, Option<Frontier>)>, ()>;

/// Reads the head; one that cannot be read is a fault and not an error.
pub(super) fn read(row: Option<&Row>) -> Read {
    let Some(row) = row else { return Ok(None) };
    if is_blank(row) {
        return Ok(None);
    }
    SignedHead::read(row).map(|(head, log)| Some((head, Some(log)))).or_else(|_| without_frontier(row))
}

/// Only the right edge may be damaged: then the head itself can still be used.
fn without_frontier(row: &Row) -> Read {
    let size = row.count(1).map_err(|_| ())?;
    let mut values = row.0.clone();
    let edge = vec![0; 32 * size.count_ones() as usize];
    *values.get_mut(3).ok_or(())? = Value::Bytes(edge);
    SignedHead::read(&Row(values)).map(|(head, _)| Some((head, None))).map_err(|_| ())
}

/// The row that PostgreSQL locks before the first entry.
fn is_blank(row: &Row) -> bool {
    let empty = |value: &Value| match value {
        Value::Int(size) => *size == 0,
        Value::Text(text) => text.is_empty(),
        Value::Bytes(bytes) => bytes.is_empty(),
        Value::Null => false,
    };
    row.0.iter().skip(1).all(empty)
}

/// What is wrong with the head. Tells the scan the root to judge by.
pub(super) fn check(found: Read, scan: &mut Scan) -> Vec<Named> {
    let fault = |problem| vec![(Subject::Head, problem)];
    let (head, frontier) = match found {
        Err(()) => return fault(Problem::Changed(None)),
        Ok(None) if scan.stored.size() == 0 => return Vec::new(),
        Ok(None) => return fault(Problem::Missing { through: 0 }),
        Ok(Some(found)) => found,
    };
    scan.head_root = Some(head.root);
    if !head.is_signed() {
        return fault(Problem::Signature);
    }
    let mut problems = Vec::new();
    if !scan.may_know(&head.key) {
        problems.extend(fault(Problem::UnknownKey));
    }
    if scan.is_whole() {
        let logs = || std::iter::once(&scan.stored).chain(&scan.now);
        if !logs().any(|log| log.root() == head.root) && scan.is_clean() {
            problems.extend(fault(Problem::Root));
        }
        if !logs().any(|log| Some(log) == frontier.as_ref()) && (scan.is_clean() || frontier.is_none()) {
            problems.extend(fault(Problem::Frontier));
        }
    }
    problems
}
