//! A department's year on one page: a picture of every duty by document and day, with the table behind it.

use super::bulletin::outcome_key;
use super::words::{chip, due};
use crate::model::{Duty, Outcome, outcome};
use crate::store::{self, Filter};
use jiff::civil::Date;
use kernel::{Period, Say, day_of, due_day, end_of_day, start_of_day};
use maud::{Markup, html};
use page::{Access, Answer, Ask, Column, Page, Refusal, Route, empty, encode, link, table};
use people::Right;
use std::collections::BTreeSet;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/duties/year", Access::Needs(Right::ReadDistrict), year)]
}

/// The most duties that stand on the picture.
const DUTIES_MAX: u32 = 1000;
const LEFT: f64 = 120.0;
const MONTH: f64 = 62.0;
const ROW: f64 = 56.0;
const TOP: f64 = 28.0;

/// `GET /duties/year?organ=&year=`.
fn year(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let own = ask.user.as_ref().map_or("", |user| user.organ.as_str());
    let organ = Some(ask.query.get("organ")).filter(|organ| !organ.is_empty()).unwrap_or(own);
    let typed = ask.query.get("year");
    let bad = || Refusal::Invalid(Say::new("duties.bad_period").with("period", typed));
    let year = if typed.is_empty() { day_of(ask.now).year() } else { typed.parse().map_err(|_| bad())? };
    let period = Period::year(year);
    let filter = Filter {
        organ: organ.to_owned(),
        due_from: Some(start_of_day(period.start())),
        due_to: Some(end_of_day(period.end())),
        ..Filter::default()
    };
    let (total, duties) = ask.read(|tx| {
        if organ.is_empty() { Ok((0, Vec::new())) } else { Ok(store::list(tx, &filter, 1, DUTIES_MAX)?) }
    })?;
    let marks: Vec<(Outcome, &Duty)> = duties.iter().map(|duty| (outcome(duty, ask.now), duty)).collect();
    let url = |year: i16| format!("/duties/year?organ={}&year={year}", encode(organ));
    let body = html! {
        p {
            a rel="prev" href=(url(year - 1)) { (year - 1) } " · " strong { (year) } " · " a rel="next" href=(url(year + 1)) { (year + 1) }
        }
        form.stack method="get" action="/duties/year" {
            div.field { label for="organ" { (ask.t("duties.organ")) } input id="organ" name="organ" type="text" value=(organ); }
            div.field { label for="year" { (ask.t("duties.year")) } input id="year" name="year" type="number" value=(year); }
            button { (ask.t("duties.show")) }
        }
        @if duties.is_empty() { (empty(ask.t("duties.none"))) } @else {
            (legend(ask))
            (picture(ask, organ, year, &marks))
            @if total > u64::from(DUTIES_MAX) { p.meta { (ask.say(&Say::new("duties.year_of").with("count", DUTIES_MAX).with("total", total))) } }
            (behind(ask, &marks))
        }
    };
    let title = Say::new("duties.year_title").with("organ", organ).with("year", year);
    Ok(Page::new(ask.say(&title), body).here("/duties").into())
}

fn legend(ask: &Ask<'_>) -> Markup {
    html! {
        ul.inline { @for one in Outcome::all() { li {
            svg.mark width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" { (mark(one, 8.0, 8.0)) } " " (ask.t(outcome_key(one)))
        } } }
    }
}

/// A mark is a shape as well as a colour.
fn mark(outcome: Outcome, x: f64, y: f64) -> Markup {
    match outcome {
        Outcome::OnTime => html! { circle.good cx=(x) cy=(y) r="5" {} },
        Outcome::NotYet => html! { circle.waiting cx=(x) cy=(y) r="4.5" {} },
        Outcome::Late => html! { rect.late x=(x - 5.0) y=(y - 5.0) width="10" height="10" {} },
        Outcome::Returned => {
            html! { polygon.returned points=(format!("{x},{} {},{y} {x},{} {},{y}", y - 6.0, x + 6.0, y + 6.0, x - 6.0)) {} }
        }
        Outcome::Missing => {
            html! { polygon.bad points=(format!("{x},{} {},{} {},{}", y - 6.0, x + 6.0, y + 5.0, x - 6.0, y + 5.0)) {} }
        }
    }
}

