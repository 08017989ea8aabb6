//! The register of laws.

use super::super::json;
use super::{LAWS, append, with_district};
use crate::law::{Law, LawEvent};
use jiff::Timestamp;
use kernel::{Entry, Say};
use page::Refusal;
use std::collections::BTreeMap;
use store::{StoreError, Tx, Value};

/// Applies a registration.
pub(super) fn registered(tx: &mut Tx<'_>, laws: &[Law], entry: &Entry) -> Result<(), StoreError> {
    for law in laws {
        let id = law.id();
        let key: [(&str, Value); 2] = [("district", tx.district().into()), ("law", (&id).into())];
        tx.upsert("power_laws", &key, &[("seq", entry.seq.into()), ("detail", json(law)?.into())])?;
        let values = with_district(tx, [id.as_str()]);
        tx.execute("DELETE FROM power_law_names WHERE district = ?1 AND law = ?2", &values)?;
        for name in law.names() {
            let key: [(&str, Value); 2] = [("district", tx.district().into()), ("name", name.into())];
            tx.upsert("power_law_names", &key, &[("law", (&id).into())])?;
        }
    }
    Ok(())
}

/// Puts laws into the register, all or none; how many it did not know like this.
///
/// # Errors
/// A law without a title, a name that means another law already; or the store's failure.
pub fn register(tx: &mut Tx<'_>, laws: Vec<Law>, by: &str, now: Timestamp) -> Result<usize, Refusal> {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let mut fresh = Vec::new();
    for law in laws {
        let id = law.id();
        if id.is_empty() {
            return Err(Refusal::Invalid(Say::new("powers_law.no_title")));
        }
        for name in law.names() {
            let holder = match names.get(&name) {
                Some(other) => Some(other.clone()),
                None => law_named(tx, &name)?,
            };
            if let Some(other) = holder.filter(|other| *other != id) {
                let say = Say::new("powers_law.name_taken").with("name", &name);
                return Err(Refusal::Conflict(say.with("law", &law.title).with("other", other)));
            }
            names.insert(name, id.clone());
        }
        if known(tx, &id)?.as_ref() != Some(&law) {
            fresh.push(law);
        }
    }
    let count = fresh.len();
    if count > 0 {
        append(tx, LAWS, &LawEvent::Registered { laws: fresh }, by, now)?;
    }
    Ok(count)
}

/// The law that a name means.
pub(super) fn law_named(tx: &mut Tx<'_>, name: &str) -> Result<Option<String>, StoreError> {
    let values = with_district(tx, [name]);
    let row = tx.query_one("SELECT law FROM power_law_names WHERE district = ?1 AND name = ?2", &values)?;
    row.map(|row| row.text(0)).transpose()
}

/// What the register says of a law.
pub(super) fn known(tx: &mut Tx<'_>, id: &str) -> Result<Option<Law>, StoreError> {
    let values = with_district(tx, [id]);
    let row = tx.query_one("SELECT detail FROM power_laws WHERE district = ?1 AND law = ?2", &values)?;
    let read = |text: String| serde_json::from_str(&text).map_err(|e| super::derived(&e));
    row.map(|row| row.text(0).and_then(read)).transpose()
}
