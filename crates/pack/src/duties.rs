//! `duties.csv`: what organs must do. The model of every kind of fact: a row as written becomes a fact as
//! meant, and every cell that cannot be understood is a fault of its own.

use crate::fault::Spot;
use crate::named::{Named, list};
use crate::raw::DutyRow;
use crate::reader::{Reader, facts, required, stated};
use crate::readings::date;
use crate::table::{Columns, Row};
use jiff::civil::Date;
use kernel::{Citation, Say};
use serde::{Deserialize, Serialize};

/// What organs must do (任务).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// `{slug}.task.{seq}`.
    pub id: String,
    /// Position in the document, from 1; lost serials do not matter.
    pub seq: u32,
    /// The clause that sets it.
    pub citation: Citation,
    /// Short name of the part of the table it stands in.
    pub category: String,
    /// Short name of the measure it belongs to; empty when the document has none.
    pub measure: String,
    /// Short title in our own words.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// 牵头: who leads, in the document's order. Never mixed with `responsible`.
    pub lead: Vec<Named>,
    /// 责任: who else is responsible, in the document's order.
    pub responsible: Vec<Named>,
    /// Until when, when the document says so.
    pub due: Option<Deadline>,
    /// The upstream document or event it waits for.
    pub awaits: Option<String>,
    /// Columns whose value was carried down or restored and needs a person's word.
    pub inferred: Vec<String>,
    /// A remark of whoever wrote the pack.
    pub note: Option<String>,
}

/// A date and the words that set it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The last day.
    pub date: Date,
    /// The document's words.
    pub quote: String,
}

impl Duty {
    /// Its identifier within the pack.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Who is held to it: the leads, or the responsible organs when the document names no lead.
    pub fn owners(&self) -> &[Named] {
        if self.lead.is_empty() { &self.responsible } else { &self.lead }
    }
}

/// Reads the duties of a document.
pub(crate) fn read(rows: Vec<Row<'_, DutyRow>>, reader: Reader<'_>) -> Vec<Duty> {
    facts(rows, |raw| &raw.seq, |seq, raw, spot| duty(seq, raw, spot, reader))
}

fn duty(seq: u32, raw: DutyRow, spot: Spot<'_>, reader: Reader<'_>) -> Option<Duty> {
    required(&raw.title, spot.column("title"));
    let citation = reader.cite(&raw.clause, spot);
    let lead = reader.named(&raw.lead, spot.column("lead"));
    let responsible = reader.named(&raw.responsible, spot.column("responsible"));
    let due = date(&raw.due, spot.column("due")).map(|date| Deadline { date, quote: raw.due_quote });
    let inferred = inferred::<DutyRow>(&raw.inferred, spot);
    Some(Duty {
        id: reader.id("task", seq),
        seq,
        citation: citation?,
        category: raw.category,
        measure: raw.measure,
        title: raw.title,
        title_en: raw.title_en,
        lead,
        responsible,
        due,
        awaits: stated(raw.awaits),
        inferred,
        note: stated(raw.note),
    })
}

/// The names of the columns that were inferred; they must be columns of the table.
pub(crate) fn inferred<T: Columns>(cell: &str, row: Spot<'_>) -> Vec<String> {
    let spot = row.column("inferred");
    list(cell)
        .map(|name| {
            if !T::COLUMNS.contains(&name) {
                spot.fault(
                    Say::new("pack.unknown_word")
                        .with("found", name)
                        .with("accepted", T::COLUMNS.join(" / ")),
                );
            }
            name.to_owned()
        })
        .collect()
}
