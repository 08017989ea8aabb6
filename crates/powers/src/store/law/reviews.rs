//! Reviews: one for each item that a change touches; who must decide, by when, and what was decided.

use super::super::rows::{ROWS, places};
use super::super::{derived, json};
use super::changes::{find, gone, is_final};
use super::names_of;
use crate::adjust::{List, Outcome};
use crate::law::{LawChange, ReviewKey, Settled, Touched, Watched, What, canonical, touch};
use crate::model::{Field, Item, Span};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Citation, Entry, Say};
use page::Refusal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::{Algorithm, Row, StoreError, Tx, Value};

/// An item that a change touches, as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LawReview {
    /// Which item, for which change.
    #[serde(flatten)]
    pub of: ReviewKey,
    /// The item's name when it was touched.
    pub name: String,
    /// The body that exercises it and has to say what becomes of it.
    pub organ: String,
    /// The law or decision.
    pub law: String,
    /// First day on which the change holds.
    pub effective: Date,
    /// The day by whose end it must be decided.
    pub decide_by: Date,
    /// Why it is touched.
    pub why: Vec<Say>,
    /// The day on which it ends with its law (P-020); `None` when somebody must decide.
    pub cancels: Option<Date>,
    /// The basis as it would read after the change.
    pub proposal: Option<String>,
    /// The name as it would read after the change.
    pub rename: Option<String>,
    /// Where the list states the item; for an item that an adjustment added, the document of the change.
    pub citation: Citation,
    /// What was decided.
    pub settled: Option<SettledBy>,
}

/// A decision with its author.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettledBy {
    /// What was decided.
    pub settled: Settled,
    /// The account that did.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// The ledger's entry.
    pub seq: u64,
}

/// The state of what somebody must decide.
const OPEN: &str = "open";
/// The state of what ends with its law when the day comes.
pub(super) const WAITS: &str = "waits";

impl LawReview {
    /// open, waits (for the day on which it ends with its law), kept, adjusted or cancelled.
    pub fn state(&self) -> &'static str {
        match &self.settled {
            Some(by) => by.settled.word(),
            None if self.cancels.is_some() => WAITS,
            None => OPEN,
        }
    }

    /// Whether somebody must decide, or the day must come.
    pub fn is_pending(&self) -> bool {
        !self.settled.as_ref().is_some_and(|by| is_final(&by.settled))
    }
}

/// Which reviews; an empty text means any.
#[derive(Debug, Clone, Default)]
pub struct ReviewFilter {
    /// In this state; `pending` for what is open or waits.
    pub state: String,
    /// That this body decides.
    pub organ: String,
    /// For this change.
    pub change: Option<u64>,
    /// Of this item.
    pub item: Option<(String, String)>,
}

const COLUMNS: [&str; 9] =
    ["district", "change", "list", "code", "organ", "state", "effective", "decide_by", "detail"];

fn row(district: &str, review: &LawReview) -> Result<Vec<Value>, StoreError> {
    Ok(vec![
        district.into(),
        review.of.change.into(),
        (&review.of.list).into(),
        (&review.of.code).into(),
        (&review.organ).into(),
        review.state().into(),
        review.cancels.unwrap_or(review.effective).to_string().into(),
        review.decide_by.to_string().into(),
        json(review)?.into(),
    ])
}

fn read(row: &Row) -> Result<LawReview, StoreError> {
    serde_json::from_str(&row.text(0)?).map_err(|e| derived(&e))
}

/// Opens reviews.
pub(super) fn put_all(
    tx: &mut Tx<'_>,
    seq: u64,
    change: &LawChange,
    found: &[(Span, Touched)],
) -> Result<(), StoreError> {
    let mut rows = Vec::new();
    for (span, touched) in found {
        let item = &span.item;
        let review = LawReview {
            of: ReviewKey { change: seq, list: span.list.clone(), code: item.code.clone() },
            name: item.name.clone(),
            organ: item.holder.clone(),
            law: change.law.clone(),
            effective: change.effective,
            decide_by: change.decide_by,
            why: touched.why.clone(),
            cancels: touched.cancels,
            proposal: touched.proposal.clone(),
            rename: touched.rename.clone(),
            citation: citation(change, item)?,
            settled: None,
        };
        rows.push(row(tx.district(), &review)?);
    }
    tx.insert("power_reviews", &COLUMNS, &rows)
}

/// Where the item is stated. What an adjustment added is cited by the document of the change, its code and the digest
/// of its name.
fn citation(change: &LawChange, item: &Item) -> Result<Citation, StoreError> {
    if let Some(citation) = &item.citation {
        return Ok(citation.clone());
    }
    let digest = Algorithm::Sha256.digest(&[kernel::normalize(&item.name).as_bytes()]).to_string();
    Ok(Citation {
        document: change.source.clone(),
        clause: item.code.clone().try_into().map_err(|e| derived(&e))?,
        digest: digest.try_into().map_err(|e| derived(&e))?,
    })
}

