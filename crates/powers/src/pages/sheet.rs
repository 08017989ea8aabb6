//! The consolidated list as a wide table, for reading whole and for print.

use super::item::field_key;
use crate::model::{Field, Span};
use maud::{Markup, html};
use page::{Ask, Column, table};

/// The whole table: what the list states, and what was added. A field that no item has takes no room.
pub(super) fn sheet(ask: &Ask<'_>, caption: &str, spans: &[Span]) -> Markup {
    let has = |field: &Field| spans.iter().any(|span| span.item.field(*field).is_some());
    let fields: Vec<Field> = Field::ALL.into_iter().filter(has).collect();
    let headings = fields.iter().map(|field| Column::words(ask.t(field_key(*field))));
    let columns: Vec<Column<'_>> = super::columns(ask).into_iter().chain(headings).collect();
    html! { div.sheet { (table(caption, &columns, spans.iter().map(|span| row(span, &fields)))) } }
}

fn row(span: &Span, fields: &[Field]) -> Vec<Markup> {
    let field = |field: &Field| html! { (span.item.field(*field).unwrap_or_default()) };
    super::row(span).into_iter().chain(fields.iter().map(field)).collect()
}
