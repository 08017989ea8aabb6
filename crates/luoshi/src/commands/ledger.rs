//! `luoshi ledger verify|replay|export|receipt`: proof, without pages.

use super::{Intent, open_at, open_district, print, proof};
use crate::failure::{Failure, Line};
use crate::files;
use crate::house::PARTS;
use crate::options::Options;
use jiff::Timestamp;
use kernel::Say;

/// Entries read at once when exporting.
const PAGE: u32 = 1_000;

pub(super) fn run(options: &Options) -> Result<(), Failure> {
    match options.words.get(1).map(String::as_str) {
        Some("verify") => verify(options),
        Some("replay") => match (&options.until, &options.into) {
            (Some(until), Some(into)) => replay_until(options, *until, into),
            (None, None) => replay(options),
            _ => Err(Failure::Usage(Say::new("luoshi.until_what"))),
        },
        Some("export") => export(options),
        Some("receipt") => match &options.check {
            Some(path) => proof::check(options, &files::read_text(path)?),
            None => receipt(options),
        },
        _ => Err(Failure::Usage(Say::new("luoshi.ledger_what"))),
    }
}

/// Re-computes everything and names every byte that differs from what was signed.
fn verify(options: &Options) -> Result<(), Failure> {
    let store = open_district(options, Intent::Read)?;
    let faults = store.verify(&mut |_| {})?;
    if !faults.is_empty() {
        return Err(Failure::Found(faults.iter().map(|fault| Line::Say(fault.say())).collect()));
    }
    let head = store.head()?;
    let key = head.as_ref().map_or("", |head| head.key.as_str());
    if let Some(trusted) = options.trusted.as_deref().filter(|trusted| *trusted != key) {
        let say = Say::new("luoshi.other_key").with("trusted", trusted).with("key", key);
        return Err(Failure::Found(vec![Line::Say(say)]));
    }
    let said = if options.trusted.is_some() { "luoshi.verified" } else { "luoshi.verified_own_key" };
    let size = head.as_ref().map_or(0, |head| head.size);
    print(options, &Say::new(said).with("size", size).with("key", key));
    Ok(())
}

/// Rebuilds every table that pages read from the entries alone.
fn replay(options: &Options) -> Result<(), Failure> {
    let store = open_district(options, Intent::Read)?;
    let changed = store.replay_and_compare()?;
    if changed.is_empty() {
        print(options, &Say::new("luoshi.replayed").with("tables", PARTS.tables().len()));
        Ok(())
    } else {
        Err(Failure::Found(vec![Line::Say(
            Say::new("luoshi.replay_differs").with("tables", changed.join(", ")),
        )]))
    }
}

/// Fills a database of its own with the state on a past day, to be served and looked at.
fn replay_until(options: &Options, until: Timestamp, into: &str) -> Result<(), Failure> {
    let store = open_district(options, Intent::Read)?;
    let size = store.as_of(until, &open_at(options, into, Intent::Write)?)?;
    print(
        options,
        &Say::new("luoshi.replayed_until").with("until", until).with("into", into).with("size", size),
    );
    Ok(())
}

/// Writes every entry as a line of JSON.
fn export(options: &Options) -> Result<(), Failure> {
    let store = open_district(options, Intent::Read)?;
    let mut after = 0;
    loop {
        let entries = store.read(|tx| tx.entries(after, PAGE))?;
        let Some(last) = entries.last() else { return Ok(()) };
        after = last.seq;
        for entry in &entries {
            println!("{}", serde_json::to_string(entry).unwrap_or_default());
        }
    }
}

/// Prints the receipt of an entry.
fn receipt(options: &Options) -> Result<(), Failure> {
    let store = open_district(options, Intent::Read)?;
    let wanted = options.words.get(2).and_then(|word| word.parse().ok());
    let seq: u64 = wanted.ok_or_else(|| Failure::Usage(Say::new("luoshi.receipt_what")))?;
    let receipt =
        store.receipt(seq)?.ok_or_else(|| Failure::Usage(Say::new("desk.no_entry").with("seq", seq)))?;
    println!("{}", serde_json::to_string_pretty(&receipt).unwrap_or_default());
    Ok(())
}
