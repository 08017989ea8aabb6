//! Persons to ask: `区财政局（国库科 张三，5550100；综合科 李四，5550101）；区税务局（王五 5550102）`.

use super::names::parts;
use super::{body, is_han};
use crate::facts::Contact;
use crate::passage::Passage;

/// Reads a cell of contacts, each with its body, office, name and numbers.
pub(crate) fn contacts(cell: Passage<'_>) -> Vec<Contact> {
    let mut found: Vec<Contact> = vec![];
    for part in parts(cell) {
        let open = part.text.find(['（', '(']);
        match open {
            Some(at) if part.text.ends_with(['）', ')']) => {
                let organ = part.text.get(..at).map(str::trim).filter(|name| !name.is_empty());
                let inside = part.part(at..part.text.len()).text.trim_matches(['（', '）', '(', ')']);
                people(inside, organ, &mut found);
            }
            _ => people(part.text, None, &mut found),
        }
    }
    found
}

/// Several persons of one body; a number alone belongs to the person before it.
fn people(text: &str, organ: Option<&str>, found: &mut Vec<Contact>) {
    let first = found.len();
    let mut office: Option<String> = None;
    for word in
        text.split(|c: char| c.is_whitespace() || matches!(c, '，' | ',' | '；' | ';' | '、' | '：' | ':'))
    {
        let (words, digits) = divided(word);
        if !words.is_empty() {
            if is_office(words) {
                office = Some(words.to_owned());
                continue;
            }
            let (organ, name) = (organ.map(str::to_owned), Some(words.to_owned()));
            found.push(Contact { organ, office: office.clone(), name, phones: vec![] });
        }
        if digits.is_empty() {
            continue;
        }
        if found.len() == first {
            let organ = organ.map(str::to_owned);
            found.push(Contact { organ, office: office.clone(), name: None, phones: vec![] });
        }
        if let Some(last) = found.last_mut() {
            last.phones.push(digits.to_owned());
        }
    }
}

/// The words and the number of `王五5550102`.
fn divided(word: &str) -> (&str, &str) {
    let at = word.find(|c: char| c.is_ascii_digit()).unwrap_or(word.len());
    let (words, digits) = word.split_at_checked(at).unwrap_or((word, ""));
    let number = digits.chars().filter(char::is_ascii_digit).count() >= 5;
    if number { (words.trim(), digits) } else { (word.trim(), "") }
}

/// An office rather than a person: longer than a name, or ending as offices end.
fn is_office(words: &str) -> bool {
    let length = words.chars().filter(|c| is_han(*c)).count();
    length > 4 || length > 2 && body::ends_as_body(words) || words.ends_with('股') || words.ends_with("科长")
}
