//! The list on any day.

use super::declared::{Declared, declared};
use super::{chosen, columns, day, edition_link, entry_link, input, row, select, title, ways};
use crate::model::{Edition, Span};
use crate::store::{self, Filter, ListRow};
use ::store::Tx;
use jiff::civil::Date;
use kernel::Say;
use maud::{Markup, html};
use page::{
    Access, Answer, Ask, Column, Page, Refusal, Route, State, date, empty, paged, pager, state_chip, table,
};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/powers", Access::Needs(Right::ReadDistrict), show)]
}

/// What the page shows, read from one snapshot.
struct Seen {
    lists: Vec<ListRow>,
    list: ListRow,
    edition: Option<Edition>,
    declared: Declared,
    holders: Vec<(String, u64)>,
    total: u64,
    spans: Vec<Span>,
}

/// `GET /powers`: the items in force on a day, filtered by body, kind and words.
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (on, (page, per)) = (day(ask)?, paged(ask));
    let (q, wanted) = (&ask.query, ask.query.get("list"));
    let none = ask.read(|tx| Ok(store::lists(tx)?.is_empty()))?;
    if none {
        return Ok(Page::new(ask.t("powers_pages.list"), empty(ask.t("powers_pages.no_list")))
            .here("/powers")
            .into());
    }
    let filter = |list: &ListRow| Filter {
        list: list.id.clone(),
        holder: q.get("holder").to_owned(),
        kind: q.get("kind").to_owned(),
        q: q.get("q").to_owned(),
    };
    let seen = ask.read(|tx| read(tx, wanted, on, &filter, (page, per)))?;
    Ok(Page::new(title(ask, &seen.list), html! {
        (ways(ask, &seen.list.id))
        (others(ask, &seen))
        (state(ask, &seen, on))
        (narrow(ask, &seen, on))
        @if seen.spans.is_empty() { (empty(ask.t("powers_pages.nothing_found"))) }
        @else {
            p.meta { (ask.say(&Say::new("powers_pages.found").with("count", seen.total).with("day", on))) }
            (table(ask.t("powers_pages.list"), &columns(ask), seen.spans.iter().map(row)))
        }
        (pager(ask, seen.total, per))
    })
    .here("/powers")
    .into())
}

fn read(
    tx: &mut Tx<'_>,
    wanted: &str,
    on: Date,
    filter: &dyn Fn(&ListRow) -> Filter,
    (page, per): (u32, u32),
) -> Result<Seen, Refusal> {
    let (lists, list) = (store::lists(tx)?, chosen(tx, wanted)?);
    let edition = store::edition_on(tx, &list.id, on)?;
    let declared = match &edition {
        Some(edition) => declared(tx, edition)?,
        None => Declared::default(),
    };
    let (total, spans) = store::as_of(tx, on, &filter(&list), page, per)?;
    Ok(Seen { holders: store::holders(tx, &list.id, on)?, lists, list, edition, declared, total, spans })
}

/// The other lists of the district.
fn others(ask: &Ask<'_>, seen: &Seen) -> Markup {
    html! {
        @if seen.lists.len() > 1 {
            ul.inline { @for list in seen.lists.iter().filter(|list| list.id != seen.list.id) { li {
                a href={ "/powers" (super::of_list(&list.id)) } { (title(ask, list)) }
            } } }
        }
    }
}

/// The edition in force on the day, and its counts beside those its document declares.
fn state(ask: &Ask<'_>, seen: &Seen, on: Date) -> Markup {
    let Some(edition) = &seen.edition else {
        return empty(&ask.say(&Say::new("powers_pages.before_first").with("day", on)));
    };
    html! {
        dl.facts {
            dt { (ask.t("powers_pages.on_day")) } dd { (date(ask.language, on)) }
            dt { (ask.t("powers_pages.edition")) }
            dd { (edition_link(ask, &seen.list.id, edition.number)) " " (ask.t("powers_pages.since")) " " (date(ask.language, edition.effective)) }
            dt { (ask.t("powers_pages.basis_document")) } dd { (edition.basis) }
            dt { (ask.t("powers_pages.proof")) } dd { (entry_link(ask, edition.seq)) }
        }
        (counts(ask, edition, &seen.declared))
    }
}

/// Counts by kind against the declared ones.
pub(super) fn counts(ask: &Ask<'_>, edition: &Edition, declared: &Declared) -> Markup {
    let columns = [
        Column::words(ask.t("powers_pages.kind")),
        Column::figures(ask.t("powers_pages.counted")),
        Column::figures(ask.t("powers_pages.declared")),
        Column::words(ask.t("powers_pages.agrees")),
    ];
    let row = |kind: &str, counted: u64, declared: Option<u64>| {
        let agrees = match declared {
            Some(declared) if declared == counted => {
                state_chip(State::Good, ask.t("powers_pages.count_agrees"))
            }
            Some(_) => state_chip(State::Bad, ask.t("powers_pages.count_differs")),
            None => state_chip(State::Still, ask.t("powers_pages.not_declared")),
        };
        let declared = declared.map_or_else(|| "—".to_owned(), |count| count.to_string());
        vec![html! { (kind) }, html! { (counted) }, html! { (declared) }, agrees]
    };
    let mut kinds = edition.kinds.clone();
    declared.kinds.keys().for_each(|kind| _ = kinds.entry(kind.clone()).or_default());
    let kinds = kinds.iter().map(|(kind, count)| row(kind, *count, declared.kinds.get(kind).copied()));
    let all = row(ask.t("powers_pages.all_kinds"), edition.total, declared.total);
    table(ask.t("powers_pages.counts"), &columns, kinds.chain([all]))
}

fn narrow(ask: &Ask<'_>, seen: &Seen, on: Date) -> Markup {
    let kinds = seen.edition.iter().flat_map(|edition| &edition.kinds);
    let counted = |name: &str, count: &u64| format!("{name}（{count}）");
    html! {
        form.stack method="get" action="/powers" role="search" {
            input type="hidden" name="list" value=(seen.list.id);
            (input(ask, "date", "on", "powers_pages.on_day", &on.to_string(), false))
            (input(ask, "search", "q", "powers_pages.words", ask.query.get("q"), false))
            (select(ask, "kind", "powers_pages.kind", ask.query.get("kind"),
                kinds.map(|(kind, count)| (kind.as_str(), counted(kind, count)))))
            (select(ask, "holder", "powers_pages.holder", ask.query.get("holder"),
                seen.holders.iter().map(|(holder, count)| (holder.as_str(), counted(holder, count)))))
            button { (ask.t("powers_pages.search")) }
        }
    }
}
