//! The grade: what it is, what it rests on, and every criterion with the number it was held against.

use super::clause;
use crate::grade::{Counts, Outcome, Tested, tested};
use crate::model::Incident;
use kernel::Say;
use maud::{Markup, html};
use pack::Plan;
use page::{Ask, Column, State, instant, state_chip, table};

/// The numbers, in the plan's own words and order.
pub(super) fn counts(ask: &Ask<'_>, plan: Option<&Plan>, counts: &Counts) -> Markup {
    let metrics = plan.map(|plan| plan.metrics.as_slice()).unwrap_or_default();
    html! { @for (at, metric) in metrics.iter().enumerate() {
        @if at > 0 { " · " }
        (ask.language.of(&metric.title, &metric.title_en)) " " strong { (counts.number(&metric.id)) }
    } }
}

pub(super) fn graded(ask: &Ask<'_>, incident: &Incident) -> Markup {
    let graded = &incident.graded;
    html! {
        p.lead { @match &graded.grade {
            Some(grade) => { (ask.say(&Say::new("incidents.is_grade").with("grade", grade))) }
            None => { (ask.t("incidents.no_grade")) }
        } }
        @if let Some(undecided) = &graded.undecided { p.notice { (ask.say(undecided)) } }
        @if let Some(decided) = &graded.decided {
            p { (ask.say(&Say::new("incidents.decided_by").with("grade", &decided.grade).with("by", &decided.by))) " "
                (instant(decided.at)) "：" (decided.grounds) }
        }
        @if graded.because.len() > 1 { p.meta { (ask.t("incidents.highest")) } }
    }
}

/// Every criterion of every grade with the number it was held against: one that does not hold is shown too, so that
/// a reader sees how far away it is (D-005, D-009).
pub(super) fn criteria(ask: &Ask<'_>, plan: &Plan, counts: &Counts) -> Markup {
    let columns = [
        Column::words(ask.t("incidents.grade")),
        Column::words(ask.t("incidents.criterion")),
        Column::figures(ask.t("incidents.number")),
        Column::figures(ask.t("incidents.threshold")),
        Column::words(ask.t("incidents.outcome")),
        Column::words(ask.t("incidents.clause")),
    ];
    let row = |one: &Tested<'_>| {
        let person = one.outcome == Outcome::Discretion;
        vec![
            html! { (one.grade) },
            html! { (ask.language.of(&one.criterion.title, &one.criterion.title_en)) },
            html! { @if person { "—" } @else { (one.count) } },
            html! { @if person { "—" } @else { (one.threshold) } },
            outcome(ask, plan, &one.outcome),
            clause(ask, &one.criterion.citation),
        ]
    };
    table(ask.t("incidents.criteria"), &columns, tested(plan, counts).iter().map(row))
}

fn outcome(ask: &Ask<'_>, plan: &Plan, outcome: &Outcome<'_>) -> Markup {
    match outcome {
        Outcome::Holds => state_chip(State::Bad, ask.t("incidents.outcome_holds")),
        Outcome::Not => state_chip(State::Still, ask.t("incidents.outcome_not")),
        Outcome::Discretion => state_chip(State::Unknown, ask.t("incidents.outcome_person")),
        Outcome::Lacks(needs) => {
            let title = |need: &&str| {
                let flag = plan.flags.iter().find(|flag| flag.id == **need);
                flag.map_or((*need).to_owned(), |flag| {
                    ask.language.of(&flag.title, &flag.title_en).to_owned()
                })
            };
            let needs = needs.iter().map(title).collect::<Vec<_>>().join("、");
            state_chip(State::Unknown, &ask.say(&Say::new("incidents.outcome_lacks").with("needs", needs)))
        }
    }
}
