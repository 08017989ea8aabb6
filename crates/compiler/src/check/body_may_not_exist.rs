//! A body that must act and may not exist (应履职的机构未必设立).
//!
//! A body is set up only when needed (可设立), and elsewhere it or its office must propose or decide. As long as nobody
//! has set it up, nobody can act.
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
//! 1.1 指挥机构
//! 根据需要，可设立食品安全事件应急指挥部（以下简称区指挥部）。
//! 1.2 响应启动
//! 区指挥部办公室提出启动响应的建议，由区政府决定。
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
//! 1.1 指挥机构
//! 区政府设立食品安全事件应急指挥部（以下简称区指挥部）。
//! 1.2 响应启动
//! 区指挥部办公室提出启动响应的建议，由区政府决定。
//! ```
//!
//! **Mend.** Set the body up for good, or say who acts until it exists.
//!
//! **Ignore** it when its office is an existing body by another name.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;

pub(super) const CHECK: Check = Check { code: "body-may-not-exist", severity: Severity::Warning, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for doc in view.context.docs.iter().filter(|doc| doc.is_plan) {
        for (_, clause) in doc.prose() {
            let own = view.context.own(clause);
            let optional = ["可依法设立", "可设立", "可以设立", "可成立", "可以成立", "可依法成立", "可组建"];
            let Some((at, word)) = optional.iter().find_map(|word| own.text.find(word).map(|at| (at, *word))) else { continue };
            let rest = own.after(at, 60);
            let Some((_, short)) = rest.split_once("以下简称") else { continue };
            let name = short.split(['）', ')', '”']).next().unwrap_or_default().trim_start_matches('“');
            if name.is_empty() {
                continue;
            }
            let span = own.span(at..at + word.len());
            if let Some(acts) = acts(view, doc, name) {
                let say = Say::new("check.body_may_not_exist").with("name", name);
                found.push(Diagnostic::new(say, acts).see(Say::new("check.body_optional"), span).help(Say::new("check.body_may_not_exist_help")));
            }
        }
    }
}

/// Where the body or its office must propose something.
fn acts(view: &View<'_>, doc: &crate::context::Doc<'_>, name: &str) -> Option<syntax::Span> {
    doc.prose().find_map(|(_, clause)| {
        let own = view.context.own(clause);
        own.text.match_indices(name).find_map(|(at, _)| {
            let rest = own.after(at + name.len(), 16);
            let proposes = rest.contains("提出") && (own.after(at, 40).contains("建议"));
            proposes.then(|| own.span(at..at + name.len() + if rest.starts_with("办公室") { "办公室".len() } else { 0 }))
        })
    })
}
