//! `organs.csv` of a draft: every body that a fact names, so that each name is resolved.

use super::csv::Csv;
use crate::facts::Facts;
use crate::words::body::{kind, kind_word};
use std::collections::HashSet;

/// The bodies of a draft.
pub(crate) struct Register {
    rows: Vec<(String, Vec<String>)>,
    known: HashSet<String>,
}

impl Register {
    pub(crate) fn new(facts: &Facts) -> Register {
        let mut register = Register { rows: vec![], known: HashSet::new() };
        for organ in &facts.organs {
            if register.known.insert(organ.name.clone()) {
                let aliases = organ
                    .aliases
                    .iter()
                    .filter(|alias| register.known.insert((*alias).clone()))
                    .cloned()
                    .collect();
                register.rows.push((organ.name.clone(), aliases));
            }
        }
        register
    }

    /// Names joined as a cell holds them, each made known.
    pub(crate) fn list(&mut self, names: &[String]) -> String {
        names.iter().for_each(|name| self.name(name));
        names.join(";")
    }

    /// Makes a name known.
    pub(crate) fn name(&mut self, name: &str) {
        if self.known.insert(name.to_owned()) {
            self.rows.push((name.to_owned(), vec![]));
        }
    }

    pub(crate) fn csv(&self) -> String {
        let mut csv = Csv::new("name,name_en,kind,level,parent,aliases,members,perhaps,note");
        for (name, aliases) in &self.rows {
            csv.row(&[name, "", kind_word(kind(name)), level(name), "", &aliases.join(";"), "", "", ""]);
        }
        csv.text()
    }
}

/// The level that the beginning of a name says; a district's own where it says nothing.
fn level(name: &str) -> &'static str {
    let starts = |words: &[&str]| words.iter().any(|word| name.starts_with(word));
    if starts(&["国", "全国", "中央", "中华"]) {
        "nation"
    } else if starts(&["省"]) || name.contains("省人民政府") {
        "province"
    } else if starts(&["市"]) {
        "city"
    } else if name.ends_with(['镇', '乡']) || name.ends_with("街道") || name.ends_with("办事处") {
        "town"
    } else {
        "district"
    }
}
