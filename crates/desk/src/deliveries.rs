//! Who has confirmed a document: every addressee with its contacts, and whoever has nobody.

use ::store::Tx;
use documents::Addressee;
use kernel::Say;
use maud::{Markup, html};
use notices::{Find, Holders, Notice, Post};
use page::{
    Access, Answer, Ask, Column, Page, Refusal, Route, State, encode, instant, link, state_chip, table,
};
use people::Right;

/// Notices of one document, at most: two thousand contacts are more than any district has.
const NOTICES_MAX: u32 = 2000;

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get("/documents/{number}/delivery", Access::Needs(Right::ReadLedger), show)]
}

/// One body that the document is addressed to.
struct Body {
    addressee: Addressee,
    contacts: Vec<(String, Option<Notice>)>,
}

/// `GET /documents/{number}/delivery`.
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let number = ask.path.get("number");
    let (title, bodies) = ask.read(|tx| read(tx, ask, number))?;
    let confirmed =
        |body: &&Body| body.contacts.iter().any(|(_, n)| n.as_ref().is_some_and(|n| n.confirmed.is_some()));
    let done = bodies.iter().filter(confirmed).count();
    let columns = [
        Column::words(ask.t("notices.organ")),
        Column::words(ask.t("notices.addressed_as")),
        Column::words(ask.t("notices.state")),
    ];
    let said = Say::new("notices.delivery_count").with("done", done).with("all", bodies.len());
    Ok(Page::new(
        ask.t("notices.delivery"),
        html! {
            p { a href={ "/documents/" (encode(number)) } { (title) } }
            p.meta { (ask.say(&said)) }
            (table(ask.t("notices.delivery"), &columns, bodies.iter().map(|body| row(ask, body))))
        },
    )
    .here("/documents")
    .into())
}

fn read(tx: &mut Tx<'_>, ask: &Ask<'_>, number: &str) -> Result<(String, Vec<Body>), Refusal> {
    let unknown = || Refusal::NotFound(Say::new("notices.no_document").with("number", number));
    let all = documents::documents(tx)?;
    let document = all.into_iter().find(|row| row.head.number == number).ok_or_else(unknown)?;
    let register = documents::organs(tx)?;
    let holders = Holders::new(&people::accounts(tx)?, &notices::posts(tx)?);
    let find = Find { subject: format!("document/{number}"), ..Find::default() };
    let notices = notices::list(tx, &find, 1, NOTICES_MAX)?.1;
    let addressees = documents::addressees(tx, &document.head, &register)?;
    let body = |addressee: Addressee| {
        let contact = |account: String| {
            let notice = notices.iter().find(|notice| notice.account == account).cloned();
            (account, notice)
        };
        let contacts = holders.of(&addressee.organ, Post::Contact, false).into_iter().map(contact).collect();
        Body { addressee, contacts }
    };
    let bodies = addressees.into_iter().map(body).collect();
    let title = ask.language.of(&document.head.title, &document.head.title_en).to_owned();
    Ok((title, bodies))
}

fn row(ask: &Ask<'_>, body: &Body) -> Vec<Markup> {
    let state = html! {
        @if body.contacts.is_empty() { (state_chip(State::Bad, ask.t("notices.no_contact"))) }
        @for (account, notice) in &body.contacts {
            div { (account) " " (standing(ask, notice.as_ref())) }
        }
    };
    let written = html! {
        (body.addressee.written)
        @if body.addressee.open { " " span.meta { (ask.t("notices.open_set")) } }
    };
    vec![link("/organs/", &body.addressee.organ, &body.addressee.organ), written, state]
}

fn standing(ask: &Ask<'_>, notice: Option<&Notice>) -> Markup {
    let Some(notice) = notice else { return state_chip(State::Waiting, ask.t("notices.not_sent")) };
    match (notice.confirmed, notice.read) {
        (Some(at), _) => {
            html! { (state_chip(State::Good, ask.t("notices.state_confirmed"))) " " (instant(at)) }
        }
        (None, Some(at)) => {
            html! { (state_chip(State::Going, ask.t("notices.state_read"))) " " (instant(at)) }
        }
        (None, None) => state_chip(State::Waiting, ask.t("notices.state_unread")),
    }
}