fn update(tx: &mut Tx<'_>, review: &LawReview) -> Result<(), StoreError> {
    let sql = "UPDATE power_reviews SET organ = ?1, state = ?2, detail = ?3 \
        WHERE district = ?4 AND change = ?5 AND list = ?6 AND code = ?7";
    let values: [Value; 7] = [
        (&review.organ).into(),
        review.state().into(),
        json(review)?.into(),
        tx.district().into(),
        review.of.change.into(),
        (&review.of.list).into(),
        (&review.of.code).into(),
    ];
    tx.execute(sql, &values).map(|_| ())
}

/// Applies a decision.
pub(super) fn settled(
    tx: &mut Tx<'_>,
    of: &ReviewKey,
    settled: Settled,
    entry: &Entry,
) -> Result<(), StoreError> {
    let Some(mut review) = get(tx, of)? else { return Ok(()) };
    review.settled = Some(by(settled, entry));
    update(tx, &review)
}

fn by(settled: Settled, entry: &Entry) -> SettledBy {
    SettledBy { settled, by: entry.actor.clone(), at: entry.at, seq: entry.seq }
}

/// What an edition does to reviews that are pending: an item that is cancelled needs none; one that the change no
/// longer touches was adjusted; one that moves is decided by its new body.
pub(super) fn after_edition(
    tx: &mut Tx<'_>,
    list: &List,
    outcome: &Outcome,
    entry: &Entry,
) -> Result<(), StoreError> {
    let any = format!("SELECT 1 FROM power_reviews WHERE district = ?1 AND list = ?2 AND {PENDING} LIMIT 1");
    if tx.query_one(&any, &[tx.district().into(), (&list.id).into()])?.is_none() {
        return Ok(());
    }
    let begun: BTreeMap<&str, &Item> = outcome.begins.iter().map(|item| (item.code.as_str(), item)).collect();
    let mut codes: Vec<&str> = outcome.ends.iter().map(String::as_str).chain(begun.keys().copied()).collect();
    codes.sort_unstable();
    codes.dedup();
    let (mut changes, gone) = (BTreeMap::new(), gone(tx)?);
    for review in pending(tx, &list.id, &codes)? {
        let old = list.open.get(&review.of.code).map(|span| &span.item);
        let new = begun.get(review.of.code.as_str()).copied();
        let settled = match new {
            None => Some(Settled::Cancel { edition: outcome.edition }),
            Some(new) if is_still_touched(tx, (&mut changes, &gone), &review, old, new)? => None,
            Some(new) => Some(Settled::Adjust {
                edition: outcome.edition,
                basis: new.field(Field::Basis).unwrap_or_default().to_owned(),
            }),
        };
        let organ = new.map_or(&review.organ, |new| &new.holder).clone();
        if settled.is_some() || organ != review.organ {
            let settled = settled.map(|settled| by(settled, entry)).or(review.settled);
            update(tx, &LawReview { organ, settled, ..review })?;
        }
    }
    Ok(())
}

const PENDING: &str = "state IN ('open', 'waits')";

/// Pending reviews of some items of a list.
fn pending(tx: &mut Tx<'_>, list: &str, codes: &[&str]) -> Result<Vec<LawReview>, StoreError> {
    let mut found = Vec::new();
    for some in codes.chunks(ROWS) {
        let sql = format!(
            "SELECT detail FROM power_reviews WHERE district = ?1 AND list = ?2 AND {PENDING} AND code IN ({}) \
             ORDER BY change, code",
            places(2, some.len())
        );
        let values = super::with_district(tx, std::iter::once(list).chain(some.iter().copied()));
        for row in tx.query(&sql, &values)? {
            found.push(read(&row)?);
        }
    }
    Ok(found)
}

/// A change with the names of its law.
type Known = Option<(LawChange, Vec<String>)>;

/// Whether the change touches the item as it stands now. What a decision delegates is done when body or level change.
fn is_still_touched(
    tx: &mut Tx<'_>,
    (changes, gone): (&mut BTreeMap<u64, Known>, &BTreeMap<String, Date>),
    review: &LawReview,
    old: Option<&Item>,
    new: &Item,
) -> Result<bool, StoreError> {
    let seq = review.of.change;
    if let std::collections::btree_map::Entry::Vacant(place) = changes.entry(seq) {
        let known = match find(tx, seq)? {
            Some(change) => {
                let names = names_of(tx, &canonical(&change.law))?;
                Some((change, names))
            }
            None => None,
        };
        place.insert(known);
    }
    let Some(Some((change, names))) = changes.get(&seq) else { return Ok(true) };
    if matches!(change.what, What::Decided { .. }) {
        return Ok(old.is_some_and(|old| {
            old.holder == new.holder && old.field(Field::Level) == new.field(Field::Level)
        }));
    }
    let item = Watched { code: &new.code, name: &new.name, basis: new.field(Field::Basis) };
    Ok(touch(change, names, &|law| gone.get(law).copied(), item).is_some())
}

fn get(tx: &mut Tx<'_>, of: &ReviewKey) -> Result<Option<LawReview>, StoreError> {
    let sql =
        "SELECT detail FROM power_reviews WHERE district = ?1 AND change = ?2 AND list = ?3 AND code = ?4";
    let values = [tx.district().into(), of.change.into(), (&of.list).into(), (&of.code).into()];
    tx.query_one(sql, &values)?.as_ref().map(read).transpose()
}

