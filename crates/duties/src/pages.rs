//! Pages of duties: the list with its filters, and one duty with its history.

use crate::model::{Answerer, Duty, DutyEvent, DutyState, Report};
use crate::store::{self, Filter};
use kernel::{Entry, Say};
use maud::{Markup, html};
use page::{
    Access, Answer, Ask, Column, Page, Refusal, Route, State, empty, encode, instant, link, paged, pager,
    state_chip, table, until,
};
use people::Right;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/duties", Access::Needs(Right::ReadDistrict), index),
        Route::get("/duties/{id}", Access::Needs(Right::ReadDistrict), show),
        Route::post("/duties/{id}/report", Access::Needs(Right::ReportDuty), report),
        Route::post("/duties/{id}/review", Access::Needs(Right::ReviewDuty), review),
    ]
}

/// The filter a query asks for.
pub(crate) fn filter(ask: &Ask<'_>) -> Filter {
    let asked = |name| ask.query.get(name).parse().ok();
    Filter {
        organ: ask.query.get("organ").to_owned(),
        document: ask.query.get("document").to_owned(),
        clause: ask.query.get("clause").to_owned(),
        state: ask.query.get("state").to_owned(),
        awaits: false,
        overdue_at: matches!(ask.query.get("overdue"), "true" | "1").then_some(ask.now),
        due_from: asked("due_from").map(kernel::start_of_day),
        due_to: asked("due_to").map(kernel::end_of_day),
    }
}

/// `GET /duties`: what is due, soonest first.
fn index(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (page, per) = paged(ask);
    let filter = filter(ask);
    let (total, duties) = ask.read(|tx| Ok(store::list(tx, &filter, page, per)?))?;
    let columns = [
        Column::words(ask.t("duties.title")),
        Column::words(ask.t("duties.organ")),
        Column::words(ask.t("duties.due")),
        Column::words(ask.t("duties.state")),
    ];
    let rows = duties.iter().map(|duty| {
        let o = &duty.opened;
        vec![
            link("/duties/", &o.id, ask.language.of(&o.title, &o.title_en)),
            organ(ask, duty),
            due(ask, duty),
            chip(ask, duty),
        ]
    });
    Ok(Page::new(ask.t("duties.list"), html! {
        (narrowed(ask, &filter))
        @if duties.is_empty() { (empty(ask.t("duties.none"))) } @else { (table(ask.t("duties.list"), &columns, rows)) }
        (pager(ask, total, per))
    })
    .here("/duties")
    .into())
}

/// What the list is narrowed to, and the way back to all.
fn narrowed(ask: &Ask<'_>, filter: &Filter) -> Markup {
    let words = [&filter.organ, &filter.document, &filter.clause];
    html! {
        p.meta {
            a href="/duties" { (ask.t("duties.all")) } " · " a href="/duties?overdue=true" { (ask.t("duties.only_overdue")) }
            @for word in words.into_iter().filter(|word| !word.is_empty()) { " · " strong { (word) } }
        }
    }
}

/// The state of a duty with its word; late is computed here.
pub fn chip(ask: &Ask<'_>, duty: &Duty) -> Markup {
    let (state, word) = match duty.state {
        _ if duty.is_overdue(ask.now) => (State::Bad, "duties.state_overdue"),
        DutyState::Open => (State::Waiting, "duties.state_open"),
        DutyState::Returned => (State::Bad, "duties.state_returned"),
        DutyState::Submitted if duty.was_late() => (State::Going, "duties.state_submitted_late"),
        DutyState::Submitted => (State::Going, "duties.state_submitted"),
        DutyState::Accepted if duty.was_late() => (State::Good, "duties.state_accepted_late"),
        DutyState::Accepted => (State::Good, "duties.state_accepted"),
    };
    html! {
        (state_chip(state, ask.t(word)))
        @if duty.opened.made_up { " " span.made-up { (ask.t("page.made_up")) } }
    }
}

/// Who owes it; a clock runs also where the text names nobody.
fn organ(ask: &Ask<'_>, duty: &Duty) -> Markup {
    match duty.opened.organ.as_str() {
        "" => state_chip(State::Unknown, ask.t("duties.no_owner")),
        name => link("/organs/", name, name),
    }
}

fn due(ask: &Ask<'_>, duty: &Duty) -> Markup {
    html! {
        @match duty.opened.due {
            Some(due) => {
                @if duty.opened.at_once { (ask.t("duties.at_once")) " " }
                (instant(due))
                @if duty.state.awaits_organ() { br; span.meta { (until(ask, due)) } }
                @if duty.opened.rest_day { br; span.meta { (ask.t("duties.rest_day")) } }
            }
            None => { (ask.t("duties.no_limit")) }
        }
    }
}

