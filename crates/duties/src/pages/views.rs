//! The worklist seen otherwise: on a past day, as a calendar, since somebody last looked.

use super::list::state_key;
use super::words::{chip, due, organ};
use crate::store::{self, Day, Stood};
use jiff::civil::Date;
use jiff::{Span, Timestamp};
use kernel::{Period, PeriodKind, Say, day_of, end_of_day};
use maud::{Markup, html};
use page::{
    Access, Answer, Ask, Column, Page, Refusal, Route, State, empty, encode, instant, link, list_of, paged,
    pager, state_chip, table,
};
use people::{Right, Role};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/duties/on", Access::Needs(Right::ReadDistrict), on),
        Route::get("/duties/calendar", Access::Needs(Right::ReadDistrict), calendar),
        Route::get("/duties/changes", Access::Needs(Right::ReadDistrict), changes),
        Route::post("/duties/changes", Access::Needs(Right::ReadDistrict), seen),
    ]
}

/// `GET /duties/on?day=`: what awaited organs at the end of a day, as it stood then.
fn on(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let typed = ask.query.get("day");
    let today = day_of(ask.now);
    let day: Date = if typed.is_empty() { today } else { read_day(typed)? };
    let then = end_of_day(day).min(ask.now);
    let narrowed = (ask.query.get("organ"), ask.query.get("document"));
    let (total, stood) = ask.read(|tx| Ok(store::worklist_at(tx, then, narrowed, paged(ask))?))?;
    let columns = ["duties.title", "duties.organ", "duties.due", "duties.state_then", "duties.state_now"];
    let columns = columns.map(|key| Column::words(ask.t(key)));
    let rows = stood.iter().map(|one| then_and_now(ask, one, then));
    let fields = [
        ("day", "duties.on_day", day.to_string(), "date"),
        ("organ", "duties.organ", narrowed.0.to_owned(), "text"),
        ("document", "duties.document", narrowed.1.to_owned(), "text"),
    ];
    let body = html! {
        form.stack method="get" action="/duties/on" {
            @for (name, key, value, kind) in fields { div.field { label for=(name) { (ask.t(key)) } input id=(name) name=(name) type=(kind) value=(value); } }
            button { (ask.t("duties.show")) }
        }
        p { (ask.say(&Say::new("duties.stood_then").with("count", total))) " " (instant(then)) }
        @if stood.is_empty() { (empty(ask.t("duties.none"))) } @else { (table(ask.t("duties.on_title"), &columns, rows)) }
        (pager(ask, total, paged(ask).1))
    };
    Ok(Page::new(ask.t("duties.on_title"), body).here("/duties").into())
}

fn read_day(typed: &str) -> Result<Date, Refusal> {
    typed.parse().map_err(|_| Refusal::Invalid(Say::new("duties.bad_day").with("day", typed)))
}

fn then_and_now(ask: &Ask<'_>, one: &Stood, then: Timestamp) -> Vec<Markup> {
    let o = &one.duty.opened;
    let state = if one.was_overdue(then) {
        state_chip(State::Bad, ask.t("duties.state_overdue"))
    } else {
        state_chip(State::Waiting, ask.t(state_key(one.state)))
    };
    vec![
        link("/duties/", &o.id, ask.language.of(&o.title, &o.title_en)),
        html! { @if one.organ.is_empty() { (ask.t("duties.no_owner")) } @else { (link("/organs/", &one.organ, &one.organ)) } },
        html! { @match one.due { Some(due) => { (instant(due)) } None => { (ask.t("duties.no_limit")) } } },
        state,
        chip(ask, &one.duty),
    ]
}

/// `GET /duties/calendar?month=`: the clocks of a month by day, with the days on which they clash.
fn calendar(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let typed = ask.query.get("month");
    let month =
        if typed.is_empty() { Period::of(PeriodKind::Month, day_of(ask.now)) } else { read_month(typed)? };
    let of = ask.query.get("organ");
    let days = ask.read(|tx| Ok(store::calendar(tx, (month.start(), month.end()), of)?))?;
    let url = |month: Period| format!("/duties/calendar?month={month}&organ={}", encode(of));
    let body = html! {
        p {
            a rel="prev" href=(url(month.previous())) { (month.previous()) } " · " strong { (month) } " · "
            a rel="next" href=(url(month.next())) { (month.next()) }
        }
        form.stack method="get" action="/duties/calendar" {
            div.field { label for="month" { (ask.t("duties.month")) } input id="month" name="month" type="month" value=(month); }
            div.field { label for="organ" { (ask.t("duties.organ")) } input id="organ" name="organ" type="text" value=(of); }
            button { (ask.t("duties.show")) }
        }
        @if days.is_empty() { (empty(ask.t("duties.calendar_empty"))) }
        @else { ul.plain { @for (day, what) in &days { li { (of_day(ask, *day, what, of)) } } } }
    };
    Ok(Page::new(ask.t("duties.calendar"), body).here("/duties").into())
}

