//! `powers.csv`: items of an administrative list.

use crate::fault::Spot;
use crate::named::{Named, resolve};
use crate::raw::PowerRow;
use crate::reader::{Once, Reader, facts, required, stated};
use crate::table::Row;
use kernel::Citation;
use serde::{Deserialize, Serialize};

/// An item of an administrative list (权力事项).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Power {
    /// `{slug}.power.{seq}`.
    pub id: String,
    /// Position in the list, from 1.
    pub seq: u32,
    /// The row that lists it.
    pub citation: Citation,
    /// Official code; unique in the list.
    pub code: String,
    /// Official name.
    pub name: String,
    /// Kind of power as the list writes it, such as 行政处罚.
    pub kind: String,
    /// Who holds it.
    pub holder: Named,
    /// Who held it or guides it, when the document says so.
    pub counterpart: Option<Named>,
    /// The rule it rests on, when the item names one.
    pub basis: Option<String>,
    /// A remark of whoever wrote the pack.
    pub note: Option<String>,
}

impl Power {
    /// Its identifier within the pack.
    pub fn id(&self) -> &str {
        &self.id
    }
}

/// Reads the powers of a document.
pub(crate) fn read(rows: Vec<Row<'_, PowerRow>>, reader: Reader<'_>) -> Vec<Power> {
    let mut codes = Once::default();
    facts(rows, |raw| &raw.seq, |seq, raw, spot| power(seq, raw, spot, reader, &mut codes))
}

fn power(seq: u32, raw: PowerRow, spot: Spot<'_>, reader: Reader<'_>, codes: &mut Once) -> Option<Power> {
    required(&raw.code, spot.column("code"));
    required(&raw.name, spot.column("name"));
    required(&raw.kind, spot.column("kind"));
    codes.check(&raw.code, spot.column("code"));
    let citation = reader.cite(&raw.clause, spot);
    let holder = resolve(reader.organs, &raw.holder, spot.column("holder"));
    let counterpart = stated(raw.counterpart)
        .and_then(|written| resolve(reader.organs, &written, spot.column("counterpart")));
    Some(Power {
        id: reader.id("power", seq),
        seq,
        citation: citation?,
        code: raw.code,
        name: raw.name,
        kind: raw.kind,
        holder: holder?,
        counterpart,
        basis: stated(raw.basis),
        note: stated(raw.note),
    })
}
