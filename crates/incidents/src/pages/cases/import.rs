//! Taking a file of reports from another system.

use crate::api::taken;
use crate::store::Imported;
use kernel::Say;
use maud::{Markup, html};
use page::{Access, Answer, Ask, Column, Page, Refusal, Route, link, table};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    let handles = Access::Needs(Right::HandleIncident);
    vec![Route::get("/cases/import", handles, form), Route::post("/cases/import", handles, import)]
}

fn page(ask: &Ask<'_>, body: Markup) -> Answer {
    Page::new(ask.t("cases.import"), body).here("/incidents").into()
}

fn form(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    Ok(page(ask, drawn(ask, None)))
}

fn drawn(ask: &Ask<'_>, fault: Option<&Say>) -> Markup {
    html! {
        p { (ask.t("cases.import_lead")) }
        @if let Some(fault) = fault { p.fault role="alert" { (ask.say(fault)) } }
        form.stack method="post" action="/cases/import" enctype="multipart/form-data" {
            div.field {
                label for="file" { (ask.t("cases.file")) }
                input id="file" name="file" type="file" accept=".xml" required;
            }
            button { (ask.t("cases.import")) }
        }
    }
}

/// `POST /cases/import`: what became of each case.
fn import(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let Some(file) = ask.files.first() else {
        return Err(Refusal::Form(Box::new(page(ask, drawn(ask, Some(&Say::new("cases.no_file")))))));
    };
    let imported = match taken(ask, &file.bytes, "") {
        Ok(imported) => imported,
        Err(Refusal::Invalid(say)) => return Err(Refusal::Form(Box::new(page(ask, drawn(ask, Some(&say)))))),
        Err(refusal) => return Err(refusal),
    };
    let stored = imported.iter().filter(|one| one.taken.is_some()).count();
    let said = Say::new("cases.imported").with("taken", stored).with("refused", imported.len() - stored);
    let columns = [
        Column::words(ask.t("cases.sender_number")),
        Column::words(ask.t("cases.case")),
        Column::words(ask.t("cases.incident")),
        Column::words(ask.t("cases.left_out")),
    ];
    let row = |one: &Imported| {
        let taken = one.taken.as_ref();
        vec![
            html! { (one.number) },
            html! { @if let Some(taken) = taken { (link("/cases/", &taken.case, &taken.case)) } @else { (ask.t("cases.not_taken")) } },
            html! { @if let Some(taken) = taken { @if !taken.incident.is_empty() { (link("/incidents/", &taken.incident, &taken.incident)) } } },
            html! { @for fault in &one.faults { (fault.field) " " (ask.say(&fault.say)) br; } },
        ]
    };
    Ok(page(
        ask,
        html! {
            p { (ask.say(&said)) }
            (table(ask.t("cases.import"), &columns, imported.iter().map(row)))
            p { a href="/cases" { (ask.t("cases.list")) } }
        },
    ))
}
