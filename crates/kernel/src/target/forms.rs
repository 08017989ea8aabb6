//! The list of forms in which targets are written: one line each. To add a form, copy a neighbour's file, change it,
//! add its aim to [`Aim`] and its line here.

use super::parse::Read;
use super::{
    Aim, about, assigned, both_fall, bound, equal, grade, mean, range, stable, statement, trend, whole,
};
use crate::verdict::{Case, Finding};

/// One form: how it is read, how it is judged, and what it looks like.
pub(super) struct Form {
    /// Reads the words when they are in this form. The second argument is the aim before 或, if any.
    pub(super) read: fn(&str, Option<&Aim>) -> Option<Read>,
    /// Judges the case when the aim is of this form.
    pub(super) judge: fn(&Aim, &Case<'_>) -> Option<Finding>,
    /// Texts with what they are read as; the first is shown to people whose text cannot be read.
    pub(super) examples: &'static [(&'static str, &'static str)],
}

/// Tried in this order: forms of words first, because a figure may stand in them.
pub(super) const FORMS: [Form; 12] = [
    assigned::FORM,
    both_fall::FORM,
    mean::FORM,
    trend::FORM,
    stable::FORM,
    grade::FORM,
    about::FORM,
    range::FORM,
    bound::FORM,
    equal::FORM,
    whole::FORM,
    statement::FORM,
];

/// Judges by the form of the aim; every aim has one (a test goes through them all).
pub(crate) fn judge(aim: &Aim, case: &Case<'_>) -> Finding {
    FORMS
        .iter()
        .find_map(|form| (form.judge)(aim, case))
        .unwrap_or_else(|| Finding::unknown(case.missing("verdict.statement")))
}

/// One example of each form, for people.
pub(super) fn examples() -> String {
    let first = FORMS.iter().filter_map(|form| form.examples.first());
    first.map(|(text, _)| *text).collect::<Vec<_>>().join("、")
}

/// Every example of every form with its reading.
#[cfg(test)]
pub(crate) fn all_examples() -> impl Iterator<Item = (&'static str, &'static str)> {
    FORMS.iter().flat_map(|form| form.examples.iter().copied())
}
