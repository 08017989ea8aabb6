//! Steps and days of each item's procedure before and after, pasted from a spreadsheet (P-015).

use super::handover_day::typed_day;
use super::keeper::keeping;
use super::paste::{HEADINGS, split};
use super::{chosen, enter, entry_link, input, of_list, title, ways};
use crate::records::{Matter, Simpler, lines, newest, totals};
use crate::store::{self, ListRow};
use ::store::Tx;
use kernel::Say;
use maud::{Markup, html};
use page::{Access, Answer, Ask, Column, Page, Refusal, Route, date, empty, encode, paged, pager, table};
use people::Right;
use std::collections::BTreeMap;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/powers/simpler", Access::Needs(Right::ReadDistrict), show),
        Route::post("/powers/simpler", Access::Needs(Right::AdjustPowers), take),
    ]
}

/// A line that cannot be recorded, and why.
type Fault = (usize, Say);

/// `GET /powers/simpler`.
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    Ok(drawn(ask, &[], None)?.into())
}

struct Seen {
    list: ListRow,
    rows: Vec<(u64, Simpler, String)>,
    keeps: bool,
}

fn read(tx: &mut Tx<'_>, ask: &Ask<'_>, list: &str) -> Result<Seen, Refusal> {
    let list = chosen(tx, list)?;
    let records = store::records(tx, &list.id, &["simpler"])?;
    let newest = newest(&records);
    let codes: Vec<String> = newest.keys().map(|code| (*code).to_owned()).collect();
    let states = store::states(tx, &list.id, &codes)?;
    let name = |code: &str| {
        let last = states.get(code).and_then(|spans| spans.iter().max_by_key(|span| span.edition));
        last.map(|span| span.item.name.clone()).unwrap_or_default()
    };
    let rows =
        newest.into_values().map(|(seq, simpler)| (seq, simpler.clone(), name(&simpler.code))).collect();
    Ok(Seen { rows, keeps: keeping(tx, ask, &list)?.acts, list })
}

fn drawn(ask: &Ask<'_>, faults: &[Fault], whole: Option<&Say>) -> Result<Page, Refusal> {
    let list = if ask.form.get("list").is_empty() { ask.query.get("list") } else { ask.form.get("list") };
    let seen = ask.read(|tx| read(tx, ask, list))?;
    Ok(Page::new(ask.t("powers_records.simpler"), html! {
        (ways(ask, &seen.list.id))
        p { (title(ask, &seen.list)) }
        @if let Some(fault) = whole { p.fault role="alert" { (ask.say(fault)) } }
        @if !faults.is_empty() { p.fault role="alert" { (ask.say(&Say::new("powers_records.lines_refused").with("count", faults.len()))) } }
        ul.plain { @for (line, say) in faults { li.fault { (ask.say(&Say::new("powers_records.line").with("n", line))) " " (ask.say(say)) } } }
        @if seen.rows.is_empty() { (empty(ask.t("powers_records.no_simpler"))) } @else { (result(ask, &seen)) }
        @if seen.keeps && ask.may(Right::AdjustPowers) { (form(ask, &seen.list)) }
    })
    .here("/powers"))
}

/// The sums, then item by item.
fn result(ask: &Ask<'_>, seen: &Seen) -> Markup {
    let sums = totals(seen.rows.iter().map(|(_, simpler, _)| simpler));
    let said = Say::new("powers_records.simpler_sums")
        .with("items", sums.items)
        .with("steps_before", sums.steps.0)
        .with("steps_after", sums.steps.1)
        .with("days_before", sums.days.0)
        .with("days_after", sums.days.1);
    let columns = [
        Column::words(ask.t("powers_pages.name")),
        Column::figures(ask.t("powers_records.steps_before")),
        Column::figures(ask.t("powers_records.steps_after")),
        Column::figures(ask.t("powers_records.days_before")),
        Column::figures(ask.t("powers_records.days_after")),
        Column::words(ask.t("powers_records.difference")),
        Column::words(ask.t("powers_records.source")),
        Column::words(ask.t("powers_pages.proof")),
    ];
    let (page, per) = paged(ask);
    let skip = (page.saturating_sub(1) as usize).saturating_mul(per as usize);
    let shown = seen.rows.iter().skip(skip).take(per as usize);
    html! {
        p.notice { (ask.say(&said)) }
        (table(ask.t("powers_records.simpler"), &columns, shown.map(|row| line(ask, &seen.list, row))))
        (pager(ask, seen.rows.len() as u64, per))
    }
}

