//! The live gazette: a document as a page, the original beside it, and in the margin of each clause what it
//! created and whether that is being done.

use crate::index::{clause_url, verified};
use crate::margin::{Margins, kind_key};
use crate::store::{ClauseRow, DocumentRow, clauses, clauses_before, documents};
use ::store::Tx;
use kernel::{ClausePath, Say};
use maud::{Markup, html};
use pack::{Document, Named, Role as CiteRole};
use page::{Access, Answer, Ask, Page, Refusal, Route, date, encode, pager};
use people::Right;
use std::collections::BTreeMap;
use syntax::{Source, Span};

/// Clauses on one page: a page of the longest table stays under 100 KB.
const PER_PAGE: u32 = 30;
/// A run of digits this long is a telephone number.
const TELEPHONE_DIGITS: usize = 7;

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get("/documents/{number}", Access::Needs(Right::ReadDistrict), show)]
}

/// What the page shows, read from one snapshot.
struct Live {
    document: DocumentRow,
    clauses: Vec<ClauseRow>,
    tops: Vec<ClauseRow>,
    margins: Margins,
    texts: BTreeMap<String, Source>,
}

/// `GET /documents/{number}`: one document, alive. `clause` leads to the page on which a clause stands.
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (number, clause) = (ask.path.get("number"), ask.query.get("clause"));
    if !clause.is_empty() && ask.query.get("page").is_empty() {
        let page = ask.read(|tx| page_of(tx, number, clause))?;
        return Ok(Answer::see(clause_url(number, clause).replacen('?', &format!("?page={page}&"), 1)));
    }
    let live = ask.read(|tx| read(tx, number, ask.query.number("page", 1)))?;
    let head = &live.document.head;
    Ok(Page::new(
        ask.language.of(&head.title, &head.title_en),
        html! {
            (heading(ask, &live))
            (cited(ask, head))
            (contents(ask, &live))
            ol.clauses { @for clause in &live.clauses { (drawn(ask, &live, clause)) } }
            (pager(ask, live.document.clauses, PER_PAGE))
        },
    )
    .here("/documents")
    .into())
}

fn page_of(tx: &mut Tx<'_>, number: &str, clause: &str) -> Result<u64, Refusal> {
    let unknown =
        || Refusal::NotFound(Say::new("documents.no_clause").with("document", number).with("clause", clause));
    Ok(clauses_before(tx, number, clause)?.ok_or_else(unknown)? / u64::from(PER_PAGE) + 1)
}

fn read(tx: &mut Tx<'_>, number: &str, page: u32) -> Result<Live, Refusal> {
    let unknown = || Refusal::NotFound(Say::new("documents.no_document").with("number", number));
    let document = documents(tx)?.into_iter().find(|row| row.head.number == number).ok_or_else(unknown)?;
    let skip = u64::from(page.saturating_sub(1)) * u64::from(PER_PAGE);
    let shown = clauses(tx, number, skip, PER_PAGE)?;
    let all = clauses(tx, number, 0, u32::MAX)?;
    let tops = all.into_iter().filter(|clause| !clause.path.contains(['/', '.'])).collect();
    let mut texts = BTreeMap::new();
    for original in shown.iter().filter_map(|clause| clause.original.as_ref()) {
        if !texts.contains_key(&original.blob)
            && let Some(blob) = tx.blob(&original.blob)?
        {
            texts.insert(original.blob.clone(), Source::new(String::from_utf8_lossy(&blob.bytes)));
        }
    }
    Ok(Live { document, clauses: shown, tops, margins: Margins::of(tx, number)?, texts })
}

