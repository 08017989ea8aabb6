//! The cases: how many day by day, on what they concentrate, and the rule by which they were gathered.

use super::Seen;
use crate::cases::{CaseState, moment, spread};
use crate::pages::cases;
use jiff::civil::Date;
use kernel::{Say, day_of};
use maud::{Markup, html};
use pack::{FieldRole, Plan};
use page::{Ask, Column, Line, empty, series_chart, table};
use people::Right;
use std::collections::BTreeMap;

/// Answers shown of one field.
const SHOWN: usize = 8;

pub(super) fn drawn(ask: &Ask<'_>, seen: &Seen) -> Markup {
    if seen.cases.is_empty() {
        return empty(ask.t("incidents.no_cases"));
    }
    html! {
        @if let Some(plan) = &seen.plan { (rule(ask, plan)) (days(ask, seen, plan)) (spreads(ask, seen, plan)) }
        @if ask.may(Right::HandleIncident) {
            (cases::drawn(ask, seen.plan.as_slice(), &seen.cases))
        }
    }
}

/// The rule by which the reports were put together is shown with everything that follows from it (D-013).
fn rule(ask: &Ask<'_>, plan: &Plan) -> Markup {
    let Some(gathering) = &plan.gathering else { return html! {} };
    let title = |id: &String| {
        let field = plan.fields.iter().find(|field| field.id == *id);
        field.map_or(id.as_str(), |field| ask.language.of(&field.title, &field.title_en)).to_owned()
    };
    let same = gathering.same.iter().map(title).collect::<Vec<_>>().join("、");
    let say = Say::new("incidents.rule").with("same", same).with("days", gathering.days);
    html! { p.note {
        (ask.say(&say.with("reports", gathering.reports)))
        @if gathering.ours { " " (ask.t("incidents.rule_ours")) }
    } }
}

/// Persons by the day it happened to them; by the day of the report where that is not known.
fn days(ask: &Ask<'_>, seen: &Seen, plan: &Plan) -> Markup {
    let onset = plan.fields.iter().find(|field| field.role == Some(FieldRole::Onset));
    let mut days: BTreeMap<Date, u32> = BTreeMap::new();
    for case in seen.cases.iter().filter(|case| case.state != CaseState::Excluded) {
        if case.reported.person == case.reported.id {
            let known =
                onset.and_then(|field| moment(case.answer(&field.id))).map(|moment| day_of(moment.from));
            *days.entry(known.unwrap_or_else(|| day_of(case.reported.received))).or_default() += 1;
        }
    }
    let points: Vec<(String, f64)> =
        days.iter().map(|(day, count)| (day.strftime("%m-%d").to_string(), f64::from(*count))).collect();
    let said = points.iter().map(|(day, count)| format!("{day}: {count}")).collect::<Vec<_>>().join("，");
    let line = Line { name: ask.t("incidents.by_day").to_owned(), points, mark: None };
    html! {
        h3 { (ask.t("incidents.by_day")) }
        @if line.points.len() > 1 { (series_chart(&line, &said)) }
        p.meta { (said) }
    }
}

fn spreads(ask: &Ask<'_>, seen: &Seen, plan: &Plan) -> Markup {
    let fields = plan.gathering.iter().flat_map(|gathering| &gathering.concentrated);
    let fields = fields.filter_map(|id| plan.fields.iter().find(|field| field.id == *id));
    let columns = |title| [Column::words(title), Column::figures(ask.t("incidents.persons"))];
    html! { @for field in fields {
        @let title = ask.language.of(&field.title, &field.title_en);
        @let spread = spread(&seen.cases, &field.id);
        (table(title, &columns(title), spread.iter().take(SHOWN).map(|(answer, count)| vec![
            html! { @if answer.is_empty() { (ask.t("cases.missing")) } @else { (answer) } },
            html! { (count) },
        ])))
    } }
}
