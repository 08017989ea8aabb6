//! Reports of cases: the list, and one report with whom it is about, where it belongs and what happened to it.

mod form;
mod import;

use crate::api::state;
use crate::cases::{Case, CaseEvent, CaseState};
use crate::store;
use kernel::{Entry, Say};
use maud::{Markup, html};
use pack::{FieldRole, Plan};
use page::{
    Access, Answer, Ask, Column, Page, Refusal, Route, State, empty, encode, instant, link, paged, pager,
    state_chip, table,
};
use people::Right;
use std::collections::BTreeMap;

pub(super) fn routes() -> Vec<Route> {
    let handles = Access::Needs(Right::HandleIncident);
    let own = vec![
        Route::get("/cases", handles, index),
        Route::get("/cases/{id}", handles, show),
        Route::post("/cases/{id}/judge", handles, judge),
        Route::post("/cases/{id}/gather", handles, gather),
        Route::post("/cases/{id}/same-person", handles, same),
        Route::post("/cases/{id}/person", handles, person),
    ];
    [form::routes(), import::routes(), own].concat()
}

/// `GET /cases`: the latest first.
fn index(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (page, per) = paged(ask);
    let alone = ask.query.get("alone") == "true";
    let (total, cases, plans) = ask.read(|tx| {
        let (total, cases) = store::cases(tx, alone, page, per)?;
        Ok((total, cases, store::plans_with_form(tx)?))
    })?;
    Ok(Page::new(ask.t("cases.list"), html! {
        p {
            @for plan in &plans { a.button href={ "/cases/new?plan=" (encode(&plan.id)) } {
                (ask.say(&Say::new("cases.new_of").with("what", form::called(ask, plan))))
            } " " }
            a href="/cases/import" { (ask.t("cases.import")) }
        }
        p.meta { a href="/cases" { (ask.t("cases.all")) } " · " a href="/cases?alone=true" { (ask.t("cases.only_alone")) } }
        @if cases.is_empty() { (empty(ask.t("cases.none"))) } @else { (drawn(ask, &plans, &cases)) }
        (pager(ask, total, per))
    })
    .here("/incidents")
    .into())
}

/// A table of reports.
pub(super) fn drawn(ask: &Ask<'_>, plans: &[Plan], cases: &[Case]) -> Markup {
    let columns = [
        Column::words(ask.t("cases.case")),
        Column::words(ask.t("cases.received")),
        Column::words(ask.t("cases.about")),
        Column::words(ask.t("cases.state")),
        Column::words(ask.t("cases.incident")),
    ];
    let row = |case: &Case| {
        let reported = &case.reported;
        let plan = plans.iter().find(|plan| plan.id == reported.plan);
        let thing =
            plan.and_then(|plan| plan.fields.iter().find(|field| field.role == Some(FieldRole::Thing)));
        let about = thing.map_or("", |field| case.answer(&field.id));
        vec![
            html! { (link("/cases/", &reported.id, &reported.id)) @if reported.made_up { " " span.made-up { (ask.t("page.made_up")) } } },
            instant(reported.received),
            html! { @if about.is_empty() { (ask.t("cases.missing")) } @else { (about) } },
            chip(ask, case),
            html! { @if !case.incident.is_empty() { (link("/incidents/", &case.incident, &case.incident)) } },
        ]
    };
    table(ask.t("cases.list"), &columns, cases.iter().map(row))
}

fn chip(ask: &Ask<'_>, case: &Case) -> Markup {
    let (state, word) = match case.state {
        CaseState::Suspected => (State::Waiting, "cases.state_suspected"),
        CaseState::Confirmed => (State::Good, "cases.state_confirmed"),
        CaseState::Excluded => (State::Still, "cases.state_excluded"),
    };
    html! {
        (state_chip(state, ask.t(word)))
        @if case.reported.person != case.reported.id { " " (state_chip(State::Still, ask.t("cases.repeated"))) }
    }
}

/// `GET /cases/{id}`
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    drawn_one(ask, None)
}

