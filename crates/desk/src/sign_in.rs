//! Signing in and out, and the one-time link that sets a password.

use kernel::Say;
use maud::html;
use page::{Access, Answer, Ask, Field, Page, Refusal, Route, SESSION, encode, field, local};
use people::{Chosen, LinkFor, PeopleError, SignIn};

/// The longest a session can last; the server ends it sooner when it is idle.
const SESSION_SECONDS: u32 = 12 * 60 * 60;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/sign-in", Access::Public, show),
        Route::post("/sign-in", Access::Public, sign_in),
        Route::post("/sign-out", Access::SignedIn, sign_out),
        Route::get("/setup/{token}", Access::Public, show_link),
        Route::post("/setup/{token}", Access::Public, use_link),
    ]
}

/// `GET /sign-in`.
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    Ok(form(ask, "").into())
}

fn form(ask: &Ask<'_>, fault: &str) -> Page {
    let back = if ask.method == "GET" { ask.query.get("back") } else { ask.form.get("back") };
    let account = Field {
        name: "account",
        label: ask.t("desk.account"),
        kind: "text",
        value: ask.form.get("account"),
        fault,
        autocomplete: "username",
        ..Field::default()
    };
    let password = Field {
        name: "password",
        label: ask.t("desk.password"),
        kind: "password",
        autocomplete: "current-password",
        ..Field::default()
    };
    Page::new(
        ask.t("page.sign_in"),
        html! {
            form.stack method="post" action="/sign-in" {
                input type="hidden" name="back" value=(back);
                (field(&account)) (field(&password))
                button { (ask.t("page.sign_in")) }
            }
            p.meta { (ask.t("desk.forgotten")) }
        },
    )
}

/// `POST /sign-in`: a wrong password shows the form again with the account as typed.
fn sign_in(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    ask.guess()?;
    let (account, password) = (ask.form.get("account"), ask.form.verbatim("password"));
    let refused = |fault: &Say| Err(Refusal::Form(Box::new(form(ask, &ask.say(fault)).into())));
    let challenge = match ask.app.store.read(|tx| people::challenge(tx, account, ask.now)) {
        Err(PeopleError::Refused(fault)) => return refused(&fault.say()),
        other => other?,
    };
    let checked = challenge.check(password)?;
    match ask.app.store.write(|tx| people::sign_in(tx, &checked, ask.now))? {
        SignIn::Refused(fault) => refused(&fault.say()),
        SignIn::Opened { session, .. } => Ok(Answer::see(local(ask.form.get("back"))).cookie(
            ask,
            SESSION,
            session.reveal(),
            SESSION_SECONDS,
        )),
    }
}

/// `POST /sign-out`.
fn sign_out(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    if let Some(token) = &ask.session {
        ask.write(|tx| Ok(people::sign_out(tx, token)?))?;
    }
    Ok(Answer::see("/sign-in").cookie(ask, SESSION, "", 0))
}

/// `GET /setup/{token}`: what the link is for, or why it no longer works.
fn show_link(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    ask.guess()?;
    let purpose = purpose(ask)?;
    Ok(link_form(ask, &purpose, "").into())
}

fn purpose(ask: &Ask<'_>) -> Result<LinkFor, Refusal> {
    ask.read(|tx| Ok(people::link(tx, ask.path.get("token"), ask.now)?))
}

fn link_form(ask: &Ask<'_>, purpose: &LinkFor, fault: &str) -> Page {
    let text = |name, label, autocomplete| Field {
        name,
        label,
        kind: "text",
        value: ask.form.get(name),
        autocomplete,
        ..Field::default()
    };
    let secret = |name, label, fault, help| Field {
        name,
        label,
        kind: "password",
        autocomplete: "new-password",
        fault,
        help,
        ..Field::default()
    };
    Page::new(
        ask.t("desk.setup"),
        html! {
            form.stack method="post" action={ "/setup/" (encode(ask.path.get("token"))) } {
                @match purpose {
                    LinkFor::FirstAdmin => {
                        p { (ask.t("desk.setup_first")) }
                        (field(&text("account", ask.t("desk.account"), "username")))
                        (field(&text("name", ask.t("desk.name"), "name")))
                    }
                    LinkFor::Account(user) => {
                        p { (ask.say(&Say::new("desk.setup_account").with("account", &user.account).with("name", &user.name))) }
                        input type="hidden" name="account" value=(user.account);
                    }
                }
                (field(&secret("password", ask.t("desk.password"), fault, ask.t("desk.password_help"))))
                (field(&secret("again", ask.t("desk.password_again"), "", "")))
                button { (ask.t("desk.setup_done")) }
            }
        },
    )
}

/// `POST /setup/{token}`: sets the password, spends the link and signs in.
fn use_link(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    ask.guess()?;
    let purpose = purpose(ask)?;
    let refused =
        |fault: &Say| Err(Refusal::Form(Box::new(link_form(ask, &purpose, &ask.say(fault)).into())));
    let password = ask.form.verbatim("password");
    if password != ask.form.verbatim("again") {
        return refused(&Say::new("desk.passwords_differ"));
    }
    let chosen = match Chosen::new(ask.form.get("account"), ask.form.get("name"), password) {
        Err(PeopleError::Refused(fault)) => return refused(&fault.say()),
        other => other?,
    };
    match ask.app.store.write(|tx| people::use_link(tx, ask.path.get("token"), &chosen, ask.now)) {
        Err(PeopleError::Refused(fault)) => refused(&fault.say()),
        Err(other) => Err(other.into()),
        Ok(_) => sign_in(ask),
    }
}
