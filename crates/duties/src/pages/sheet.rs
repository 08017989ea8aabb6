//! 督办单: the list, one of them with what happened to it, and its file.

use crate::model::{Color, SheetEvent, SheetState};
use crate::store::{self, Pressing, SheetRow};
use kernel::{Entry, Say, day_of, due_day};
use maud::{Markup, html};
use page::{
    Access, Answer, Ask, Block, Column, DOCX, Language, Official, Page, Refusal, Route, State, described,
    empty, encode, instant, link, paged, pager, state_chip, table, written,
};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/sheets", Access::Needs(Right::ReadDistrict), index),
        Route::get("/sheets/{sheet}", Access::Needs(Right::ReadDistrict), show),
        Route::post("/duties/{id}/sheets", Access::Needs(Right::ReviewDuty), issue),
        Route::post("/sheets/{sheet}/answer", Access::Needs(Right::ReportDuty), answer),
        Route::post("/sheets/{sheet}/close", Access::Needs(Right::ReviewDuty), close),
    ]
}

pub(super) fn api_routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/sheets/{sheet}/docx", Access::Needs(Right::ReadDistrict), docx)
            .doc(described("A reminder sheet in the layout of official documents").media_type(DOCX)),
    ]
}

/// `GET /sheets`: of one organ with `?organ=`.
fn index(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (total, rows) = ask.read(|tx| Ok(store::sheets(tx, ask.query.get("organ"), paged(ask))?))?;
    let columns = ["duties.sheet", "duties.organ", "duties.title", "duties.sheet_reply_by", "duties.state"];
    let columns = columns.map(|key| Column::words(ask.t(key)));
    let lines = rows.iter().map(|row| {
        let sheet = &row.sheet;
        vec![
            html! { a href={ "/sheets/" (sheet.id()) } { (number(ask, ask.language, row)) } " " (color(ask, sheet.color)) },
            link("/organs/", &sheet.organ, &sheet.organ),
            link("/duties/", &sheet.duty, &sheet.title),
            instant(sheet.reply_by),
            chip(ask, row),
        ]
    });
    let body = html! {
        p { (ask.t("duties.sheets_about")) }
        @if rows.is_empty() { (empty(ask.t("duties.no_sheets"))) } @else { (table(ask.t("duties.sheets"), &columns, lines)) }
        (pager(ask, total, paged(ask).1))
    };
    Ok(Page::new(ask.t("duties.sheets"), body).here("/duties").into())
}

/// Its number in words: the year and the running number.
fn number(ask: &Ask<'_>, language: Language, row: &SheetRow) -> String {
    let said = Say::new("duties.sheet_number").with("year", row.sheet.year).with("serial", row.sheet.serial);
    ask.app.texts.say(language, &said)
}

/// The colour by its word: a shape and a word beside the colour itself.
fn color(ask: &Ask<'_>, color: Color) -> Markup {
    let state = match color {
        Color::Blue => State::Going,
        Color::Yellow => State::Waiting,
        Color::Red => State::Bad,
    };
    state_chip(state, ask.t(color_key(color)))
}

fn color_key(color: Color) -> &'static str {
    match color {
        Color::Blue => "duties.sheet_blue",
        Color::Yellow => "duties.sheet_yellow",
        Color::Red => "duties.sheet_red",
    }
}

fn chip(ask: &Ask<'_>, row: &SheetRow) -> Markup {
    match row.state {
        SheetState::Open if row.is_overdue(ask.now) => state_chip(State::Bad, ask.t("duties.sheet_late")),
        SheetState::Open => state_chip(State::Waiting, ask.t("duties.sheet_open")),
        SheetState::Answered => state_chip(State::Going, ask.t("duties.sheet_answered")),
        SheetState::Closed => state_chip(State::Good, ask.t("duties.sheet_is_closed")),
    }
}

