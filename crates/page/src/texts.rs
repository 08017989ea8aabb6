//! Every word on a page, from `texts/<language>/<file>.toml`.

use crate::Language;
use kernel::Say;
use std::collections::HashMap;
use std::sync::OnceLock;

/// One line per file of `texts/`: adding a file of words is adding its name here.
macro_rules! text_files {
    ($($file:literal),* $(,)?) => {
        const FILES: &[(&str, &str, &str)] = &[$(
            ($file, include_str!(concat!("../../../texts/zh/", $file, ".toml")),
                    include_str!(concat!("../../../texts/en/", $file, ".toml"))),
        )*];
    };
}

text_files![
    "verdict",
    "pack",
    "store",
    "people",
    "syntax",
    "check",
    "page",
    "documents",
    "duties",
    "notices",
    "indicators",
    "cases",
    "incidents",
    "powers",
    "powers_pages",
    "powers_records",
    "powers_use",
    "powers_law",
    "registers",
    "registers_pages",
    "desk",
    "review",
    "luoshi"
];

/// The wordings of all sentences in both languages.
#[derive(Debug)]
pub struct Texts {
    words: HashMap<(Language, String), String>,
}

impl Texts {
    /// The words built into the program.
    pub fn built_in() -> &'static Texts {
        static TEXTS: OnceLock<Texts> = OnceLock::new();
        TEXTS.get_or_init(|| Texts {
            words: FILES.iter().flat_map(|(file, zh, en)| read_both(file, zh, en)).collect(),
        })
    }

    /// The wording under a key; the key itself when there is none, so that the gap is seen.
    pub fn get<'a>(&'a self, language: Language, key: &'a str) -> &'a str {
        self.words.get(&(language, key.to_owned())).map_or(key, String::as_str)
    }

    /// A sentence with its arguments filled in.
    pub fn say(&self, language: Language, say: &Say) -> String {
        say.fill(self.get(language, &say.key))
    }

    /// Whether a wording stands under the key.
    pub fn has(&self, language: Language, key: &str) -> bool {
        self.words.contains_key(&(language, key.to_owned()))
    }
}

fn read_both(file: &str, zh: &str, en: &str) -> Vec<((Language, String), String)> {
    let both = [(Language::Chinese, zh), (Language::English, en)];
    both.into_iter().flat_map(|(language, text)| read(file, language, text)).collect()
}

/// A file that is not flat TOML gives no words; a test says so.
fn read(file: &str, language: Language, text: &str) -> Vec<((Language, String), String)> {
    let table: HashMap<String, String> = toml::from_str(text).unwrap_or_default();
    table.into_iter().map(|(name, wording)| ((language, format!("{file}.{name}")), wording)).collect()
}

#[cfg(test)]
mod tests;
