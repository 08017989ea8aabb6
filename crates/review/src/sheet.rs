//! The review page: the original on one side, what was found on the other, clause by clause, linked both ways.

use crate::card::{anchor, card};
use crate::index::state;
use crate::model::{Act, Standing};
use crate::reading::{Item, Reading, defect_key};
use crate::text::{Mark, marked};
use crate::thing::Kind;
use compiler::{Diagnostic, Severity};
use kernel::Say;
use maud::{Markup, html};
use page::{Access, Answer, Ask, Page, Refusal, Route, State, empty, encode, instant, state_chip};
use people::Right;
use std::collections::BTreeMap;
use syntax::{Clause, Span};

/// Clauses and things on one page, so that a page stays under 100 KB.
const WEIGHT: usize = 26;

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get("/reviews/{id}", Access::Needs(Right::AdoptPack), show)]
}

/// A block of the page: the head of a document, or one clause, with the things it sets.
struct Block<'r> {
    clause: Option<&'r Clause>,
    items: Vec<&'r Item>,
    diagnostics: Vec<Told<'r>>,
}

/// A diagnostic with what was decided about it.
type Told<'r> = (&'r Diagnostic, Option<&'r Standing>);

/// What the page is asked to show.
struct View<'r> {
    ask: &'r Ask<'r>,
    reading: &'r Reading,
    document: usize,
    show: &'r str,
    here: String,
}

/// `GET /reviews/{id}`: one review. `document` counts from 1; `show` is empty, `todo` or `doubt`.
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let reading = ask.read(|tx| Reading::of(tx, ask.path.get("id")))?;
    let count = reading.compiled.facts.documents.len();
    let document = (ask.query.number("document", 1).max(1) as usize).min(count.max(1)) - 1;
    let show = ask.query.get("show");
    let page = ask.query.number("page", 1).max(1) as usize;
    let here =
        format!("/reviews/{}?document={}&show={}&page={page}", reading.row.id, document + 1, encode(show));
    let view = View { ask, reading: &reading, document, show, here };
    let pages = paged(blocks(&view));
    let shown = pages.get(page.min(pages.len().max(1)) - 1);
    Ok(Page::new(
        reading.row.name.clone(),
        html! {
            (summary(&view))
            (documents(&view))
            (filters(&view))
            @if count == 0 { (empty(ask.t("review.no_documents"))) }
            @else if let Some(blocks) = shown {
                ol.clauses.review { @for block in blocks { (drawn(&view, block)) } }
                (rest(&view, blocks))
            } @else { (empty(ask.t("review.nothing_left"))) }
            (pages_of(&view, page, pages.len()))
        },
    )
    .here("/documents")
    .into())
}

/// How far the review is, and what comes next.
fn summary(view: &View<'_>) -> Markup {
    let (ask, reading) = (view.ask, view.reading);
    let coverage = reading.compiled.facts.coverage;
    let found = &reading.compiled.facts.diagnostics;
    let of = |severity| found.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let left = reading.undecided();
    let said = Say::new("review.summary")
        .with("documents", reading.compiled.facts.documents.len())
        .with("things", reading.items.len())
        .with("left", left);
    let seen = Say::new("review.diagnosed")
        .with("errors", of(Severity::Error))
        .with("warnings", of(Severity::Warning))
        .with("notes", of(Severity::Note));
    let account = Say::new("review.coverage")
        .with("characters", coverage.characters)
        .with("read", coverage.read)
        .with("ignored", coverage.ignored)
        .with("unread", coverage.not_understood);
    html! {
        p.lead { (ask.say(&said)) " " (state(ask, &reading.row)) }
        p.meta { a href=(format!("/reviews/{}/defects", reading.row.id)) { (ask.say(&seen)) } " · " (ask.say(&account)) }
        @if reading.row.pack.is_empty() {
            p {
                a class=[(left == 0).then_some("button")] href=(format!("/reviews/{}/adopt", reading.row.id)) {
                    (ask.t(if left == 0 { "review.to_adopt" } else { "review.preview" }))
                }
            }
        }
    }
}

