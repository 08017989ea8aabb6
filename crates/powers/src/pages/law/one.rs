//! One law: what the register says, its changes with what each touches, and the items that cite it on a day.

use super::super::{day, entry_link, input, link_item};
use super::{change_line, law_link, law_state, way_key, ways};
use crate::law::{Becomes, Line, What, canonical};
use crate::store::law::{Citing, LawRow, Recorded, ReviewFilter, citing, law_of, look_again, reviews};
use ::store::Tx;
use jiff::civil::Date;
use kernel::{Say, day_of};
use maud::{Markup, html};
use page::{
    Access, Answer, Ask, Column, Page, Refusal, Route, date, empty, encode, link, paged, pager, table,
};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/powers/laws/{id}", Access::Needs(Right::ReadDistrict), show),
        Route::post("/powers/laws/again", Access::Needs(Right::AdjustPowers), again),
    ]
}

/// What the page shows, read from one snapshot.
struct Seen {
    row: LawRow,
    /// Reviews of each change: all, and those that are pending.
    counts: Vec<(u64, u64)>,
    items: (u64, Vec<Citing>),
}

/// `GET /powers/laws/{id}`: a law by any of its names.
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (on, (page, per), name) = (day(ask)?, paged(ask), canonical(ask.path.get("id")));
    let seen = ask.read(|tx| read(tx, &name, on, page, per))?;
    let row = &seen.row;
    if row.law.is_none() && row.items == 0 && row.changes.is_empty() {
        return Err(Refusal::NotFound(Say::new("powers_law.no_law").with("law", name)));
    }
    Ok(Page::new(
        format!("《{}》", row.id),
        html! {
            (ways(ask))
            (facts(ask, row))
            (changes(ask, &seen))
            h2 id="items" { (ask.t("powers_law.citing")) }
            form.stack method="get" action={ "#items" } {
                (input(ask, "date", "on", "powers_pages.on_day", &on.to_string(), true))
                button { (ask.t("powers_pages.search")) }
            }
            (items(ask, &seen, on))
            (pager(ask, seen.items.0, per))
        },
    )
    .here("/powers")
    .into())
}

fn read(tx: &mut Tx<'_>, name: &str, on: Date, page: u32, per: u32) -> Result<Seen, Refusal> {
    let row = law_of(tx, name, on)?;
    let mut counts = Vec::new();
    for recorded in &row.changes {
        let all = ReviewFilter { change: Some(recorded.seq), ..ReviewFilter::default() };
        let pending = ReviewFilter { state: "pending".to_owned(), ..all.clone() };
        counts.push((reviews(tx, &all, 1, 1)?.0, reviews(tx, &pending, 1, 1)?.0));
    }
    let items = citing(tx, &row.id, on, page, per)?;
    Ok(Seen { row, counts, items })
}

fn facts(ask: &Ask<'_>, row: &LawRow) -> Markup {
    let law = row.law.clone().unwrap_or_default();
    let fact = |label: &str, value: &str| {
        html! { @if !value.is_empty() { dt { (ask.t(label)) } dd { (value) } } }
    };
    let effective = law.effective.map(|day| date(ask.language, day)).unwrap_or_default();
    let aliases: Vec<String> = law.aliases.iter().map(|alias| format!("《{alias}》")).collect();
    let keeps = ask.may(Right::AdjustPowers);
    html! {
        dl.facts {
            dt { (ask.t("powers_pages.state")) } dd { (law_state(ask, row, day_of(ask.now))) }
            (fact("powers_law.full_title", &law.title))
            (fact("powers_law.class", &law.class))
            (fact("powers_law.issuer", &law.issuer))
            (fact("powers_law.number", &law.number))
            (fact("powers_law.effective", &effective))
            (fact("powers_law.aliases", &aliases.join("、")))
            (fact("powers_pages.source", &law.source))
        }
        @if keeps { p {
            @if row.law.is_some() {
                a href={ "/powers/laws/change?law=" (encode(&row.id)) } { (ask.t("powers_law.record_change")) }
            } @else {
                a href={ "/powers/laws/import?title=" (encode(&row.id)) } { (ask.t("powers_law.register")) }
            }
        } }
    }
}

