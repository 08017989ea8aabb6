//! Steps of a row: to another state, or to its end.

use super::{Failed, book_of, by, day, one, owner, row_of, write, writer};
use crate::store::{self, NotWritten, Step};
use page::{Access, Answer, Ask, Refusal, Route, encode};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    let writes = Access::Needs(Right::ReportDuty);
    vec![
        Route::post("/registers/{register}/{row}/move", writes, take),
        Route::post("/registers/{register}/{row}/end", writes, end),
    ]
}

fn take(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let moved = write(ask, |tx| {
        let book = book_of(tx, ask)?;
        let row = row_of(tx, ask, &book.register.id)?;
        let by = by(ask, &book.register, owner(&book.register, &row))?;
        let step = Step {
            id: row.id,
            seen: ask.form.number("version", 0),
            to: ask.form.get("to").to_owned(),
            from: day(ask.form.get("from"), ask)?,
            reason: ask.form.get("reason").to_owned(),
        };
        store::move_row(tx, &book, step, &by).map_err(Failed)
    });
    back(ask, moved)
}

fn end(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let ended = write(ask, |tx| {
        let book = book_of(tx, ask)?;
        let row = row_of(tx, ask, &book.register.id)?;
        let by = writer(ask, &book.register, owner(&book.register, &row))?;
        let on = day(ask.form.get("on"), ask)?;
        let seen = (row.id, ask.form.number("version", 0));
        store::end(tx, &book, seen, on, ask.form.get("reason"), &by).map_err(Failed)
    });
    back(ask, ended)
}

fn back(ask: &Ask<'_>, done: Result<u64, NotWritten>) -> Result<Answer, Refusal> {
    match done {
        Ok(_) => {
            let place =
                format!("/registers/{}/{}", encode(ask.path.get("register")), encode(ask.path.get("row")));
            Ok(Answer::see(place))
        }
        Err(NotWritten::Faults(faults)) => Err(Refusal::Form(Box::new(one::drawn(ask, &faults)?.into()))),
        Err(NotWritten::Other(refusal)) => Err(refusal),
    }
}
