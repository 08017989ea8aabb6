//! The list for everybody, without signing in: search, one item, and every edition as a file (P-023).
//!
//! What is shown is what the list states and what was added to it with its source; who wrote it, cases and
//! hand-overs stay inside.

mod changes;
mod download;
mod draws;
mod edition_proof;
mod item;
mod kept;
mod linked_data;
mod print;
mod proof;

use crate::pages::{chosen, edition_name, of_list, select, title};
use crate::search::{Hit, Synonyms, Wanted};
use crate::store::{self, ListRow};
use kept::Kept;
use kernel::{Say, day_of};
use maud::{Markup, html};
use page::{
    Access, Answer, Ask, Column, Language, Page, Refusal, Route, date, empty, encode, paged, pager, table,
};
use std::collections::BTreeMap;
use std::sync::OnceLock;

pub(crate) fn routes() -> Vec<Route> {
    let mut routes = vec![Route::get("/open/powers", Access::Public, search)];
    routes.extend(changes::routes());
    routes.extend(edition_proof::routes());
    routes.extend(print::routes());
    routes.extend(item::routes());
    routes.extend(download::routes());
    routes.extend(draws::routes());
    routes
}

/// The words that mean the same, of both languages: a searcher may use either.
fn synonyms(ask: &Ask<'_>) -> &'static Synonyms {
    static READ: OnceLock<Synonyms> = OnceLock::new();
    READ.get_or_init(|| {
        let of = |language| Synonyms::read(ask.app.texts.get(language, "powers_pages.synonyms"));
        of(Language::Chinese).and(of(Language::English))
    })
}

/// What is looked for, as the address says it.
pub(crate) fn wanted<'a>(ask: &'a Ask<'_>) -> Wanted<'a> {
    Wanted { words: ask.query.get("q"), kind: ask.query.get("kind"), holder: ask.query.get("holder") }
}

/// `GET /open/powers`: search by name, code, kind, body and basis, with initials and words of the same meaning.
fn search(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let lists = ask.read(|tx| Ok(store::lists(tx)?))?;
    if lists.is_empty() {
        return Ok(Page::new(ask.t("powers_pages.open_list"), empty(ask.t("powers_pages.no_list"))).into());
    }
    let (list, kept) = ask.read(|tx| {
        let list = chosen(tx, ask.query.get("list"))?;
        let kept = kept::of(tx, &list, ask.query.get("edition"), day_of(ask.now))?;
        Ok((list, kept))
    })?;
    let (page, per) = paged(ask);
    let hits = kept.index.find(&wanted(ask), synonyms(ask));
    let skip = (page.saturating_sub(1) as usize).saturating_mul(per as usize);
    let shown = hits.iter().skip(skip).take(per as usize);
    let caption = title(ask, &list);
    Ok(Page::new(caption, html! {
        (others(ask, &lists, &list))
        (heading(ask, &kept))
        (form(ask, &list, &kept))
        p.meta role="status" { (ask.say(&Say::new("powers_pages.hits").with("count", hits.len()).with("total", kept.index.len()))) }
        @if hits.is_empty() { (empty(ask.t("powers_pages.nothing_found"))) }
        @else { (table(caption, &crate::pages::columns(ask), shown.map(|hit| row(&list, hit)))) }
        (pager(ask, hits.len() as u64, per))
    })
    .into())
}

fn others(ask: &Ask<'_>, lists: &[ListRow], list: &ListRow) -> Markup {
    html! {
        @if lists.len() > 1 {
            ul.inline { @for other in lists.iter().filter(|other| other.id != list.id) { li {
                a href={ "/open/powers" (of_list(&other.id)) } { (title(ask, other)) }
            } } }
        }
    }
}

/// Which edition is shown, and every edition as files.
fn heading(ask: &Ask<'_>, kept: &Kept) -> Markup {
    let e = &kept.edition;
    let said = Say::new("powers_pages.open_edition")
        .with("n", e.number)
        .with("basis", &e.basis)
        .with("total", e.total);
    html! {
        p { (ask.say(&said.with("effective", date(ask.language, e.effective)))) }
        details {
            summary { (ask.t("powers_pages.download_all")) }
            (files(ask, kept))
        }
        p.meta { a href={ "/open/powers/changes" (of_list(&e.list)) } { (ask.t("powers_pages.open_changes")) } }
    }
}

fn files(ask: &Ask<'_>, kept: &Kept) -> Markup {
    let columns = [
        Column::words(ask.t("powers_pages.edition")),
        Column::words(ask.t("powers_pages.effective")),
        Column::words(ask.t("powers_pages.basis_document")),
        Column::figures(ask.t("powers_pages.items")),
        Column::words(ask.t("powers_pages.download")),
        Column::words(ask.t("powers_pages.proof")),
    ];
    let rows = kept.editions.iter().rev().map(|e| {
        let query = format!("?list={}&edition={}", encode(&e.list), e.number);
        let number = edition_name(ask, e.number);
        vec![
            html! { a href={ "/open/powers" (query) } { (number) } },
            html! { (date(ask.language, e.effective)) },
            html! { (e.basis) },
            html! { (e.total) },
            html! { @for kind in ["xlsx", "csv", "json"] { a href={ "/open/powers." (kind) (query) } { (kind.to_uppercase()) } " " } a href={ "/open/powers/print" (query) } { (ask.t("powers_pages.print")) } },
            html! { a href={ "/open/powers/editions/" (e.number) "/proof.json" (of_list(&e.list)) } { (ask.t("powers_pages.proof_file")) } },
        ]
    });
    table(ask.t("powers_pages.download_all"), &columns, rows)
}

fn form(ask: &Ask<'_>, list: &ListRow, kept: &Kept) -> Markup {
    let wanted = wanted(ask);
    let counted = |(name, count): (&String, &u64)| format!("{name}（{count}）");
    let choices = |counts: &'_ BTreeMap<String, u64>| {
        counts.iter().map(|one| (one.0.clone(), counted(one))).collect::<Vec<_>>()
    };
    let (kinds, holders) = (choices(&kept.edition.kinds), choices(&kept.holders));
    let borrowed = |choices: &'_ [(String, String)]| choices.to_vec();
    html! {
        form.stack method="get" action="/open/powers" role="search" {
            input type="hidden" name="list" value=(list.id);
            input type="hidden" name="edition" value=(ask.query.get("edition"));
            div.field {
                label for="q" { (ask.t("powers_pages.words")) }
                input id="q" name="q" type="search" value=(wanted.words) aria-describedby="q-note";
                p.note id="q-note" { (ask.t("powers_pages.search_help")) }
            }
            (select(ask, "kind", "powers_pages.kind", wanted.kind, borrowed(&kinds).iter().map(|(value, words)| (value.as_str(), words.clone()))))
            (select(ask, "holder", "powers_pages.holder", wanted.holder, borrowed(&holders).iter().map(|(value, words)| (value.as_str(), words.clone()))))
            button { (ask.t("powers_pages.search")) }
        }
    }
}

fn row(list: &ListRow, hit: &Hit<'_>) -> Vec<Markup> {
    vec![
        html! { (hit.seq) },
        html! { code { (hit.code) } },
        html! { a href={ "/open/powers/" (encode(hit.code)) (of_list(&list.id)) } { (hit.name) } },
        html! { (hit.kind) },
        html! { (hit.holder) },
    ]
}
