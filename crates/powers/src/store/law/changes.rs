//! Changes of laws, and the items each of them touches.

use super::super::rows::{ROWS, places};
use super::super::spans::by_codes;
use super::super::{derived, json};
use super::{LAWS, append, follow_laws, names_of, register, reviews, with_district};
use crate::law::{LawChange, LawEvent, Settled, Touched, Watched, What, canonical, touch, words_for};
use crate::model::{Field, Span};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Entry, Say, day_of};
use page::Refusal;
use std::collections::{BTreeMap, BTreeSet};
use store::{StoreError, Tx, Value};

/// A change as it was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changed {
    /// Its entry in the ledger, which is its identity.
    pub seq: u64,
    /// Items it touches.
    pub touched: u64,
    /// Those among them that were cancelled with their law at once.
    pub cancelled: u64,
    /// Those that will be on the day of the change.
    pub waiting: u64,
}

/// Applies a change: its row, and a review for each item it touches.
pub(super) fn changed(tx: &mut Tx<'_>, change: &LawChange, entry: &Entry) -> Result<(), StoreError> {
    let law = match names_of(tx, &canonical(&change.law))?.into_iter().next() {
        Some(law) => law,
        None => canonical(&change.law),
    };
    let key: [(&str, Value); 2] = [("district", tx.district().into()), ("seq", entry.seq.into())];
    let rest: [(&str, Value); 4] = [
        ("law", law.into()),
        ("what", change.what.word().into()),
        ("effective", change.effective.to_string().into()),
        ("detail", json(change)?.into()),
    ];
    tx.upsert("power_law_changes", &key, &rest)?;
    open(tx, entry.seq, change)
}

/// Applies one more look at a change.
pub(super) fn looked_again(tx: &mut Tx<'_>, seq: u64) -> Result<(), StoreError> {
    match find(tx, seq)? {
        Some(change) => open(tx, seq, &change),
        None => Ok(()),
    }
}

/// Applies changes that are known already to items whose words are new: changes that are ahead, and repeals, for nothing
/// new may rest on what is gone.
pub(super) fn meet(tx: &mut Tx<'_>, effective: Date) -> Result<(), StoreError> {
    let sql = "SELECT seq, detail FROM power_law_changes \
        WHERE district = ?1 AND (effective > ?2 OR what = 'repealed') AND what <> 'decided' ORDER BY seq";
    let day = effective.to_string();
    let values = with_district(tx, [day.as_str()]);
    for row in tx.query(sql, &values)? {
        let change: LawChange = serde_json::from_str(&row.text(1)?).map_err(|e| derived(&e))?;
        open(tx, row.count(0)?, &change)?;
    }
    Ok(())
}

/// A change by its number.
pub(super) fn find(tx: &mut Tx<'_>, seq: u64) -> Result<Option<LawChange>, StoreError> {
    let sql = "SELECT detail FROM power_law_changes WHERE district = ?1 AND seq = ?2";
    let row = tx.query_one(sql, &[tx.district().into(), seq.into()])?;
    row.map(|row| serde_json::from_str(&row.text(0)?).map_err(|e| derived(&e))).transpose()
}

/// Opens a review for each item that the change touches and that has none for it.
fn open(tx: &mut Tx<'_>, seq: u64, change: &LawChange) -> Result<(), StoreError> {
    let names = names_of(tx, &canonical(&change.law))?;
    let gone = gone(tx)?;
    let mut lists: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (list, code) in candidates(tx, change, &names)? {
        lists.entry(list).or_default().insert(code);
    }
    for (list, code) in reviews::keys_of(tx, seq)? {
        lists.entry(list).or_default().remove(&code);
    }
    for (list, codes) in lists {
        let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
        let still = format!(
            " AND valid_to > '{}' AND valid_to > valid_from ORDER BY code, edition",
            change.effective
        );
        let mut found: BTreeMap<String, (Span, Touched)> = BTreeMap::new();
        for span in by_codes(tx, &list, &codes, &still)? {
            let item = Watched {
                code: &span.item.code,
                name: &span.item.name,
                basis: span.item.field(Field::Basis),
            };
            let Some(mut touched) = touch(change, &names, &|law| gone.get(law).copied(), item) else {
                continue;
            };
            // What came to rest on the law after it was gone does not fall with it: somebody must look.
            let before = found.get(&span.item.code).map_or(span.from, |(first, _)| first.from);
            touched.cancels = touched.cancels.filter(|day| before <= *day);
            let span = Span { from: before, ..span };
            found.insert(span.item.code.clone(), (span, touched));
        }
        let found: Vec<(Span, Touched)> = found.into_values().collect();
        reviews::put_all(tx, seq, change, &found)?;
    }
    Ok(())
}

/// The names of laws that were repealed without successor, and from when on.
pub(super) fn gone(tx: &mut Tx<'_>) -> Result<BTreeMap<String, Date>, StoreError> {
    let sql = "SELECT n.name, c.law, c.detail FROM power_law_changes c LEFT JOIN power_law_names n \
        ON n.district = c.district AND n.law = c.law WHERE c.district = ?1 AND c.what = 'repealed'";
    let mut gone = BTreeMap::new();
    for row in tx.query(sql, &[tx.district().into()])? {
        let change: LawChange = serde_json::from_str(&row.text(2)?).map_err(|e| derived(&e))?;
        if matches!(change.what, What::Repealed { successor: None }) {
            let names = row.opt_text(0)?.into_iter().chain([row.text(1)?]);
            gone.extend(names.map(|name| (name, change.effective)));
        }
    }
    Ok(gone)
}

