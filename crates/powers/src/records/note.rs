//! Contacts and guidance between the body that exercises the items and the departments (P-013, P-014).

use super::{Matter, Record, filled, not_ahead, short_enough};
use jiff::civil::Date;
use kernel::Say;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What took place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// 主动对接.
    Contact,
    /// 承接事项.
    Takeover,
    /// 工作机制: adopted between the two.
    Mechanism,
    /// 业务指导.
    Guidance,
    /// 培训.
    Training,
    /// 答复咨询.
    Answer,
}

impl NoteKind {
    /// Every kind: first those of the body that exercises (P-013), then those of the departments (P-014).
    pub const ALL: [NoteKind; 6] = [
        NoteKind::Contact,
        NoteKind::Takeover,
        NoteKind::Mechanism,
        NoteKind::Guidance,
        NoteKind::Training,
        NoteKind::Answer,
    ];

    /// The word in tables and interfaces.
    pub fn word(self) -> &'static str {
        match self {
            NoteKind::Contact => "contact",
            NoteKind::Takeover => "takeover",
            NoteKind::Mechanism => "mechanism",
            NoteKind::Guidance => "guidance",
            NoteKind::Training => "training",
            NoteKind::Answer => "answer",
        }
    }
}

/// A line of the book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// What took place.
    pub kind: NoteKind,
    /// With or by which department.
    pub body: String,
    /// When.
    pub day: Date,
    /// In which form, such as a meeting, a visit, a letter.
    pub form: String,
    /// What about and with what result.
    pub text: String,
    /// Codes of the items it was about; empty for the list as a whole.
    #[serde(default)]
    pub codes: Vec<String>,
}

impl Note {
    /// Whether it can be recorded. `known` tells of a code whether the list has or had it.
    pub(crate) fn check(&self, known: &dyn Fn(&str) -> bool, today: Date) -> Result<(), Say> {
        filled(&[(&self.form, "powers_records.need_form"), (&self.text, "powers_records.need_text")])?;
        short_enough(&[&self.form, &self.text])?;
        not_ahead(self.day, today)?;
        match self.codes.iter().find(|code| !known(code)) {
            Some(code) => Err(Say::new("powers_records.code_unknown").with("code", code)),
            None => Ok(()),
        }
    }
}

/// What there was with one department.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Dealings {
    /// How often of each kind.
    pub(crate) counts: BTreeMap<NoteKind, usize>,
    /// The last day on which there was anything.
    pub(crate) last: Option<Date>,
}

/// What there was with each department; those of `expected` with whom there was nothing come with nothing.
pub(crate) fn dealings(records: &[Record], expected: &[String]) -> BTreeMap<String, Dealings> {
    let mut found: BTreeMap<String, Dealings> =
        expected.iter().map(|body| (body.clone(), Dealings::default())).collect();
    for record in records {
        if let Matter::Noted(note) = &record.matter {
            let with = found.entry(note.body.clone()).or_default();
            *with.counts.entry(note.kind).or_default() += 1;
            with.last = with.last.max(Some(note.day));
        }
    }
    found
}
