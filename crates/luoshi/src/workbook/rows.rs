//! The rows of each sheet.

use super::Rows;
use crate::report::{Compiled, words};
use compiler::Goal;
use kernel::Say;
use page::Language;

pub(super) fn duties(file: &Compiled) -> Rows {
    let rows = file.compiled.facts.duties.iter();
    rows.map(|row| {
        let due = row
            .deadlines
            .iter()
            .map(|day| day.date.map_or_else(|| day.quote.clone(), |date| format!("{date}（{}）", day.quote)));
        vec![
            row.document.clone(),
            row.clause.clone(),
            row.seq.to_string(),
            row.category.clone().unwrap_or_default(),
            row.measure.clone().unwrap_or_default(),
            row.text.clone(),
            row.lead.join("、"),
            row.responsible.join("、"),
            row.participating.join("、"),
            due.collect::<Vec<_>>().join("；"),
            row.inferred.join("、"),
        ]
    })
    .collect()
}

pub(super) fn indicators(file: &Compiled) -> Rows {
    let text = |goal: &Option<Goal>| goal.as_ref().map(|goal| goal.text().to_owned()).unwrap_or_default();
    let rows = file.compiled.facts.indicators.iter();
    rows.map(|row| {
        vec![
            row.document.clone(),
            row.clause.clone(),
            row.seq.to_string(),
            row.group.clone().unwrap_or_default(),
            row.name.clone(),
            row.unit.clone().unwrap_or_default(),
            text(&row.target),
            text(&row.growth),
            row.baseline.clone().unwrap_or_default(),
            row.organs.join("、"),
            row.inferred.join("、"),
        ]
    })
    .collect()
}

pub(super) fn commitments(file: &Compiled) -> Rows {
    let rows = file.compiled.facts.commitments.iter();
    rows.map(|row| {
        let by = row.by.map(|day| day.to_string()).unwrap_or_default();
        vec![
            row.document.clone(),
            row.clause.clone(),
            row.subject.clone(),
            row.target.clone(),
            row.strength.unwrap_or_default().to_owned(),
            by,
            row.quote.clone(),
        ]
    })
    .collect()
}

pub(super) fn powers(file: &Compiled) -> Rows {
    let rows = file.compiled.facts.powers.iter();
    rows.map(|row| {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        vec![
            row.document.clone(),
            row.clause.clone(),
            row.seq.to_string(),
            text(&row.code),
            row.name.clone(),
            text(&row.kind),
            text(&row.holder),
            text(&row.basis),
        ]
    })
    .collect()
}

pub(super) fn organs(file: &Compiled, language: Language) -> Rows {
    let rows = file.compiled.facts.organs.iter();
    rows.map(|row| {
        vec![row.name.clone(), kind(row.kind, language), row.aliases.join("、"), row.mentions.to_string()]
    })
    .collect()
}

pub(super) fn diagnostics(file: &Compiled, language: Language) -> Rows {
    let rows = file.diagnostics().iter();
    rows.map(|found| {
        let severity = words(language, &Say::new(crate::report::human::severity_key(found.severity)));
        let help = found.help.as_ref().map(|help| words(language, help)).unwrap_or_default();
        let quote: String = file.compiled.source.slice(found.span).chars().take(60).collect();
        vec![found.code.to_owned(), severity, words(language, &found.say), quote, help]
    })
    .collect()
}

/// What a body is, as a word.
fn kind(kind: &str, language: Language) -> String {
    let key = match kind {
        "government" => "luoshi.organ_government",
        "department" => "luoshi.organ_department",
        "party" => "luoshi.organ_party",
        "branch" => "luoshi.organ_branch",
        "town" => "luoshi.organ_town",
        "street" => "luoshi.organ_street",
        "zone" => "luoshi.organ_zone",
        "centre" => "luoshi.organ_centre",
        "enterprise" => "luoshi.organ_enterprise",
        "collective" => "luoshi.organ_collective",
        "temporary" => "luoshi.organ_temporary",
        _ => "luoshi.organ_office",
    };
    words(language, &Say::new(key))
}

/// What falls due again and again, and the time limits of emergency plans.
pub(super) fn schedules(file: &Compiled) -> Rows {
    let facts = &file.compiled.facts;
    let calendar = facts.schedules.iter().map(|row| {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let (document, clause) = (row.document.clone(), row.clause.clone());
        vec![
            document,
            clause,
            row.quote.clone(),
            String::new(),
            text(&row.to),
            text(&row.rule),
            row.text.clone(),
        ]
    });
    let clocks = facts.plans.iter().flat_map(|plan| {
        plan.clocks.iter().map(|row| {
            let (document, clause) = (plan.document.clone(), row.clause.clone());
            let (who, to) = (row.who.join("、"), row.to.join("、"));
            vec![document, clause, row.quote.clone(), who, to, row.rule.clone(), row.text.clone()]
        })
    });
    calendar.chain(clocks).collect()
}

/// The thresholds of every grade, each with whether the number itself counts.
pub(super) fn grades(file: &Compiled) -> Rows {
    let bound = |value: Option<kernel::Decimal>, inside: Option<bool>, within: &str, beyond: &str| {
        value
            .map(|value| format!("{} {value}", if inside == Some(true) { within } else { beyond }))
            .unwrap_or_default()
    };
    let plans = file.compiled.facts.plans.iter();
    let rows = plans.flat_map(|plan| plan.grades.iter().map(move |grade| (plan, grade)));
    rows.flat_map(|(plan, grade)| {
        grade.criteria.iter().map(move |row| {
            vec![
                plan.document.clone(),
                row.clause.clone(),
                format!("{}级", grade.level),
                row.metric.to_owned(),
                bound(row.min, row.min_inclusive, "≥", ">"),
                bound(row.max, row.max_inclusive, "≤", "<"),
                row.unit.unwrap_or_default().to_owned(),
                row.quote.clone(),
            ]
        })
    })
    .collect()
}
