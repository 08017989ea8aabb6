//! What is due makes reminders: the ladder of each duty's cause says who hears of it now.

use crate::documents_to_notices::deliveries;
use crate::tick::CLOCK;
use duties::{Duty, Filter};
use jiff::{SignedDuration, Timestamp};
use kernel::{CHINA, Calendar, Say};
use notices::{Days, Draft, Holders, Item, Ladder, Message, Past, Post, Thing, When};
use page::Refusal;
use std::collections::{BTreeMap, BTreeSet};
use store::{Store, StoreError, Tx};

/// What the ladder has looked at, among the things that are watched.
const WATCH: &str = "duties";
/// Duties read at once.
const PER: u32 = 10_000;
/// Things that one notice tells of, at most; more make another notice.
const ITEMS_MAX: usize = 50;
/// What was missed while the server stood still is made good for so many days after the last rung.
const MADE_GOOD_DAYS: i64 = 14;

/// What one look found.
#[derive(Debug, Default)]
struct Found {
    drafts: Vec<Draft>,
    /// Everything was looked at, and not only what is urgent.
    all: bool,
}

/// Issues the reminders that are due by `now`; gives how many notices. Everything is looked at once an hour, for the
/// rungs of a day are climbed at a full hour; what is `urgent` at every tick.
pub(crate) fn remind(
    store: &Store,
    calendar: &Calendar,
    urgent: &BTreeSet<String>,
    now: Timestamp,
) -> Result<usize, Refusal> {
    let found = store.read(|tx| look(tx, calendar, urgent, now))?;
    if found.drafts.is_empty() && !found.all {
        return Ok(0);
    }
    store.write(|tx| {
        let mut issued = 0;
        for draft in not_told_since(tx, found.drafts, now)? {
            issued += usize::from(notices::issue(tx, &draft, CLOCK, now)?);
        }
        if found.all {
            notices::watched(tx, WATCH, now)?;
        }
        Ok(issued)
    })
}

fn look(
    tx: &mut Tx<'_>,
    calendar: &Calendar,
    urgent: &BTreeSet<String>,
    now: Timestamp,
) -> Result<Found, Refusal> {
    let all = notices::watched_until(tx, WATCH)?.is_none_or(|last| hour(last) != hour(now));
    if !all && urgent.is_empty() {
        return Ok(Found::default());
    }
    let holders = Holders::new(&people::accounts(tx)?, &notices::posts(tx)?);
    if holders.is_nobody() {
        // Not even the office: whoever comes first hears of what is due then.
        return Ok(Found::default());
    }
    let board = Board {
        holders,
        ladders: notices::ladders(tx)?,
        days: Days { morning: notices::hours(tx)?.morning, calendar },
        now,
    };
    let (from, to) = board.window();
    let past = notices::told_since(tx, from)?;
    let duties = if all { awaiting(tx, from, to)? } else { by_id(tx, urgent, from)? };
    let mut drafts = board.drafts(&duties, urgent, &past);
    if all {
        drafts.extend(deliveries(tx, &board.holders)?);
    }
    Ok(Found { drafts, all })
}

/// The hour an instant lies in, counted from the epoch.
fn hour(at: Timestamp) -> i64 {
    at.as_second().div_euclid(3600)
}

fn awaiting(tx: &mut Tx<'_>, from: Timestamp, to: Timestamp) -> Result<Vec<Duty>, StoreError> {
    let filter = Filter { awaits: true, due_from: Some(from), due_to: Some(to), ..Filter::default() };
    let mut all = Vec::new();
    for page in 1.. {
        let (total, some) = duties::list(tx, &filter, page, PER)?;
        let done = some.is_empty();
        all.extend(some);
        if done || all.len() as u64 >= total {
            break;
        }
    }
    Ok(all)
}

/// Those of these duties that still wait for somebody and are not long past.
fn by_id(tx: &mut Tx<'_>, ids: &BTreeSet<String>, from: Timestamp) -> Result<Vec<Duty>, StoreError> {
    let waits = |duty: &Duty| duty.now.state.awaits_organ() && duty.now.due.is_some_and(|due| due > from);
    let mut found = Vec::new();
    for id in ids {
        found.extend(duties::find(tx, id)?.filter(waits));
    }
    Ok(found)
}

/// Takes out what another server has told meanwhile.
fn not_told_since(tx: &mut Tx<'_>, drafts: Vec<Draft>, now: Timestamp) -> Result<Vec<Draft>, StoreError> {
    let past = notices::told_since(tx, earlier(now, 1))?;
    let told = |account: &str, item: &Item| {
        let those = past.get(&item.subject).map(Vec::as_slice).unwrap_or_default();
        those.iter().any(|told| told.account == account && kernel::day_of(told.at) == kernel::day_of(now))
    };
    let mut left = drafts;
    for draft in &mut left {
        draft.items.retain(|item| !told(&draft.account, item));
    }
    left.retain(|draft| !draft.items.is_empty());
    Ok(left)
}

