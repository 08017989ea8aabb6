//! **As assigned from above**: `完成市下达任务指标`.
//!
//! Meaning: the number comes from a higher level. Until it is entered with its source, nothing can be judged (E-010).

use super::Aim;
use super::forms::{self, Form};
use super::parse::Read;
use crate::say::Say;
use crate::verdict::{Case, Finding};

pub(super) const FORM: Form = Form {
    read: |words, _| {
        let assigned = words.contains("下达") && (words.contains("任务") || words.contains("指标"));
        assigned.then(|| Read::words(Aim::AsAssigned))
    },
    judge: |aim, case| match aim {
        Aim::AsAssigned => Some(by_decision(case, "verdict.assigned_missing")),
        _ => None,
    },
    examples: &[
        ("完成市下达任务指标", "as_assigned"),
        ("全面完成省市下达的节能减排约束性指标", "as_assigned"),
    ],
};

/// Judges by the number that a decision puts in the place of words.
pub(super) fn by_decision(case: &Case<'_>, missing: &'static str) -> Finding {
    match &case.ruling.assigned {
        Some(number) if !matches!(number.aim, Aim::AsAssigned | Aim::Statement) => {
            forms::judge(&number.aim, &case.about(number, case.series))
        }
        _ => Finding::unknown(Say::new(missing).with("target", &case.target.text)),
    }
}
