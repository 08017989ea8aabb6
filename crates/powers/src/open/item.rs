//! One item for everybody, with the answer who could exercise it on a day.

use super::linked_data;
use super::proof::PublicProof;
use crate::model::{Added, Field, Item, Span};
use crate::pages::{answer, day, days, field_key, in_force, input, of_list, receipts, title};
use crate::store::{self, History, Proof};
use kernel::{Say, day_of};
use maud::{Markup, html};
use page::{Access, Answer, Ask, Column, Page, Refusal, Route, described, encode, table};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/open/powers/{code}", Access::Public, show),
        Route::get("/open/powers/{code}/service.json", Access::Public, service)
            .doc(described("One item as JSON-LD").media_type("application/ld+json")),
        Route::get("/open/powers/{code}/proof.json", Access::Public, proof)
            .doc(described("Who could exercise an item on a day, with the proof that the ledger says so")),
    ]
}

fn found(ask: &Ask<'_>) -> Result<History, Refusal> {
    ask.read(|tx| store::history(tx, ask.query.get("list"), ask.path.get("code")))
}

/// `GET /open/powers/{code}`: one item.
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (on, today) = (day(ask)?, day_of(ask.now));
    let history = found(ask)?;
    let could = ask.read(|tx| store::who_could(tx, &history.list.id, ask.path.get("code"), on))?;
    let spans = &history.spans;
    let Some(shown) = spans.iter().find(|span| span.covers(today)).or(spans.last()) else {
        return Err(Refusal::NotFound(Say::new("powers.no_item").with("code", ask.path.get("code"))));
    };
    let item = &shown.item;
    let base = format!("/open/powers/{}", encode(&item.code));
    let query = of_list(&history.list.id);
    Ok(Page::new(
        item.name.as_str(),
        html! {
            p.meta { a href={ "/open/powers" (query) } { (title(ask, &history.list)) } }
            dl.facts {
                dt { (ask.t("powers_pages.state")) } dd { (in_force(ask, spans, today)) }
                dt { (ask.t("powers_pages.code")) } dd { code { (item.code) } }
                dt { (ask.t("powers_pages.kind")) } dd { (item.kind) }
                dt { (ask.t("powers_pages.holder")) } dd { (item.holder) }
                (fields(ask, item))
            }
            h2 id="who" { (ask.t("powers_pages.who_could")) }
            form.stack method="get" action={ (base) "#who" } {
                input type="hidden" name="list" value=(history.list.id);
                (input(ask, "date", "on", "powers_pages.on_day", &on.to_string(), true))
                button { (ask.t("powers_pages.ask_day")) }
            }
            (could_say(ask, could.as_ref(), on))
            h2 { (ask.t("powers_pages.states")) }
            (states(ask, spans))
            p.meta { a href={ (base) "/service.json" (query) } { "JSON-LD" } }
        },
    )
    .into())
}

fn fields(ask: &Ask<'_>, item: &Item) -> Markup {
    html! {
        @for field in Field::ALL {
            @if let Some(value) = item.field(field) {
                dt { (ask.t(field_key(field))) }
                dd { (value) @if let Some(added) = stands(item, field) { br; span.meta { (source(ask, added)) } } }
            }
        }
    }
}

/// What was added, when it is that which stands under the field.
fn stands(item: &Item, field: Field) -> Option<&Added> {
    item.added(field).filter(|added| item.field(field) == Some(&added.value))
}

/// Where an addition is from; who wrote it stays inside.
fn source(ask: &Ask<'_>, added: &Added) -> String {
    ask.say(&Say::new("powers_pages.added_from").with("source", &added.source))
}

fn could_say(ask: &Ask<'_>, could: Option<&Proof>, on: jiff::civil::Date) -> Markup {
    let Some(proof) = could else {
        return html! { p.notice { (ask.say(&Say::new("powers_pages.nobody_could").with("day", on))) } };
    };
    let file = format!(
        "/open/powers/{}/proof.json{}&on={on}",
        encode(&proof.span.item.code),
        of_list(&proof.span.list)
    );
    let entries =
        Say::new("powers_pages.proved_by").with("state", proof.seq).with("edition", proof.edition_seq);
    html! {
        p.notice { (answer(ask, proof, on)) }
        p.meta { (ask.say(&entries)) " " a href=(file) { (ask.t("powers_pages.proof_file")) } }
    }
}

fn states(ask: &Ask<'_>, spans: &[Span]) -> Markup {
    let columns = [
        Column::words(ask.t("powers_pages.days")),
        Column::figures(ask.t("powers_pages.edition")),
        Column::words(ask.t("powers_pages.holder")),
        Column::words(ask.t("powers_pages.name")),
    ];
    let row = |span: &Span| {
        vec![
            days(ask, span),
            html! { (span.edition) },
            html! { (span.item.holder) },
            html! { (span.item.name) },
        ]
    };
    table(ask.t("powers_pages.states"), &columns, spans.iter().map(row))
}

/// `GET /open/powers/{code}/service.json`: the item as it stands, or as it stood last, as JSON-LD.
fn service(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (history, today) = (found(ask)?, day_of(ask.now));
    let shown = history.spans.iter().find(|span| span.covers(today)).or(history.spans.last());
    let Some(span) = shown else {
        return Err(Refusal::NotFound(Say::new("powers.no_item").with("code", ask.path.get("code"))));
    };
    let service = linked_data::service(&ask.origin(), span, true);
    let bytes = serde_json::to_vec(&service).map_err(|e| Refusal::Broken(e.to_string()))?;
    Ok(Answer::bytes("application/ld+json", bytes))
}

/// `GET /open/powers/{code}/proof.json`: who could exercise the item on a day.
fn proof(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (on, code) = (day(ask)?, ask.path.get("code"));
    let found = ask.read(|tx| store::who_could(tx, ask.query.get("list"), code, on))?;
    let proof =
        found.ok_or_else(|| Refusal::NotFound(Say::new("powers_pages.nobody_could").with("day", on)))?;
    Ok(Answer::json(&PublicProof::of(&proof, on, receipts(ask, &proof)?)))
}
