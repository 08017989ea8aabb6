//! Loading the list that the first edition replaced, from a spreadsheet: a preview line by line, then the record (P-008).

use super::keeper::{keeping, must_keep};
use super::paste::{HEADINGS, split};
use super::{chosen, input, of_list, title};
use crate::earlier::{CELLS, Cells, EarlierList, Fault, Standing, check, compared};
use crate::store::{self, ListRow};
use ::store::Tx;
use kernel::Say;
use maud::{Markup, html};
use page::{Access, Answer, Ask, Column, Page, Refusal, Route, State, state_chip, table};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/powers/earlier", Access::Needs(Right::AdjustPowers), form),
        Route::post("/powers/earlier", Access::Needs(Right::AdjustPowers), take),
    ]
}

/// What was pasted: rows with their numbers from 1.
struct Typed {
    lines: Vec<usize>,
    rows: Vec<Cells>,
    /// Row and cell that were blank and taken from the row above.
    filled: Vec<usize>,
}

/// Reads what was pasted. A blank kind is that of the row above: cells of kinds are merged in documents. A blank
/// department is a blank department, because it has a meaning.
fn read(text: &str) -> Typed {
    let mut typed = Typed { lines: Vec::new(), rows: Vec::new(), filled: Vec::new() };
    for (line, cells) in split(text) {
        let mut given = cells.into_iter();
        let mut row: Cells = std::array::from_fn(|_| given.next().unwrap_or_default());
        if HEADINGS.contains(&row[1].to_lowercase().as_str()) {
            continue;
        }
        if let Some(above) = typed.rows.last().filter(|_| row[3].is_empty()) {
            row[3].clone_from(&above[3]);
            typed.filled.push(typed.rows.len());
        }
        typed.lines.push(line);
        typed.rows.push(row);
    }
    typed
}

type Checked = Result<EarlierList, Vec<Fault>>;

fn checked(ask: &Ask<'_>, typed: &Typed, standing: &Standing) -> Checked {
    let from = ask.form.get("from").parse().ok();
    check(from, ask.form.get("document"), ask.form.get("holder"), &typed.rows, standing)
}

/// `GET /powers/earlier`: the empty form.
fn form(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (list, holder, notice) = ask.read(|tx| {
        let list = chosen(tx, ask.query.get("list"))?;
        let notice = keeping(tx, ask, &list)?.notice(ask);
        Ok((list.clone(), held_by(tx, &list)?, notice))
    })?;
    Ok(page_with(ask, &list, &holder, &notice, false).into())
}

/// The body that held most of the first edition most probably held the earlier list too.
fn held_by(tx: &mut Tx<'_>, list: &ListRow) -> Result<String, Refusal> {
    let first = store::edition(tx, &list.id, 1)?.map_or(list.effective, |edition| edition.effective);
    let most = store::holders(tx, &list.id, first)?.into_iter().next();
    Ok(most.map(|(holder, _)| holder).unwrap_or_default())
}

/// `POST /powers/earlier`: `step=preview` looks, `step=record` writes.
fn take(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let typed = read(ask.form.verbatim("items"));
    if ask.form.get("step") == "record" {
        return record(ask, &typed);
    }
    let (list, standing, keeping) = ask.read(|tx| {
        let list = chosen(tx, ask.form.get("list"))?;
        Ok((list.clone(), store::standing(tx, &list)?, keeping(tx, ask, &list)?))
    })?;
    let checked = checked(ask, &typed, &standing);
    let looked = html! { (keeping.notice(ask)) (preview(ask, &typed, &checked, &standing)) };
    let page = page_with(ask, &list, ask.form.get("holder"), &looked, checked.is_ok() && keeping.acts);
    if checked.is_ok() { Ok(page.into()) } else { Err(Refusal::Form(Box::new(page.into()))) }
}

fn record(ask: &Ask<'_>, typed: &Typed) -> Result<Answer, Refusal> {
    let by = ask.actor()?;
    let list = ask.write(|tx| {
        let list = chosen(tx, ask.form.get("list"))?;
        must_keep(tx, ask, &list)?;
        let standing = store::standing(tx, &list)?;
        match checked(ask, typed, &standing) {
            Ok(earlier) => store::list_earlier(tx, &list, earlier, by, ask.now).map(|_| list),
            Err(faults) => {
                let looked = preview(ask, typed, &Err(faults), &standing);
                let page = page_with(ask, &list, ask.form.get("holder"), &looked, false);
                Err(Refusal::Form(Box::new(page.into())))
            }
        }
    })?;
    Ok(Answer::see(format!("/powers/editions/1{}", of_list(&list.id))))
}

