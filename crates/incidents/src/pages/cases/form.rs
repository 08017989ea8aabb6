//! The form of a report, made from the plan's questions: it can be filled in during a telephone call, in any order,
//! and nothing that is not known keeps it from being sent.

use crate::api::only_plan;
use crate::cases::{Case, FieldFault, moment};
use crate::store::{self, NotTaken, Telling};
use kernel::Say;
use maud::{Markup, html};
use pack::{AnswerKind, Field, Plan};
use page::{Access, Answer, Ask, Page, Refusal, Route, encode};
use people::Right;
use std::collections::BTreeMap;

pub(super) fn routes() -> Vec<Route> {
    let handles = Access::Needs(Right::HandleIncident);
    vec![
        Route::get("/cases/new", handles, new),
        Route::post("/cases/new", handles, take),
        Route::get("/cases/{id}/correct", handles, edit),
        Route::post("/cases/{id}/correct", handles, correct),
    ]
}

/// What the plan calls one report.
pub(super) fn called<'a>(ask: &Ask<'_>, plan: &'a Plan) -> &'a str {
    match &plan.gathering {
        Some(gathering) => ask.language.of(&gathering.title, &gathering.title_en),
        None => ask.language.of(&plan.title, &plan.title_en),
    }
}

/// The plan whose form is asked for.
fn chosen(ask: &Ask<'_>) -> Result<Plan, Refusal> {
    let named = if ask.form.get("plan").is_empty() { ask.query.get("plan") } else { ask.form.get("plan") };
    let id = if named.is_empty() { only_plan(ask)? } else { named.to_owned() };
    ask.read(|tx| store::plan_of(tx, &id))
}

/// `GET /cases/new`
fn new(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let plan = chosen(ask)?;
    Ok(drawn(ask, &plan, None, &[]).into())
}

/// `POST /cases/new`: what cannot be taken comes back beside its field, with everything that was typed.
fn take(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (plan, by) = (chosen(ask)?, ask.actor()?);
    let typed = ask.form.get("received");
    let received = moment(typed).map(|moment| moment.from);
    if !typed.is_empty() && received.is_none() {
        let say = Say::new("cases.not_a_moment").with("found", typed);
        return Err(again(ask, &plan, None, vec![FieldFault { field: "received".to_owned(), say }]));
    }
    let made_up = ask.form.get("exercise") == "true";
    let telling = Telling { plan: plan.id.clone(), answers: typed_answers(ask, &plan), received, made_up };
    match ask.app.store.write(|tx| store::take(tx, telling, by, ask.now)) {
        Ok(taken) => Ok(Answer::see(format!("/cases/{}", encode(&taken.case)))),
        Err(NotTaken::Faults(faults)) => Err(again(ask, &plan, None, faults)),
        Err(NotTaken::Refused(refusal)) => Err(refusal),
    }
}

fn typed_answers(ask: &Ask<'_>, plan: &Plan) -> BTreeMap<String, String> {
    plan.fields.iter().map(|field| (field.id.clone(), ask.form.get(&field.id).to_owned())).collect()
}

fn known(ask: &Ask<'_>) -> Result<(Case, Plan), Refusal> {
    ask.read(|tx| {
        let case = store::known_case(tx, ask.path.get("id"))?;
        let plan = store::plan_of(tx, &case.reported.plan)?;
        Ok((case, plan))
    })
}

/// `GET /cases/{id}/correct`
fn edit(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (case, plan) = known(ask)?;
    Ok(drawn(ask, &plan, Some(&case), &[]).into())
}

/// `POST /cases/{id}/correct`
fn correct(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let ((case, plan), by) = (known(ask)?, ask.actor()?);
    let answers = typed_answers(ask, &plan);
    match ask.app.store.write(|tx| store::correct(tx, &case.reported.id, &answers, by, ask.now)) {
        Ok(_) => Ok(Answer::see(format!("/cases/{}", encode(&case.reported.id)))),
        Err(NotTaken::Faults(faults)) => Err(again(ask, &plan, Some(&case), faults)),
        Err(NotTaken::Refused(refusal)) => Err(refusal),
    }
}