fn changes(ask: &Ask<'_>, seen: &Seen) -> Markup {
    let columns = [
        Column::words(ask.t("powers_law.change")),
        Column::words(ask.t("powers_law.articles")),
        Column::figures(ask.t("powers_law.touched")),
        Column::figures(ask.t("powers_law.pending")),
        Column::words(ask.t("powers_pages.proof")),
        Column::words(ask.t("powers_law.again")),
    ];
    let row = |(recorded, (all, pending)): (&Recorded, &(u64, u64))| {
        vec![
            html! { (change_line(ask, recorded)) @if !recorded.change.note.is_empty() { br; span.meta { (recorded.change.note) } } },
            lines(ask, &recorded.change.what),
            html! { a href={ "/powers/reviews?state=all&change=" (recorded.seq) } { (all) } },
            html! { (pending) },
            entry_link(ask, recorded.seq),
            look(ask, recorded),
        ]
    };
    html! {
        h2 { (ask.t("powers_law.changes")) }
        @if seen.row.changes.is_empty() { (empty(ask.t("powers_law.no_changes"))) }
        @else { (table(ask.t("powers_law.changes"), &columns, seen.row.changes.iter().zip(&seen.counts).map(row))) }
    }
}

/// Asks the items once more: those that came to cite the law since.
fn look(ask: &Ask<'_>, recorded: &Recorded) -> Markup {
    html! {
        @if ask.may(Right::AdjustPowers) {
            form method="post" action="/powers/laws/again" {
                input type="hidden" name="change" value=(recorded.seq);
                button { (ask.t("powers_law.again")) }
            }
        }
    }
}

/// What happens to which article, or item.
fn lines(ask: &Ask<'_>, what: &What) -> Markup {
    match what {
        What::Amended { lines } if lines.is_empty() => html! { (ask.t("powers_law.whole")) },
        What::Amended { lines } => html! { @for one in lines { div { (line(ask, one)) } } },
        What::Repealed { successor: Some(by) } => {
            html! { (ask.t("powers_law.successor")) " " (law_link(&canonical(by))) }
        }
        What::Repealed { successor: None } => html! { (ask.t("powers_law.no_successor")) },
        What::Decided { items } => html! {
            @for decided in items { div {
                (decided.item) " "
                @match &decided.to {
                    Some(to) => { (ask.t("powers_law.delegates")) " " (to) }
                    None => { (ask.t("powers_law.cancels")) }
                }
            } }
        },
    }
}

fn line(ask: &Ask<'_>, line: &Line) -> String {
    let say = match line.becomes {
        Becomes::Altered => Say::new("powers_law.line_altered"),
        Becomes::Deleted => Say::new("powers_law.line_deleted"),
        Becomes::Added => Say::new("powers_law.line_added"),
        Becomes::Moved { to } => Say::new("powers_law.line_moved").with("to", to),
        Becomes::MovedAltered { to } => Say::new("powers_law.line_moved_altered").with("to", to),
    };
    ask.say(&say.with("at", line.at))
}

fn items(ask: &Ask<'_>, seen: &Seen, on: Date) -> Markup {
    let (total, found) = &seen.items;
    let columns = [
        Column::words(ask.t("powers_pages.code")),
        Column::words(ask.t("powers_pages.name")),
        Column::words(ask.t("powers_pages.holder")),
        Column::words(ask.t("powers_law.way")),
        Column::words(ask.t("powers_law.articles")),
    ];
    let row = |citing: &Citing| {
        let places = citing.cite.iter().flat_map(|cite| &cite.places).map(ToString::to_string);
        let places: Vec<String> = places.collect();
        let edition = citing.cite.as_ref().and_then(|cite| cite.edition.clone());
        vec![
            html! { code { (citing.code) } },
            link_item(&citing.list, &citing.code, &citing.name),
            link("/organs/", &citing.holder, &citing.holder),
            html! { (ask.t(way_key(&citing.way))) },
            html! { (places.join("、")) @if let Some(edition) = edition { " " span.meta { (edition) } } },
        ]
    };
    html! {
        @if found.is_empty() { (empty(ask.t("powers_law.nobody_cites"))) } @else {
            p.meta { (ask.say(&Say::new("powers_law.citing_count").with("count", total).with("day", on))) }
            (table(ask.t("powers_law.citing"), &columns, found.iter().map(row)))
        }
    }
}

/// `POST /powers/laws/again`: looks at a change once more.
fn again(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (by, seq) = (ask.actor()?, ask.form.number("change", 0));
    let changed = ask.write(|tx| look_again(tx, u64::from(seq), by, ask.now))?;
    Ok(Answer::see(format!("/powers/reviews?state=all&change={}", changed.seq)))
}