/// The sheets about a duty, and the form of the next, for the page of the duty.
pub(super) fn of_duty(ask: &Ask<'_>, duty: &crate::model::Duty, sheets: &[SheetRow]) -> Markup {
    let own = ask.user.as_ref().map_or("", |user| user.organ.as_str());
    let tried = !ask.form.get("color").is_empty();
    let typed =
        |name: &str, else_: &str| if tried { ask.form.get(name).to_owned() } else { else_.to_owned() };
    html! {
        @for row in sheets {
            p.notice { a href={ "/sheets/" (row.sheet.id()) } { (number(ask, ask.language, row)) } " " (color(ask, row.sheet.color)) " " (chip(ask, row)) }
        }
        @if ask.may(Right::ReviewDuty) && duty.now.state.awaits_organ() && !duty.organ().is_empty() {
            details open[tried] {
                summary { (ask.t("duties.issue_sheet")) }
                form.stack method="post" action={ "/duties/" (encode(&duty.opened.id)) "/sheets" } {
                    div.field { label for="color" { (ask.t("duties.sheet_color")) } select id="color" name="color" {
                        @for one in Color::all() { option value=(one.word()) selected[ask.form.get("color") == one.word()] { (ask.t(color_key(one))) } }
                    } }
                    div.field { label for="asks" { (ask.t("duties.sheet_asks")) } textarea id="asks" name="asks" rows="2" { (typed("asks", "")) } }
                    div.field { label for="reply_by" { (ask.t("duties.sheet_reply_by")) } input id="reply_by" name="reply_by" type="date" value=(typed("reply_by", "")); }
                    div.field { label for="sheet-issuer" { (ask.t("duties.bulletin_issuer")) } input id="sheet-issuer" name="issuer" type="text" value=(typed("issuer", own)); }
                    button { (ask.t("duties.issue_sheet")) }
                }
            }
        }
    }
}

/// `POST /duties/{id}/sheets`.
fn issue(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let issued = pressing(ask).and_then(|pressing| {
        let by = ask.actor()?;
        ask.write(|tx| store::issue_sheet(tx, ask.path.get("id"), pressing, by, ask.now))
    });
    let sheet = issued.map_err(|refused| super::show::keeping(ask, refused))?;
    Ok(Answer::see(format!("/sheets/{}", sheet.id())))
}

fn pressing(ask: &Ask<'_>) -> Result<Pressing, Refusal> {
    let word = ask.form.get("color");
    let color = Color::from_word(word)
        .ok_or_else(|| Refusal::Invalid(Say::new("duties.which_color").with("color", word)))?;
    let typed = ask.form.get("reply_by");
    let day = typed.parse().map_err(|_| Refusal::Invalid(Say::new("duties.bad_day").with("day", typed)))?;
    Ok(Pressing {
        color,
        asks: ask.form.get("asks").to_owned(),
        reply_by: kernel::end_of_day(day),
        issuer: ask.form.get("issuer").to_owned(),
    })
}

/// `GET /sheets/{sheet}`.
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    drawn(ask, None)
}

fn drawn(ask: &Ask<'_>, fault: Option<&Say>) -> Result<Answer, Refusal> {
    let id = ask.path.get("sheet");
    let (row, history) =
        ask.read(|tx| Ok((store::sheet(tx, id)?, tx.stream(&format!("duty-sheet/{id}"))?)))?;
    let sheet = &row.sheet;
    let body = html! {
        dl.facts {
            dt { (ask.t("duties.state")) } dd { (color(ask, sheet.color)) " " (chip(ask, &row)) }
            dt { (ask.t("duties.organ")) } dd { (link("/organs/", &sheet.organ, &sheet.organ)) }
            dt { (ask.t("duties.title")) } dd { (link("/duties/", &sheet.duty, &sheet.title)) }
            dt { (ask.t("duties.sheet_asks")) } dd { (sheet.asks) }
            dt { (ask.t("duties.sheet_reply_by")) } dd { (instant(sheet.reply_by)) }
            dt { (ask.t("duties.bulletin_issuer")) } dd { (sheet.issuer) }
        }
        p { a href={ "/api/v1/sheets/" (sheet.id()) "/docx" } { (ask.t("duties.as_docx")) } " · " a href="/sheets" { (ask.t("duties.sheets")) } }
        @if let Some(fault) = fault { p.fault role="alert" { (ask.say(fault)) } }
        (forms(ask, &row))
        h2 { (ask.t("duties.history")) }
        ol.plain { @for entry in &history { li { (happened(ask, entry)) } } }
    };
    Ok(Page::new(number(ask, ask.language, &row), body).here("/duties").into())
}

