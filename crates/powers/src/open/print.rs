//! An edition for the printer, whole, for everybody (P-022, P-023).

use super::kept;
use crate::model::Field;
use crate::pages::{chosen, edition_name, field_key, title};
use crate::store;
use kernel::{Say, day_of};
use maud::html;
use page::{Access, Answer, Ask, Column, Page, Refusal, Route, date, table};

/// A longer list is not put on one page; it is offered as files.
const MOST: u64 = 5_000;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/open/powers/print", Access::Public, show)]
}

/// `GET /open/powers/print`: the edition in force, or `edition=`; A4, landscape, headings on every sheet.
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (list, edition, spans) = ask.read(|tx| {
        let list = chosen(tx, ask.query.get("list"))?;
        let editions = store::editions(tx, &list.id)?;
        let edition = kept::chosen(&editions, &list, ask.query.get("edition"), day_of(ask.now))?;
        if edition.total > MOST {
            let say = Say::new("powers_records.too_long_to_print").with("total", edition.total);
            return Err(Refusal::Conflict(say.with("most", MOST)));
        }
        let spans = store::at_edition(tx, &list.id, edition.number)?;
        Ok((list, edition, spans))
    })?;
    let has = |field: &Field| spans.iter().any(|span| span.item.field(*field).is_some());
    let fields: Vec<Field> = Field::ALL.into_iter().filter(has).collect();
    let headings = fields.iter().map(|field| Column::words(ask.t(field_key(*field))));
    let columns: Vec<Column<'_>> = crate::pages::columns(ask).into_iter().chain(headings).collect();
    let rows = spans.iter().map(|span| {
        let item = &span.item;
        let own = [
            html! { (item.seq) },
            html! { code { (item.code) } },
            html! { (item.name) },
            html! { (item.kind) },
            html! { (item.holder) },
        ];
        own.into_iter()
            .chain(fields.iter().map(|field| html! { (item.field(*field).unwrap_or_default()) }))
            .collect()
    });
    let said = Say::new("powers_pages.printed").with("n", edition.number).with("basis", &edition.basis);
    let said = said.with("effective", date(ask.language, edition.effective)).with("total", edition.total);
    let heading = format!("{} · {}", title(ask, &list), edition_name(ask, edition.number));
    Ok(Page::new(heading, html! {
        p.lead { (ask.say(&said)) }
        div.sheet { (table(ask.t("powers_pages.consolidated"), &columns, rows)) }
        p.meta { (ask.t("powers_pages.digest")) " " code { (edition.digest) } " · " (ask.say(&Say::new("powers_pages.entry").with("seq", edition.seq))) }
    })
    .into())
}
