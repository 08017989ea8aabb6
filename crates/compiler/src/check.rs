//! The list of checks.
use crate::context::Context;
use crate::diagnostic::Diagnostic;
use crate::facts::Facts;

/// A page.
#[derive(Debug)]
pub struct Manual {
    /// Code.
    pub code: &'static str,
}

/// Pages.
pub fn manuals() -> Vec<Manual> {
    vec![]
}

pub(crate) fn all(_context: &Context<'_>, _facts: &Facts) -> Vec<Diagnostic> {
    vec![]
}
