//! The two languages of every page.

/// A language a page can be shown in; Chinese is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// 中文.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Language {
    /// Both, in the order of preference.
    pub const ALL: [Language; 2] = [Language::Chinese, Language::English];

    /// The folder under `texts/` and the cookie's value.
    pub fn code(self) -> &'static str {
        match self {
            Language::Chinese => "zh",
            Language::English => "en",
        }
    }

    /// The value of the page's `lang` attribute.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Chinese => "zh-CN",
            Language::English => "en",
        }
    }

    /// The one the switch leads to.
    pub fn other(self) -> Language {
        match self {
            Language::Chinese => Language::English,
            Language::English => Language::Chinese,
        }
    }

    /// Reads a cookie's value.
    pub fn from_code(code: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|language| language.code() == code)
    }

    /// Picks the wording for this language; the Chinese one when there is no English.
    pub fn of<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Language::English if !en.is_empty() => en,
            _ => zh,
        }
    }
}
