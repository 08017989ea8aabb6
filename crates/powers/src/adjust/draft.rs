//! The list while an adjustment is being made.

use super::fault::fault;
use super::list::List;
use super::outcome::{Moved, Outcome};
use super::pattern::Misfit;
use crate::model::{Adjustment, Change, Item, NewItem, Refused};
use jiff::civil::Date;
use kernel::Say;
use std::collections::{BTreeMap, BTreeSet};

/// How many names like an unknown one are offered.
const OFFERED: usize = 3;

/// The list, and the items as the changes so far leave them.
pub(super) struct Draft<'a> {
    pub(super) list: &'a List,
    pub(super) effective: Date,
    /// Touched items; `None` when they are no longer in force.
    after: BTreeMap<String, Option<Item>>,
    /// What was done to which code, so that nothing is done twice.
    done: BTreeSet<(String, Deed)>,
    last_seq: u32,
}

/// What a change does to a code, as far as two changes of one adjustment may not both do it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Deed {
    /// It begins or ends: nothing else may be done to it.
    Life,
    Move,
    Rename,
    Level,
    Complete(crate::model::Field),
    Restate,
}

impl<'a> Draft<'a> {
    pub(super) fn new(list: &'a List, adjustment: &Adjustment) -> Draft<'a> {
        Draft {
            list,
            effective: adjustment.effective,
            after: BTreeMap::new(),
            done: BTreeSet::new(),
            last_seq: list.last_seq,
        }
    }

    /// The item as the changes so far leave it.
    pub(super) fn item(&self, code: &str) -> Option<&Item> {
        match self.after.get(code) {
            Some(after) => after.as_ref(),
            None => self.list.open.get(code).map(|span| &span.item),
        }
    }

    /// The item, or the fault that it is not in force.
    pub(super) fn known(&self, code: &str) -> Result<&Item, Box<Refused>> {
        self.item(code).ok_or_else(|| {
            let say = match self.list.ended.get(code) {
                Some(since) => Say::new("powers.cancelled_code").with("code", code).with("since", since),
                None => Say::new("powers.unknown_code").with("code", code),
            };
            self.fault(code, say, Say::new("powers.mend_unknown_code"))
        })
    }

    /// A fault of one item from the first day on.
    pub(super) fn fault(&self, code: &str, say: Say, mend: Say) -> Box<Refused> {
        Box::new(fault(code, self.effective, say, mend))
    }

    /// The body's own name, or the fault that the register does not have it: from that day on nobody would
    /// exercise the item.
    pub(super) fn body(&self, code: &str, name: &str) -> Result<&'a str, Box<Refused>> {
        self.list.body(name).ok_or_else(|| {
            let like: Vec<&str> = self.like(name).into_iter().take(OFFERED).collect();
            let mend = if like.is_empty() {
                Say::new("powers.mend_unknown_body")
            } else {
                Say::new("powers.mend_unknown_body_like").with("like", like.join("、"))
            };
            self.fault(code, Say::new("powers.unknown_body").with("code", code).with("body", name), mend)
        })
    }

