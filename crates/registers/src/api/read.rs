//! Reading registers and their rows.

use super::body::{CountItem, CountList, RegisterItem, RegisterList, RowItem, RowList};
use crate::pages::{asked, book_of, day, row_of, sees};
use crate::store;
use kernel::{Period, Say, day_of};
use page::{Access, Answer, Ask, Refusal, Route, described, paged};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    let reads = Access::Needs(Right::ReadDistrict);
    vec![
        Route::get("/api/v1/registers", reads, index)
            .doc(described("Registers that the asker may read").gives::<RegisterList>()),
        Route::get("/api/v1/registers/{register}", reads, one)
            .doc(described("The declaration of a register, as its pack has it").gives::<serde_json::Value>()),
        Route::get("/api/v1/registers/{register}/rows", reads, rows)
            .doc(described("Rows of a register").query(QUERY).gives::<RowList>()),
        Route::get("/api/v1/registers/{register}/rows/{row}", reads, row)
            .doc(described("One row").gives::<RowItem>()),
        Route::get("/api/v1/registers/{register}/counts", reads, counts).doc(
            described("What the declaration counts")
                .query(&[("period", "such as 2023, 2023-Q2; all rows in force when left out")])
                .gives::<CountList>(),
        ),
    ]
}

const QUERY: &[(&str, &str)] = &[
    ("q", "words that all stand in the row"),
    ("state", "name of a state"),
    ("f_NAME", "value of the field NAME"),
    ("sort", "name of a field"),
    ("down", "1: from the greatest down"),
    ("ended", "1: rows that ended as well"),
    ("on", "as it stood on that day"),
    ("page", "from 1"),
    ("per", "1 to 500"),
];

fn index(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let user = ask.user()?;
    let books = ask.read(|tx| Ok(store::books(tx)?))?;
    let seen = books.iter().filter(|book| sees(user, &book.register));
    let items: Vec<RegisterItem> = seen.map(RegisterItem::of).collect();
    Ok(Answer::json(&RegisterList { total: items.len(), items }))
}

fn one(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    Ok(Answer::json(&ask.read(|tx| book_of(tx, ask))?.register))
}

fn rows(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (page, per) = paged(ask);
    let on = ask.query.get("on");
    let on = if on.is_empty() { None } else { Some(day(on, ask)?) };
    let (total, rows) = ask.read(|tx| {
        let register = book_of(tx, ask)?.register;
        let filter = asked(ask, &register);
        match on {
            Some(on) => Ok(store::in_force(tx, &register, &filter, on, page, per)?),
            None => store::rows(tx, &register, &filter, day_of(ask.now), page, per),
        }
    })?;
    Ok(Answer::json(&RowList { total, items: rows.into_iter().map(RowItem::of).collect() }))
}

fn row(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let row = ask.read(|tx| {
        let register = book_of(tx, ask)?.register;
        row_of(tx, ask, &register.id)
    })?;
    Ok(Answer::json(&RowItem::of(row)))
}

fn counts(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let typed = ask.query.get("period");
    let bad = |_| Refusal::Invalid(Say::new("registers_pages.bad_period").with("period", typed));
    let period: Option<Period> = if typed.is_empty() { None } else { Some(typed.parse().map_err(bad)?) };
    let counted = ask.read(|tx| {
        let register = book_of(tx, ask)?.register;
        let count = |tally| store::counted(tx, &register, tally, period, day_of(ask.now));
        register.sums.iter().map(count).collect::<Result<Vec<_>, _>>()
    })?;
    let item = |counted: store::Counted| CountItem {
        id: counted.tally.id,
        title: counted.tally.title,
        value: counted.value.to_string(),
        rows: counted.rows,
        feeds: counted.tally.feeds,
    };
    let items: Vec<CountItem> = counted.into_iter().map(item).collect();
    Ok(Answer::json(&CountList { total: items.len(), items }))
}
