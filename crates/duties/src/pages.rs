//! Pages of duties: the list with its filters, and one duty with its history.

use crate::model::{Answerer, Duty, DutyEvent, DutyState, Report};
use crate::store::{self, Filter};
use ::store::StoreError;
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
        pending_at: matches!(ask.query.get("pending"), "true" | "1").then_some(ask.now),
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
    drawn(ask, None)
}

/// The page of the duty in the path, with what was typed and what is wrong with it.
fn drawn(ask: &Ask<'_>, fault: Option<&Say>) -> Result<Answer, Refusal> {
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
            @if let Some(fault) = fault { p.fault role="alert" { (ask.say(fault)) } (typed(ask, &duty)) }
            (actions(ask, &duty))
            h2 { (ask.t("duties.history")) }
            ol.plain { @for entry in &history { li { (happened(ask, &duty, entry)) } } }
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

/// Whether the asker can report on the duty as it stands.
fn can_report(ask: &Ask<'_>, duty: &Duty) -> bool {
    let acts = ask.user.as_ref().is_some_and(|user| user.acts_for(&duty.opened.organ));
    duty.state.awaits_organ() && acts && ask.may(Right::ReportDuty)
}

/// What was typed and has no field on the page any more, because the duty has moved on: shown to be copied.
fn typed(ask: &Ask<'_>, duty: &Duty) -> Markup {
    let text = ask.form.verbatim("text");
    html! {
        @if !text.trim().is_empty() && !can_report(ask, duty) {
            section.field {
                label for="typed" { (ask.t("duties.typed")) }
                textarea id="typed" rows="5" readonly { (text) }
            }
        }
    }
}

/// A refusal of what was typed on the page becomes the page with what was typed; every other stays what it is.
fn keeping(ask: &Ask<'_>, refused: Refusal) -> Refusal {
    let status = refused.status();
    let say = match &refused {
        Refusal::Invalid(say) | Refusal::Conflict(say) | Refusal::NotAllowed(say) => say.clone(),
        Refusal::Store(StoreError::Conflict { .. }) => refused.say(&ask.request_id),
        _ => return refused,
    };
    match drawn(ask, Some(&say)) {
        Ok(answer) => Refusal::Form(Box::new(answer.status(status))),
        Err(_) => refused,
    }
}

fn actions(ask: &Ask<'_>, duty: &Duty) -> Markup {
    let id = encode(&duty.opened.id);
    html! {
        @if can_report(ask, duty) {
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

/// Whether the ledger would show the asker the entry: a link that is refused is no link.
fn sees_receipt(ask: &Ask<'_>, duty: &Duty, entry: &Entry) -> bool {
    let own = |user: &people::User| user.account == entry.actor || user.acts_for(&duty.opened.organ);
    ask.may(Right::ReadLedger) || ask.user.as_ref().is_some_and(own)
}

/// One line of a duty's history; its receipt is one click away.
fn happened(ask: &Ask<'_>, duty: &Duty, entry: &Entry) -> Markup {
    let mut progress = None;
    let (word, text) = match entry.read::<DutyEvent>() {
        Some(DutyEvent::Opened(_)) => ("duties.was_opened", String::new()),
        Some(DutyEvent::Reported(report)) => {
            progress = report.progress;
            ("duties.was_reported", report.text)
        }
        Some(DutyEvent::Accepted {}) => ("duties.was_accepted", String::new()),
        Some(DutyEvent::Returned { reason }) => ("duties.was_returned", reason),
        None => ("duties.was_changed", String::new()),
    };
    html! {
        (instant(entry.at)) " " strong { (ask.t(word)) } " " span.soft { (entry.actor) }
        @if sees_receipt(ask, duty, entry) {
            " · " a href={ "/ledger/" (entry.seq) } { (ask.say(&Say::new("duties.entry").with("seq", entry.seq))) }
        }
        @if let Some(percent) = progress {
            " · " span.meta { (ask.say(&Say::new("duties.at_progress").with("percent", percent))) }
        }
        @if !text.is_empty() { p { (text) } }
    }
}

/// `POST /duties/{id}/report`: takes the report; a refusal keeps what was typed.
fn report(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let taken = written(ask).and_then(|report| submit(ask, ask.path.get("id"), report));
    let seq = taken.map_err(|refused| keeping(ask, refused))?;
    Ok(Answer::see(format!("/ledger/{seq}")))
}

/// The report as the form has it.
fn written(ask: &Ask<'_>) -> Result<Report, Refusal> {
    let progress = match ask.form.get("progress") {
        "" => None,
        typed => Some(typed.parse().map_err(|_| Refusal::Invalid(Say::new("duties.progress_range")))?),
    };
    Ok(Report { text: ask.form.get("text").to_owned(), progress, evidence: Vec::new(), made_up: false })
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
    let decided = match ask.form.get("decision") {
        "accept" => decide(ask, id, true, reason),
        "return" => decide(ask, id, false, reason),
        other => Err(Refusal::Invalid(Say::new("duties.which_decision").with("decision", other))),
    };
    decided.map_err(|refused| keeping(ask, refused))?;
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