fn heading(ask: &Ask<'_>, live: &Live) -> Markup {
    let head = &live.document.head;
    let kinds = live.margins.kinds();
    html! {
        dl.facts {
            dt { (ask.t("documents.number")) } dd { (head.number) }
            dt { (ask.t("documents.issuer")) } dd { (head.issuer.written) }
            dt { (ask.t("documents.issued")) } dd { (date(ask.language, head.issued)) }
            dt { (ask.t("documents.addressees")) } dd {
                (named(&head.addressees))
                @if ask.may(Right::ReadLedger) {
                    " " a href={ "/documents/" (encode(&head.number)) "/delivery" } { (ask.t("documents.delivery")) }
                }
            }
            @if let Some(approved) = &head.approved_by { dt { (ask.t("documents.approved")) } dd { (approved) } }
            dt { (ask.t("documents.verified")) } dd { (verified(ask, &live.document)) }
            @if !kinds.is_empty() {
                dt { (ask.t("documents.created")) }
                dd { ul.inline { @for (kind, count) in kinds { li { (ask.t(kind_key(kind))) " " strong { (count) } } } } }
            }
        }
    }
}

fn named(organs: &[Named]) -> String {
    organs.iter().map(|named| named.written.as_str()).collect::<Vec<_>>().join("、")
}

/// The documents it cites, each with its part in it.
fn cited(ask: &Ask<'_>, head: &Document) -> Markup {
    html! {
        @if !head.cites.is_empty() {
            details {
                summary { (ask.say(&Say::new("documents.cites").with("count", head.cites.len()))) }
                ul.plain { @for cite in &head.cites { li {
                    (ask.t(cite_key(cite.role))) " 《" (cite.title) "》"
                    @if let Some(number) = &cite.number { "（" (number) "）" }
                } } }
            }
        }
    }
}

/// The wording of a cited document's part.
fn cite_key(role: CiteRole) -> &'static str {
    match role {
        CiteRole::Basis => "documents.cite_basis",
        CiteRole::Applied => "documents.cite_applied",
        CiteRole::ToBeIssued => "documents.cite_to_be_issued",
        CiteRole::Repealed => "documents.cite_repealed",
        CiteRole::Referred => "documents.cite_referred",
    }
}

/// Links to the top clauses, wherever they stand.
fn contents(ask: &Ask<'_>, live: &Live) -> Markup {
    let number = &live.document.head.number;
    html! {
        nav aria-label=(ask.t("documents.contents")) {
            ul.inline { @for top in &live.tops { li { a href=(clause_url(number, &top.path)) { (top.label) " " (top.title) } } } }
        }
    }
}

fn drawn(ask: &Ask<'_>, live: &Live, clause: &ClauseRow) -> Markup {
    let depth = ClausePath::try_from(clause.path.as_str()).map_or(1, |path| path.level().min(4));
    let number = &live.document.head.number;
    html! {
        li.clause.{ "depth-" (depth) } id=(clause.path) {
            div.said {
                a.label href=(clause_url(number, &clause.path)) { (clause.label) } " " strong { (if clause.title.is_empty() { live.margins.title(ask, &clause.path) } else { &clause.title }) }
                (original(ask, live, clause))
            }
            aside.margin aria-label=(ask.say(&Say::new("documents.margin").with("clause", &clause.path))) {
                (live.margins.draw(ask, &clause.path))
            }
        }
    }
}

/// The clause in the words of the attached text, and whether they are the words the pack was made from.
fn original(ask: &Ask<'_>, live: &Live, clause: &ClauseRow) -> Markup {
    let Some(place) = &clause.original else { return html! {} };
    let Some(source) = live.texts.get(&place.blob) else { return html! {} };
    let text = tidy(source.slice(Span::new(place.start, place.end)));
    if has_telephone(&text) && !ask.may(Right::ReadContacts) {
        return html! { p.soft { (ask.t("documents.contacts_hidden")) } };
    }
    html! {
        p.original lang="zh-CN" { (text) }
        @if place.verified { span.match.soft { "✓ " (ask.t("documents.same")) } }
        @else { span.match.fault { "▲ " (ask.t("documents.differs_long")) } }
    }
}

/// The text without the tabs and blank lines that only lay out a file.
fn tidy(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn has_telephone(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() >= TELEPHONE_DIGITS && run.len() <= 12)
}

#[cfg(test)]
mod tests;
