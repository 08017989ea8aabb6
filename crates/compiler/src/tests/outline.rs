//! Facts as lines that an official can read.

use crate::{Compiled, Facts, Goal, Plan};
use kernel::Decimal;
use std::fmt::Write as _;

/// Everything found, one line a fact; diagnostics by code with the quoted words.
pub(super) fn outline(compiled: &Compiled) -> String {
    let facts = &compiled.facts;
    let mut out = String::new();
    documents(facts, &mut out);
    duties(facts, &mut out);
    figures(facts, &mut out);
    plans(facts, &mut out);
    let organs: Vec<String> = facts
        .organs
        .iter()
        .map(|organ| {
            let aliases = if organ.aliases.is_empty() {
                String::new()
            } else {
                format!("={}", organ.aliases.join("="))
            };
            format!("{}{aliases}({} {})", organ.name, organ.kind, organ.mentions)
        })
        .collect();
    _ = writeln!(out, "organs: {}", organs.join(" "));
    for found in &facts.diagnostics {
        let quote: String = compiled
            .source
            .slice(found.span)
            .chars()
            .take(16)
            .map(|c| if c == '\n' || c == '\t' { ' ' } else { c })
            .collect();
        _ = writeln!(out, "{:?} {} 「{}」", found.severity, found.code, quote.trim());
    }
    out
}

fn text(option: &Option<String>) -> &str {
    option.as_deref().unwrap_or("-")
}

fn documents(facts: &Facts, out: &mut String) {
    for document in &facts.documents {
        _ = writeln!(
            out,
            "document {} {} | {} | {}",
            text(&document.number),
            document.title,
            text(&document.issuer),
            text(&document.issued)
        );
        for cite in &document.cites {
            _ = writeln!(out, "  cites {} 《{}》 {}", cite.role, cite.title, text(&cite.number));
        }
    }
}

fn duties(facts: &Facts, out: &mut String) {
    for duty in &facts.duties {
        let words: String = duty.text.chars().take(24).collect();
        _ = writeln!(
            out,
            "duty {} #{} [{} / {}] {}",
            duty.seq,
            duty.clause,
            text(&duty.category),
            text(&duty.measure),
            words.replace('\n', " ")
        );
        for (name, list) in
            [("lead", &duty.lead), ("responsible", &duty.responsible), ("participating", &duty.participating)]
        {
            if !list.is_empty() {
                _ = writeln!(
                    out,
                    "  {name}: {}{}",
                    list.join("、"),
                    if duty.open && name != "lead" { " …" } else { "" }
                );
            }
        }
        for contact in &duty.contacts {
            _ = writeln!(
                out,
                "  contact: {} {} {}",
                text(&contact.organ),
                text(&contact.office),
                text(&contact.name)
            );
        }
        for deadline in &duty.deadlines {
            let date = deadline.date.map_or_else(|| "-".to_owned(), |date| date.to_string());
            _ = writeln!(out, "  by {date} 「{}」", deadline.quote);
        }
        if !duty.inferred.is_empty() {
            _ = writeln!(out, "  inferred: {}", duty.inferred.join(" "));
        }
    }
    for schedule in &facts.schedules {
        _ = writeln!(
            out,
            "schedule #{} {} 「{}」 to {}",
            schedule.clause,
            text(&schedule.rule),
            schedule.quote,
            text(&schedule.to)
        );
    }
}

fn goal(goal: &Option<Goal>) -> String {
    match goal {
        None => "-".to_owned(),
        Some(Goal::Read(target)) => format!("{} ({target})", target.text),
        Some(Goal::Words { text, .. }) => format!("{text} (words)"),
    }
}

fn figures(facts: &Facts, out: &mut String) {
    for row in &facts.indicators {
        _ = writeln!(
            out,
            "indicator {} #{} [{}] {} {} | target {} | growth {} | was {} | {}",
            row.seq,
            row.clause,
            text(&row.group),
            row.name,
            text(&row.unit),
            goal(&row.target),
            goal(&row.growth),
            text(&row.baseline),
            row.organs.join("、")
        );
    }
    for promise in &facts.commitments {
        let value = promise.value.map_or_else(String::new, |value| value.to_string());
        let by = promise.by.map_or_else(String::new, |by| format!(" by {by}"));
        _ = writeln!(
            out,
            "commitment #{} {} | {} {value} {}{}{by} | {}",
            promise.clause,
            promise.subject,
            promise.comparator,
            text(&promise.unit),
            promise.strength.map(|word| format!(" {word}")).unwrap_or_default(),
            promise.target
        );
    }
    for power in &facts.powers {
        _ = writeln!(
            out,
            "power {} {} {} {} holder {}",
            power.seq,
            text(&power.code),
            power.name,
            text(&power.kind),
            text(&power.holder)
        );
    }
}

fn bound(value: Option<Decimal>, inside: Option<bool>, signs: (&str, &str)) -> String {
    let sign = if inside.unwrap_or(true) { signs.0 } else { signs.1 };
    value.map(|value| format!(" {sign}{value}")).unwrap_or_default()
}

fn plans(facts: &Facts, out: &mut String) {
    for plan in &facts.plans {
        _ = writeln!(out, "plan {}", plan.subject);
        for grade in &plan.grades {
            for one in &grade.criteria {
                _ = writeln!(
                    out,
                    "  {} {}{}{} 「{}」",
                    grade.level,
                    one.metric,
                    bound(one.min, one.min_inclusive, ("≥", ">")),
                    bound(one.max, one.max_inclusive, ("≤", "<")),
                    one.quote
                );
            }
        }
        work(plan, out);
    }
}

fn work(plan: &Plan, out: &mut String) {
    for clock in &plan.clocks {
        _ = writeln!(
            out,
            "  clock {} → {}: {} {}",
            clock.who.join("、"),
            clock.to.join("、"),
            clock.rule,
            clock.applies.join("")
        );
    }
    for report in &plan.reports {
        _ = writeln!(out, "  report {} {}: {}", report.kind, report.name, report.fields.join("、"));
    }
    for warning in &plan.warnings {
        _ = writeln!(
            out,
            "  warning {} decides {} asks {} {}",
            warning.level,
            text(&warning.decides),
            text(&warning.requests),
            warning.conditions.join(" ")
        );
    }
    for group in &plan.groups {
        _ = writeln!(
            out,
            "  group {}: {} | {}{}",
            group.name,
            group.lead.join("、"),
            group.members.join("、"),
            if group.open { " …" } else { "" }
        );
    }
    for release in &plan.release {
        _ = writeln!(
            out,
            "  release {} by {} files {}",
            release.grade,
            release.by,
            release.files_with.join("、")
        );
    }
    for department in &plan.organs {
        _ = writeln!(out, "  department {}: {} duties", department.name, department.duties.len());
    }
}
