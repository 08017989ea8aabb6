//! One draw: what was fixed, who was drawn, the cases that came of it, and how anybody repeats it.

use super::state;
use crate::cases::Drawn;
use crate::pages::{entry_link, link_item, must_act, ways};
use crate::store::{self, CaseFilter, Draw, ListedCase};
use ::store::Tx;
use maud::{Markup, html};
use page::{Access, Answer, Ask, Column, Page, Refusal, Route, date, encode, table};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/powers/draws/{id}", Access::Needs(Right::ReadDistrict), show),
        Route::post("/powers/draws/{id}", Access::Needs(Right::ReportDuty), draw_now),
    ]
}

/// Cases read of one draw; no draw has as many.
const CASES: u32 = 10_000;

/// A draw with the names of its items and its cases.
struct Seen {
    draw: Draw,
    items: Vec<(String, String)>,
    cases: Vec<ListedCase>,
}

fn read(tx: &mut Tx<'_>, id: &str) -> Result<Seen, Refusal> {
    let draw = store::draw_of(tx, id)?;
    let mut items = Vec::new();
    for code in &draw.prepared.codes {
        let last = store::history(tx, &draw.prepared.list, code)?.spans.pop();
        items.push((code.clone(), last.map_or_else(|| code.clone(), |span| span.item.name)));
    }
    let filter =
        CaseFilter { list: draw.prepared.list.clone(), draw: id.to_owned(), ..CaseFilter::default() };
    let cases = store::cases(tx, &filter, 1, CASES)?.1;
    Ok(Seen { draw, items, cases })
}

/// `GET /powers/draws/{id}`
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let seen = ask.read(|tx| read(tx, ask.path.get("id")))?;
    let of = &seen.draw.prepared;
    let acts = ask.may(Right::ReportDuty) && ask.user.as_ref().is_some_and(|user| user.acts_for(&of.body));
    Ok(Page::new(
        of.title.as_str(),
        html! {
            (ways(ask, &of.list))
            (facts(ask, &seen))
            @if seen.draw.drawn_seq.is_some() { (result(ask, &seen, acts)) (repeat(ask, &seen.draw)) }
            @else if acts {
                form method="post" action={ "/powers/draws/" (encode(&of.id)) } {
                    button { (ask.t("powers_use.draw_now")) }
                }
            }
            (pool(ask, "powers_use.objects", &of.plan.objects))
            (pool(ask, "powers_use.inspectors", &of.plan.inspectors))
        },
    )
    .here("/powers")
    .into())
}

fn facts(ask: &Ask<'_>, seen: &Seen) -> Markup {
    let (draw, of) = (&seen.draw, &seen.draw.prepared);
    html! {
        dl.facts {
            dt { (ask.t("powers_pages.state")) } dd { (state(ask, draw)) }
            dt { (ask.t("powers_use.draw")) } dd { (of.id) }
            dt { (ask.t("powers_use.body")) } dd { (of.body) }
            dt { (ask.t("powers_use.draw_items")) }
            dd { ul.plain { @for (code, name) in &seen.items { li { (link_item(&of.list, code, name)) } } } }
            dt { (ask.t("powers_use.prepared_on")) } dd { (date(ask.language, draw.day)) " " (entry_link(ask, draw.prepared_seq)) }
            dt { (ask.t("powers_use.pool_objects")) } dd { (of.plan.objects.len()) }
            dt { (ask.t("powers_use.draw_count")) } dd { (of.plan.count) }
            dt { (ask.t("powers_use.draw_team")) } dd { (of.plan.team) }
            dt { (ask.t("powers_use.public")) } dd { a href={ "/open/powers/draws/" (encode(&of.id)) } { "/open/powers/draws/" (of.id) } }
        }
    }
}

fn result(ask: &Ask<'_>, seen: &Seen, acts: bool) -> Markup {
    let columns = [
        Column::words(ask.t("powers_use.drawn_object")),
        Column::words(ask.t("powers_use.drawn_team")),
        Column::words(ask.t("powers_use.case")),
    ];
    let row = |drawn: &Drawn| {
        let cases = seen.cases.iter().filter(|listed| listed.case.opened.subject == drawn.object);
        let of = &seen.draw.prepared;
        let query = format!(
            "{}&body={}&code={}&subject={}&draw={}",
            crate::pages::of_list(&of.list),
            encode(&of.body),
            encode(of.codes.first().map_or("", String::as_str)),
            encode(&drawn.object),
            encode(&of.id)
        );
        let cases = html! {
            @for listed in cases {
                a href={ "/powers/cases/" (encode(&listed.case.opened.id)) } { (listed.case.opened.id) } " "
                (super::super::cases::state(ask, &listed.case, &listed.kind)) " "
            }
            @if acts { a href={ "/powers/cases/new" (query) } { (ask.t("powers_use.open_one")) } }
        };
        vec![html! { (drawn.object) }, html! { (drawn.team.join("、")) }, cases]
    };
    html! {
        h2 { (ask.t("powers_use.result")) }
        (table(ask.t("powers_use.result"), &columns, seen.draw.drawn.iter().map(row)))
    }
}

/// How anybody repeats the draw, and whether it repeats here.
fn repeat(ask: &Ask<'_>, draw: &Draw) -> Markup {
    let key = if draw.repeats() { "powers_use.repeats" } else { "powers_use.does_not_repeat" };
    html! {
        h2 { (ask.t("powers_use.repeat")) }
        p { strong { (ask.t(key)) } }
        p { (ask.t("powers_use.seed")) " " code { (draw.seed) } @if let Some(seq) = draw.drawn_seq { " " (entry_link(ask, seq)) } }
        p.meta { (ask.t("powers_use.how_drawn")) }
    }
}

fn pool(ask: &Ask<'_>, key: &str, names: &[String]) -> Markup {
    html! {
        details {
            summary { (ask.t(key)) " · " (names.len()) }
            ol { @for name in names { li { (name) } } }
        }
    }
}

/// `POST /powers/draws/{id}`: draws, once.
fn draw_now(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let id = ask.path.get("id");
    ask.write(|tx| {
        must_act(ask, &store::draw_of(tx, id)?.prepared.body)?;
        store::draw_now(tx, id, ask.actor()?, ask.now)
    })?;
    Ok(Answer::see(format!("/powers/draws/{}", encode(id))))
}
