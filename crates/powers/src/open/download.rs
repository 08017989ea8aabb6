//! Any edition as a file: CSV, JSON-LD, XLSX.

use super::{kept, linked_data};
use crate::model::{Edition, Field, Span};
use crate::pages::{chosen, field_key, title};
use crate::store::{self, ListRow};
use crate::workbook::{Cell, Sheet, XLSX};
use kernel::day_of;
use page::{Access, Answer, Ask, Refusal, Route, csv_line, described};
use rust_xlsxwriter::XlsxError;

pub(super) const CSV: &str = "text/csv; charset=utf-8";

const QUERY: &[(&str, &str)] = &[
    ("list", "the list; the one that changed last when empty"),
    ("edition", "its number; the one in force when empty"),
];

pub(super) fn routes() -> Vec<Route> {
    let doc = |summary, media_type| described(summary).query(QUERY).media_type(media_type);
    vec![
        Route::get("/open/powers.csv", Access::Public, csv).doc(doc("An edition of a list as CSV", CSV)),
        Route::get("/open/powers.json", Access::Public, json)
            .doc(doc("An edition of a list as JSON-LD (schema.org, CPSV-AP)", "application/ld+json")),
        Route::get("/open/powers.xlsx", Access::Public, xlsx)
            .doc(doc("An edition of a list as a workbook", XLSX)),
    ]
}

/// An edition with all its items.
struct Whole {
    list: ListRow,
    edition: Edition,
    /// First day of the next edition.
    until: Option<jiff::civil::Date>,
    spans: Vec<Span>,
}

fn whole(ask: &Ask<'_>) -> Result<Whole, Refusal> {
    ask.read(|tx| {
        let list = chosen(tx, ask.query.get("list"))?;
        let editions = store::editions(tx, &list.id)?;
        let edition = kept::chosen(&editions, &list, ask.query.get("edition"), day_of(ask.now))?;
        let until = editions.iter().find(|next| next.number == edition.number + 1).map(|next| next.effective);
        let spans = store::at_edition(tx, &list.id, edition.number)?;
        Ok(Whole { list, edition, until, spans })
    })
}

impl Whole {
    fn file(&self, media_type: &'static str, ending: &str, bytes: Vec<u8>) -> Answer {
        Answer::file(media_type, &format!("{}-{}.{ending}", self.list.id, self.edition.number), bytes)
    }
}

/// The headings of the columns, in the asker's language.
fn headings<'a>(ask: &'a Ask<'_>) -> Vec<&'a str> {
    let first = [
        "powers_pages.serial",
        "powers_pages.code",
        "powers_pages.name",
        "powers_pages.kind",
        "powers_pages.holder",
    ];
    let last = ["powers_pages.valid_from", "powers_pages.since_edition", "powers_pages.ledger_entry"];
    first.into_iter().chain(Field::ALL.map(field_key)).chain(last).map(|key| ask.t(key)).collect()
}

/// An item's cells, in step with the headings.
fn cells(span: &Span) -> Vec<String> {
    let item = &span.item;
    let first =
        [item.seq.to_string(), item.code.clone(), item.name.clone(), item.kind.clone(), item.holder.clone()];
    let fields = Field::ALL.map(|field| item.field(field).unwrap_or_default().to_owned());
    let last = [span.from.to_string(), span.edition.to_string(), span.seq.to_string()];
    first.into_iter().chain(fields).chain(last).collect()
}

/// `GET /open/powers.csv`: RFC 4180, with a byte order mark so that spreadsheets take it for UTF-8.
fn csv(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let whole = whole(ask)?;
    let mut text = String::from("\u{feff}");
    csv_line(&mut text, headings(ask));
    whole.spans.iter().for_each(|span| csv_line(&mut text, cells(span).iter().map(String::as_str)));
    Ok(whole.file(CSV, "csv", text.into_bytes()))
}

/// `GET /open/powers.json`: JSON-LD.
fn json(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let whole = whole(ask)?;
    let name = title(ask, &whole.list);
    let catalogue = linked_data::catalogue(&ask.origin(), name, &whole.edition, whole.until, &whole.spans);
    let bytes = serde_json::to_vec(&catalogue).map_err(|e| Refusal::Broken(e.to_string()))?;
    Ok(whole.file("application/ld+json", "json", bytes))
}

/// `GET /open/powers.xlsx`: a workbook of one sheet, ready to be filtered and printed.
fn xlsx(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let whole = whole(ask)?;
    let name = title(ask, &whole.list);
    let bytes =
        workbook(&headings(ask), ask.t("powers_pages.sheet_name"), name, &whole.edition, &whole.spans);
    Ok(whole.file(XLSX, "xlsx", bytes.map_err(|e| Refusal::Broken(e.to_string()))?))
}

/// Widths of the columns in characters: serial, code, name, kind, body, basis; the others have that of the last.
const WIDTHS: [f64; 6] = [6.0, 16.0, 60.0, 12.0, 24.0, 20.0];

fn workbook(
    headings: &[&str],
    name: &str,
    title: &str,
    edition: &Edition,
    spans: &[Span],
) -> Result<Vec<u8>, XlsxError> {
    let widths = WIDTHS.into_iter().chain(std::iter::repeat(20.0));
    let columns: Vec<(&str, f64)> = headings.iter().copied().zip(widths).collect();
    // The same edition gives the same file: its instant is the edition's, not that of the download.
    let sheet = Sheet { title, name, at: edition.at, columns: &columns };
    sheet.bytes(spans.iter().map(|span| {
        let cells = cells(span).into_iter().skip(1).map(Cell::from);
        [Cell::count(u64::from(span.item.seq))].into_iter().chain(cells).collect()
    }))
}

#[cfg(test)]
mod tests;
