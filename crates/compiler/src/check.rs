//! The list of checks: one file each. A check's doc comment is its page in `docs/diagnostics/` and its test: the blocks
//! marked `fires` must give its code, those marked `silent` must not.

use crate::context::Context;
use crate::diagnostic::{Diagnostic, Severity};
use crate::facts::Facts;
use syntax::Finding;

/// One check.
pub(crate) struct Check {
    /// Stable code; its file has the same name with `_`.
    code: &'static str,
    severity: Severity,
    run: fn(&View<'_>, &mut Vec<Diagnostic>),
}

/// What a check may look at.
pub(crate) struct View<'c> {
    pub(crate) context: &'c Context<'c>,
    pub(crate) facts: &'c Facts,
}

impl View<'_> {
    /// What the reader of the tree found under a key.
    fn findings(&self, key: &'static str) -> impl Iterator<Item = &Finding> {
        self.context.gazette.findings.iter().filter(move |finding| finding.say.key == key)
    }
}

/// The manual of a check, as its doc comment has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manual {
    /// Stable code.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// The source of the check, whose doc comment is the manual.
    source: &'static str,
}

impl Manual {
    /// The page in Markdown: code, severity and the doc comment.
    pub fn page(&self) -> String {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let lines = self.source.lines().map_while(|line| line.strip_prefix("//!"));
        let body: String =
            lines.map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line))).collect();
        format!("# {}\n\n`{severity}`\n\n{body}", self.code)
    }

    /// The blocks of the doc comment marked with a word, `fires` or `silent`; → stands for a tabulator.
    pub fn examples(&self, marked: &str) -> Vec<String> {
        let page = self.page();
        let open = format!("```text {marked}\n");
        let blocks = page.split(open.as_str()).skip(1);
        blocks.map(|block| block.split("```").next().unwrap_or_default().replace('→', "\t")).collect()
    }
}

/// Declares the checks: a module, a line of the list and the manual for each.
macro_rules! checks {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*
        const CHECKS: &[(Check, &str)] =
            &[$(($name::CHECK, include_str!(concat!("check/", stringify!($name), ".rs")))),*];
    };
}

checks![
    attachment_missing,
    attachment_unannounced,
    body_may_not_exist,
    bracket_open,
    cite_two_numbers,
    clock_without_actor,
    clock_without_receiver,
    code_pattern,
    code_repeated,
    collective_owner,
    contact_elsewhere,
    count_differs,
    date_impossible,
    date_missing,
    deadline_before_issue,
    deadline_rest_day,
    deadline_without_year,
    decider_unknown,
    doubled_word,
    duty_without_owner,
    grade_name,
    grade_order,
    grade_unbounded,
    grades_gap,
    grades_overlap,
    growth_arithmetic,
    issuer_differs,
    label_gap,
    label_repeated,
    name_cut,
    no_head,
    number_form,
    number_year,
    organ_two_ways,
    power_repeated,
    punctuation,
    range_inverted,
    reference_missing,
    repeal_unnamed,
    reports_same_day,
    response_numeral,
    row_restored,
    self_citation,
    serial_jump,
    serial_missing,
    several_leads,
    share_above_hundred,
    stray_character,
    target_below_actual,
    target_missing,
    target_two_values,
    target_unreadable,
    target_without_baseline,
    target_without_owner,
    target_without_unit,
    text_outside,
    text_table_differ,
    title_differs,
    warning_without_decider,
];

/// The manual of every check, by code.
pub fn manuals() -> Vec<Manual> {
    CHECKS
        .iter()
        .map(|(check, source)| Manual { code: check.code, severity: check.severity, source })
        .collect()
}

/// Runs every check; what they find stands in the order of the text.
pub(crate) fn all(context: &Context<'_>, facts: &Facts) -> Vec<Diagnostic> {
    let view = View { context, facts };
    let mut found = vec![];
    for (check, _) in CHECKS {
        let first = found.len();
        (check.run)(&view, &mut found);
        for diagnostic in found.iter_mut().skip(first) {
            (diagnostic.code, diagnostic.severity) = (check.code, check.severity);
        }
    }
    found.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
    found
}
