//! General and special items: what is linked, what looks as if it should be, and the form that links (P-006).

use super::cases::value;
use super::{chosen, entry_link, input, link_item, must_keep, of_list, ways};
use crate::model::Item;
use crate::overlap::{Overlap, overlaps};
use crate::store::{self, Filter, Link, Linked, ListRow};
use ::store::Tx;
use kernel::{Say, day_of};
use maud::{Markup, html};
use page::{Access, Answer, Ask, Column, Page, Refusal, Route, empty, encode, table};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/powers/links", Access::Needs(Right::ReadDistrict), index),
        Route::post("/powers/links", Access::Needs(Right::AdjustPowers), take),
    ]
}

/// Pairs that are suggested at once.
const SUGGESTED: usize = 100;

/// Items compared on one page; a longer list is compared body by body.
const COMPARED: u32 = 20_000;

struct Seen {
    list: ListRow,
    /// Links with the names of both items.
    links: Vec<(Link, String, String)>,
    /// The items of the body asked for, or of the list; none when they are too many for a page.
    items: Option<Vec<Item>>,
}

fn read(tx: &mut Tx<'_>, ask: &Ask<'_>) -> Result<Seen, Refusal> {
    let list = chosen(tx, value(ask, "list"))?;
    let mut links = Vec::new();
    for link in store::links(tx, &list.id, "")? {
        let (general, special) =
            (name(tx, &list.id, &link.linked.general)?, name(tx, &list.id, &link.linked.special)?);
        links.push((link, general, special));
    }
    let holder = ask.query.get("holder").to_owned();
    let filter = Filter { list: list.id.clone(), holder, ..Filter::default() };
    let (total, spans) = store::as_of(tx, day_of(ask.now), &filter, 1, COMPARED)?;
    let items = (total <= u64::from(COMPARED)).then(|| spans.into_iter().map(|span| span.item).collect());
    Ok(Seen { list, links, items })
}

/// The name an item has now or had last.
fn name(tx: &mut Tx<'_>, list: &str, code: &str) -> Result<String, Refusal> {
    let last = store::history(tx, list, code)?.spans.pop();
    Ok(last.map_or_else(|| code.to_owned(), |span| span.item.name))
}

/// `GET /powers/links`
fn index(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    Ok(drawn(ask, None)?.into())
}

fn drawn(ask: &Ask<'_>, fault: Option<&Say>) -> Result<Page, Refusal> {
    let seen = ask.read(|tx| read(tx, ask))?;
    let keeps = ask.may(Right::AdjustPowers);
    Ok(Page::new(
        ask.t("powers_use.links"),
        html! {
            (ways(ask, &seen.list.id))
            p.meta { (ask.t("powers_use.links_help")) }
            @if let Some(fault) = fault { p.fault role="alert" { (ask.say(fault)) } }
            @if seen.links.is_empty() { (empty(ask.t("powers_use.no_links"))) } @else { (linked(ask, &seen)) }
            @if keeps { (form(ask, &seen.list)) }
            (suggested(ask, &seen, keeps))
        },
    )
    .here("/powers"))
}

fn linked(ask: &Ask<'_>, seen: &Seen) -> Markup {
    let columns = [
        Column::words(ask.t("powers_use.general")),
        Column::words(ask.t("powers_use.special")),
        Column::words(ask.t("powers_use.link_basis")),
        Column::words(ask.t("powers_pages.proof")),
    ];
    let item = |code: &str, name: &str| link_item(&seen.list.id, code, name);
    let row = |(link, general, special): &(Link, String, String)| {
        let of = &link.linked;
        vec![
            item(&of.general, general),
            item(&of.special, special),
            html! { (of.basis) },
            entry_link(ask, link.seq),
        ]
    };
    table(ask.t("powers_use.links"), &columns, seen.links.iter().map(row))
}

