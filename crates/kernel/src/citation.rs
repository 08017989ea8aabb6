//! Citations: document number, clause path, digest. No fact exists without one.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Where a fact comes from (出处).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Citation {
    /// Document number as printed, such as `周政办字〔2023〕11号`.
    pub document: String,
    /// Clause within the document.
    pub clause: ClausePath,
    /// Digest of the clause's normalized text.
    pub digest: Digest,
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.document, self.clause)
    }
}

/// The stable path of a clause: labels from the root, joined by `/`, such as `附件/表1/行36` or `3.2.2/（1）`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClausePath(String);

/// SHA-256 of a clause's [`normalize`]d text, in lower-case hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest(String);

/// Why a path or digest was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadCitation {
    /// The path is empty or has an empty label.
    #[error("`{0}` is not a clause path: labels joined by `/`, such as `二/（一）/1`")]
    Path(String),
    /// The digest is not 64 hexadecimal digits.
    #[error("`{0}` is not a digest: 64 lower-case hexadecimal digits")]
    Digest(String),
}

impl ClausePath {
    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The labels from the root.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.0.split('/')
    }

    /// The last label.
    pub fn label(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The clause this one stands in. A decimal label stands in the shorter one: `3.2.2` in `3.2`.
    pub fn parent(&self) -> Option<ClausePath> {
        let at = match (self.0.rfind('/'), self.0.rfind('.')) {
            (Some(slash), Some(dot)) if dot > slash => dot,
            (Some(slash), _) => slash,
            (None, dot) => dot?,
        };
        self.0.get(..at).map(|path| ClausePath(path.to_owned()))
    }

    /// How deep it stands, from 1.
    pub fn level(&self) -> usize {
        self.0.chars().filter(|c| matches!(c, '/' | '.')).count() + 1
    }
}

impl TryFrom<String> for ClausePath {
    type Error = BadCitation;
    fn try_from(path: String) -> Result<Self, BadCitation> {
        if path.split('/').any(|label| label.trim().is_empty()) {
            Err(BadCitation::Path(path))
        } else {
            Ok(ClausePath(path))
        }
    }
}

impl TryFrom<&str> for ClausePath {
    type Error = BadCitation;
    fn try_from(path: &str) -> Result<Self, BadCitation> {
        path.to_owned().try_into()
    }
}

impl From<ClausePath> for String {
    fn from(path: ClausePath) -> String {
        path.0
    }
}

impl fmt::Display for ClausePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Digest {
    /// The digest as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Digest {
    type Error = BadCitation;
    fn try_from(text: String) -> Result<Self, BadCitation> {
        let hex = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
        if text.len() == 64 && text.chars().all(hex) {
            Ok(Digest(text))
        } else {
            Err(BadCitation::Digest(text))
        }
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> String {
        digest.0
    }
}

/// A clause's text for comparing: without white space, full-width signs and letters made half-width,
/// angle quotes made alike. It is never shown.
pub fn normalize(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c)).map(narrow).collect()
}

/// Zero-width marks that word processors leave behind.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{00ad}')
}

fn narrow(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '〈' => '<',
        '〉' => '>',
        '“' | '”' | '「' | '」' | '„' => '"',
        '‘' | '’' => '\'',
        '〔' => '[',
        '〕' => ']',
        '。' => '.',
        '、' => ',',
        '—' | '–' | '─' => '-',
        _ => c,
    }
}