/// Documents from top to bottom, days from left to right; what falls on one day stands side by side downwards.
fn picture(ask: &Ask<'_>, organ: &str, year: i16, marks: &[(Outcome, &Duty)]) -> Markup {
    let mut documents: Vec<&str> =
        marks.iter().map(|(_, duty)| duty.opened.citation.document.as_str()).collect();
    documents.sort_unstable();
    documents.dedup();
    let height = TOP + ROW * documents.len() as f64;
    // Room for what goes on to the right of December.
    let width = LEFT + MONTH * 12.0 + 5.0 * CELL;
    let count = |wanted: Outcome| marks.iter().filter(|(one, _)| *one == wanted).count();
    let described =
        Say::new("duties.year_described").with("organ", organ).with("year", year).with("all", marks.len());
    let described = described.with("missing", count(Outcome::Missing)).with("late", count(Outcome::Late));
    let mut taken = BTreeSet::new();
    html! {
        svg.chart.year viewBox=(format!("0 0 {width} {height}")) role="img" aria-label=(ask.say(&described)) {
            @for month in 0..12_u8 {
                @let x = LEFT + MONTH * f64::from(month);
                line.grid x1=(x) x2=(x) y1=(TOP - 8.0) y2=(height) {}
                text x=(x + MONTH / 2.0) y=(TOP - 12.0) text-anchor="middle" { (month + 1) }
            }
            @for (row, document) in documents.iter().enumerate() {
                @let y = TOP + ROW * row as f64;
                line.grid x1="0" x2=(width) y1=(y) y2=(y) {}
                text x="2" y=(y + ROW / 2.0) { (short(document)) }
            }
            @for (outcome, duty) in marks {
                @if let Some(day) = duty.now.due.map(due_day) {
                    @let row = documents.iter().position(|known| *known == duty.opened.citation.document).unwrap_or(0);
                    @let (x, y) = place(day, row, &mut taken);
                    a href={ "/duties/" (encode(&duty.opened.id)) } { g { title { (day) " " (duty.opened.title) " " (ask.t(outcome_key(*outcome))) } (mark(*outcome, x, y)) } }
                }
            }
        }
    }
}

/// The running number of a document, without its issuer's code, fits beside the picture.
fn short(document: &str) -> &str {
    document.split_once('〕').map_or(document, |(_, rest)| rest)
}

/// Marks of one row stand in cells of this size, so that none hides another.
const CELL: f64 = 12.0;
/// Cells below each other in a row; more on one day go on to the right.
const CELLS: u32 = 4;

/// The first free cell from a day on.
fn place(day: Date, row: usize, taken: &mut BTreeSet<(usize, u32, u32)>) -> (f64, f64) {
    let in_month = f64::from(day.day() - 1) / f64::from(day.days_in_month());
    let mut column = (MONTH * (f64::from(day.month() - 1) + in_month) / CELL) as u32;
    let mut line = 0;
    while !taken.insert((row, column, line)) {
        line += 1;
        if line == CELLS {
            (column, line) = (column + 1, 0);
        }
    }
    let x = LEFT + CELL * (f64::from(column) + 0.5);
    (x, TOP + ROW * row as f64 + 10.0 + CELL * f64::from(line))
}

/// The table behind the picture.
fn behind(ask: &Ask<'_>, marks: &[(Outcome, &Duty)]) -> Markup {
    let columns = ["duties.title", "duties.document", "duties.due", "duties.state"];
    let columns = columns.map(|key| Column::words(ask.t(key)));
    let rows = marks.iter().map(|(_, duty)| {
        let o = &duty.opened;
        vec![
            link("/duties/", &o.id, ask.language.of(&o.title, &o.title_en)),
            html! { (o.citation.document) },
            due(ask, duty),
            chip(ask, duty),
        ]
    });
    html! { details { summary { (ask.t("duties.year_table")) } (table(ask.t("duties.year_table"), &columns, rows)) } }
}
