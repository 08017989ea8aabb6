//! Writing rows: one, many, a step, an end. A refusal says everything that is wrong.

use super::body::{EndBody, MoveBody, Recorded, RowBody, SheetBody, Taken};
use crate::model::RowFault;
use crate::pages::{Failed, book_of, by, day, owner, row_of, understood, write, writer};
use crate::store::{self, NotWritten, Planned, Rewrite, Step};
use kernel::Say;
use page::{Access, Answer, Ask, Refusal, Route, described};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    let writes = Access::Needs(Right::ReportDuty);
    vec![
        Route::post("/api/v1/registers/{register}/rows", writes, add)
            .doc(described("Adds a row").takes::<RowBody>().gives::<Recorded>()),
        Route::post("/api/v1/registers/{register}/sheet", writes, sheet).doc(
            described("Adds and changes many rows, all or none; the same rows twice add nothing")
                .takes::<SheetBody>()
                .gives::<Taken>(),
        ),
        Route::put("/api/v1/registers/{register}/rows/{row}", writes, change)
            .doc(described("Changes the named fields of a row").takes::<RowBody>().gives::<Recorded>()),
        Route::post("/api/v1/registers/{register}/rows/{row}/move", writes, take_step).doc(
            described("Moves a row to another state, through its gates")
                .takes::<MoveBody>()
                .gives::<Recorded>(),
        ),
        Route::post("/api/v1/registers/{register}/rows/{row}/end", writes, end)
            .doc(described("Ends a row; its history stays").takes::<EndBody>().gives::<Recorded>()),
    ]
}

/// All faults in one sentence.
fn refused(ask: &Ask<'_>, not: NotWritten) -> Refusal {
    match not {
        NotWritten::Other(refusal) => refusal,
        NotWritten::Faults(faults) => {
            Refusal::Invalid(Say::new("registers_pages.all").with("faults", told(ask, &faults)))
        }
    }
}

fn told(ask: &Ask<'_>, faults: &[RowFault]) -> String {
    faults.iter().map(|fault| ask.say(&fault.say)).collect::<Vec<_>>().join("；")
}

fn add(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let body = ask.json::<RowBody>()?;
    let from = day(&body.from, ask)?;
    let added = write(ask, |tx| {
        let book = book_of(tx, ask)?;
        let mut values = understood(tx, &book.register, body.values)?;
        values.retain(|_, value| !value.is_empty());
        let owner =
            book.register.owner.as_ref().and_then(|owner| values.get(owner)).cloned().unwrap_or_default();
        let by = writer(ask, &book.register, &owner)?;
        store::add(tx, &book, values, from, false, &by).map_err(Failed)
    });
    let (row, entry) = added.map_err(|not| refused(ask, not))?;
    Ok(Answer::json(&Recorded { row, entry }).created())
}

fn change(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let body = ask.json::<RowBody>()?;
    let from = day(&body.from, ask)?;
    let changed = write(ask, |tx| {
        let book = book_of(tx, ask)?;
        let row = row_of(tx, ask, &book.register.id)?;
        let by = writer(ask, &book.register, owner(&book.register, &row))?;
        let values = understood(tx, &book.register, body.values)?;
        let rewrite = Rewrite { id: row.id, seen: body.version, values, from, reason: body.reason };
        Ok((row.id, store::change(tx, &book, rewrite, &by)?))
    });
    recorded(ask, changed)
}

fn recorded(ask: &Ask<'_>, done: Result<(u64, u64), NotWritten>) -> Result<Answer, Refusal> {
    let (row, entry) = done.map_err(|not| refused(ask, not))?;
    Ok(Answer::json(&Recorded { row, entry }))
}

fn take_step(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let body = ask.json::<MoveBody>()?;
    let from = day(&body.from, ask)?;
    let moved = write(ask, |tx| {
        let book = book_of(tx, ask)?;
        let row = row_of(tx, ask, &book.register.id)?;
        let by = by(ask, &book.register, owner(&book.register, &row))?;
        let step = Step { id: row.id, seen: body.version, to: body.to, from, reason: body.reason };
        Ok((row.id, store::move_row(tx, &book, step, &by)?))
    });
    recorded(ask, moved)
}

fn end(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let body = ask.json::<EndBody>()?;
    let on = day(&body.on, ask)?;
    let ended = write(ask, |tx| {
        let book = book_of(tx, ask)?;
        let row = row_of(tx, ask, &book.register.id)?;
        let by = writer(ask, &book.register, owner(&book.register, &row))?;
        Ok((row.id, store::end(tx, &book, (row.id, body.version), on, &body.reason, &by)?))
    });
    recorded(ask, ended)
}

fn sheet(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let SheetBody { rows, check } = ask.json::<SheetBody>()?;
    let lines: Vec<_> = (1..).zip(rows).collect();
    let count = lines.len() as u64;
    if check {
        let planned = ask.read(|tx| {
            let book = book_of(tx, ask)?;
            let by = writer(ask, &book.register, "")?;
            Ok(store::plan(tx, &book.register, lines, &by)?)
        })?;
        return Ok(Answer::json(&checked(ask, &planned)));
    }
    let written = write(ask, |tx| {
        let book = book_of(tx, ask)?;
        let by = writer(ask, &book.register, "")?;
        let planned = store::plan(tx, &book.register, lines, &by)?;
        store::write_plan(tx, &book, planned, &by).map_err(Failed)
    });
    let (added, changed) = written.map_err(|not| refused(ask, not))?;
    Ok(Answer::json(&Taken { added, changed, same: count - added - changed, faults: Vec::new() }))
}

fn checked(ask: &Ask<'_>, planned: &[Planned]) -> Taken {
    let count = |is: fn(&Planned) -> bool| planned.iter().filter(|line| is(line)).count() as u64;
    let wrong = count(|line| !line.faults.is_empty());
    let (added, changed) = (count(Planned::adds), count(Planned::changes));
    let line = |line: &Planned| format!("{}: {}", line.line, told(ask, &line.faults));
    Taken {
        added,
        changed,
        same: planned.len() as u64 - wrong - added - changed,
        faults: planned.iter().filter(|line| !line.faults.is_empty()).map(line).collect(),
    }
}
