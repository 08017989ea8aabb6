//! Bulletins (通报): a draft as things stand, and what was issued, which stays as it is. Where to begin: `text.rs` says
//! what a bulletin says; `files.rs` makes the files of it.

mod files;
mod score;
mod text;

use self::text::{Section, Words, sections, title};
use crate::model::{Issued, Outcome};
use crate::store::{self, Issue, Kept};
use kernel::Say;
use maud::{Markup, html};
use page::{Access, Answer, Ask, Column, Page, Refusal, Route, empty, encode, instant, list_of, table};
use people::Right;

pub(crate) use files::api_routes;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/bulletins", Access::Needs(Right::ReadDistrict), index),
        Route::get("/bulletins/rule", Access::Needs(Right::ReadDistrict), score::rule),
        Route::get("/bulletins/{document}/{period}", Access::Needs(Right::ReadDistrict), show),
        Route::post("/bulletins/{document}/{period}/issue", Access::Needs(Right::IssueBulletin), issue),
    ]
}

/// How many issued bulletins the list shows.
const ISSUED: u32 = 50;

/// `GET /bulletins`: what was issued, and of what one can be made.
fn index(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (issued, periods) =
        ask.read(|tx| Ok((store::recently_issued(tx, ISSUED)?, store::reported_periods(tx)?)))?;
    let words = Words::of(ask);
    let lines = issued.iter().map(|kept| {
        let bulletin = &kept.issued.bulletin;
        html! {
            a href=(url(&bulletin.document, &bulletin.period)) { (title(&words, bulletin)) } " " (kept.issued.number)
            @if kept.issued.edition > 1 { " " (ask.say(&Say::new("duties.edition").with("edition", kept.issued.edition))) }
            @if bulletin.is_made_up() { " " span.made-up { (ask.t("page.made_up")) } }
            br; span.meta { (instant(kept.at)) " " (kept.actor) }
        }
    });
    let of = periods.iter().map(|(document, periods)| {
        html! {
            (document) " "
            @for period in periods { " " a href=(url(document, period)) { (period) } }
        }
    });
    Ok(Page::new(
        ask.t("duties.bulletins"),
        html! {
            p { (ask.t("duties.bulletins_about")) " " a href="/bulletins/rule" { (ask.t("duties.score_rule")) } }
            h2 { (ask.t("duties.issued_bulletins")) }
            @if issued.is_empty() { (empty(ask.t("duties.nothing_issued"))) } @else { (list_of(lines)) }
            h2 { (ask.t("duties.bulletin_of")) }
            @if periods.is_empty() { (empty(ask.t("duties.none"))) } @else { (list_of(of)) }
        },
    )
    .here("/duties")
    .into())
}

fn url(document: &str, period: &str) -> String {
    format!("/bulletins/{}/{}", encode(document), encode(period))
}

/// A bulletin as it is looked at: issued, or as it would be issued now.
pub(super) struct Seen {
    pub(super) issued: Issued,
    /// Where it stands in the ledger; `None` for a draft.
    pub(super) kept: Option<(u64, jiff::Timestamp, String)>,
}

/// What was issued last, or a draft when nothing was or the draft is wanted.
pub(super) fn seen(ask: &Ask<'_>, document: &str, period: &str) -> Result<Seen, Refusal> {
    let draft = ask.query.get("draft") == "true" || ask.query.get("draft") == "1";
    ask.read(|tx| {
        if let Some(Kept { issued, seq, at, actor }) =
            if draft { None } else { store::last_issued(tx, document, period)? }
        {
            return Ok(Seen { issued, kept: Some((seq, at, actor)) });
        }
        let bulletin = store::made(tx, document, period, ask.now)?;
        let head = tx.head()?;
        let issued = Issued {
            bulletin,
            number: String::new(),
            issuer: String::new(),
            remarks: String::new(),
            with_scores: false,
            edition: 0,
            head_size: head.as_ref().map_or(0, |head| head.size),
            head_root: head.map(|head| head.root.to_string()).unwrap_or_default(),
        };
        Ok(Seen { issued, kept: None })
    })
}

