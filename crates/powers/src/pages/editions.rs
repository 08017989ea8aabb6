//! Editions of a list, the difference between any two, the consolidated text, and its print layout.

use super::changed::{Tally, tally, ways as ways_of};
use super::declared::declared;
use super::list::counts;
use super::{chosen, edition_link, entry_link, of_list, sheet, title, ways};
use crate::model::{Differs, Edition, Item, Refused, Span};
use crate::store::{self, Handover, ListRow};
use ::store::Tx;
use kernel::Say;
use maud::{Markup, html};
use page::{Access, Answer, Ask, Column, Page, Refusal, Route, date, encode, instant, paged, pager, table};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/powers/editions", Access::Needs(Right::ReadDistrict), index),
        Route::get("/powers/editions/{n}", Access::Needs(Right::ReadDistrict), show),
    ]
}

/// Two editions and what differs between them.
pub(crate) struct Compared {
    pub(crate) from: Edition,
    pub(crate) to: Edition,
    pub(crate) differences: Vec<Differs>,
}

/// `GET /powers/editions`: every edition, and the difference between two of them.
fn index(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (list, editions, compared) = ask.read(|tx| {
        let list = chosen(tx, ask.query.get("list"))?;
        let editions = store::editions(tx, &list.id)?;
        let numbers = (ask.query.get("from"), ask.query.get("to"));
        let compared = if numbers == ("", "") { None } else { Some(compared(tx, &list, numbers)?) };
        Ok((list, editions, compared))
    })?;
    let columns = [
        Column::words(ask.t("powers_pages.edition")),
        Column::words(ask.t("powers_pages.effective")),
        Column::words(ask.t("powers_pages.basis_document")),
        Column::figures(ask.t("powers_pages.items")),
        Column::figures(ask.t("powers_pages.way_added")),
        Column::figures(ask.t("powers_pages.way_cancelled")),
        Column::figures(ask.t("powers_pages.changed")),
        Column::words(ask.t("powers_pages.download")),
        Column::words(ask.t("powers_pages.proof")),
    ];
    Ok(Page::new(ask.t("powers_pages.editions"), html! {
        (ways(ask, &list.id))
        p { (title(ask, &list)) }
        (table(ask.t("powers_pages.editions"), &columns, editions.iter().rev().map(|edition| line(ask, edition))))
        (compare_form(ask, &list, &editions, "/powers/editions"))
        @if let Some(compared) = &compared { (difference(ask, compared)) (open_difference(ask, compared)) }
    })
    .here("/powers")
    .into())
}

fn line(ask: &Ask<'_>, edition: &Edition) -> Vec<Markup> {
    vec![
        edition_link(ask, &edition.list, edition.number),
        html! { (date(ask.language, edition.effective)) },
        html! { (edition.basis) @if !edition.reason.is_empty() { br; span.meta { (edition.reason) } } },
        html! { (edition.total) },
        html! { (edition.added) },
        html! { (edition.cancelled) },
        html! { (edition.changed) },
        downloads(edition),
        entry_link(ask, edition.seq),
    ]
}

/// The edition as files.
fn downloads(edition: &Edition) -> Markup {
    let query = format!("?list={}&edition={}", encode(&edition.list), edition.number);
    html! {
        @for (at, kind) in ["xlsx", "csv", "json"].into_iter().enumerate() {
            @if at > 0 { " · " }
            a href={ "/open/powers." (kind) (query) } { (kind.to_uppercase()) }
        }
    }
}

/// The same difference for everybody, without signing in.
fn open_difference(ask: &Ask<'_>, compared: &Compared) -> Markup {
    let query =
        format!("{}&from={}&to={}", of_list(&compared.to.list), compared.from.number, compared.to.number);
    html! { p.meta { a href={ "/open/powers/changes" (query) } { (ask.t("powers_pages.open_changes")) } } }
}

/// The form that chooses two editions; `page` is the page it leads to.
pub(crate) fn compare_form(ask: &Ask<'_>, list: &ListRow, editions: &[Edition], page: &str) -> Markup {
    let last = editions.last().map_or(1, |edition| edition.number);
    let before = last.saturating_sub(1).max(1);
    let choice = |name: &str, label: &str, default: u32| {
        let chosen = ask.query.number(name, default);
        html! {
            div.field {
                label for=(name) { (ask.t(label)) }
                select id=(name) name=(name) {
                    @for edition in editions {
                        option value=(edition.number) selected[edition.number == chosen] {
                            (super::edition_name(ask, edition.number)) " " (date(ask.language, edition.effective))
                        }
                    }
                }
            }
        }
    };
    html! {
        h2 { (ask.t("powers_pages.compare")) }
        form.stack method="get" action=(page) {
            input type="hidden" name="list" value=(list.id);
            (choice("from", "powers_pages.from_edition", before))
            (choice("to", "powers_pages.to_edition", last))
            button { (ask.t("powers_pages.compare")) }
        }
    }
}