fn again(ask: &Ask<'_>, plan: &Plan, case: Option<&Case>, faults: Vec<FieldFault>) -> Refusal {
    Refusal::Form(Box::new(drawn(ask, plan, case, &faults).into()))
}

/// The form, empty or with a case's answers; what was typed comes first.
fn drawn(ask: &Ask<'_>, plan: &Plan, case: Option<&Case>, faults: &[FieldFault]) -> Page {
    let (title, action) = match case {
        None => (Say::new("cases.new_of").with("what", called(ask, plan)), "/cases/new".to_owned()),
        Some(case) => (
            Say::new("cases.correct_of").with("case", &case.reported.id),
            format!("/cases/{}/correct", encode(&case.reported.id)),
        ),
    };
    let of = |field: &Field| input(ask, field, case, faults.iter().find(|fault| fault.field == field.id));
    Page::new(
        ask.say(&title),
        html! {
            p { (ask.t("cases.form_lead")) }
            @if !faults.is_empty() { p.fault role="alert" { (ask.t("cases.look_below")) } }
            form.stack method="post" action=(action) {
                @if case.is_none() {
                    input type="hidden" name="plan" value=(plan.id);
                    (received(ask, faults.iter().find(|fault| fault.field == "received")))
                }
                @for field in plan.fields.iter().filter(|field| !field.sealed) { (of(field)) }
                @if plan.fields.iter().any(|field| field.sealed) {
                    fieldset {
                        legend { (ask.t("cases.person")) }
                        p.note { (ask.t(if case.is_some() { "cases.sealed_stays" } else { "cases.sealed_note" })) }
                        @for field in plan.fields.iter().filter(|field| field.sealed) { (of(field)) }
                    }
                }
                @if case.is_none() {
                    p { label { input type="checkbox" name="exercise" value="true" checked[ask.form.get("exercise") == "true"]; " " (ask.t("cases.exercise")) } }
                }
                button { (ask.t(if case.is_some() { "cases.save" } else { "cases.take" })) }
            }
        },
    )
    .here("/incidents")
}

/// When the report arrived: now, unless it was written down first.
fn received(ask: &Ask<'_>, fault: Option<&FieldFault>) -> Markup {
    html! {
        div.field {
            label for="received" { (ask.t("cases.received")) }
            input id="received" name="received" type="text" autocomplete="off" value=(ask.form.get("received"))
                aria-describedby="received-note" aria-invalid=[fault.map(|_| "true")];
            p.note id="received-note" {
                @if let Some(fault) = fault { strong.fault { (ask.say(&fault.say)) } " " }
                (ask.t("cases.received_note"))
            }
        }
    }
}

fn input(ask: &Ask<'_>, field: &Field, case: Option<&Case>, fault: Option<&FieldFault>) -> Markup {
    let note = format!("{}-note", field.id);
    let typed = ask.form.get(&field.id);
    let value = if typed.is_empty() { case.map_or("", |case| case.answer(&field.id)) } else { typed };
    let invalid = fault.map(|_| "true");
    html! {
        div.field {
            label for=(field.id) { (ask.language.of(&field.title, &field.title_en)) }
            @match field.kind {
                AnswerKind::Choice => {
                    select id=(field.id) name=(field.id) aria-describedby=(note) aria-invalid=[invalid] {
                        option value="" { (ask.t("cases.not_known")) }
                        @for option in &field.options { option value=(option) selected[option == value] { (option) } }
                    }
                }
                AnswerKind::Words => textarea id=(field.id) name=(field.id) rows="2" aria-describedby=(note) aria-invalid=[invalid] { (value) },
                AnswerKind::Number => input id=(field.id) name=(field.id) type="number" min="0" inputmode="numeric" value=(value) aria-describedby=(note) aria-invalid=[invalid];,
                AnswerKind::Text | AnswerKind::Instant => input id=(field.id) name=(field.id) type="text" autocomplete="off" value=(value) aria-describedby=(note) aria-invalid=[invalid];,
            }
            p.note id=(note) {
                @if let Some(fault) = fault { strong.fault { (ask.say(&fault.say)) } " " }
                @if field.kind == AnswerKind::Instant { (ask.t("cases.moment_note")) }
            }
        }
    }
}