/// `GET /bulletins/{document}/{period}`.
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    drawn(ask, None)
}

fn drawn(ask: &Ask<'_>, fault: Option<&Say>) -> Result<Answer, Refusal> {
    let (document, period) = (ask.path.get("document"), ask.path.get("period"));
    let seen = seen(ask, document, period)?;
    let bulletin = &seen.issued.bulletin;
    let words = Words::of(ask);
    let body = html! {
        (standing(ask, &seen))
        @if let Some(fault) = fault { p.fault role="alert" { (ask.say(fault)) } }
        (figures(ask, &seen))
        @if bulletin.lines.is_empty() { (empty(ask.t("duties.nothing_to_bulletin"))) } @else {
            @for Section { heading, paragraphs } in sections(&words, &seen.issued) {
                h2 { (heading) }
                @for paragraph in paragraphs { p { (paragraph) } }
            }
            (all_lines(ask, &seen))
            @if ask.query.get("scores") == "true" || seen.issued.with_scores { (score::scores(ask, bulletin)) }
            @else { p { a href={ (url(document, period)) "?scores=true" @if seen.kept.is_none() { "&draft=true" } } { (ask.t("duties.show_scores")) } } }
        }
        @if ask.may(Right::IssueBulletin) && !bulletin.lines.is_empty() { (issue_form(ask, &seen)) }
    };
    Ok(Page::new(title(&words, bulletin), body).here("/duties").into())
}

/// Whether it is issued, from which head of the ledger it was made, and its files.
fn standing(ask: &Ask<'_>, seen: &Seen) -> Markup {
    let Issued { bulletin, number, head_size, head_root, edition, .. } = &seen.issued;
    let file = |ending: &str| {
        let draft = if seen.kept.is_none() { "?draft=true" } else { "" };
        format!("/api/v1{}.{ending}{draft}", url(&bulletin.document, &bulletin.period))
    };
    html! {
        @if bulletin.is_made_up() { p { span.made-up { (ask.t("page.made_up")) } } }
        p.notice {
            @match &seen.kept {
                Some((seq, at, actor)) => {
                    (ask.t("duties.is_issued")) " " (number) " " (instant(*at)) " " span.soft { (actor) }
                    @if *edition > 1 { " " (ask.say(&Say::new("duties.edition").with("edition", edition))) }
                    " · " a href={ "/ledger/" (seq) } { (ask.say(&Say::new("duties.entry").with("seq", seq))) }
                }
                None => { (ask.t("duties.is_draft")) " " (instant(bulletin.at)) }
            }
            br; span.meta { (ask.say(&Say::new("duties.made_from").with("size", head_size))) " " code { (head_root) } }
        }
        p {
            a href=(file("docx")) { (ask.t("duties.as_docx")) } " · " a href=(file("xlsx")) { (ask.t("duties.as_xlsx")) }
            @if seen.kept.is_some() { " · " a href={ (url(&bulletin.document, &bulletin.period)) "?draft=true" } { (ask.t("duties.see_draft")) } }
            " · " a href="/bulletins" { (ask.t("duties.bulletins")) }
        }
    }
}

fn figures(ask: &Ask<'_>, seen: &Seen) -> Markup {
    let class = |outcome| match outcome {
        Outcome::Missing | Outcome::Late | Outcome::Returned => "bad",
        Outcome::OnTime => "good",
        Outcome::NotYet => "",
    };
    html! {
        div.figures-row {
            @for outcome in Outcome::all() {
                div.figure-card.(class(outcome)) { strong { (seen.issued.bulletin.count(outcome)) } (ask.t(outcome_key(outcome))) }
            }
        }
    }
}

