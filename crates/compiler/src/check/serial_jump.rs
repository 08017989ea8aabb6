//! Serials of a table skip or repeat (表格序号跳号或重号).
//!
//! A printed serial does not follow the one before it. A row was lost, stands twice, or was moved without being
//! numbered anew.
//!
//! ```text fires
//! →序号
//! →具体任务
//! →牵头部门
//! →责任部门
//!
//! →1
//! →清理收费项目
//! →区财政局
//! →区政府有关部门
//!
//! →2
//! →公开收费清单
//! →区发展改革局
//! →区政府有关部门
//!
//! →5
//! →整治违规收费
//! →区司法局
//! →区政府有关部门
//! ```
//!
//! ```text silent
//! →序号
//! →具体任务
//! →牵头部门
//! →责任部门
//!
//! →1
//! →清理收费项目
//! →区财政局
//! →区政府有关部门
//!
//! →2
//! →公开收费清单
//! →区发展改革局
//! →区政府有关部门
//! ```
//!
//! **Mend.** Number the rows anew, or restore what is missing.
//!
//! **Ignore** it in excerpts of a longer table.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;
use std::collections::HashMap;
use syntax::Span;

pub(super) const CHECK: Check = Check { code: "serial-jump", severity: Severity::Warning, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let facts = view.facts;
    let duties = facts.duties.iter().filter(|row| row.from == "table").map(|row| (row.at, &row.clause, row.seq, row.span, row.inferred.contains(&"seq")));
    let powers = facts.powers.iter().map(|row| (row.at, &row.clause, row.seq, row.span, row.inferred.contains(&"seq")));
    let indicators = facts.indicators.iter().map(|row| (row.at, &row.clause, row.seq, row.span, false));
    let mut last: HashMap<(usize, String), (usize, Span)> = HashMap::new();
    for (at, clause, serial, span, lost) in duties.chain(powers).chain(indicators) {
        let table = clause.rsplit_once('/').map_or("", |(table, _)| table).to_owned();
        let before = last.insert((at, table), (serial, span));
        let Some((before, place)) = before else { continue };
        // Tables with headings often count anew from 1 under each.
        if lost || serial == before + 1 || serial == 1 {
            continue;
        }
        let say = Say::new("check.serial_jump").with("serial", serial).with("before", before);
        found.push(Diagnostic::new(say, span).see(Say::new("check.serial_before").with("before", before), place).help(Say::new("check.serial_jump_help")));
    }
}
