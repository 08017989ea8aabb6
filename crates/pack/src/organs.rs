//! `organs.csv` and `divisions.csv`: every body named in any document, and the areas they govern.

use crate::fault::{Faults, File, Spot};
use crate::named::{list, must_exist};
use crate::near::unknown;
use crate::raw::{DivisionRow, OrganRow};
use crate::reader::{Once, required, stated};
use crate::table::{self, Row};
use crate::tree::quoted;
use kernel::{Organ, Organs, Say};
use serde::de::value::{Error, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An administrative division (GB/T 2260), with the organ that governs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Division {
    /// Its code.
    pub code: String,
    /// Its official name.
    pub name: String,
    /// Which level: a word of the standards' table of division levels.
    pub level: String,
    /// Code of the division it lies in.
    pub parent: Option<String>,
    /// The organ that governs it, when the pack names it.
    pub organ: Option<String>,
}

/// Reads the register of organs, and the remarks on them by name.
pub(crate) fn read(file: &File<'_>, faults: &Faults) -> (Organs, BTreeMap<String, String>) {
    let rows: Vec<Row<'_, OrganRow>> = table::read_some(file, faults).list;
    let mut names = Once::default();
    for row in &rows {
        required(&row.raw.name, row.spot.column("name"));
        names.check(&row.raw.name, row.spot.column("name"));
        list(&row.raw.aliases).for_each(|alias| names.check(alias, row.spot.column("aliases")));
    }
    let notes = rows.iter().filter(|row| !row.raw.note.is_empty());
    let notes = notes.map(|row| (row.raw.name.clone(), row.raw.note.clone())).collect();
    let spots: Vec<Spot<'_>> = rows.iter().map(|row| row.spot).collect();
    let (organs, _) = Organs::new(rows.into_iter().map(organ).collect());
    for (organ, spot) in organs.iter().zip(spots) {
        relations(&organs, organ, spot);
    }
    (organs, notes)
}

/// An organ of every row, even of one with a fault, so that its name is not unknown everywhere else.
fn organ(row: Row<'_, OrganRow>) -> Organ {
    let Row { spot, raw, .. } = row;
    let kind = word(&raw.kind, spot.column("kind"));
    let level = word(&raw.level, spot.column("level"));
    Organ {
        name: raw.name,
        name_en: raw.name_en,
        kind: kind.unwrap_or(kernel::OrganKind::Department),
        level: level.unwrap_or(kernel::Level::District),
        parent: stated(raw.parent),
        aliases: list(&raw.aliases).map(str::to_owned).collect(),
        members: list(&raw.members).map(str::to_owned).collect(),
        perhaps: stated(raw.perhaps),
    }
}

/// A word out of a fixed set; a fault that names the set.
fn word<T: DeserializeOwned>(written: &str, spot: Spot<'_>) -> Option<T> {
    let reader: StrDeserializer<'_, Error> = written.into_deserializer();
    spot.keep(T::deserialize(reader).map_err(|error| {
        let accepted =
            quoted(&error.to_string()).split_first().map(|(_, rest)| rest.join(" / ")).unwrap_or_default();
        Say::new("pack.unknown_word").with("found", written).with("accepted", accepted)
    }))
}

fn relations(organs: &Organs, organ: &Organ, spot: Spot<'_>) {
    let known = |name: &str, column| must_exist(organs, name, spot.column(column));
    organ.parent.iter().for_each(|name| known(name, "parent"));
    organ.members.iter().for_each(|name| known(name, "members"));
    organ.perhaps.iter().for_each(|name| known(name, "perhaps"));
    if organ
        .perhaps
        .as_deref()
        .and_then(|name| organs.find(name))
        .is_some_and(|other| other.name == organ.name)
    {
        spot.column("perhaps").fault(Say::new("pack.perhaps_itself").with("found", &organ.name));
    }
    if is_above_itself(organs, organ) {
        spot.column("parent").fault(Say::new("pack.parent_circle").with("found", &organ.name));
    }
}

fn is_above_itself(organs: &Organs, organ: &Organ) -> bool {
    let above = |organ: &&Organ| organ.parent.as_deref().and_then(|name| organs.find(name));
    // A chain longer than the register has met some organ twice.
    std::iter::successors(Some(organ), above)
        .skip(1)
        .take(organs.iter().count())
        .any(|met| met.name == organ.name)
}

/// Reads the divisions.
pub(crate) fn read_divisions(file: &File<'_>, organs: &Organs, faults: &Faults) -> Vec<Division> {
    let rows: Vec<Row<'_, DivisionRow>> = table::read(file, faults).list;
    let codes: Vec<String> = rows.iter().map(|row| row.raw.code.clone()).collect();
    let mut once = Once::default();
    rows.into_iter().map(|row| division(row, &codes, organs, &mut once)).collect()
}

fn division(row: Row<'_, DivisionRow>, codes: &[String], organs: &Organs, once: &mut Once) -> Division {
    let Row { spot, raw, .. } = row;
    required(&raw.code, spot.column("code"));
    once.check(&raw.code, spot.column("code"));
    if !raw.parent.is_empty() && !codes.contains(&raw.parent) {
        let keys = ("pack.unknown_division", "pack.unknown_division_like");
        spot.column("parent").fault(unknown(keys, &raw.parent, codes.iter().map(String::as_str)));
    }
    let organ = stated(raw.organ);
    organ.iter().for_each(|name| must_exist(organs, name, spot.column("organ")));
    Division { code: raw.code, name: raw.name, level: raw.level, parent: stated(raw.parent), organ }
}
