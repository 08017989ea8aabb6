//! The laws that an item cites: in its basis, inside what its basis quotes, and in its name.

use super::found::{Found, named, rested_on};
use super::own;
use super::place::Places;
use serde::{Deserialize, Serialize};

/// Where an item cites a law; the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Its basis rests on it.
    Basis,
    /// Its name says it.
    Name,
    /// Its basis quotes words in which it stands.
    Quoted,
}

impl Way {
    /// The word in tables and interfaces.
    pub fn word(self) -> &'static str {
        match self {
            Way::Basis => "basis",
            Way::Name => "name",
            Way::Quoted => "quoted",
        }
    }
}

/// A law that an item cites.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cite {
    /// The law, by the name that stands for it in every edition.
    pub law: String,
    /// Its title as written.
    pub title: String,
    /// The edition or the number of the decree as written (2021年修正, 国务院令第591号).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<String>,
    /// Where.
    pub way: Way,
    /// Articles; none when the law is cited as a whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Places>,
}

/// Everything an item's words say of laws.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cites {
    /// Each law once.
    pub cites: Vec<Cite>,
    /// 本规定, 本法: a law that the name means and does not name, and that the basis does not tell (P-004).
    pub own: Option<String>,
    /// Words of the basis in which no law was recognised.
    pub unread: Vec<String>,
}

/// Reads what an item cites. Never fails: what is not understood comes out as such.
pub fn cites(name: &str, basis: Option<&str>) -> Cites {
    let (rested, unread) = rested_on(basis.unwrap_or_default());
    let mut cites: Vec<Cite> = Vec::new();
    for found in rested.into_iter().chain(named(name)) {
        take(&mut cites, found);
    }
    for cite in &mut cites {
        cite.places.sort_unstable();
        cite.places.dedup();
    }
    let own = own::word(name).filter(|word| !own::is_told(word, &cites)).map(str::to_owned);
    Cites { cites, own, unread }
}

/// The same law twice is one cite.
fn take(cites: &mut Vec<Cite>, found: Found) {
    let places = found.mentioned.into_iter().map(|mentioned| mentioned.places);
    match cites.iter_mut().find(|cite| cite.law == found.law) {
        Some(cite) => {
            cite.way = cite.way.min(found.way);
            cite.edition = cite.edition.take().or(found.edition);
            cite.places.extend(places);
        }
        None => cites.push(Cite {
            places: places.collect(),
            law: found.law,
            title: found.title,
            edition: found.edition,
            way: found.way,
        }),
    }
}
