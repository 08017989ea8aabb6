//! The ways between the pages of a list, in three groups: the list itself, its use, the law behind it.

use super::of_list;
use maud::{Markup, html};
use page::Ask;
use people::Right;

/// A page of a list: its place, the key of its words.
type Way = (&'static str, &'static str);

const LIST: &[Way] = &[
    ("/powers", "powers_pages.way_list"),
    ("/powers/editions", "powers_pages.way_editions"),
    ("/powers/handovers", "powers_pages.way_handovers"),
    ("/powers/check", "powers_pages.way_check"),
    ("/powers/records", "powers_records.book"),
    ("/powers/simpler", "powers_records.simpler"),
    ("/powers/authorities", "powers_records.authorities"),
    ("/open/powers", "powers_pages.way_open"),
];
/// What only a keeper of a list does.
const KEEPER: &[Way] =
    &[("/powers/adjust", "powers_pages.way_adjust"), ("/powers/earlier", "powers_pages.earlier")];
const USE: &[Way] = &[
    ("/powers/cases", "powers_use.cases"),
    ("/powers/use", "powers_use.way_use"),
    ("/powers/links", "powers_use.links"),
    ("/powers/draws", "powers_use.draws"),
];
const LAW: &[Way] = &[("/powers/laws", "powers_law.laws"), ("/powers/reviews", "powers_law.reviews")];

/// Links between the pages of a list.
pub(crate) fn ways(ask: &Ask<'_>, list: &str) -> Markup {
    let keeper = if ask.may(Right::AdjustPowers) { KEEPER } else { &[] };
    let groups = [
        ("powers_pages.ways_list", [LIST, keeper].concat()),
        ("powers_pages.ways_use", USE.to_vec()),
        ("powers_pages.ways_law", LAW.to_vec()),
    ];
    html! {
        nav.ways aria-label=(ask.t("powers_pages.ways")) {
            @for (label, ways) in groups {
                p { span.meta { (ask.t(label)) } @for way in ways { " " (link(ask, list, way)) } }
            }
        }
    }
}

fn link(ask: &Ask<'_>, list: &str, (path, key): Way) -> Markup {
    let here = ask.url.split('?').next() == Some(path);
    html! { a href={ (path) (of_list(list)) } aria-current=[here.then_some("page")] { (ask.t(key)) } }
}