fn earlier(now: Timestamp, days: i64) -> Timestamp {
    now.saturating_sub(SignedDuration::from_hours(24 * days)).unwrap_or(Timestamp::MIN)
}

/// Everything that decides who is told, beside the duties themselves. Pure from here on.
struct Board<'a> {
    holders: Holders,
    ladders: BTreeMap<String, Ladder>,
    days: Days<'a>,
    now: Timestamp,
}

impl Board<'_> {
    /// Between which last instants a duty can have a rung to climb.
    fn window(&self) -> (Timestamp, Timestamp) {
        let built_in = [Ladder::usual(), Ladder::urgent()];
        let ladders = || self.ladders.values().chain(&built_in);
        let ahead = ladders().map(Ladder::days_ahead).max().unwrap_or_default();
        let after = ladders().map(Ladder::days_after).max().unwrap_or_default();
        (earlier(self.now, after + MADE_GOOD_DAYS), earlier(self.now, -ahead))
    }

    /// The notices that these duties make now: for each person one, with everything it tells of.
    fn drafts(&self, duties: &[Duty], urgent: &BTreeSet<String>, past: &Past) -> Vec<Draft> {
        let mut items: BTreeMap<(String, bool, bool), Vec<(Item, bool)>> = BTreeMap::new();
        for duty in duties {
            let is_urgent = urgent.contains(&duty.opened.id);
            for message in self.messages(duty, is_urgent, past) {
                let up = message.vacant || message.rung.post != Post::Contact;
                let item = self.item(duty, &message);
                let group = items.entry((message.account, up, is_urgent)).or_default();
                group.push((item, duty.opened.made_up));
            }
        }
        let groups = items.into_iter();
        groups
            .flat_map(|((account, up, urgent), items)| self.of_person(&account, up, urgent, &items))
            .collect()
    }

    fn messages(&self, duty: &Duty, urgent: bool, past: &Past) -> Vec<Message> {
        let o = &duty.opened;
        let Some(due) = duty.now.due else { return Vec::new() };
        let told = past.get(&subject(duty)).map(Vec::as_slice).unwrap_or_default();
        let ladder = notices::ladder(&self.ladders, &o.cause, urgent);
        let holders = |post| self.holders.of(duty.organ(), post, urgent);
        notices::messages(&ladder, Thing { due, opened: None }, told, holders, self.days, self.now)
    }

    fn item(&self, duty: &Duty, message: &Message) -> Item {
        let o = &duty.opened;
        let key = match (message.vacant, message.rung.post) {
            (true, Post::Contact) => "notices.item_no_contact",
            (true, Post::InCharge) => "notices.item_no_in_charge",
            (true, _) => "notices.item_no_head",
            (false, _) if message.rung.when == When::Opened => "notices.item_opened",
            (false, _) if duty.is_overdue(self.now) => "notices.item_overdue",
            (false, _) => "notices.item_due",
        };
        let due = duty.now.due.map(page::instant_text).unwrap_or_default();
        Item {
            subject: subject(duty),
            due: duty.now.due,
            rung: message.rung.to_string(),
            title: o.title.clone(),
            title_en: o.title_en.clone(),
            words: Say::new(key).with("organ", duty.organ()).with("due", due),
            url: format!("/duties/{}", page::encode(&o.id)),
        }
    }

    fn of_person(&self, account: &str, up: bool, urgent: bool, items: &[(Item, bool)]) -> Vec<Draft> {
        let (kind, key) = match (up, urgent) {
            (false, false) => ("reminder", "notices.title_reminder"),
            (false, true) => ("reminder", "notices.title_urgent"),
            (true, false) => ("escalation", "notices.title_escalation"),
            (true, true) => ("escalation", "notices.title_urgent_escalation"),
        };
        let draft = |part: &[(Item, bool)]| Draft {
            account: account.to_owned(),
            kind,
            cause: self.cause(part),
            urgent,
            confirm: urgent,
            title: Say::new(key).with("count", part.len()),
            items: part.iter().map(|(item, _)| item.clone()).collect(),
            made_up: part.iter().any(|(_, made_up)| *made_up),
        };
        items.chunks(ITEMS_MAX).map(draft).collect()
    }

    /// What fixes the identity of a notice: the day, and each thing with its rung and its last instant.
    fn cause(&self, items: &[(Item, bool)]) -> String {
        let line = |item: &Item| {
            let due = item.due.map(|due| due.to_string()).unwrap_or_default();
            format!("{} {due} {}", item.subject, item.rung)
        };
        let day = CHINA.to_datetime(self.now).date().to_string();
        [day].into_iter().chain(items.iter().map(|(item, _)| line(item))).collect::<Vec<_>>().join("\n")
    }
}

fn subject(duty: &Duty) -> String {
    format!("duty/{}", duty.opened.id)
}

#[cfg(test)]
pub(crate) mod tests;
