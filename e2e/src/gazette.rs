//! The text of a gazette: the real one when it lies beside the checkout, else one that we make up.

use crate::pack;
use std::path::{Path, PathBuf};

/// A gazette as a file.
#[derive(Debug, Clone)]
pub struct Gazette {
    /// Its name.
    pub name: String,
    /// Its content.
    pub text: String,
    /// Whether it is the published one.
    pub real: bool,
}

impl Gazette {
    /// The real gazette, or the made-up one; says which.
    pub fn find() -> Gazette {
        match std::fs::read_to_string(real_path()) {
            Ok(text) => {
                println!("the real gazette is used");
                Gazette { name: "gazette.txt".to_owned(), text, real: true }
            }
            Err(_) => {
                println!("the real gazette is not there: one document was made up");
                Gazette { name: "gazette.txt".to_owned(), text: made_up(), real: false }
            }
        }
    }

    /// Writes it into a folder and gives its path.
    pub fn write(&self, folder: &Path) -> String {
        let path = folder.join(&self.name);
        std::fs::write(&path, &self.text).expect("the gazette is written");
        path.display().to_string()
    }
}

/// Beside the checkout, never in it: it names persons and telephones.
fn real_path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/gazette/zhoucun-2023.txt")
}

/// A text with the number and the clauses of the pack's shortest document, in words of our own: its clauses are
/// found, and none has the digest of the real one.
fn made_up() -> String {
    let pack = pack();
    let document = pack.documents.iter().min_by_key(|document| document.clauses.len()).expect("a document");
    let mut text =
        format!("{}\n{}\n{}\n各有关单位：\n", document.issuer.written, document.title, document.number);
    for clause in &document.clauses {
        let path = clause.path.to_string();
        if path.contains("附件") || path.contains("引言") {
            continue;
        }
        let mark = match clause.label.chars().next() {
            Some('（') => "",
            Some(digit) if digit.is_ascii_digit() => "．",
            _ => "、",
        };
        text.push_str(&format!(
            "{}{mark}{}。此处为测试所拟的文字，不是公文原文。\n",
            clause.label, clause.title
        ));
    }
    text.push_str(&format!(
        "{}\n{}\n",
        document.issuer.written,
        page::date(page::Language::Chinese, document.issued)
    ));
    text
}
