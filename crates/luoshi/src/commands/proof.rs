//! `luoshi ledger receipt --check FILE`: checks a receipt, or a file of proofs, with nothing but the file and the
//! district's public key when it is given.

use super::print;
use crate::failure::{Failure, Line};
use crate::options::Options;
use kernel::Say;
use serde_json::{Value, from_value};
use store::{BadReceipt, Inclusion, Receipt};

/// What files of proofs have in common: receipts of whole entries, or proofs that show no entry.
struct Proofs {
    receipts: Vec<Receipt>,
    entries: Vec<Inclusion>,
}

impl Proofs {
    /// The proofs in a file, unless it holds none or one that cannot be read.
    fn read(text: &str) -> Option<Proofs> {
        let mut file: Value = serde_json::from_str(text).ok()?;
        let mut part = |name: &str| file.get_mut(name).map_or_else(|| Value::Array(Vec::new()), Value::take);
        let proofs = Proofs {
            receipts: from_value(part("receipts")).ok()?,
            entries: from_value(part("entries")).ok()?,
        };
        let empty = proofs.receipts.is_empty() && proofs.entries.is_empty();
        (!empty).then_some(proofs)
    }
}

pub(super) fn check(options: &Options, text: &str) -> Result<(), Failure> {
    let unreadable = |e| Failure::Usage(Say::new("luoshi.not_a_receipt").with("why", e));
    let receipt = serde_json::from_str::<Receipt>(text);
    let proofs = match receipt {
        Ok(receipt) => Proofs { receipts: vec![receipt], entries: Vec::new() },
        // What is wrong with a receipt says more than that it is no file of proofs either.
        Err(fault) => Proofs::read(text).ok_or_else(|| unreadable(fault))?,
    };
    let trusted = options.trusted.as_deref();
    proofs.receipts.iter().try_for_each(|receipt| receipt.check(trusted)).map_err(|bad| found(&bad))?;
    proofs.entries.iter().try_for_each(|entry| entry.check(trusted)).map_err(|bad| found(&bad))?;
    proofs.receipts.iter().for_each(|receipt| print(options, &receipt_holds(receipt, trusted.is_some())));
    proofs.entries.iter().for_each(|entry| print(options, &entry_holds(entry, trusted.is_some())));
    Ok(())
}

fn found(bad: &BadReceipt) -> Failure {
    Failure::Found(vec![Line::Say(bad.say())])
}

fn receipt_holds(receipt: &Receipt, trusted: bool) -> Say {
    let said = if trusted { "luoshi.receipt_holds" } else { "luoshi.receipt_holds_own_key" };
    let entry = &receipt.entry;
    let said = Say::new(said).with("seq", entry.seq).with("kind", &entry.kind);
    said.with("at", entry.at).with("key", &receipt.key)
}

fn entry_holds(entry: &Inclusion, trusted: bool) -> Say {
    let said = if trusted { "luoshi.inclusion_holds" } else { "luoshi.inclusion_holds_own_key" };
    Say::new(said).with("seq", entry.seq).with("leaf", entry.leaf).with("key", &entry.key)
}
