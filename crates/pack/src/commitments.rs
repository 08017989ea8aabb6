//! `commitments.csv`: quantified promises in prose.

use crate::fault::Spot;
use crate::named::{Named, resolve};
use crate::raw::CommitmentRow;
use crate::reader::{Reader, facts, required, stated};
use crate::readings::{date, promise, strength};
use crate::standards::Standards;
use crate::table::Row;
use jiff::civil::Date;
use kernel::{Citation, Strength, Target};
use serde::{Deserialize, Serialize};

/// A number promised in the prose of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Commitment {
    /// `{slug}.commitment.{seq}`.
    pub id: String,
    /// Position in the document, from 1.
    pub seq: u32,
    /// The clause that promises it.
    pub citation: Citation,
    /// What is counted, in our own words.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// The promise as the document writes it.
    pub written: String,
    /// The promise as it can be judged; `None` for words such as 基本完成, which a person must settle.
    pub target: Option<Target>,
    /// Unit symbol of the standards; `None` when there is none.
    pub unit: Option<String>,
    /// How strongly it is promised.
    pub strength: Option<Strength>,
    /// Until when.
    pub by: Option<Date>,
    /// The area it counts, when the document sets one apart.
    pub scope: Option<Scope>,
    /// A remark of whoever wrote the pack.
    pub note: Option<String>,
}

/// An area that a document counts apart from the rest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// 含…: the area is counted in.
    Including(Named),
    /// Only the area is counted.
    Only(Named),
}

impl Commitment {
    /// Its identifier within the pack.
    pub fn id(&self) -> &str {
        &self.id
    }
}

/// Reads the commitments of a document.
pub(crate) fn read(
    rows: Vec<Row<'_, CommitmentRow>>,
    reader: Reader<'_>,
    standards: &Standards,
) -> Vec<Commitment> {
    facts(rows, |raw| &raw.seq, |seq, raw, spot| commitment(seq, raw, spot, reader, standards))
}

fn commitment(
    seq: u32,
    raw: CommitmentRow,
    spot: Spot<'_>,
    reader: Reader<'_>,
    standards: &Standards,
) -> Option<Commitment> {
    required(&raw.title, spot.column("title"));
    required(&raw.target, spot.column("target"));
    standards.check_unit(&raw.unit, spot.column("unit"));
    let citation = reader.cite(&raw.clause, spot);
    let target = promise(&raw.target, spot.column("target"));
    let strength = strength(&raw.strength, spot.column("strength"));
    let by = date(&raw.by, spot.column("by"));
    let scope = scope(&raw.scope, spot.column("scope"), reader);
    Some(Commitment {
        id: reader.id("commitment", seq),
        seq,
        citation: citation?,
        title: raw.title,
        title_en: raw.title_en,
        written: raw.target,
        target,
        unit: stated(raw.unit),
        strength,
        by,
        scope,
        note: stated(raw.note),
    })
}

fn scope(written: &str, spot: Spot<'_>, reader: Reader<'_>) -> Option<Scope> {
    if written.is_empty() {
        return None;
    }
    match written.strip_prefix('含') {
        Some(area) => resolve(reader.organs, area, spot).map(Scope::Including),
        None => resolve(reader.organs, written, spot).map(Scope::Only),
    }
}
