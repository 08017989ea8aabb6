//! 督办单: the paper by which the office presses for a duty. Blue, yellow, red; numbered; answered by the organ; closed
//! with evidence by somebody else.

use super::rule::Denied;
use jiff::Timestamp;
use kernel::Say;
use serde::{Deserialize, Serialize};

/// How grave it is. Each is graver than the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Color {
    /// 蓝色: a reminder.
    Blue,
    /// 黄色: a warning.
    Yellow,
    /// 红色: to the head of the organ.
    Red,
}

impl Color {
    /// Every colour, the mildest first.
    pub const fn all() -> [Color; 3] {
        [Color::Blue, Color::Yellow, Color::Red]
    }

    /// The word in forms and tables.
    pub const fn word(self) -> &'static str {
        match self {
            Color::Blue => "blue",
            Color::Yellow => "yellow",
            Color::Red => "red",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Color> {
        Color::all().into_iter().find(|color| color.word() == word)
    }
}

/// A sheet, as it was issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The year of its number.
    pub year: i16,
    /// Its running number in that year, from 1.
    pub serial: u32,
    /// How grave it is.
    pub color: Color,
    /// To whom.
    pub organ: String,
    /// The duty it presses for.
    pub duty: String,
    /// What that duty is, in Chinese.
    pub title: String,
    /// What the office asks for.
    pub asks: String,
    /// Until when the organ answers.
    pub reply_by: Timestamp,
    /// In whose name.
    pub issuer: String,
}

impl Sheet {
    /// Its identity, such as `2024-3`.
    pub fn id(&self) -> String {
        format!("{}-{}", self.year, self.serial)
    }
}

/// What happens to a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum SheetEvent {
    /// The office issued it.
    #[serde(rename = "duty-sheet.issued")]
    Issued(Sheet),
    /// The organ answered.
    #[serde(rename = "duty-sheet.answered")]
    Answered {
        /// What was done.
        text: String,
        /// What shows it.
        evidence: String,
    },
    /// The office closed it.
    #[serde(rename = "duty-sheet.closed")]
    Closed {
        /// What shows that what was asked for is done.
        evidence: String,
    },
}

/// Where a sheet stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SheetState {
    /// Issued, not answered.
    Open,
    /// Answered, not closed.
    Answered,
    /// Closed.
    Closed,
}

impl SheetState {
    /// The word in tables.
    pub const fn word(self) -> &'static str {
        match self {
            SheetState::Open => "open",
            SheetState::Answered => "answered",
            SheetState::Closed => "closed",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<SheetState> {
        [SheetState::Open, SheetState::Answered, SheetState::Closed]
            .into_iter()
            .find(|state| state.word() == word)
    }
}

/// Whether a sheet may be issued now: it asks for something by a day to come, and is graver than the one that is still
/// open about the same duty.
///
/// # Errors
/// The sentence says what is missing, or which colour would be accepted.
pub(crate) fn may_issue(sheet: &Sheet, open: Option<Color>, now: Timestamp) -> Result<(), Denied> {
    let invalid = |key| Err(Denied::Invalid(Say::new(key)));
    if sheet.organ.is_empty() {
        return Err(Denied::Conflict(Say::new("duties.nobodys_duty")));
    }
    if sheet.asks.trim().is_empty() {
        return invalid("duties.sheet_asks_missing");
    }
    if sheet.issuer.trim().is_empty() {
        return invalid("duties.issuer_missing");
    }
    if sheet.reply_by <= now {
        return invalid("duties.due_passed");
    }
    match open {
        Some(open) if sheet.color <= open => Err(Denied::Conflict(Say::new("duties.sheet_graver"))),
        _ => Ok(()),
    }
}

/// Whether an organ may answer.
///
/// # Errors
/// It is closed, or the answer says nothing.
pub(crate) fn may_answer(state: SheetState, text: &str) -> Result<(), Denied> {
    match state {
        SheetState::Closed => Err(Denied::Conflict(Say::new("duties.sheet_closed"))),
        _ if text.trim().is_empty() => Err(Denied::Invalid(Say::new("duties.sheet_answer_missing"))),
        _ => Ok(()),
    }
}

/// Whether it may be closed: with evidence, by somebody other than who answered.
///
/// # Errors
/// It is closed, the evidence is missing, or the answer is one's own.
pub(crate) fn may_close(state: SheetState, answerer: &str, by: &str, evidence: &str) -> Result<(), Denied> {
    if state == SheetState::Closed {
        return Err(Denied::Conflict(Say::new("duties.sheet_closed")));
    }
    if answerer == by {
        return Err(Denied::Conflict(Say::new("duties.sheet_second_person")));
    }
    if evidence.trim().is_empty() {
        return Err(Denied::Invalid(Say::new("duties.sheet_evidence_missing")));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
