//! `indicators.csv`: series with targets.

use crate::duties::inferred;
use crate::fault::Spot;
use crate::named::{Named, list};
use crate::raw::IndicatorRow;
use crate::reader::{Reader, facts, required, stated};
use crate::readings::{date, growth, period, strength, target};
use crate::standards::Standards;
use crate::table::Row;
use kernel::{Citation, PeriodKind, Strength, Target};
use serde::{Deserialize, Serialize};

/// A series judged against a target (指标).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Indicator {
    /// `{slug}.indicator.{seq}`.
    pub id: String,
    /// Position in the document, from 1.
    pub seq: u32,
    /// The row or clause that sets it.
    pub citation: Citation,
    /// Name of its group in the table; empty when there is none.
    pub group: String,
    /// Official name.
    pub name: String,
    /// The same in English.
    pub name_en: String,
    /// Unit symbol of the standards; `None` when the document gives none.
    pub unit: Option<String>,
    /// Target of the value, when the document sets one.
    pub target: Option<Target>,
    /// Target of the growth over the year before, in per cent.
    pub growth: Option<Target>,
    /// Words of the document's text that govern the comparator of the table's figure (E-008).
    pub text_target: Option<Target>,
    /// How strongly it is promised.
    pub strength: Option<Strength>,
    /// Figure of the year before, as written.
    pub baseline: Option<String>,
    /// Growth in the year before, as written, in per cent.
    pub baseline_growth: Option<String>,
    /// Responsible organs in the document's order; empty when it names none.
    pub organs: Vec<Named>,
    /// How often it is reported, when the document says so.
    pub period: Option<PeriodKind>,
    /// What it is made of, when all parts must pass (S-033).
    pub parts: Vec<String>,
    /// Columns whose value was restored and needs a person's word.
    pub inferred: Vec<String>,
    /// A remark of whoever wrote the pack.
    pub note: Option<String>,
}

impl Indicator {
    /// Its identifier within the pack.
    pub fn id(&self) -> &str {
        &self.id
    }
}

/// Reads the indicators of a document.
pub(crate) fn read(
    rows: Vec<Row<'_, IndicatorRow>>,
    reader: Reader<'_>,
    standards: &Standards,
) -> Vec<Indicator> {
    facts(rows, |raw| &raw.seq, |seq, raw, spot| indicator(seq, raw, spot, reader, standards))
}

fn indicator(
    seq: u32,
    raw: IndicatorRow,
    spot: Spot<'_>,
    reader: Reader<'_>,
    standards: &Standards,
) -> Option<Indicator> {
    required(&raw.name, spot.column("name"));
    let citation = reader.cite(&raw.clause, spot);
    standards.check_unit(&raw.unit, spot.column("unit"));
    let by = date(&raw.by, spot.column("by"));
    let due = |target: Option<Target>| target.map(|target| Target { by: target.by.or(by), ..target });
    let text_target = said(&raw.note, "text:").and_then(|words| target(words, spot.column("note")));
    Some(Indicator {
        id: reader.id("indicator", seq),
        seq,
        target: due(target(&raw.target, spot.column("target"))),
        growth: due(growth(&raw.growth, spot.column("growth"))),
        text_target: due(text_target),
        strength: strength(&raw.strength, spot.column("strength")),
        organs: reader.named(&raw.organs, spot.column("organs")),
        period: period(&raw.period, spot.column("period")),
        parts: list(said(&raw.note, "parts:").unwrap_or_default()).map(str::to_owned).collect(),
        inferred: inferred::<IndicatorRow>(&raw.inferred, spot),
        citation: citation?,
        group: raw.group,
        name: raw.name,
        name_en: raw.name_en,
        unit: stated(raw.unit),
        baseline: stated(raw.baseline),
        baseline_growth: stated(raw.baseline_growth),
        note: stated(raw.note),
    })
}

/// What a note says under a heading it begins with, such as `text: 5%以上`.
fn said<'a>(note: &'a str, heading: &str) -> Option<&'a str> {
    note.strip_prefix(heading).map(str::trim)
}
