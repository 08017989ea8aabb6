//! Reading: the register, the items that cite a law, the laws that an item cites.

use super::super::{NO_EDITION, derived};
use super::{names_of, register, with_district};
use crate::law::{Cite, Law, LawChange, What};
use jiff::civil::Date;
use store::{Row, StoreError, Tx, Value};

/// A change as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its entry in the ledger.
    pub seq: u64,
    /// The law's name in the register.
    pub law: String,
    /// What changes.
    pub change: LawChange,
}

/// A law with what hangs on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawRow {
    /// Its name in the register.
    pub id: String,
    /// What the register says; `None` for a law that items cite and the register does not know.
    pub law: Option<Law>,
    /// Its changes, the newest first.
    pub changes: Vec<Recorded>,
    /// Items that cite it on the day asked for.
    pub items: u64,
}

/// The day since which, and the change by which, a law is repealed.
pub(crate) fn repealed(changes: &[Recorded]) -> Option<&Recorded> {
    changes.iter().find(|recorded| matches!(recorded.change.what, What::Repealed { .. }))
}

impl LawRow {
    /// The change that repeals it.
    pub fn repealed(&self) -> Option<&Recorded> {
        repealed(&self.changes)
    }
}

/// A law that items cite and the register does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedLaw {
    /// The name that stands for it.
    pub name: String,
    /// Items that cite it.
    pub items: u64,
}

/// An item that cites a law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citing {
    /// The list.
    pub list: String,
    /// The item.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Who exercises it.
    pub holder: String,
    /// How it cites the law; `None` where no law could be named.
    pub cite: Option<Cite>,
    /// basis, name, quoted; own for 本规定, unread for a basis in which no law was recognised.
    pub way: String,
}

/// A law that an item cites, with what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemCite {
    /// As [`Citing::way`].
    pub way: String,
    /// How; `None` where no law could be named.
    pub cite: Option<Cite>,
    /// The word that names no law.
    pub word: String,
    /// The law's name in the register; `None` when the register does not know it.
    pub law: Option<String>,
    /// The changes of the law, the newest first.
    pub changes: Vec<Recorded>,
}

impl ItemCite {
    /// The change that repeals the law.
    pub fn repealed(&self) -> Option<&Recorded> {
        repealed(&self.changes)
    }
}

/// One page of the register in the order of names, and how many laws there are whose name holds `q`.
///
/// # Errors
/// The store's failure.
pub fn laws(
    tx: &mut Tx<'_>,
    q: &str,
    on: Date,
    page: u32,
    per: u32,
) -> Result<(u64, Vec<LawRow>), StoreError> {
    let wanted = "district = ?1 AND law LIKE ?2";
    let like = format!("%{}%", q.trim().replace(['%', '_', '\\'], ""));
    let values = with_district(tx, [like.as_str()]);
    let counted = tx.query_one(&format!("SELECT COUNT(*) FROM power_laws WHERE {wanted}"), &values)?;
    let total = counted.map_or(Ok(0), |row| row.count(0))?;
    let offset = u64::from(page.saturating_sub(1)) * u64::from(per);
    let sql = format!("SELECT law FROM power_laws WHERE {wanted} ORDER BY law LIMIT {per} OFFSET {offset}");
    let mut found = Vec::new();
    for row in tx.query(&sql, &values)? {
        found.push(law_of(tx, &row.text(0)?, on)?);
    }
    Ok((total, found))
}

/// A law by any of its names.
///
/// # Errors
/// The store's failure.
pub fn law_of(tx: &mut Tx<'_>, name: &str, on: Date) -> Result<LawRow, StoreError> {
    let names = names_of(tx, name)?;
    let id = names.first().cloned().unwrap_or_else(|| name.to_owned());
    let items = citing(tx, &id, on, 1, 1)?.0;
    Ok(LawRow { law: register::known(tx, &id)?, changes: changes_of(tx, &id)?, items, id })
}

const CHANGE: &str = "seq, law, detail";

fn read_change(row: &Row) -> Result<Recorded, StoreError> {
    let change = serde_json::from_str(&row.text(2)?).map_err(|e| derived(&e))?;
    Ok(Recorded { seq: row.count(0)?, law: row.text(1)?, change })
}

/// The changes of a law by its name in the register, the newest first; of every law when the name is empty.
///
/// # Errors
/// The store's failure.
pub fn changes_of(tx: &mut Tx<'_>, law: &str) -> Result<Vec<Recorded>, StoreError> {
    let (of, values) = match law {
        "" => ("", with_district(tx, [])),
        law => (" AND law = ?2", with_district(tx, [law])),
    };
    let sql = format!(
        "SELECT {CHANGE} FROM power_law_changes WHERE district = ?1{of} ORDER BY effective DESC, seq DESC LIMIT 200"
    );
    tx.query(&sql, &values)?.iter().map(read_change).collect()
}

/// A change by its number.
///
/// # Errors
/// The store's failure.
pub fn recorded(tx: &mut Tx<'_>, seq: u64) -> Result<Option<Recorded>, StoreError> {
    let sql = format!("SELECT {CHANGE} FROM power_law_changes WHERE district = ?1 AND seq = ?2");
    tx.query_one(&sql, &[tx.district().into(), seq.into()])?.as_ref().map(read_change).transpose()
}

