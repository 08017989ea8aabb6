//! The queue: items that changes of laws touch, those that must be decided on soonest first.

use super::super::{input, link_item};
use super::{law_link, review_href, review_state, ways};
use crate::law::canonical;
use crate::store::law::{LawReview, Recorded, ReviewFilter, recorded, reviews};
use jiff::civil::Date;
use kernel::{Say, day_of};
use maud::{Markup, html};
use page::{Access, Answer, Ask, Column, Page, Refusal, Route, date, empty, link, paged, pager, table};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/powers/reviews", Access::Needs(Right::ReadDistrict), show)]
}

const PENDING: &str = "pending";
const ALL: &str = "all";

/// States that can be asked for, the usual one first.
const STATES: [(&str, &str); 7] = [
    (PENDING, "powers_law.state_pending"),
    ("open", "powers_law.state_open"),
    ("waits", "powers_law.state_waits"),
    ("kept", "powers_law.state_kept"),
    ("adjusted", "powers_law.state_adjusted"),
    ("cancelled", "powers_law.state_cancelled"),
    (ALL, "powers_pages.any"),
];

/// `GET /powers/reviews`: pending ones unless `state=` says otherwise.
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (today, (page, per), q) = (day_of(ask.now), paged(ask), &ask.query);
    let change = u64::from(q.number("change", 0));
    let state = if q.get("state").is_empty() { PENDING } else { q.get("state") };
    let filter = ReviewFilter {
        state: if state == ALL { String::new() } else { state.to_owned() },
        organ: q.get("organ").to_owned(),
        change: Some(change).filter(|change| *change > 0),
        item: None,
    };
    let (of, (total, found)) = ask.read(|tx| {
        let of = match filter.change {
            Some(change) => recorded(tx, change)?,
            None => None,
        };
        Ok((of, reviews(tx, &filter, page, per)?))
    })?;
    Ok(Page::new(
        ask.t("powers_law.reviews"),
        html! {
            (ways(ask))
            p.meta { (ask.t("powers_law.reviews_help")) }
            @if let Some(of) = &of { (head(ask, of)) }
            (narrow(ask, state, change))
            @if found.is_empty() { (empty(ask.t("powers_law.no_reviews"))) } @else {
                p.meta { (ask.say(&Say::new("powers_law.reviews_count").with("count", total))) }
                (drawn(ask, &found, today))
            }
            (pager(ask, total, per))
        },
    )
    .here("/powers")
    .into())
}

/// The change whose reviews these are.
fn head(ask: &Ask<'_>, of: &Recorded) -> Markup {
    html! {
        p.notice {
            (law_link(&of.law)) " " (super::change_line(ask, of)) " · " (super::super::entry_link(ask, of.seq))
        }
    }
}

fn narrow(ask: &Ask<'_>, state: &str, change: u64) -> Markup {
    html! {
        form.stack method="get" action="/powers/reviews" role="search" {
            @if change > 0 { input type="hidden" name="change" value=(change); }
            div.field {
                label for="state" { (ask.t("powers_pages.state")) }
                select id="state" name="state" {
                    @for (word, key) in STATES { option value=(word) selected[word == state] { (ask.t(key)) } }
                }
            }
            (input(ask, "search", "organ", "powers_law.decides", ask.query.get("organ"), false))
            button { (ask.t("powers_pages.search")) }
        }
    }
}

fn drawn(ask: &Ask<'_>, found: &[LawReview], today: Date) -> Markup {
    let columns = [
        Column::words(ask.t("powers_pages.state")),
        Column::words(ask.t("powers_law.item")),
        Column::words(ask.t("powers_law.decides")),
        Column::words(ask.t("powers_law.why")),
    ];
    let row = |review: &LawReview| {
        let by = Say::new("powers_law.before").with("day", date(ask.language, review.decide_by));
        let words = if review.is_pending() { "powers_law.decide" } else { "powers_law.see" };
        vec![
            html! {
                (review_state(ask, review, today))
                div.meta { (ask.say(&by)) }
                a href=(review_href(review)) { (ask.t(words)) }
            },
            html! { code { (review.of.code) } div { (link_item(&review.of.list, &review.of.code, &review.name)) } },
            link("/organs/", &review.organ, &review.organ),
            html! {
                @for why in &review.why { div { (ask.say(why)) } }
                div.meta { (law_link(&canonical(&review.law))) " " (date(ask.language, review.effective)) }
            },
        ]
    };
    table(ask.t("powers_law.reviews"), &columns, found.iter().map(row))
}
