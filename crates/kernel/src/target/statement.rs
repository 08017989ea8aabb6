//! **Statements**: `走在全市前列`, `全面完成`, `建成`.
//!
//! Meaning: words that no number of a series decides; a person says so with evidence. A decision may put a number in
//! their place, such as a rank of at most 3 (E-044).

use super::Aim;
use super::assigned::by_decision;
use super::forms::Form;
use super::parse::Read;

pub(super) const FORM: Form = Form {
    read: |words, _| WORDS.iter().any(|word| words.contains(word)).then(|| Read::words(Aim::Statement)),
    judge: |aim, case| match aim {
        Aim::Statement => Some(by_decision(case, "verdict.statement")),
        _ => None,
    },
    examples: &[("前列", "statement"), ("确保走在全市前列", "statement (ensure)"), ("全面完成", "statement")],
};

const WORDS: [&str; 10] =
    ["前列", "前茅", "领先", "先进", "完成", "建成", "开工", "启用", "挂牌", "通过验收"];