/// Laws that items cite on a day and the register does not know, the most cited first, and how many there are.
///
/// # Errors
/// The store's failure.
pub fn unregistered(
    tx: &mut Tx<'_>,
    on: Date,
    page: u32,
    per: u32,
) -> Result<(u64, Vec<CitedLaw>), StoreError> {
    let from = "FROM power_cites c LEFT JOIN power_law_names n ON n.district = c.district AND n.name = c.law \
        WHERE c.district = ?1 AND c.way IN ('basis', 'name', 'quoted') AND c.valid_from <= ?2 AND c.valid_to > ?2 \
        AND n.name IS NULL";
    let day = on.to_string();
    let values = with_district(tx, [day.as_str()]);
    let counted = tx.query_one(&format!("SELECT COUNT(DISTINCT c.law) {from}"), &values)?;
    let total = counted.map_or(Ok(0), |row| row.count(0))?;
    let offset = u64::from(page.saturating_sub(1)) * u64::from(per);
    let sql = format!(
        "SELECT c.law, COUNT(*) {from} GROUP BY c.law ORDER BY 2 DESC, 1 LIMIT {per} OFFSET {offset}"
    );
    let read = |row: &Row| Ok(CitedLaw { name: row.text(0)?, items: row.count(1)? });
    let found = tx.query(&sql, &values)?.iter().map(read).collect::<Result<_, _>>()?;
    Ok((total, found))
}

const CITING: &str = "FROM power_cites c JOIN power_spans s ON s.district = c.district AND s.list = c.list \
    AND s.code = c.code AND s.valid_from <= ?2 AND s.valid_to > ?2 \
    WHERE c.district = ?1 AND c.valid_from <= ?2 AND c.valid_to > ?2";

fn of_items(
    tx: &mut Tx<'_>,
    which: &str,
    values: &[Value],
    page: u32,
    per: u32,
) -> Result<(u64, Vec<Citing>), StoreError> {
    let counted = tx.query_one(
        &format!("SELECT COUNT(*) FROM (SELECT DISTINCT c.list, c.code {CITING} AND {which}) found"),
        values,
    )?;
    let total = counted.map_or(Ok(0), |row| row.count(0))?;
    let offset = u64::from(page.saturating_sub(1)) * u64::from(per);
    let sql = format!(
        "SELECT c.list, c.code, s.name, s.holder, c.way, c.detail {CITING} AND {which} \
         ORDER BY c.list, s.position, c.law LIMIT {per} OFFSET {offset}"
    );
    let read = |row: &Row| {
        Ok(Citing {
            list: row.text(0)?,
            code: row.text(1)?,
            name: row.text(2)?,
            holder: row.text(3)?,
            way: row.text(4)?,
            cite: serde_json::from_str(&row.text(5)?).ok(),
        })
    };
    Ok((total, tx.query(&sql, values)?.iter().map(read).collect::<Result<_, _>>()?))
}

/// One page of the items that cite a law on a day, in the order of lists, and how many there are.
///
/// # Errors
/// The store's failure.
pub fn citing(
    tx: &mut Tx<'_>,
    law: &str,
    on: Date,
    page: u32,
    per: u32,
) -> Result<(u64, Vec<Citing>), StoreError> {
    let (names, day) = (names_of(tx, law)?, on.to_string());
    let which = format!("c.law IN ({})", super::super::rows::places(2, names.len()));
    let values = with_district(tx, std::iter::once(day.as_str()).chain(names.iter().map(String::as_str)));
    of_items(tx, &which, &values, page, per)
}

/// Items whose words name no law: 本规定 without a rule, or a basis in which none was recognised (P-004).
///
/// # Errors
/// The store's failure.
pub fn unnamed(tx: &mut Tx<'_>, on: Date, page: u32, per: u32) -> Result<(u64, Vec<Citing>), StoreError> {
    let day = on.to_string();
    let values = with_district(tx, [day.as_str()]);
    of_items(tx, "c.way IN ('own', 'unread')", &values, page, per)
}

/// What an item cites in the newest edition, the strongest first.
///
/// # Errors
/// The store's failure.
pub fn cites_of(tx: &mut Tx<'_>, list: &str, code: &str) -> Result<Vec<ItemCite>, StoreError> {
    let sql = format!(
        "SELECT law, way, detail FROM power_cites \
         WHERE district = ?1 AND list = ?2 AND code = ?3 AND ended >= {NO_EDITION} ORDER BY way, law"
    );
    let values = with_district(tx, [list, code]);
    let mut found = Vec::new();
    for row in tx.query(&sql, &values)? {
        let (name, way) = (row.text(0)?, row.text(1)?);
        let law = register::law_named(tx, &name)?;
        let changes = match &law {
            Some(law) => changes_of(tx, law)?,
            None => Vec::new(),
        };
        found.push(ItemCite {
            cite: serde_json::from_str(&row.text(2)?).ok(),
            way,
            word: name,
            law,
            changes,
        });
    }
    Ok(found)
}
