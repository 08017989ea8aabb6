//! Head and signature name different issuers (发文机关与署名不一致).
//!
//! The body printed above the title is not the one that signs. It is then unclear in whose name the document was
//! issued.
//!
//! ```text fires
//! 某区人民政府
//! 关于加强消防工作的通知
//! 某政发〔2024〕3号
//! 各镇政府：
//! 现将有关事项通知如下。
//! 一、总体要求
//! 坚持统一领导。
//! 某区人民政府办公室
//! 2024年3月1日
//! ```
//!
//! ```text silent
//! 某区人民政府
//! 关于加强消防工作的通知
//! 某政发〔2024〕3号
//! 各镇政府：
//! 现将有关事项通知如下。
//! 一、总体要求
//! 坚持统一领导。
//! 某区人民政府
//! 2024年3月1日
//! ```
//!
//! **Mend.** Write the same body at both places.
//!
//! **Ignore** it when several bodies issue a document and one signs for all.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;

pub(super) const CHECK: Check = Check { code: "issuer-differs", severity: Severity::Warning, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for doc in &view.context.docs {
        let (Some(issuer), Some(signer)) = (&doc.tree.issuer, &doc.tree.signature) else { continue };
        let (issuer, signer) = (issuer.trim(), signer.trim());
        if issuer == signer || issuer.contains(signer) && issuer.contains('、') || signer.contains(issuer) && signer.contains('、') {
            continue;
        }
        // 某市某区人民政府 above and 某区人民政府 below are one body.
        if issuer.ends_with(signer) || signer.ends_with(issuer) {
            continue;
        }
        let passage = view.context.passage(doc.tree.span);
        let Some(at) = passage.text.rfind(&format!("\n{signer}")).map(|at| at + 1).or_else(|| passage.text.rfind(signer)) else { continue };
        let say = Say::new("check.issuer_differs").with("issuer", issuer).with("signer", signer);
        let mut diagnostic = Diagnostic::new(say, passage.span(at..at + signer.len()));
        if let Some(first) = passage.text.find(issuer) {
            diagnostic = diagnostic.see(Say::new("check.issuer_here"), passage.span(first..first + issuer.len()));
        }
        found.push(diagnostic.help(Say::new("check.issuer_differs_help")));
    }
}
