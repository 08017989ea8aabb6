//! E2B(R3): case reports as one authority sends them to another (ICH ICSR, an HL7 version 3 message). Pure.
//!
//! What it gives are the elements of each case under their ICH names (`G.k.2.2`, `E.i.3.2a` …); which of them answers
//! which question is the plan's `[[import]]`, so that nothing here knows a plan. Files come from outside and may be
//! hostile: declarations of types are refused (no entity is ever expanded), and depth, size and number are bounded.

mod elements;
mod tree;

use kernel::Say;
use pack::Plan;
use std::collections::BTreeMap;

/// The word by which a plan's `[[import]]` names this format.
pub const FORMAT: &str = "e2b-r3";

/// Bytes of one file.
const LARGEST: usize = 16 << 20;
/// Cases in one file.
const MOST: usize = 2000;

/// One case of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Message {
    /// Values by element, in the order of the file.
    pub elements: BTreeMap<&'static str, Vec<String>>,
}

/// Reads a file.
///
/// # Errors
/// It is too large, no XML, declares types, nests too deep, is no batch of E2B(R3), or holds no case.
pub fn read(bytes: &[u8]) -> Result<Vec<Message>, Say> {
    if bytes.len() > LARGEST {
        return Err(Say::new("cases.file_too_large").with("largest", LARGEST >> 20));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Say::new("cases.file_not_utf8"))?;
    let tree = tree::parse(text)?;
    let root = tree.root();
    if tree.name(root) != "MCCI_IN200100UV01" {
        return Err(Say::new("cases.file_not_e2b").with("found", tree.name(root)));
    }
    let cases = tree.named(root, "PORR_IN049016UV");
    match cases.len() {
        0 => Err(Say::new("cases.file_empty")),
        1..=MOST => {
            Ok(cases.into_iter().map(|case| Message { elements: elements::of(&tree, case) }).collect())
        }
        _ => Err(Say::new("cases.file_too_many").with("most", MOST)),
    }
}

/// The answers of a plan's form that a message gives, by the plan's `[[import]]` entries: the first that fits fills a
/// field.
pub fn answers(plan: &Plan, message: &Message) -> BTreeMap<String, String> {
    let mut answers = BTreeMap::new();
    for import in plan.imports.iter().filter(|import| import.format == FORMAT) {
        let Some(values) = message.elements.get(import.from.as_str()) else { continue };
        let fitting =
            values.iter().find(|value| import.equals.as_ref().is_none_or(|equals| equals == *value));
        let Some(value) = fitting else { continue };
        let answer = match &import.value {
            Some(fixed) => fixed.clone(),
            None if import.all => values.join("；"),
            None => value.clone(),
        };
        answers.entry(import.field.clone()).or_insert(answer);
    }
    answers
}

#[cfg(test)]
mod tests;