/// Compares two editions; the newest stands where none is named.
pub(crate) fn compared(
    tx: &mut Tx<'_>,
    list: &ListRow,
    (from, to): (&str, &str),
) -> Result<Compared, Refusal> {
    let (from, to) = (known(tx, list, from)?, known(tx, list, to)?);
    let differences = store::difference_between(tx, &list.id, from.number, to.number)?;
    Ok(Compared { from, to, differences })
}

/// The edition of that number; the newest when none is named.
pub(crate) fn known(tx: &mut Tx<'_>, list: &ListRow, number: &str) -> Result<Edition, Refusal> {
    let say = || Say::new("powers_pages.no_edition").with("n", number).with("last", list.edition);
    let wanted = if number.is_empty() { Some(list.edition) } else { number.parse().ok() };
    let found = match wanted {
        Some(number) => store::edition(tx, &list.id, number)?,
        None => None,
    };
    found.ok_or_else(|| Refusal::NotFound(say()))
}

fn difference(ask: &Ask<'_>, compared: &Compared) -> Markup {
    difference_at(ask, compared, "/powers/")
}

/// The difference as a table; `items` is where the pages of items are.
pub(crate) fn difference_at(ask: &Ask<'_>, compared: &Compared, items: &str) -> Markup {
    let Compared { from, to, differences } = compared;
    let between = Say::new("powers_pages.between").with("from", from.number).with("to", to.number);
    let columns = [
        Column::words(ask.t("powers_pages.way")),
        Column::words(ask.t("powers_pages.code")),
        Column::words(ask.t("powers_pages.before")),
        Column::words(ask.t("powers_pages.after")),
    ];
    html! {
        h2 id="difference" { (ask.say(&between)) }
        (tallied(ask, &tally(from.total, differences)))
        @if differences.is_empty() { p.empty { (ask.t("powers_pages.no_difference")) } }
        @else { div.sheet { (table(&ask.say(&between), &columns, differences.iter().map(|differs| differing(ask, (items, &to.list), differs)))) } }
    }
}

fn tallied(ask: &Ask<'_>, tally: &Tally) -> Markup {
    html! {
        ul.inline {
            li { (ask.t("powers_pages.way_kept")) " " strong { (tally.kept) } }
            @for (way, count) in &tally.ways { li { (ask.t(way.word())) " " strong { (count) } } }
        }
    }
}

fn differing(ask: &Ask<'_>, (items, list): (&str, &str), differs: &Differs) -> Vec<Markup> {
    let words: Vec<&str> = ways_of(differs).into_iter().map(|way| ask.t(way.word())).collect();
    let code =
        differs.after.as_ref().or(differs.before.as_ref()).map(|item| item.code.as_str()).unwrap_or_default();
    vec![
        html! { strong { (words.join("、")) } },
        html! { a href={ (items) (encode(code)) (of_list(list)) } { code { (code) } } },
        side(ask, differs.before.as_ref()),
        side(ask, differs.after.as_ref()),
    ]
}

fn side(ask: &Ask<'_>, item: Option<&Item>) -> Markup {
    let Some(item) = item else { return html! { span.soft { "—" } } };
    let rest = [Some(&item.kind), item.level.as_ref(), item.basis.as_ref(), item.counterpart.as_ref()];
    let rest: Vec<&str> = rest.into_iter().flatten().map(String::as_str).collect();
    html! {
        (item.name) br; span.meta { (item.holder) " · " (rest.join(" · ")) }
        @for added in &item.additions { br; span.meta { (ask.t(super::item::field_key(added.field))) " " (added.value) } }
    }
}

/// What the page of one edition shows, read from one snapshot.
struct Seen {
    list: ListRow,
    edition: Edition,
    counts: super::declared::Declared,
    spans: Vec<Span>,
    compared: Option<Compared>,
    handovers: Vec<Handover>,
}

/// `GET /powers/editions/{n}`: one edition, consolidated. `from` compares it with another one than the one before;
/// `layout=print` gives the whole list on one page, for print.
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (list, from) = (ask.query.get("list"), ask.query.get("from"));
    let seen = ask.read(|tx| read(tx, list, ask.path.get("n"), from))?;
    let heading = format!("{} · {}", title(ask, &seen.list), super::edition_name(ask, seen.edition.number));
    let body = if ask.query.get("layout") == "print" { printed(ask, &seen) } else { page_of(ask, &seen) };
    Ok(Page::new(heading, body).here("/powers").into())
}

