//! Who a report is about: marks by which another report about the same person is found.

use super::Answers;
use pack::{FieldRole, Plan};

/// The texts that mark a person, the surest first: a number that belongs to one person; name with telephone. A name
/// alone marks only weakly: it is offered to a person to look at, and decides nothing.
pub(crate) fn marks(plan: &Plan, answers: &Answers) -> Vec<(&'static str, String)> {
    let of = |role| {
        let field = plan.fields.iter().find(|field| field.role == Some(role));
        let answer =
            |field: &pack::Field| answers.sealed.get(&field.id).or_else(|| answers.open.get(&field.id));
        field.and_then(answer).map(|text| alike(text)).unwrap_or_default()
    };
    let (name, phone, identity) = (of(FieldRole::Name), of(FieldRole::Phone), of(FieldRole::Identity));
    let mut marks = Vec::new();
    if !identity.is_empty() {
        marks.push(("identity", identity));
    }
    if !name.is_empty() && !phone.is_empty() {
        marks.push(("name-phone", format!("{name}\n{phone}")));
    }
    if !name.is_empty() {
        marks.push(("name", name));
    }
    marks
}

/// A text in the form in which it is compared: full-width letters, blanks, hyphens and case make no difference.
pub(crate) fn alike(text: &str) -> String {
    let narrow = |c: char| match u32::from(c) {
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    let kept = |c: &char| !c.is_whitespace() && !matches!(c, '-' | '－' | '·' | '•');
    text.chars().map(narrow).filter(kept).flat_map(char::to_lowercase).collect()
}
