//! The asker's own account, and the administrator's list of accounts.

use kernel::Say;
use maud::{Markup, html};
use page::{Access, Answer, Ask, Column, Field, Page, Refusal, Route, encode, field, instant, table};
use people::{Account, NewAccount, Right, Role, State};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/account", Access::SignedIn, own),
        Route::get("/people", Access::Needs(Right::ManageAccounts), index),
        Route::post("/people", Access::Needs(Right::ManageAccounts), open),
        Route::post("/people/{account}/link", Access::Needs(Right::ManageAccounts), link),
        Route::post("/people/{account}/close", Access::Needs(Right::ManageAccounts), close),
        Route::post("/people/{account}/role", Access::Needs(Right::ManageAccounts), change_role),
    ]
}

/// `GET /account`: who the asker is here, and what that allows.
fn own(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let user = ask.user()?;
    let rights = Right::all().filter(|right| user.may(*right));
    Ok(Page::new(user.name.clone(), html! {
        dl.facts {
            dt { (ask.t("desk.account")) } dd { (user.account) }
            dt { (ask.t("desk.role")) } dd { (ask.say(&user.role.say())) }
            @if !user.organ.is_empty() { dt { (ask.t("desk.organ")) } dd { (user.organ) } }
            dt { (ask.t("desk.rights")) } dd { ul.plain { @for right in rights { li { (ask.say(&right.say())) } } } }
        }
        @if ask.may(Right::ManageAccounts) { p { a.button href="/people" { (ask.t("desk.people")) } } }
        p.meta { a href="/api/openapi.json" { (ask.t("desk.api")) } }
    })
    .into())
}

/// `GET /people`: every account and token, and the form for a new account.
fn index(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    page(ask, "")
}

/// The page, with what was typed and what is wrong with it.
fn page(ask: &Ask<'_>, fault: &str) -> Result<Answer, Refusal> {
    let (accounts, tokens) = ask.read(|tx| Ok((people::accounts(tx)?, people::tokens(tx)?)))?;
    let columns = [
        Column::words(ask.t("desk.account")),
        Column::words(ask.t("desk.name")),
        Column::words(ask.t("desk.role")),
        Column::words(ask.t("desk.organ")),
        Column::words(ask.t("desk.state")),
        Column::words(ask.t("desk.change")),
    ];
    let rows = accounts.iter().map(|account| row(ask, account));
    Ok(Page::new(
        ask.t("desk.people"),
        html! {
            (table(ask.t("desk.people"), &columns, rows))
            h2 { (ask.t("desk.new_account")) }
            @if !fault.is_empty() { p.notice role="alert" { strong.fault { (fault) } } }
            (form(ask))
            (crate::tokens::list(ask, &tokens))
        },
    )
    .into())
}

fn row(ask: &Ask<'_>, account: &Account) -> Vec<Markup> {
    let user = &account.user;
    let state = match account.state {
        State::Invited => "desk.state_invited",
        State::Active => "desk.state_active",
        State::Closed => "desk.state_closed",
    };
    let path = format!("/people/{}", encode(&user.account));
    let change = html! {
        @if account.state != State::Closed {
            form method="post" action={ (path) "/link" } { button.quiet { (ask.t("desk.new_link")) } }
            form method="post" action={ (path) "/role" } {
                (roles(ask, &format!("role-{}", user.account), user.role.word()))
                button.quiet { (ask.t("desk.change_role")) }
            }
            form method="post" action={ (path) "/close" } { button.quiet { (ask.t("desk.close")) } }
        }
    };
    vec![
        html! { (user.account) br; span.meta { (instant(account.opened)) } },
        html! { (user.name) },
        html! { (ask.say(&user.role.say())) },
        html! { (user.organ) },
        html! { (ask.t(state)) },
        change,
    ]
}

fn form(ask: &Ask<'_>) -> Markup {
    let text = |name, label| Field {
        name,
        label,
        kind: "text",
        value: ask.form.get(name),
        autocomplete: "off",
        ..Field::default()
    };
    html! {
        form.stack method="post" action="/people" {
            (field(&text("account", ask.t("desk.account"))))
            (field(&text("name", ask.t("desk.name"))))
            (field(&text("organ", ask.t("desk.organ"))))
            div.field {
                label for="role" { (ask.t("desk.role")) }
                (roles(ask, "role", ask.form.get("role")))
            }
            button { (ask.t("desk.open_account")) }
        }
    }
}

/// The choice of a role; its name for a screen reader is the word for role.
fn roles(ask: &Ask<'_>, id: &str, chosen: &str) -> Markup {
    html! {
        select id=(id) name="role" aria-label=(ask.t("desk.role")) {
            @for role in Role::all() {
                option value=(role.word()) selected[chosen == role.word()] { (ask.say(&role.say())) }
            }
        }
    }
}

/// The role a form names.
fn role(ask: &Ask<'_>) -> Result<Role, Refusal> {
    ask.form.get("role").parse().map_err(|e: people::BadRole| Refusal::Invalid(e.say()))
}

/// `POST /people/{account}/role`.
fn change_role(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (by, account, role) = (ask.actor()?, ask.path.get("account"), role(ask)?);
    ask.write(|tx| Ok(people::change_role(tx, by, account, role, ask.now)?))?;
    Ok(Answer::see("/people"))
}

/// `POST /people`: opens an account and shows its one-time link, once. The organ must be in the register.
fn open(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    match opened(ask) {
        Err(Refusal::Invalid(say)) => Err(Refusal::Form(Box::new(page(ask, &ask.say(&say))?))),
        other => other,
    }
}

fn opened(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (by, role, typed) = (ask.actor()?, role(ask)?, ask.form.get("organ"));
    let new = |organ: String| NewAccount {
        account: ask.form.get("account").to_owned(),
        name: ask.form.get("name").to_owned(),
        organ,
        role,
    };
    let secret = ask.write(|tx| {
        let register = documents::organs(tx)?;
        let unknown = || Refusal::Invalid(Say::new("desk.no_organ").with("name", typed));
        let organ = if typed.is_empty() { "" } else { &register.find(typed).ok_or_else(unknown)?.name };
        Ok(people::open_account(tx, by, &new(organ.to_owned()), ask.now)?)
    })?;
    Ok(shown(ask, ask.form.get("account"), secret.reveal()))
}

/// `POST /people/{account}/link`: a new one-time link for a forgotten password.
fn link(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (by, account) = (ask.actor()?, ask.path.get("account"));
    let secret = ask.write(|tx| Ok(people::new_link(tx, by, account, ask.now)?))?;
    Ok(shown(ask, account, secret.reveal()))
}

fn shown(ask: &Ask<'_>, account: &str, token: &str) -> Answer {
    Page::new(
        ask.t("desk.link_made"),
        html! {
            p { (ask.say(&Say::new("desk.link_once").with("account", account))) }
            p.secret { code { (ask.origin()) "/setup/" (token) } }
            p { a href="/people" { (ask.t("desk.people")) } }
        },
    )
    .into()
}

/// `POST /people/{account}/close`.
fn close(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (by, account) = (ask.actor()?, ask.path.get("account"));
    ask.write(|tx| Ok(people::close_account(tx, by, account, ask.now)?))?;
    Ok(Answer::see("/people"))
}
