//! Random draws: pools fixed by one entry, the draw made by the next from the digest of the first (B-070).

use super::cases::may;
use super::{as_of, derived, json};
use crate::cases::{CaseOpened, Drawn, Plan, draw};
use crate::event::PowersEvent;
use crate::store::Filter;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Entry, Say, day_of};
use page::Refusal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::{Algorithm, Row, StoreError, Tx, Value, leaf};

/// The pools of a draw are fixed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prepared {
    /// Year and number, such as `2024-3`.
    pub id: String,
    /// The list.
    pub list: String,
    /// Who inspects.
    pub body: String,
    /// The items the inspections rest on.
    pub codes: Vec<String>,
    /// What is inspected, in words.
    pub title: String,
    /// The pools and how many are drawn.
    pub plan: Plan,
}

/// A draw as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draw {
    /// What was fixed.
    pub prepared: Prepared,
    /// The day it was fixed.
    pub day: Date,
    /// The ledger's entry that fixed it.
    pub prepared_seq: u64,
    /// The digest of that entry: the seed.
    pub seed: String,
    /// Who was drawn; empty before the draw.
    pub drawn: Vec<Drawn>,
    /// The ledger's entry of the draw.
    pub drawn_seq: Option<u64>,
}

impl Draw {
    /// Whether drawing again from the recorded seed gives what was recorded.
    pub fn repeats(&self) -> bool {
        draw(&self.seed, &self.prepared.plan) == self.drawn
    }
}

/// Applies that the pools are fixed.
pub(super) fn prepared(tx: &mut Tx<'_>, prepared: Prepared, entry: &Entry) -> Result<(), StoreError> {
    let seed = leaf::hash(Algorithm::Sha256, entry).to_string();
    let (day, prepared_seq) = (day_of(entry.at), entry.seq);
    put(tx, &Draw { prepared, day, prepared_seq, seed, drawn: Vec::new(), drawn_seq: None })
}

/// Applies the draw.
pub(super) fn drawn(tx: &mut Tx<'_>, id: &str, drawn: Vec<Drawn>, entry: &Entry) -> Result<(), StoreError> {
    let Some(found) = find(tx, id)? else { return Ok(()) };
    put(tx, &Draw { drawn, drawn_seq: Some(entry.seq), ..found })
}

fn put(tx: &mut Tx<'_>, draw: &Draw) -> Result<(), StoreError> {
    let of = &draw.prepared;
    let number: u64 = of.id.rsplit('-').next().and_then(|number| number.parse().ok()).unwrap_or_default();
    let key: [(&str, Value); 2] = [("district", tx.district().into()), ("id", (&of.id).into())];
    let rest: [(&str, Value); 7] = [
        ("list", (&of.list).into()),
        ("body", (&of.body).into()),
        ("year", i64::from(draw.day.year()).into()),
        ("number", number.into()),
        ("drawn", draw.drawn_seq.is_some().into()),
        ("seq", draw.prepared_seq.into()),
        ("detail", json(draw)?.into()),
    ];
    tx.upsert("power_draws", &key, &rest)
}

fn read(row: &Row) -> Result<Draw, StoreError> {
    serde_json::from_str(&row.text(0)?).map_err(|e| derived(&e))
}

fn find(tx: &mut Tx<'_>, id: &str) -> Result<Option<Draw>, StoreError> {
    let sql = "SELECT detail FROM power_draws WHERE district = ?1 AND id = ?2";
    tx.query_one(sql, &[tx.district().into(), id.into()])?.as_ref().map(read).transpose()
}

/// One draw.
///
/// # Errors
/// No such draw, or the store's failure.
pub fn draw_of(tx: &mut Tx<'_>, id: &str) -> Result<Draw, Refusal> {
    find(tx, id)?.ok_or_else(|| Refusal::NotFound(Say::new("powers.no_draw").with("draw", id)))
}

/// Fixes the pools of a draw; gives its identity and the ledger's number. `prepared.id` is given here.
///
/// # Errors
/// No item, an item not in force for that body today, a name twice, fewer names than are drawn, a team of less than two;
/// or the store's failure.
pub fn prepare_draw(
    tx: &mut Tx<'_>,
    prepared: Prepared,
    by: &str,
    now: Timestamp,
) -> Result<(String, u64), Refusal> {
    if let Some(fault) = fault(&prepared) {
        return Err(Refusal::Invalid(fault));
    }
    let mut list = prepared.list.clone();
    for code in &prepared.codes {
        list = may(tx, (&list, code, &prepared.body), day_of(now))?;
    }
    let year = day_of(now).year();
    let sql = "SELECT COALESCE(MAX(number), 0) FROM power_draws WHERE district = ?1 AND year = ?2";
    let last = tx.query_one(sql, &[tx.district().into(), i64::from(year).into()])?;
    let id = format!("{year}-{}", last.map_or(Ok(0), |row| row.count(0))? + 1);
    let seq =
        append(tx, &id, &PowersEvent::DrawPrepared(Prepared { id: id.clone(), list, ..prepared }), by, now)?;
    Ok((id, seq))
}

