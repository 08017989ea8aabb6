//! The notice and the text it issues have different titles (印发文件名称不一致).
//!
//! A notice 「关于印发X的通知」 issues a text whose title is not X. People who cite the one do not find the other.
//!
//! ```text fires
//! 某区人民政府
//! 关于印发某区消防工作实施方案的通知
//! 某政发〔2024〕3号
//! 各镇政府：
//! 现印发给你们，请认真执行。
//! 某区人民政府
//! 2024年3月1日
//! 某区消防安全专项整治计划
//! 一、总体要求
//! 坚持统一领导。
//! ```
//!
//! ```text silent
//! 某区人民政府
//! 关于印发某区消防工作实施方案的通知
//! 某政发〔2024〕3号
//! 各镇政府：
//! 现印发给你们，请认真执行。
//! 某区人民政府
//! 2024年3月1日
//! 某区消防工作实施方案
//! 一、总体要求
//! 坚持统一领导。
//! ```
//!
//! **Mend.** Use one title at both places.
//!
//! **Ignore** it when the notice shortens a long title.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;

pub(super) const CHECK: Check = Check { code: "title-differs", severity: Severity::Note, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for doc in &view.context.docs {
        let Some(issued) = doc.tree.issues.as_deref() else { continue };
        let Some((_, rest)) = doc.tree.title.split_once("印发") else { continue };
        let named = rest.trim_end_matches("的通知").trim_end_matches("通知").trim_matches(['《', '》']);
        let bare = |text: &str| text.chars().filter(|c| crate::words::is_han(*c) || c.is_ascii_digit()).collect::<String>();
        let (named_bare, issued_bare) = (bare(named), bare(issued));
        let part = named_bare.contains(&issued_bare) || issued_bare.contains(&named_bare);
        if part || named_bare.is_empty() || issued_bare.is_empty() {
            continue;
        }
        let passage = view.context.passage(doc.tree.span);
        let line = issued.chars().take(8).collect::<String>();
        let Some(at) = passage.text.rfind(line.as_str()) else { continue };
        let say = Say::new("check.title_differs").with("named", named).with("issued", issued);
        found.push(Diagnostic::new(say, passage.span(at..at + line.len())).help(Say::new("check.title_differs_help")));
    }
}