fn read_month(typed: &str) -> Result<Period, Refusal> {
    let read = typed.parse::<Period>().ok().filter(|period| period.kind() == PeriodKind::Month);
    read.ok_or_else(|| Refusal::Invalid(Say::new("duties.bad_period").with("period", typed)))
}

/// How many clashing bodies a day names; the rest are counted.
const NAMED: usize = 6;

fn of_day(ask: &Ask<'_>, day: Date, what: &Day, of: &str) -> Markup {
    let weekday = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let name = usize::try_from(day.weekday().to_monday_zero_offset()).ok().and_then(|at| weekday.get(at));
    let clash = what.falls.len() > 1;
    html! {
        strong { (day) } " " span.meta { @if let Some(name) = name { (ask.t(&format!("duties.day_{name}"))) } }
        @if clash { " " (state_chip(State::Unknown, &ask.say(&Say::new("duties.clash").with("count", what.falls.len())))) }
        ul.plain { @for falls in &what.falls { li {
            @if falls.duties > 0 {
                a href={ "/duties?cause=" (encode(&falls.cause)) "&due_from=" (day) "&due_to=" (day) "&organ=" (encode(of)) } { (ask.language.of(&falls.title, &falls.title_en)) }
                " " (ask.say(&Say::new("duties.calendar_count").with("count", falls.duties)))
            } @else {
                (ask.language.of(&falls.title, &falls.title_en)) " " span.meta { (ask.t(if day < day_of(ask.now) { "duties.never_opened" } else { "duties.not_opened_yet" })) }
            }
        } } }
        @if !what.clashes.is_empty() {
            p.meta {
                (ask.say(&Say::new("duties.clash_of").with("count", what.clashes.len()))) "："
                (what.clashes.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join("、"))
                @if what.clashes.len() > NAMED { " …" }
            }
        }
    }
}

/// How far back "changed" goes for somebody who has never looked.
const FIRST_LOOK_DAYS: i64 = 7;

/// `GET /duties/changes`: for an organ's people their own organ, for everybody else the whole district.
fn changes(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let user = ask.user()?;
    let whole = matches!(user.role, Role::Supervisor | Role::Leader | Role::Auditor | Role::Admin);
    let of = if whole { "" } else { user.organ.as_str() };
    let (page, per) = paged(ask);
    let (since, (more, duties)) = ask.read(|tx| {
        let first = ask.now.saturating_sub(Span::new().hours(24 * FIRST_LOOK_DAYS)).unwrap_or(ask.now);
        let since = store::looked(tx, &user.account)?.unwrap_or(first);
        Ok((since, store::changed_since(tx, since, of, (page, per))?))
    })?;
    let lines = duties.iter().map(|(at, duty)| {
        let o = &duty.opened;
        html! {
            (link("/duties/", &o.id, ask.language.of(&o.title, &o.title_en))) " " (organ(ask, duty)) " " (chip(ask, duty))
            br; span.meta { (instant(*at)) } " · " (due(ask, duty))
        }
    });
    let body = html! {
        p { (ask.t("duties.changed_since")) " " (instant(since)) }
        @if duties.is_empty() { (empty(ask.t("duties.nothing_changed"))) } @else { (list_of(lines)) }
        @if more { p { a rel="next" href={ "/duties/changes?page=" (page.saturating_add(1)) } { (ask.t("duties.earlier")) } } }
        form method="post" action="/duties/changes" {
            input type="hidden" name="until" value=(ask.now);
            button.quiet { (ask.t("duties.have_seen")) }
        }
    };
    Ok(Page::new(ask.t("duties.changes"), body).here("/duties").into())
}

/// `POST /duties/changes`: seen up to when the page was made, not to what came since.
fn seen(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let account = ask.actor()?;
    let until: Timestamp = ask.form.get("until").parse().unwrap_or(ask.now);
    ask.write(|tx| Ok(store::look_now(tx, account, until.min(ask.now))?))?;
    Ok(Answer::see("/duties/changes"))
}