/// What is wrong with pools and numbers.
fn fault(prepared: &Prepared) -> Option<Say> {
    let plan = &prepared.plan;
    if prepared.title.trim().is_empty() || prepared.codes.is_empty() {
        return Some(Say::new("powers.draw_empty"));
    }
    if let Some(name) = twice(&plan.objects).or(twice(&plan.inspectors)) {
        return Some(Say::new("powers.draw_twice").with("name", name));
    }
    if plan.count == 0 || plan.objects.len() < plan.count as usize {
        return Some(
            Say::new("powers.draw_objects").with("count", plan.count).with("has", plan.objects.len()),
        );
    }
    if plan.team < 2 || plan.inspectors.len() < plan.team as usize {
        return Some(Say::new("powers.draw_team").with("team", plan.team).with("has", plan.inspectors.len()));
    }
    None
}

fn twice(names: &[String]) -> Option<&str> {
    let mut seen = std::collections::BTreeSet::new();
    names.iter().find(|name| !seen.insert(name.as_str())).map(String::as_str)
}

/// Draws; gives the ledger's number. It is done once: who wants another draw prepares another, and both stay.
///
/// # Errors
/// No such draw, it was drawn already; or the store's failure.
pub fn draw_now(tx: &mut Tx<'_>, id: &str, by: &str, now: Timestamp) -> Result<u64, Refusal> {
    let found = draw_of(tx, id)?;
    if found.drawn_seq.is_some() {
        return Err(Refusal::Conflict(Say::new("powers.drawn_already").with("draw", id)));
    }
    let drawn = draw(&found.seed, &found.prepared.plan);
    append(tx, id, &PowersEvent::Drawn { id: id.to_owned(), seed: found.seed, drawn }, by, now)
}

fn append(tx: &mut Tx<'_>, id: &str, event: &PowersEvent, by: &str, now: Timestamp) -> Result<u64, Refusal> {
    Ok(super::append(tx, &format!("powers-draw/{id}"), event, by, now)?)
}

/// A case that names a draw is about somebody the draw chose, under one of its items.
pub(super) fn chose(tx: &mut Tx<'_>, case: &CaseOpened) -> Result<(), Refusal> {
    if case.draw.is_empty() {
        return Ok(());
    }
    let found = draw_of(tx, &case.draw)?;
    let chosen = found.drawn.iter().any(|drawn| drawn.object == case.subject);
    if chosen && found.prepared.codes.contains(&case.code) && found.prepared.body == case.body {
        return Ok(());
    }
    let say = Say::new("powers.draw_did_not_choose").with("draw", &case.draw);
    Err(Refusal::Conflict(say.with("subject", &case.subject)))
}

/// One page of draws, the newest first, and how many there are; of one year or of all.
///
/// # Errors
/// The store's failure.
pub fn draws(
    tx: &mut Tx<'_>,
    year: Option<i16>,
    page: u32,
    per: u32,
) -> Result<(u64, Vec<Draw>), StoreError> {
    let mut values: Vec<Value> = vec![tx.district().into()];
    let mut condition = "district = ?1".to_owned();
    if let Some(year) = year {
        values.push(i64::from(year).into());
        condition.push_str(" AND year = ?2");
    }
    let total = tx.query_one(&format!("SELECT COUNT(*) FROM power_draws WHERE {condition}"), &values)?;
    let offset = u64::from(page.saturating_sub(1)) * u64::from(per);
    let sql = format!(
        "SELECT detail FROM power_draws WHERE {condition} ORDER BY year DESC, number DESC LIMIT {per} OFFSET {offset}"
    );
    let found = tx.query(&sql, &values)?.iter().map(read).collect::<Result<_, _>>()?;
    Ok((total.map_or(Ok(0), |row| row.count(0))?, found))
}

/// How far the draws of a year reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered {
    /// The body.
    pub body: String,
    /// Its items on the day, each with the draws of the year that rest on it.
    pub items: Vec<(String, String, u64)>,
}

/// Bodies and the items of a kind that they hold on a day, with the draws of the year that rest on each: an item without
/// a draw was not covered (全覆盖).
///
/// # Errors
/// The store's failure.
pub fn coverage(tx: &mut Tx<'_>, list: &str, kind: &str, on: Date) -> Result<Vec<Covered>, StoreError> {
    let mut counted: BTreeMap<String, u64> = BTreeMap::new();
    let drawn = draws(tx, Some(on.year()), 1, MOST)?.1.into_iter().filter(|draw| draw.drawn_seq.is_some());
    for code in drawn.flat_map(|draw| draw.prepared.codes) {
        *counted.entry(code).or_default() += 1;
    }
    let filter = Filter { list: list.to_owned(), kind: kind.to_owned(), ..Filter::default() };
    let mut bodies: BTreeMap<String, Covered> = BTreeMap::new();
    for span in as_of(tx, on, &filter, 1, MOST)?.1 {
        let item = span.item;
        let covered = bodies.entry(item.holder.clone());
        let covered = covered.or_insert_with(|| Covered { body: item.holder, items: Vec::new() });
        let draws = counted.get(&item.code).copied().unwrap_or_default();
        covered.items.push((item.code, item.name, draws));
    }
    Ok(bodies.into_values().collect())
}

/// Draws of a year, and items of a kind, that one page of coverage takes in.
const MOST: u32 = 10_000;