/// Items that the change may touch: they cite the law, say 本规定, or are named by the decision.
fn candidates(
    tx: &mut Tx<'_>,
    change: &LawChange,
    names: &[String],
) -> Result<Vec<(String, String)>, StoreError> {
    if let What::Decided { items } = &change.what {
        let named: Vec<&str> = items.iter().map(|decided| decided.item.as_str()).collect();
        let mut found = ahead(tx, change, "power_spans", "code", &named)?;
        found.extend(ahead(tx, change, "power_spans", "name", &named)?);
        return Ok(found);
    }
    let law = names.first().map(String::as_str).unwrap_or_default();
    let mut wanted: Vec<&str> = names.iter().map(String::as_str).collect();
    for word in words_for(law) {
        wanted.push(word);
    }
    ahead(tx, change, "power_cites", "law", &wanted)
}

/// Items of a table that are in force on the day of the change or later, where a column is one of these.
fn ahead(
    tx: &mut Tx<'_>,
    change: &LawChange,
    table: &str,
    column: &str,
    wanted: &[&str],
) -> Result<Vec<(String, String)>, StoreError> {
    let until = change.effective.to_string();
    let mut found = Vec::new();
    for some in wanted.chunks(ROWS) {
        let sql = format!(
            "SELECT DISTINCT list, code FROM {table} WHERE district = ?1 AND valid_to > ?2 AND {column} IN ({})",
            places(2, some.len())
        );
        let values = with_district(tx, std::iter::once(until.as_str()).chain(some.iter().copied()));
        for row in tx.query(&sql, &values)? {
            found.push((row.text(0)?, row.text(1)?));
        }
    }
    Ok(found)
}

/// Records a change of a registered law, or a decision over powers; items that fall with their law by today are
/// cancelled in the same transaction (P-020).
///
/// # Errors
/// A law that is not registered or was repealed already, the same change twice, no source, an article changed twice,
/// a day for decisions that has passed; or the store's failure.
pub fn record_change(
    tx: &mut Tx<'_>,
    change: LawChange,
    by: &str,
    now: Timestamp,
) -> Result<Changed, Refusal> {
    check(tx, &change, day_of(now))?;
    let seq = append(tx, LAWS, &LawEvent::Changed(change), by, now)?;
    account(tx, seq, by, now)
}

/// Asks the items once more what a change does to them: those that came to cite the law since, or whose basis was
/// completed since, are reviewed as well.
///
/// # Errors
/// No such change, or the store's failure.
pub fn look_again(tx: &mut Tx<'_>, seq: u64, by: &str, now: Timestamp) -> Result<Changed, Refusal> {
    let unknown = || Refusal::NotFound(Say::new("powers_law.no_change").with("change", seq));
    find(tx, seq)?.ok_or_else(unknown)?;
    append(tx, LAWS, &LawEvent::LookedAgain { change: seq }, by, now)?;
    account(tx, seq, by, now)
}

fn account(tx: &mut Tx<'_>, seq: u64, by: &str, now: Timestamp) -> Result<Changed, Refusal> {
    let before = reviews::counts(tx, seq)?;
    follow_laws(tx, by, now)?;
    let after = reviews::counts(tx, seq)?;
    let of = |counts: &BTreeMap<String, u64>, state: &str| counts.get(state).copied().unwrap_or_default();
    let cancelled = of(&before, reviews::WAITS).saturating_sub(of(&after, reviews::WAITS));
    Ok(Changed { seq, touched: after.values().sum(), cancelled, waiting: of(&after, reviews::WAITS) })
}

fn check(tx: &mut Tx<'_>, change: &LawChange, today: Date) -> Result<(), Refusal> {
    let id = canonical(&change.law);
    if id.is_empty() {
        return Err(Refusal::Invalid(Say::new("powers_law.no_title")));
    }
    if change.source.trim().is_empty() {
        return Err(Refusal::Invalid(Say::new("powers_law.no_source")));
    }
    if change.decide_by < today {
        return Err(Refusal::Invalid(Say::new("powers_law.decide_past").with("day", change.decide_by)));
    }
    let decides = matches!(change.what, What::Decided { .. });
    let law = register::law_named(tx, &id)?;
    if law.is_none() && !decides {
        return Err(Refusal::NotFound(Say::new("powers_law.no_law").with("law", &change.law)));
    }
    fits(change, &id)?;
    for (seq, other) in super::changes_of(tx, &law.unwrap_or(id))?.into_iter().map(|r| (r.seq, r.change)) {
        let same = LawChange { decide_by: change.decide_by, note: change.note.clone(), ..other.clone() };
        if same == *change {
            return Err(Refusal::Conflict(Say::new("powers_law.change_twice").with("entry", seq)));
        }
        if matches!(other.what, What::Repealed { .. }) && change.effective >= other.effective {
            let say = Say::new("powers_law.gone_already").with("law", &change.law);
            return Err(Refusal::Conflict(say.with("day", other.effective)));
        }
    }
    Ok(())
}

/// Whether the parts of a change fit together.
fn fits(change: &LawChange, id: &str) -> Result<(), Refusal> {
    match &change.what {
        What::Amended { lines } => {
            let mut seen = BTreeSet::new();
            match lines.iter().find(|line| !seen.insert(line.at)) {
                Some(line) => Err(Refusal::Invalid(Say::new("powers_law.article_twice").with("at", line.at))),
                None => Ok(()),
            }
        }
        What::Repealed { successor: Some(by) } if canonical(by) == id => {
            Err(Refusal::Invalid(Say::new("powers_law.own_successor").with("law", by)))
        }
        What::Decided { items } if items.is_empty() => Err(Refusal::Invalid(Say::new("powers_law.no_items"))),
        _ => Ok(()),
    }
}

/// Whether a settled review needs nobody any more.
pub(super) fn is_final(settled: &Settled) -> bool {
    !matches!(settled, Settled::Refer { .. })
}
