//! `registers/*.toml`: record books (台账) that a pack declares and nobody writes as code.
//!
//! A declaration says what a row holds, who keeps it, what must be true before a row reaches a state, what becomes
//! due, what is counted and what is published. Similar registers share a base under `registers/base/`.

mod check;
mod paths;
mod read;

use crate::named::Named;
use jiff::Span;
use kernel::{Citation, Decimal};
use serde::{Deserialize, Serialize};

pub(crate) use read::read;

/// A declared record book.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Register {
    /// Its name in addresses, the same as that of its file.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// Slug of the document that asks for it.
    pub document: String,
    /// The clause that asks for it.
    pub citation: Citation,
    /// Requirements it answers, such as `E-014`.
    pub requirements: Vec<String>,
    /// Who keeps it: adds, changes and ends rows.
    pub keeper: Named,
    /// Who else does.
    pub writers: Vec<Named>,
    /// Who may read it; nobody named means everybody of the district.
    pub readers: Vec<Named>,
    /// The field that holds the organ a row belongs to, which then writes that row too.
    pub owner: Option<String>,
    /// The fields that together name a row; no two rows have them alike.
    pub key: Vec<String>,
    /// What a row holds, in the order of the form.
    pub fields: Vec<RegisterField>,
    /// States a row passes; the first is where it begins. None: a row only stands.
    pub states: Vec<RowState>,
    /// Which state leads to which, and by whose hand.
    pub moves: Vec<RowMove>,
    /// What must be there before a row reaches a state.
    pub gates: Vec<RowGate>,
    /// Dates of a row that open a duty.
    pub dues: Vec<DueRule>,
    /// What is counted or summed over the rows.
    pub sums: Vec<Tally>,
    /// States in which everybody may see a row's public fields; none named: in all.
    #[serde(default)]
    pub public_in: Vec<String>,
    /// How many years a row is kept after its end, where the document or law says so.
    pub keep_years: Option<u32>,
    /// A remark of whoever wrote the declaration.
    pub note: String,
}

impl Register {
    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<&RegisterField> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The state of that name.
    pub fn state(&self, name: &str) -> Option<&RowState> {
        self.states.iter().find(|state| state.name == name)
    }

    /// The state a row begins in; empty when rows have none.
    pub fn start(&self) -> &str {
        self.states.first().map_or("", |state| state.name.as_str())
    }

    /// Whether anything of it is for everybody.
    pub fn is_public(&self) -> bool {
        self.fields.iter().any(|field| field.public)
    }
}

/// One field of a row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RegisterField {
    /// Its name in files and interfaces.
    pub name: String,
    /// Its heading.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// What stands in it.
    pub kind: FieldKind,
    /// Unit of a number.
    pub unit: String,
    /// What may be chosen.
    pub choices: Vec<String>,
    /// What a link leads to: the id of a register, or `duty`, `power`, `indicator`, `incident`.
    pub to: String,
    /// The least number.
    pub min: Option<Decimal>,
    /// The greatest number.
    pub max: Option<Decimal>,
    /// It is never empty.
    pub required: bool,
    /// States in which it is not empty.
    pub required_in: Vec<String>,
    /// It is not empty when this holds.
    pub required_when: Option<Evidence>,
    /// States in which it may be written; none means all.
    pub only_in: Vec<String>,
    /// Everybody may see it.
    pub public: bool,
}

/// What stands in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldKind {
    /// Words.
    Text,
    /// A number in a unit.
    Number,
    /// Yuan, to the fen.
    Money,
    /// A day.
    Date,
    /// A year, quarter or month.
    Period,
    /// An organ of the pack.
    Organ,
    /// A place, with `@longitude,latitude` where it is known.
    Place,
    /// A post of an organ, such as `区水利局/河长办主任`; never a person's name.
    Post,
    /// One of the words declared.
    Choice,
    /// An attached file, or the number of a document.
    File,
    /// Another thing: a row of a register, a duty, a power, an indicator, an incident.
    Link,
}

impl FieldKind {
    /// Whether it can be summed.
    pub fn is_figure(self) -> bool {
        matches!(self, FieldKind::Number | FieldKind::Money)
    }
}

/// A state of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowState {
    /// Its name in files and interfaces.
    pub name: String,
    /// Its word.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// Nothing more is expected of a row that is there.
    pub done: bool,
}

/// Who writes a row or moves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Writer {
    /// The register's keeper.
    Keeper,
    /// Another organ named as writer.
    Writer,
    /// The organ in the row's owner field.
    Owner,
    /// The office that supervises.
    Supervisor,
}

/// A step from one state to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowMove {
    /// From which state.
    pub from: String,
    /// To which.
    pub to: String,
    /// Who may take it.
    pub by: Vec<Writer>,
    /// By another person than the one who wrote the row last.
    pub second: bool,
}

/// What must be there before a row may reach a state.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RowGate {
    /// The state behind it.
    pub to: String,
    /// All of this.
    pub needs: Vec<Evidence>,
    /// Why, in one sentence.
    pub why: String,
    /// The same in English.
    pub why_en: String,
    /// The clause that sets it, when it is another than the register's.
    pub citation: Option<Citation>,
}

/// A condition on a row: a field is filled, or has this value. `state` stands for the row's state.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Evidence {
    /// The field.
    pub field: String,
    /// The value; `None` means that anything stands there.
    pub value: Option<String>,
}

/// A date of a row that opens a duty.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DueRule {
    /// Its name within the register.
    pub id: String,
    /// What is to be done.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// The field with the day it counts from.
    pub field: String,
    /// Years, months and days after (or before) that day.
    pub after: After,
    /// `keeper`, or a field that holds an organ.
    pub who: String,
    /// States in which it is done; besides, the duty itself can be reported.
    pub done: Vec<String>,
    /// The clause that sets it, when it is another than the register's.
    pub citation: Option<Citation>,
}

/// A distance between two days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct After {
    /// Months; a year is twelve.
    pub months: i32,
    /// Days.
    pub days: i32,
}

impl After {
    /// The distance as the calendar takes it.
    pub fn span(self) -> Span {
        Span::new().months(self.months).days(self.days)
    }
}

/// A count of rows, or a sum over them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Its name within the register.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// The field that is summed; `None` counts rows.
    pub of: Option<String>,
    /// Only rows that meet all of this.
    pub only: Vec<Evidence>,
    /// The date by which a row falls into a period.
    pub day: Option<String>,
    /// Identity of the indicator or commitment it is counted for.
    pub feeds: Option<String>,
}
