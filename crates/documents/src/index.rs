//! The list of documents, and the form that attaches the original text.

use crate::attach::attach;
use crate::store::{DocumentRow, documents};
use kernel::Say;
use maud::{Markup, html};
use page::{Access, Answer, Ask, Column, Page, Refusal, Route, date, empty, encode, link, share_bar, table};
use people::Right;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/documents", Access::Needs(Right::ReadDistrict), index),
        Route::post("/documents", Access::Needs(Right::AttachGazette), take_gazette),
    ]
}

/// `GET /documents`: the documents in force.
fn index(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let documents = ask.read(|tx| Ok(documents(tx)?))?;
    let columns = [
        Column::words(ask.t("documents.number")),
        Column::words(ask.t("documents.title")),
        Column::words(ask.t("documents.issued")),
        Column::figures(ask.t("documents.clauses")),
        Column::words(ask.t("documents.verified")),
    ];
    let rows = documents.iter().map(|document| {
        let head = &document.head;
        vec![
            link("/documents/", &head.number, &head.number),
            html! { strong { (ask.language.of(&head.subject, &head.subject_en)) } br; span.meta { (ask.language.of(&head.title, &head.title_en)) } },
            html! { (date(ask.language, head.issued)) },
            html! { (document.clauses) },
            verified(ask, document),
        ]
    });
    Ok(Page::new(ask.t("documents.list"), html! {
        @if documents.is_empty() { (empty(ask.t("documents.none"))) } @else { (table(ask.t("documents.list"), &columns, rows)) }
        @if ask.may(Right::AdoptPack) { p { a.button href="/reviews" { (ask.t("documents.review")) } } }
        (form(ask))
    })
    .here("/documents")
    .into())
}

/// How many digests of a document's clauses the attached text confirmed.
pub(crate) fn verified(ask: &Ask<'_>, document: &DocumentRow) -> Markup {
    if document.found == 0 {
        return html! { span.soft { (ask.t("documents.no_text")) } };
    }
    let said =
        Say::new("documents.digests").with("verified", document.verified).with("clauses", document.clauses);
    let said = ask.say(&said);
    let differ = document.found - document.verified;
    let missing = document.clauses - document.found;
    let parts = [
        (ask.t("documents.same"), "good", document.verified),
        (ask.t("documents.differs"), "bad", differ),
        (ask.t("documents.missing"), "waiting", missing),
    ];
    html! { (said) (share_bar(&parts, &said)) }
}

fn form(ask: &Ask<'_>) -> Markup {
    html! {
        @if ask.may(Right::AttachGazette) {
            h2 { (ask.t("documents.attach")) }
            p { (ask.t("documents.attach_why")) }
            form.stack method="post" action="/documents" enctype="multipart/form-data" {
                div.field {
                    label for="gazette" { (ask.t("documents.file")) }
                    input id="gazette" name="gazette" type="file" accept=".txt,text/plain" required aria-describedby="gazette-note";
                    p.note id="gazette-note" { (ask.t("documents.file_help")) }
                }
                button { (ask.t("documents.attach")) }
            }
        }
    }
}

/// `POST /documents`: attaches a text and says how much of the pack it confirmed.
fn take_gazette(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let file = ask.files.iter().find(|file| file.field == "gazette" && !file.bytes.is_empty());
    let file = file.ok_or_else(|| Refusal::Invalid(Say::new("documents.no_file")))?;
    let by = ask.actor()?;
    let attached = ask.write(|tx| attach(tx, &file.name, &file.bytes, by, ask.now))?;
    let said = Say::new("documents.attached")
        .with("found", attached.found)
        .with("verified", attached.verified)
        .with("clauses", attached.clauses);
    Ok(Page::new(
        ask.t("documents.attach"),
        html! {
            p.lead { (ask.say(&said)) }
            p { a href="/documents" { (ask.t("documents.list")) } }
        },
    )
    .here("/documents")
    .into())
}

/// Where a clause stands on its live gazette.
pub(crate) fn clause_url(document: &str, clause: &str) -> String {
    format!("/documents/{}?clause={}#{}", encode(document), encode(clause), encode(clause))
}
