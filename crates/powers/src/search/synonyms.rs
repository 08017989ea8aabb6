//! Words that mean the same to whoever searches: 罚款 finds 处罚. Words of a language, not of a district, and so they
//! stand with the texts (`powers_pages.synonyms`). Ours, not an official list.

/// Groups of words; any word of a group finds every other.
#[derive(Debug, Default)]
pub(crate) struct Synonyms {
    groups: Vec<Vec<String>>,
}

impl Synonyms {
    /// Reads `word=word；word=word=word`.
    pub(crate) fn read(text: &str) -> Synonyms {
        let group = |group: &str| group.split('=').map(|word| word.trim().to_lowercase()).collect::<Vec<_>>();
        let groups =
            text.split('；').map(group).filter(|group| group.len() > 1 && !group.contains(&String::new()));
        Synonyms { groups: groups.collect() }
    }

    /// Joins the words of two languages.
    pub(crate) fn and(mut self, other: Synonyms) -> Synonyms {
        self.groups.extend(other.groups);
        self
    }

    /// The other words for what a word says, each put in its place: 罚款项目 is searched as 处罚项目 too.
    pub(crate) fn of(&self, word: &str) -> Vec<String> {
        let mut same: Vec<String> = Vec::new();
        for group in &self.groups {
            let parts = group.iter().filter(|part| word.contains(part.as_str()));
            let Some(part) = parts.max_by_key(|part| part.len()) else { continue };
            same.extend(
                group.iter().filter(|other| *other != part).map(|other| word.replace(part.as_str(), other)),
            );
        }
        same.sort();
        same.dedup();
        same
    }
}
