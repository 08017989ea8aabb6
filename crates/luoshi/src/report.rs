//! Diagnostics for people and editors: `human.rs` for the terminal, `sarif.rs` for editors, `json.rs` for programs.

pub(crate) mod human;
pub(crate) mod json;
mod place;
pub(crate) mod sarif;

use compiler::Diagnostic;
use kernel::Say;
use page::{Language, Texts};

/// A compiled file with its name.
#[derive(Debug)]
pub(crate) struct Compiled {
    /// As given on the command line.
    pub(crate) name: String,
    /// What was found in it.
    pub(crate) compiled: compiler::Compiled,
}

impl Compiled {
    pub(crate) fn diagnostics(&self) -> &[Diagnostic] {
        &self.compiled.facts.diagnostics
    }
}

/// A sentence in a language.
pub(crate) fn words(language: Language, say: &Say) -> String {
    Texts::built_in().say(language, say)
}
