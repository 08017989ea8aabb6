//! One quantity with two targets (同一指标两个目标).
//!
//! The same quantity is given different targets in two places or two documents. Which of them governs what must be said
//! by a person. 优良天数 and the days with an AQI of at most 100 are one quantity.
//!
//! ```text fires
//! →序号
//! →评价指标
//! →目标值
//! →责任部门
//!
//! →1
//! →绿化覆盖率
//! →≥38%
//! →区住房城乡建设局
//!
//! →2
//! →绿化覆盖率
//! →≥40%
//! →区住房城乡建设局
//! ```
//!
//! ```text silent
//! →序号
//! →评价指标
//! →目标值
//! →责任部门
//!
//! →1
//! →绿化覆盖率
//! →≥38%
//! →区住房城乡建设局
//!
//! →2
//! →回收率
//! →≥38%
//! →区商务局
//! ```
//!
//! **Mend.** Say which target is for what, or use one.
//!
//! **Ignore** it when one is a floor and the other a goal.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;
use kernel::{Decimal, Target};
use crate::facts::Goal;
use std::collections::HashMap;
use syntax::Span;

pub(super) const CHECK: Check = Check { code: "target-two-values", severity: Severity::Warning, run };

struct Seen<'f> {
    value: Decimal,
    unit: &'f str,
    text: &'f str,
    document: &'f str,
    span: Span,
}

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<String, Seen<'_>> = HashMap::new();
    let rows = view.facts.indicators.iter().filter_map(|row| {
        let Some(Goal::Read(target)) = &row.target else { return None };
        let unit = target.unit.as_deref().or(row.unit.as_deref()).unwrap_or_default();
        Some((quantity(&row.name), value(target)?, unit, target.text.as_str(), row.document.as_str(), row.span))
    });
    let promises = view.facts.commitments.iter().filter_map(|promise| {
        let unit = promise.unit.as_deref().unwrap_or_default();
        let level = !promise.target.contains("增长") && promise.scope.is_none();
        level.then_some((quantity(&promise.subject), promise.value?, unit, promise.target.as_str(), promise.document.as_str(), promise.span))
    });
    for (name, value, unit, text, document, span) in promises.chain(rows) {
        if name.chars().count() < 3 {
            continue;
        }
        let here = Seen { value, unit, text, document, span };
        match seen.get(&name) {
            Some(first) if first.value != value && first.unit == unit && (first.document != document || name.ends_with(['率', '数', '例'])) => {
                let say = Say::new("check.target_two_values").with("name", &name).with("one", text).with("other", first.text).with("document", first.document);
                found.push(Diagnostic::new(say, span).see(Say::new("check.target_other").with("text", first.text), first.span).help(Say::new("check.target_two_values_help")));
            }
            Some(_) => {}
            None => _ = seen.insert(name, here),
        }
    }
}

fn value(target: &Target) -> Option<Decimal> {
    match &target.aim {
        kernel::Aim::Equal { value, .. } | kernel::Aim::Bound { value, .. } | kernel::Aim::About { value } => Some(*value),
        _ => None,
    }
}

/// The name as a key: 优良天数 is the days on which the air quality index is at most 100 (HJ 633).
fn quantity(name: &str) -> String {
    let air = name.contains("优良天数") || name.contains("空气质量指数") && name.contains("100") && name.contains("天数");
    if air { "空气质量优良天数".to_owned() } else { crate::words::body::without_remark(name).trim().to_owned() }
}