/// The review of an item for a change.
///
/// # Errors
/// There is none, or the store's failure.
pub fn review(tx: &mut Tx<'_>, of: &ReviewKey) -> Result<LawReview, Refusal> {
    let unknown = Say::new("powers_law.no_review").with("code", &of.code).with("change", of.change);
    get(tx, of)?.ok_or(Refusal::NotFound(unknown))
}

/// Lists and codes that a change was found to touch.
pub(super) fn keys_of(tx: &mut Tx<'_>, change: u64) -> Result<Vec<(String, String)>, StoreError> {
    let sql = "SELECT list, code FROM power_reviews WHERE district = ?1 AND change = ?2";
    let rows = tx.query(sql, &[tx.district().into(), change.into()])?;
    rows.iter().map(|row| Ok((row.text(0)?, row.text(1)?))).collect()
}

/// How many reviews of a change are in each state.
pub(super) fn counts(tx: &mut Tx<'_>, change: u64) -> Result<BTreeMap<String, u64>, StoreError> {
    let sql = "SELECT state, COUNT(*) FROM power_reviews WHERE district = ?1 AND change = ?2 GROUP BY state";
    let rows = tx.query(sql, &[tx.district().into(), change.into()])?;
    rows.iter().map(|row| Ok((row.text(0)?, row.count(1)?))).collect()
}

/// Reviews, those that must be decided soonest first, and how many there are.
///
/// # Errors
/// The store's failure.
pub fn reviews(
    tx: &mut Tx<'_>,
    filter: &ReviewFilter,
    page: u32,
    per: u32,
) -> Result<(u64, Vec<LawReview>), StoreError> {
    let mut wanted = "district = ?1".to_owned();
    let mut values: Vec<Value> = vec![tx.district().into()];
    let mut and = |column: &str, value: Value| {
        values.push(value);
        wanted.push_str(&format!(" AND {column} = ?{}", values.len()));
    };
    if !filter.state.is_empty() && filter.state != "pending" {
        and("state", (&filter.state).into());
    }
    if !filter.organ.is_empty() {
        and("organ", (&filter.organ).into());
    }
    if let Some(change) = filter.change {
        and("change", change.into());
    }
    if let Some((list, code)) = &filter.item {
        and("list", list.into());
        and("code", code.into());
    }
    if filter.state == "pending" {
        wanted.push_str(&format!(" AND {PENDING}"));
    }
    let counted = tx.query_one(&format!("SELECT COUNT(*) FROM power_reviews WHERE {wanted}"), &values)?;
    let total = counted.map_or(Ok(0), |row| row.count(0))?;
    let offset = u64::from(page.saturating_sub(1)) * u64::from(per);
    let sql = format!(
        "SELECT detail FROM power_reviews WHERE {wanted} ORDER BY decide_by, change, list, code LIMIT {per} OFFSET {offset}"
    );
    let found = tx.query(&sql, &values)?.iter().map(read).collect::<Result<_, _>>()?;
    Ok((total, found))
}

/// What a body must decide for one change: the items of a list that it exercises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewDuty {
    /// The change.
    pub change: u64,
    /// The list.
    pub list: String,
    /// The body.
    pub organ: String,
    /// The law or decision.
    pub law: String,
    /// How many items.
    pub count: u64,
    /// The day by whose end it must be decided.
    pub decide_by: Date,
    /// Where the list states the first of them.
    pub citation: Citation,
}

/// What bodies must decide, soonest first; flows opens a duty for each.
///
/// # Errors
/// The store's failure.
pub fn review_duties(tx: &mut Tx<'_>) -> Result<Vec<ReviewDuty>, StoreError> {
    let sql = "SELECT change, list, organ, COUNT(*), MIN(code) FROM power_reviews \
        WHERE district = ?1 AND state = 'open' GROUP BY change, list, organ ORDER BY MIN(decide_by), change, list, organ";
    let mut found = Vec::new();
    for row in tx.query(sql, &[tx.district().into()])? {
        let of = ReviewKey { change: row.count(0)?, list: row.text(1)?, code: row.text(4)? };
        let Some(first) = get(tx, &of)? else { continue };
        found.push(ReviewDuty {
            change: of.change,
            list: of.list,
            organ: row.text(2)?,
            law: first.law,
            count: row.count(3)?,
            decide_by: first.decide_by,
            citation: first.citation,
        });
    }
    Ok(found)
}

/// Every review whose item ends with its law by a day.
pub(super) fn due(tx: &mut Tx<'_>, day: Date) -> Result<Vec<LawReview>, StoreError> {
    let sql = "SELECT detail FROM power_reviews WHERE district = ?1 AND state = 'waits' AND effective <= ?2 \
        ORDER BY effective, change, list, code";
    let day = day.to_string();
    let values = super::with_district(tx, [day.as_str()]);
    tx.query(sql, &values)?.iter().map(read).collect()
}