/// `GET /duties/{id}`: one duty, what happened to it, and what the asker can do.
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let id = ask.path.get("id");
    let (duty, history) = ask.read(|tx| Ok((store::known(tx, id)?, tx.stream(&format!("duty/{id}"))?)))?;
    let o = &duty.opened;
    let facts = html! {
        dl.facts {
            dt { (ask.t("duties.state")) } dd { (chip(ask, &duty)) }
            dt { (ask.t("duties.organ")) } dd { (organ(ask, &duty)) }
            dt { (ask.t("duties.due")) } dd { (due(ask, &duty)) }
            @if !o.period.is_empty() { dt { (ask.t("duties.period")) } dd { (o.period) } }
            @if !o.to.is_empty() { dt { (ask.t("duties.to")) } dd { (o.to) } }
            dt { (ask.t("duties.source")) } dd { a href=(clause_url(&duty)) { (o.citation) } }
        }
    };
    Ok(Page::new(
        ask.language.of(&o.title, &o.title_en),
        html! {
            (facts)
            (actions(ask, &duty))
            h2 { (ask.t("duties.history")) }
            ol.plain { @for entry in &history { li { (happened(ask, entry)) } } }
        },
    )
    .here("/duties")
    .into())
}

/// Where the clause stands on the live gazette.
fn clause_url(duty: &Duty) -> String {
    let citation = &duty.opened.citation;
    format!("/documents/{}?clause={}", encode(&citation.document), encode(citation.clause.as_str()))
}

fn actions(ask: &Ask<'_>, duty: &Duty) -> Markup {
    let id = encode(&duty.opened.id);
    let acts = ask.user.as_ref().is_some_and(|user| user.acts_for(&duty.opened.organ));
    html! {
        @if duty.state.awaits_organ() && acts && ask.may(Right::ReportDuty) {
            form.stack method="post" action={ "/duties/" (id) "/report" } {
                div.field {
                    label for="text" { (ask.t("duties.report_text")) }
                    textarea id="text" name="text" rows="5" required { (ask.form.verbatim("text")) }
                }
                div.field {
                    label for="progress" { (ask.t("duties.progress")) }
                    input id="progress" name="progress" type="number" min="0" max="100" value=(ask.form.get("progress"));
                }
                button { (ask.t("duties.submit")) }
            }
        }
        @if duty.state == DutyState::Submitted && ask.may(Right::ReviewDuty) {
            form.stack method="post" action={ "/duties/" (id) "/review" } {
                div.field {
                    label for="reason" { (ask.t("duties.reason")) }
                    input id="reason" name="reason" type="text" value=(ask.form.get("reason"));
                }
                // Enter in the field presses the first button: whoever typed a reason meant to return.
                button.quiet name="decision" value="return" { (ask.t("duties.send_back")) } " "
                button name="decision" value="accept" { (ask.t("duties.accept")) }
            }
        }
    }
}

/// One line of a duty's history; its receipt is one click away.
fn happened(ask: &Ask<'_>, entry: &Entry) -> Markup {
    let (word, text) = match entry.read::<DutyEvent>() {
        Some(DutyEvent::Opened(_)) => ("duties.was_opened", String::new()),
        Some(DutyEvent::Reported(report)) => ("duties.was_reported", report.text),
        Some(DutyEvent::Accepted {}) => ("duties.was_accepted", String::new()),
        Some(DutyEvent::Returned { reason }) => ("duties.was_returned", reason),
        None => ("duties.was_changed", String::new()),
    };
    html! {
        (instant(entry.at)) " " strong { (ask.t(word)) } " " span.soft { (entry.actor) }
        " · " a href={ "/ledger/" (entry.seq) } { (ask.say(&Say::new("duties.entry").with("seq", entry.seq))) }
        @if !text.is_empty() { p { (text) } }
    }
}

/// `POST /duties/{id}/report`: takes the report; a refusal keeps what was typed.
fn report(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let id = ask.path.get("id");
    let progress = match ask.form.get("progress") {
        "" => None,
        typed => Some(typed.parse().map_err(|_| Refusal::Invalid(Say::new("duties.progress_range")))?),
    };
    let report =
        Report { text: ask.form.get("text").to_owned(), progress, evidence: Vec::new(), made_up: false };
    let seq = submit(ask, id, report)?;
    Ok(Answer::see(format!("/ledger/{seq}")))
}

/// Reports in one transaction, for the page and for programs alike.
pub(crate) fn submit(ask: &Ask<'_>, id: &str, report: Report) -> Result<u64, Refusal> {
    let user = ask.user()?;
    ask.write(|tx| {
        let duty = store::known(tx, id)?;
        let by = Answerer { account: &user.account, acts_for_organ: user.acts_for(&duty.opened.organ) };
        store::report(tx, id, by, report, ask.now)
    })
}

/// `POST /duties/{id}/review`: accepts, or returns with a reason.
fn review(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (id, reason) = (ask.path.get("id"), ask.form.get("reason"));
    let accept = match ask.form.get("decision") {
        "accept" => true,
        "return" => false,
        other => return Err(Refusal::Invalid(Say::new("duties.which_decision").with("decision", other))),
    };
    decide(ask, id, accept, reason)?;
    Ok(Answer::see(format!("/duties/{}", encode(id))))
}

/// Reviews in one transaction, for the page and for programs alike.
pub(crate) fn decide(ask: &Ask<'_>, id: &str, accept: bool, reason: &str) -> Result<u64, Refusal> {
    let by = ask.actor()?;
    ask.write(|tx| {
        if accept {
            store::accept(tx, id, by, ask.now)
        } else {
            store::send_back(tx, id, by, reason, ask.now)
        }
    })
}