fn form(ask: &Ask<'_>, list: &ListRow) -> Markup {
    html! {
        h2 id="new" { (ask.t("powers_use.link_two")) }
        form.stack method="post" action="/powers/links" {
            input type="hidden" name="list" value=(list.id);
            (input(ask, "text", "general", "powers_use.general_code", value(ask, "general"), true))
            (input(ask, "text", "special", "powers_use.special_code", value(ask, "special"), true))
            (input(ask, "text", "basis", "powers_use.link_basis", value(ask, "basis"), true))
            button { (ask.t("powers_use.link_two")) }
        }
    }
}

/// Pairs by their names that nobody linked yet.
fn suggested(ask: &Ask<'_>, seen: &Seen, keeps: bool) -> Markup {
    let items = seen.items.as_deref().unwrap_or_default();
    let linked = |pair: &Overlap<'_>| {
        let codes = [&pair.general.code, &pair.special.code];
        let both = |link: &Linked| codes.contains(&&link.general) && codes.contains(&&link.special);
        seen.links.iter().any(|(link, ..)| both(&link.linked))
    };
    let pairs: Vec<Overlap<'_>> = overlaps(items).into_iter().filter(|pair| !linked(pair)).collect();
    let shown = pairs.len().min(SUGGESTED);
    let counted = Say::new("powers_use.suggested_count").with("count", pairs.len()).with("shown", shown);
    html! {
        h2 { (ask.t("powers_use.suggested")) }
        form.stack method="get" action="/powers/links" role="search" {
            input type="hidden" name="list" value=(seen.list.id);
            (input(ask, "text", "holder", "powers_pages.holder", ask.query.get("holder"), seen.items.is_none()))
            button { (ask.t("powers_pages.search")) }
        }
        @if seen.items.is_none() { p.notice { (ask.t("powers_use.too_many_to_compare")) } }
        @else if pairs.is_empty() { (empty(ask.t("powers_use.none_suggested"))) }
        @else {
            p.meta { (ask.say(&counted)) }
            (table(ask.t("powers_use.suggested"), &columns(ask, keeps), pairs.iter().take(SUGGESTED).map(|pair| row(ask, &seen.list.id, pair, keeps))))
        }
    }
}

fn columns<'a>(ask: &'a Ask<'_>, keeps: bool) -> Vec<Column<'a>> {
    let words = ["powers_use.general", "powers_use.special", "powers_pages.holder"];
    let decide = keeps.then_some("powers_use.decide");
    words.into_iter().chain(decide).map(|key| Column::words(ask.t(key))).collect()
}

fn row(ask: &Ask<'_>, list: &str, pair: &Overlap<'_>, keeps: bool) -> Vec<Markup> {
    let Overlap { general, special, .. } = pair;
    let item = |item: &Item| link_item(list, &item.code, &item.name);
    let mut cells = vec![item(general), item(special), html! { (general.holder) }];
    if keeps {
        let query =
            format!("{}&general={}&special={}", of_list(list), encode(&general.code), encode(&special.code));
        cells.push(html! { a href={ "/powers/links" (query) "#new" } { (ask.t("powers_use.link_these")) } });
    }
    cells
}

/// `POST /powers/links`: who keeps the list decides.
fn take(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let text = |name| ask.form.get(name).to_owned();
    let done = ask.write(|tx| {
        let row = chosen(tx, ask.form.get("list"))?;
        let list = row.id.clone();
        let linked = Linked {
            list: list.clone(),
            general: text("general"),
            special: text("special"),
            basis: text("basis"),
        };
        store::link_items(tx, linked, ask.actor()?, ask.now)?;
        must_keep(tx, ask, &row)?;
        Ok(list)
    });
    match done {
        Ok(list) => Ok(Answer::see(format!("/powers/links{}", of_list(&list)))),
        Err(Refusal::Invalid(fault) | Refusal::Conflict(fault) | Refusal::NotFound(fault)) => {
            Err(Refusal::Form(Box::new(drawn(ask, Some(&fault))?.into())))
        }
        Err(refusal) => Err(refusal),
    }
}
