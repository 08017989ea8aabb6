//! `plan.toml` of a draft.

use super::toml::{line, list, quoted};
use super::{Desk, short};
use crate::plan::facts::{Criterion, Plan};
use kernel::{Decimal, Rule, Say};
use std::fmt::Write as _;

/// The plan of the document, when it is one.
pub(super) fn write(desk: &mut Desk<'_>, slug: &str) -> Option<String> {
    let plan = desk.facts.plans.iter().find(|plan| plan.at == desk.at)?;
    let first = desk.document.clauses.first()?.path.clone();
    let mut out = String::new();
    line!(
        out,
        "id = {}\ntitle = {}\ntitle_en = \"\"",
        quoted(&format!("{slug}-plan")),
        quoted(&plan.subject)
    );
    line!(out, "clause = {}\nsubject = {}", quoted(&first), quoted(&plan.subject));
    let repeals = desk
        .document
        .cites
        .iter()
        .find(|cite| cite.role == "repealed")
        .map_or("", |cite| cite.title.as_str());
    line!(out, "in_force = {}\nrepeals = {}", desk.document.issued.as_deref()?, quoted(repeals));
    grades(desk, plan, &mut out);
    clocks(desk, plan, &mut out);
    reports(plan, &mut out);
    warnings(desk, plan, &mut out);
    groups(desk, plan, &mut out);
    departments(desk, plan, &mut out);
    Some(out)
}

fn reports(plan: &Plan, out: &mut String) {
    for report in &plan.reports {
        line!(out, "\n[[report]]\nkind = {}\nclause = {}", quoted(report.kind), quoted(&report.clause));
        line!(
            out,
            "title = {}\ntitle_en = \"\"\nfields = {}",
            quoted(report.name),
            list(report.fields.iter().map(String::as_str))
        );
    }
}

fn groups(desk: &mut Desk<'_>, plan: &Plan, out: &mut String) {
    for group in &plan.groups {
        line!(
            out,
            "\n[[group]]\nname = {}\nname_en = \"\"\nclause = {}",
            quoted(&group.name),
            quoted(&group.clause)
        );
        desk.register.name(&group.name);
        line!(
            out,
            "lead = {}\nmembers = {}\nopen = {}",
            names(desk, &group.lead),
            names(desk, &group.members),
            group.open
        );
    }
    for release in
        plan.release.iter().filter(|release| plan.grades.iter().any(|grade| grade.level == release.grade))
    {
        desk.register.name(&release.by);
        line!(
            out,
            "\n[[release]]\ngrade = {}\nclause = {}\nby = {}",
            quoted(release.grade),
            quoted(&release.clause),
            quoted(&release.by)
        );
        line!(out, "files_with = {}", names(desk, &release.files_with));
    }
}

fn departments(desk: &mut Desk<'_>, plan: &Plan, out: &mut String) {
    for department in &plan.organs {
        desk.register.name(&department.name);
        let title = department
            .duties
            .first()
            .map(|duty| short(duty.trim_start_matches("负责"), 24))
            .unwrap_or_default();
        line!(
            out,
            "\n[[department]]\norgan = {}\nclause = {}\ntitle = {}\ntitle_en = \"\"",
            quoted(&department.name),
            quoted(&department.clause),
            quoted(&title)
        );
    }
}

fn names(desk: &mut Desk<'_>, names: &[String]) -> String {
    desk.register.list(names);
    list(names.iter().map(String::as_str))
}

fn grades(desk: &mut Desk<'_>, plan: &Plan, out: &mut String) {
    let mut count = 0;
    for grade in &plan.grades {
        line!(
            out,
            "\n[[grade]]\nlevel = {}\nname = {}\nclause = {}",
            quoted(grade.level),
            quoted(grade.name),
            quoted(&grade.clause)
        );
        for criterion in &grade.criteria {
            count += 1;
            match metric(criterion, plan) {
                Some(metric) => {
                    line!(
                        out,
                        "\n[[grade.criterion]]\nid = \"c{count}\"\nclause = {}",
                        quoted(&criterion.clause)
                    );
                    line!(out, "title = {}\ntitle_en = \"\"\n{metric}", quoted(&short(&criterion.quote, 20)));
                }
                None => desk.left_out.push(
                    Say::new("check.draft_criterion")
                        .with("level", grade.level)
                        .with("quote", &criterion.quote),
                ),
            }
        }
    }
}

/// The metric and its bounds, when the format of packs has them.
fn metric(criterion: &Criterion, plan: &Plan) -> Option<String> {
    let mut out = format!("metric = {}", quoted(criterion.metric));
    match criterion.metric {
        "discretion" => return Some(out),
        "adverse" | "severe" | "deaths" => {}
        "units" => {
            let of =
                criterion.of_grade.filter(|level| plan.grades.iter().any(|grade| grade.level == *level))?;
            let unit = [("省", "province"), ("市", "city"), ("县", "county"), ("区", "county")];
            let unit = unit
                .iter()
                .find(|(word, _)| criterion.quote.contains(word))
                .map_or("county", |(_, unit)| *unit);
            _ = write!(out, "\nunit = {}\nof_grade = {}", quoted(unit), quoted(of));
        }
        _ => return None,
    }
    let mut bound = |key: &str, value: Option<Decimal>, inside: Option<bool>| {
        let Some(value) = value else { return Some(()) };
        let whole: u32 = value.to_string().parse().ok()?;
        _ = write!(out, "\n{key} = {whole}\n{key}_inclusive = {}", inside.unwrap_or(true));
        Some(())
    };
    bound("min", criterion.min, criterion.min_inclusive)?;
    bound("max", criterion.max, criterion.max_inclusive)?;
    if !criterion.needs.is_empty() && criterion.metric == "deaths" {
        _ = write!(out, "\nneeds = {}", list(criterion.needs.iter().copied()));
    }
    Some(out)
}

fn clocks(desk: &mut Desk<'_>, plan: &Plan, out: &mut String) {
    for (count, clock) in plan.clocks.iter().enumerate() {
        if clock.rule.parse::<Rule>().is_err() {
            desk.left_out.push(Say::new("check.draft_schedule").with("quote", &clock.quote));
            continue;
        }
        let (who, to) = (names(desk, &clock.who), names(desk, &clock.to));
        line!(out, "\n[[clock]]\nid = \"K{:02}\"\nclause = {}", count + 1, quoted(&clock.clause));
        line!(out, "title = {}\ntitle_en = \"\"", quoted(&short(&clock.text, 20)));
        let applies = clock
            .applies
            .iter()
            .copied()
            .filter(|level| plan.grades.iter().any(|grade| grade.level == *level));
        line!(out, "who = {who}\nto = {to}\nrule = {}\napplies = {}", quoted(&clock.rule), list(applies));
    }
}

fn warnings(desk: &mut Desk<'_>, plan: &Plan, out: &mut String) {
    for warning in &plan.warnings {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let (decides, requests) = (text(&warning.decides), text(&warning.requests));
        [&decides, &requests]
            .into_iter()
            .filter(|name| !name.is_empty())
            .for_each(|name| desk.register.name(name));
        let known = |condition: &&String| plan.grades.iter().any(|grade| condition.ends_with(grade.level));
        line!(out, "\n[[warning]]\nlevel = {}\nclause = {}", quoted(&warning.level), quoted(&warning.clause));
        line!(out, "decides = {}\nrequests = {}", quoted(&decides), quoted(&requests));
        line!(out, "conditions = {}", list(warning.conditions.iter().filter(known).map(String::as_str)));
    }
}
