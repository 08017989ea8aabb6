//! What can be reviewed: every kind of thing found, with the fields that a person may put right. Pure.

mod duty;
mod head;
mod lists;
mod plan;
mod schedule;

use compiler::Facts;
use kernel::Say;
use std::collections::{BTreeMap, HashMap};
use syntax::{Span, set_of_governments};

/// What kind of thing it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// What the head of a document says.
    Head,
    /// A duty.
    Duty,
    /// What opens duties again and again.
    Schedule,
    /// An indicator.
    Indicator,
    /// A promise with a number.
    Commitment,
    /// An item of a list of powers.
    Power,
    /// A time limit of an emergency plan.
    Clock,
    /// A criterion of a grade.
    Criterion,
    /// A level of warning.
    Warning,
    /// A working group.
    Group,
    /// Who may publish about a grade.
    Release,
    /// A kind of report.
    Report,
    /// What one department does in an emergency.
    Department,
}

impl Kind {
    /// The word in keys of things.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Kind::Head => "head",
            Kind::Duty => "duty",
            Kind::Schedule => "schedule",
            Kind::Indicator => "indicator",
            Kind::Commitment => "commitment",
            Kind::Power => "power",
            Kind::Clock => "clock",
            Kind::Criterion => "criterion",
            Kind::Warning => "warning",
            Kind::Group => "group",
            Kind::Release => "release",
            Kind::Report => "report",
            Kind::Department => "department",
        }
    }

    /// Its wording.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Kind::Head => "review.kind_head",
            Kind::Duty => "review.kind_duty",
            Kind::Schedule => "review.kind_schedule",
            Kind::Indicator => "review.kind_indicator",
            Kind::Commitment => "review.kind_commitment",
            Kind::Power => "review.kind_power",
            Kind::Clock => "review.kind_clock",
            Kind::Criterion => "review.kind_criterion",
            Kind::Warning => "review.kind_warning",
            Kind::Group => "review.kind_group",
            Kind::Release => "review.kind_release",
            Kind::Report => "review.kind_report",
            Kind::Department => "review.kind_department",
        }
    }
}

/// A field that a person may put right: its name in forms, and what was found.
pub(crate) type Field = (&'static str, String);

/// A thing that was found.
pub(crate) trait Thing {
    /// The clause that sets it.
    fn clause(&self) -> &str;
    /// Where it stands.
    fn span(&self) -> Span;
    /// What it is, in a line.
    fn title(&self) -> String;
    /// What may be put right.
    fn fields(&self) -> Vec<Field>;
    /// Puts a field right.
    ///
    /// # Errors
    /// The words cannot be understood; the sentence says what would be accepted.
    fn set(&mut self, field: &str, value: &str) -> Result<(), Say>;
    /// Names of the fields whose values were carried down or restored.
    fn inferred(&self) -> &[&'static str] {
        &[]
    }
    /// A person has given their word for what was carried down or restored.
    fn confirm(&mut self) {}
    /// A person leaves it open.
    fn ask(&mut self, _note: &str) {}
}

/// The mark of a question that a pack carries.
pub(crate) fn question(note: &str) -> String {
    if note.is_empty() { "待明确".to_owned() } else { format!("待明确：{note}") }
}

/// What [`walk`] calls for each thing: its key, kind, the position of its document, and the thing; whether it stays.
pub(crate) type Visit<'v> = &'v mut dyn FnMut(&str, Kind, usize, &mut dyn Thing) -> bool;

/// Goes through everything found, always in the same order, so that keys are the same each time the text is read.
pub(crate) fn walk(facts: &mut Facts, visit: Visit<'_>) {
    let mut keys = Keys::default();
    let names: HashMap<String, usize> =
        facts.documents.iter().enumerate().map(|(at, document)| (name(document), at)).collect();
    let mut see = |kind: Kind, at: usize, thing: &mut dyn Thing| {
        let key = keys.next(kind, at, thing.clause());
        visit(&key, kind, at, thing)
    };
    for (at, document) in facts.documents.iter_mut().enumerate() {
        see(Kind::Head, at, document);
    }
    facts.duties.retain_mut(|duty| see(Kind::Duty, duty.at, duty));
    facts.schedules.retain_mut(|schedule| {
        let at = names.get(&schedule.document).copied().unwrap_or_default();
        see(Kind::Schedule, at, schedule)
    });
    facts.indicators.retain_mut(|row| see(Kind::Indicator, row.at, row));
    facts.commitments.retain_mut(|promise| see(Kind::Commitment, promise.at, promise));
    facts.powers.retain_mut(|power| see(Kind::Power, power.at, power));
    for plan in &mut facts.plans {
        let at = plan.at;
        for grade in &mut plan.grades {
            grade.criteria.retain_mut(|criterion| see(Kind::Criterion, at, criterion));
        }
        plan.clocks.retain_mut(|clock| see(Kind::Clock, at, clock));
        plan.warnings.retain_mut(|warning| see(Kind::Warning, at, warning));
        plan.groups.retain_mut(|group| see(Kind::Group, at, group));
        plan.release.retain_mut(|release| see(Kind::Release, at, release));
        plan.reports.retain_mut(|report| see(Kind::Report, at, report));
        plan.organs.retain_mut(|department| see(Kind::Department, at, department));
    }
}

/// How facts name the document they stand in: its number, else its title.
pub(crate) fn name(document: &compiler::Document) -> String {
    document.number.clone().unwrap_or_else(|| document.title.clone())
}

/// Keys such as `duty/2/附件/表1/行3/1`: kind, document, clause, and which of them.
#[derive(Debug, Default)]
struct Keys(BTreeMap<String, usize>);

impl Keys {
    fn next(&mut self, kind: Kind, document: usize, clause: &str) -> String {
        let stem = format!("{}/{}/{clause}", kind.word(), document + 1);
        let count = self.0.entry(stem.clone()).or_default();
        *count += 1;
        format!("{stem}/{count}")
    }
}

/// Names as a field holds them.
pub(crate) fn joined(names: &[String]) -> String {
    names.join("、")
}

/// The names in a field, whatever sign stands between them; 各市、县人民政府 is one name.
pub(crate) fn names(value: &str) -> Vec<String> {
    let divides = |c: char| matches!(c, '、' | '，' | ',' | ';' | '；' | '\n');
    let (mut names, mut start, mut whole) = (vec![], 0, 0);
    for (at, c) in value.char_indices() {
        if c == '各' && at >= whole {
            whole = at + set_of_governments(value.get(at..).unwrap_or_default()).unwrap_or(0);
        }
        if at >= whole && divides(c) {
            names.push(value.get(start..at).unwrap_or_default());
            start = at + c.len_utf8();
        }
    }
    names.push(value.get(start..).unwrap_or_default());
    names.into_iter().map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// A field that may be empty.
pub(crate) fn optional(value: &str) -> Option<String> {
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// A day as a field holds it: `2024-06-30`, or nothing.
pub(crate) fn day(value: &str) -> Result<Option<jiff::civil::Date>, Say> {
    let bad = || Say::new("review.bad_day").with("value", value.trim());
    optional(value).map(|day| day.parse().map_err(|_| bad())).transpose()
}

/// The field cannot be changed here.
pub(crate) fn fixed(field: &str) -> Say {
    Say::new("review.no_field").with("field", field)
}

/// A field that must hold something.
pub(crate) fn stated(value: &str) -> Result<String, Say> {
    optional(value).ok_or_else(|| Say::new("review.empty_field"))
}

#[cfg(test)]
mod tests;
