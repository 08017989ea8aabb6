//! The frame around every page.

use crate::{Ask, Page, encode, statics};
use maud::{DOCTYPE, Markup, html};
use people::Right;

/// Places of the navigation: path and wording.
const PLACES: [(&str, &str); 9] = [
    ("/", "page.place_home"),
    ("/documents", "page.place_documents"),
    ("/duties", "page.place_duties"),
    ("/indicators", "page.place_indicators"),
    ("/powers", "page.place_powers"),
    ("/registers", "page.place_registers"),
    ("/incidents", "page.place_incidents"),
    ("/organs", "page.place_organs"),
    (LEDGER, "page.place_ledger"),
];
/// The one place that not everybody may enter: it is shown to those who may.
const LEDGER: &str = "/ledger";

/// A whole page.
pub(crate) fn render(ask: &Ask<'_>, page: Page) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(ask.language.tag()) class=[ask.large.then_some("large")] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (page.title) " · " (ask.t("page.product")) }
                link rel="stylesheet" href=(statics::style_url());
                script type="module" src=(statics::script_url()) {}
            }
            body {
                a.skip href="#main" { (ask.t("page.skip")) }
                (head(ask, page.here))
                (notes(ask))
                main id="main" tabindex="-1" { h1 { (page.title) } (page.body) }
                (foot(ask))
            }
        }
    }
}

fn head(ask: &Ask<'_>, here: &str) -> Markup {
    html! {
        header {
            a.product href="/" { span lang="zh-CN" { "落实" } " Luoshi" }
            span.district { (ask.app.district_name) }
            @if ask.user.is_some() {
                nav aria-label=(ask.t("page.places")) {
                    @for (path, words) in PLACES.into_iter().filter(|(path, _)| *path != LEDGER || ask.may(Right::ReadLedger)) {
                        a href=(path) aria-current=[(path == here).then_some("page")] { (ask.t(words)) }
                    }
                }
            }
            div.asker {
                @if let Some(user) = &ask.user {
                    a href="/notices" { (ask.t("page.place_notices")) }
                    a href="/account" { (user.name) }
                    form method="post" action="/sign-out" { button.quiet { (ask.t("page.sign_out")) } }
                } @else {
                    a href="/sign-in" { (ask.t("page.sign_in")) }
                }
            }
        }
    }
}

/// Sentences every page must carry: that the clock was set, that there are made-up things.
fn notes(ask: &Ask<'_>) -> Markup {
    html! {
        @if ask.app.clock.is_set() {
            p.banner role="note" { (ask.t("page.clock_is_set")) " " (crate::instant(ask.now)) }
        }
        @if ask.app.made_up { p.banner role="note" { (ask.t("page.has_made_up")) } }
    }
}

fn foot(ask: &Ask<'_>) -> Markup {
    let back = encode(&ask.url).replace('&', "%26");
    let other = ask.language.other();
    html! {
        footer {
            a hreflang=(other.tag()) lang=(other.tag()) href=(format!("/preferences?language={}&back={back}", other.code())) {
                (ask.app.texts.get(other, "page.this_language"))
            }
            a href=(format!("/preferences?type={}&back={back}", if ask.large { "normal" } else { "large" })) {
                (ask.t(if ask.large { "page.normal_type" } else { "page.large_type" }))
            }
            span { (ask.t("page.product")) " " (ask.app.version) }
            time.now datetime=(ask.now) { (crate::instant(ask.now)) }
        }
    }
}
