//! Random draws for programs: prepared, drawn, read.

use super::write::{RecordedEntry, recorded};
use crate::cases::{Drawn, Plan};
use crate::pages::must_act;
use crate::store::{self, Draw, Prepared};
use page::{Access, Answer, Ask, Refusal, Route, described, paged};
use people::Right;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(super) fn routes() -> Vec<Route> {
    let (reads, reports) = (Access::Needs(Right::ReadDistrict), Access::Needs(Right::ReportDuty));
    vec![
        Route::get("/api/v1/powers/draws", reads, index)
            .doc(described("Random draws, the newest first").query(QUERY).gives::<DrawList>()),
        Route::post("/api/v1/powers/draws", reports, prepare).doc(
            described("Fixes the pools of a draw; the digest of this entry is the seed")
                .takes::<DrawBody>()
                .gives::<DrawItem>(),
        ),
        Route::get("/api/v1/powers/draws/{id}", reads, show)
            .doc(described("A draw with its pools and its result").gives::<DrawItem>()),
        Route::post("/api/v1/powers/draws/{id}", reports, draw_now)
            .doc(described("Draws, once").gives::<RecordedEntry>()),
    ]
}

const QUERY: &[(&str, &str)] = &[("year", "such as 2024"), ("page", "from 1"), ("per", "1 to 500")];

#[derive(Debug, Deserialize, ToSchema)]
struct DrawBody {
    title: String,
    #[serde(default)]
    list: String,
    body: String,
    /// Items the inspections rest on.
    codes: Vec<String>,
    objects: Vec<String>,
    inspectors: Vec<String>,
    /// How many objects are drawn.
    count: u32,
    /// How many inspectors go to each, two at least.
    team: u32,
}

/// A draw.
#[derive(Debug, Serialize, ToSchema)]
struct DrawItem {
    id: String,
    list: String,
    title: String,
    body: String,
    codes: Vec<String>,
    objects: Vec<String>,
    inspectors: Vec<String>,
    count: u32,
    team: u32,
    prepared: String,
    /// SHA-256 of the entry that fixed the pools.
    seed: String,
    entry: u64,
    /// Empty before the draw.
    drawn: Vec<DrawnItem>,
    drawn_entry: Option<u64>,
    /// Whether drawing again from the seed gives the same.
    repeats: bool,
}

/// One object that was drawn.
#[derive(Debug, Serialize, ToSchema)]
struct DrawnItem {
    object: String,
    team: Vec<String>,
}

/// A page of draws.
#[derive(Debug, Serialize, ToSchema)]
struct DrawList {
    total: u64,
    items: Vec<DrawItem>,
}

fn item(draw: Draw) -> DrawItem {
    let repeats = draw.drawn_seq.is_some() && draw.repeats();
    let Draw { prepared, day, prepared_seq, seed, drawn, drawn_seq } = draw;
    let Plan { objects, inspectors, count, team } = prepared.plan;
    DrawItem {
        id: prepared.id,
        list: prepared.list,
        title: prepared.title,
        body: prepared.body,
        codes: prepared.codes,
        objects,
        inspectors,
        count,
        team,
        prepared: day.to_string(),
        seed,
        entry: prepared_seq,
        drawn: drawn.into_iter().map(|Drawn { object, team }| DrawnItem { object, team }).collect(),
        drawn_entry: drawn_seq,
        repeats,
    }
}

fn index(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (page, per) = paged(ask);
    let year = crate::pages::year(ask)?;
    let (total, draws) = ask.read(|tx| Ok(store::draws(tx, year, page, per)?))?;
    Ok(Answer::json(&DrawList { total, items: draws.into_iter().map(item).collect() }))
}

fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    Ok(Answer::json(&item(ask.read(|tx| store::draw_of(tx, ask.path.get("id")))?)))
}

fn prepare(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (by, body) = (ask.actor()?, ask.json::<DrawBody>()?);
    must_act(ask, &body.body)?;
    let DrawBody { title, list, body, codes, objects, inspectors, count, team } = body;
    let plan = Plan { objects, inspectors, count, team };
    let prepared = Prepared { id: String::new(), list, body, codes, title, plan };
    let draw = ask.write(|tx| {
        let (id, _) = store::prepare_draw(tx, prepared, by, ask.now)?;
        store::draw_of(tx, &id)
    })?;
    Ok(Answer::json(&item(draw)).created())
}

fn draw_now(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (by, id) = (ask.actor()?, ask.path.get("id"));
    let entry = ask.write(|tx| {
        must_act(ask, &store::draw_of(tx, id)?.prepared.body)?;
        store::draw_now(tx, id, by, ask.now)
    })?;
    Ok(recorded(entry))
}
