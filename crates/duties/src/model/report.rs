//! What an organ reports, and what shows that it is true.

use serde::{Deserialize, Serialize};

/// What an organ reports on a duty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// What was done.
    pub text: String,
    /// How far it is, from 0 to 100 per cent, when the organ says so.
    pub progress: Option<u8>,
    /// What shows that it is true, each as [`Evidence`] is written.
    pub evidence: Vec<String>,
    /// Problems that another body has to help with; empty when there are none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub problems: String,
    /// The duty whose text was carried forward into this one's; empty when nothing was.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub carried: String,
    /// Made up for a demonstration.
    #[serde(default)]
    pub made_up: bool,
}

/// One piece of evidence (佐证材料, X-023), as it is written in a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Evidence {
    /// `file:DIGEST NAME`: a file that was attached.
    File {
        /// SHA-256 of its content, in hexadecimal.
        digest: String,
        /// Its name.
        name: String,
    },
    /// `http://…` or `https://…`.
    Link(String),
    /// `indicator:ID`: the figures of an indicator, linked and not copied.
    Figure {
        /// Identity of the indicator.
        id: String,
    },
    /// Anything else: where it can be seen, in words.
    Words(String),
}

impl Evidence {
    /// Reads what a report holds. What has no form of its own is words; nothing is refused.
    pub fn read(written: &str) -> Evidence {
        let words = || Evidence::Words(written.to_owned());
        if written.starts_with("https://") || written.starts_with("http://") {
            return Evidence::Link(written.to_owned());
        }
        if let Some((digest, name)) = written.strip_prefix("file:").and_then(|rest| rest.split_once(' ')) {
            let whole = digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
            let file = || Evidence::File { digest: digest.to_owned(), name: name.to_owned() };
            return if whole { file() } else { words() };
        }
        match written.strip_prefix("indicator:") {
            Some(id) if !id.is_empty() => Evidence::Figure { id: id.to_owned() },
            _ => words(),
        }
    }

    /// As a report holds it; [`Evidence::read`] gives the same back.
    pub fn written(&self) -> String {
        match self {
            Evidence::File { digest, name } => format!("file:{digest} {name}"),
            Evidence::Link(text) | Evidence::Words(text) => text.clone(),
            Evidence::Figure { id } => format!("indicator:{id}"),
        }
    }
}
