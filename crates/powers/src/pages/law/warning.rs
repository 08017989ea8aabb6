//! On the page of an item: the laws it cites, and a warning when one of them changed or names nothing (P-024).

use super::{change_line, law_link, review_href, review_state, way_key};
use crate::store::law::{ItemCite, LawReview, ReviewFilter, cites_of, reviews};
use ::store::Tx;
use jiff::civil::Date;
use maud::{Markup, html};
use page::{Ask, Column, Refusal, State, state_chip, table};

/// What the watch knows of an item.
pub(crate) struct Watch {
    cites: Vec<ItemCite>,
    reviews: Vec<LawReview>,
}

/// Reviews shown on the page.
const REVIEWS: u32 = 20;

/// Reads it.
pub(crate) fn watch(tx: &mut Tx<'_>, list: &str, code: &str) -> Result<Watch, Refusal> {
    let filter = ReviewFilter { item: Some((list.to_owned(), code.to_owned())), ..ReviewFilter::default() };
    Ok(Watch { cites: cites_of(tx, list, code)?, reviews: reviews(tx, &filter, 1, REVIEWS)?.1 })
}

/// The warning, above everything else; nothing when nothing is wrong.
pub(crate) fn warning(ask: &Ask<'_>, watch: &Watch, today: Date) -> Markup {
    let pending: Vec<&LawReview> = watch.reviews.iter().filter(|review| review.is_pending()).collect();
    let gone = watch.cites.iter().filter_map(|cite| cite.repealed().map(|gone| (cite, gone)));
    let gone: Vec<_> =
        gone.filter(|(_, gone)| !pending.iter().any(|review| review.of.change == gone.seq)).collect();
    html! {
        @if !pending.is_empty() || !gone.is_empty() {
            div.notice role="note" {
                strong { (ask.t("powers_law.warning")) }
                ul.plain {
                    @for review in pending { li {
                        (review_state(ask, review, today)) " "
                        @for why in &review.why { (ask.say(why)) " " }
                        a href=(review_href(review)) { (ask.t("powers_law.decide")) }
                    } }
                    @for (cite, gone) in gone { li {
                        (state_chip(State::Bad, ask.t("powers_law.cites_repealed"))) " "
                        (law_link(&cite.word)) " " (change_line(ask, gone))
                    } }
                }
            }
        }
    }
}

/// The laws the item cites.
pub(crate) fn cited(ask: &Ask<'_>, watch: &Watch) -> Markup {
    let columns = [
        Column::words(ask.t("powers_law.title")),
        Column::words(ask.t("powers_law.articles")),
        Column::words(ask.t("powers_law.way")),
        Column::words(ask.t("powers_law.last_change")),
    ];
    html! {
        @if !watch.cites.is_empty() {
            h2 { (ask.t("powers_law.cited")) }
            (table(ask.t("powers_law.cited"), &columns, watch.cites.iter().map(|cite| row(ask, cite))))
        }
    }
}

fn row(ask: &Ask<'_>, cite: &ItemCite) -> Vec<Markup> {
    let places = cite.cite.iter().flat_map(|cite| &cite.places).map(ToString::to_string);
    let places: Vec<String> = places.collect();
    let edition = cite.cite.as_ref().and_then(|cite| cite.edition.clone());
    let title = match &cite.cite {
        Some(_) => law_link(&cite.word),
        None => html! { (cite.word) },
    };
    let changed = match (cite.changes.first(), &cite.law, &cite.cite) {
        (Some(last), _, _) => change_line(ask, last),
        (None, None, Some(_)) => html! { span.soft { (ask.t("powers_law.not_registered")) } },
        _ => html! {},
    };
    vec![
        title,
        html! { (places.join("、")) @if let Some(edition) = edition { " " span.meta { (edition) } } },
        html! { (ask.t(way_key(&cite.way))) },
        changed,
    ]
}
