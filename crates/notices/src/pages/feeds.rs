//! Private links to feeds: made, shown once, revoked.

use crate::store::{self, Feed};
use kernel::Say;
use maud::{Markup, html};
use page::{Answer, Ask, Column, Page, Refusal, instant, table};
use people::Right;

/// The part of the settings page that lists them.
pub(super) fn section(ask: &Ask<'_>, feeds: &[Feed]) -> Markup {
    let columns = [
        Column::words(ask.t("notices.feed")),
        Column::words(ask.t("notices.feed_of")),
        Column::words(ask.t("notices.since")),
        Column::words(ask.t("notices.state")),
    ];
    html! {
        h2 id="feeds" { (ask.t("notices.feeds")) }
        p { (ask.t("notices.feeds_lead")) }
        @if !feeds.is_empty() {
            (table(ask.t("notices.feeds"), &columns, feeds.iter().map(|feed| row(ask, feed))))
        }
        form.stack method="post" action="/notices/feeds" {
            (scopes(ask))
            button { (ask.t("notices.open_feed")) }
        }
    }
}

/// Whose clocks: those of one's own organ; of all, for those who watch over all or have none of their own.
fn scopes(ask: &Ask<'_>) -> Markup {
    let organ = ask.user.as_ref().map_or("", |user| user.organ.as_str());
    html! {
        div.field {
            label for="scope" { (ask.t("notices.scope")) }
            select id="scope" name="scope" {
                @if !organ.is_empty() { option value="organ" { (organ) } }
                @if may_have_all(ask) { option value="district" { (ask.t("notices.whole_district")) } }
            }
        }
    }
}

fn may_have_all(ask: &Ask<'_>) -> bool {
    ask.may(Right::ReadLedger)
}

fn row(ask: &Ask<'_>, feed: &Feed) -> Vec<Markup> {
    let state = html! {
        @match feed.revoked {
            Some(at) => { (ask.t("notices.revoked")) " " (instant(at)) }
            None => {
                form method="post" action={ "/notices/feeds/" (feed.id) "/revoke" } {
                    button.quiet { (ask.t("notices.revoke")) }
                }
            }
        }
    };
    let organ = if feed.organ.is_empty() { ask.t("notices.whole_district") } else { feed.organ.as_str() };
    vec![html! { (feed.id) }, html! { (organ) }, instant(feed.opened), state]
}

/// `POST /notices/feeds`: makes a link and shows it, once.
pub(super) fn open(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let user = ask.user()?;
    let all = ask.form.get("scope") == "district" && may_have_all(ask);
    let organ = if all { "" } else { user.organ.as_str() };
    if organ.is_empty() && !may_have_all(ask) {
        return Err(Refusal::NotAllowed(Right::ReadLedger.lacking()));
    }
    let secret = ask.write(|tx| store::open_feed(tx, &user.account, organ, ask.now))?;
    let covers = if organ.is_empty() { ask.t("notices.whole_district") } else { organ };
    let address = format!("{}/feeds/{}", ask.origin(), secret.reveal());
    Ok(Page::new(
        ask.t("notices.feed_made"),
        html! {
            p { (ask.say(&Say::new("notices.feed_once").with("organ", covers))) }
            dl.facts {
                dt { (ask.t("notices.feed_calendar")) } dd.secret { code { (address) "/duties.ics" } }
                dt { (ask.t("notices.feed_news")) } dd.secret { code { (address) "/notices.atom" } }
            }
            p { a href="/notices/settings#feeds" { (ask.t("notices.settings")) } }
        },
    )
    .here("/notices")
    .into())
}

/// `POST /notices/feeds/{feed}/revoke`.
pub(super) fn revoke(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (account, feed) = (ask.actor()?, ask.path.get("feed"));
    ask.write(|tx| store::revoke_feed(tx, account, feed, ask.now))?;
    Ok(Answer::see("/notices/settings#feeds"))
}
