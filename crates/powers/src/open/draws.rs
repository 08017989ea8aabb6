//! Random draws for everybody: what was drawn and what came of it (一公开). Who inspects stays inside.

use crate::cases::Drawn;
use crate::pages::draw_table;
use crate::store::{self, CaseFilter, Draw, ListedCase};
use kernel::Say;
use maud::{Markup, html};
use page::{Access, Answer, Ask, Column, Page, Refusal, Route, date, empty, paged, pager, table};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/open/powers/draws", Access::Public, index),
        Route::get("/open/powers/draws/{id}", Access::Public, show),
    ]
}

/// `GET /open/powers/draws`: the newest first.
fn index(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (page, per) = paged(ask);
    let year = crate::pages::year(ask)?;
    let (total, draws) = ask.read(|tx| Ok(store::draws(tx, year, page, per)?))?;
    Ok(Page::new(
        ask.t("powers_use.draws"),
        html! {
            @if draws.is_empty() { (empty(ask.t("powers_use.no_draws"))) }
            @else { (draw_table(ask, &draws, "/open/powers/draws/")) }
            (pager(ask, total, per))
        },
    )
    .into())
}

/// Cases read of one draw; no draw has as many.
const CASES: u32 = 10_000;

/// `GET /open/powers/draws/{id}`
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let id = ask.path.get("id");
    let (draw, cases) = ask.read(|tx| {
        let draw = store::draw_of(tx, id)?;
        let filter =
            CaseFilter { list: draw.prepared.list.clone(), draw: id.to_owned(), ..CaseFilter::default() };
        let cases = store::cases(tx, &filter, 1, CASES)?.1;
        Ok((draw, cases))
    })?;
    let of = &draw.prepared;
    let pool =
        Say::new("powers_use.drawn_of").with("count", of.plan.count).with("pool", of.plan.objects.len());
    Ok(Page::new(of.title.as_str(), html! {
        p { (of.body) " · " (date(ask.language, draw.day)) " · " (ask.say(&pool)) }
        @if draw.drawn_seq.is_none() { (empty(ask.t("powers_use.prepared"))) } @else { (result(ask, &draw, &cases)) }
        p.meta { (ask.t("powers_use.seed")) " " code { (draw.seed) } }
        p.meta { (ask.t("powers_use.how_drawn")) }
    })
    .into())
}

fn result(ask: &Ask<'_>, draw: &Draw, cases: &[ListedCase]) -> Markup {
    let columns =
        [Column::words(ask.t("powers_use.drawn_object")), Column::words(ask.t("powers_use.outcome"))];
    let row = |drawn: &Drawn| {
        let of = cases.iter().filter(|listed| listed.case.opened.subject == drawn.object);
        let outcomes: Vec<Markup> = of.map(|listed| crate::pages::outcome(ask, &listed.case)).collect();
        let outcome = html! {
            @if outcomes.is_empty() { (ask.t("powers_use.not_yet_inspected")) }
            @for outcome in outcomes { (outcome) " " }
        };
        vec![html! { (drawn.object) }, outcome]
    };
    table(ask.t("powers_use.result"), &columns, draw.drawn.iter().map(row))
}