fn page_with(ask: &Ask<'_>, list: &ListRow, holder: &str, preview: &Markup, good: bool) -> Page {
    let typed = |name: &str| ask.form.get(name).to_owned();
    let help = html! {
        p { (ask.t("powers_pages.earlier_help")) }
        ul { @for cell in CELLS { li { (ask.t(cell)) } } }
    };
    let body = html! {
        (super::ways(ask, &list.id))
        p { (ask.say(&Say::new("powers_pages.earlier_of").with("list", title(ask, list)).with("document", &list.document))) }
        (preview)
        form.stack method="post" action="/powers/earlier" {
            input type="hidden" name="list" value=(list.id);
            (input(ask, "date", "from", "powers_pages.earlier_from", &typed("from"), true))
            (input(ask, "text", "document", "powers_pages.earlier_document", &typed("document"), true))
            (input(ask, "text", "holder", "powers_pages.earlier_holder", holder, true))
            div.field {
                label for="items" { (ask.t("powers_pages.earlier_items")) }
                textarea id="items" name="items" rows="14" required spellcheck="false" aria-describedby="items-note" { (ask.form.verbatim("items")) }
                div.note id="items-note" { (help) }
            }
            button name="step" value="preview" { (ask.t("powers_pages.preview")) }
            @if good { " " button name="step" value="record" { (ask.t("powers_pages.record")) } }
        }
    };
    Page::new(ask.t("powers_pages.earlier"), body).here("/powers")
}

fn preview(ask: &Ask<'_>, typed: &Typed, checked: &Checked, standing: &Standing) -> Markup {
    let none = Vec::new();
    let faults = checked.as_ref().err().unwrap_or(&none);
    html! {
        h2 { (ask.t("powers_pages.preview")) }
        @for fault in faults.iter().filter(|fault| fault.at.is_none()) { p.fault role="alert" { (ask.say(&fault.say)) } }
        @match checked {
            Ok(earlier) => p.notice { (ask.say(&would_be(earlier, standing))) },
            Err(_) => p.notice { (ask.t("powers_pages.not_yet_recordable")) },
        }
        (lines(ask, typed, faults, standing))
    }
}

/// What the first edition did to the earlier list.
fn would_be(earlier: &EarlierList, standing: &Standing) -> Say {
    let counts = compared(earlier, &standing.codes);
    let said = Say::new("powers_pages.earlier_would_be").with("total", earlier.items.len());
    said.with("kept", counts.kept).with("withdrawn", counts.withdrawn).with("added", counts.added)
}

fn lines(ask: &Ask<'_>, typed: &Typed, faults: &[Fault], standing: &Standing) -> Markup {
    let mut columns = vec![Column::figures(ask.t("powers_pages.line"))];
    columns.extend(CELLS.map(|cell| Column::words(ask.t(cell))));
    columns.push(Column::words(ask.t("powers_pages.verdict")));
    let row = |at: usize, line: usize, row: &Cells| {
        let mut cells = vec![html! { (line) }];
        cells.extend(row.iter().enumerate().map(|(cell, words)| {
            let faults = faults.iter().filter(|fault| fault.at == Some((at, cell)));
            html! {
                (words)
                @if cell == 3 && typed.filled.contains(&at) { " " span.meta { (ask.t("powers_pages.merged")) } }
                @for fault in faults { div.fault { (ask.say(&fault.say)) } }
            }
        }));
        let refused = faults.iter().any(|fault| fault.at.is_some_and(|(row, _)| row == at));
        cells.push(match (refused, standing.codes.contains(&row[1])) {
            (true, _) => state_chip(State::Bad, ask.t("powers_pages.refused")),
            (false, true) => state_chip(State::Good, ask.t("powers_pages.way_kept")),
            (false, false) => state_chip(State::Going, ask.t("powers_pages.withdrawn")),
        });
        cells
    };
    let rows = typed.rows.iter().zip(&typed.lines).enumerate();
    table(ask.t("powers_pages.preview"), &columns, rows.map(|(at, (cells, line))| row(at, *line, cells)))
}
