//! Parts every page is made of: states, tables, fields, pages of a list.

use crate::Ask;
use kernel::Say;
use maud::{Markup, Render, html};

/// The state of a thing, shown by shape, word and colour together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Done, met, accepted.
    Good,
    /// Under way, on course.
    Going,
    /// Waits for somebody.
    Waiting,
    /// Late, behind, not met.
    Bad,
    /// Cannot be judged, undecided.
    Unknown,
    /// Stands and asks nothing of anybody.
    Still,
}

impl State {
    fn mark(self) -> (&'static str, &'static str) {
        match self {
            State::Good => ("✓", "good"),
            State::Going => ("●", "going"),
            State::Waiting => ("○", "waiting"),
            State::Bad => ("▲", "bad"),
            State::Unknown => ("？", "unknown"),
            State::Still => ("·", "still"),
        }
    }
}

/// A state with its word.
pub fn state_chip(state: State, word: &str) -> Markup {
    let (shape, class) = state.mark();
    html! { span class={ "chip " (class) } { span aria-hidden="true" { (shape) } " " (word) } }
}

/// A column of a table: its heading, and whether figures stand in it.
#[derive(Debug, Clone, Copy)]
pub struct Column<'a> {
    heading: &'a str,
    figures: bool,
}

impl<'a> Column<'a> {
    /// A column of words.
    pub fn words(heading: &'a str) -> Column<'a> {
        Column { heading, figures: false }
    }

    /// A column of figures: set right, digits of one width.
    pub fn figures(heading: &'a str) -> Column<'a> {
        Column { heading, figures: true }
    }
}

/// A table. On a narrow screen each row becomes a block with the headings beside the cells.
pub fn table(caption: &str, columns: &[Column<'_>], rows: impl IntoIterator<Item = Vec<Markup>>) -> Markup {
    html! {
        div.table tabindex="0" role="region" aria-label=(caption) {
            table {
                caption { (caption) }
                thead { tr { @for column in columns { th scope="col" class=[column.figures.then_some("figures")] { (column.heading) } } } }
                tbody { @for row in rows { tr { @for (column, cell) in columns.iter().zip(row) {
                    td data-heading=(column.heading) class=[column.figures.then_some("figures")] { (cell) }
                } } } }
            }
        }
    }
}

/// What stands where a list would be, when it has nothing: why, and what to do.
pub fn empty(sentence: &str) -> Markup {
    html! { p.empty { (sentence) } }
}

/// A plain list.
pub fn list_of(items: impl IntoIterator<Item = Markup>) -> Markup {
    html! { ul.plain { @for item in items { li { (item) } } } }
}

/// A field of a form, with what was typed and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub struct Field<'a> {
    /// Name under which it is sent.
    pub name: &'a str,
    /// Words beside it.
    pub label: &'a str,
    /// `text`, `password`, `file` …
    pub kind: &'a str,
    /// What was typed.
    pub value: &'a str,
    /// One sentence of help.
    pub help: &'a str,
    /// What is wrong with the value; empty when nothing is.
    pub fault: &'a str,
    /// The browser's `autocomplete` word.
    pub autocomplete: &'a str,
}

/// Draws a field: label, input, help and fault belong together for a screen reader as well.
pub fn field(f: &Field<'_>) -> Markup {
    let note = format!("{}-note", f.name);
    let value = if f.kind == "password" || f.kind == "file" { None } else { Some(f.value) };
    let autocomplete = (!f.autocomplete.is_empty()).then_some(f.autocomplete);
    html! {
        div.field {
            label for=(f.name) { (f.label) }
            input id=(f.name) name=(f.name) type=(f.kind) value=[value] autocomplete=[autocomplete]
                aria-describedby=(note) aria-invalid=[(!f.fault.is_empty()).then_some("true")] required;
            p.note id=(note) {
                @if !f.fault.is_empty() { strong.fault { (f.fault) } " " }
                (f.help)
            }
        }
    }
}

/// Rows a list shows at once.
const PER_PAGE: u32 = 50;

/// Which page of a list is asked for, and how many rows it holds: `page` and `per` of the query, within bounds.
pub fn paged(ask: &Ask<'_>) -> (u32, u32) {
    (ask.query.number("page", 1).clamp(1, 1_000_000), ask.query.number("per", PER_PAGE).clamp(1, 500))
}

/// Links to the pages before and after; nothing when there is one page.
pub fn pager(ask: &Ask<'_>, total: u64, per: u32) -> Markup {
    let pages = total.div_ceil(u64::from(per)).max(1);
    let page = u64::from(ask.query.number("page", 1)).clamp(1, pages);
    let said = Say::new("page.page_of").with("page", page).with("pages", pages).with("total", total);
    html! {
        @if pages > 1 {
            nav.pager aria-label=(ask.t("page.pages")) {
                @if page > 1 { a rel="prev" href=(with_page(&ask.url, page - 1)) { (ask.t("page.before")) } " " }
                span { (ask.say(&said)) }
                @if page < pages { " " a rel="next" href=(with_page(&ask.url, page + 1)) { (ask.t("page.after")) } }
            }
        }
    }
}

/// The same address with another page number.
fn with_page(url: &str, page: u64) -> String {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let kept = query.split('&').filter(|part| !part.is_empty() && !part.starts_with("page="));
    let query: Vec<String> = kept.map(str::to_owned).chain([format!("page={page}")]).collect();
    format!("{path}?{}", query.join("&"))
}

/// Percent-encodes a text for one segment of a path or one value of a query.
pub fn encode(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'~' | b'/');
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// Percent-encodes what an address may not hold, such as Chinese characters, and leaves its marks alone.
pub fn encode_url(url: &str) -> String {
    let plain = |b: u8| b.is_ascii_graphic() && !matches!(b, b'"' | b'<' | b'>' | b'\\');
    url.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// A link whose path is made of one fixed part and one encoded segment.
pub fn link(base: &str, segment: &str, words: impl Render) -> Markup {
    html! { a href={ (base) (encode(segment)) } { (words) } }
}

#[cfg(test)]
mod tests;
