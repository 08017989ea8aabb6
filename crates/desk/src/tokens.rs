//! The tokens of programs, for the administrator.

use maud::{Markup, html};
use page::{Access, Answer, Ask, Column, Refusal, Route, empty, encode, instant, table};
use people::{Right, Token};

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::post("/people/tokens/{token}/revoke", Access::Needs(Right::ManageAccounts), revoke)]
}

/// Every token with a button that revokes it.
pub(crate) fn list(ask: &Ask<'_>, tokens: &[Token]) -> Markup {
    let columns = [
        Column::words(ask.t("desk.token")),
        Column::words(ask.t("desk.role")),
        Column::words(ask.t("desk.organ")),
        Column::words(ask.t("desk.issued")),
        Column::words(ask.t("desk.change")),
    ];
    html! {
        h2 { (ask.t("desk.tokens")) }
        @if tokens.is_empty() { (empty(ask.t("desk.no_tokens"))) }
        @else { (table(ask.t("desk.tokens"), &columns, tokens.iter().map(|token| row(ask, token)))) }
    }
}

fn row(ask: &Ask<'_>, token: &Token) -> Vec<Markup> {
    let user = &token.user;
    let change = html! {
        @match token.revoked {
            Some(at) => { (ask.t("desk.revoked")) " " (instant(at)) }
            None => {
                form method="post" action={ "/people/tokens/" (encode(&user.account)) "/revoke" } {
                    button.quiet { (ask.t("desk.revoke")) }
                }
            }
        }
    };
    vec![
        html! { (user.account) },
        html! { (ask.say(&user.role.say())) },
        html! { (user.organ) },
        html! { (instant(token.issued)) " " span.soft { (token.issued_by) } },
        change,
    ]
}

/// `POST /people/tokens/{token}/revoke`.
fn revoke(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (by, token) = (ask.actor()?, ask.path.get("token"));
    ask.write(|tx| Ok(people::revoke_token(tx, by, token, ask.now)?))?;
    Ok(Answer::see("/people"))
}
