//! What differs between two editions, for everybody: a page and files (P-008, P-022).
//!
//! Who wrote an addition stays inside, as everywhere on the open side.

use super::download::CSV;
use crate::model::{Differs, Item};
use crate::pages::{Compared, chosen, compare_form, compared, difference_at, of_list, title, ways_of};
use crate::store::{self, ListRow};
use crate::workbook::{Cell, Sheet, XLSX};
use ::store::Tx;
use kernel::Say;
use maud::html;
use page::{Access, Answer, Ask, Page, Refusal, Route, csv_line, date, described};

const QUERY: &[(&str, &str)] = &[
    ("list", "the list; the one that changed last when empty"),
    ("from", "number of the earlier edition; the one before the newest when empty"),
    ("to", "number of the later edition; the newest when empty"),
];

pub(super) fn routes() -> Vec<Route> {
    let doc = |summary, media_type| described(summary).query(QUERY).media_type(media_type);
    vec![
        Route::get("/open/powers/changes", Access::Public, show),
        Route::get("/open/powers/changes.csv", Access::Public, csv)
            .doc(doc("What differs between two editions of a list as CSV", CSV)),
        Route::get("/open/powers/changes.xlsx", Access::Public, xlsx)
            .doc(doc("What differs between two editions of a list as a workbook", XLSX)),
    ]
}

/// The two editions that are asked for.
fn asked(tx: &mut Tx<'_>, ask: &Ask<'_>) -> Result<(ListRow, Compared), Refusal> {
    let list = chosen(tx, ask.query.get("list"))?;
    let before = list.edition.saturating_sub(1).max(1).to_string();
    let from = Some(ask.query.get("from")).filter(|from| !from.is_empty()).unwrap_or(&before);
    let compared = compared(tx, &list, (from, ask.query.get("to")))?;
    Ok((list, compared))
}

/// `GET /open/powers/changes`: the newest edition against the one before it, or any two.
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (list, compared, editions) = ask.read(|tx| {
        let (list, compared) = asked(tx, ask)?;
        let editions = store::editions(tx, &list.id)?;
        Ok((list, compared, editions))
    })?;
    let query = format!("{}&from={}&to={}", of_list(&list.id), compared.from.number, compared.to.number);
    Ok(Page::new(ask.t("powers_pages.open_changes"), html! {
        p.meta { a href={ "/open/powers" (of_list(&list.id)) } { (title(ask, &list)) } }
        @for edition in [&compared.from, &compared.to] {
            p { (ask.say(&Say::new("powers_pages.open_edition").with("n", edition.number).with("basis", &edition.basis)
                .with("total", edition.total).with("effective", date(ask.language, edition.effective)))) }
        }
        (difference_at(ask, &compared, "/open/powers/"))
        p { (ask.t("powers_pages.download")) " "
            a href={ "/open/powers/changes.xlsx" (query) } { "XLSX" } " · "
            a href={ "/open/powers/changes.csv" (query) } { "CSV" }
        }
        (compare_form(ask, &list, &editions, "/open/powers/changes"))
    })
    .into())
}

const COLUMNS: [&str; 8] = [
    "powers_pages.way",
    "powers_pages.code",
    "powers_pages.name_before",
    "powers_pages.name_after",
    "powers_pages.holder_before",
    "powers_pages.holder_after",
    "powers_pages.kind",
    "powers_pages.field_basis",
];

/// A difference's cells, in step with [`COLUMNS`]; kind and basis are those that stand last.
fn cells(ask: &Ask<'_>, differs: &Differs) -> [String; 8] {
    let ways: Vec<&str> = ways_of(differs).into_iter().map(|way| ask.t(way.word())).collect();
    let last = differs.after.as_ref().or(differs.before.as_ref());
    let of = |item: Option<&Item>, what: fn(&Item) -> &str| item.map(what).unwrap_or_default().to_owned();
    let (before, after) = (differs.before.as_ref(), differs.after.as_ref());
    [
        ways.join("、"),
        of(last, |item| &item.code),
        of(before, |item| &item.name),
        of(after, |item| &item.name),
        of(before, |item| &item.holder),
        of(after, |item| &item.holder),
        of(last, |item| &item.kind),
        of(last, |item| item.field(crate::model::Field::Basis).unwrap_or_default()),
    ]
}

fn file_name(list: &ListRow, compared: &Compared, ending: &str) -> String {
    format!("{}-{}-{}.{ending}", list.id, compared.from.number, compared.to.number)
}

/// `GET /open/powers/changes.csv`: RFC 4180, with a byte order mark as the list itself.
fn csv(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (list, compared) = ask.read(|tx| asked(tx, ask))?;
    let mut text = String::from("\u{feff}");
    csv_line(&mut text, COLUMNS.map(|key| ask.t(key)));
    for differs in &compared.differences {
        csv_line(&mut text, cells(ask, differs).iter().map(String::as_str));
    }
    Ok(Answer::file(CSV, &file_name(&list, &compared, "csv"), text.into_bytes()))
}

/// Widths of the columns in characters.
const WIDTHS: [f64; 8] = [12.0, 16.0, 50.0, 50.0, 24.0, 24.0, 12.0, 20.0];

/// `GET /open/powers/changes.xlsx`: a workbook of one sheet.
fn xlsx(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (list, compared) = ask.read(|tx| asked(tx, ask))?;
    let headings = COLUMNS.map(|key| ask.t(key));
    let columns: Vec<(&str, f64)> = headings.into_iter().zip(WIDTHS).collect();
    // Two editions never change, and neither does the file that compares them.
    let (title, name, at) = (title(ask, &list), ask.t("powers_pages.changes_sheet"), compared.to.at);
    let rows = compared.differences.iter().map(|differs| cells(ask, differs).map(Cell::from).to_vec());
    Sheet { title, name, at, columns: &columns }.file(&file_name(&list, &compared, "xlsx"), rows)
}
