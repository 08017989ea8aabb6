//! Written reports of an incident: drafted from what is known, sent with gaps, kept in every version, as DOCX in the
//! layout of official documents.

mod file;

use super::room::{Seen, read};
use crate::room::{Acknowledged, MISSING, Sent, Written, draft};
use crate::store;
use kernel::Say;
use maud::{Markup, html};
use pack::{Report, ReportKind};
use page::{
    Access, Answer, Ask, Column, Page, Refusal, Route, State, empty, encode, instant, state_chip, table,
};
use people::Right;
use std::collections::BTreeMap;

pub(super) fn routes() -> Vec<Route> {
    let (reads, handles) = (Access::Needs(Right::ReadDistrict), Access::Needs(Right::HandleIncident));
    vec![
        Route::get("/incidents/{id}/reports/new", handles, new),
        Route::post("/incidents/{id}/reports/new", handles, send),
        Route::get("/incidents/{id}/reports/{no}", reads, show),
        Route::get("/incidents/{id}/reports/{no}/docx", reads, file::docx),
        Route::post("/incidents/{id}/reports/{no}/acknowledge", handles, acknowledge),
    ]
}

/// The word for a kind of report.
pub(super) fn kind_word(kind: ReportKind) -> &'static str {
    match kind {
        ReportKind::Initial => "incidents.kind_initial",
        ReportKind::Progress => "incidents.kind_progress",
        ReportKind::Final => "incidents.kind_final",
    }
}

fn kind_of(word: &str) -> Result<ReportKind, Refusal> {
    match word {
        "" | "initial" => Ok(ReportKind::Initial),
        "progress" => Ok(ReportKind::Progress),
        "final" => Ok(ReportKind::Final),
        _ => Err(Refusal::Invalid(Say::new("incidents.no_report"))),
    }
}

fn word_of(kind: ReportKind) -> &'static str {
    match kind {
        ReportKind::Initial => "initial",
        ReportKind::Progress => "progress",
        ReportKind::Final => "final",
    }
}

/// The reports of the room, and what can be written.
pub(super) fn listed(ask: &Ask<'_>, seen: &Seen) -> Markup {
    let base = format!("/incidents/{}/reports/", encode(seen.id()));
    let columns = [
        Column::words(ask.t("incidents.report")),
        Column::words(ask.t("incidents.sent")),
        Column::words(ask.t("incidents.to")),
        Column::words(ask.t("incidents.arrived")),
    ];
    let row = |sent: &Sent| {
        let what = &sent.written.what;
        vec![
            html! { a href={ (base) (what.no) } { (what.no) ". " (ask.t(kind_word(what.kind))) } " · " a href={ (base) (what.no) "/docx" } { "DOCX" } },
            html! { (instant(sent.written.at)) br; span.meta { (after(ask, seen, sent)) } },
            html! { (what.to) " " span.meta { (what.channel) } },
            arrived(ask, sent),
        ]
    };
    let plan_reports = seen.plan.as_ref().map(|plan| plan.reports.as_slice()).unwrap_or_default();
    html! {
        @if seen.room.reports.is_empty() { (empty(ask.t("incidents.no_reports"))) } @else {
            (table(ask.t("incidents.reports"), &columns, seen.room.reports.iter().map(row)))
        }
        @if ask.may(Right::HandleIncident) { p { @for report in plan_reports {
            a.button href={ (base) "new?kind=" (word_of(report.kind)) } {
                (ask.say(&Say::new("incidents.write").with("report", ask.t(kind_word(report.kind)))))
            } " "
        } } }
    }
}

/// How long after the event was learnt of it was sent: computed, never kept.
fn after(ask: &Ask<'_>, seen: &Seen, sent: &Sent) -> String {
    let minutes = (sent.written.at.as_second() - seen.incident.learnt.learnt.as_second()) / 60;
    ask.say(&Say::new("incidents.after").with("hours", minutes / 60).with("minutes", minutes % 60))
}

fn arrived(ask: &Ask<'_>, sent: &Sent) -> Markup {
    match &sent.acknowledged {
        Some(done) => html! { (state_chip(State::Good, &done.what.by)) " " (instant(done.at)) },
        None => state_chip(State::Waiting, ask.t("incidents.not_arrived")),
    }
}

/// The plan's report of a kind.
fn of_kind(seen: &Seen, kind: ReportKind) -> Result<&Report, Refusal> {
    let reports = seen.plan.as_ref().map(|plan| plan.reports.as_slice()).unwrap_or_default();
    let found = reports.iter().find(|report| report.kind == kind);
    found.ok_or_else(|| Refusal::Invalid(Say::new("incidents.no_report")))
}

