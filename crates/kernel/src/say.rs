//! Something to be told to a person, before a language is chosen.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// A sentence by key and arguments; `texts/<language>/` holds its wording, `page` renders it.
///
/// The key is `file.name`: `verdict.met` is the entry `met` of `texts/zh/verdict.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Say {
    /// Where the wording stands.
    pub key: Cow<'static, str>,
    /// What fills the `{name}` places of the wording.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<(Cow<'static, str>, String)>,
}

impl Say {
    /// A sentence without arguments yet.
    pub fn new(key: &'static str) -> Say {
        Say { key: Cow::Borrowed(key), with: Vec::new() }
    }

    /// Fills one `{name}` place.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Say {
        self.with.push((Cow::Borrowed(name), value.to_string()));
        self
    }

    /// Puts the arguments into a wording; a place without an argument stays as it is, so that it is seen.
    pub fn fill(&self, wording: &str) -> String {
        self.with
            .iter()
            .fold(wording.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }
}

impl fmt::Display for Say {
    /// For logs: the key and its arguments, in no language.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.key)?;
        self.with.iter().try_for_each(|(name, value)| write!(f, " {name}={value}"))
    }
}
