//! What people do to duties makes notices to those whom it concerns: a report that was returned, a duty that was
//! pressed for, given to somebody, extended.
//!
//! The ledger itself is the outbox: entries are gone through in order, and how far is remembered in the transaction
//! that issues the notices. So nothing is lost or told twice, whatever dies when; and work on a thousand duties at
//! once makes one notice for each person.

use crate::tick::CLOCK;
use duties::{Duty, DutyEvent};
use jiff::Timestamp;
use kernel::{Entry, Say};
use notices::{Draft, Holders, Item, Post};
use page::Refusal;
use std::collections::BTreeMap;
use store::{Store, StoreError, Tx};

/// How far the ledger was gone through, among the things that are watched.
const WATCH: &str = "acts";
/// Entries gone through at once.
const PER: u32 = 1000;
/// Things that one notice tells of, at most; more make another notice.
const ITEMS_MAX: usize = 50;

/// Tells whom it concerns of what was done since the last look; gives how many notices.
pub(crate) fn tell(store: &Store, now: Timestamp) -> Result<usize, Refusal> {
    let head = store.head()?.map_or(0, |head| head.size);
    let seen = store.read(|tx| notices::gone_through(tx, WATCH))?;
    if seen == Some(head) {
        return Ok(0);
    }
    store.write(|tx| {
        // Read again: another server may have been faster.
        let mut after = match notices::gone_through(tx, WATCH)? {
            Some(after) => after,
            // A ledger that was never gone through is history, not news.
            None => {
                notices::go_through(tx, WATCH, head)?;
                return Ok(0);
            }
        };
        let mut acts = Vec::new();
        loop {
            let entries = tx.entries(after, PER)?;
            let Some(last) = entries.last() else { break };
            after = last.seq;
            acts.extend(entries.iter().filter_map(act));
        }
        let issued = issue(tx, &acts, now)?;
        notices::go_through(tx, WATCH, after)?;
        Ok(issued)
    })
}

/// Something done to a duty that somebody must hear of.
struct Act {
    seq: u64,
    duty: String,
    event: DutyEvent,
}

/// A thing that somebody is told of, the entry that caused it, and whether it is made up.
type Told = (u64, Item, bool);

/// Bodies are read only where the kind promises something.
fn act(entry: &Entry) -> Option<Act> {
    const KINDS: [&str; 6] = [
        "duty.returned",
        "duty.chased",
        "duty.assigned",
        "duty.extended",
        "duty.wish-refused",
        "duty.wished",
    ];
    if !KINDS.contains(&entry.kind.as_str()) {
        return None;
    }
    let duty = entry.stream.strip_prefix("duty/")?.to_owned();
    Some(Act { seq: entry.seq, duty, event: entry.read()? })
}

fn issue(tx: &mut Tx<'_>, acts: &[Act], now: Timestamp) -> Result<usize, StoreError> {
    if acts.is_empty() {
        return Ok(0);
    }
    let accounts = people::accounts(tx).map_err(|error| StoreError::Engine { reason: error.to_string() })?;
    let holders = Holders::new(&accounts, &notices::posts(tx)?);
    let mut told: BTreeMap<(String, &'static str), Vec<Told>> = BTreeMap::new();
    for act in acts {
        let Some(duty) = duties::find(tx, &act.duty)? else { continue };
        let Some((kind, words)) = said(&duty, &act.event) else { continue };
        for account in concerned(&duty, &act.event, &holders) {
            let item = item(&duty, words.clone());
            told.entry((account, kind)).or_default().push((act.seq, item, duty.opened.made_up));
        }
    }
    let mut issued = 0;
    for ((account, kind), items) in told {
        for part in items.chunks(ITEMS_MAX) {
            issued += usize::from(notices::issue(tx, &draft(&account, kind, part), CLOCK, now)?);
        }
    }
    Ok(issued)
}

/// What kind of notice an act makes, and what is said of the duty.
fn said(duty: &Duty, event: &DutyEvent) -> Option<(&'static str, Say)> {
    let due = duty.now.due.map(page::instant_text).unwrap_or_default();
    let say = |key: &'static str, reason: &str| {
        Say::new(key).with("organ", duty.organ()).with("due", &due).with("reason", reason)
    };
    Some(match event {
        DutyEvent::Returned { reason } => ("returned", say("notices.item_returned", reason)),
        DutyEvent::Chased { words } => ("chased", say("notices.item_chased", words)),
        DutyEvent::Assigned { reason, .. } => ("assigned", say("notices.item_assigned", reason)),
        DutyEvent::Extended { reason, .. } => ("decided", say("notices.item_extended", reason)),
        DutyEvent::WishRefused { reason } => ("decided", say("notices.item_wish_refused", reason)),
        DutyEvent::Wished(_) => ("wished", say("notices.item_wished", "")),
        _ => return None,
    })
}

/// Who hears of it: a return goes to the person who reported, a wish to the office, all else to the organ.
fn concerned(duty: &Duty, event: &DutyEvent, holders: &Holders) -> Vec<String> {
    let reporter = duty.now.reporter.as_str();
    match event {
        DutyEvent::Returned { .. } if holders.knows(reporter) => vec![reporter.to_owned()],
        DutyEvent::Wished(_) => holders.of("", Post::Office, false),
        _ => holders.of(duty.organ(), Post::Contact, false),
    }
}

fn item(duty: &Duty, words: Say) -> Item {
    let o = &duty.opened;
    Item {
        subject: format!("duty/{}", o.id),
        due: duty.now.due,
        rung: String::new(),
        title: o.title.clone(),
        title_en: o.title_en.clone(),
        words,
        url: format!("/duties/{}", page::encode(&o.id)),
    }
}

fn draft(account: &str, kind: &'static str, items: &[Told]) -> Draft {
    let key = match kind {
        "returned" => "notices.title_returned",
        "chased" => "notices.title_chased",
        "assigned" => "notices.title_assigned",
        "wished" => "notices.title_wished",
        _ => "notices.title_decided",
    };
    let seqs: Vec<String> = items.iter().map(|(seq, ..)| seq.to_string()).collect();
    Draft {
        account: account.to_owned(),
        kind,
        cause: format!("entries {}", seqs.join(" ")),
        urgent: false,
        // Whoever is pressed says that it was heard.
        confirm: kind == "chased",
        title: Say::new(key).with("count", items.len()),
        items: items.iter().map(|(_, item, _)| item.clone()).collect(),
        made_up: items.iter().any(|(.., made_up)| *made_up),
    }
}

#[cfg(test)]
mod tests;
