//! What one organ has in all documents, and the register of organs.

use crate::facts::FactKind;
use crate::register::merged;
use crate::store::{self, FactRow, facts_with_organs};
use ::store::{StoreError, Tx};
use kernel::{Organ, Organs};

/// One fact in which an organ has a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganPart {
    /// Identity of the fact.
    pub id: String,
    /// Its kind's word ([`crate::FactKind::word`]).
    pub kind: String,
    /// The organ's part in it ([`crate::Role::word`]).
    pub role: String,
    /// The collective through which the organ is meant; empty when it is named itself.
    pub through: String,
    /// Number of the document.
    pub document: String,
    /// Path of the clause.
    pub clause: String,
    /// Title in Chinese.
    pub title: String,
    /// Title in English.
    pub title_en: String,
    /// What is written beside the title.
    pub detail: String,
}

/// The register of organs, with every decision on doubtful names.
///
/// # Errors
/// The store's failure.
pub fn organs(tx: &mut Tx<'_>) -> Result<Organs, StoreError> {
    let settled = store::settled_names(tx)?;
    Ok(merged(store::organs(tx)?, &settled))
}

/// The organ and everything it has in all documents, itself or as a known member of a collective.
///
/// # Errors
/// The store's failure.
pub fn organ_parts(tx: &mut Tx<'_>, name: &str) -> Result<Option<(Organ, Vec<OrganPart>)>, StoreError> {
    let register = organs(tx)?;
    let Some(organ) = register.find(name) else { return Ok(None) };
    let own = std::iter::once(&organ.name).chain(&organ.aliases).cloned();
    let names: Vec<String> =
        own.chain(register.collectives_of(&organ.name).map(|o| o.name.clone())).collect();
    let rows = facts_with_organs(tx, &names)?;
    let parts = rows.into_iter().map(|(role, named, fact)| part(organ, role, named, fact)).collect();
    Ok(Some((organ.clone(), parts)))
}

fn part(organ: &Organ, role: String, named: String, fact: FactRow) -> OrganPart {
    OrganPart {
        id: fact.id,
        kind: fact.kind,
        role,
        through: if named == organ.name || organ.aliases.contains(&named) { String::new() } else { named },
        document: fact.document,
        clause: fact.clause,
        title: fact.title,
        title_en: fact.title_en,
        detail: fact.detail,
    }
}

/// The single bodies with the most facts of a kind that they lead, the busiest first.
///
/// # Errors
/// The store's failure.
pub fn busiest_organs(tx: &mut Tx<'_>, kind: FactKind, take: u32) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT o.organ, COUNT(*) FROM fact_organs o JOIN facts f ON f.district = o.district AND f.id = o.fact \
               WHERE o.district = ?1 AND f.kind = ?2 AND o.role = 'lead' GROUP BY o.organ ORDER BY COUNT(*) DESC, o.organ LIMIT ?3";
    let rows = tx.query(sql, &[tx.district().into(), kind.word().into(), take.into()])?;
    rows.iter().map(|row| row.text(0)).collect()
}

/// The bodies that receive reports, the one that most schedules name first.
///
/// # Errors
/// The store's failure.
pub fn receivers(tx: &mut Tx<'_>) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT o.organ, COUNT(*) FROM fact_organs o JOIN facts f ON f.district = o.district AND f.id = o.fact \
               WHERE o.district = ?1 AND f.kind = 'schedule' AND o.role = 'receiver' GROUP BY o.organ ORDER BY COUNT(*) DESC, o.organ";
    tx.query(sql, &[tx.district().into()])?.iter().map(|row| row.text(0)).collect()
}
