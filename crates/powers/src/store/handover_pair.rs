//! Signing for many items at once: an adjustment may move thousands between two bodies. Each item still has its own
//! sheet and its own two signatures in the ledger.

use super::cases::open_under;
use super::handovers::{Handover, HandoverSheet, append, waiting};
use crate::event::{HandoverKey, PowersEvent};
use jiff::Timestamp;
use page::Refusal;
use std::collections::BTreeSet;
use store::{StoreError, Tx};

/// How many other items of the same edition and the same two bodies were signed, and how many are left.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rest {
    /// Signed now.
    pub signed: usize,
    /// Left to be signed one by one: cases are open under them, or the same account signed for the other side.
    pub left: usize,
}

/// The other items that one edition moves between the same two bodies and that are not finished.
fn others(tx: &mut Tx<'_>, of: &Handover) -> Result<Vec<Handover>, StoreError> {
    let pair = |h: &Handover| h.edition == of.edition && h.giving == of.giving && h.taking == of.taking;
    let mut found = waiting(tx, &of.list)?;
    found.retain(|handover| pair(handover) && handover.code != of.code);
    Ok(found)
}

fn key(handover: &Handover) -> HandoverKey {
    HandoverKey { list: handover.list.clone(), code: handover.code.clone(), edition: handover.edition }
}

/// Writes the same sheet for the other items that the giving body has not signed and under which no case is open, and
/// signs them. Who finishes an open case is decided case by case (P-012).
///
/// # Errors
/// The store's failure.
pub fn hand_over_rest(
    tx: &mut Tx<'_>,
    of: &Handover,
    sheet: &HandoverSheet,
    by: &str,
    now: Timestamp,
) -> Result<Rest, Refusal> {
    let mut found = others(tx, of)?;
    found.retain(|handover| handover.given.is_none());
    let codes: Vec<&str> = found.iter().map(|handover| handover.code.as_str()).collect();
    let open: BTreeSet<String> =
        open_under(tx, &of.list, &codes)?.into_iter().map(|case| case.opened.code).collect();
    let mut rest = Rest::default();
    for handover in &found {
        if open.contains(&handover.code) {
            rest.left += 1;
            continue;
        }
        let sheet = HandoverSheet { open_cases: Vec::new(), ..sheet.clone() };
        append(tx, &key(handover), &PowersEvent::HandedOver { of: key(handover), sheet }, by, now)?;
        rest.signed += 1;
    }
    Ok(rest)
}

/// Signs for the taking body every other item that the giving body has signed.
///
/// # Errors
/// The store's failure.
pub fn sign_rest(tx: &mut Tx<'_>, of: &Handover, by: &str, now: Timestamp) -> Result<Rest, Refusal> {
    let mut rest = Rest::default();
    for handover in others(tx, of)? {
        match &handover.given {
            Some(given) if given.by != by => {
                let of = key(&handover);
                append(tx, &of, &PowersEvent::TakenOver { of: of.clone() }, by, now)?;
                rest.signed += 1;
            }
            _ => rest.left += 1,
        }
    }
    Ok(rest)
}