fn line(ask: &Ask<'_>, list: &ListRow, (seq, one, name): &(u64, Simpler, String)) -> Vec<Markup> {
    let differs = |before: u32, after: u32| format!("{:+}", i64::from(after) - i64::from(before));
    let difference = Say::new("powers_records.differs")
        .with("steps", differs(one.steps_before, one.steps_after))
        .with("days", differs(one.days_before, one.days_after));
    vec![
        html! { a href={ "/powers/" (encode(&one.code)) (of_list(&list.id)) } { (name) } br; code { (one.code) } },
        html! { (one.steps_before) },
        html! { (one.steps_after) },
        html! { (one.days_before) },
        html! { (one.days_after) },
        html! { (ask.say(&difference)) },
        html! { (one.source) " " (date(ask.language, one.day)) },
        entry_link(ask, *seq),
    ]
}

fn form(ask: &Ask<'_>, list: &ListRow) -> Markup {
    let of = |name: &str| ask.form.get(name);
    html! {
        h2 { (ask.t("powers_records.write_simpler")) }
        form.stack method="post" action="/powers/simpler" {
            input type="hidden" name="list" value=(list.id);
            (input(ask, "text", "source", "powers_records.source", of("source"), true))
            (input(ask, "date", "on", "powers_records.since", of("on"), true))
            div.field {
                label for="rows" { (ask.t("powers_records.simpler_rows")) }
                textarea id="rows" name="rows" rows="10" required spellcheck="false" aria-describedby="rows-note" { (ask.form.verbatim("rows")) }
                p.note id="rows-note" { (ask.t("powers_records.simpler_help")) }
            }
            button { (ask.t("powers_records.record")) }
        }
    }
}

/// What was pasted, line by line; a code may stand once.
fn typed(ask: &Ask<'_>) -> Result<(Vec<Simpler>, Vec<Fault>), Refusal> {
    let day = typed_day(ask, "on")?;
    let mut rows = split(ask.form.verbatim("rows"));
    let heading =
        |cells: &[String]| cells.first().is_some_and(|cell| HEADINGS.contains(&cell.to_lowercase().as_str()));
    rows.retain(|(_, cells)| !heading(cells));
    let (mut good, mut faults) = (Vec::new(), Vec::new());
    let mut seen = BTreeMap::new();
    for (line, read) in lines(&rows, day, ask.form.get("source")) {
        match read {
            Ok(one) if seen.insert(one.code.clone(), line).is_some() => {
                faults.push((line, Say::new("powers_records.code_twice").with("code", &one.code)));
            }
            Ok(one) => good.push(one),
            Err(say) => faults.push((line, say)),
        }
    }
    if good.is_empty() && faults.is_empty() {
        return Err(Refusal::Invalid(Say::new("powers_records.nothing")));
    }
    Ok((good, faults))
}

/// `POST /powers/simpler`: every line is recorded, or none.
fn take(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let refused = |faults: &[Fault], whole: Option<&Say>| {
        drawn(ask, faults, whole).map_or_else(|e| e, |page| Refusal::Form(Box::new(page.into())))
    };
    let done = typed(ask).and_then(|(good, faults)| {
        if !faults.is_empty() {
            return Err(refused(&faults, None));
        }
        ask.write(|tx| {
            let list = chosen(tx, ask.form.get("list"))?;
            enter(tx, ask, &list, good.into_iter().map(Matter::Simpler).collect())?;
            Ok(list)
        })
    });
    match done {
        Ok(list) => Ok(Answer::see(format!("/powers/simpler{}", of_list(&list.id)))),
        Err(Refusal::Invalid(fault) | Refusal::Conflict(fault)) => Err(refused(&[], Some(&fault))),
        Err(refusal) => Err(refusal),
    }
}
