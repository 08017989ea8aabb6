//! `GET /notices/posts`: who is leader in charge or head of which organ.

use super::parts::places;
use crate::rung::Post;
use crate::store;
use kernel::Say;
use maud::{Markup, html};
use page::{Answer, Ask, Column, Page, Refusal, empty, table};
use people::{Account, Role, State};

const POSTS: [(Post, &str); 2] =
    [(Post::InCharge, "notices.post_in_charge"), (Post::Head, "notices.post_head")];

pub(super) fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (accounts, posts) = ask.read(|tx| Ok((people::accounts(tx)?, store::posts(tx)?)))?;
    let leaders: Vec<&Account> = accounts.iter().filter(|account| may_hold(account)).collect();
    let columns = [
        Column::words(ask.t("notices.organ")),
        Column::words(ask.t("notices.person")),
        Column::words(ask.t("notices.post")),
    ];
    let row = |account: &&Account| {
        let user = &account.user;
        let post = posts.get(&user.account).copied();
        vec![
            html! { (user.organ) },
            html! { (user.name) " " span.meta { (user.account) } },
            form(ask, &user.account, post),
        ]
    };
    Ok(Page::new(
        ask.t("notices.posts"),
        html! {
            (places(ask))
            p { (ask.t("notices.posts_lead")) }
            @if leaders.is_empty() { (empty(ask.t("notices.no_leaders"))) }
            @else { (table(ask.t("notices.posts"), &columns, leaders.iter().map(row))) }
        },
    )
    .here("/notices")
    .into())
}

fn may_hold(account: &Account) -> bool {
    account.state != State::Closed && account.user.role == Role::Leader && !account.user.organ.is_empty()
}

fn form(ask: &Ask<'_>, account: &str, held: Option<Post>) -> Markup {
    html! {
        form method="post" action="/notices/posts" {
            input type="hidden" name="account" value=(account);
            select name="post" aria-label=(ask.t("notices.post")) {
                option value="" selected[held.is_none()] { (ask.t("notices.post_none")) }
                @for (post, key) in POSTS {
                    option value=(post.word()) selected[held == Some(post)] { (ask.t(key)) }
                }
            } " "
            button.quiet { (ask.t("notices.save")) }
        }
    }
}

/// `POST /notices/posts`.
pub(super) fn set(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (by, account, word) = (ask.actor()?, ask.form.get("account"), ask.form.get("post"));
    let post = POSTS.into_iter().map(|(post, _)| post).find(|post| post.word() == word);
    if post.is_none() && !word.is_empty() {
        return Err(Refusal::Invalid(Say::new("notices.no_post").with("word", word)));
    }
    ask.write(|tx| {
        let known =
            people::accounts(tx)?.iter().any(|found| found.user.account == account && may_hold(found));
        if !known {
            return Err(Refusal::Invalid(Say::new("notices.no_leader").with("account", account)));
        }
        Ok(store::set_post(tx, account, post, by, ask.now)?)
    })?;
    Ok(Answer::see("/notices/posts"))
}