fn happened(ask: &Ask<'_>, entry: &Entry) -> Markup {
    let (key, text, evidence) = match entry.read::<SheetEvent>() {
        Some(SheetEvent::Issued(sheet)) => ("duties.sheet_was_issued", sheet.asks, String::new()),
        Some(SheetEvent::Answered { text, evidence }) => ("duties.sheet_answered", text, evidence),
        Some(SheetEvent::Closed { evidence }) => ("duties.sheet_is_closed", String::new(), evidence),
        None => ("duties.was_changed", String::new(), String::new()),
    };
    html! {
        (instant(entry.at)) " " strong { (ask.t(key)) } " " span.soft { (entry.actor) }
        @if !text.is_empty() { p { (text) } }
        @if !evidence.is_empty() { p { (ask.t("duties.evidence")) "：" (evidence) } }
    }
}

/// The organ answers, the office closes.
fn forms(ask: &Ask<'_>, row: &SheetRow) -> Markup {
    let Some(user) = ask.user.as_ref().filter(|_| row.state != SheetState::Closed) else { return html! {} };
    let owner = user.may(Right::ReportDuty) && user.acts_for(&row.sheet.organ);
    let at = format!("/sheets/{}", row.sheet.id());
    html! {
        @if owner {
            form.stack method="post" action={ (at) "/answer" } {
                div.field { label for="text" { (ask.t("duties.sheet_answer")) } textarea id="text" name="text" rows="3" { (ask.form.get("text")) } }
                div.field { label for="answer-evidence" { (ask.t("duties.evidence")) } input id="answer-evidence" name="evidence" type="text" value=(ask.form.get("evidence")); }
                button { (ask.t("duties.sheet_answer")) }
            }
        }
        @if user.may(Right::ReviewDuty) {
            form.stack method="post" action={ (at) "/close" } {
                div.field { label for="close-evidence" { (ask.t("duties.sheet_close_evidence")) } input id="close-evidence" name="evidence" type="text" value=(ask.form.get("evidence")); }
                button.quiet { (ask.t("duties.sheet_close")) }
            }
        }
    }
}

/// `POST /sheets/{sheet}/answer`.
fn answer(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (id, user) = (ask.path.get("sheet"), ask.user()?);
    let done = ask.write(|tx| {
        let organ = store::sheet(tx, id)?.sheet.organ;
        if !user.acts_for(&organ) {
            return Err(Refusal::NotAllowed(Say::new("duties.not_your_duty").with("organ", organ)));
        }
        let said = (ask.form.get("text"), ask.form.get("evidence"));
        store::answer_sheet(tx, id, said, &user.account, ask.now)
    });
    done.map_err(|refused| keeping(ask, refused))?;
    Ok(Answer::see(format!("/sheets/{}", encode(id))))
}

/// `POST /sheets/{sheet}/close`.
fn close(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (id, by) = (ask.path.get("sheet"), ask.actor()?);
    let done = ask.write(|tx| store::close_sheet(tx, id, ask.form.get("evidence"), by, ask.now));
    done.map_err(|refused| keeping(ask, refused))?;
    Ok(Answer::see(format!("/sheets/{}", encode(id))))
}

/// A refusal of what was typed becomes the page with what was typed.
fn keeping(ask: &Ask<'_>, refused: Refusal) -> Refusal {
    let status = refused.status();
    let say = match &refused {
        Refusal::Invalid(say) | Refusal::Conflict(say) | Refusal::NotAllowed(say) => say.clone(),
        _ => return refused,
    };
    drawn(ask, Some(&say)).map_or(refused, |answer| Refusal::Form(Box::new(answer.status(status))))
}

/// `GET /api/v1/sheets/{sheet}/docx`: in Chinese whoever reads it.
fn docx(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let row = ask.read(|tx| store::sheet(tx, ask.path.get("sheet")))?;
    let (sheet, words) = (&row.sheet, |say: Say| ask.app.texts.say(Language::Chinese, &say));
    let number = number(ask, Language::Chinese, &row);
    let color = ask.app.texts.get(Language::Chinese, color_key(sheet.color));
    let asked = Say::new("duties.sheet_body").with("title", &sheet.title).with("asks", &sheet.asks);
    let official = Official {
        number: number.clone(),
        title: words(Say::new("duties.sheet_title").with("color", color)),
        to: sheet.organ.clone(),
        body: vec![Block::Paragraph(words(asked.with("by", written(due_day(sheet.reply_by)))))],
        issuer: sheet.issuer.clone(),
        date: Some(day_of(row.issued)),
        annexes: Vec::new(),
        note: String::new(),
    };
    let bytes = official.docx().map_err(|e| Refusal::Broken(e.to_string()))?;
    Ok(Answer::file(DOCX, &format!("{number}.docx"), bytes))
}