/// The wording of an outcome.
pub(super) fn outcome_key(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Missing => "duties.outcome_missing",
        Outcome::Late => "duties.outcome_late",
        Outcome::Returned => "duties.outcome_returned",
        Outcome::OnTime => "duties.outcome_on_time",
        Outcome::NotYet => "duties.outcome_not_yet",
    }
}

/// Every duty with its result, units in their fixed order.
fn all_lines(ask: &Ask<'_>, seen: &Seen) -> Markup {
    let words = Words::of(ask);
    let columns = text::COLUMNS.map(|(key, _)| Column::words(ask.t(key)));
    let rows = seen.issued.bulletin.lines.iter().map(|line| {
        let [organ, title, due, first, outcome, result] = text::cells(&words, line);
        let duty = format!("/duties/{}", encode(&line.duty));
        vec![
            html! { (organ) },
            html! { a href=(duty) { (title) } },
            html! { (due) },
            html! { (first) },
            html! { (outcome) },
            html! { (result) },
        ]
    });
    html! { h2 { (ask.t("duties.bulletin_table")) } (table(ask.t("duties.bulletin_table"), &columns, rows)) }
}

fn issue_form(ask: &Ask<'_>, seen: &Seen) -> Markup {
    let organ = ask.user.as_ref().map_or("", |user| user.organ.as_str());
    let typed = |name: &str, else_: &str| {
        let typed = ask.form.get(name).to_owned();
        if typed.is_empty() { else_.to_owned() } else { typed }
    };
    let bulletin = &seen.issued.bulletin;
    html! {
        h2 { (ask.t(if seen.kept.is_some() { "duties.issue_again" } else { "duties.issue_bulletin" })) }
        p.meta { (ask.t("duties.issue_about")) }
        form.stack method="post" action={ (url(&bulletin.document, &bulletin.period)) "/issue" } {
            div.field { label for="number" { (ask.t("duties.bulletin_number")) } input id="number" name="number" type="text" value=(typed("number", "")); }
            div.field { label for="issuer" { (ask.t("duties.bulletin_issuer")) } input id="issuer" name="issuer" type="text" value=(typed("issuer", organ)); }
            div.field { label for="remarks" { (ask.t("duties.bulletin_remarks")) } textarea id="remarks" name="remarks" rows="3" { (typed("remarks", "")) } }
            div.field { label { input name="with_scores" type="checkbox" value="true" checked[ask.form.get("with_scores") == "true"]; " " (ask.t("duties.with_scores")) } }
            button { (ask.t("duties.issue_bulletin")) }
        }
    }
}

/// `POST /bulletins/{document}/{period}/issue`.
fn issue(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (document, period) = (ask.path.get("document"), ask.path.get("period"));
    let wanted = Issue {
        number: ask.form.get("number").trim().to_owned(),
        issuer: ask.form.get("issuer").trim().to_owned(),
        remarks: ask.form.get("remarks").trim().to_owned(),
        with_scores: ask.form.get("with_scores") == "true",
    };
    match issued(ask, document, period, wanted) {
        Ok(_) => Ok(Answer::see(url(document, period))),
        Err(refused) => match &refused {
            Refusal::Invalid(say) | Refusal::Conflict(say) => {
                let (status, say) = (refused.status(), say.clone());
                Err(drawn(ask, Some(&say))
                    .map_or(refused, |answer| Refusal::Form(Box::new(answer.status(status)))))
            }
            _ => Err(refused),
        },
    }
}

/// Issues in one transaction, for the page and for programs alike.
fn issued(ask: &Ask<'_>, document: &str, period: &str, mut wanted: Issue) -> Result<u64, Refusal> {
    let user = ask.user()?;
    if wanted.issuer.is_empty() {
        wanted.issuer.clone_from(&user.organ);
    }
    if wanted.issuer.is_empty() {
        return Err(Refusal::Invalid(Say::new("duties.issuer_missing")));
    }
    let by = ask.actor()?;
    ask.write(|tx| store::issue(tx, (document, period), wanted, by, ask.now))
}
