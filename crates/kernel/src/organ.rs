//! Organs: governments, departments, towns, centres, groups, and how their names are resolved.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What an organ is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OrganKind {
    /// A people's government.
    Government,
    /// A department of one.
    Department,
    /// A party organ.
    Party,
    /// A branch of a body of a higher level.
    Branch,
    /// A town government.
    Town,
    /// A sub-district office.
    Street,
    /// A development zone.
    Zone,
    /// A public centre or service institution.
    Centre,
    /// An enterprise.
    Enterprise,
    /// An open set of bodies named together, such as 区政府有关部门.
    Collective,
    /// A leading group, command or working group.
    Temporary,
    /// The office of a group or committee.
    Office,
}

/// Which level of government an organ belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// National.
    Nation,
    /// Provincial.
    Province,
    /// City (prefecture).
    City,
    /// District or county.
    District,
    /// Town, township or street.
    Town,
}

/// A body that can owe, hold or receive something (机关、单位).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organ {
    /// The name documents use most; it is the organ's identity within its district.
    pub name: String,
    /// An English rendering for readers, never used for matching.
    #[serde(default)]
    pub name_en: String,
    /// What it is.
    pub kind: OrganKind,
    /// Which level it belongs to.
    pub level: Level,
    /// The organ above it.
    #[serde(default)]
    pub parent: Option<String>,
    /// Other names that are certainly this body.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Known members of a collective; the set stays open.
    #[serde(default)]
    pub members: Vec<String>,
    /// The organ this one may be the same as. A person must say so; until then they are two.
    #[serde(default)]
    pub perhaps: Option<String>,
}

/// The register of organs: finds a body by any of its confirmed names.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Vec<Organ>", into = "Vec<Organ>")]
pub struct Organs {
    list: Vec<Organ>,
    by_name: BTreeMap<String, usize>,
}

/// What a written name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolved<'a> {
    /// One organ, by its own name or a confirmed alias.
    Organ(&'a Organ),
    /// An organ of its own that may be the same as another; nobody has decided.
    Doubtful {
        /// The organ of that name.
        organ: &'a Organ,
        /// The one it may be.
        perhaps: &'a str,
    },
    /// Nobody by that name.
    Unknown,
}

impl Organs {
    /// Builds the register and names every alias that two organs claim: such a name stays with the first, and
    /// the caller must refuse or ask.
    pub fn new(list: Vec<Organ>) -> (Organs, Vec<String>) {
        let mut by_name = BTreeMap::new();
        let mut twice = Vec::new();
        for (at, organ) in list.iter().enumerate() {
            for name in std::iter::once(&organ.name).chain(&organ.aliases) {
                match by_name.get(name) {
                    Some(&first) if first != at => twice.push(name.clone()),
                    _ => _ = by_name.insert(name.clone(), at),
                }
            }
        }
        (Organs { list, by_name }, twice)
    }

    /// Every organ, in the pack's order, which is the fixed order of lists and exports.
    pub fn iter(&self) -> impl Iterator<Item = &Organ> {
        self.list.iter()
    }

    /// The organ of that name or alias.
    pub fn find(&self, name: &str) -> Option<&Organ> {
        self.by_name.get(name).and_then(|&at| self.list.get(at))
    }

    /// What the name stands for, doubt included.
    pub fn resolve(&self, name: &str) -> Resolved<'_> {
        match self.find(name) {
            Some(organ) => match &organ.perhaps {
                Some(perhaps) => Resolved::Doubtful { organ, perhaps },
                None => Resolved::Organ(organ),
            },
            None => Resolved::Unknown,
        }
    }

    /// The collectives that name this organ among their known members.
    pub fn collectives_of<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Organ> {
        self.iter().filter(move |organ| organ.members.iter().any(|member| member == name))
    }
}

impl From<Vec<Organ>> for Organs {
    fn from(list: Vec<Organ>) -> Organs {
        Organs::new(list).0
    }
}

impl From<Organs> for Vec<Organ> {
    fn from(organs: Organs) -> Vec<Organ> {
        organs.list
    }
}
