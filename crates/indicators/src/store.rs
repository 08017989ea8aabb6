//! Rows in, rows out.

use crate::model::{
    Figure, Measure, MeasureEvent, MeasureKind, Reported, SeriesKind, confirm as decide_confirm, judge,
};
use jiff::Timestamp;
use kernel::verdict::{State, Verdict};
use kernel::{Entry, Happening, Period, Say};
use pack::{Adopted, Pack};
use page::Refusal;
use store::card::Card;
use store::{Projection, Row, StoreError, Tx, Value};

/// Keeps the tables `measures` and `measure_values` and the cards of measures in step with the ledger.
pub static PROJECTION: &dyn Projection = &Indicators;

#[derive(Debug)]
struct Indicators;

impl Projection for Indicators {
    fn name(&self) -> &'static str {
        "indicators"
    }

    fn tables(&self) -> &'static [&'static str] {
        &["measures", "measure_values"]
    }

    fn apply(&self, tx: &mut Tx<'_>, entry: &Entry) -> Result<(), StoreError> {
        match entry.kind.as_str() {
            Adopted::KIND => define(tx, &Adopted::of(entry).map_err(|e| derived(&e))?.pack),
            kind if kind.starts_with("measure.") => change(tx, entry),
            _ => Ok(()),
        }
    }
}

fn derived(reason: &dyn std::fmt::Display) -> StoreError {
    StoreError::Derived { table: "measures", reason: reason.to_string() }
}

/// Takes the definitions of an adopted pack. Values stay with a measure that is defined again; one that is no
/// longer defined goes, and stays in the ledger.
fn define(tx: &mut Tx<'_>, pack: &Pack) -> Result<(), StoreError> {
    for document in &pack.documents {
        let known = tx.query(
            "SELECT id FROM measures WHERE district = ?1 AND document = ?2",
            &[tx.district().into(), (&document.number).into()],
        )?;
        for row in known {
            store::card::remove(tx, &subject(&row.text(0)?))?;
        }
        tx.execute(
            "DELETE FROM measures WHERE district = ?1 AND document = ?2",
            &[tx.district().into(), (&document.number).into()],
        )?;
        let indicators =
            document.indicators.iter().map(|indicator| Measure::of_indicator(document, indicator));
        for measure in indicators.chain(document.commitments.iter().map(Measure::of_commitment)) {
            let verdict = judge(&measure, &[], Timestamp::UNIX_EPOCH);
            save(tx, &Standing { measure, verdict, judged: None })?;
        }
    }
    Ok(())
}

/// A measure with what is said of it now.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// What is measured.
    pub measure: Measure,
    /// The last verdict.
    pub verdict: Verdict,
    /// When it was given; `None` while nothing has been judged.
    pub judged: Option<Timestamp>,
}

fn change(tx: &mut Tx<'_>, entry: &Entry) -> Result<(), StoreError> {
    let id = entry.stream.strip_prefix("measure/").unwrap_or_default();
    let event = entry.read::<MeasureEvent>().ok_or_else(|| derived(&format!("entry {}", entry.seq)))?;
    match event {
        MeasureEvent::Reported(reported) => put_figure(tx, id, &reported, &entry.actor)?,
        MeasureEvent::Confirmed { series, period } => {
            let sql = "UPDATE measure_values SET confirmer = ?5 \
                       WHERE district = ?1 AND measure = ?2 AND series = ?3 AND period = ?4";
            let key: [Value; 5] = [
                tx.district().into(),
                id.into(),
                series.word().into(),
                period.to_string().into(),
                (&entry.actor).into(),
            ];
            tx.execute(sql, &key)?;
        }
        MeasureEvent::Judged(verdict) => {
            if let Some(mut standing) = find(tx, id)? {
                standing.verdict = verdict;
                standing.judged = Some(entry.at);
                save(tx, &standing)?;
            }
        }
    }
    Ok(())
}