/// The documents of the file, each with what is left of it.
fn documents(view: &View<'_>) -> Markup {
    let documents = view.reading.compiled.facts.documents.iter().enumerate();
    html! {
        nav aria-label=(view.ask.t("review.documents")) {
            ul.plain.documents { @for (at, document) in documents {
                li {
                    a href=(address(view, at, view.show)) aria-current=[(at == view.document).then_some("true")] {
                        (document.number.as_deref().unwrap_or_else(|| view.ask.t("review.no_number"))) " " (document.title)
                    }
                    " " (left(view, at))
                }
            } }
        }
    }
}

fn left(view: &View<'_>, document: usize) -> Markup {
    let count = view.reading.of_document(document).filter(|item| !item.is_decided()).count();
    if count == 0 {
        return state_chip(State::Good, view.ask.t("review.all_decided"));
    }
    state_chip(State::Waiting, &view.ask.say(&Say::new("review.left").with("count", count)))
}

fn address(view: &View<'_>, document: usize, show: &str) -> String {
    format!("/reviews/{}?document={}&show={}", view.reading.row.id, document + 1, encode(show))
}

/// All clauses, those with something to decide, or those with something doubtful.
fn filters(view: &View<'_>) -> Markup {
    let of = || view.reading.of_document(view.document);
    let todo = of().filter(|item| !item.is_decided()).count();
    let doubt = of().filter(|item| !item.is_decided() && item.doubtful).count();
    let filters = [
        ("", "review.show_all", None),
        ("todo", "review.show_todo", Some(todo)),
        ("doubt", "review.show_doubt", Some(doubt)),
    ];
    html! {
        nav.filters aria-label=(view.ask.t("review.filter")) { ul.inline { @for (show, words, count) in filters {
            li { a href=(address(view, view.document, show)) aria-current=[(show == view.show).then_some("true")] {
                (view.ask.t(words)) @if let Some(count) = count { " " (count) }
            } }
        } } }
    }
}

/// The head of the document and its clauses, each with its things; what the filter leaves out is not there.
fn blocks<'r>(view: &View<'r>) -> Vec<Block<'r>> {
    let Some(tree) = view.reading.compiled.gazette.documents.get(view.document) else { return vec![] };
    let mut by_clause: BTreeMap<&str, Vec<&Item>> = BTreeMap::new();
    for item in view.reading.of_document(view.document) {
        by_clause.entry(item.clause.as_str()).or_default().push(item);
    }
    let mut diagnosed = diagnosed(view, &tree.clauses, tree.span);
    let mut head = by_clause.remove("").unwrap_or_default();
    let mut blocks: Vec<Block<'r>> = vec![];
    for (at, clause) in tree.clauses.iter().enumerate() {
        let items = by_clause.remove(clause.path.as_str()).unwrap_or_default();
        blocks.push(Block {
            clause: Some(clause),
            items,
            diagnostics: diagnosed.remove(&Some(at)).unwrap_or_default(),
        });
    }
    // A thing whose clause the tree does not have stands with the head rather than nowhere.
    head.extend(by_clause.into_values().flatten());
    blocks.insert(
        0,
        Block { clause: None, items: head, diagnostics: diagnosed.remove(&None).unwrap_or_default() },
    );
    let wanted = |item: &&Item| !item.is_decided() && (view.show == "todo" || item.doubtful);
    if !view.show.is_empty() {
        blocks.retain(|block| block.items.iter().any(wanted));
    }
    blocks
}

