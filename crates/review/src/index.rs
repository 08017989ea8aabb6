//! The list of reviews, and the form that takes a text in.

use crate::store::{ReviewRow, count, reviews};
use crate::take::take;
use kernel::Say;
use maud::{Markup, html};
use page::{
    Access, Answer, Ask, Column, Page, Refusal, Route, State, empty, instant, link, pager, state_chip, table,
};
use people::Right;

/// Reviews on one page.
const PER_PAGE: u32 = 30;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/reviews", Access::Needs(Right::AdoptPack), index),
        Route::post("/reviews", Access::Needs(Right::AdoptPack), take_text),
    ]
}

/// `GET /reviews`: what is being reviewed, and the form that takes a text in.
fn index(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let skip = u64::from(ask.query.number("page", 1).saturating_sub(1)) * u64::from(PER_PAGE);
    let (total, rows) = ask.read(|tx| Ok((count(tx)?, reviews(tx, PER_PAGE, skip)?)))?;
    let columns = [
        Column::words(ask.t("review.file")),
        Column::words(ask.t("review.opened")),
        Column::figures(ask.t("review.characters")),
        Column::figures(ask.t("review.decided")),
        Column::words(ask.t("review.state")),
    ];
    let cells = rows.iter().map(|row| {
        vec![
            link("/reviews/", &row.id, &row.name),
            html! { (instant(row.opened)) br; span.meta { (row.opened_by) } },
            html! { (row.characters) },
            html! { (row.decided) },
            state(ask, row),
        ]
    });
    Ok(Page::new(
        ask.t("review.list"),
        html! {
            p { (ask.t("review.what")) }
            (form(ask))
            h2 { (ask.t("review.under_way")) }
            @if rows.is_empty() { (empty(ask.t("review.no_reviews"))) }
            @else { (table(ask.t("review.list"), &columns, cells)) }
            (pager(ask, total, PER_PAGE))
        },
    )
    .here("/documents")
    .into())
}

/// Whether the review goes on.
pub(crate) fn state(ask: &Ask<'_>, row: &ReviewRow) -> Markup {
    if row.pack.is_empty() {
        state_chip(State::Going, ask.t("review.goes_on"))
    } else {
        let said = Say::new("review.is_adopted").with("edition", &row.edition);
        state_chip(State::Good, &ask.say(&said))
    }
}

fn form(ask: &Ask<'_>) -> Markup {
    html! {
        form.wide method="post" action="/reviews" enctype="multipart/form-data" {
            div.columns {
                div.field {
                    label for="file" { (ask.t("review.upload")) }
                    input id="file" name="file" type="file" aria-describedby="file-note";
                    p.note id="file-note" { (ask.t("review.upload_help")) }
                }
                div.field {
                    label for="text" { (ask.t("review.paste")) }
                    textarea id="text" name="text" rows="5" aria-describedby="text-note" {}
                    p.note id="text-note" { (ask.t("review.paste_help")) }
                }
            }
            button { (ask.t("review.take")) }
        }
    }
}

/// `POST /reviews`: takes a file or a pasted text in, and leads to its review.
fn take_text(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let file = ask.files.iter().find(|file| file.field == "file" && !file.bytes.is_empty());
    let by = ask.actor()?;
    let id = match file {
        Some(file) => ask.write(|tx| take(tx, &file.name, &file.bytes, by, ask.now))?,
        None => {
            // Browsers send line ends as CR LF; the tree reads both, and a digest shall not depend on the browser.
            let text = ask.form.get("text").replace("\r\n", "\n");
            let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
            let name: String = first.trim().chars().take(40).collect();
            ask.write(|tx| take(tx, &name, text.as_bytes(), by, ask.now))?
        }
    };
    Ok(Answer::see(format!("/reviews/{id}")))
}
