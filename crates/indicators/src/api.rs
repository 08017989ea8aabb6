//! Indicators for programs.

use crate::model::{Reported, SeriesKind};
use crate::pages;
use crate::store::{self, Standing};
use kernel::Say;
use page::{Access, Answer, Ask, Refusal, Route, described, paged};
use people::Right;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/indicators", Access::Needs(Right::ReadDistrict), index).doc(
            described("Indicators and quantified commitments with their verdicts")
                .query(QUERY)
                .gives::<IndicatorList>(),
        ),
        Route::put("/api/v1/indicators/{id}/values/{period}", Access::Needs(Right::RecordValue), put).doc(
            described("Records a figure; a later one corrects it").takes::<ValueBody>().gives::<Judged>(),
        ),
    ]
}

const QUERY: &[(&str, &str)] = &[
    ("document", "number of the document"),
    ("state", "met, not_met, on_course, behind or cannot_be_judged"),
    ("page", "from 1"),
    ("per", "1 to 500"),
];

/// A figure of an indicator.
#[derive(Debug, Serialize, ToSchema)]
struct Latest {
    period: String,
    value: String,
}

/// An indicator or commitment.
#[derive(Debug, Serialize, ToSchema)]
struct IndicatorItem {
    id: String,
    seq: u32,
    document: String,
    clause: String,
    name: String,
    name_en: String,
    unit: String,
    target: String,
    organs: Vec<String>,
    latest: Option<Latest>,
    state: &'static str,
    because: String,
}

/// A page of indicators.
#[derive(Debug, Serialize, ToSchema)]
struct IndicatorList {
    total: u64,
    items: Vec<IndicatorItem>,
}

/// A figure to record.
#[derive(Debug, Deserialize, ToSchema)]
struct ValueBody {
    value: String,
    #[serde(default)]
    source: String,
    /// `value` or `growth`; the thing itself when left out.
    #[serde(default)]
    series: String,
}

/// The verdict after recording.
#[derive(Debug, Serialize, ToSchema)]
struct Judged {
    state: &'static str,
    because: String,
}

fn index(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (page, per) = paged(ask);
    let (total, items) = ask.read(|tx| {
        let (total, standings) =
            store::list(tx, ask.query.get("document"), ask.query.get("state"), page, per)?;
        let latest = standings.iter().map(|s| latest(tx, &s.measure.id)).collect::<Result<Vec<_>, _>>()?;
        Ok((total, standings.into_iter().zip(latest).map(|(s, l)| item(ask, s, l)).collect()))
    })?;
    Ok(Answer::json(&IndicatorList { total, items }))
}

fn latest(tx: &mut ::store::Tx<'_>, id: &str) -> Result<Option<Latest>, Refusal> {
    let figures = store::figures(tx, id)?;
    Ok(figures
        .last()
        .map(|f| Latest { period: f.reported.period.to_string(), value: f.reported.value.to_string() }))
}

fn item(ask: &Ask<'_>, standing: Standing, latest: Option<Latest>) -> IndicatorItem {
    let (measure, verdict) = (standing.measure, standing.verdict);
    IndicatorItem {
        target: measure.written(),
        id: measure.id,
        seq: measure.seq,
        document: measure.citation.document,
        clause: measure.citation.clause.to_string(),
        name: measure.name,
        name_en: measure.name_en,
        unit: measure.unit,
        organs: measure.organs,
        latest,
        state: verdict.state.name(),
        because: ask.say(&verdict.because),
    }
}

fn put(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (id, body) = (ask.path.get("id"), ask.json::<ValueBody>()?);
    let reported = Reported {
        series: if body.series == "growth" { SeriesKind::Growth } else { SeriesKind::Value },
        period: pages::period(ask.path.get("period"))?,
        value: body
            .value
            .parse()
            .map_err(|_| Refusal::Invalid(Say::new("indicators.bad_value").with("text", &body.value)))?,
        source: body.source,
        made_up: false,
    };
    pages::record(ask, id, reported)?;
    let verdict = ask.read(|tx| store::known(tx, id))?.verdict;
    Ok(Answer::json(&Judged { state: verdict.state.name(), because: ask.say(&verdict.because) }))
}