/// `GET /incidents/{id}/reports/new?kind=initial`: the draft.
fn new(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let kind = kind_of(ask.query.get("kind"))?;
    let seen = ask.read(|tx| read(tx, ask.path.get("id")))?;
    let report = of_kind(&seen, kind)?;
    let known = match &seen.plan {
        Some(plan) => draft(plan, report, &seen.incident, &seen.cases, &seen.room),
        None => BTreeMap::new(),
    };
    let to = receivers(&seen);
    Ok(Page::new(format!("{} · {}", ask.t(kind_word(kind)), seen.incident.learnt.title), html! {
        p { (ask.t("incidents.report_lead")) " " (crate::pages::clause(ask, &report.citation)) }
        form.stack method="post" action={ "/incidents/" (encode(seen.id())) "/reports/new" } {
            input type="hidden" name="kind" value=(word_of(kind));
            div.field {
                label for="to" { (ask.t("incidents.to")) }
                input id="to" name="to" type="text" required value=(to);
            }
            div.field {
                label for="channel" { (ask.t("incidents.channel")) }
                input id="channel" name="channel" type="text";
            }
            @for (at, field) in report.fields.iter().enumerate() {
                div.field {
                    label for={ "field-" (at) } { (field) }
                    textarea id={ "field-" (at) } name={ "field-" (at) } rows="2" placeholder=(MISSING) { (known.get(field).map_or("", String::as_str)) }
                }
            }
            p { label { input type="checkbox" name="secret" value="true"; " " (ask.t("incidents.secret")) } }
            button { (ask.t("incidents.send")) }
        }
    })
    .here("/incidents")
    .into())
}

/// Whom the running clocks name as receivers of reports.
fn receivers(seen: &Seen) -> String {
    let reporting = |clock: &&pack::Clock| seen.clocks.iter().any(|card| card.subject.contains(&clock.id));
    let clocks = seen.plan.iter().flat_map(|plan| &plan.clocks).filter(reporting);
    let mut names: Vec<&str> = Vec::new();
    for named in clocks.flat_map(|clock| &clock.to) {
        if !names.contains(&named.written.as_str()) {
            names.push(&named.written);
        }
    }
    names.join("、")
}

/// `POST /incidents/{id}/reports/new`
fn send(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (id, by) = (ask.path.get("id"), ask.actor()?);
    let kind = kind_of(ask.form.get("kind"))?;
    let no = ask.write(|tx| {
        let seen = read(tx, id)?;
        let report = of_kind(&seen, kind)?;
        let typed =
            |(at, field): (usize, &String)| (field.clone(), ask.form.get(&format!("field-{at}")).to_owned());
        let written = Written {
            no: 0,
            kind,
            fields: report.fields.iter().enumerate().map(typed).collect(),
            to: ask.form.get("to").to_owned(),
            channel: ask.form.get("channel").to_owned(),
            secret: ask.form.get("secret") == "true",
        };
        store::write_report(tx, id, written, by, ask.now)
    })?;
    Ok(Answer::see(format!("/incidents/{}/reports/{no}", encode(id))))
}

/// The report that the path names.
fn asked<'s>(ask: &Ask<'_>, seen: &'s Seen) -> Result<&'s Sent, Refusal> {
    let no = ask.path.get("no");
    let found = seen.room.reports.iter().find(|sent| sent.written.what.no.to_string() == no);
    found.ok_or_else(|| Refusal::NotFound(Say::new("incidents.no_written").with("no", no)))
}

/// `GET /incidents/{id}/reports/{no}`
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let seen = ask.read(|tx| read(tx, ask.path.get("id")))?;
    let sent = asked(ask, &seen)?;
    let what = &sent.written.what;
    let fields = of_kind(&seen, what.kind).map(|report| report.fields.as_slice()).unwrap_or_default();
    let here = format!("/incidents/{}/reports/{}", encode(seen.id()), what.no);
    Ok(Page::new(format!("{}（{}）", ask.t(kind_word(what.kind)), what.no), html! {
        p { a href={ "/incidents/" (encode(seen.id())) "#reports" } { (seen.incident.learnt.title) } }
        p { (instant(sent.written.at)) " " span.soft { (sent.written.by) } " → " (what.to) " " span.meta { (what.channel) } " " (arrived(ask, sent)) }
        p { (after(ask, &seen, sent)) " · " a href={ (here) "/docx" } { "DOCX" } }
        @if what.secret { p.notice { (ask.t("incidents.secret_sent")) } } @else {
            dl.facts { @for field in fields { dt { (field) } dd {
                @match what.fields.get(field) { Some(text) => { (text) }, None => span.soft { (MISSING) } }
            } } }
        }
        @if sent.acknowledged.is_none() && ask.may(Right::HandleIncident) {
            form.stack method="post" action={ (here) "/acknowledge" } {
                div.field {
                    label for="by" { (ask.t("incidents.who_confirmed")) }
                    input id="by" name="by" type="text" required;
                }
                button { (ask.t("incidents.confirm_arrival")) }
            }
        }
    })
    .here("/incidents")
    .into())
}

fn acknowledge(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (id, by) = (ask.path.get("id"), ask.actor()?);
    let no = ask.path.get("no").parse().unwrap_or_default();
    let done = Acknowledged { no, by: ask.form.get("by").to_owned() };
    ask.write(|tx| store::acknowledge(tx, id, done, by, ask.now))?;
    Ok(Answer::see(format!("/incidents/{}#reports", encode(id))))
}