/// The page of one report; with the sealed answers just after somebody asked for them.
fn drawn_one(ask: &Ask<'_>, sealed: Option<&BTreeMap<String, String>>) -> Result<Answer, Refusal> {
    let id = ask.path.get("id");
    let (case, plan, perhaps, incident, history) = ask.read(|tx| {
        let case = store::known_case(tx, id)?;
        let plan = store::plan_of(tx, &case.reported.plan)?;
        let perhaps = store::perhaps_same(tx, &case)?;
        let incident = store::find(tx, &case.incident)?;
        Ok((case, plan, perhaps, incident, tx.stream(&format!("case/{id}"))?))
    })?;
    Ok(Page::new(format!("{} {id}", form::called(ask, &plan)), html! {
        p.lead {
            (chip(ask, &case))
            @if case.reported.made_up { " " span.made-up { (ask.t("page.made_up")) } }
            @match &incident {
                Some(incident) => {
                    " " (link("/incidents/", &incident.learnt.id, ask.language.of(&incident.learnt.title, &incident.learnt.title_en)))
                    " " strong { (incident.graded.grade.as_deref().unwrap_or("—")) }
                }
                None => { " " (ask.t("cases.alone")) }
            }
        }
        @if case.reported.person != case.reported.id {
            p.notice { (ask.t("cases.counts_once")) " " (link("/cases/", &case.reported.person, &case.reported.person)) }
        }
        @if !perhaps.is_empty() {
            p.notice { (ask.t("cases.perhaps")) @for other in &perhaps { " " (link("/cases/", other, other)) } }
        }
        dl.facts {
            dt { (ask.t("cases.received")) } dd { (instant(case.reported.received)) }
            @for field in plan.fields.iter().filter(|field| !field.sealed) {
                dt { (ask.language.of(&field.title, &field.title_en)) }
                dd { @match case.answer(&field.id) { "" => span.soft { (ask.t("cases.missing")) }, answer => { (answer) } } }
            }
        }
        p { a.button href={ "/cases/" (encode(id)) "/correct" } { (ask.t("cases.correct")) } }
        (personal(ask, &case, &plan, sealed))
        (acts(ask, &case))
        h2 { (ask.t("cases.history")) }
        ol.plain { @for entry in &history { li { (happened(ask, entry)) } } }
    })
    .here("/incidents")
    .into())
}

/// The personal answers, or how to read them.
fn personal(ask: &Ask<'_>, case: &Case, plan: &Plan, sealed: Option<&BTreeMap<String, String>>) -> Markup {
    html! {
        h2 { (ask.t("cases.person")) }
        @match sealed {
            Some(sealed) => {
                dl.facts { @for field in plan.fields.iter().filter(|field| field.sealed) {
                    dt { (ask.language.of(&field.title, &field.title_en)) }
                    dd { @match sealed.get(&field.id) { Some(answer) => { (answer) }, None => span.soft { (ask.t("cases.missing")) } } }
                } }
                p.note { (ask.t("cases.reading_recorded")) }
            }
            None if case.reported.sealed.is_empty() => { (empty(ask.t("cases.no_person"))) }
            None => {
                form.stack method="post" action={ "/cases/" (encode(&case.reported.id)) "/person" } {
                    div.field {
                        label for="person-reason" { (ask.t("cases.read_why")) }
                        input id="person-reason" name="reason" type="text" required aria-describedby="person-note";
                        p.note id="person-note" { (ask.t("cases.read_note")) }
                    }
                    button.quiet { (ask.t("cases.read")) }
                }
            }
        }
    }
}