    /// Names of bodies that contain the unknown one or are contained in it.
    fn like(&self, name: &str) -> BTreeSet<&'a str> {
        let close = |known: &str| !name.is_empty() && (known.contains(name) || name.contains(known));
        let found = self.list.bodies.iter().filter(|(known, _)| close(known));
        found.map(|(_, organ)| organ.as_str()).collect()
    }

    /// Whether an item may be put on the list under its code, with its body, kind and name.
    pub(super) fn fits(&self, new: &NewItem) -> Result<(), Box<Refused>> {
        let words =
            [("powers.no_code", &new.code), ("powers.no_name", &new.name), ("powers.no_kind", &new.kind)];
        if let Some((key, _)) = words.into_iter().find(|(_, text)| text.trim().is_empty()) {
            let say = Say::new(key).with("code", &new.code);
            return Err(self.fault(&new.code, say, Say::new("powers.mend_no_words")));
        }
        self.body(&new.code, &new.holder)?;
        self.pattern(new)
    }

    fn pattern(&self, new: &NewItem) -> Result<(), Box<Refused>> {
        let pattern = &self.list.pattern;
        pattern.check(&new.code, &new.kind).map_err(|misfit| {
            let (say, mend) = match misfit {
                Misfit::Shape(length) => (
                    Say::new("powers.bad_code").with("code", &new.code),
                    Say::new("powers.mend_bad_code").with("length", length),
                ),
                Misfit::Kind(wanted) => (
                    Say::new("powers.bad_kind_code").with("code", &new.code).with("kind", &new.kind),
                    Say::new("powers.mend_bad_kind_code").with("wanted", wanted).with("kind", &new.kind),
                ),
            };
            self.fault(&new.code, say, mend)
        })
    }

    /// Puts an item on the list, at its end unless its code was there in the same adjustment.
    pub(super) fn begin(&mut self, new: &NewItem) {
        self.last_seq += 1;
        let item = self.made(new, self.last_seq);
        self.after.insert(new.code.clone(), Some(item));
    }

    /// An item as its description says, at a place.
    pub(super) fn made(&self, new: &NewItem, seq: u32) -> Item {
        let named = |name: &String| self.list.body(name).unwrap_or(name).to_owned();
        Item {
            code: new.code.clone(),
            seq,
            name: new.name.clone(),
            kind: new.kind.clone(),
            holder: named(&new.holder),
            basis: new.basis.clone(),
            level: new.level.clone(),
            counterpart: new.counterpart.as_ref().map(named),
            additions: Vec::new(),
            fact: new.fact.clone().unwrap_or_else(|| format!("{}.power.{}", self.list.id, new.code)),
            citation: new.citation.clone(),
        }
    }

    pub(super) fn end(&mut self, code: &str) {
        if self.item(code).is_some() {
            self.after.insert(code.to_owned(), None);
        }
    }

    pub(super) fn change(&mut self, code: &str, change: impl FnOnce(&mut Item)) {
        if let Some(mut item) = self.item(code).cloned() {
            change(&mut item);
            self.after.insert(code.to_owned(), Some(item));
        }
    }

    /// Whether something was done to a code already that leaves no room for this change.
    pub(super) fn once(&self, change: &Change) -> Result<(), Box<Refused>> {
        let twice = |code: &String, deed| {
            let mut done = self.deeds(code);
            if deed == Deed::Life {
                done.next().is_some()
            } else {
                done.any(|d| d == deed || d == Deed::Life)
            }
        };
        let mut here = BTreeSet::new();
        match deeds(change).into_iter().find(|(code, deed)| twice(code, *deed) || !here.insert(code.clone()))
        {
            Some((code, _)) => Err(self.fault(
                &code,
                Say::new("powers.code_twice").with("code", &code),
                Say::new("powers.mend_code_twice"),
            )),
            None => Ok(()),
        }
    }

    fn deeds(&self, code: &str) -> impl Iterator<Item = Deed> {
        let from = (code.to_owned(), Deed::Life);
        let own = code.to_owned();
        self.done.range(from..).take_while(move |(c, _)| *c == own).map(|(_, deed)| *deed)
    }

    pub(super) fn touch(&mut self, change: &Change) {
        self.done.extend(deeds(change));
    }

    /// The new edition as the difference to the one before.
    pub(super) fn outcome(self) -> Outcome {
        let mut outcome = Outcome {
            edition: self.list.edition + 1,
            effective: self.effective,
            ends: Vec::new(),
            begins: Vec::new(),
            moved: Vec::new(),
            kinds: self.list.kinds.clone(),
            last_seq: self.last_seq,
            added: 0,
            cancelled: 0,
            changed: 0,
        };
        for (code, after) in self.after {
            let before = self.list.open.get(&code).map(|span| &span.item);
            settle(&mut outcome, &code, before, after);
        }
        outcome
    }
}

/// Adds what became of one code to the outcome.
fn settle(outcome: &mut Outcome, code: &str, before: Option<&Item>, after: Option<Item>) {
    if before == after.as_ref() {
        return;
    }
    match (before, &after) {
        (None, _) => outcome.added += 1,
        (_, None) => outcome.cancelled += 1,
        (Some(before), Some(after)) => {
            outcome.changed += 1;
            if before.holder != after.holder {
                outcome.moved.push(Moved {
                    code: code.to_owned(),
                    name: after.name.clone(),
                    giving: before.holder.clone(),
                    taking: after.holder.clone(),
                });
            }
        }
    }
    if let Some(before) = before {
        let left = outcome.kinds.get(&before.kind).copied().unwrap_or_default().saturating_sub(1);
        outcome.kinds.insert(before.kind.clone(), left);
        outcome.ends.push(code.to_owned());
    }
    if let Some(after) = after {
        *outcome.kinds.entry(after.kind.clone()).or_default() += 1;
        outcome.begins.push(after);
    }
    outcome.kinds.retain(|_, count| *count > 0);
}

/// Which codes a change touches, and how.
fn deeds(change: &Change) -> Vec<(String, Deed)> {
    match change {
        Change::Add { item, .. } => vec![(item.code.clone(), Deed::Life)],
        Change::Cancel { code, .. } => vec![(code.clone(), Deed::Life)],
        Change::Transfer { code, .. } => vec![(code.clone(), Deed::Move)],
        Change::Rename { code, .. } => vec![(code.clone(), Deed::Rename)],
        Change::ChangeLevel { code, .. } => vec![(code.clone(), Deed::Level)],
        Change::Complete { code, added } => vec![(code.clone(), Deed::Complete(added.field))],
        Change::Restate { code, .. } => vec![(code.clone(), Deed::Restate)],
        Change::Split { code, into } => {
            // One of the parts may go on under the old code.
            let parts = into.iter().map(|new| &new.code).filter(|part| *part != code);
            std::iter::once(code).chain(parts).map(|code| (code.clone(), Deed::Life)).collect()
        }
        Change::Merge { codes, into } => {
            let whole = Some(&into.code).filter(|code| !codes.contains(code));
            codes.iter().chain(whole).map(|code| (code.clone(), Deed::Life)).collect()
        }
    }
}
