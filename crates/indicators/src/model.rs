//! What is measured, what happens to it, and what the figures say. Pure: `now` is an argument.

use jiff::Timestamp;
use kernel::target::Target;
use kernel::verdict::{Ruling, Series, Standing, State, Value, Verdict, verdict};
use kernel::{Citation, Decimal, Period, Say};
use pack::{Commitment, Document, Indicator};
use serde::{Deserialize, Serialize};

/// Where a measure comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureKind {
    /// A row of an indicator table, or a target named as such.
    Indicator,
    /// A number promised in prose.
    Commitment,
}

/// Which figures of a measure: the thing itself, or its growth over the year before in per cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeriesKind {
    /// The thing itself.
    Value,
    /// Its growth.
    Growth,
}

impl SeriesKind {
    /// The word in tables and interfaces.
    pub fn word(self) -> &'static str {
        match self {
            SeriesKind::Value => "value",
            SeriesKind::Growth => "growth",
        }
    }
}

/// Something with a target (指标 or 量化承诺).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// The fact's identity in the pack.
    pub id: String,
    /// Where it comes from.
    pub kind: MeasureKind,
    /// Position in its document.
    pub seq: u32,
    /// The clause that sets it.
    pub citation: Citation,
    /// Official name of an indicator; short title of a commitment.
    pub name: String,
    /// The same in English.
    pub name_en: String,
    /// Unit of the figures; empty when the document gives none.
    pub unit: String,
    /// Target of the thing itself.
    pub target: Option<Target>,
    /// Target of its growth.
    pub growth: Option<Target>,
    /// The figure of the year before the document, when it gives one: the path to the target starts there.
    pub baseline: Option<(Period, Decimal)>,
    /// Responsible organs, in the document's order.
    pub organs: Vec<String>,
}

impl Measure {
    /// The measure that an indicator's row defines. Where the document's text gives the comparator, the text
    /// governs the table's bare figure (E-008).
    pub fn of_indicator(document: &Document, indicator: &Indicator) -> Measure {
        let (mut target, mut growth) = (indicator.target.clone(), indicator.growth.clone());
        if let Some(text) = &indicator.text_target {
            let governed = if growth.is_some() { &mut growth } else { &mut target };
            *governed = Some(text.clone());
        }
        let figure = indicator.baseline.as_ref().and_then(|figure| figure.parse().ok());
        Measure {
            id: indicator.id.clone(),
            kind: MeasureKind::Indicator,
            seq: indicator.seq,
            citation: indicator.citation.clone(),
            name: indicator.name.clone(),
            name_en: indicator.name_en.clone(),
            unit: indicator.unit.clone().unwrap_or_default(),
            target,
            growth,
            baseline: figure.map(|figure| (Period::year(document.issued.year() - 1), figure)),
            organs: indicator.organs.iter().map(|named| named.organ.clone()).collect(),
        }
    }

    /// The measure that a promise in prose defines.
    pub fn of_commitment(commitment: &Commitment) -> Measure {
        let mut target = commitment.target.clone();
        if let Some(target) = &mut target {
            target.by = target.by.or(commitment.by);
        }
        Measure {
            id: commitment.id.clone(),
            kind: MeasureKind::Commitment,
            seq: commitment.seq,
            citation: commitment.citation.clone(),
            name: commitment.title.clone(),
            name_en: commitment.title_en.clone(),
            unit: commitment.unit.clone().unwrap_or_default(),
            target,
            growth: None,
            baseline: None,
            organs: Vec::new(),
        }
    }

    /// The targets as written, for a reader.
    pub fn written(&self) -> String {
        let texts = [&self.target, &self.growth].into_iter().flatten().map(|target| target.text.as_str());
        texts.collect::<Vec<_>>().join(" / ")
    }
}

/// A figure as it was reported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reported {
    /// Which series it belongs to.
    pub series: SeriesKind,
    /// The period it is for, such as `2023` or `2023-Q2`.
    pub period: Period,
    /// The figure, unrounded.
    pub value: Decimal,
    /// Where it comes from.
    pub source: String,
    /// Made up for a demonstration.
    #[serde(default)]
    pub made_up: bool,
}

/// What happens to a measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum MeasureEvent {
    /// A figure was reported; a later one for the same period corrects it.
    #[serde(rename = "measure.reported")]
    Reported(Reported),
    /// A second person made the figure official.
    #[serde(rename = "measure.confirmed")]
    Confirmed {
        /// Which series.
        series: SeriesKind,
        /// Which period.
        period: Period,
    },
    /// The verdict changed, because a figure did or because the clock went on.
    #[serde(rename = "measure.judged")]
    Judged(Verdict),
}

/// A figure as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What was reported.
    pub reported: Reported,
    /// Who reported it.
    pub reporter: String,
    /// Who confirmed it; empty while it is provisional.
    pub confirmer: String,
}

/// The verdict on a measure: of two targets, both must pass.
pub fn judge(measure: &Measure, figures: &[Figure], now: Timestamp) -> Verdict {
    let aims = [(SeriesKind::Value, &measure.target), (SeriesKind::Growth, &measure.growth)];
    let parts = aims.into_iter().filter_map(|(kind, target)| {
        let target = target.as_ref()?;
        Some(verdict(target, &series(measure, figures, kind), &Ruling::default(), now))
    });
    Verdict::all(parts).unwrap_or_else(no_target)
}

/// The document names something to watch and gives it no target: never a guess.
fn no_target() -> Verdict {
    Verdict {
        state: State::CannotBeJudged,
        because: Say::new("indicators.no_target"),
        besides: None,
        distance: None,
        provisional: false,
    }
}

fn series(measure: &Measure, figures: &[Figure], kind: SeriesKind) -> Series {
    let of_kind = figures.iter().filter(|figure| figure.reported.series == kind);
    let values = of_kind.map(|figure| {
        let standing = if figure.confirmer.is_empty() { Standing::Provisional } else { Standing::Final };
        (figure.reported.period, Value { value: figure.reported.value, standing })
    });
    let baseline = measure.baseline.filter(|_| kind == SeriesKind::Value);
    Series { name: measure.name.clone(), values: values.collect(), baseline, ..Series::default() }
}

/// Confirming a figure: by a second person.
///
/// # Errors
/// The sentence says why not.
pub(crate) fn confirm(figure: Option<&Figure>, by: &str) -> Result<MeasureEvent, Say> {
    let figure = figure.ok_or_else(|| Say::new("indicators.no_figure"))?;
    if figure.reporter == by {
        return Err(Say::new("indicators.second_person"));
    }
    Ok(MeasureEvent::Confirmed { series: figure.reported.series, period: figure.reported.period })
}

#[cfg(test)]
mod tests;