/// What the duty officer can do with it.
fn acts(ask: &Ask<'_>, case: &Case) -> Markup {
    let id = encode(&case.reported.id);
    let reason = |of: &str| {
        html! {
            div.field {
                label for={ (of) "-reason" } { (ask.t("cases.reason")) }
                input id={ (of) "-reason" } name="reason" type="text" required;
            }
        }
    };
    html! {
        details {
            summary { (ask.t("cases.judge")) }
            form.stack method="post" action={ "/cases/" (id) "/judge" } {
                div.field {
                    label for="state" { (ask.t("cases.state")) }
                    select id="state" name="state" {
                        @for state in [CaseState::Confirmed, CaseState::Excluded, CaseState::Suspected] {
                            option value=(state.word()) { (ask.t(word(state))) }
                        }
                    }
                }
                (reason("judge"))
                button { (ask.t("cases.judge")) }
            }
        }
        details {
            summary { (ask.t("cases.move")) }
            form.stack method="post" action={ "/cases/" (id) "/gather" } {
                div.field {
                    label for="incident" { (ask.t("cases.to_incident")) }
                    input id="incident" name="incident" type="text" value=(case.incident);
                }
                (reason("gather"))
                button { (ask.t("cases.move")) }
            }
        }
        details {
            summary { (ask.t("cases.same")) }
            form.stack method="post" action={ "/cases/" (id) "/same-person" } {
                div.field {
                    label for="case" { (ask.t("cases.same_as")) }
                    input id="case" name="case" type="text";
                }
                (reason("same"))
                button { (ask.t("cases.same")) }
            }
        }
    }
}

fn word(state: CaseState) -> &'static str {
    match state {
        CaseState::Suspected => "cases.state_suspected",
        CaseState::Confirmed => "cases.state_confirmed",
        CaseState::Excluded => "cases.state_excluded",
    }
}

fn happened(ask: &Ask<'_>, entry: &Entry) -> Markup {
    let (word, more) = match entry.read::<CaseEvent>() {
        Some(CaseEvent::Reported(_)) => ("cases.was_reported", String::new()),
        Some(CaseEvent::Corrected { .. }) => ("cases.was_corrected", String::new()),
        Some(CaseEvent::Judged { state, reason }) => {
            ("cases.was_judged", format!("{}：{reason}", ask.t(self::word(state))))
        }
        Some(CaseEvent::Gathered { incident, reason }) => {
            ("cases.was_gathered", format!("{incident} {reason}"))
        }
        Some(CaseEvent::SamePerson { person, reason }) => {
            ("cases.was_same_person", format!("{person} {reason}"))
        }
        Some(CaseEvent::PersonRead { reason }) => ("cases.was_read", reason),
        None => ("incidents.was_changed", String::new()),
    };
    html! {
        (instant(entry.at)) " " strong { (ask.t(word)) } " " span.soft { (entry.actor) }
        @if !more.trim().is_empty() { " · " (more.trim()) }
        " · " a href={ "/ledger/" (entry.seq) } { (ask.say(&Say::new("duties.entry").with("seq", entry.seq))) }
    }
}

fn back(ask: &Ask<'_>) -> Answer {
    Answer::see(format!("/cases/{}", encode(ask.path.get("id"))))
}

fn judge(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (state, reason, by) = (state(ask.form.get("state"))?, ask.form.get("reason"), ask.actor()?);
    ask.write(|tx| store::judge(tx, ask.path.get("id"), state, reason, by, ask.now))?;
    Ok(back(ask))
}

fn gather(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (incident, reason, by) = (ask.form.get("incident"), ask.form.get("reason"), ask.actor()?);
    ask.write(|tx| store::move_case(tx, ask.path.get("id"), incident, reason, by, ask.now))?;
    Ok(back(ask))
}

fn same(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (other, reason, by) = (ask.form.get("case"), ask.form.get("reason"), ask.actor()?);
    ask.write(|tx| store::say_person(tx, ask.path.get("id"), other, reason, by, ask.now))?;
    Ok(back(ask))
}

/// `POST /cases/{id}/person`: shows the personal answers once, after the reading was recorded.
fn person(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (reason, by) = (ask.form.get("reason"), ask.actor()?);
    let sealed = ask.write(|tx| store::read_person(tx, ask.path.get("id"), reason, by, ask.now))?;
    Ok(drawn_one(ask, Some(&sealed))?.header("cache-control", "no-store"))
}
