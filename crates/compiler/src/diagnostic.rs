//! What a person should look at: code, severity, sentence, place, help, related places.

use crate::facts::pair;
use kernel::Say;
use serde::{Serialize, Serializer};
use syntax::Span;

/// How much a diagnostic weighs. It is earned: an error is a defect beyond doubt, a warning probably one, a note is
/// worth knowing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Probably a defect.
    Warning,
    /// A defect: the document contradicts itself or lacks what it says it has.
    Error,
}

/// A place that belongs to a diagnostic, with what is to be seen there.
#[derive(Debug, Clone, Serialize)]
pub struct Related {
    /// What is to be seen there.
    #[serde(rename = "message", serialize_with = "key")]
    pub say: Say,
    /// Where.
    #[serde(serialize_with = "pair")]
    pub span: Span,
}

/// Something a person should look at.
#[derive(Debug, Clone, Serialize)]
pub struct Diagnostic {
    /// Stable code: the name of its file in `check/` and of its page in `docs/diagnostics/`.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong; `texts/*/check.toml` has the wording.
    #[serde(rename = "message", serialize_with = "key")]
    pub say: Say,
    /// Where.
    #[serde(serialize_with = "pair")]
    pub span: Span,
    /// What would be accepted.
    #[serde(serialize_with = "optional_key")]
    pub help: Option<Say>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
}

impl Diagnostic {
    /// Something found at a place; the list of checks adds code and severity.
    pub(crate) fn new(say: Say, span: Span) -> Diagnostic {
        Diagnostic { code: "", severity: Severity::Note, say, span, help: None, related: vec![] }
    }

    /// Adds what would be accepted.
    #[must_use]
    pub(crate) fn help(mut self, say: Say) -> Diagnostic {
        self.help = Some(say);
        self
    }

    /// Adds a place that belongs to it.
    #[must_use]
    pub(crate) fn see(mut self, say: Say, span: Span) -> Diagnostic {
        self.related.push(Related { say, span });
        self
    }
}

/// Without a language a sentence is its key and arguments; who prints words it.
fn key<S: Serializer>(say: &Say, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(say)
}

fn optional_key<S: Serializer>(say: &Option<Say>, serializer: S) -> Result<S::Ok, S::Error> {
    match say {
        Some(say) => serializer.serialize_some(&say.to_string()),
        None => serializer.serialize_none(),
    }
}