fn put_figure(tx: &mut Tx<'_>, id: &str, reported: &Reported, reporter: &str) -> Result<(), StoreError> {
    let key: [(&str, Value); 4] = [
        ("district", tx.district().into()),
        ("measure", id.into()),
        ("series", reported.series.word().into()),
        ("period", reported.period.to_string().into()),
    ];
    let rest: [(&str, Value); 5] = [
        ("value", reported.value.to_string().into()),
        ("reporter", reporter.into()),
        ("confirmer", "".into()),
        ("source", (&reported.source).into()),
        ("made_up", reported.made_up.into()),
    ];
    tx.upsert("measure_values", &key, &rest)
}

const COLUMNS: &str = "verdict, judged, detail";

fn save(tx: &mut Tx<'_>, standing: &Standing) -> Result<(), StoreError> {
    let measure = &standing.measure;
    let kind = match measure.kind {
        MeasureKind::Indicator => "indicator",
        MeasureKind::Commitment => "commitment",
    };
    let key = [("district", tx.district().into()), ("id", (&measure.id).into())];
    let rest: [(&str, Value); 8] = [
        ("kind", kind.into()),
        ("document", (&measure.citation.document).into()),
        ("clause", measure.citation.clause.as_str().into()),
        ("position", measure.seq.into()),
        ("state", standing.verdict.state.name().into()),
        ("verdict", json(&standing.verdict)?.into()),
        ("judged", standing.judged.into()),
        ("detail", json(measure)?.into()),
    ];
    tx.upsert("measures", &key, &rest)?;
    store::card::put(tx, &card(standing))
}

fn json(value: &impl serde::Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|e| derived(&e))
}

fn subject(id: &str) -> String {
    format!("measure/{id}")
}

/// The measure's card: any page may show it.
fn card(standing: &Standing) -> Card {
    let measure = &standing.measure;
    Card {
        subject: subject(&measure.id),
        kind: "measure".to_owned(),
        title: measure.name.clone(),
        title_en: measure.name_en.clone(),
        state: standing.verdict.state.name().to_owned(),
        url: format!("/indicators/{}", measure.id),
        organ: measure.organs.first().cloned().unwrap_or_default(),
        due: None,
        document: measure.citation.document.clone(),
        clause: measure.citation.clause.to_string(),
        made_up: false,
    }
}

fn read(row: &Row) -> Result<Standing, StoreError> {
    Ok(Standing {
        verdict: serde_json::from_str(&row.text(0)?).map_err(|e| derived(&e))?,
        judged: row.opt_time(1)?,
        measure: serde_json::from_str(&row.text(2)?).map_err(|e| derived(&e))?,
    })
}

/// The measure of that identity.
///
/// # Errors
/// The store's failure.
pub fn find(tx: &mut Tx<'_>, id: &str) -> Result<Option<Standing>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM measures WHERE district = ?1 AND id = ?2");
    tx.query_one(&sql, &[tx.district().into(), id.into()])?.as_ref().map(read).transpose()
}

pub(crate) fn known(tx: &mut Tx<'_>, id: &str) -> Result<Standing, Refusal> {
    find(tx, id)?.ok_or_else(|| Refusal::NotFound(Say::new("indicators.no_measure").with("id", id)))
}

/// One page of measures in the documents' order, and how many there are. Empty texts mean any.
///
/// # Errors
/// The store's failure.
pub fn list(
    tx: &mut Tx<'_>,
    document: &str,
    state: &str,
    page: u32,
    per: u32,
) -> Result<(u64, Vec<Standing>), StoreError> {
    let mut condition = "district = ?1".to_owned();
    let mut values: Vec<Value> = vec![tx.district().into()];
    for (column, wanted) in
        [("document", document), ("state", state)].into_iter().filter(|(_, wanted)| !wanted.is_empty())
    {
        values.push(wanted.into());
        condition.push_str(&format!(" AND {column} = ?{}", values.len()));
    }
    let total = tx.query_one(&format!("SELECT COUNT(*) FROM measures WHERE {condition}"), &values)?;
    let offset = u64::from(page.saturating_sub(1)) * u64::from(per);
    let order = "document, kind DESC, position, id";
    let sql = format!(
        "SELECT {COLUMNS} FROM measures WHERE {condition} ORDER BY {order} LIMIT {per} OFFSET {offset}"
    );
    let rows = tx.query(&sql, &values)?;
    Ok((total.map_or(Ok(0), |row| row.count(0))?, rows.iter().map(read).collect::<Result<_, _>>()?))
}

