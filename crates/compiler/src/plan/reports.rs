//! Reports of a plan and what they must hold: 「初次报告：主要内容包括…」.

use super::facts::{Plan, Report};
use crate::context::{Context, Doc};

/// Names of reports and the kind each is.
const KINDS: &[(&str, &str)] = &[
    ("初次报告", "initial"),
    ("首次报告", "initial"),
    ("初报", "initial"),
    ("首报", "initial"),
    ("速报", "initial"),
    ("进展报告", "progress"),
    ("阶段报告", "progress"),
    ("续报", "progress"),
    ("核报", "progress"),
    ("总结报告", "final"),
    ("终报", "final"),
    ("结案报告", "final"),
    ("结报", "final"),
];

/// Reads every report whose contents are listed.
pub(crate) fn find(context: &Context<'_>, doc: &Doc<'_>, plan: &mut Plan) {
    for (_, clause) in doc.prose() {
        for sentence in context.own(clause).sentences() {
            let Some(at) = [
                "内容包括",
                "内容应包括",
                "内容主要包括",
                "应包括",
                "应当包括",
                "内容为",
                "主要报告",
                "报告内容",
            ]
            .iter()
            .find_map(|word| sentence.text.find(word).map(|at| at + word.len())) else {
                continue;
            };
            let lead = sentence.text.get(..at).unwrap_or_default();
            let heading = clause.heading.as_deref().unwrap_or_default();
            let known = KINDS
                .iter()
                .find(|(name, _)| lead.contains(name))
                .or_else(|| KINDS.iter().find(|(name, _)| heading.contains(name)));
            let Some((name, kind)) = known else { continue };
            if plan.reports.iter().any(|report| report.kind == *kind) {
                continue;
            }
            let fields = sentence.part(at..sentence.text.len());
            plan.reports.push(Report {
                kind,
                name,
                clause: clause.path.to_string(),
                fields: fields_of(fields.text),
                span: sentence.whole(),
            });
        }
    }
}

fn fields_of(text: &str) -> Vec<String> {
    let text = text.trim_start_matches(['：', ':', '对']);
    let end = ["，对初", "，并提出"].iter().filter_map(|word| text.find(word)).min().unwrap_or(text.len());
    let listed = text.get(..end).unwrap_or_default().split(['、', '，', '；', ',']).flat_map(|part| {
        let (first, second) = part.split_once("以及").unwrap_or((part, ""));
        [first, second]
    });
    let plain = |part: &str| part.trim().trim_end_matches('等').trim_end_matches("等信息").to_owned();
    listed.map(plain).filter(|field| (1..=24).contains(&field.chars().count())).collect()
}
