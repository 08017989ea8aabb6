//! The ledger for people: its head, its entries, and the receipt of each.

use kernel::{Entry, Say};
use maud::{Markup, html};
use page::{Access, Answer, Ask, Page, Refusal, Route, empty, instant, list_of, paged, pager};
use people::Right;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/ledger", Access::Needs(Right::ReadLedger), index),
        Route::get("/ledger/{seq}", Access::SignedIn, show),
        Route::get("/ledger/{seq}/receipt.json", Access::SignedIn, receipt),
    ]
}

/// `GET /ledger`: the signed head, and the entries, the newest first.
fn index(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (page, per) = paged(ask);
    let head = ask.app.store.head()?;
    let size = head.as_ref().map_or(0, |head| head.size);
    let newest = size.saturating_sub(u64::from(page - 1) * u64::from(per));
    let take = u64::from(per).min(newest);
    let take_rows = u32::try_from(take).unwrap_or(per);
    let mut entries = ask.read(|tx| Ok(tx.entries(newest - take, take_rows)?))?;
    entries.reverse();
    Ok(Page::new(
        ask.t("desk.ledger"),
        html! {
            p { (ask.t("desk.ledger_why")) }
            @if let Some(head) = &head {
                dl.facts {
                    dt { (ask.t("desk.size")) } dd { (head.size) }
                    dt { (ask.t("desk.root")) } dd { code { (head.root) } }
                    dt { (ask.t("desk.signed")) } dd { (instant(head.at)) }
                    dt { (ask.t("desk.key")) } dd { code { (head.key) } }
                }
            }
            @if entries.is_empty() { (empty(ask.t("desk.no_entries"))) }
            (list_of(entries.iter().map(|entry| line(ask, entry))))
            (pager(ask, size, per))
        },
    )
    .here("/ledger")
    .into())
}

/// One entry as a line of a list.
pub(crate) fn line(ask: &Ask<'_>, entry: &Entry) -> Markup {
    let subject = entry.stream.split_once('/').map_or(entry.stream.as_str(), |(_, subject)| subject);
    html! {
        a href={ "/ledger/" (entry.seq) } { (ask.say(&Say::new("desk.entry").with("seq", entry.seq))) }
        " " (instant(entry.at)) " " strong { (kind_words(ask, &entry.kind)) } " " (subject) " · " span.soft { (entry.actor) }
    }
}

/// The wording of an entry's kind; the kind itself when a job has given none.
fn kind_words(ask: &Ask<'_>, kind: &str) -> String {
    // prefix: desk.kind_
    let key = format!("desk.kind_{}", kind.replace(['.', '-'], "_"));
    let words = ask.t(&key);
    if words == key { kind.to_owned() } else { words.to_owned() }
}

/// Whether the asker may see an entry: everybody their own, an organ's people those of their organ's duties,
/// readers of the ledger all.
pub(crate) fn may_see(ask: &Ask<'_>, entry: &Entry) -> Result<bool, Refusal> {
    let user = ask.user()?;
    if user.account == entry.actor || ask.may(Right::ReadLedger) {
        return Ok(true);
    }
    let card = ask.read(|tx| Ok(::store::card::get(tx, &entry.stream)?))?;
    Ok(card.is_some_and(|card| card.kind == "duty" && user.acts_for(&card.organ)))
}

/// The entry of the path, when the asker may see it.
fn entry(ask: &Ask<'_>) -> Result<Entry, Refusal> {
    let typed = ask.path.get("seq");
    let unknown = || Refusal::NotFound(Say::new("desk.no_entry").with("seq", typed));
    let seq: u64 = typed.parse().ok().filter(|seq| *seq > 0).ok_or_else(unknown)?;
    let entry = ask
        .read(|tx| Ok(tx.entries(seq - 1, 1)?))?
        .pop()
        .filter(|entry| entry.seq == seq)
        .ok_or_else(unknown)?;
    if may_see(ask, &entry)? { Ok(entry) } else { Err(Refusal::NotAllowed(Right::ReadLedger.lacking())) }
}

/// `GET /ledger/{seq}`: one entry and its receipt.
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let entry = entry(ask)?;
    let receipt = ask.app.store.receipt(entry.seq)?;
    let body =
        serde_json::from_str(&entry.body).and_then(|v: serde_json::Value| serde_json::to_string_pretty(&v));
    // A pack is a long entry; what is left out here is in the receipt, whole.
    let body: String = body.unwrap_or_else(|_| entry.body.clone()).chars().take(4_000).collect();
    Ok(Page::new(ask.say(&Say::new("desk.entry").with("seq", entry.seq)), html! {
        dl.facts {
            dt { (ask.t("desk.what")) } dd { (kind_words(ask, &entry.kind)) " " code { (entry.kind) } }
            dt { (ask.t("desk.about")) } dd { (entry.stream) }
            dt { (ask.t("desk.actor")) } dd { (entry.actor) }
            dt { (ask.t("desk.recorded")) } dd { (instant(entry.at)) }
        }
        @if let Some(receipt) = &receipt {
            h2 { (ask.t("desk.receipt")) }
            p { (ask.t("desk.receipt_why")) }
            p { a.button href={ "/ledger/" (entry.seq) "/receipt.json" } { (ask.t("desk.receipt_save")) } }
            dl.facts {
                dt { (ask.t("desk.size")) } dd { (receipt.size) }
                dt { (ask.t("desk.root")) } dd { code { (receipt.head.root) } }
                dt { (ask.t("desk.path")) } dd { @for hash in &receipt.path { code { (hash) } br; } }
                dt { (ask.t("desk.signature")) } dd { code { (receipt.head.signature) } }
                dt { (ask.t("desk.key")) } dd { code { (receipt.key) } }
            }
        }
        h2 { (ask.t("desk.content")) }
        pre.mono tabindex="0" { (body) }
    })
    .here("/ledger")
    .into())
}

/// `GET /ledger/{seq}/receipt.json`: the receipt as a file to keep.
fn receipt(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let entry = entry(ask)?;
    let receipt = ask.app.store.receipt(entry.seq)?;
    let bytes = serde_json::to_vec_pretty(&receipt).map_err(|e| Refusal::Broken(e.to_string()))?;
    Ok(Answer::file("application/json", &format!("luoshi-receipt-{}.json", entry.seq), bytes))
}