/// How many measures stand where.
///
/// # Errors
/// The store's failure.
pub fn state_counts(tx: &mut Tx<'_>) -> Result<Vec<(String, u64)>, StoreError> {
    let sql = "SELECT state, COUNT(*) FROM measures WHERE district = ?1 GROUP BY state ORDER BY state";
    let rows = tx.query(sql, &[tx.district().into()])?;
    rows.iter().map(|row| Ok((row.text(0)?, row.count(1)?))).collect()
}

/// The figures of a measure, oldest first.
///
/// # Errors
/// The store's failure.
pub fn figures(tx: &mut Tx<'_>, id: &str) -> Result<Vec<Figure>, StoreError> {
    let sql = "SELECT series, period, value, reporter, confirmer, source, made_up FROM measure_values \
               WHERE district = ?1 AND measure = ?2 ORDER BY series DESC, period";
    let rows = tx.query(sql, &[tx.district().into(), id.into()])?;
    rows.iter().map(read_figure).collect()
}

fn read_figure(row: &Row) -> Result<Figure, StoreError> {
    let series = if row.text(0)? == "growth" { SeriesKind::Growth } else { SeriesKind::Value };
    let reported = Reported {
        series,
        period: row.text(1)?.parse().map_err(|e| derived(&e))?,
        value: row.text(2)?.parse().map_err(|e| derived(&e))?,
        source: row.text(5)?,
        made_up: row.flag(6)?,
    };
    Ok(Figure { reported, reporter: row.text(3)?, confirmer: row.text(4)? })
}

/// Reports a figure and judges the measure anew.
///
/// # Errors
/// An unknown measure, or the store's failure.
pub fn report(
    tx: &mut Tx<'_>,
    id: &str,
    reported: Reported,
    by: &str,
    now: Timestamp,
) -> Result<Verdict, Refusal> {
    known(tx, id)?;
    record(tx, id, &MeasureEvent::Reported(reported), by, now)?;
    judge_again(tx, id, now)
}

/// Makes a figure official and judges the measure anew.
///
/// # Errors
/// The reporter as the second person, an unknown figure, or the store's failure.
pub fn confirm(
    tx: &mut Tx<'_>,
    id: &str,
    series: SeriesKind,
    period: Period,
    by: &str,
    now: Timestamp,
) -> Result<Verdict, Refusal> {
    known(tx, id)?;
    let figures = figures(tx, id)?;
    let figure = figures.iter().find(|f| f.reported.series == series && f.reported.period == period);
    let decided = decide_confirm(figure, by).map_err(Refusal::Conflict)?;
    record(tx, id, &decided, by, now)?;
    judge_again(tx, id, now)
}

/// The measures whose verdict the clock alone has changed: only those need to be judged again.
///
/// # Errors
/// The store's failure.
pub fn to_judge(tx: &mut Tx<'_>, now: Timestamp) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT DISTINCT measure FROM measure_values WHERE district = ?1 ORDER BY measure";
    let mut changed = Vec::new();
    for row in tx.query(sql, &[tx.district().into()])? {
        let id = row.text(0)?;
        if let Some(standing) = find(tx, &id)?
            && judge(&standing.measure, &figures(tx, &id)?, now) != standing.verdict
        {
            changed.push(id);
        }
    }
    Ok(changed)
}

/// Judges a measure and records the verdict when it is another than before.
///
/// # Errors
/// An unknown measure, or the store's failure.
pub fn judge_again(tx: &mut Tx<'_>, id: &str, now: Timestamp) -> Result<Verdict, Refusal> {
    let standing = known(tx, id)?;
    let verdict = judge(&standing.measure, &figures(tx, id)?, now);
    if verdict != standing.verdict || standing.judged.is_none() {
        record(tx, id, &MeasureEvent::Judged(verdict.clone()), "clock", now)?;
    }
    Ok(verdict)
}

fn record(
    tx: &mut Tx<'_>,
    id: &str,
    event: &MeasureEvent,
    by: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.add(&subject(id), event.event().map_err(|e| derived(&e))?, by, now)?;
    Ok(())
}

/// Whether a state is one to worry about.
pub(crate) fn is_bad(state: State) -> bool {
    matches!(state, State::NotMet | State::Behind)
}
