//! Numeral and name of a grade do not belong together (级别与名称不符).
//!
//! Ⅰ to Ⅳ are 特别重大, 重大, 较大, 一般. Here a numeral stands with the name of another grade, so it is open which one is meant.
//!
//! ```text fires
//! 某区人民政府办公室
//! 关于印发某区食品安全事件应急预案的通知
//! 某政办字〔2024〕5号
//! 各镇政府：
//! 现印发给你们，请遵照执行。
//! 某区人民政府办公室
//! 2024年3月1日
//! 某区食品安全事件应急预案
//! 1 总则
//! 1.1 分级
//! 发生Ⅲ级（重大）食品安全事件时，区政府组织处置。
//! ```
//!
//! ```text silent
//! 某区人民政府办公室
//! 关于印发某区食品安全事件应急预案的通知
//! 某政办字〔2024〕5号
//! 各镇政府：
//! 现印发给你们，请遵照执行。
//! 某区人民政府办公室
//! 2024年3月1日
//! 某区食品安全事件应急预案
//! 1 总则
//! 1.1 分级
//! 发生Ⅲ级（较大）食品安全事件时，区政府组织处置。
//! ```
//!
//! **Mend.** Correct the numeral or the name.
//!
//! **Ignore** it never.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;
use crate::plan::levels;

pub(super) const CHECK: Check = Check { code: "grade-name", severity: Severity::Error, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for (_, clause) in view.context.docs.iter().filter(|doc| doc.is_plan).flat_map(|doc| doc.prose()) {
        let own = view.context.passage(clause.own);
        for (at, bracket) in own.text.match_indices(['（', '(']) {
            let inside = own.after(at + bracket.len(), 8);
            let end = inside.find(['）', ')']).unwrap_or(0);
            let inside = inside.get(..end).unwrap_or_default();
            let before = own.before(at, 4);
            let pair = levels::by_name(inside).filter(|(_, name)| *name == inside).zip(ends(before)).map(|(named, numeral)| (numeral, named));
            let other = levels::numeral(inside).filter(|(_, at)| *at == 0).and_then(|(numeral, _)| Some((numeral.0, name_before(before)?)));
            let pair = pair.or(other);
            let Some((numeral, named)) = pair.filter(|(numeral, named)| *numeral != named.0) else { continue };
            let say = Say::new("check.grade_name").with("numeral", numeral).with("name", named.1).with("right", named.0);
            found.push(Diagnostic::new(say, own.span(at..at + bracket.len() + end)).help(Say::new("check.grade_name_help")));
        }
    }
}

/// The numeral that a text ends with.
fn ends(before: &str) -> Option<&'static str> {
    let mut level = None;
    for (start, _) in before.char_indices() {
        let rest = before.get(start..).unwrap_or_default();
        let found = levels::numeral(rest).filter(|(_, at)| *at == 0 && rest.ends_with('级'));
        level = level.or(found.map(|((numeral, _), _)| numeral));
    }
    level
}

/// The name of a grade that a text ends with.
fn name_before(before: &str) -> Option<(&'static str, &'static str)> {
    before.char_indices().find_map(|(start, _)| {
        let rest = before.get(start..)?;
        levels::by_name(rest).filter(|(_, name)| *name == rest)
    })
}