/// The diagnostics of the document by the innermost clause they begin in; `None` is its head.
fn diagnosed<'r>(
    view: &View<'r>,
    clauses: &[Clause],
    document: Span,
) -> BTreeMap<Option<usize>, Vec<Told<'r>>> {
    let mut found: BTreeMap<Option<usize>, Vec<Told<'r>>> = BTreeMap::new();
    let inside = |span: Span| span.start >= document.start && span.start < document.end.max(1);
    for (diagnostic, standing) in view.reading.defects().filter(|(it, _)| inside(it.span)) {
        let starts = clauses.partition_point(|clause| clause.own.start <= diagnostic.span.start);
        found.entry(starts.checked_sub(1)).or_default().push((diagnostic, standing));
    }
    found
}

/// Blocks in pages of a like weight.
fn paged(blocks: Vec<Block<'_>>) -> Vec<Vec<Block<'_>>> {
    let mut pages: Vec<Vec<Block<'_>>> = vec![];
    let mut weight = WEIGHT;
    for block in blocks {
        let own = 1 + block.items.len() + block.diagnostics.len() / 2;
        if weight + own > WEIGHT {
            pages.push(vec![]);
            weight = 0;
        }
        weight += own;
        if let Some(page) = pages.last_mut() {
            page.push(block);
        }
    }
    pages
}

/// One clause with its things beside it.
fn drawn(view: &View<'_>, block: &Block<'_>) -> Markup {
    let depth = block.clause.map_or(1, |clause| clause.level.clamp(1, 4));
    let id = block.clause.map_or_else(|| "head".to_owned(), clause_anchor);
    html! {
        li.clause.{ "depth-" (depth) } id=(id) {
            div.said {
                @match block.clause {
                    Some(clause) => {
                        a.label href=(format!("#{id}")) { (clause.label) }
                        div.original lang="zh-CN" { (marked(&view.reading.compiled.source, clause.own, &marks(block))) }
                    }
                    None => { strong { (view.ask.t("review.head")) } (head_text(view)) }
                }
                @for (diagnostic, standing) in &block.diagnostics { (told(view, diagnostic, *standing)) }
            }
            aside.margin aria-label=(view.ask.t("review.found")) {
                @for item in &block.items { (card(view.ask, &view.reading.row, item, &id, &view.here)) }
            }
        }
    }
}

/// The address of a clause on the page; paths hold signs that an identifier may not.
fn clause_anchor(clause: &Clause) -> String {
    format!("c-{}", clause.own.start)
}

/// The head in the words of the file: up to the first clause.
fn head_text(view: &View<'_>) -> Markup {
    let Some(tree) = view.reading.compiled.gazette.documents.get(view.document) else { return html! {} };
    let end = tree.clauses.first().map_or(tree.span.end, |clause| clause.own.start);
    html! { div.original lang="zh-CN" { (marked(&view.reading.compiled.source, Span::new(tree.span.start, end.max(tree.span.start)), &[])) } }
}

fn marks(block: &Block<'_>) -> Vec<Mark> {
    let things = block.items.iter().filter(|item| item.kind != Kind::Head);
    let things = things.map(|item| Mark { span: item.span, card: Some(anchor(item)) });
    things.chain(block.diagnostics.iter().map(|(it, _)| Mark { span: it.span, card: None })).collect()
}

/// A diagnostic in place: what it says, what would be accepted, where else to look.
fn told(view: &View<'_>, diagnostic: &Diagnostic, standing: Option<&Standing>) -> Markup {
    html! {
        div.told {
            (severity(view.ask, diagnostic)) " " (view.ask.say(&diagnostic.say)) " " code { (diagnostic.code) }
            @if let Some(help) = &diagnostic.help { div.meta { (view.ask.t("review.help")) (view.ask.say(help)) } }
            @for related in &diagnostic.related {
                div.meta { (view.ask.say(&related.say)) " “" (short(view.reading.compiled.source.slice(related.span))) "”" }
            }
            (verdict(view, diagnostic, standing))
        }
    }
}

/// How much a diagnostic weighs.
pub(crate) fn severity(ask: &Ask<'_>, diagnostic: &Diagnostic) -> Markup {
    let (state, words) = match diagnostic.severity {
        Severity::Error => (State::Bad, "review.error"),
        Severity::Warning => (State::Bad, "review.warning"),
        Severity::Note => (State::Unknown, "review.note"),
    };
    state_chip(state, ask.t(words))
}

/// What was decided about a defect, or the form that records the reading adopted.
fn verdict(view: &View<'_>, diagnostic: &Diagnostic, standing: Option<&Standing>) -> Markup {
    let (ask, row) = (view.ask, &view.reading.row);
    let key = defect_key(diagnostic);
    let field = format!("d-{}-{}", diagnostic.code, diagnostic.span.start);
    let form = |inner: Markup| {
        html! {
            form.decide method="post" action=(format!("/reviews/{}/decide", row.id)) {
                input type="hidden" name="item" value=(key);
                input type="hidden" name="back" value=(format!("{}#{field}", view.here));
                (inner)
            }
        }
    };
    html! {
        div id=(field) {
            @if let Some(standing) = standing {
                (state_chip(State::Good, ask.t(if standing.act == Act::Drop { "review.no_defect" } else { "review.is_defect" })))
                " " span.meta { (standing.note) " " (standing.by) " " (instant(standing.at)) }
                @if row.pack.is_empty() { (form(html! { button.quiet name="act" value="again" { (ask.t("review.act_again")) } })) }
            } @else if row.pack.is_empty() {
                details {
                    summary { (ask.t("review.settle_defect")) }
                    (form(html! {
                        div.field {
                            label for=(format!("{field}-note")) { (ask.t("review.reading_adopted")) }
                            input id=(format!("{field}-note")) name="note";
                        }
                        button.quiet name="act" value="accept" { (ask.t("review.is_defect")) } " "
                        button.quiet name="act" value="drop" { (ask.t("review.no_defect")) }
                    }))
                }
            }
        }
    }
}

/// The words at a place, in one line.
pub(crate) fn short(text: &str) -> String {
    let one: String = text.split_whitespace().collect();
    if one.chars().count() > 40 { format!("{}…", one.chars().take(40).collect::<String>()) } else { one }
}

/// Accepting at once what is sure on this page, or in the whole document.
fn rest(view: &View<'_>, blocks: &[Block<'_>]) -> Markup {
    let plain = |items: &mut dyn Iterator<Item = &Item>| items.filter(|item| item.is_plain()).count();
    let here = plain(&mut blocks.iter().flat_map(|block| block.items.iter().copied()));
    let all = plain(&mut view.reading.of_document(view.document));
    let action = format!("/reviews/{}/rest", view.reading.row.id);
    html! {
        @if view.reading.row.pack.is_empty() && all > 0 {
            form.rest method="post" action=(action) {
                input type="hidden" name="back" value=(view.here);
                input type="hidden" name="document" value=(view.document + 1);
                @for item in blocks.iter().flat_map(|block| &block.items).filter(|item| item.is_plain()) {
                    input type="hidden" name="item" value=(item.key);
                }
                p.meta { (view.ask.t("review.rest_why")) }
                @if here > 0 {
                    button name="which" value="page" { (view.ask.say(&Say::new("review.accept_page").with("count", here))) } " "
                }
                button.quiet name="which" value="document" { (view.ask.say(&Say::new("review.accept_document").with("count", all))) }
            }
        }
    }
}

fn pages_of(view: &View<'_>, page: usize, pages: usize) -> Markup {
    let said = Say::new("review.page_of").with("page", page).with("pages", pages);
    let to = |page: usize| format!("{}&page={page}", address(view, view.document, view.show));
    html! {
        @if pages > 1 {
            nav.pager aria-label=(view.ask.t("page.pages")) {
                @if page > 1 { a rel="prev" href=(to(page - 1)) { (view.ask.t("page.before")) } " " }
                span { (view.ask.say(&said)) }
                @if page < pages { " " a rel="next" href=(to(page + 1)) { (view.ask.t("page.after")) } }
            }
        }
    }
}