fn read(tx: &mut Tx<'_>, list: &str, number: &str, from: &str) -> Result<Seen, Refusal> {
    let list = chosen(tx, list)?;
    let edition = known(tx, &list, number)?;
    let before = if from.is_empty() { edition.number.saturating_sub(1).to_string() } else { from.to_owned() };
    let first = edition.number == 0 || (before == "0" && store::edition(tx, &list.id, 0)?.is_none());
    let compared = if first { None } else { Some(compared(tx, &list, (&before, number))?) };
    Ok(Seen {
        counts: declared(tx, &edition)?,
        spans: store::at_edition(tx, &list.id, edition.number)?,
        handovers: store::handovers(tx, &list.id, edition.number)?,
        list,
        edition,
        compared,
    })
}

fn page_of(ask: &Ask<'_>, seen: &Seen) -> Markup {
    let (page, per) = paged(ask);
    let skip = (page.saturating_sub(1) as usize).saturating_mul(per as usize);
    let edition = &seen.edition;
    let rest = seen.spans.get(skip..).unwrap_or_default();
    let shown = rest.get(..per as usize).unwrap_or(rest);
    html! {
        (ways(ask, &seen.list.id))
        (facts(ask, edition))
        (counts(ask, edition, &seen.counts))
        (passed_over(ask, &edition.passed_over))
        @if !seen.handovers.is_empty() {
            p.notice {
                (ask.say(&Say::new("powers_pages.moves").with("count", seen.handovers.len()))) " "
                a href={ "/powers/handovers" (of_list(&seen.list.id)) "&edition=" (edition.number) } { (ask.t("powers_pages.handovers")) }
            }
        }
        @if let Some(compared) = &seen.compared { (difference(ask, compared)) (open_difference(ask, compared)) }
        h2 { (ask.t("powers_pages.consolidated")) }
        p.meta {
            (downloads(edition)) " · "
            a href={ "/powers/editions/" (edition.number) (of_list(&seen.list.id)) "&layout=print" } { (ask.t("powers_pages.print")) }
        }
        (sheet::sheet(ask, ask.t("powers_pages.consolidated"), shown))
        (pager(ask, seen.spans.len() as u64, per))
    }
}

/// The list alone, whole, with what a printed copy must say of itself.
fn printed(ask: &Ask<'_>, seen: &Seen) -> Markup {
    let edition = &seen.edition;
    let said = Say::new("powers_pages.printed").with("n", edition.number).with("basis", &edition.basis);
    let said = said.with("effective", date(ask.language, edition.effective)).with("total", edition.total);
    html! {
        p.lead { (ask.say(&said)) }
        (sheet::sheet(ask, ask.t("powers_pages.consolidated"), &seen.spans))
        p.meta { (ask.t("powers_pages.digest")) " " code { (edition.digest) } " · " (ask.say(&Say::new("powers_pages.entry").with("seq", edition.seq))) }
    }
}

fn facts(ask: &Ask<'_>, edition: &Edition) -> Markup {
    html! {
        dl.facts {
            dt { (ask.t("powers_pages.effective")) } dd { (date(ask.language, edition.effective)) }
            dt { (ask.t("powers_pages.basis_document")) } dd { (edition.basis) }
            @if !edition.reason.is_empty() { dt { (ask.t("powers_pages.reason")) } dd { (edition.reason) } }
            dt { (ask.t("powers_pages.recorded")) } dd { (instant(edition.at)) " " span.soft { (edition.actor) } }
            dt { (ask.t("powers_pages.digest")) } dd { code { (edition.digest) } }
            dt { (ask.t("powers_pages.proof")) } dd {
                (entry_link(ask, edition.seq)) " · "
                a href={ "/powers/editions/" (edition.number) "/receipt.json" (of_list(&edition.list)) } { (ask.t("powers_pages.proof_file")) }
            }
        }
    }
}

/// What an adopted pack asked for and the list did not allow.
fn passed_over(ask: &Ask<'_>, refused: &[Refused]) -> Markup {
    html! {
        @if !refused.is_empty() {
            h2 { (ask.t("powers_pages.passed_over")) }
            ul.plain { @for refused in refused { li {
                strong.fault { (ask.say(&refused.say)) } " " (ask.say(&refused.mend))
            } } }
        }
    }
}
