//! Closing a case: the list, the discretion benchmark and the gates of procedure in one form (I-005, B-075).

use super::one::{drawn, gate_key};
use super::outcome_key;
use crate::cases::{Alike, Closing, Gate, Outcome, PENALTY};
use crate::pages::{choice, must_act};
use crate::store::{self, ToClose, closing_faults};
use kernel::{Decimal, Say};
use maud::{Markup, html};
use page::{Access, Answer, Ask, Column, Refusal, Route, encode, table};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::post("/powers/cases/{id}/close", Access::Needs(Right::ReportDuty), close)]
}

/// The form, with what was typed.
pub(super) fn form(ask: &Ask<'_>, seen: &ToClose) -> Markup {
    let typed = |name: &str| ask.form.get(name);
    let penalty = seen.item.kind == PENALTY;
    html! {
        h2 { (ask.t("powers_use.close")) }
        (benchmark(ask, seen))
        form.stack method="post" action={ "/powers/cases/" (encode(&seen.case.opened.id)) "/close" } {
            (choice(ask, "outcome", "powers_use.outcome", typed("outcome"), Outcome::ALL.map(|o| (o.word(), outcome_key(o)))))
            @if penalty {
                (tick(ask, "major", "powers_use.major"))
                (tick(ask, "hearing_asked", "powers_use.hearing_asked"))
            }
            @for gate in Gate::ALL { @if penalty || gate == Gate::Facts { (gate_field(ask, gate, &seen.item.kind)) } }
            @if !seen.steps.is_empty() {
                (super::super::select(ask, "step", "powers_use.step", typed("step"),
                    seen.steps.iter().map(|step| (step.label.as_str(), format!("{}：{}", step.label, step.range)))))
            }
            @if penalty { (optional(ask, "amount", "powers_use.amount", "decimal")) }
            (optional(ask, "reason", "powers_use.reason", "text"))
            div.field {
                label for="result" { (ask.t("powers_pages.result")) }
                textarea id="result" name="result" rows="4" required { (ask.form.verbatim("result")) }
            }
            button { (ask.t("powers_use.close")) }
        }
    }
}

fn tick(ask: &Ask<'_>, name: &str, label: &str) -> Markup {
    html! { p { label { input type="checkbox" name=(name) value="1" checked[ask.form.get(name) == "1"]; " " (ask.t(label)) } } }
}

fn optional(ask: &Ask<'_>, name: &str, label: &str, mode: &str) -> Markup {
    html! {
        div.field {
            label for=(name) { (ask.t(label)) }
            input id=(name) name=(name) value=(ask.form.get(name)) inputmode=(mode);
        }
    }
}

fn gate_field(ask: &Ask<'_>, gate: Gate, kind: &str) -> Markup {
    let (name, note) = (gate.word(), format!("{}-note", gate.word()));
    html! {
        div.field {
            label for=(name) { (ask.t(gate_key(gate))) }
            input id=(name) name=(name) value=(ask.form.get(name)) aria-describedby=(note);
            p.note id=(note) { (gate.article(kind)) " · " (ask.t("powers_use.gate_help")) }
        }
    }
}

/// The benchmark's steps beside what was decided at each before.
fn benchmark(ask: &Ask<'_>, seen: &ToClose) -> Markup {
    let columns = [
        Column::words(ask.t("powers_use.step")),
        Column::words(ask.t("powers_use.range")),
        Column::figures(ask.t("powers_use.alike_count")),
        Column::figures(ask.t("powers_use.alike_least")),
        Column::figures(ask.t("powers_use.alike_median")),
        Column::figures(ask.t("powers_use.alike_most")),
    ];
    let rows = seen.steps.iter().map(|step| (step.label.as_str(), step.range.as_str()));
    let mut rows: Vec<(&str, &str)> = rows.collect();
    if rows.is_empty() {
        rows.push(("", ""));
    }
    html! {
        @if seen.steps.is_empty() { p.meta { (ask.t("powers_use.no_steps")) } }
        @if !seen.steps.is_empty() || seen.alike("").count() > 0 { (table(ask.t("powers_use.alike"), &columns, rows.into_iter().map(|(label, range)| {
            line(label, range, &seen.alike(label))
        }))) }
    }
}

fn line(label: &str, range: &str, alike: &Alike) -> Vec<Markup> {
    let figure =
        |figure: Option<Decimal>| html! { (figure.map_or_else(|| "—".to_owned(), |f| f.to_string())) };
    vec![
        html! { (if label.is_empty() { "—" } else { label }) },
        html! { (if range.is_empty() { "—" } else { range }) },
        html! { (alike.count()) },
        figure(alike.range().map(|(least, _)| least)),
        figure(alike.median()),
        figure(alike.range().map(|(_, most)| most)),
    ]
}

/// `POST …/close`: refused with everything that is missing, so that it is mended in one go.
fn close(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let closing = match typed(ask) {
        Ok(closing) => closing,
        Err(fault) => return Err(Refusal::Form(Box::new(drawn(ask, &[fault])?.into()))),
    };
    let seen = ask.read(|tx| store::to_close(tx, &closing.id))?;
    must_act(ask, seen.case.finisher())?;
    let faults = closing_faults(&seen, &closing);
    if seen.case.is_open() && !faults.is_empty() {
        return Err(Refusal::Form(Box::new(drawn(ask, &faults)?.into())));
    }
    super::one::answered(ask, ask.write(|tx| store::close_case(tx, closing, ask.actor()?, ask.now)))
}

fn typed(ask: &Ask<'_>) -> Result<Closing, Say> {
    let text = |name: &str| ask.form.get(name).to_owned();
    let amount = match text("amount").as_str() {
        "" => None,
        typed => Some(
            typed.parse::<Decimal>().map_err(|_| Say::new("powers_use.bad_amount").with("amount", typed))?,
        ),
    };
    let gates = Gate::ALL.into_iter().map(|gate| (gate, text(gate.word())));
    Ok(Closing {
        id: ask.path.get("id").to_owned(),
        result: text("result"),
        outcome: Outcome::named(&text("outcome")).unwrap_or_default(),
        amount,
        step: text("step"),
        reason: text("reason"),
        major: text("major") == "1",
        hearing_asked: text("hearing_asked") == "1",
        gates: gates.filter(|(_, record)| !record.is_empty()).collect(),
    })
}
