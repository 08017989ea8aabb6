//! Issuing a notice, in the transaction of whatever caused it.

use super::{addresses::reached_over, derived, stream};
use crate::event::{Happened, Issued, Line};
use jiff::Timestamp;
use kernel::{Happening, Say};
use page::{Language, Texts};
use sha2::{Digest, Sha256};
use store::{StoreError, Tx};

/// A notice to be issued, before it is worded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The account it is for.
    pub account: String,
    /// `reminder`, `returned` …
    pub kind: &'static str,
    /// What fixes its identity beside account and kind: the cause. The same cause is told once.
    pub cause: String,
    /// It is sent in quiet hours too.
    pub urgent: bool,
    /// Reading is not enough: the person confirms.
    pub confirm: bool,
    /// What it says in one line.
    pub title: Say,
    /// What it tells of.
    pub items: Vec<Item>,
    /// It tells of things made up for a demonstration.
    pub made_up: bool,
}

/// One thing that a draft tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is about, such as `duty/…`.
    pub subject: String,
    /// Its last instant, when it has one.
    pub due: Option<Timestamp>,
    /// The rung of the ladder; empty when no ladder sends it.
    pub rung: String,
    /// Its title in Chinese.
    pub title: String,
    /// Its title in English.
    pub title_en: String,
    /// What is said of it.
    pub words: Say,
    /// Where it is on this server.
    pub url: String,
}

impl Draft {
    /// Its identity: 32 hexadecimal letters.
    fn id(&self) -> String {
        let parts = [self.account.as_str(), self.kind, self.cause.as_str()];
        let digest = Sha256::digest(parts.join("\n").as_bytes());
        digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Issues a notice unless it was issued before; says whether it did. From the commit on it lies in the inbox and is
/// queued for the channels that its person has given an address for.
///
/// # Errors
/// The store's failure.
pub fn issue(tx: &mut Tx<'_>, draft: &Draft, by: &str, now: Timestamp) -> Result<bool, StoreError> {
    let id = draft.id();
    let stream = stream(&id);
    if tx.version(&stream)? > 0 {
        return Ok(false);
    }
    let channels = reached_over(tx, &draft.account)?;
    let texts = Texts::built_in();
    let both = |say: &Say| (texts.say(Language::Chinese, say), texts.say(Language::English, say));
    let (title, title_en) = both(&draft.title);
    let line = |item: &Item| {
        let (words, words_en) = both(&item.words);
        Line {
            subject: item.subject.clone(),
            due: item.due,
            rung: item.rung.clone(),
            title: item.title.clone(),
            title_en: item.title_en.clone(),
            words,
            words_en,
            url: item.url.clone(),
        }
    };
    let issued = Issued {
        id,
        account: draft.account.clone(),
        kind: draft.kind.to_owned(),
        urgent: draft.urgent,
        confirm: draft.confirm,
        title,
        title_en,
        lines: draft.items.iter().map(line).collect(),
        channels,
        made_up: draft.made_up,
    };
    let event = Happened::Issued(Box::new(issued)).event().map_err(|e| derived(&e))?;
    tx.append(&stream, 0, &[event], by, now)?;
    Ok(true)
}
